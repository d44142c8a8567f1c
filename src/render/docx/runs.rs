//! The runs of a line: the one place where words, answers and holes are written.

use super::body::Body;
use super::changes::{Change, break_before, change, rule_at};
use super::{faults, xml};
use crate::document::{Line, Origin, Paragraph, Run, RunKind};

/// Underscores of a place for an answer: inside words, before a rule that goes on to the right edge, and over a caption or
/// in a table's cell, where blanks do.
const INLINE: usize = 18;
const AT_END: usize = 8;
const OVER_CAPTION: usize = 10;
/// The longest name that Word takes for a content control.
const LONGEST_NAME: usize = 64;

/// How answers stand in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// On a rule of their own.
    OnRule,
    /// As the words around them: in a heading.
    AsWords,
    /// On nothing: there is a rule under the paragraph, or none is wanted.
    Bare,
}

/// How the last line of a text goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum End {
    /// It does not.
    #[default]
    Plain,
    /// The rule of its answer goes on to the right edge.
    OnRule,
    /// A rule to write on goes to the right edge.
    ToWriteOn,
}

impl Setting {
    fn style(self) -> &'static str {
        match self {
            Self::OnRule => "AnswerOnRule",
            Self::AsWords | Self::Bare => "Answer",
        }
    }
}

impl Body<'_> {
    /// Writes the runs of a line. Where the line goes on to the right edge as a rule, `ruled` is set.
    pub(super) fn runs(&mut self, line: &Line, setting: Setting, ruled: bool) {
        for (index, run) in line.runs.iter().enumerate() {
            let last = ruled && index + 1 == line.runs.len();
            self.within(run.mark.map(change), |body| match run.kind {
                RunKind::Hole => body.hole(run, setting, last),
                RunKind::Answer => body.run(&run.text, Some(setting.style()), run.origin),
                RunKind::Words | RunKind::Derived => body.run(&run.text, None, run.origin),
            });
        }
        if ruled {
            let lines = std::slice::from_ref(line);
            self.within(rule_at(lines), |body| body.tab(end(lines) == End::OnRule));
        }
    }

    /// Writes a text on one line, whatever its breaks.
    pub(super) fn line_of(&mut self, text: &[Paragraph], setting: Setting) {
        let lines: Vec<&Line> = text.iter().flat_map(|paragraph| &paragraph.lines).collect();
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                self.within(break_before(&lines, index), |body| body.words(" ", None));
            }
            self.runs(line, setting, false);
        }
    }

    /// Writes words that are the renderer's own.
    pub(super) fn words(&mut self, words: &str, style: Option<&str>) {
        self.in_run(|body| {
            body.style(style);
            body.piece(words);
        });
    }

    /// Writes a run, as what it is if it went or came.
    pub(super) fn in_run(&mut self, write: impl FnOnce(&mut Self)) {
        if let Some(change) = self.change {
            self.open_change(change);
        }
        self.xml.open("w:r", &[]);
        write(self);
        self.xml.close();
        if self.change.is_some() {
            self.xml.close();
        }
        self.open_end = self.change == Some(Change::Inserted) && !self.ends_in_change;
    }

    /// Writes the words of a run.
    pub(super) fn piece(&mut self, words: &str) {
        self.xml.open(self.text_element(), &[("xml:space", "preserve")]);
        self.xml.text(words);
        self.xml.close();
    }

    /// What holds the words of a run.
    pub(super) fn text_element(&self) -> &'static str {
        if self.change == Some(Change::Deleted) { "w:delText" } else { "w:t" }
    }

    /// Goes to the next tab stop; `underlined` draws the rule of an answer on the way.
    pub(super) fn tab(&mut self, underlined: bool) {
        self.in_run(|body| {
            body.style(underlined.then_some(Setting::OnRule.style()));
            body.xml.empty("w:tab", &[]);
        });
    }

    /// Ends a line inside a paragraph.
    pub(super) fn line_break(&mut self) {
        self.in_run(|body| body.xml.empty("w:br", &[]));
    }

    /// Writes a text in a character style.
    pub(super) fn run(&mut self, text: &str, style: Option<&str>, origin: Origin) {
        self.in_run(|body| {
            body.style(style);
            body.run_text(text, origin);
        });
    }

    /// Writes a text in a type of so many half points.
    pub(super) fn sized_run(&mut self, text: &str, size: &str, origin: Origin) {
        self.in_run(|body| {
            body.xml.open("w:rPr", &[]);
            body.xml.value("w:rStyle", Setting::Bare.style());
            body.xml.value("w:sz", size);
            body.xml.value("w:szCs", size);
            body.xml.close();
            body.run_text(text, origin);
        });
    }

    fn run_text(&mut self, text: &str, origin: Origin) {
        for (index, piece) in text.split('\t').enumerate() {
            if index > 0 {
                self.xml.empty("w:tab", &[]);
            }
            if !piece.is_empty() {
                self.piece(piece);
            }
        }
        if let Some(c) = text.chars().find(|c| !xml::allowed(*c)) {
            self.findings.push(faults::not_allowed(self.document, origin, c));
        }
    }

    /// A place for an answer: a content control where the answer has a path. What is written there replaces the rule. One
    /// that went or came is a plain rule, for a control would stay whatever is accepted.
    pub(super) fn hole(&mut self, run: &Run, setting: Setting, at_end: bool) {
        let rule = match setting {
            Setting::OnRule | Setting::AsWords => "_".repeat(if at_end { AT_END } else { INLINE }),
            Setting::Bare => "\u{A0}".repeat(OVER_CAPTION),
        };
        let Some(path) = run.path.as_ref().filter(|_| self.change.is_none()) else {
            self.words(&rule, None);
            return;
        };
        self.open_control(path, Some(setting.style()));
        self.xml.empty("w:showingPlcHdr", &[]);
        self.xml.empty("w:text", &[]);
        self.control_content();
        self.words(&rule, None);
        self.close_control();
    }

    /// Begins a content control that is called after the path of its answer; its kind is to follow.
    pub(super) fn open_control(&mut self, path: &str, style: Option<&str>) {
        let name: String = path.chars().take(LONGEST_NAME).collect();
        let id = self.control();
        self.xml.open("w:sdt", &[]);
        self.xml.open("w:sdtPr", &[]);
        self.style(style);
        self.xml.value("w:alias", &name);
        self.xml.value("w:tag", &name);
        self.xml.value("w:id", &id);
    }

    /// Ends the properties of a content control and begins what it holds.
    pub(super) fn control_content(&mut self) {
        self.xml.close();
        self.xml.open("w:sdtContent", &[]);
    }

    pub(super) fn close_control(&mut self) {
        self.xml.close();
        self.xml.close();
    }

    fn style(&mut self, style: Option<&str>) {
        if let Some(style) = style {
            self.xml.open("w:rPr", &[]);
            self.xml.value("w:rStyle", style);
            self.xml.close();
        }
    }
}

/// How a text ends: where an answer stands or would stand, the line goes on to the right edge as a rule.
pub(super) fn end_of(text: &[Paragraph]) -> End {
    text.last().map_or(End::Plain, |paragraph| end(&paragraph.lines))
}

/// How lines end, before the change or after it.
fn end(lines: &[Line]) -> End {
    let last = |without: Change| {
        let mut runs = lines.last().into_iter().flat_map(|line| &line.runs);
        runs.rfind(|run| run.mark.map(change) != Some(without)).map(|run| run.kind)
    };
    let ends = [last(Change::Inserted), last(Change::Deleted)];
    if ends.contains(&Some(RunKind::Answer)) {
        End::OnRule
    } else if ends.contains(&Some(RunKind::Hole)) {
        End::ToWriteOn
    } else {
        End::Plain
    }
}

/// The words of a text on one line.
pub(super) fn line_words(text: &[Paragraph]) -> String {
    let lines = text.iter().flat_map(|paragraph| &paragraph.lines);
    let words = lines.map(|line| line.runs.iter().map(|run| run.text.as_str()).collect::<String>());
    words.collect::<Vec<_>>().join(" ")
}
