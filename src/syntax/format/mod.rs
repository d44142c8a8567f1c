//! Lossless tree -> the text of a definition in its canonical layout.
//!
//! In: the text of one file of a definition. Out: the same tokens and comments in the same order, with nothing but white
//! space changed, and prose wrapped anew. What cannot be understood stays as it was written.

mod expression;
mod pieces;
mod prose;
mod same;
mod statement;

pub use same::same_but_for_layout;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::{Rule, Tree, keywords, mend, tree};
use crate::diagnostic::Code;
use crate::source::Source;

/// The widest line, in characters. What cannot be broken may be wider.
const WIDTH: usize = 120;
/// How far a block, a continuation line and prose are set in.
const STEP: usize = 2;
/// What the grammar takes for white space.
const WHITE: [char; 6] = [' ', '\t', '\n', '\r', '\u{a0}', '\u{feff}'];
const LINE_BREAKS: [char; 2] = ['\n', '\r'];

/// The canonical layout of a definition. Statements with faults of syntax are copied as they are; a text that lacks a
/// brace, or is nested too deeply to be read, comes back unchanged, and so does one whose lines
/// tell what its faults are. Formatting what was formatted changes nothing.
///
/// ```
/// use engross::source::Source;
/// let source = Source::new("a.form", "section  \"PART I\"{ field name :text   \"Name\"\n}");
/// assert_eq!(engross::syntax::format(&source), "section \"PART I\" {\n  field name: text \"Name\"\n}\n");
/// ```
pub fn format(source: &Arc<Source>) -> String {
    let text = unix(source.text());
    // A line may end in a carriage return alone for the grammar, but not for whoever looks at the text.
    if text.contains('\r') || mend::is_torn(&text) {
        return source.text().to_owned();
    }
    let Ok(tree) = tree::parse(&text) else { return source.text().to_owned() };
    let body = Layout { text: &text }.body(&tree.children, None, 0);
    let mut whole = body.lines.join("\n");
    if !whole.is_empty() {
        whole.push('\n');
    }
    // Lines may tell what a text with faults means.
    let before = codes(source);
    if !before.is_empty() {
        let after = Source::new(source.name(), whole.as_str());
        if codes(&after) != before || !same_but_for_layout(source, &after) {
            return source.text().to_owned();
        }
    }
    whole
}

/// The codes of the faults of a text.
fn codes(source: &Arc<Source>) -> Vec<Code> {
    let mut findings = Vec::new();
    super::parse(source, 0, &mut findings);
    findings.into_iter().map(|finding| finding.code).collect()
}

/// A text without its byte order mark, its lines ending as on Unix.
fn unix(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !text.contains("\r\n") {
        return Cow::Borrowed(text);
    }
    let line = |line: &str| line.strip_suffix('\n').map(|line| format!("{}\n", line.trim_end_matches('\r')));
    Cow::Owned(text.split_inclusive('\n').map(|part| line(part).unwrap_or_else(|| part.to_owned())).collect())
}

/// Lays out the trees of one text.
struct Layout<'a> {
    text: &'a str,
}

/// The lines of a block, or of a file.
#[derive(Debug, Default)]
struct Body<'a> {
    /// The comment on the line of the opening brace.
    beside_brace: Option<&'a str>,
    /// The lines with their indentation; one that was copied may hold line breaks.
    lines: Vec<String>,
}

impl<'a> Layout<'a> {
    fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// A tree's text without the white space around it.
    fn words(&self, tree: &Tree) -> &'a str {
        self.slice(tree.range.clone()).trim_matches(WHITE)
    }

    /// How many line breaks stand between two places.
    fn breaks(&self, from: usize, to: usize) -> usize {
        self.slice(from..to).matches(LINE_BREAKS).count()
    }

    /// The place after a tree's last character that is not white; a string without its closing quote ends with its line.
    fn end(&self, tree: &Tree) -> usize {
        let ink = tree.range.start + self.slice(tree.range.clone()).trim_end_matches(WHITE).len();
        ink.max(unclosed_string(tree).unwrap_or(0))
    }

    /// Statements and comments, one a line. `open` is the place after the opening brace, if they stand in a block.
    fn body(&self, trees: &'a [Tree], open: Option<usize>, indent: usize) -> Body<'a> {
        let mut body = Body::default();
        let mut end = open;
        let mut before = None;
        let last_stray = trees.iter().rposition(|tree| tree.rule == Rule::stray_close).unwrap_or(0);
        for (index, tree) in trees.iter().enumerate() {
            if matches!(tree.rule, Rule::EOI | Rule::no_close) {
                continue;
            }
            let breaks = end.map_or(1, |end| self.breaks(end, tree.range.start));
            end = Some(self.end(tree));
            let comment = (tree.rule == Rule::comment).then(|| self.slice(tree.range.clone()).trim_end());
            if let Some(comment) = comment.filter(|_| breaks == 0) {
                match body.lines.last_mut() {
                    Some(line) => line.extend(["  ", comment]),
                    None => body.beside_brace = Some(comment),
                }
                continue;
            }
            let rest = trees.get(index..).unwrap_or_default();
            let canonical = if open.is_none() { after_header(before, rest) } else { None };
            if !body.lines.is_empty() && canonical.unwrap_or(breaks > 1) {
                body.lines.push(String::new());
            }
            match comment {
                Some(comment) => body.lines.push(" ".repeat(indent) + comment),
                // The indentation shows which brace closes too early: the report of the stray one rests on it.
                None if index < last_stray && self.closes_early(tree) => body.lines.push(self.copied(tree, indent)),
                None => body.lines.extend(self.statement(tree, indent)),
            }
            before = Some(tree);
        }
        body
    }

    /// Whether a brace within a statement stands on a line of its own, but not under what it closes.
    fn closes_early(&self, tree: &Tree) -> bool {
        let here = || {
            let close = tree.child(Rule::block)?.range.end.checked_sub(1)?;
            let lines = self.breaks(tree.range.start, close) > 0;
            Some(lines && self.column(tree.range.start)? != self.column(close)?)
        };
        here().unwrap_or(false) || tree.children.iter().any(|child| self.closes_early(child))
    }

    /// What stands before a place on its line.
    fn before(&self, at: usize) -> &'a str {
        let line = self.slice(0..at).rfind(LINE_BREAKS).map_or(0, |at| at + 1);
        self.slice(line..at)
    }

    /// How far a place is set in, if it is the first on its line.
    fn column(&self, at: usize) -> Option<usize> {
        let before = self.before(at);
        before.trim_matches(WHITE).is_empty().then(|| before.chars().filter(|&c| c != '\u{feff}').count())
    }

    /// A statement as it was written. One of several lines keeps its indentation, so that they fit each other.
    fn copied(&self, tree: &Tree, indent: usize) -> String {
        let start = tree.range.start;
        let words = self.slice(start..self.end(tree));
        if words.contains(LINE_BREAKS) {
            let before = self.before(start);
            if before.trim_matches(WHITE).is_empty() {
                return before.replace('\u{feff}', "") + words;
            }
        }
        " ".repeat(indent) + words
    }
}

/// The end of the last part of a tree that is, or may end with, a string without its closing quote.
fn unclosed_string(tree: &Tree) -> Option<usize> {
    let open = matches!(tree.rule, Rule::unclosed_quoted | Rule::junk | Rule::unknown_line);
    let here = open.then_some(tree.range.end);
    here.or_else(|| tree.children.iter().rev().find_map(unclosed_string))
}

fn is_header(tree: &Tree) -> bool {
    matches!(tree.rule, Rule::form | Rule::edition | Rule::authority | Rule::submission | Rule::width | Rule::marks)
}

/// Whether an empty line stands between the header's last statement so far and what follows it, where that is not for
/// the author to say: the header stands together, and apart from the rest.
fn after_header(before: Option<&Tree>, rest: &[Tree]) -> Option<bool> {
    let (Some(before), Some(next)) = (before, rest.first()) else { return None };
    if !is_header(before) {
        return None;
    }
    if is_header(next) {
        return Some(false);
    }
    let statement = rest.iter().find(|tree| !matches!(tree.rule, Rule::comment | Rule::EOI))?;
    // A line that could not be understood may have been meant for the header.
    let apart =
        !is_header(statement) && !matches!(statement.rule, Rule::unknown | Rule::stray_block | Rule::stray_close);
    apart.then_some(true)
}

/// Whether a statement has a fault in its own parts, or none of them can be moved: it is copied as it is.
fn is_faulty(text: &str, tree: &Tree) -> bool {
    let words = || text.get(tree.range.clone()).unwrap_or_default();
    if is_fault(tree.rule) {
        return true;
    }
    #[expect(clippy::wildcard_enum_match_arm, reason = "every other rule is as good as its parts")]
    match tree.rule {
        Rule::block => tree.child(Rule::no_close).is_some(),
        Rule::plain_modifier => !keywords::MODIFIERS.contains(&words()),
        Rule::condition | Rule::demanded | Rule::derivation => expression::lines(words()).is_none(),
        _ => tree.children.iter().any(|child| is_faulty(text, child)),
    }
}

fn is_fault(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::unknown
            | Rule::stray_block
            | Rule::stray_close
            | Rule::junk
            | Rule::needless_block
            | Rule::bad_path
            | Rule::unclosed_prose
            | Rule::unclosed_quoted
            | Rule::no_close
    ) || tree::is_missing(rule)
}
