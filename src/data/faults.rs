//! The words for what a filing's YAML has and a filing has not. The words for what is no YAML stand in
//! [`wording`](super::wording).

use std::ops::Range;
use std::sync::Arc;

use super::build::DEEPEST;
use super::text::slice;
use crate::diagnostic::{Code, Diagnostic, excerpt};
use crate::source::Source;

/// How a filing begins, for those who have none.
const A_FILING: &str = "a filing is a list of `name: answer` lines; `engross new FORM` writes one to fill in";

/// How many further places of one fault are shown.
const MOST_LABELS: usize = 4;

fn new(code: Code, source: &Arc<Source>, at: Range<usize>, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(code, message).at(source, at, "")
}

/// The character at a place, for a fault that is no wider.
fn one(source: &Source, at: usize) -> Range<usize> {
    at..at + source.text().get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
}

/// A text as a YAML scalar in quotes: double ones, or single ones where those need no escapes.
pub(super) fn quote(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

/// D001: characters that YAML has no place for, all of one kind.
pub(super) fn control(source: &Arc<Source>, c: char, places: &[Range<usize>]) -> Diagnostic {
    let code = format!("U+{:04X}", u32::from(c));
    let what = match c {
        '\0' => "a NUL character".to_owned(),
        '\u{feff}' => "a byte order mark inside the file".to_owned(),
        '\u{c}' => format!("a form feed, {code}"),
        _ => format!("a control character, {code}"),
    };
    let message = match places.len() {
        0 | 1 => format!("{what}, which no YAML file may hold"),
        count => format!("{what}, which no YAML file may hold, stands in {count} places"),
    };
    let mut fault = Diagnostic::new(Code::BadYaml, message);
    for (index, place) in places.iter().take(1 + MOST_LABELS).enumerate() {
        fault = fault.at(source, place.clone(), if index == 0 { code.as_str() } else { "and here" });
    }
    fault.help("delete it, or type the character that was meant")
}

/// D001: one of the two escapes that JSON has for a character, without the other.
pub(super) fn half(source: &Arc<Source>, at: Range<usize>) -> Diagnostic {
    let escape = source.slice(at.clone()).to_owned();
    new(Code::BadYaml, source, at, format!("`{escape}` is half of a character"))
        .help("write both halves, one after the other, as `\\ud83d\\ude00`, or the character itself")
}

/// D002: a key that stands twice.
pub(super) fn duplicate(source: &Arc<Source>, at: Range<usize>, first: Range<usize>, key: &str) -> Diagnostic {
    Diagnostic::new(Code::DuplicateKey, format!("`{key}` stands twice in one record"))
        .at(source, at, "again here")
        .at(source, first, "first here")
        .help("keep one of the two; the first is the one that was read")
}

/// D003: an alias, and the words from it on if they may be a text that lacks its quotes.
pub(super) fn alias(source: &Arc<Source>, at: Range<usize>, words: Option<Range<usize>>) -> Diagnostic {
    let name = excerpt(slice(source.text(), at.clone()));
    let fault = new(Code::Alias, source, at, format!("`{name}` is a YAML alias, which a filing may not have"));
    quotable(fault.help("write the answer out, or put it in quotes if it is text that begins with `*`"), source, words)
}

/// D003: an anchor or a tag, and the words from it on if they may be a text that lacks its quotes.
pub(super) fn property(source: &Arc<Source>, at: Range<usize>, what: &str, words: Option<Range<usize>>) -> Diagnostic {
    let name = excerpt(slice(source.text(), at.clone()));
    let message = format!("`{name}` is a YAML {what}, which a filing may not have");
    let first = name.chars().next().unwrap_or('&');
    let help = format!("leave it out, or put the answer in quotes if it is text that begins with `{first}`");
    quotable(new(Code::Alias, source, at, message).help(help), source, words)
}

fn quotable(fault: Diagnostic, source: &Source, words: Option<Range<usize>>) -> Diagnostic {
    match words {
        Some(words) => {
            let quoted = quote(slice(source.text(), words.clone()));
            fault.patch("put the answer in quotes", words, quoted)
        }
        None => fault,
    }
}

/// D004: a second document.
pub(super) fn second_document(source: &Arc<Source>, at: Range<usize>) -> Diagnostic {
    new(Code::SeveralDocuments, source, at, "a second YAML document begins here; a filing is one document")
        .help("leave the line out, or put what follows it in a file of its own")
}

/// D005: nesting over the bound.
pub(super) fn too_deep(source: &Arc<Source>, at: usize) -> Diagnostic {
    let message = format!("lists and records lie more than {DEEPEST} deep in one another");
    new(Code::DataTooDeep, source, one(source, at), message)
        .help("no form asks for so many; look for brackets left open")
}

/// D006: a key that is a list, a record or nothing.
pub(super) fn key_shape(source: &Arc<Source>, at: Range<usize>, what: &str) -> Diagnostic {
    let (message, help) = match what {
        "nothing" | "a blank" => ("no name before this colon".to_owned(), "write the answer's name before the colon"),
        _ => (
            format!("{what} stands where a name was expected"),
            "a name is a plain word; quote it if brackets are part of it",
        ),
    };
    let at = if at.is_empty() { one(source, at.start) } else { at };
    new(Code::BadKey, source, at, message).help(help)
}

/// D006: `<<`.
pub(super) fn merge_key(source: &Arc<Source>, at: Range<usize>) -> Diagnostic {
    new(Code::BadKey, source, at, "`<<` merges records in YAML, which a filing may not do")
        .help("write the answers out")
}

/// D006: a key too long to be one.
pub(super) fn long_key(source: &Arc<Source>, at: Range<usize>, length: usize) -> Diagnostic {
    let name = excerpt(slice(source.text(), at.clone()));
    new(Code::BadKey, source, at, format!("`{name}` is {length} characters long, too long for a name"))
        .help("if these words are part of an answer, put the answer in quotes")
}

/// D006: a key with a character that no name has.
pub(super) fn odd_key(source: &Arc<Source>, at: Range<usize>, c: char) -> Diagnostic {
    let (what, help) = match c {
        ' ' => ("a blank at its edge".to_owned(), "write the name without it"),
        '\n' | '\r' => ("a line break".to_owned(), "write the name on one line"),
        '\t' => ("a tab".to_owned(), "write the name without it"),
        '\u{a0}' => ("a no-break space, U+00A0".to_owned(), "type plain blanks; no-break ones do not indent"),
        _ => (format!("a blank character, U+{:04X}", u32::from(c)), "type plain blanks"),
    };
    new(Code::BadKey, source, at, format!("a name has {what}")).help(help)
}

/// Words that a `#` drops, and the answer before them.
pub(super) fn dropped(source: &Arc<Source>, answer: Range<usize>, at: Range<usize>) -> Diagnostic {
    let words = source.slice(at.clone()).to_owned();
    let whole = answer.start..at.end;
    let meant = source.slice(whole.clone()).trim().to_owned();
    let quoted = if answer.is_empty() { format!(" {}", quote(&meant)) } else { quote(&meant) };
    Diagnostic::new(Code::Dropped, format!("`{}` is a comment, and no part of the answer", excerpt(&words)))
        .at(source, at, "not read")
        .help("in YAML a `#` after a blank begins a comment; put the answer in quotes, or two blanks before the `#` and one after it")
        .patch("put the answer in quotes", whole, quoted)
}

/// An answer that ends with a quote and does not begin with one.
pub(super) fn lone_quote(source: &Arc<Source>, answer: Range<usize>) -> Diagnostic {
    let text = source.slice(answer.clone());
    let quote = answer.end.saturating_sub(1)..answer.end;
    Diagnostic::new(Code::LoneQuote, "`\"` closes an answer and nothing opens it")
        .at(source, quote, "would be a part of the answer")
        .help("put the answer in quotes, or, if this one is meant to print, in single quotes")
        .patch("open the quotes", answer.clone(), format!("\"{text}"))
}

/// D007: nothing but white space and comments.
pub(super) fn empty(source: &Arc<Source>) -> Diagnostic {
    let what = if source.text().trim_start_matches('\u{feff}').trim().is_empty() {
        "the file is empty"
    } else {
        "the file holds no answers, only comments or blanks"
    };
    new(Code::NotAFiling, source, 0..0, what).help(A_FILING)
}

/// D007: a list or a single value at the top.
pub(super) fn top(source: &Arc<Source>, at: Range<usize>, what: &str) -> Diagnostic {
    new(Code::NotAFiling, source, at, format!("the file is {what}, not a record of answers")).help(A_FILING)
}

/// D007: a file of another kind.
pub(super) fn foreign(source: &Arc<Source>, at: Range<usize>, what: &str, help: Option<&str>) -> Diagnostic {
    new(Code::NotAFiling, source, at, format!("the file is {what}, not a filing's YAML")).help(help.unwrap_or(A_FILING))
}
