//! Text -> lines: runs in plain characters, wrapped.

use super::answers::ruled;
use super::faults;
use super::page::{Page, Replaced};
use super::wrap::{AROUND, indented, wrap};
use crate::document::{Line, Mark, Origin, Paragraph, RunKind, Text, in_tables};
use crate::edgar::{self, WIDEST_TABLE};
use crate::render::spacing::to_tab_stop;
use crate::render::wording;

/// The rule for an answer within words.
pub(super) const INLINE_RULE: usize = 20;

impl Page<'_> {
    /// A text's lines. What a writer has put between `<TABLE>` tags stands as it is, in lines of up to 132 columns.
    pub(super) fn text(&mut self, text: &[Paragraph], width: usize) -> Vec<String> {
        let mut out = Vec::new();
        let tables = in_tables(text);
        let mut number = 0;
        for paragraph in text {
            if !out.is_empty() {
                out.push(String::new());
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
                let words = self.words(line, width.saturating_sub(indent), inside);
                out.extend(wrap(&words, width.saturating_sub(indent), 0).iter().map(|line| indented(line, indent)));
            }
        }
        out
    }

    /// A text's lines; where it ends in a hole, the rest of its last line is there to write on.
    pub(super) fn sentences(&mut self, text: &Text, width: usize) -> Vec<String> {
        let mut words = text.clone();
        let last = words.last_mut().and_then(|paragraph| paragraph.lines.last_mut());
        if last.and_then(|line| line.runs.pop_if(|run| run.kind == RunKind::Hole)).is_none() {
            return self.text(text, width);
        }
        ruled(self.text(&words, width), width)
    }

    /// A text on one line, whatever its breaks.
    pub(super) fn line_of(&mut self, text: &[Paragraph]) -> String {
        let lines = text.iter().flat_map(|paragraph| &paragraph.lines);
        lines.map(|line| self.words(line, usize::MAX, false)).collect::<Vec<_>>().join(" ")
    }

    /// The words of a line in plain characters; what is not plain, or longer than a line, is noted.
    pub(super) fn words(&mut self, line: &Line, width: usize, in_table: bool) -> String {
        let mut out = String::new();
        let mut mark = None;
        for run in &line.runs {
            let blank = run.kind != RunKind::Hole && run.text.trim().is_empty();
            let mut text = run.text.as_str();
            if run.mark != mark && !blank {
                close(mark, &mut out);
                if run.mark.is_some() {
                    // The mark stands at the first word. What went and what came in its place may touch, and wrap.
                    let words = text.trim_start_matches(' ');
                    let touch = words.len() == text.len() && mark.is_some() && !out.ends_with(' ');
                    out.push_str(&" ".repeat((text.len() - words.len()).max(usize::from(touch))));
                    text = words;
                }
                out.push_str(wording::mark(run.mark).0);
                mark = run.mark;
            }
            match run.kind {
                RunKind::Hole => out.push_str(&"_".repeat(INLINE_RULE)),
                RunKind::Words | RunKind::Answer | RunKind::Derived => {
                    if run.kind != RunKind::Words && !in_table {
                        self.tags(text, run.origin);
                    }
                    self.plain(text, run.origin, &mut out);
                }
            }
        }
        close(mark, &mut out);
        if line.end.is_some() {
            let (open, close) = wording::mark(line.end);
            out.truncate(out.trim_end().len());
            out.extend([" ", open, wording::BREAK, close]);
        }
        let origin =
            line.runs.iter().find(|run| run.kind == RunKind::Answer).or(line.runs.first()).map(|run| run.origin);
        if let (Some(word), Some(origin)) = (out.split(' ').find(|word| word.len() > width), origin) {
            let fault = faults::long_word(self.document, origin, word, width);
            self.findings.push(fault);
        } else if let Some(origin) = origin.filter(|_| out.len() > width && out.contains("   ")) {
            self.findings.push(faults::columns_wrapped(self.document, origin, &out, width));
        }
        out
    }

    pub(super) fn plain(&mut self, text: &str, origin: Origin, out: &mut String) {
        if text.bytes().all(|byte| edgar::allowed(char::from(byte))) {
            out.push_str(text);
            return;
        }
        let first = origin.data.is_none_or(|data| *self.printed.entry(data).or_insert(origin.form) == origin.form);
        for c in text.chars() {
            match c {
                // EDGAR takes tabs, but nobody knows where they lead.
                '\t' => out.push_str(&" ".repeat(to_tab_stop(out.len()))),
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

/// Whether a line has columns and went or came as a whole.
fn is_row(line: &Line, in_table: bool) -> bool {
    let columns = in_table || line.runs.iter().any(|run| run.text.contains("   "));
    columns && !line.runs.is_empty() && line.runs.iter().all(|run| run.mark.is_some())
}

/// Ends what is marked, before the blanks that follow.
fn close(mark: Option<Mark>, out: &mut String) {
    let blanks = out.len() - out.trim_end().len();
    if mark.is_some() {
        out.truncate(out.len() - blanks);
        out.push_str(wording::mark(mark).1);
        out.push_str(&" ".repeat(blanks));
    }
}
