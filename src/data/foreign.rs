//! Files of another kind, given by mistake: one message instead of thirty.

use std::sync::Arc;

use super::faults;
use super::text::{from, line_end, skip_comments, slice};
use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// How far a file is looked at.
const FIRST_LINES: usize = 2000;

const FILED: &str =
    "a filing is a YAML file of answers; `engross read FILE` makes one of a text or HTML that was filed";
const DEFINITION: &str = "a filing names the definition it answers: `form: 12b-25`";

/// How files of other kinds begin, letter case aside.
const BEGINNINGS: &[(&str, &str, Option<&str>)] = &[
    ("%pdf-", "a PDF", None),
    ("pk\u{3}\u{4}", "a zip archive, such as a Word document", None),
    ("{\\rtf", "an RTF document", None),
    ("<!doctype html", "an HTML page", Some(FILED)),
    ("<html", "an HTML page", Some(FILED)),
    ("<?xml", "an XML document", Some(FILED)),
    ("<sec-document", "an EDGAR submission", Some(FILED)),
    ("<submission", "an EDGAR submission", Some(FILED)),
    ("-----begin privacy-enhanced message", "an EDGAR submission", Some(FILED)),
    ("<", "a text with markup", Some(FILED)),
    ("form \"", "a form's definition", Some(DEFINITION)),
];

/// A file that its first words give away.
pub(super) fn by_first_words(source: &Arc<Source>) -> Option<Diagnostic> {
    let text = source.text();
    let start = skip_comments(text, 0);
    let first = from(text, start);
    let head: String = first.chars().take(40).collect::<String>().to_ascii_lowercase();
    let &(_, what, help) = BEGINNINGS.iter().find(|(beginning, ..)| head.starts_with(beginning))?;
    Some(faults::foreign(source, start..line_end(text, start).min(start + 40), what, help))
        .filter(|_| slice(text, start..start + 3) != "<<:")
}

/// A file whose lines are not those of a filing: it names no form, and most of the lines that are indented least have no
/// name and colon.
pub(super) fn by_lines(source: &Arc<Source>) -> Option<Diagnostic> {
    let text = source.text().trim_start_matches('\u{feff}');
    let lines =
        || text.lines().take(FIRST_LINES).filter(|line| !line.trim().is_empty() && !line.starts_with(['#', '%']));
    let indent = |line: &str| line.len() - line.trim_start().len();
    let least = lines().map(indent).min()?;
    let (mut entries, mut others) = (0, 0);
    for line in lines().filter(|line| indent(line) == least).map(str::trim) {
        let (name, _) = line.split_once(':').unwrap_or_default();
        if matches!(name, "form" | "amends") {
            return None;
        }
        let is_name = !name.is_empty() && !name.contains([' ', '\t']);
        let is_yaml = is_name || line.starts_with(['-', '[', '{', ']', '}', '?', '"', '\'', '.']);
        entries += usize::from(is_yaml);
        others += usize::from(!is_yaml);
    }
    (others > entries && others > 2).then(|| {
        let start = skip_comments(source.text(), 0);
        let first = start..line_end(source.text(), start);
        faults::foreign(source, first, "text without `name: answer` lines", Some(FILED))
    })
}
