//! States, ZIP codes and countries.

use super::{Fault, Value, identifiers};
use crate::diagnostic::nearest;

/// A line a place: its code, then its names, parted by semicolons, the usual one first. The states and territories of the
/// United States (USPS Publication 28, appendix B), then the Canadian provinces with EDGAR's own codes for them.
const STATES: &str = include_str!("states.txt");

/// As [`STATES`]: ISO 3166-1 alpha-2 codes and English short names, and other names in use.
const COUNTRIES: &str = include_str!("countries.txt");

pub(super) fn state(text: &str) -> Result<Value, Fault> {
    place(text, STATES, "state, territory or Canadian province")
}

pub(super) fn country(text: &str) -> Result<Value, Fault> {
    place(text, COUNTRIES, "country")
}

/// Reads five digits, or five and four.
pub(super) fn zip(text: &str) -> Result<Value, Fault> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let zip = identifiers::in_groups(text, if digits > 5 { &[5, 4] } else { &[5] })?;
    if text != zip {
        return Err(Fault::new("a dash should part its five digits from the four").meant(zip));
    }
    Ok(Value::text(zip, text))
}

fn place(text: &str, table: &'static str, kind: &str) -> Result<Value, Fault> {
    let places = || table.lines().filter_map(|line| line.split_once(' '));
    let folded = fold(text);
    for (code, names) in places() {
        if folded == fold(code) || names.split("; ").any(|name| folded == fold(name)) {
            let printed = if folded.len() == 2 { text.to_uppercase() } else { text.to_owned() };
            return Ok(Value::text(code, printed));
        }
    }
    if text.chars().count() <= 2 {
        return Err(Fault::new(format!("no {kind} has this code")));
    }
    let fault = Fault::new(format!("no {kind} has this name"));
    Err(match nearest(text, places().flat_map(|(_, names)| names.split("; "))) {
        Some(near) => Fault::new(format!("{}; the nearest is `{near}`", fault.reason)).meant(near),
        None => fault,
    })
}

/// What counts in a name: not its letter case, marks or doubled blanks, nor `&` for `and`, nor any `the`; so that
/// `Korea (the Republic of)` is `Korea, Republic of`.
fn fold(name: &str) -> String {
    let name = name.to_lowercase().replace('.', "").replace(['(', ')', ','], " ").replace('&', " and ");
    name.split_whitespace().filter(|&word| word != "the").collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bad, good};

    #[test]
    fn codes_and_names_are_one_place() {
        for (text, printed) in [("CA", "CA"), ("ca", "CA"), ("California", "California"), ("CALIFORNIA", "CALIFORNIA")]
        {
            good("state", text, "CA", printed);
        }
        good("state", "N.Y.", "NY", "N.Y.");
        good("state", "D.C.", "DC", "D.C.");
        good("state", "A6", "ON", "A6");
        good("state", "ontario", "ON", "ontario");
        good("country", "NO", "NO", "NO");
        good("country", "uk", "GB", "UK");
        good("country", "United States of America (the)", "US", "United States of America (the)");
        good("country", "Korea, Republic of", "KR", "Korea, Republic of");
        good("country", "The Bahamas", "BS", "The Bahamas");
        good("country", "Trinidad & Tobago", "TT", "Trinidad & Tobago");
        good("country", "Türkiye", "TR", "Türkiye");
    }

    #[test]
    fn what_is_no_place_is_told_so() {
        let name = "no state, territory or Canadian province has this name";
        bad("state", "XX", "no state, territory or Canadian province has this code", None);
        bad("state", "Calfornia", &format!("{name}; the nearest is `California`"), Some("California"));
        bad("state", "Bavaria, Germany, Europe", name, None);
        bad("country", "ZZ", "no country has this code", None);
        bad(
            "country",
            "Untied States",
            "no country has this name; the nearest is `United States`",
            Some("United States"),
        );
        bad("country", &"a".repeat(500), "no country has this name", None);
    }

    #[test]
    fn zip_codes_keep_their_zeros() {
        good("zip", "01234", "01234", "01234");
        good("zip", "90040-1234", "90040-1234", "90040-1234");
        let lost = "it has 4 digits, and should have 5; if leading zeros were lost, it is `01234`";
        bad("zip", "1234", lost, None);
        bad("zip", "900401234", "a dash should part its five digits from the four", Some("90040-1234"));
        bad("zip", "9004-01234", "its dashes should part groups of 5 and 4 digits", Some("90040-1234"));
        bad("zip", "9004-0", "`-` stands where only digits may", None);
        bad("zip", "90040-123", "it has 8 digits, and should have 9", None);
        bad("zip", "K1A 0B1", "`K` stands where only digits may", None);
    }

    #[test]
    fn every_line_of_the_tables_is_a_place() {
        for (name, table, count) in [("state", super::STATES, 75), ("country", super::COUNTRIES, 249)] {
            assert_eq!(table.lines().count(), count);
            for (code, names) in table.lines().filter_map(|line| line.split_once(' ')) {
                good(name, code, code, code);
                for alias in names.split("; ").filter(|alias| alias.len() > 2) {
                    good(name, alias, code, alias);
                }
            }
        }
    }
}
