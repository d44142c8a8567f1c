//! Paragraphs: their style, what differs from it, and what hangs in their margin.

use super::body::{Body, Frame, Margin};
use super::runs::{End, Setting};
use crate::render::wording::BY;

/// What a paragraph is like, besides its words.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Manner {
    /// The name of its style.
    pub(super) style: &'static str,
    /// It stays on the page of the next one.
    pub(super) keep: bool,
    /// How its last line goes on.
    pub(super) end: End,
    /// It stands in the middle, where its style does not say so.
    pub(super) centred: bool,
    /// It stands to the right.
    pub(super) right: bool,
}

impl Manner {
    pub(super) fn of(style: &'static str) -> Self {
        Self { style, ..Self::default() }
    }

    pub(super) fn kept(self) -> Self {
        Self { keep: true, ..self }
    }
}

impl Body<'_> {
    /// Begins a paragraph; `stops` are tab stops of its own. One that is written within what went or came does so to its
    /// end, unless what hangs in its margin stays.
    pub(super) fn open_paragraph(&mut self, frame: Frame, manner: Manner, stops: &[u32]) {
        let hanging = std::mem::take(&mut self.hanging);
        let number = hanging.iter().find_map(|piece| match piece.what {
            Margin::Number(list) => Some(list),
            Margin::Label(_) | Margin::Mark(_) | Margin::By => None,
        });
        let change = self.change.filter(|change| hanging.iter().all(|piece| piece.change == Some(*change)));
        let change = change.or(self.end.take());
        self.ends_in_change = change.is_some();
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        self.xml.value("w:pStyle", manner.style);
        if manner.keep || (self.keep && !LONG.contains(&manner.style)) {
            self.xml.empty("w:keepNext", &[]);
        }
        if std::mem::take(&mut self.page) {
            self.xml.empty("w:pageBreakBefore", &[]);
        }
        if let Some(list) = number {
            self.xml.open("w:numPr", &[]);
            self.xml.value("w:ilvl", "0");
            self.xml.value("w:numId", &(list + 1).to_string());
            self.xml.close();
        }
        // The indent of a hanging paragraph is its last tab stop.
        let stops: Vec<u32> = hanging.iter().skip(1).map(|piece| piece.from).chain(stops.iter().copied()).collect();
        if !stops.is_empty() || manner.end != End::Plain {
            self.xml.open("w:tabs", &[]);
            for stop in stops {
                self.xml.empty("w:tab", &[("w:val", "left"), ("w:pos", &stop.to_string())]);
            }
            let edge = [("w:val", "right"), ("w:leader", "underscore"), ("w:pos", &frame.right.to_string())];
            match manner.end {
                End::Plain => {}
                End::OnRule => self.xml.empty("w:tab", &[edge[0], edge[2]]),
                End::ToWriteOn => self.xml.empty("w:tab", &edge),
            }
            self.xml.close();
        }
        let lower = std::mem::take(&mut self.lower);
        match std::mem::take(&mut self.close) {
            true => self.xml.empty("w:spacing", &[("w:before", &lower.to_string())]),
            false if lower > 0 => self.xml.empty("w:spacing", &[("w:before", &(lower + BEFORE).to_string())]),
            false => {}
        }
        let from = hanging.first().map_or(frame.left, |piece| piece.from);
        if frame.left > 0 {
            let (left, hang) = (frame.left.to_string(), (frame.left - from.min(frame.left)).to_string());
            let attributes = [("w:left", left.as_str()), ("w:hanging", hang.as_str())];
            self.xml.empty("w:ind", if from < frame.left { &attributes } else { &attributes[..1] });
        }
        if manner.centred || manner.right {
            self.xml.value("w:jc", if manner.right { "right" } else { "center" });
        }
        if let Some(change) = change {
            self.xml.open("w:rPr", &[]);
            self.changed(change);
            self.xml.close();
        }
        self.xml.close();
        let within = std::mem::take(&mut self.change);
        for piece in hanging {
            self.within(piece.change, |body| {
                match piece.what {
                    // Word writes the number, and the tab after it.
                    Margin::Number(_) => return,
                    Margin::Label(label) => body.line_of(label, Setting::AsWords),
                    Margin::Mark(checked) => body.mark(checked),
                    Margin::By => body.words(BY, None),
                }
                body.tab(false);
            });
        }
        self.change = within;
        self.bare = change.is_some();
        self.open_end = false;
    }

    /// Ends the paragraph that was begun last.
    pub(super) fn close_paragraph(&mut self) {
        // LibreOffice joins what came at an end with what came at the next beginning, and then the paragraphs too.
        if std::mem::take(&mut self.open_end) {
            let change = self.change.take();
            self.words(" ", None);
            self.change = change;
        }
        self.xml.close();
    }

    /// A paragraph without words.
    pub(super) fn empty_paragraph(&mut self, frame: Frame, manner: Manner) {
        self.open_paragraph(frame, manner, &[]);
        self.close_paragraph();
    }

    /// Writes what hangs in the margin on a line of its own, for what follows is no paragraph.
    pub(super) fn flush(&mut self, frame: Frame) {
        if !self.hanging.is_empty() {
            self.empty_paragraph(frame, Manner::of("Item").kept());
        }
    }

    /// What parts a table from another, and ends a cell that may not end otherwise.
    pub(super) fn part(&mut self) {
        if self.bare {
            let change = self.change.take();
            self.empty_paragraph(Frame { left: 0, right: 0, level: 1 }, Manner::of("Between"));
            self.change = change;
        }
    }
}

/// The styles of what may be longer than a page.
const LONG: &[&str] = &["Narrative", "Preformatted"];
/// The room over an answer over a caption, in twips: as in its style.
const BEFORE: u32 = 160;
