//! Runs -> text.

use super::{Line, Paragraph, Run, RunKind, Text};

/// Builds a text of runs; line breaks in their words part lines and paragraphs.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    text: Vec<Paragraph>,
    lines: Vec<Line>,
    line: Line,
}

impl Writer {
    /// Adds a run; one empty line in its text ends the paragraph.
    pub(crate) fn push(&mut self, run: Run) {
        if !run.text.contains('\n') {
            self.run(run);
            return;
        }
        for (index, piece) in run.text.split('\n').enumerate() {
            if index > 0 {
                self.end_line();
            }
            if piece.trim().is_empty() {
                if index > 0 && self.line.runs.is_empty() {
                    self.end_paragraph();
                }
            } else {
                self.run(Run { text: piece.to_owned(), ..run.clone() });
            }
        }
    }

    fn run(&mut self, run: Run) {
        if !run.text.is_empty() || run.kind == RunKind::Hole {
            // Most lines have one run, and most texts one line.
            self.line.runs.reserve_exact(usize::from(self.line.runs.is_empty()));
            self.line.runs.push(run);
        }
    }

    pub(crate) fn indent(&mut self, indent: usize) {
        self.line.indent = indent;
    }

    pub(crate) fn end_line(&mut self) {
        if !self.line.runs.is_empty() {
            self.lines.reserve_exact(usize::from(self.lines.is_empty()));
            self.lines.push(std::mem::take(&mut self.line));
        }
    }

    pub(crate) fn end_paragraph(&mut self) {
        self.end_line();
        if !self.lines.is_empty() {
            self.text.reserve_exact(usize::from(self.text.is_empty()));
            self.text.push(Paragraph { lines: std::mem::take(&mut self.lines), mark: None });
        }
    }

    pub(crate) fn finish(mut self) -> Text {
        self.end_paragraph();
        self.text.into()
    }
}
