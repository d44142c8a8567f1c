//! Numbers and amounts of money, exact to the last digit.

use std::fmt;

use super::{Fault, Meaning, Value};

/// The most digits that a number may have.
const MOST_DIGITS: usize = 38;

/// An exact decimal number, in lowest terms: 5.10 and 5.1 are one number.
///
/// ```
/// use engross::form::types::Number;
/// let price = Number::new(510, 2).unwrap();
/// assert_eq!((price.to_string().as_str(), price.to_f64(), price.to_integer()), ("5.1", 5.1, None));
/// assert_eq!(Number::new(-400, 2).unwrap().to_integer(), Some(-4));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number {
    digits: i128,
    scale: u32,
}

impl Number {
    /// The number `digits` / 10^`scale`; nothing if the scale is over 38.
    pub fn new(digits: i128, scale: u32) -> Option<Self> {
        let mut number = Self { digits, scale };
        if scale as usize > MOST_DIGITS {
            return None;
        }
        while number.scale > 0 && number.digits % 10 == 0 {
            number = Self { digits: number.digits / 10, scale: number.scale - 1 };
        }
        Some(number)
    }

    /// The number as an integer, if it is one.
    pub fn to_integer(self) -> Option<i128> {
        (self.scale == 0).then_some(self.digits)
    }

    /// The nearest floating-point number.
    pub fn to_f64(self) -> f64 {
        self.to_string().parse().unwrap_or(f64::NAN)
    }
}

/// The canonical spelling: `-1234.5`, without commas or needless zeros.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = self.scale as usize;
        let sign = if self.digits < 0 { "-" } else { "" };
        let digits = format!("{:0>width$}", self.digits.unsigned_abs(), width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        write!(f, "{sign}{whole}{}{fraction}", if scale > 0 { "." } else { "" })
    }
}

/// A number as it is written, without its sign.
struct Written<'a> {
    /// Digits alone.
    whole: String,
    fraction: Option<&'a str>,
}

impl Written<'_> {
    fn number(&self, negative: bool) -> Result<Number, Fault> {
        let fraction = self.fraction.unwrap_or_default().trim_end_matches('0');
        let digits = format!("{}{fraction}", self.whole);
        let digits = digits.trim_start_matches('0');
        let too_long = || Fault::new(format!("it has more than {MOST_DIGITS} digits"));
        if digits.len() > MOST_DIGITS {
            return Err(too_long());
        }
        let magnitude = if digits.is_empty() { 0 } else { digits.parse::<i128>().map_err(|_| too_long())? };
        let scale = u32::try_from(fraction.len()).map_err(|_| too_long())?;
        Number::new(if negative { -magnitude } else { magnitude }, scale).ok_or_else(too_long)
    }
}

/// What a number with a fraction is written with.
const DECIMAL: &str = "digits, commas and a decimal point";

/// Reads digits, commas and a point; `text` is the whole answer, for what may have been meant.
fn unsigned<'a>(body: &'a str, text: &str, may: &str) -> Result<Written<'a>, Fault> {
    if body.contains('_') {
        return Err(Fault::new("`_` does not part groups of digits; a comma may").meant(text.replace('_', "")));
    }
    if let Some(stray) = body.chars().find(|&c| !c.is_ascii_digit() && c != ',' && c != '.') {
        return Err(Fault::stray(stray, may));
    }
    let (whole, fraction) = body.split_once('.').map_or((body, None), |(whole, fraction)| (whole, Some(fraction)));
    match fraction {
        _ if !body.contains(|c: char| c.is_ascii_digit()) => return Err(Fault::new("it has no digits")),
        Some(fraction) if fraction.contains('.') => return Err(Fault::new("it has more than one decimal point")),
        Some(fraction) if fraction.contains(',') => return Err(Fault::new("a comma stands after its decimal point")),
        Some("") => return Err(Fault::new("no digit stands after its decimal point").meant(text.replacen('.', "", 1))),
        Some(_) if whole.is_empty() => {
            return Err(Fault::new("no digit stands before its decimal point").meant(text.replacen('.', "0.", 1)));
        }
        Some(_) | None => {}
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    if whole.contains(',') && !((1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)) {
        return Err(Fault::new("its commas do not part groups of three digits"));
    }
    Ok(Written { whole: whole.replace(',', ""), fraction })
}

/// Reads an optional sign and a number.
fn signed<'a>(text: &'a str, may: &str) -> Result<(Written<'a>, Number), Fault> {
    let body = text.strip_prefix(['+', '-']).unwrap_or(text);
    let written = unsigned(body, text, may)?;
    let number = written.number(text.starts_with('-'))?;
    Ok((written, number))
}

fn value(number: Number, printed: impl Into<String>) -> Value {
    Value { canonical: number.to_string(), printed: printed.into(), meaning: Meaning::Number(number) }
}

pub(super) fn integer(text: &str) -> Result<Value, Fault> {
    let (written, number) = signed(text, "digits and commas")?;
    if written.fraction.is_some() {
        let fault = Fault::new("it has a decimal point, and should be a whole number");
        return Err(if number.to_integer().is_some() { fault.meant(number.to_string()) } else { fault });
    }
    Ok(value(number, text))
}

pub(super) fn decimal(text: &str) -> Result<Value, Fault> {
    let (_, number) = signed(text, DECIMAL)?;
    Ok(value(number, text))
}

/// Reads dollars: `$`, a sign and an opening parenthesis may stand before the number in any order, each once.
pub(super) fn money(text: &str) -> Result<Value, Fault> {
    let body = text.trim_start_matches(['$', '-', '+', '(', ' ']);
    let before = text.strip_suffix(body).unwrap_or_default();
    let times = |mark: char| before.matches(mark).count();
    let body = match (times('('), body.strip_suffix(')')) {
        (0, None) => body,
        (1, Some(inner)) => inner.trim_end(),
        _ => return Err(Fault::new("its parentheses are not one pair")),
    };
    if times('$') > 1 || times('-') + times('+') + times('(') > 1 {
        return Err(Fault::new("its `$` or its sign stands twice"));
    }
    let written = unsigned(body, text, DECIMAL)?;
    let cents = written.fraction.map_or(String::new(), |fraction| format!(".{fraction:0<2}"));
    if cents.len() > 3 {
        let fault = format!("it has {} digits after its decimal point, and cents have two", cents.len() - 1);
        return Err(Fault::new(fault));
    }
    let number = written.number(times('-') + times('(') > 0)?;
    let dollars = grouped(&written.whole);
    let negative = number.digits < 0;
    Ok(value(number, if negative { format!("$({dollars}{cents})") } else { format!("${dollars}{cents}") }))
}

/// Digits with commas between groups of three, without leading zeros.
fn grouped(digits: &str) -> String {
    let digits = digits.trim_start_matches('0');
    let digits = if digits.is_empty() { "0" } else { digits };
    let comma = |index: usize| (index > 0 && (digits.len() - index).is_multiple_of(3)).then_some(',');
    digits.char_indices().flat_map(|(index, digit)| [comma(index), Some(digit)]).flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bad, good};
    use super::*;

    #[test]
    fn numbers_keep_their_digits() {
        good("integer", "12,500", "12500", "12,500");
        good("integer", "+007", "7", "+007");
        good("integer", "-0", "0", "-0");
        good("decimal", "5.10", "5.1", "5.10");
        good("decimal", "-1,234.500", "-1234.5", "-1,234.500");
        good("decimal", "0.000", "0", "0.000");
        good("decimal", &"9".repeat(38), &"9".repeat(38), &"9".repeat(38));
    }

    #[test]
    fn what_is_no_number_is_told_so() {
        bad("integer", "1_000", "`_` does not part groups of digits; a comma may", Some("1000"));
        bad("integer", "5.00", "it has a decimal point, and should be a whole number", Some("5"));
        bad("integer", "5.5", "it has a decimal point, and should be a whole number", None);
        bad("integer", "1,00", "its commas do not part groups of three digits", None);
        bad("integer", ",100", "its commas do not part groups of three digits", None);
        bad("integer", "1e5", "`e` stands where only digits and commas may", None);
        bad("integer", "-", "it has no digits", None);
        bad("integer", "--5", "`-` stands where only digits and commas may", None);
        bad("decimal", ".5", "no digit stands before its decimal point", Some("0.5"));
        bad("decimal", "-5.", "no digit stands after its decimal point", Some("-5"));
        bad("decimal", "1.234.567", "it has more than one decimal point", None);
        bad("decimal", "1.234,56", "a comma stands after its decimal point", None);
        bad("decimal", &"9".repeat(39), "it has more than 38 digits", None);
    }

    #[test]
    fn money_is_printed_in_dollars() {
        good("money", "9292000", "9292000", "$9,292,000");
        good("money", "$9,292,000", "9292000", "$9,292,000");
        good("money", "$9,292,000.00", "9292000", "$9,292,000.00");
        good("money", "1234.5", "1234.5", "$1,234.50");
        good("money", "(1,234.50)", "-1234.5", "$(1,234.50)");
        good("money", "$(1,234.50)", "-1234.5", "$(1,234.50)");
        good("money", "($ 999 )", "-999", "$(999)");
        good("money", "-$1000", "-1000", "$(1,000)");
        good("money", "0099", "99", "$99");
        good("money", "$(0)", "0", "$0");
    }

    #[test]
    fn what_is_no_amount_is_told_so() {
        bad("money", "(5", "its parentheses are not one pair", None);
        bad("money", "5)", "its parentheses are not one pair", None);
        bad("money", "-(5)", "its `$` or its sign stands twice", None);
        bad("money", "$$5", "its `$` or its sign stands twice", None);
        bad("money", "1.005", "it has 3 digits after its decimal point, and cents have two", None);
        bad("money", "$.50", "no digit stands before its decimal point", Some("$0.50"));
        bad("money", "$1,23", "its commas do not part groups of three digits", None);
        bad("money", "9.3 million", "a blank stands where only digits, commas and a decimal point may", None);
        bad("money", "€5", "`€` stands where only digits, commas and a decimal point may", None);
    }

    #[test]
    fn numbers_are_exact_and_equal_by_worth() {
        assert_eq!(Number::new(510, 2), Number::new(51, 1));
        assert_eq!(Number::new(5, 2).map(|number| number.to_string()).as_deref(), Some("0.05"));
        assert_eq!(Number::new(-5, 1).map(|number| number.to_string()).as_deref(), Some("-0.5"));
        assert_eq!(Number::new(1, 39), None);
        assert_eq!(Number::new(i128::MIN, 38).map(Number::to_integer), Some(None));
    }
}
