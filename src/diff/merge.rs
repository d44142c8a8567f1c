//! Two versions of a text as one, with what went and what came marked.

use std::collections::HashMap;
use std::time::Instant;

use super::moved::Side;
use super::paragraphs::{Pair, align, align_whole};
use super::words::{self, Stretch, words};
use crate::document::{Line, Mark, Paragraph, Run, RunKind, Text, in_columns, is_hole};

/// A word of a run, and what stands around it.
#[derive(Debug, Clone)]
struct Token<'t> {
    run: &'t Run,
    word: &'t str,
    /// The blanks after it.
    gap: &'t str,
    /// If a line begins with it, how far it is indented.
    line: Option<usize>,
    /// If it is a whole line whose columns mean something, the line with its indent: it is compared as one word.
    columns: Option<String>,
}

/// How a place for an answer is compared.
const HOLE: &str = "\u{fffc}";

/// The words of a text.
pub(super) fn words_in(text: &[Paragraph]) -> impl Iterator<Item = String> {
    let tokens = tokens(text).into_iter().flatten();
    tokens.map(|token| token.compared().to_owned()).filter(|word| !word.is_empty())
}

/// A text all of which went or came.
pub(super) fn mark_text(mut text: Text, mark: Mark) -> Text {
    for paragraph in text.iter_mut() {
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
            for paragraph in text.iter_mut() {
                paragraph.mark = None;
            }
        }
        return text;
    }
    let (old, new) = (tokens(before), tokens(&after));
    if let ([old], [new], true) = (old.as_slice(), new.as_slice(), inline) {
        let stretches = words(&compared(old), &compared(new), deadline);
        return vec![paragraph(old, new, &stretches)].into();
    }
    let align = if inline { align_whole } else { align };
    let pairs = align(
        &old.iter().map(|tokens| compared(tokens)).collect::<Vec<_>>(),
        &new.iter().map(|tokens| compared(tokens)).collect::<Vec<_>>(),
        deadline,
    );
    let whole =
        |side: &[Paragraph], index: usize, mark: Mark| mark_text(side.get(index).cloned().into_iter().collect(), mark);
    let moved: HashMap<usize, Vec<Stretch>> = pairs
        .iter()
        .filter_map(|pair| match pair {
            Pair::MovedTo { after, words, .. } => Some((*after, words.clone())),
            Pair::Both { .. } | Pair::Broken { .. } | Pair::Gone(_) | Pair::Come(_) | Pair::MovedFrom { .. } => None,
        })
        .collect();
    let mut out = Vec::new();
    for pair in pairs {
        match pair {
            Pair::Both { before: one, after: other, words } if words.iter().all(|stretch| stretch.same) => {
                let (Some(was), Some(is)) = (old.get(one..=one), new.get(other..=other)) else { continue };
                let lines = |side: &[Vec<Token<'_>>]| {
                    let tokens = side.iter().flatten();
                    tokens.map(|token| token.line.is_some()).collect::<Vec<_>>()
                };
                if inline || lines(was) == lines(is) {
                    out.extend(after.get(other).cloned());
                } else {
                    out.extend(rebroken(was, is));
                }
            }
            Pair::Broken { before: ones, after: others } => {
                let (Some(was), Some(is)) = (old.get(ones), new.get(others)) else { continue };
                out.extend(rebroken(was, is));
            }
            Pair::Both { before: one, after: other, words } => {
                let (Some(old), Some(new)) = (old.get(one), new.get(other)) else { continue };
                out.push(paragraph(old, new, &words));
            }
            Pair::Gone(index) => out.extend(whole(before, index, Mark::Gone)),
            Pair::Come(index) => out.extend(whole(&after, index, Mark::New)),
            Pair::MovedFrom { before: index, after: other, .. } => {
                let words = moved.get(&other).map(Vec::as_slice).unwrap_or_default();
                out.extend(old.get(index).map(|old| one_side(old, words, Side::Away)));
            }
            Pair::MovedTo { after: index, words, .. } => {
                out.extend(new.get(index).map(|new| one_side(new, &words, Side::Here)));
            }
        }
    }
    out.into()
}

/// How a word begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Break {
    None,
    Line,
    Paragraph,
}

/// The words of an amended text that has the same ones, with the breaks of both: one that went stays and is marked, or nobody
/// could see where it was.
fn rebroken(old: &[Vec<Token<'_>>], new: &[Vec<Token<'_>>]) -> Vec<Paragraph> {
    fn begins<'s, 't>(side: &'s [Vec<Token<'t>>]) -> impl Iterator<Item = (&'s Token<'t>, Break)> {
        side.iter().flat_map(|tokens| tokens.iter().enumerate()).map(|(at, token)| match (at, token.line) {
            (0, _) => (token, Break::Paragraph),
            (_, Some(_)) => (token, Break::Line),
            (_, None) => (token, Break::None),
        })
    }
    let mut text = Vec::new();
    let mut writer = Writer::default();
    let mut last: Option<&Token<'_>> = None;
    for ((was, before), (is, after)) in begins(old).zip(begins(new)) {
        let kind = if after == Break::None { before } else { after };
        if let Some(last) = last {
            let (end, blank) = match (before, after) {
                (Break::None, Break::None) => (None, Some((last.gap, None))),
                (_, Break::None) => (Some(Mark::Gone), Some((" ", Some(Mark::New)))),
                (Break::None, _) => (Some(Mark::New), Some((" ", Some(Mark::Gone)))),
                _ => (None, None),
            };
            if let Some((blank, mark)) = blank {
                writer.push(last.run, blank, mark);
            }
            if kind != Break::None {
                writer.line.end = end;
                writer.lines.push(std::mem::take(&mut writer.line));
            }
            if kind == Break::Paragraph {
                text.push(Paragraph { lines: std::mem::take(&mut writer.lines), mark: None });
            }
        }
        if kind != Break::None {
            writer.line.indent = is.line.or(was.line).unwrap_or_default();
        }
        writer.push(is.run, is.word, None);
        last = Some(is);
    }
    text.push(writer.finish());
    text
}

/// One version of a paragraph that moved, with what only it has marked.
fn one_side(tokens: &[Token<'_>], stretches: &[Stretch], side: Side) -> Paragraph {
    let mut writer = Writer::default();
    for stretch in stretches {
        let range = if side == Side::Away { &stretch.before } else { &stretch.after };
        let mark = Some(if stretch.same { side.mark() } else { side.own() });
        for at in range.clone() {
            let (before, token) = (at.checked_sub(1).and_then(|at| tokens.get(at)), tokens.get(at));
            if let (Some(before), Some(_)) = (before, token.filter(|token| token.line.is_none())) {
                writer.push(before.run, before.gap, if at > range.start { mark } else { Some(side.mark()) });
            }
            writer.token(tokens, at, mark, true, [None, None]);
        }
    }
    Paragraph { mark: Some(side.mark()), ..writer.finish() }
}

fn compared<'t>(tokens: &'t [Token<'_>]) -> words::Text<'t> {
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
        let begins = at > 0 || token.columns.is_some();
        // A blank belongs to the words that it stands after.
        let before = at.checked_sub(1).and_then(|at| side.get(at)).map_or(token.run, |before| before.run);
        match (token.line, blanks) {
            (Some(indent), _) if breaks && !first && begins => {
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

impl Token<'_> {
    fn compared(&self) -> &str {
        match &self.columns {
            _ if self.run.kind == RunKind::Hole => HOLE,
            Some(line) => line,
            None => self.word,
        }
    }
}

/// The words of each paragraph, run by run; a line of one run whose columns mean something is one word.
fn tokens(text: &[Paragraph]) -> Vec<Vec<Token<'_>>> {
    let written = |line: &Line| line.runs.iter().map(|run| run.text.as_str()).collect::<String>();
    let lines: Vec<Vec<String>> = text.iter().map(|paragraph| paragraph.lines.iter().map(written).collect()).collect();
    let lines: Vec<Vec<&str>> = lines.iter().map(|lines| lines.iter().map(String::as_str).collect()).collect();
    let mut out = Vec::with_capacity(text.len());
    for (paragraph, in_columns) in text.iter().zip(in_columns(&lines)) {
        out.push(paragraph_tokens(paragraph, &in_columns));
    }
    out
}

fn paragraph_tokens<'t>(paragraph: &'t Paragraph, in_columns: &[bool]) -> Vec<Token<'t>> {
    let mut out = Vec::new();
    for (line, in_columns) in paragraph.lines.iter().zip(in_columns) {
        if let ([run], true) = (line.runs.as_slice(), in_columns) {
            let columns = Some(format!("{:indent$}{}", "", run.text, indent = line.indent));
            out.push(Token { run, word: &run.text, gap: "", line: Some(line.indent), columns });
            continue;
        }
        let mut begins = Some(line.indent);
        let pieces = line.runs.iter().flat_map(pieces);
        out.extend(pieces.map(|(run, word, gap)| Token { run, word, gap, line: begins.take(), columns: None }));
    }
    out
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
