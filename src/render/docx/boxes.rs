//! Check boxes: across, down, in columns.

use super::blocks::{GAP, HANG};
use super::body::{Body, Frame, Margin};
use super::changes::{Change, change};
use super::measure;
use super::paragraph::Manner;
use super::runs::{Setting, end_of};
use crate::document::{Arrangement, BoxChange, CheckBox, Text};
use crate::render::wording::{CHECKED, EMPTY};

/// Between boxes side by side; in a redline there is room in it for what a box was.
const BETWEEN: u32 = 330;
/// The font that has both, on every system that Word runs on.
const FONT: &str = "MS Gothic";

impl<'d> Body<'d> {
    pub(super) fn choice(&mut self, label: &'d Text, arrangement: Arrangement, boxes: &'d [CheckBox], frame: Frame) {
        let columns = match arrangement {
            Arrangement::Down => {
                self.paragraphs(label, Manner::of("Label"), Setting::OnRule, frame);
                let mut before = !label.is_empty();
                for (index, checked) in boxes.iter().enumerate() {
                    // Boxes with words of more than a line stand apart.
                    let apart = !checked.more.is_empty() || !checked.blocks.is_empty();
                    self.close |= index > 0 && !(apart || before);
                    before = apart;
                    self.check_box(checked, frame);
                }
                return;
            }
            Arrangement::Across => boxes.len(),
            Arrangement::Columns(columns) => columns,
        };
        let wide = measure::of(label);
        let short = !label.is_empty() && wide < frame.width() / 3;
        let inner = if short { frame.indented(wide + GAP) } else { frame };
        let stops = stops(boxes, columns, inner.width());
        let columns = stops.len() + 1;
        let end = stops.last().copied().unwrap_or(0) + column_width(boxes, columns, columns - 1);
        let beside = !short && boxes.len() <= columns && wide + BETWEEN + end <= frame.width() && !label.is_empty();
        if short {
            self.hang(frame.left, Margin::Label(label));
        } else if !beside && !label.is_empty() {
            self.paragraphs(label, Manner::of("Label"), Setting::OnRule, frame);
            self.close = true;
        }
        let left = if beside { frame.left + wide + BETWEEN } else { inner.left };
        let mut all: Vec<u32> = if beside { vec![left] } else { Vec::new() };
        all.extend(stops.iter().map(|stop| left + stop));
        let rows = boxes.chunks(columns);
        let count = rows.len();
        for (index, row) in rows.enumerate() {
            self.close |= index > 0;
            let manner = Manner { keep: index + 1 < count, ..Manner::of("CheckBoxes") };
            // A line goes with the last of its boxes, unless the label stands on it.
            let all_of = if beside { None } else { all_changed(row) };
            self.within(all_of, |body| {
                body.open_paragraph(inner, manner, &all);
                if beside {
                    body.line_of(label, Setting::OnRule);
                    body.tab(false);
                }
                for (index, checked) in row.iter().enumerate() {
                    if index > 0 {
                        let (before, _) = row.split_at(index);
                        let parted = box_change(checked).or_else(|| all_changed(before));
                        body.within(parted, |body| body.tab(false));
                    }
                    body.within(box_change(checked), |body| body.short_box(checked));
                }
                body.close_paragraph();
            });
        }
        for checked in boxes {
            self.within(box_change(checked), |body| body.blocks(&checked.blocks, frame));
        }
    }

    /// A box and its words on a line.
    fn short_box(&mut self, checked: &'d CheckBox) {
        self.mark(checked);
        for words in [&checked.text, &checked.more] {
            if !words.is_empty() {
                self.words(" ", None);
                self.line_of(words, Setting::OnRule);
            }
        }
    }

    /// A box with its words hanging beside it.
    pub(super) fn check_box(&mut self, checked: &'d CheckBox, frame: Frame) {
        self.within(box_change(checked), |body| body.hanging_box(checked, frame));
    }

    /// The room that a box hangs in; in a redline, there is room for what it was.
    pub(super) fn mark_room(&self) -> u32 {
        GAP + if self.reviser.is_some() { 2 * measure::MARK } else { measure::MARK }
    }

    fn hanging_box(&mut self, checked: &'d CheckBox, frame: Frame) {
        self.hang(frame.left, Margin::Mark(checked));
        let frame = frame.indented(self.mark_room());
        let (words, inner) = if checked.more.is_empty() {
            (&checked.text, frame)
        } else {
            self.hang(frame.left, Margin::Label(&checked.text));
            (&checked.more, frame.indented(HANG.max(measure::of(&checked.text).saturating_add(GAP))))
        };
        self.paragraphs(words, Manner { end: end_of(words), ..Manner::of("CheckBoxes") }, Setting::OnRule, inner);
        self.flush(inner);
        self.blocks(&checked.blocks, frame);
    }

    /// The box itself, a content control that is called after its answer and its key. One that went, came or was turned is
    /// a plain character: a control would keep its state whatever is accepted.
    pub(super) fn mark(&mut self, checked: &CheckBox) {
        if checked.change == BoxChange::Turned && self.change.is_none() {
            self.within(Some(Change::Deleted), |body| body.symbol(!checked.checked));
            self.within(Some(Change::Inserted), |body| body.symbol(checked.checked));
            return;
        }
        if self.change.is_some() {
            self.symbol(checked.checked);
            return;
        }
        let name = match &checked.key {
            Some(key) => format!("{}: {key}", checked.path),
            None => checked.path.to_string(),
        };
        let state = if checked.checked { "1" } else { "0" };
        self.open_control(&name, None);
        self.xml.open("w14:checkbox", &[]);
        self.xml.empty("w14:checked", &[("w14:val", state)]);
        self.xml.empty("w14:checkedState", &[("w14:val", &code(CHECKED)), ("w14:font", FONT)]);
        self.xml.empty("w14:uncheckedState", &[("w14:val", &code(EMPTY)), ("w14:font", FONT)]);
        self.xml.close();
        self.control_content();
        self.symbol(checked.checked);
        self.close_control();
    }

    fn symbol(&mut self, checked: bool) {
        self.in_run(|body| {
            body.xml.open("w:rPr", &[]);
            let fonts = [("w:ascii", FONT), ("w:hAnsi", FONT), ("w:eastAsia", FONT), ("w:hint", "eastAsia")];
            body.xml.empty("w:rFonts", &fonts);
            body.xml.close();
            body.xml.open(body.text_element(), &[]);
            body.xml.text(if checked { CHECKED } else { EMPTY });
            body.xml.close();
        });
    }
}

/// A character's number, as Word writes it.
fn code(character: &str) -> String {
    format!("{:04X}", character.chars().next().map_or(0, u32::from))
}

/// What happened to a box, its words included.
fn box_change(checked: &CheckBox) -> Option<Change> {
    match checked.change {
        BoxChange::Marked(mark) => Some(change(mark)),
        BoxChange::None | BoxChange::Turned => None,
    }
}

/// What happened to all of some boxes.
fn all_changed(boxes: &[CheckBox]) -> Option<Change> {
    let first = box_change(boxes.first()?)?;
    boxes.iter().all(|checked| box_change(checked) == Some(first)).then_some(first)
}

/// Where the columns after the first begin: as many as asked for, or fewer, where they do not fit.
fn stops(boxes: &[CheckBox], columns: usize, room: u32) -> Vec<u32> {
    for columns in (2..=columns).rev() {
        let mut at = 0;
        let mut stops = Vec::new();
        for column in 1..columns {
            at += column_width(boxes, columns, column - 1) + BETWEEN;
            stops.push(at);
        }
        if at + column_width(boxes, columns, columns - 1) <= room {
            return stops;
        }
    }
    Vec::new()
}

/// The width of the widest box of a column.
fn column_width(boxes: &[CheckBox], columns: usize, column: usize) -> u32 {
    boxes.iter().skip(column).step_by(columns.max(1)).map(box_width).max().unwrap_or(0)
}

fn box_width(checked: &CheckBox) -> u32 {
    let words = [&checked.text, &checked.more].into_iter().filter(|words| !words.is_empty());
    words.map(|words| measure::of(words).saturating_add(measure::width(" "))).fold(measure::MARK, u32::saturating_add)
}
