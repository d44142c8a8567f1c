//! Answers beside, below and above their labels; narratives.

use super::body::{Body, Frame};
use super::changes::{Change, whole, whole_lines};
use super::paragraph::Manner;
use super::runs::{End, Setting, end_of, line_words};
use super::{changes, measure};
use crate::document::{Line, Placement, Run, Stretch, Text, is_hole, stretches, table_lines, table_width};
use crate::render::spacing::lines_to_write_on;
use crate::render::wording::{DASH, wants_dash};

/// Twips of a blank at the beginning of a line.
const INDENT: u32 = 110;
/// Half points of the type that tables of one width are set in, at most and at least, and the twips that a character of a
/// half point is wide.
const TYPE: (u32, u32) = (19, 8);
const WIDE: u32 = 6;

impl<'d> Body<'d> {
    pub(super) fn answer(
        &mut self,
        label: &'d Text,
        placement: Placement,
        value: &'d Text,
        narrative: bool,
        frame: Frame,
    ) {
        match placement {
            _ if narrative => self.narrative(label, value, frame),
            Placement::Beside => {
                self.open_paragraph(frame, Manner { end: end_of(value), ..Manner::of("AnswerLine") }, &[]);
                self.separated(label);
                if !label.is_empty() {
                    self.words(" ", None);
                }
                self.value(value);
                self.close_paragraph();
            }
            Placement::Below => {
                if !label.is_empty() {
                    self.open_paragraph(frame, Manner::of("Label"), &[]);
                    self.separated(label);
                    self.close_paragraph();
                    self.close = true;
                }
                self.open_paragraph(frame, Manner { end: end_of(value), ..Manner::of("AnswerLine") }, &[]);
                self.value(value);
                self.close_paragraph();
            }
            Placement::Caption => self.captioned(label, value, frame),
        }
    }

    /// A label with what parts it from an answer after it.
    fn separated(&mut self, label: &'d Text) {
        self.line_of(label, Setting::OnRule);
        if wants_dash(&line_words(label)) {
            self.within(whole(label), |body| body.words(DASH.trim_end(), None));
        }
    }

    /// An answer and the rule that it stands on, to the right edge.
    pub(super) fn value(&mut self, value: &'d Text) {
        self.place(value, Change::Deleted, Setting::OnRule);
        let lines: Vec<&Line> = value.iter().flat_map(|paragraph| &paragraph.lines).collect();
        match self.place_of(value) {
            // The rule stays.
            Some(_) => {
                self.lines(&lines, Setting::OnRule, false);
                self.place(value, Change::Inserted, Setting::OnRule);
                self.tab(true);
            }
            None => self.lines(&lines, Setting::OnRule, true),
        }
    }

    /// The place for an answer that came, before it, or for one that went, after it.
    fn place(&mut self, value: &'d Text, wanted: Change, setting: Setting) {
        if let Some((hole, change)) = self.place_of(value).filter(|(_, change)| *change == wanted) {
            self.within(Some(change), |body| body.hole(hole, setting, true));
        }
    }

    /// An answer in a paragraph that stays, whatever happened to the answer.
    pub(super) fn bare_value(&mut self, value: &'d Text) {
        self.place(value, Change::Deleted, Setting::Bare);
        let lines: Vec<&Line> = value.iter().flat_map(|paragraph| &paragraph.lines).collect();
        self.lines(&lines, Setting::Bare, false);
        self.place(value, Change::Inserted, Setting::Bare);
    }

    /// The answer on a rule, its label under it.
    pub(super) fn captioned(&mut self, label: &'d Text, value: &'d Text, frame: Frame) {
        self.flush(frame);
        self.open_paragraph(frame, Manner::of("AnswerOverCaption"), &[]);
        self.bare_value(value);
        self.close_paragraph();
        self.paragraphs(label, Manner::of("Caption"), Setting::Bare, frame);
    }

    /// How many lines an answer over a caption takes.
    pub(super) fn height(value: &Text, room: u32) -> u32 {
        let lines = value.iter().flat_map(|paragraph| &paragraph.lines);
        let words = |line: &Line| line.runs.iter().map(|run| run.text.as_str()).collect::<String>();
        lines.map(|line| measure::lines(&words(line), room).max(1)).sum::<u32>().max(1)
    }

    /// Paragraphs under the words that ask for them.
    fn narrative(&mut self, label: &'d Text, value: &'d Text, frame: Frame) {
        self.paragraphs(label, Manner::of("Label"), Setting::OnRule, frame);
        let hole = value.iter().flat_map(|paragraph| &paragraph.lines).flat_map(|line| &line.runs).next();
        if let Some(hole) = hole.filter(|_| is_hole(value)) {
            self.flush(frame);
            self.lines_to_write_on(hole, frame);
            return;
        }
        let place = self.place_of(value);
        if let Some((hole, Change::Deleted)) = place {
            self.within(Some(Change::Deleted), |body| body.lines_to_write_on(hole, frame));
        }
        for stretch in stretches(value) {
            match stretch {
                Stretch::Paragraph(lines) => {
                    for (index, line) in lines.iter().enumerate() {
                        self.close |= index > 0;
                        let frame = frame.indented(INDENT * u32::try_from(line.indent).unwrap_or(u32::MAX / INDENT));
                        self.within(whole_lines(std::slice::from_ref(line)), |body| {
                            body.end = line.end.map(changes::change);
                            body.open_paragraph(frame, Manner::of("Narrative"), &[]);
                            body.runs(line, Setting::Bare, false);
                            body.close_paragraph();
                        });
                    }
                }
                Stretch::Table(parts) => self.preformatted(&parts, frame),
            }
        }
        if let Some((hole, Change::Inserted)) = place {
            self.within(Some(Change::Inserted), |body| body.lines_to_write_on(hole, frame));
        }
    }

    /// Rules for a narrative, in one content control: what is written replaces them.
    fn lines_to_write_on(&mut self, hole: &Run, frame: Frame) {
        let count = lines_to_write_on(self.document);
        let path = hole.path.as_ref().filter(|_| self.change.is_none());
        if let Some(path) = path {
            self.open_control(path, None);
            self.xml.empty("w:showingPlcHdr", &[]);
            self.control_content();
        }
        for line in 1..=count {
            let manner = Manner { end: End::ToWriteOn, keep: line < count, ..Manner::of("BlankLine") };
            self.open_paragraph(frame, manner, &[]);
            self.tab(false);
            self.close_paragraph();
        }
        if path.is_some() {
            self.close_control();
            self.bare = true;
        }
    }

    /// A table that the writer laid out with blanks, in a type that lets its longest line fit.
    fn preformatted(&mut self, parts: &[&'d [Line]], frame: Frame) {
        let longest = u32::try_from(table_width(parts)).unwrap_or(u32::MAX).max(1);
        let size = (frame.width() / WIDE / longest).clamp(TYPE.1, TYPE.0).to_string();
        let empty = Line::default();
        let mut change = None;
        for (index, line) in table_lines(parts).enumerate() {
            self.close |= index > 0;
            let line = line.unwrap_or(&empty);
            // An empty line went or came with the line before it.
            change = if line.runs.is_empty() { change } else { whole_lines(std::slice::from_ref(line)) };
            self.within(change, |body| {
                body.end = line.end.map(changes::change);
                body.open_paragraph(frame, Manner::of("Preformatted"), &[]);
                if line.indent > 0 {
                    body.words(&" ".repeat(line.indent), None);
                }
                for run in &line.runs {
                    body.within(run.mark.map(changes::change), |body| body.sized_run(&run.text, &size, run.origin));
                }
                body.close_paragraph();
            });
        }
    }
}
