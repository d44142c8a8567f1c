//! Dates: read in two spellings, printed in any format of a plain date.

use jiff::civil::Date;
use jiff::fmt::strtime;

use super::{Fault, Meaning, Value};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// How a form prints a date that says nothing of its format: `November 30, 2002`.
const FORMAT: &str = "%B %-d, %Y";

pub(super) fn date(text: &str) -> Result<Value, Fault> {
    let date = match iso(text).or_else(|| spelled(text)) {
        Some(date) => date?,
        None => return Err(explain(text)),
    };
    Ok(Value {
        canonical: date.to_string(),
        printed: print_date(date, None).map_err(Fault::new)?,
        meaning: Meaning::Date(date),
    })
}

/// Prints a date: as `November 30, 2002`, or in a strftime format.
///
/// ```
/// use engross::form::types::print_date;
/// let date = jiff::civil::date(2002, 11, 30);
/// assert_eq!(print_date(date, None).unwrap(), "November 30, 2002");
/// assert_eq!(print_date(date, Some("%m/%d/%Y")).unwrap(), "11/30/2002");
/// ```
///
/// # Errors
/// The format is none of a plain date; the reason is that of [`check_date_format`].
pub fn print_date(date: Date, format: Option<&str>) -> Result<String, String> {
    let format = format.unwrap_or(FORMAT);
    check_date_format(format)?;
    strtime::format(format, date).map_err(|_| format!("it cannot print the date {date}"))
}

/// Whether a strftime format is good for a plain date: it prints some part of it, and asks for no time of day.
///
/// ```
/// use engross::form::types::check_date_format;
/// assert!(check_date_format("%B %-d, %Y").is_ok());
/// let reason = check_date_format("%Y-%m-%d %H:%M").unwrap_err();
/// assert_eq!(reason, "`%H` prints a time of day, which a date does not have");
/// ```
///
/// # Errors
/// The reason names the first directive that is wrong.
pub fn check_date_format(format: &str) -> Result<(), String> {
    let mut rest = format;
    let mut prints = false;
    while let Some((_, directive)) = rest.split_once('%') {
        let flags = directive.trim_start_matches(|c: char| c.is_ascii_digit() || "-_^#".contains(c));
        let mut after = flags.chars();
        let Some(letter) = after.next() else { return Err("it ends within a `%` directive".to_owned()) };
        rest = after.as_str();
        let name = "%".to_owned() + directive.strip_suffix(rest).unwrap_or_default();
        match letter {
            '%' => {}
            'A' | 'B' | 'C' | 'D' | 'F' | 'G' | 'U' | 'V' | 'W' | 'Y' | 'a' | 'b' | 'd' | 'e' | 'g' | 'h' | 'j'
            | 'm' | 'q' | 'u' | 'w' | 'y' => prints = true,
            'H' | 'I' | 'M' | 'N' | 'P' | 'Q' | 'R' | 'S' | 'T' | 'X' | 'Z' | 'c' | 'f' | 'k' | 'l' | 'p' | 'r'
            | 's' | 'z' | ':' | '.' => {
                return Err(format!("`{name}` prints a time of day, which a date does not have"));
            }
            _ => return Err(format!("`{name}` is no directive that prints a part of a date")),
        }
        if strtime::format(&name, jiff::civil::date(2002, 11, 30)).is_err() {
            return Err(format!("`{name}` is no directive that prints a part of a date"));
        }
    }
    if prints { Ok(()) } else { Err("it prints no part of a date; `%B %-d, %Y` prints all".to_owned()) }
}

/// Reads `2002-11-30`; nothing where the text has not that shape.
fn iso(text: &str) -> Option<Result<Date, Fault>> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    Some(civil(digits(year, 4..=4)?, digits(month, 2..=2)?, digits(day, 2..=2)?))
}

/// Reads `November 30, 2002` or `Nov. 30, 2002`; nothing where the text has not that shape.
fn spelled(text: &str) -> Option<Result<Date, Fault>> {
    let (month, rest) = text.split_once(' ')?;
    let (day, year) = rest.split_once(',')?;
    let month = month_named(month.strip_suffix('.').unwrap_or(month))?;
    Some(civil(digits(year.trim(), 4..=4)?, month, digits(day.trim(), 1..=2)?))
}

fn digits(text: &str, lengths: std::ops::RangeInclusive<usize>) -> Option<i16> {
    let all_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    if all_digits && lengths.contains(&text.len()) { text.parse().ok() } else { None }
}

/// The number of a month by its name, its first three letters, or `Sept`.
pub(crate) fn month_named(word: &str) -> Option<i16> {
    let named = |name: &&str| {
        let short = name.get(..3).unwrap_or(name);
        word.eq_ignore_ascii_case(name) || word.eq_ignore_ascii_case(short)
    };
    let index = if word.eq_ignore_ascii_case("sept") { 8 } else { MONTHS.iter().position(named)? };
    i16::try_from(index + 1).ok()
}

fn civil(year: i16, month: i16, day: i16) -> Result<Date, Fault> {
    if year < 1000 {
        return Err(Fault::new(format!("its year is `{year:04}`, and should be 1000 to 9999")));
    }
    let no_month = || Fault::new(format!("there is no month `{month:02}`"));
    let first = i8::try_from(month).ok().and_then(|month| Date::new(year, month, 1).ok()).ok_or_else(no_month)?;
    i8::try_from(day).ok().and_then(|day| Date::new(year, first.month(), day).ok()).ok_or_else(|| {
        Fault::new(format!(
            "{} has {} days",
            strtime::format("%B %Y", first).unwrap_or_default(),
            first.days_in_month()
        ))
    })
}

/// A part of a date in a shape that is not accepted.
enum Part {
    Month(i16),
    Number(i16),
    Year(i16),
}

/// Says why a text is no date, and which date it must be where only one is possible.
fn explain(text: &str) -> Fault {
    if let Some((day, _)) = text.split_once(['T', 't', ' '])
        && let Some(Ok(_)) = iso(day)
    {
        return Fault::new("it has a time of day").meant(day);
    }
    let parts: Vec<Part> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map_while(part).collect();
    let (reason, date) = match *parts.as_slice() {
        [Part::Month(month), Part::Number(day), Part::Year(year)]
        | [Part::Number(day), Part::Month(month), Part::Year(year)]
        | [Part::Year(year), Part::Month(month), Part::Number(day)] => {
            ("with its month in letters it should read as `November 30, 2002` does", civil(year, month, day))
        }
        [Part::Year(year), Part::Number(month), Part::Number(day)] => {
            ("its year, month and day should be 4, 2 and 2 digits, with dashes between", civil(year, month, day))
        }
        [Part::Number(a), Part::Number(b), Part::Year(year)] => match (civil(year, a, b), civil(year, b, a)) {
            (Ok(american), Ok(european)) if american != european => {
                return Fault::new(format!("it may be `{american}` or `{european}`; write the one that it is"));
            }
            (Ok(date), _) => ("it has its month, day and year in American order; write year, month, day", Ok(date)),
            (_, Ok(date)) => ("it has its day before its month; write year, month, day", Ok(date)),
            (Err(american), Err(european)) => return if a > 12 { european } else { american },
        },
        [Part::Number(_), Part::Number(_) | Part::Month(_), Part::Number(_)]
        | [Part::Month(_), Part::Number(_), Part::Number(_)] => return Fault::new("its year should have four digits"),
        _ => return Fault::new("write year, month and day as in `2002-11-30`"),
    };
    date.map_or_else(|fault| fault, |date| Fault::new(reason).meant(date.to_string()))
}

fn part(word: &str) -> Option<Part> {
    let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|suffix| word.strip_suffix(suffix));
    let year = || digits(word, 4..=4).map(Part::Year);
    let number = || digits(ordinal.unwrap_or(word), 1..=2).map(Part::Number);
    year().or_else(number).or_else(|| month_named(word).map(Part::Month))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bad, good};
    use super::*;

    #[test]
    fn two_spellings_are_one_date() {
        for text in ["2002-11-30", "November 30, 2002", "Nov. 30, 2002", "nov 30,2002", "NOVEMBER 30, 2002"] {
            good("date", text, "2002-11-30", "November 30, 2002");
        }
        good("date", "Sept. 5, 2003", "2003-09-05", "September 5, 2003");
        good("date", "2004-02-29", "2004-02-29", "February 29, 2004");
    }

    #[test]
    fn an_order_that_can_be_only_one_is_mended() {
        let american = "it has its month, day and year in American order; write year, month, day";
        bad("date", "11/30/2002", american, Some("2002-11-30"));
        bad("date", "3/3/2003", american, Some("2003-03-03"));
        bad("date", "30.11.2002", "it has its day before its month; write year, month, day", Some("2002-11-30"));
        bad("date", "03/04/2003", "it may be `2003-03-04` or `2003-04-03`; write the one that it is", None);
        let letters = "with its month in letters it should read as `November 30, 2002` does";
        bad("date", "30 November 2002", letters, Some("2002-11-30"));
        bad("date", "November 30th, 2002", letters, Some("2002-11-30"));
        let dashes = "its year, month and day should be 4, 2 and 2 digits, with dashes between";
        bad("date", "2002/11/30", dashes, Some("2002-11-30"));
        bad("date", "2003-2-8", dashes, Some("2003-02-08"));
        bad("date", "2002-11-30T00:00:00Z", "it has a time of day", Some("2002-11-30"));
    }

    #[test]
    fn what_is_no_date_is_told_so() {
        bad("date", "2003-02-29", "February 2003 has 28 days", None);
        bad("date", "2003-04-00", "April 2003 has 30 days", None);
        bad("date", "February 30, 2004", "February 2004 has 29 days", None);
        bad("date", "02/30/2004", "February 2004 has 29 days", None);
        bad("date", "31/04/2003", "April 2003 has 30 days", None);
        bad("date", "13/13/2003", "there is no month `13`", None);
        bad("date", "2003-13-01", "there is no month `13`", None);
        bad("date", "0203-02-28", "its year is `0203`, and should be 1000 to 9999", None);
        bad("date", "11/30/02", "its year should have four digits", None);
        bad("date", "Nov 30, 02", "its year should have four digits", None);
        bad("date", "20021130", "write year, month and day as in `2002-11-30`", None);
        bad("date", "Smarch 13, 2003", "write year, month and day as in `2002-11-30`", None);
        bad("date", "30/", "write year, month and day as in `2002-11-30`", None);
    }

    #[test]
    fn a_format_is_checked_before_any_date_is_printed() {
        for format in ["%m/%d/%Y", "%-d %b %y", "%A", "100%% %Y", "le %d", "%_d", "%5Y", "%^B"] {
            assert_eq!(check_date_format(format), Ok(()), "{format}");
        }
        for (format, reason) in [
            ("%I:%M", "`%I` prints a time of day, which a date does not have"),
            ("%Y %:z", "`%:` prints a time of day, which a date does not have"),
            ("%Y %i", "`%i` is no directive that prints a part of a date"),
            ("%n%Y", "`%n` is no directive that prints a part of a date"),
            ("%é", "`%é` is no directive that prints a part of a date"),
            ("%999Y", "`%999Y` is no directive that prints a part of a date"),
            ("%Y %-", "it ends within a `%` directive"),
            ("%", "it ends within a `%` directive"),
            ("100%%", "it prints no part of a date; `%B %-d, %Y` prints all"),
            ("", "it prints no part of a date; `%B %-d, %Y` prints all"),
        ] {
            assert_eq!(check_date_format(format), Err(reason.to_owned()), "{format}");
        }
        for date in [Date::MIN, Date::MAX, jiff::civil::date(1850, 1, 1)] {
            assert!(
                print_date(date, Some("%A %B %C %D %F %G %U %V %W %Y %a %b %d %e %g %h %j %m %q %u %w %y")).is_ok()
            );
        }
    }
}
