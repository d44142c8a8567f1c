//! What a person should know of a reading beside its findings.

use std::fmt::Write as _;
use std::ops::Range;

use super::Reading;
use crate::diagnostic::{Code, Diagnostic};

/// Words of a passage that was not read: so many at its beginning and at its end.
const SHOWN: usize = 12;
/// Words of a statement that is left out.
const BEGINNING: usize = 8;
/// Statements that are named under a heading.
const MOST: usize = 4;

/// The sections of the report, and a line that counts.
pub(super) fn report(reading: &Reading<'_>, findings: &[Diagnostic], paint: &dyn Fn(&str) -> String) -> String {
    let place = |place: &Range<usize>| {
        let at = reading.source.position(place.start);
        format!("{}:{}:{}", reading.source.name(), at.line, at.column)
    };
    let departures =
        reading.departures.iter().map(|departure| format!("{}: {}", place(&departure.place), paint(&departure.diff)));
    let unread = reading.unread.iter().zip(&reading.unread_words);
    let unread = unread.map(|(range, words)| format!("{}: {}", place(range), shortened(words)));
    let none = reading.none.iter().map(|(path, range, words)| format!("{}: {path}: {words}", place(range)));
    let left_out = reading.left_out.iter().map(|left| match &left.heading {
        Some(heading) if left.all => heading.clone(),
        Some(heading) => {
            let itself = left.statements.first() == Some(heading);
            let statements = left.statements.get(usize::from(itself)..).unwrap_or_default();
            let parts = [itself.then(|| "the heading".to_owned()), (!statements.is_empty()).then(|| named(statements))];
            format!("{heading}: {}", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
        }
        None => named(&left.statements),
    });
    let mut out = String::new();
    section(&mut out, "Departures from the form's words", departures);
    section(&mut out, "Not read", unread);
    section(&mut out, "Said to have no answer", none);
    section(&mut out, "Left out", left_out);
    if !out.is_empty() {
        out.push('\n');
    }
    out + &summary(reading, findings)
}

fn section(out: &mut String, title: &str, lines: impl Iterator<Item = String>) {
    let mut lines = lines.peekable();
    if lines.peek().is_some() {
        let apart = if out.is_empty() { "" } else { "\n" };
        let _ = writeln!(out, "{apart}\u{1b}[1m{title}\u{1b}[0m");
        lines.for_each(|line| {
            let _ = writeln!(out, "  {line}");
        });
    }
}

/// `18 answers found, 1 required answer missing; 8 departures, 2 passages not read`
fn summary(reading: &Reading<'_>, findings: &[Diagnostic]) -> String {
    let count = |count: usize, one: &str, more: &str| format!("{count} {}", if count == 1 { one } else { more });
    let missing = findings.iter().filter(|finding| finding.code == Code::MissingAnswer).count();
    let many = findings.iter().any(|finding| finding.code == Code::NoAmends);
    let missing = match missing {
        _ if many => ", required answers left out".to_owned(),
        0 => String::new(),
        missing => format!(", {}", count(missing, "required answer missing", "required answers missing")),
    };
    let found = count(reading.answers_in_order().len(), "answer", "answers");
    let mut out = format!("Form {}: {found} found{missing}", reading.form.display_name());
    let others = [
        (reading.departures.len(), "departure", "departures"),
        (reading.unread.len(), "passage not read", "passages not read"),
    ];
    let others: Vec<String> =
        others.iter().filter(|other| other.0 > 0).map(|(n, one, more)| count(*n, one, more)).collect();
    if !others.is_empty() {
        let _ = write!(out, "; {}", others.join(", "));
    }
    out + "\n"
}

/// A passage, shortened in the middle.
fn shortened(words: &str) -> String {
    let all: Vec<&str> = words.split(' ').collect();
    if all.len() <= 2 * SHOWN + 4 {
        return cut(words);
    }
    let (head, tail) = (all.get(..SHOWN).unwrap_or_default(), all.get(all.len() - SHOWN..).unwrap_or_default());
    cut(&format!("{} ... {}", head.join(" "), tail.join(" ")))
}

/// A line of bearable length, whatever its words are.
fn cut(words: &str) -> String {
    match words.char_indices().nth(400) {
        Some((at, _)) => format!("{}...", words.split_at(at).0),
        None => words.to_owned(),
    }
}

/// The beginnings of some statements.
fn named(statements: &[String]) -> String {
    let beginning = |statement: &String| {
        let mut words = statement.split(' ');
        let head: Vec<&str> = words.by_ref().take(BEGINNING).collect();
        let more = if words.next().is_some() { " ..." } else { "" };
        format!("\"{}{more}\"", head.join(" "))
    };
    let mut out = statements.iter().take(MOST).map(beginning).collect::<Vec<_>>().join(", ");
    if statements.len() > MOST {
        let _ = write!(out, " and {} more", statements.len() - MOST);
    }
    out
}
