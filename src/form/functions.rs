//! What expressions can call: our functions for dates, and the few of minijinja's that a form needs. Nothing else exists
//! in an expression: no loops over ranges, no files, no clock.

use std::cmp::Ordering;
use std::fmt;
use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use minijinja::value::{DynObject, Object, ObjectRepr, ValueKind};
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, Value, filters, tests};

use super::{calendar, types};

/// Filters, as messages list them.
pub(super) const FILTERS: &[&str] =
    &["plus_days", "plus_months", "business_day", "business_days", "format", "upper", "lower", "length", "join"];
/// Filters that take a date.
pub(super) const DATE_FILTERS: &[&str] = &["plus_days", "plus_months", "business_day", "business_days", "format"];
/// Functions.
pub(super) const FUNCTIONS: &[&str] = &["date"];
/// Tests, after `is`.
pub(super) const TESTS: &[&str] = &["none", "defined"];

/// An expression that takes more steps than this is stopped; real ones take some fifty.
const FUEL: u64 = 20_000;

/// The environment of every expression: nothing of a form is in it.
pub(super) static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut env = Environment::empty();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_fuel(Some(FUEL));
    env.set_debug(true);
    env.set_formatter(|out, _, value| {
        out.write_str(&print_value(value)).map_err(|_| Error::new(ErrorKind::WriteFailure, "could not print"))
    });
    env.add_filter("plus_days", |date: Value, days: i64| map_date(&date, |date| calendar::plus_days(date, days)));
    env.add_filter("plus_months", |date: Value, months: i64| {
        map_date(&date, |date| calendar::plus_months(date, months))
    });
    env.add_filter("business_day", |date: Value| map_date(&date, calendar::business_day));
    env.add_filter("business_days", |date: Value, days: i64| {
        map_date(&date, |date| calendar::plus_business_days(date, days))
    });
    env.add_filter("format", |date: Value, format: String| match date.downcast_object_ref::<DateValue>() {
        Some(date) => types::print_date(date.0, Some(&format)).map(Value::from).map_err(|reason| invalid(&reason)),
        None if is_blank(&date) => Ok(Value::from(())),
        None => Err(no_date(&date)),
    });
    env.add_filter("upper", |text: Value| print_value(&text).to_uppercase());
    env.add_filter("lower", |text: Value| print_value(&text).to_lowercase());
    env.add_filter("length", filters::length);
    env.add_filter("join", |list: Value, between: String| -> Result<String, Error> {
        Ok(list.try_iter()?.map(|value| print_value(&value)).collect::<Vec<_>>().join(&between))
    });
    env.add_function("date", |text: String| match text.parse::<Date>() {
        Ok(date) => Ok(date_value(date)),
        Err(_) => Err(invalid(&format!("`{text}` is no date; a date is written `2002-11-30`"))),
    });
    env.add_test("none", tests::is_none);
    env.add_test("defined", |value: Value| !is_blank(&value));
    env
});

/// A date in an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateValue(pub Date);

impl Object for DateValue {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }

    fn custom_cmp(self: &Arc<Self>, other: &DynObject) -> Option<Ordering> {
        other.downcast_ref::<Self>().map(|other| self.0.cmp(&other.0))
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&types::print_date(self.0, None).unwrap_or_default())
    }
}

/// A date as a value of expressions.
pub fn date_value(date: Date) -> Value {
    Value::from_object(DateValue(date))
}

/// A value as a form prints it: an unanswered one as nothing, yes and no as words, a list with commas.
pub fn print_value(value: &Value) -> String {
    #[expect(clippy::wildcard_enum_match_arm, reason = "minijinja may add kinds; they print as it prints them")]
    match value.kind() {
        ValueKind::None | ValueKind::Undefined => String::new(),
        ValueKind::Bool => if value.is_true() { "Yes" } else { "No" }.to_owned(),
        ValueKind::Seq => match value.try_iter() {
            Ok(values) => values.map(|value| print_value(&value)).collect::<Vec<_>>().join(", "),
            Err(_) => String::new(),
        },
        ValueKind::Number if !value.is_integer() => match f64::try_from(value.clone()) {
            // Nine places are more than any form prints, and fewer than a product of binary fractions gets wrong.
            Ok(number) => {
                let text = format!("{number:.9}");
                text.trim_end_matches('0').trim_end_matches('.').to_owned()
            }
            Err(_) => value.to_string(),
        },
        _ => value.to_string(),
    }
}

fn is_blank(value: &Value) -> bool {
    value.is_none() || value.is_undefined()
}

/// An unanswered date stays unanswered: what depends on it is unknown, not wrong.
fn map_date(value: &Value, f: impl FnOnce(Date) -> Option<Date>) -> Result<Value, Error> {
    match value.downcast_object_ref::<DateValue>() {
        Some(date) => f(date.0).map(date_value).ok_or_else(|| invalid("the date is out of range")),
        None if is_blank(value) => Ok(Value::from(())),
        None => Err(no_date(value)),
    }
}

fn no_date(value: &Value) -> Error {
    invalid(&format!("expected a date, found `{}`", print_value(value)))
}

fn invalid(message: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, message.to_owned())
}
