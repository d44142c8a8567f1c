//! Numbers that the Commission and the Internal Revenue Service assign: digits in groups, without check digits.

use super::{Fault, Value};

/// Reads a Central Index Key, which EDGAR prints padded to ten digits.
pub(super) fn cik(text: &str) -> Result<Value, Fault> {
    if let Some(number) = text.strip_prefix("CIK").or_else(|| text.strip_prefix("cik")) {
        let number = number.trim_start_matches(|c: char| " #:-".contains(c));
        return Err(Fault::new("it should be the number alone").meant(number));
    }
    if let Some(stray) = text.chars().find(|c| !c.is_ascii_digit()) {
        return Err(Fault::stray(stray, "digits"));
    }
    if text.len() > 10 {
        return Err(Fault::new(format!("it has {} digits, and should have 1 to 10", text.len())));
    }
    if text.bytes().all(|byte| byte == b'0') {
        return Err(Fault::new("it is zero"));
    }
    let padded = format!("{text:0>10}");
    Ok(Value::text(padded.clone(), padded))
}

/// Reads an employer identification number (26 CFR 301.6109-1).
pub(super) fn ein(text: &str) -> Result<Value, Fault> {
    if text.split('-').map(str::len).eq([3, 2, 4]) {
        return Err(Fault::new("it is grouped as a social security number, which no filing should show"));
    }
    let ein = in_groups(text, &[2, 7])?;
    Ok(Value::text(ein.clone(), ein))
}

/// Reads an accession number: the filer's CIK, the year, and a count.
pub(super) fn accession_number(text: &str) -> Result<Value, Fault> {
    let number = in_groups(text, &[10, 2, 6])?;
    Ok(Value::text(number.clone(), number))
}

/// Reads a file number: the prefix of the act or the form, a number, and for some registrants a suffix. Filers print it
/// with and without leading zeros (`1-2360` is EDGAR's `001-02360`), and the form prints what they write.
pub(super) fn sec_file_number(text: &str) -> Result<Value, Fault> {
    if let Some(stray) = text.chars().find(|&c| !c.is_ascii_digit() && c != '-') {
        return Err(Fault::stray(stray, "digits and dashes"));
    }
    let mut parts = text.splitn(4, '-');
    let (Some(prefix), Some(number)) = (parts.next(), parts.next()) else {
        let fault = Fault::new("no dash stands after its prefix, as in `000-18925`");
        let (prefix, number) = text.split_at_checked(3).unwrap_or_default();
        return Err(if number.len() >= 5 { fault.meant(format!("{prefix}-{number}")) } else { fault });
    };
    let suffix = parts.next();
    for (what, part, lengths, expected) in [
        ("prefix", Some(prefix), 1..=3, "1 to 3"),
        ("number", Some(number), 2..=6, "up to 6"),
        ("suffix", suffix, 2..=3, "2 or 3"),
    ] {
        if let Some(part) = part.filter(|part| !lengths.contains(&part.len())) {
            return Err(Fault::new(format!("its {what} has {}, and should have {expected}", count(part.len()))));
        }
    }
    if parts.next().is_some() {
        return Err(Fault::new("it has more than two dashes"));
    }
    let suffix = suffix.map_or(String::new(), |suffix| format!("-{suffix}"));
    Ok(Value::text(format!("{prefix:0>3}-{number:0>5}{suffix}"), text))
}

/// The digits of a text in groups of these lengths, with dashes between; the text has all of the dashes or none.
pub(super) fn in_groups(text: &str, lengths: &[usize]) -> Result<String, Fault> {
    let (dash, may) = if lengths.len() > 1 { ('-', "digits and dashes") } else { ('0', "digits") };
    if let Some(stray) = text.chars().find(|&c| !c.is_ascii_digit() && c != dash) {
        return Err(Fault::stray(stray, may));
    }
    let digits = text.replace('-', "");
    let expected = lengths.iter().sum();
    let grouped = |digits: &str| {
        let mut rest = digits;
        let groups = lengths.iter().map(|&length| {
            let (group, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            rest = after;
            group
        });
        groups.collect::<Vec<_>>().join("-")
    };
    if digits.len() != expected {
        let reason = format!("it has {}, and should have {expected}", count(digits.len()));
        let lost = !digits.is_empty() && digits.len() < expected && digits.len() == text.len();
        let padded = || grouped(&format!("{digits:0>expected$}"));
        let lost = if lost { format!("; if leading zeros were lost, it is `{}`", padded()) } else { String::new() };
        return Err(Fault::new(reason + &lost));
    }
    let dashed = grouped(&digits);
    if text != digits && text != dashed {
        let lengths: Vec<String> = lengths.iter().map(ToString::to_string).collect();
        let (last, rest) = lengths.split_last().map_or(("", String::new()), |(last, rest)| (last, rest.join(", ")));
        return Err(Fault::new(format!("its dashes should part groups of {rest} and {last} digits")).meant(dashed));
    }
    Ok(dashed)
}

fn count(digits: usize) -> String {
    match digits {
        0 => "no digits".to_owned(),
        1 => "1 digit".to_owned(),
        _ => format!("{digits} digits"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bad, good};

    #[test]
    fn identifiers_have_one_canonical_spelling() {
        good("cik", "320193", "0000320193", "0000320193");
        good("ein", "123456789", "12-3456789", "12-3456789");
        good("accession_number", "000032019320000096", "0000320193-20-000096", "0000320193-20-000096");
        good("accession_number", "0000320193-20-000096", "0000320193-20-000096", "0000320193-20-000096");
        good("sec_file_number", "0-18925", "000-18925", "0-18925");
        good("sec_file_number", "000-18925", "000-18925", "000-18925");
        good("sec_file_number", "1-2360", "001-02360", "1-2360");
        good("sec_file_number", "333-123456-01", "333-123456-01", "333-123456-01");
    }

    #[test]
    fn what_is_no_identifier_is_told_so() {
        bad("cik", "CIK 0000320193", "it should be the number alone", Some("0000320193"));
        bad("cik", "CIK-é", "it should be the number alone", None);
        bad("cik", "00000320193", "it has 11 digits, and should have 1 to 10", None);
        bad("cik", "0000", "it is zero", None);
        bad("cik", "32O193", "`O` stands where only digits may", None);
        bad("ein", "078-05-1120", "it is grouped as a social security number, which no filing should show", None);
        bad("ein", "1-23456789", "its dashes should part groups of 2 and 7 digits", Some("12-3456789"));
        bad(
            "ein",
            "43456789",
            "it has 8 digits, and should have 9; if leading zeros were lost, it is `04-3456789`",
            None,
        );
        bad("ein", "12 3456789", "a blank stands where only digits and dashes may", None);
        bad("accession_number", "0000320193-20-00096", "it has 17 digits, and should have 18", None);
        let groups = "its dashes should part groups of 10, 2 and 6 digits";
        bad("accession_number", "0000320193-20000096", groups, Some("0000320193-20-000096"));
        bad("accession_number", "0000320193-20-000096.txt", "`.` stands where only digits and dashes may", None);
    }

    #[test]
    fn what_is_no_file_number_is_told_so() {
        bad("sec_file_number", "0001-18925", "its prefix has 4 digits, and should have 1 to 3", None);
        bad("sec_file_number", "-18925", "its prefix has no digits, and should have 1 to 3", None);
        bad("sec_file_number", "0-1892556", "its number has 7 digits, and should have up to 6", None);
        bad("sec_file_number", "0-18925-1", "its suffix has 1 digit, and should have 2 or 3", None);
        bad("sec_file_number", "0-18925-01-", "it has more than two dashes", None);
        bad("sec_file_number", "00018925", "no dash stands after its prefix, as in `000-18925`", Some("000-18925"));
        bad("sec_file_number", "18925", "no dash stands after its prefix, as in `000-18925`", None);
        bad("sec_file_number", "No. 0-18925", "`N` stands where only digits and dashes may", None);
    }
}
