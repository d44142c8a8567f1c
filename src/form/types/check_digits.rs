//! Identifiers of securities and of legal entities, whose last characters are computed from the others.

use super::{Fault, Value};

/// Reads a CUSIP (ANSI X9.6): six characters for the issuer, two for the issue, and a check digit.
pub(super) fn cusip(text: &str) -> Result<Value, Fault> {
    checked(text, &[6, 2, 1], "*@#", |payload| {
        let sum: u32 = payload.chars().enumerate().map(|(index, c)| digit_sum(worth(c) << (index % 2))).sum();
        ((10 - sum % 10) % 10).to_string()
    })
}

/// Reads an ISIN (ISO 6166): two letters for the country, nine characters, and a check digit.
pub(super) fn isin(text: &str) -> Result<Value, Fault> {
    if let Some(stray) = text.chars().take(2).find(|c| !c.is_ascii_alphabetic()) {
        return Err(Fault::stray(stray, "a country's two letters"));
    }
    checked(text, &[2, 9, 1], "", |payload| {
        let digits: String = payload.chars().map(|c| worth(c).to_string()).collect();
        let digits = digits.chars().rev().map(worth);
        let sum: u32 = digits.enumerate().map(|(index, digit)| digit_sum(digit << ((index + 1) % 2))).sum();
        ((10 - sum % 10) % 10).to_string()
    })
}

/// Reads a legal entity identifier (ISO 17442): eighteen characters and two check digits (ISO 7064, MOD 97-10).
pub(super) fn lei(text: &str) -> Result<Value, Fault> {
    checked(text, &[4, 4, 4, 4, 2, 2], "", |payload| {
        let step = |rest: u32, c: char| {
            let value = worth(c);
            (rest * if value > 9 { 100 } else { 10 } + value) % 97
        };
        format!("{:02}", 98 - "00".chars().fold(payload.chars().fold(0, step), step))
    })
}

/// `0` to `9`, `A` = 10 to `Z` = 35, and CUSIP's `*` = 36, `@` = 37, `#` = 38.
fn worth(c: char) -> u32 {
    match c {
        '*' => 36,
        '@' => 37,
        '#' => 38,
        _ => c.to_digit(36).unwrap_or(0),
    }
}

fn digit_sum(number: u32) -> u32 {
    number / 10 + number % 10
}

/// Reads parts of these lengths, between which dashes and blanks may stand; the last part is what `check` computes of those
/// before it.
fn checked(text: &str, lengths: &[usize], marks: &str, check: fn(&str) -> String) -> Result<Value, Fault> {
    let printed = text.to_ascii_uppercase();
    let separator = |c: char| c == '-' || c == ' ';
    if let Some(stray) = printed.chars().find(|&c| !c.is_ascii_alphanumeric() && !separator(c) && !marks.contains(c)) {
        return Err(Fault::stray(stray, "letters, digits, dashes and blanks"));
    }
    let compact = printed.replace(separator, "");
    let expected: usize = lengths.iter().sum();
    if compact.len() != expected {
        // A program that took it for a number dropped its zero; the check digit tells.
        let reason = format!("it has {} characters, and should have {expected}", compact.len());
        return Err(Fault::new(reason).meant(format!("0{compact}")));
    }
    let mut ends = lengths.iter().scan(0, |end, length| {
        *end += length;
        Some(*end)
    });
    let mut end = 0;
    let mut parts = printed.split(separator).filter(|part| !part.is_empty());
    let in_parts = parts.all(|part| {
        end += part.len();
        ends.any(|possible| possible == end)
    });
    if !in_parts || printed.starts_with(separator) || printed.ends_with(separator) {
        let lengths: Vec<String> = lengths.iter().map(ToString::to_string).collect();
        let reason = format!("dashes and blanks may stand only between parts of {} characters", lengths.join(" + "));
        return Err(Fault::new(reason).meant(compact));
    }
    let (payload, last) = compact.split_at(expected - lengths.last().unwrap_or(&0));
    let check = check(payload);
    if check != last {
        let digits = if check.len() > 1 { "digits" } else { "digit" };
        // Any character may be the wrong one, so no digit is offered; a letter read for a digit is, if that makes it good.
        let reason = format!("its check {digits} should be `{check}`, not `{last}`; compare every character");
        return Err(Fault::new(reason).meant(printed.replace('O', "0").replace('I', "1")));
    }
    Ok(Value::text(compact, printed))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bad, good};

    #[test]
    fn check_digits_are_those_of_the_standards() {
        for cusip in ["457954501", "037833100", "594918104", "17275R102", "38259P508", "9128285E6"] {
            good("cusip", cusip, cusip, cusip);
        }
        good("cusip", "457954-50-1", "457954501", "457954-50-1");
        good("cusip", "17275r 10 2", "17275R102", "17275R 10 2");
        for isin in ["US0378331005", "US5949181045", "AU0000XVGZA3", "GB0002634946", "DE000BAY0017"] {
            good("isin", isin, isin, isin);
        }
        good("isin", "us 037833100-5", "US0378331005", "US 037833100-5");
        for lei in ["HWUPKR0MPOU8FGXBT394", "5493001KJTIIGC8Y1R12", "INR2EJN1ERAN0W5ZP974"] {
            good("lei", lei, lei, lei);
        }
        good("lei", "5493 001K JTII GC8Y 1R12", "5493001KJTIIGC8Y1R12", "5493 001K JTII GC8Y 1R12");
    }

    #[test]
    fn a_wrong_check_digit_is_named_and_mended() {
        bad("cusip", "457954-50-2", "its check digit should be `1`, not `2`; compare every character", None);
        bad("cusip", "9128285E0", "its check digit should be `6`, not `0`; compare every character", None);
        bad("cusip", "17275r10x", "its check digit should be `2`, not `X`; compare every character", None);
        let read = "its check digit should be `4`, not `0`; compare every character";
        bad("cusip", "O37833100", read, Some("037833100"));
        bad("isin", "US0378331009", "its check digit should be `5`, not `9`; compare every character", None);
        bad("lei", "HWUPKR0MPOU8FGXBT395", "its check digits should be `94`, not `95`; compare every character", None);
        bad("lei", "HWUPKR0MPOU8FGXBTAB4", "its check digits should be `21`, not `B4`; compare every character", None);
    }

    #[test]
    fn what_is_no_such_identifier_is_told_so() {
        bad("cusip", "45795450", "it has 8 characters, and should have 9", None);
        bad("cusip", "37833100", "it has 8 characters, and should have 9", Some("037833100"));
        bad("cusip", "4579545011", "it has 10 characters, and should have 9", None);
        let parts = "dashes and blanks may stand only between parts of 6 + 2 + 1 characters";
        bad("cusip", "457-954-501", parts, Some("457954501"));
        bad("cusip", "457954501-", parts, Some("457954501"));
        bad("cusip", "45795450é", "`é` stands where only letters, digits, dashes and blanks may", None);
        bad("isin", "0378331005", "`0` stands where only a country's two letters may", None);
        bad("isin", "US037833100", "it has 11 characters, and should have 12", None);
        bad("isin", "US03783310*5", "`*` stands where only letters, digits, dashes and blanks may", None);
        bad("lei", "HWUPKR0MPOU8FGXBT3", "it has 18 characters, and should have 20", None);
    }
}
