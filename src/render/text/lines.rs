//! Text -> lines: runs in plain characters, wrapped.

use std::borrow::Cow;

use super::answers::ruled;
use super::faults;
use super::page::{Page, Replaced};
use super::printed::{self, Lines, Printed, blanks, rule};
use super::wrap::{AROUND, wrapped};
use crate::document::{Line, Mark, Origin, Paragraph, Run, RunKind, Text, in_tables};
use crate::edgar::{self, WIDEST_TABLE};
use crate::render::spacing::to_tab_stop;
use crate::render::wording;
use crate::text::FixedLine;

/// The rule for an answer within words.
pub(super) const INLINE_RULE: usize = 20;

impl<'d> Page<'d> {
    /// Adds a text's lines. What a writer has put between `<TABLE>` tags stands as it is, in lines of up to 132 columns. Fixed
    /// words of which there is nothing to be said are set once.
    pub(super) fn text(&mut self, text: &'d Text, width: usize, out: &mut Lines<'d>) {
        let Some(fixed) = text.as_fixed() else { return self.set(text, width, None, out) };
        let kept = fixed.lines.get_or_init(|| {
            let lines = self.unless_said(text, |page| {
                let mut lines = Vec::new();
                page.set(text, width, None, &mut lines);
                lines
            })?;
            let line = |line: Printed<'d>| FixedLine { indent: line.indent, text: line.words.into_owned() };
            Some((width, lines.into_iter().map(line).collect()))
        });
        match kept {
            Some((at, lines)) if *at == width => {
                let line = |line: &'d FixedLine| Printed { indent: line.indent, words: line.text.as_str().into() };
                out.extend(lines.iter().map(line));
            }
            _ => self.set(text, width, None, out),
        }
    }

    /// Adds a text's lines, but for a run that ends it.
    fn set(&mut self, text: &'d [Paragraph], width: usize, without: Option<&Run>, out: &mut Lines<'d>) {
        let from = out.len();
        let tables = in_tables(text);
        let mut number = 0;
        for paragraph in text {
            if out.len() > from {
                out.push(Printed::empty());
            }
            for line in &paragraph.lines {
                let widest = WIDEST_TABLE.saturating_sub(self.document.width.saturating_sub(width));
                let (inside, width) = if tables.get(number) == Some(&true) { (true, widest) } else { (false, width) };
                number += 1;
                let mut indent = line.indent.min(width / 2);
                let mut width = width;
                // The columns of a line that went or came stay where they are.
                if is_row(line, inside) {
                    (indent, width) = (indent.saturating_sub(AROUND / 2), width + AROUND);
                }
                let runs = match line.runs.split_last() {
                    Some((last, before)) if without.is_some_and(|without| std::ptr::eq(without, last)) => before,
                    _ => &line.runs,
                };
                let words = self.words(runs, line.end, width.saturating_sub(indent), inside);
                let start = out.len();
                wrapped(words, width.saturating_sub(indent), out);
                if indent > 0 {
                    out.iter_mut().skip(start).for_each(|line| line.shift(indent));
                }
            }
        }
    }

    /// What comes of a fixed text, if nothing is to be said of it and it has no table, whose width is not the text's alone.
    fn unless_said<T>(&mut self, text: &[Paragraph], make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let mut runs = text.iter().flat_map(|paragraph| &paragraph.lines).flat_map(|line| &line.runs);
        if !runs.all(|run| edgar::all_allowed(&run.text) && !run.text.contains('<')) {
            return None;
        }
        let said = self.findings.len();
        let made = make(self);
        let again = self.findings.len() > said;
        // What is made again is said again.
        self.findings.truncate(said);
        (!again).then_some(made)
    }

    /// Adds a text's lines; where it ends in a hole, the rest of its last line is there to write on.
    pub(super) fn sentences(&mut self, text: &'d Text, width: usize, out: &mut Lines<'d>) {
        let last = text.last().and_then(|paragraph| paragraph.lines.last()).and_then(|line| line.runs.last());
        let Some(hole) = last.filter(|run| run.kind == RunKind::Hole) else { return self.text(text, width, out) };
        let from = out.len();
        self.set(text, width, Some(hole), out);
        ruled(out, from, width);
    }

    /// A text on one line, whatever its breaks.
    pub(super) fn line_of(&mut self, text: &'d Text) -> Cow<'d, str> {
        let Some(fixed) = text.as_fixed() else { return self.joined(text) };
        let kept = fixed.line.get_or_init(|| self.unless_said(text, |page| page.joined(text).into_owned()));
        kept.as_ref().map_or_else(|| self.joined(text), |line| line.as_str().into())
    }

    fn joined(&mut self, text: &'d [Paragraph]) -> Cow<'d, str> {
        let mut lines = text.iter().flat_map(|paragraph| &paragraph.lines);
        let first = lines.next().map(|line| self.words_of(line)).unwrap_or_default();
        lines.fold(first, |before, line| [&*before, " ", &*self.words_of(line)].concat().into())
    }

    /// The words of a line, however long.
    pub(super) fn words_of(&mut self, line: &'d Line) -> Cow<'d, str> {
        self.words(&line.runs, line.end, usize::MAX, false)
    }

    /// The words of runs in plain characters; what is not plain, or longer than a line, is noted. `end` is what an amendment
    /// did to the break after them.
    fn words(&mut self, runs: &'d [Run], end: Option<Mark>, width: usize, in_table: bool) -> Cow<'d, str> {
        if let ([run], None) = (runs, end)
            && run.mark.is_none()
            && run.kind != RunKind::Hole
            && edgar::all_allowed(&run.text)
        {
            if run.kind != RunKind::Words && !in_table {
                self.tags(&run.text, run.origin);
            }
            self.check_length(&run.text, Some(run.origin), width);
            return run.text.as_str().into();
        }
        let mut out = String::with_capacity(runs.iter().map(|run| run.text.len()).sum());
        let mut mark = None;
        for run in runs {
            let blank = run.kind != RunKind::Hole && run.text.trim().is_empty();
            let mut text = run.text.as_str();
            if run.mark != mark && !blank {
                close(mark, &mut out);
                if run.mark.is_some() {
                    // The mark stands at the first word. What went and what came in its place may touch, and wrap.
                    let words = text.trim_start_matches(' ');
                    let touch = words.len() == text.len() && mark.is_some() && !out.ends_with(' ');
                    blanks((text.len() - words.len()).max(usize::from(touch)), &mut out);
                    text = words;
                }
                out.push_str(wording::mark(run.mark).0);
                mark = run.mark;
            }
            match run.kind {
                RunKind::Hole => out.push_str(&rule(INLINE_RULE)),
                RunKind::Words | RunKind::Answer | RunKind::Derived => {
                    if run.kind != RunKind::Words && !in_table {
                        self.tags(text, run.origin);
                    }
                    self.plain(text, run.origin, &mut out);
                }
            }
        }
        close(mark, &mut out);
        if end.is_some() {
            let (open, close) = wording::mark(end);
            out.truncate(out.trim_end().len());
            out.extend([" ", open, wording::BREAK, close]);
        }
        let origin = runs.iter().find(|run| run.kind == RunKind::Answer).or(runs.first()).map(|run| run.origin);
        self.check_length(&out, origin, width);
        out.into()
    }

    /// Notes a word that is longer than a line, and columns that do not fit on one.
    fn check_length(&mut self, words: &str, origin: Option<Origin>, width: usize) {
        let Some(origin) = origin.filter(|_| words.len() > width) else { return };
        if let Some(word) = long_word(words, width) {
            let fault = faults::long_word(self.document, origin, word, width);
            self.findings.push(fault);
        } else if memchr::memmem::find(words.as_bytes(), b"   ").is_some() {
            self.findings.push(faults::columns_wrapped(self.document, origin, words, width));
        }
    }

    pub(super) fn plain(&mut self, text: &str, origin: Origin, out: &mut String) {
        if edgar::all_allowed(text) {
            out.push_str(text);
            return;
        }
        let first = origin.data.is_none_or(|data| *self.printed.entry(data).or_insert(origin.form) == origin.form);
        for c in text.chars() {
            match c {
                // EDGAR takes tabs, but nobody knows where they lead.
                '\t' => blanks(to_tab_stop(out.len()), out),
                '\n' | '\r' => out.push(' '),
                _ if edgar::allowed(c) => out.push(c),
                _ => {
                    let before = self.replaced.len();
                    let found = self.replaced.entry(c).or_insert(Replaced { before, origin, count: 0 });
                    found.count += usize::from(first);
                    edgar::push_plain(edgar::replacement(c).unwrap_or("#"), out);
                }
            }
        }
    }

    pub(super) fn tags(&mut self, text: &str, origin: Origin) {
        let mut seen: Vec<&str> = Vec::new();
        for (_, tag) in edgar::tags(text) {
            if !seen.contains(&tag) {
                seen.push(tag);
                self.findings.push(faults::tag_like(self.document, origin, tag));
            }
        }
    }
}

/// The first word that is longer than a line. Such a word stands at one of the places that are a line and a character apart.
fn long_word(words: &str, width: usize) -> Option<&str> {
    (0..words.len()).step_by(width.saturating_add(1)).find_map(|at| {
        let (before, after) = words.as_bytes().split_at_checked(at)?;
        let start = memchr::memrchr(b' ', before).map_or(0, |blank| blank + 1);
        let end = memchr::memchr(b' ', after).map_or(words.len(), |blank| at + blank);
        words.get(start..end).filter(|word| word.len() > width)
    })
}

/// Whether a line has columns and went or came as a whole.
fn is_row(line: &Line, in_table: bool) -> bool {
    let marked = !line.runs.is_empty() && line.runs.iter().all(|run| run.mark.is_some());
    marked && (in_table || line.runs.iter().any(|run| run.text.contains("   ")))
}

/// Ends what is marked, before the blanks that follow.
fn close(mark: Option<Mark>, out: &mut String) {
    let blanks = out.len() - out.trim_end().len();
    if mark.is_some() {
        out.truncate(out.len() - blanks);
        out.push_str(wording::mark(mark).1);
        printed::blanks(blanks, out);
    }
}
