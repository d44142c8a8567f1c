//! Dates as filers write them.

use jiff::civil::Date;

use crate::form::types;

/// The date that a text is: `November 30, 2002`, `Nov. 30, 2002`, `30 November 2002`, `11/30/02`, `11-30-2002`, `2002-11-30`.
/// Figures stand in American order; two of a year mean 1950 to 2049.
pub(super) fn date(text: &str) -> Option<Date> {
    let text = text.trim().trim_end_matches(['.', ',', ';']);
    if let Ok(date) = text.parse::<Date>() {
        return Some(date).filter(|_| text.len() == 10);
    }
    let clean: String = text.chars().map(|c| if matches!(c, ',' | '.') { ' ' } else { c }).collect();
    let words: Vec<&str> = clean.split_whitespace().collect();
    match words.as_slice() {
        [figures] => {
            let mut parts = figures.split(['/', '-']);
            let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
            if parts.next().is_some() || month.len() > 2 || day.len() > 2 {
                return None;
            }
            made(year, month.parse().ok()?, day)
        }
        [one, other, year] => {
            let month = month(one).map(|month| (month, *other)).or_else(|| Some((month(other)?, *one)));
            let (month, day) = month?;
            made(year, month, day.trim_end_matches(|c: char| c.is_ascii_alphabetic()))
        }
        // `the 28th day of February 2003`
        ["the", day, "day", "of", name, year] | [day, "day", "of", name, year] => {
            made(year, month(name)?, day.trim_end_matches(|c: char| c.is_ascii_alphabetic()))
        }
        _ => None,
    }
}

fn month(word: &str) -> Option<i8> {
    types::month_named(word).and_then(|month| i8::try_from(month).ok())
}

fn made(year: &str, month: i8, day: &str) -> Option<Date> {
    let day: i8 = day.parse().ok()?;
    let number: i16 = year.parse().ok()?;
    let year = match year.len() {
        4 => number,
        2 if number < 50 => 2000 + number,
        2 => 1900 + number,
        _ => return None,
    };
    Date::new(year, month, day).ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_filers_write_them() {
        for text in [
            "November 30, 2002",
            "NOV. 30, 2002",
            "30 November 2002",
            "11/30/02",
            "11-30-2002",
            "2002-11-30",
            "November 30 , 2002",
            "November 30th, 2002",
            "30th day of November, 2002",
        ] {
            assert_eq!(date(text).map(|date| date.to_string()).as_deref(), Some("2002-11-30"), "{text}");
        }
        assert_eq!(date("Sept. 1, 1999").unwrap().to_string(), "1999-09-01");
        for text in ["N/A", "30/11/2002", "November 2002", "11/2002", "February 30, 2003", "725-5516", "1-2-345"] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
