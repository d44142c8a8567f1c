//! Two versions of a text as one, with what went and what came marked.

use std::time::Instant;

use super::paragraphs::{Pair, align};
use super::words::{self, Stretch, words};
use crate::document::{Line, Mark, Paragraph, Run, RunKind, Text, is_hole};

/// A word of a run, and what stands around it.
#[derive(Debug, Clone)]
struct Token<'t> {
    run: &'t Run,
    word: &'t str,
    /// The blanks after it.
    gap: &'t str,
    /// If a line begins with it, how far it is indented.
    line: Option<usize>,
}

/// How a place for an answer is compared.
const HOLE: &str = "\u{fffc}";

/// The words of a text.
pub(super) fn words_in(text: &[Paragraph]) -> impl Iterator<Item = String> {
    text.iter().flat_map(tokens).map(|token| token.compared().to_owned()).filter(|word| !word.is_empty())
}

/// A text all of which went or came.
pub(super) fn mark_text(mut text: Text, mark: Mark) -> Text {
    for paragraph in &mut text {
        paragraph.mark = Some(mark);
        for run in paragraph.lines.iter_mut().flat_map(|line| &mut line.runs) {
            run.mark = Some(mark);
        }
    }
    text
}

/// The amended text with what went and what came, paragraph by paragraph and word by word. A place for an answer that was
/// not filled in, or no longer is, is nothing that went or came. What stands `inline` is one paragraph, whatever changed.
pub(super) fn merge(before: &Text, after: Text, inline: bool, deadline: Option<Instant>) -> Text {
    if is_hole(before) && is_hole(&after) {
        return after;
    }
    if is_hole(before) || is_hole(&after) {
        let (text, mark) = if is_hole(before) { (after, Mark::New) } else { (before.clone(), Mark::Gone) };
        let mut text = mark_text(text, mark);
        if inline {
            for paragraph in &mut text {
                paragraph.mark = None;
            }
        }
        return text;
    }
    if let ([old], [new], true) = (before.as_slice(), after.as_slice(), inline) {
        let (old, new): (Vec<_>, Vec<_>) = (tokens(old).collect(), tokens(new).collect());
        let stretches = words(&compared(&old), &compared(&new), deadline);
        return vec![paragraph(&old, &new, &stretches)];
    }
    let old: Vec<Vec<Token<'_>>> = before.iter().map(|paragraph| tokens(paragraph).collect()).collect();
    let new: Vec<Vec<Token<'_>>> = after.iter().map(|paragraph| tokens(paragraph).collect()).collect();
    let pairs = align(
        &old.iter().map(|tokens| compared(tokens)).collect::<Vec<_>>(),
        &new.iter().map(|tokens| compared(tokens)).collect::<Vec<_>>(),
        deadline,
    );
    let whole =
        |side: &[Paragraph], index: usize, mark: Mark| mark_text(side.get(index).cloned().into_iter().collect(), mark);
    let mut out = Vec::new();
    for pair in pairs {
        match pair {
            Pair::Both { after: index, words, .. } if words.iter().all(|stretch| stretch.same) => {
                out.extend(after.get(index).cloned());
            }
            Pair::Both { before: one, after: other, words } => {
                let (Some(old), Some(new)) = (old.get(one), new.get(other)) else { continue };
                out.push(paragraph(old, new, &words));
            }
            // What moved and was changed would look as if it had only moved.
            Pair::Gone(index) | Pair::MovedFrom { before: index, changed: true, .. } => {
                out.extend(whole(before, index, Mark::Gone));
            }
            Pair::Come(index) => out.extend(whole(&after, index, Mark::New)),
            Pair::MovedTo { after: index, words, .. } if words.iter().any(|stretch| !stretch.same) => {
                out.extend(whole(&after, index, Mark::New));
            }
            Pair::MovedFrom { before: index, .. } => out.extend(whole(before, index, Mark::MovedAway)),
            Pair::MovedTo { after: index, .. } => out.extend(whole(&after, index, Mark::MovedHere)),
        }
    }
    out
}

fn compared<'t>(tokens: &[Token<'t>]) -> words::Text<'t> {
    let lines = tokens.iter().enumerate().skip(1).filter(|(_, token)| token.line.is_some()).map(|(at, _)| at);
    words::Text { words: tokens.iter().map(Token::compared).collect(), lines: lines.collect() }
}

/// Two versions of one paragraph. Lines break as in the amended one, and where whole lines of the original went.
fn paragraph(old: &[Token<'_>], new: &[Token<'_>], stretches: &[Stretch]) -> Paragraph {
    let mut writer = Writer::default();
    for stretch in stretches {
        let (gone, come) = (stretch.before.clone(), stretch.after.clone());
        if stretch.same {
            for (one, other) in gone.zip(come) {
                writer.token(new, other, None, true, [gap(old, one), gap(new, other)]);
            }
            continue;
        }
        let starts = |at: usize| old.get(at).is_none_or(|token| token.line.is_some());
        let lines = starts(gone.start) && starts(gone.end);
        // The blank before what went and before what came in its place is one.
        let breaks = |side: &[Token<'_>], at: usize| at > 0 && side.get(at).is_some_and(|token| token.line.is_some());
        let shared = match (gap(old, gone.start), gap(new, come.start)) {
            _ if gone.is_empty() || come.is_empty() => None,
            _ if (lines && breaks(old, gone.start)) || breaks(new, come.start) => None,
            (before, after) => before.and(after),
        };
        if let (Some(blank), Some(before)) = (shared, come.start.checked_sub(1).and_then(|at| new.get(at))) {
            writer.push(before.run, blank, None);
        }
        let (first_gone, first_come) = (gone.start, come.start);
        for at in gone {
            let blank = gap(old, at).filter(|_| at > first_gone || shared.is_none());
            writer.token(old, at, Some(Mark::Gone), lines, [blank, None]);
        }
        for at in come {
            let blank = gap(new, at).filter(|_| at > first_come || shared.is_none());
            writer.token(new, at, Some(Mark::New), true, [None, blank]);
        }
    }
    writer.finish()
}

/// The blanks before a word of a text.
fn gap<'t>(side: &[Token<'t>], at: usize) -> Option<&'t str> {
    let before = side.get(at.checked_sub(1)?)?;
    if side.get(at)?.line.is_some() { Some(" ") } else { Some(before.gap).filter(|gap| !gap.is_empty()) }
}

/// Writes words that belong to the original, to the amended text or to both, so that each of them reads as it did.
#[derive(Default)]
struct Writer {
    lines: Vec<Line>,
    line: Line,
}

impl Writer {
    /// Adds a word with the blanks before it in the original and in the amended text.
    fn token(&mut self, side: &[Token<'_>], at: usize, mark: Option<Mark>, breaks: bool, blanks: [Option<&str>; 2]) {
        let Some(token) = side.get(at) else { return };
        let first = self.lines.is_empty() && self.line.runs.is_empty();
        // A blank belongs to the words that it stands after.
        let before = at.checked_sub(1).and_then(|at| side.get(at)).map_or(token.run, |before| before.run);
        match (token.line, blanks) {
            (Some(indent), _) if breaks && !first && at > 0 => {
                self.lines.push(std::mem::take(&mut self.line));
                self.line.indent = indent;
            }
            (Some(indent), _) if first => self.line.indent = indent,
            (_, [Some(_), Some(blank)]) => self.push(before, blank, None),
            (_, [Some(blank), None]) => self.push(before, blank, Some(Mark::Gone)),
            (_, [None, Some(blank)]) => self.push(before, blank, Some(Mark::New)),
            (_, [None, None]) => {}
        }
        self.push(token.run, token.word, mark);
    }

    fn push(&mut self, run: &Run, text: &str, mark: Option<Mark>) {
        match self.line.runs.last_mut() {
            Some(last)
                if last.mark == mark && last.kind == run.kind && last.origin == run.origin && last.path == run.path =>
            {
                last.text.push_str(text);
            }
            _ if text.is_empty() && run.kind != RunKind::Hole => {}
            _ => {
                let &Run { kind, ref path, origin, .. } = run;
                self.line.runs.push(Run { kind, text: text.to_owned(), path: path.clone(), origin, mark });
            }
        }
    }

    fn finish(mut self) -> Paragraph {
        self.lines.push(self.line);
        Paragraph { lines: self.lines, mark: None }
    }
}

impl<'t> Token<'t> {
    fn compared(&self) -> &'t str {
        if self.run.kind == RunKind::Hole { HOLE } else { self.word }
    }
}

/// The words of a paragraph, run by run.
fn tokens(paragraph: &Paragraph) -> impl Iterator<Item = Token<'_>> {
    paragraph.lines.iter().flat_map(|line| {
        let mut begins = Some(line.indent);
        line.runs.iter().flat_map(pieces).map(move |(run, word, gap)| Token { run, word, gap, line: begins.take() })
    })
}

/// The words of a run, each with the blanks after it; blanks that a run begins with are a word of nothing.
fn pieces(run: &Run) -> Vec<(&Run, &str, &str)> {
    if run.kind == RunKind::Hole {
        return vec![(run, "", "")];
    }
    let mut out = Vec::new();
    let mut rest = run.text.as_str();
    while !rest.is_empty() {
        let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (word, after) = rest.split_at(word);
        let gap = after.find(|c: char| !c.is_whitespace()).unwrap_or(after.len());
        let (gap, after) = after.split_at(gap);
        out.push((run, word, gap));
        rest = after;
    }
    out
}
