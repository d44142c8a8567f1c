//! Text as paragraphs of lines of runs.

use super::Run;

/// Text: a label, an answer, fixed words.
pub type Text = Vec<Paragraph>;

/// A paragraph: lines between breaks that the writer asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paragraph {
    /// The lines; most paragraphs have one, which the renderer wraps.
    pub lines: Vec<Line>,
}

/// A line, which the renderer wraps.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Blanks before it that the writer wants kept.
    pub indent: usize,
    /// Its runs.
    pub runs: Vec<Run>,
}

/// The words of a text, paragraphs parted by an empty line.
pub fn plain(text: &[Paragraph]) -> String {
    let line = |line: &Line| line.runs.iter().map(|run| run.text.as_str()).collect::<String>();
    let paragraph = |paragraph: &Paragraph| paragraph.lines.iter().map(line).collect::<Vec<_>>().join("\n");
    text.iter().map(paragraph).collect::<Vec<_>>().join("\n\n")
}

/// Builds a text of runs; line breaks in their words part lines and paragraphs.
#[derive(Debug, Default)]
pub(super) struct Writer {
    text: Text,
    lines: Vec<Line>,
    line: Line,
}

impl Writer {
    /// Adds a run; one empty line in its text ends the paragraph.
    pub(super) fn push(&mut self, run: &Run) {
        if !run.text.contains('\n') {
            self.run(run.clone());
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
        if !run.text.is_empty() || run.kind == super::RunKind::Hole {
            self.line.runs.push(run);
        }
    }

    pub(super) fn indent(&mut self, indent: usize) {
        self.line.indent = indent;
    }

    pub(super) fn end_line(&mut self) {
        if !self.line.runs.is_empty() {
            self.lines.push(std::mem::take(&mut self.line));
        }
    }

    pub(super) fn end_paragraph(&mut self) {
        self.end_line();
        if !self.lines.is_empty() {
            self.text.push(Paragraph { lines: std::mem::take(&mut self.lines) });
        }
    }

    pub(super) fn finish(mut self) -> Text {
        self.end_paragraph();
        self.text
    }
}
