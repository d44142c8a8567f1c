//! Reading a filing's YAML, mistakes and all.
//!
//! The parser stops at the first thing that is no YAML. What is at fault is then named and left out, by writing blanks
//! over it so that every place stays what it is, and the rest is read again: a file with three mistakes gets three
//! messages.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use granit_parser::ErrorKind;

use super::build::Halt;
use super::node::{Node, NodeValue};
use super::outline::{Outline, first_mistake};
use super::text::{line_end, line_start, slice};
use super::{build, faults, foreign, hash, indent, pairs, quote, wording};
use crate::diagnostic::{Code, Diagnostic, any_errors, sort};
use crate::source::Source;

/// How many mistakes are named in one run.
const MOST_MISTAKES: usize = 10;

/// How many bytes are read in all before a large file's further mistakes are left for the next run.
const MOST_WORK: usize = 64 << 20;

/// How many findings are worth a reader's while: a file with more is none that a person wrote.
const MOST_FINDINGS: usize = 100;

/// How many kinds of control characters are named.
const MOST_CONTROLS: usize = 5;

/// Reads a filing's YAML: one record of answers.
///
/// What is returned is always a record; it is `None` if the file holds none. Every fault is added to `findings`, in the
/// order of their places. If any of them is a D001, answers may be missing from the record or blank in it because they
/// could not be read; if any at all is found, the record is good for further findings, not for rendering. `file` is the
/// number that the filing's owner gives this source, and spans are byte ranges of the source's text.
///
/// ```
/// use engross::data::{self, NodeValue};
/// use engross::source::Source;
///
/// let source = Source::new("innovo.yaml", "form: 12b-25\ncusip: 9128285E0\nreports_filed: no\nextended: ~\n");
/// let mut findings = Vec::new();
/// let filing = data::load(&source, 0, &mut findings).unwrap();
/// assert!(findings.is_empty());
/// let cusip = &filing.get("cusip").unwrap().node;
/// assert_eq!(cusip.scalar().unwrap().text, "9128285E0");
/// assert_eq!(source.slice(cusip.span.range()), "9128285E0");
/// assert_eq!(filing.get("reports_filed").unwrap().node.scalar().unwrap().text, "no");
/// assert_eq!(filing.get("extended").unwrap().node.value, NodeValue::Null);
/// ```
///
/// A file with mistakes gives all of them, each where it was made:
///
/// ```
/// # use engross::{data, diagnostic::short, source::Source};
/// let source = Source::new("a.yaml", "form: 12b-25\ncusip 457954-50-1\nname: \"Innovo\nname: Innovo: A\n");
/// let mut findings = Vec::new();
/// assert!(data::load(&source, 0, &mut findings).is_some());
/// assert_eq!(short::render(&findings), "\
/// a.yaml:2:1: error[D001]: no colon after `cusip`
/// a.yaml:3:7: error[D001]: `\"` opens an answer and nothing closes it
/// a.yaml:4:1: error[D002]: `name` stands twice in one record
/// a.yaml:4:13: error[D001]: a colon inside an answer without quotes
/// ");
/// ```
pub fn load(source: &Arc<Source>, file: u16, findings: &mut Vec<Diagnostic>) -> Option<Node> {
    loaded(source, file, Cow::Borrowed(source.text()), findings)
}

/// The same of a line of JSON, which is YAML but for the way in which it writes characters beyond U+FFFF.
///
/// ```
/// use engross::{data, source::Source};
/// let source = Source::part("filings.jsonl", 7, r#"{"ratio": 1.10, "words": "\u20ac \ud83d\ude00 1\/2"}"#);
/// let record = data::load_json(&source, 0, &mut Vec::new()).unwrap();
/// let text = |key| record.get(key).unwrap().node.scalar().unwrap().text.as_str();
/// assert_eq!((text("ratio"), text("words")), ("1.10", "€ \u{1f600} 1/2"));
/// ```
pub fn load_json(source: &Arc<Source>, file: u16, findings: &mut Vec<Diagnostic>) -> Option<Node> {
    let mut found = Vec::new();
    let mut lone = Vec::new();
    let text = pairs::joined(source.text(), pairs::NOTHING, &mut lone);
    let has_pairs = matches!(text, Cow::Owned(_));
    let mut node = loaded(source, file, text, &mut found);
    // A mistake is looked for line by line, so there may be no more lines than there are. The words are not used then.
    if has_pairs && any_errors(&found) {
        let mut others = Vec::new();
        let broken = loaded(source, file, pairs::joined(source.text(), pairs::SOMETHING, &mut Vec::new()), &mut others);
        if any_errors(&others) {
            (node, found) = (broken, others);
        }
    }
    found.extend(lone.into_iter().take(MOST_MISTAKES).map(|half| faults::half(source, half)));
    sort(&mut found);
    findings.append(&mut found);
    node
}

/// Loads the text of a source, or what stands for it in as many bytes.
fn loaded(source: &Arc<Source>, file: u16, text: Cow<'_, str>, findings: &mut Vec<Diagnostic>) -> Option<Node> {
    let mut found = Vec::new();
    let node = read(source, file, text, &mut found);
    if let Some(node) = &node {
        hash::dropped(source, node, &mut found);
        quote::lone(source, node, &mut found);
    }
    for finding in &mut found {
        align(source, finding);
    }
    sort(&mut found);
    found.truncate(MOST_FINDINGS);
    findings.append(&mut found);
    node
}

fn read(source: &Arc<Source>, file: u16, text: Cow<'_, str>, findings: &mut Vec<Diagnostic>) -> Option<Node> {
    if let Some(fault) = foreign::by_first_words(source) {
        findings.push(fault);
        return None;
    }
    let (node, whole) = passes(source, file, text, findings);
    let fault = match node {
        Some(node) if matches!(node.value, NodeValue::Record(_)) => return Some(node),
        // What is left of a text with mistakes says nothing about the file.
        _ if !whole => return None,
        None | Some(Node { value: NodeValue::Null, .. }) => faults::empty(source),
        Some(node) => foreign::by_lines(source).unwrap_or_else(|| faults::top(source, node.span.range(), node.what())),
    };
    findings.push(fault);
    None
}

/// Reads the text until nothing in it stops the parser: what could be read, and whether that is all of it.
fn passes(
    source: &Arc<Source>,
    file: u16,
    mut text: Cow<'_, str>,
    findings: &mut Vec<Diagnostic>,
) -> (Option<Node>, bool) {
    without_controls(&mut text, source, findings);
    let rounds = (MOST_WORK / text.len().max(1)).clamp(2, MOST_MISTAKES);
    for round in 1..=rounds {
        let pass = build::pass(&text, source, file);
        findings.extend(pass.faults);
        let Some(halt) = pass.halt else { return (pass.node, round == 1) };
        if round == 1
            && let Some(fault) = foreign::by_lines(source)
        {
            *findings = vec![fault];
            return (None, false);
        }
        let is_deep = findings.iter().any(|finding| finding.code == Code::DataTooDeep);
        if halt.kind == ErrorKind::RecursionLimitExceeded && !is_deep {
            findings.push(faults::too_deep(source, halt.at));
        }
        let mask = if is_deep || halt.kind == ErrorKind::RecursionLimitExceeded {
            0..0
        } else {
            explain(&text, source, &halt, findings)
        };
        let line = line_start(&text, halt.at)..line_end(&text, halt.at);
        let is_last = round == rounds || mask.is_empty();
        if is_last || !(blank_out(&mut text, mask) || blank_out(&mut text, line)) {
            return (pass.node, false);
        }
    }
    (None, false)
}

/// Says what made the parser give up, and gives what to leave out.
fn explain(text: &str, source: &Arc<Source>, halt: &Halt, findings: &mut Vec<Diagnostic>) -> Range<usize> {
    let line = line_start(text, halt.at)..line_end(text, halt.at);
    if let Some(alias) = said(findings, &line) {
        return alias..line.end;
    }
    let before = first_mistake(text, source.text(), halt.since..line.end);
    if let Some(mistake) = before.or_else(|| first_mistake(text, source.text(), halt.since..text.len())) {
        let mistake = indent::settle(text, source, mistake);
        findings.push(wording::mistake(source, &mistake));
        return mistake.mask;
    }
    findings.push(wording::halted(source, text, halt));
    if halt.since < halt.reached { brackets(text, halt) } else { halt.at..line.end.max(halt.at + 1) }
}

/// Puts places on character boundaries: where something was left out, a place may lie inside a character of the source.
fn align(source: &Source, finding: &mut Diagnostic) {
    let fix = finding.fix.iter_mut().map(|fix| &mut fix.range);
    for range in finding.labels.iter_mut().map(|label| &mut label.range).chain(fix) {
        *range = source.clamp(range.start)..source.clamp(range.end);
    }
}

/// Where an alias, an anchor or a tag was refused on a line: what follows it is no mistake of its own.
fn said(findings: &[Diagnostic], line: &Range<usize>) -> Option<usize> {
    let aliases = findings.iter().filter(|finding| finding.code == Code::Alias);
    aliases.filter_map(Diagnostic::place).map(|place| place.range.start).find(|at| line.contains(at))
}

/// The brackets in which the parser gave up, as far as they seem to reach.
fn brackets(text: &str, halt: &Halt) -> Range<usize> {
    let outline = Outline::new(text);
    let opened = outline.line_of(halt.since);
    let end = opened.map_or(halt.at, |line| outline.block_end(line, line.indent()));
    halt.since..end.max(line_end(text, halt.at))
}

/// Writes blanks over a range, line breaks excepted; false if there is nothing to write over.
fn blank_out(text: &mut Cow<'_, str>, range: Range<usize>) -> bool {
    let is_blank = |c: char| matches!(c, ' ' | '\n' | '\r');
    if slice(text, range.clone()).chars().all(is_blank) {
        return false;
    }
    let blanks: String = slice(text, range.clone())
        .chars()
        .flat_map(|c| std::iter::repeat_n(if is_blank(c) { c } else { ' ' }, c.len_utf8()))
        .collect();
    text.to_mut().replace_range(range, &blanks);
    true
}

/// Names the control characters of a text, each kind once, and writes letters of their length over them.
fn without_controls(text: &mut Cow<'_, str>, source: &Arc<Source>, findings: &mut Vec<Diagnostic>) {
    let is_control = |at: usize, c: char| match c {
        '\t' | '\n' | '\r' | '\u{85}' => false,
        '\u{feff}' => at > 0,
        _ => c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'),
    };
    // Most texts are plain, and need no look at each character.
    let plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r');
    if source.text().as_bytes().chunks(32).all(|piece| piece.iter().fold(true, |all, byte| all & plain(*byte))) {
        return;
    }
    let mut places: BTreeMap<char, Vec<Range<usize>>> = BTreeMap::new();
    for (at, c) in source.text().char_indices().filter(|&(at, c)| is_control(at, c)) {
        places.entry(c).or_default().push(at..at + c.len_utf8());
    }
    for (c, places) in &places {
        let letter = match c.len_utf8() {
            1 => "x",
            2 => "é",
            _ => "ﬁ",
        };
        for place in places {
            text.to_mut().replace_range(place.clone(), letter);
        }
    }
    findings.extend(places.iter().take(MOST_CONTROLS).map(|(&c, places)| faults::control(source, c, places)));
}
