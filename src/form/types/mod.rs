//! The types of scalar answers: one row of one table each.
//!
//! In: an answer's text exactly as the filing's YAML has it. Out: a [`Value`], or a [`Fault`] that says why the text is
//! not of the type and, where it is known, what was meant. A row also says what its type accepts, gives an example, and
//! describes the type in JSON Schema; help texts, messages and the schema are all made of the row.

mod check_digits;
mod contacts;
mod dates;
mod identifiers;
mod numbers;
mod places;
mod table;
#[cfg(test)]
mod tests;

use std::fmt;

use jiff::civil::Date;
use serde_json::json;

pub(crate) use dates::month_named;
pub use dates::{check_date_format, print_date};
pub use numbers::Number;
pub use table::TYPES;

/// What a scalar answer was read as.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// The one spelling by which two answers are compared: `000-18925` for `0-18925`, `457954501` for `457954-50-1`,
    /// `2002-11-30` for `November 30, 2002`.
    pub canonical: String,
    /// As the form prints it: `November 30, 2002`, `0-18925`, `$9,292,000`. It reads back to the same canonical spelling.
    pub printed: String,
    /// What expressions calculate with.
    pub meaning: Meaning,
}

/// What expressions calculate with.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// Text: the value's canonical spelling says all.
    Text,
    /// A calendar day.
    Date(Date),
    /// An exact decimal number; an amount of money in dollars.
    Number(Number),
}

impl Value {
    fn text(canonical: impl Into<String>, printed: impl Into<String>) -> Self {
        Self { canonical: canonical.into(), printed: printed.into(), meaning: Meaning::Text }
    }
}

/// Why a text is not of a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong, to stand after "`TEXT` is not a CUSIP: ", as "its check digit should be `1`".
    pub reason: String,
    /// The text that was probably meant, where it is known well enough to be offered as a change. The type accepts it.
    pub meant: Option<String>,
}

impl Fault {
    fn new(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), meant: None }
    }

    /// Offers a text in place of the faulty one; [`Type::read`] drops an offer that the type would not accept.
    fn meant(self, text: impl Into<String>) -> Self {
        Self { meant: Some(text.into()), ..self }
    }

    /// A character that has no place in such a text; `may` says what has, as "digits and dashes".
    fn stray(c: char, may: &str) -> Self {
        let blank = c != ' ' && c.is_whitespace();
        let shown = if c.is_control() || blank || c == '`' { format!("U+{:04X}", u32::from(c)) } else { c.to_string() };
        let shown = if shown == " " { "a blank".to_owned() } else { format!("`{shown}`") };
        Self::new(format!("{shown} stands where only {may} may"))
    }
}

/// A type of scalar answers.
///
/// ```
/// use engross::form::types;
/// let cusip = types::find("cusip").unwrap();
/// let value = cusip.read("457954-50-1").unwrap();
/// assert_eq!((value.canonical.as_str(), value.printed.as_str()), ("457954501", "457954-50-1"));
/// let fault = cusip.read("457954-50-2").unwrap_err();
/// assert_eq!(format!("it is not {}: {}", cusip.what, fault.reason),
///     "it is not a CUSIP: its check digit should be `1`, not `2`; compare every character");
/// assert_eq!(fault.meant, None);
/// assert_eq!(cusip.read("O37833100").unwrap_err().meant.as_deref(), Some("037833100"));
/// ```
pub struct Type {
    /// The name that form definitions use: `cusip`.
    pub name: &'static str,
    /// What one such answer is, with an article: "a CUSIP".
    pub what: &'static str,
    /// What is accepted, in one line for help texts.
    pub accepts: &'static str,
    /// An answer that the type accepts.
    pub example: &'static str,
    /// The JSON types by which an accepted answer may reach a schema checker. Its YAML reader types plain scalars before
    /// it looks at the schema: `01234` comes as an integer, `9128285E6` as a number, and to YAML 1.1 `NO` is false.
    scalars: &'static [&'static str],
    /// A regular expression (ECMA 262) that holds of every accepted text without blanks around it.
    pattern: Option<&'static str>,
    reader: Reader,
}

/// How a type reads a text.
enum Reader {
    /// All of it, as it is.
    Paragraphs,
    /// One line of any words. How many blanks part them is no difference between answers: no printed form keeps that.
    Words,
    /// One line, without the blanks around it; never empty.
    Line(fn(&str) -> Result<Value, Fault>),
}

impl Type {
    /// Reads an answer's raw text.
    ///
    /// # Errors
    /// The text is not of this type; the fault says why, and what may have been meant.
    pub fn read(&self, text: &str) -> Result<Value, Fault> {
        let line = text.trim();
        if line.is_empty() {
            return Err(Fault::new("it is blank"));
        }
        let paragraphs = matches!(self.reader, Reader::Paragraphs);
        if !paragraphs && line.contains(is_line_break) {
            return Err(Fault::new("it has a line break, and should be one line"));
        }
        match self.reader {
            Reader::Paragraphs => Ok(Value::text(text, text)),
            Reader::Words => Ok(Value::text(line.split_whitespace().collect::<Vec<_>>().join(" "), line)),
            Reader::Line(read) => read(line).map_err(|fault| mended(line, fault, read)),
        }
    }

    /// What the YAML or JSON of a filing may hold for such an answer: a fragment of JSON Schema (2020-12).
    ///
    /// ```
    /// use engross::form::types;
    /// let schema = types::find("zip").unwrap().schema();
    /// assert_eq!(schema["type"], serde_json::json!(["string", "integer"]));
    /// assert_eq!(schema["pattern"], "^[0-9]{5}(-[0-9]{4})?$");
    /// ```
    pub fn schema(&self) -> serde_json::Value {
        let kind = if let [only] = self.scalars { json!(only) } else { json!(self.scalars) };
        let mut schema = json!({ "type": kind, "examples": [self.example] });
        if let (Some(pattern), Some(schema)) = (self.pattern, schema.as_object_mut()) {
            schema.insert("pattern".into(), json!(pattern));
        }
        schema
    }
}

impl PartialEq for Type {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Type {}

impl fmt::Debug for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Type({})", self.name)
    }
}

/// The type of a name, if there is one.
///
/// ```
/// use engross::form::types;
/// assert_eq!(types::find("lei").unwrap().what, "a legal entity identifier");
/// assert_eq!(types::find("string"), None);
/// ```
pub fn find(name: &str) -> Option<&'static Type> {
    TYPES.iter().find(|row| row.name == name)
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The fault of a line, with an offer only where the type would accept it. What word processors type in place of plain
/// characters goes before all other faults if it is the only one.
fn mended(line: &str, fault: Fault, read: fn(&str) -> Result<Value, Fault>) -> Fault {
    match plain(line) {
        Some((typed, line)) if read(&line).is_ok() => {
            Fault::new(format!("it is typed with `{typed}`, which is not the plain character")).meant(line)
        }
        _ => Fault { meant: fault.meant.filter(|meant| read(meant).is_ok()), ..fault },
    }
}

/// A line with the dashes, blanks and wide letters that word processors put in replaced by the plain ones, and the
/// first of them; nothing where it has none.
fn plain(line: &str) -> Option<(char, String)> {
    let plain = |c: char| match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{3000}' => ' ',
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{FF01}'..='\u{FF5E}' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        _ => c,
    };
    let typed = line.chars().find(|&c| plain(c) != c)?;
    Some((typed, line.chars().map(plain).collect()))
}
