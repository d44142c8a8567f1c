//! Check boxes: across, down, in columns.

use super::Html;
use super::inline::Answers;
use super::style::Space;
use crate::document::{Arrangement, BoxChange, CheckBox, Mark, Text};
use crate::render::markup::{NO_BREAK, Place, any_turned, length, place_of_label};
use crate::render::wording::{CHECKED, EMPTY};

/// The room of a ballot box, in characters.
const BOX: usize = 3;
/// The room of a box that was turned, as it was and as it is.
const TWO_BOXES: usize = 6;

impl Html<'_> {
    pub(super) fn choice(&mut self, label: &Text, arrangement: Arrangement, boxes: &[CheckBox]) {
        let columns = match arrangement {
            Arrangement::Down => {
                if !label.is_empty() {
                    self.paragraphs(label, "page-break-after:avoid;", Answers::Underlined);
                    self.space = Space::Line;
                }
                return self.hanging_boxes(boxes);
            }
            Arrangement::Across => None,
            Arrangement::Columns(columns) => Some(columns),
        };
        match place_of_label(label, boxes, columns) {
            Place::Margin => self.hang("", label, |html| html.short_boxes(boxes, columns)),
            Place::Line => {
                self.open("p", "");
                self.line_of(label, Answers::Underlined);
                self.out.words("\u{a0} ");
                self.boxes_in_line(boxes);
                self.close("p");
            }
            Place::Above => {
                if !label.is_empty() {
                    self.paragraphs(label, "page-break-after:avoid;", Answers::Underlined);
                    self.space = Space::Little;
                }
                self.short_boxes(boxes, columns);
            }
        }
        for checked in boxes.iter().filter(|checked| !checked.blocks.is_empty()) {
            self.space = Space::Line;
            self.blocks(&checked.blocks);
        }
    }

    /// Boxes with few words, on lines that a browser breaks or in columns.
    fn short_boxes(&mut self, boxes: &[CheckBox], columns: Option<usize>) {
        let Some(columns) = columns.filter(|columns| *columns > 0 && !self.in_cell) else {
            self.open("p", "");
            self.boxes_in_line(boxes);
            self.close("p");
            return;
        };
        self.open_table("");
        let width = format!("{}%", 100 / columns);
        for (index, row) in boxes.chunks(columns).enumerate() {
            if index > 0 {
                self.out.close("tr");
                self.out.open("tr", &[]);
            }
            for checked in row {
                let style = "padding:0 8pt 2pt 0";
                self.out.open("td", &[("width", &width), ("valign", "top"), ("style", style)]);
                self.short_box(checked);
                self.close("td");
            }
            for _ in row.len()..columns {
                self.out.open("td", &[("width", &width)]);
                self.close("td");
            }
        }
        self.close_table();
    }

    /// Boxes after each other, each as wide as the widest, so that they stand under each other.
    fn boxes_in_line(&mut self, boxes: &[CheckBox]) {
        let widest = boxes.iter().map(|checked| length(&checked.text) + length(&checked.more)).max().unwrap_or(0);
        // No box is wider than the narrowest screen.
        let tenths = if self.in_cell { 0 } else { (widest * 5 + 12).min(150) };
        let style = format!("display:inline-block;min-width:{}.{}em;margin-right:0.4em", tenths / 10, tenths % 10);
        for (index, checked) in boxes.iter().enumerate() {
            if index > 0 {
                self.out.words(" ");
            }
            self.out.open("font", &[("style", &style)]);
            self.short_box(checked);
            self.close("font");
        }
    }

    /// A box and its words.
    fn short_box(&mut self, checked: &CheckBox) {
        self.mark(checked);
        self.out.words(&NO_BREAK.to_string());
        self.line_of(&checked.text, Answers::Underlined);
        if !checked.more.is_empty() {
            self.out.words(" ");
            self.line_of(&checked.more, Answers::Underlined);
        }
    }

    /// A ballot box; in a redline, before it what it was.
    fn mark(&mut self, checked: &CheckBox) {
        match checked.change {
            BoxChange::None => self.ballot(checked.checked, self.mark),
            BoxChange::Turned => {
                self.ballot(!checked.checked, Some(Mark::Gone));
                self.out.words(&NO_BREAK.to_string());
                self.ballot(checked.checked, Some(Mark::New));
            }
            BoxChange::Marked(mark) => self.ballot(checked.checked, Some(mark)),
        }
    }

    /// What a box says in words stands by, for those who cannot see it.
    fn ballot(&mut self, checked: bool, mark: Option<Mark>) {
        self.marked(mark, |html| html.plain_ballot(checked));
    }

    fn plain_ballot(&mut self, checked: bool) {
        let (mark, title) = if checked { (CHECKED, "checked") } else { (EMPTY, "not checked") };
        self.out.open("font", &[("title", title)]);
        self.out.words(mark);
        self.close("font");
    }

    /// Boxes under each other, with their words hanging beside them.
    pub(super) fn hanging_boxes(&mut self, boxes: &[CheckBox]) {
        self.open("dl", "");
        let wide = if any_turned(boxes) { TWO_BOXES } else { BOX };
        let mut before = false;
        for (index, checked) in boxes.iter().enumerate() {
            // Boxes with words of more than a line stand apart.
            let apart = !checked.more.is_empty() || !checked.blocks.is_empty();
            if index > 0 {
                self.space = if apart || before { Space::Line } else { Space::Little };
            }
            before = apart;
            // Under the box before, whatever stands beside that.
            let style = if index > 0 { "clear:left;" } else { "" };
            self.term(style, wide, |html| html.mark(checked), |html| html.words_of_box(checked));
        }
        self.close("dl");
    }

    fn words_of_box(&mut self, checked: &CheckBox) {
        if checked.more.is_empty() {
            self.paragraphs(&checked.text, "", Answers::Underlined);
        } else {
            self.hang("", &checked.text, |html| html.paragraphs(&checked.more, "", Answers::Underlined));
        }
        if !checked.blocks.is_empty() {
            self.space = Space::Line;
            self.blocks(&checked.blocks);
        }
    }
}
