//! Calendar arithmetic: days, months and business days.
//!
//! Rule 0-3(a) (17 CFR 240.0-3(a)): where the last day for filing falls on a Saturday, Sunday or holiday, the filing may be
//! made on the first business day following. The holidays are the federal ones as they are observed (5 U.S.C. 6103,
//! Executive Order 11582), and the days on which the President closed the offices of the government, which the
//! Commission treats as holidays for filing. The rules are those in force since 1978; no filing on EDGAR is older.

use jiff::Span;
use jiff::civil::{Date, Weekday, date};

/// The most business days that are counted.
const MOST_DAYS: i64 = 10_000;

/// Full weekdays on which executive orders closed the offices of the government, in order. Half days are business days.
const CLOSED: &[Date] = &[
    date(1994, 4, 27),  // E.O. 12910: mourning for President Nixon
    date(1997, 12, 26), // E.O. 13068
    date(2001, 12, 24), // E.O. 13238
    date(2003, 12, 26), // E.O. 13320
    date(2004, 6, 11),  // E.O. 13343: mourning for President Reagan
    date(2007, 1, 2),   // E.O. 13421: mourning for President Ford
    date(2007, 12, 24), // E.O. 13453
    date(2008, 12, 26), // E.O. 13482
    date(2012, 12, 24), // E.O. 13633, 77 FR 76339
    date(2014, 12, 26), // E.O. 13682, 79 FR 73459
    date(2018, 12, 5),  // E.O. 13852, 83 FR 62687: mourning for President G. H. W. Bush
    date(2018, 12, 24), // E.O. 13854, 83 FR 65481
    date(2019, 12, 24), // E.O. 13900, 84 FR 69983
    date(2020, 12, 24), // E.O. 13965, 85 FR 81337
    date(2024, 12, 24), // E.O. 14129, 89 FR 104857
    date(2025, 1, 9),   // E.O. 14133, 90 FR 187: mourning for President Carter
    date(2025, 12, 24), // E.O. 14371, 90 FR 60545
    date(2025, 12, 26), // E.O. 14371, 90 FR 60545
];

/// Whether the Commission takes filings on this day: it is no Saturday, Sunday or federal holiday as observed.
///
/// ```
/// use engross::form::calendar::is_business_day;
/// use jiff::civil::date;
/// assert!(is_business_day(date(2003, 2, 28)));
/// assert!(!is_business_day(date(2021, 12, 31)), "New Year's Day of 2022, a Saturday, was observed on the Friday");
/// ```
pub fn is_business_day(day: Date) -> bool {
    !is_weekend(day) && !is_observed_holiday(day) && CLOSED.binary_search(&day).is_err()
}

/// The day itself if it is a business day, or else the next one: how Rule 0-3(a) moves a last day for filing. Nothing
/// past the year 9999.
///
/// ```
/// use engross::form::calendar::business_day;
/// use jiff::civil::date;
/// assert_eq!(business_day(date(2020, 2, 29)), Some(date(2020, 3, 2)));
/// ```
pub fn business_day(mut day: Date) -> Option<Date> {
    while !is_business_day(day) {
        day = day.tomorrow().ok()?;
    }
    Some(day)
}

/// The `n`th business day after a day, or before it where `n` is negative; of 0, what [`business_day`] says. Nothing
/// out of the years -9999 to 9999, or for more than 10,000 business days.
///
/// ```
/// use engross::form::calendar::plus_business_days;
/// use jiff::civil::date;
/// assert_eq!(plus_business_days(date(2003, 2, 28), 1), Some(date(2003, 3, 3)));
/// assert_eq!(plus_business_days(date(2003, 3, 3), -1), Some(date(2003, 2, 28)));
/// ```
pub fn plus_business_days(mut day: Date, n: i64) -> Option<Date> {
    if !(-MOST_DAYS..=MOST_DAYS).contains(&n) {
        return None;
    }
    if n == 0 {
        return business_day(day);
    }
    let mut left = n.abs();
    while left > 0 {
        day = if n > 0 { day.tomorrow() } else { day.yesterday() }.ok()?;
        left -= i64::from(is_business_day(day));
    }
    Some(day)
}

/// So many calendar days after a day, or before it where `n` is negative; nothing out of the years -9999 to 9999.
///
/// ```
/// use engross::form::calendar::plus_days;
/// use jiff::civil::date;
/// assert_eq!(plus_days(date(2002, 11, 30), 90), Some(date(2003, 2, 28)));
/// ```
pub fn plus_days(day: Date, n: i64) -> Option<Date> {
    day.checked_add(Span::new().try_days(n).ok()?).ok()
}

/// So many calendar months after a day, or before it where `n` is negative: the same day of the month, or the month's
/// last where it is shorter; nothing out of the years -9999 to 9999.
///
/// ```
/// use engross::form::calendar::plus_months;
/// use jiff::civil::date;
/// assert_eq!(plus_months(date(2002, 10, 31), 4), Some(date(2003, 2, 28)));
/// ```
pub fn plus_months(day: Date, n: i64) -> Option<Date> {
    day.checked_add(Span::new().try_months(n).ok()?).ok()
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// Whether a weekday is a holiday, or stands in for one: a Friday for a Saturday, a Monday for a Sunday.
fn is_observed_holiday(day: Date) -> bool {
    let stands_for = match day.weekday() {
        Weekday::Friday => day.tomorrow().ok(),
        Weekday::Monday => day.yesterday().ok(),
        Weekday::Tuesday | Weekday::Wednesday | Weekday::Thursday | Weekday::Saturday | Weekday::Sunday => None,
    };
    is_holiday(day) || stands_for.is_some_and(is_holiday)
}

/// Whether a day is a holiday by the words of 5 U.S.C. 6103(a). Inauguration Day, a holiday in and about Washington
/// alone, is none for filing.
fn is_holiday(day: Date) -> bool {
    let nth = |n: i8, weekday: Weekday| day.nth_weekday_of_month(n, weekday).is_ok_and(|holiday| holiday == day);
    match day.month() {
        1 => day.day() == 1 || (day.year() >= 1986 && nth(3, Weekday::Monday)), // New Year, M. L. King
        2 => nth(3, Weekday::Monday),                                           // Washington
        5 => nth(-1, Weekday::Monday),                                          // Memorial Day
        6 => day.day() == 19 && day.year() >= 2021,                             // Juneteenth
        7 => day.day() == 4,                                                    // Independence Day
        9 => nth(1, Weekday::Monday),                                           // Labor Day
        10 => nth(2, Weekday::Monday),                                          // Columbus Day
        11 => day.day() == 11 || nth(4, Weekday::Thursday),                     // Veterans Day, Thanksgiving
        12 => day.day() == 25,                                                  // Christmas
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;

    use super::*;

    /// Period end, days allowed, due, notice due, extended by so many days, to.
    const DEADLINES: &[(Date, i64, Date, Date, i64, Date)] = &[
        (date(2002, 11, 30), 90, date(2003, 2, 28), date(2003, 3, 3), 15, date(2003, 3, 17)),
        (date(2019, 12, 31), 60, date(2020, 3, 2), date(2020, 3, 3), 15, date(2020, 3, 17)),
        (date(2019, 12, 31), 75, date(2020, 3, 16), date(2020, 3, 17), 15, date(2020, 3, 31)),
        (date(2019, 12, 31), 90, date(2020, 3, 30), date(2020, 3, 31), 15, date(2020, 4, 14)),
        (date(2020, 12, 31), 60, date(2021, 3, 1), date(2021, 3, 2), 15, date(2021, 3, 16)),
        (date(2020, 12, 31), 75, date(2021, 3, 16), date(2021, 3, 17), 15, date(2021, 3, 31)),
        (date(2020, 12, 31), 90, date(2021, 3, 31), date(2021, 4, 1), 15, date(2021, 4, 15)),
        (date(2020, 3, 31), 40, date(2020, 5, 11), date(2020, 5, 12), 5, date(2020, 5, 18)),
        (date(2020, 3, 31), 45, date(2020, 5, 15), date(2020, 5, 18), 5, date(2020, 5, 20)),
        (date(2020, 9, 30), 45, date(2020, 11, 16), date(2020, 11, 17), 5, date(2020, 11, 23)),
        (date(2021, 3, 31), 45, date(2021, 5, 17), date(2021, 5, 18), 5, date(2021, 5, 24)),
        (date(2021, 9, 30), 40, date(2021, 11, 9), date(2021, 11, 10), 5, date(2021, 11, 15)),
        (date(2025, 3, 31), 40, date(2025, 5, 12), date(2025, 5, 13), 5, date(2025, 5, 19)),
    ];

    #[test]
    fn deadlines_are_those_of_rule_12b_25() {
        for &(period_end, days, due, notice, extension, extended) in DEADLINES {
            let computed = plus_days(period_end, days).and_then(business_day);
            assert_eq!(computed, Some(due), "{days} days after {period_end}");
            assert_eq!(plus_business_days(due, 1), Some(notice), "the notice for {period_end}");
            let computed = plus_days(due, extension).and_then(business_day);
            assert_eq!(computed, Some(extended), "the extension for {period_end}");
        }
    }

    #[test]
    fn holidays_are_those_observed() {
        for (year, days) in [
            (2020, "01-01 01-20 02-17 05-25 07-03 09-07 10-12 11-11 11-26 12-24 12-25"),
            (2021, "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31"),
            (2022, "01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26"),
            (2025, "01-01 01-09 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-24 12-25 12-26"),
            (1985, "01-01 02-18 05-27 07-04 09-02 10-14 11-11 11-28 12-25"),
        ] {
            let all = date(year, 1, 1).series(1.day()).take_while(|day| day.year() == year);
            let closed = all.filter(|&day| !is_weekend(day) && !is_business_day(day));
            let found: Vec<String> = closed.map(|day| day.strftime("%m-%d").to_string()).collect();
            assert_eq!(found.join(" "), days, "{year}");
        }
    }

    #[test]
    fn the_days_of_closing_are_sorted_weekdays_and_no_holidays() {
        assert!(CLOSED.is_sorted());
        for &day in CLOSED {
            assert!(!is_weekend(day) && !is_observed_holiday(day), "{day}");
        }
    }

    #[test]
    fn nothing_is_computed_out_of_range() {
        assert_eq!(plus_days(Date::MAX, 1), None);
        assert_eq!(plus_days(Date::MIN, -1), None);
        assert_eq!(plus_days(Date::ZERO, i64::MAX), None);
        assert_eq!(plus_months(Date::MAX, i64::MIN), None);
        assert_eq!(plus_months(date(2004, 3, 31), -1), Some(date(2004, 2, 29)));
        assert_eq!(plus_business_days(Date::MAX, 1), None);
        assert_eq!(plus_business_days(Date::MIN, -1), None);
        assert_eq!(plus_business_days(date(2020, 1, 1), 10_001), None);
        assert_eq!(plus_business_days(date(2020, 1, 1), i64::MIN), None);
        assert_eq!(
            plus_business_days(date(2020, 1, 1), 10_000).and_then(|day| plus_business_days(day, -10_000)),
            Some(date(2019, 12, 31))
        );
        assert_eq!(business_day(date(9999, 12, 31)), Some(date(9999, 12, 31)));
        assert_eq!(plus_business_days(date(2020, 5, 23), 0), Some(date(2020, 5, 26)));
    }
}
