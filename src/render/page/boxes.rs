//! Check boxes: a list, in a group that its label names; each box with its name and its state.

use super::Page;
use crate::document::{Arrangement, BoxChange, CheckBox, Mark, Text};
use crate::render::markup::{NO_BREAK, Place, length, place_of_label};
use crate::render::wording::{CHECKED, EMPTY};

impl Page<'_> {
    pub(super) fn choice(&mut self, label: &Text, arrangement: Arrangement, boxes: &[CheckBox]) {
        let columns = match arrangement {
            Arrangement::Columns(columns) => Some(columns),
            Arrangement::Down | Arrangement::Across => None,
        };
        let place = match (arrangement, place_of_label(label, boxes, columns)) {
            (Arrangement::Down, _) | (_, Place::Above) => "choice",
            (_, Place::Margin) => "choice margin",
            (_, Place::Line) => "choice line",
        };
        let group = !label.is_empty();
        if group {
            let id = self.id();
            self.open("div", place, &[("role", "group"), ("aria-labelledby", &id)]);
            self.out.open("div", &[("class", "before words"), ("id", &id)]);
            self.paragraphs(label, "");
            self.close("div");
        }
        if arrangement == Arrangement::Down {
            self.boxes_down(boxes.iter());
        } else {
            self.boxes_across(boxes, columns);
        }
        if group {
            self.close("div");
        }
        if arrangement != Arrangement::Down {
            for checked in boxes.iter().filter(|checked| !checked.blocks.is_empty()) {
                self.record(&checked.blocks);
            }
        }
    }

    /// Boxes with few words, as many on a line as there is room for, or in columns.
    fn boxes_across(&mut self, boxes: &[CheckBox], columns: Option<usize>) {
        let style = if let Some(columns) = columns {
            format!("--columns:{columns}")
        } else {
            let widest = boxes.iter().map(|checked| length(&checked.text) + length(&checked.more)).max().unwrap_or(0);
            // No box is wider than the narrowest screen.
            let tenths = (widest * 5 + 12).min(150);
            format!("--box:{}.{}em", tenths / 10, tenths % 10)
        };
        let class = if columns.is_some() { "boxes columns" } else { "boxes across" };
        self.open("ul", class, &[("style", &style)]);
        for checked in boxes {
            self.open("li", "", &[]);
            let id = self.id();
            self.mark(checked, &id);
            self.out.open("span", &[("id", &id)]);
            self.line_of(&checked.text);
            if !checked.more.is_empty() {
                self.out.words(" ");
                self.line_of(&checked.more);
            }
            self.out.close("span");
            self.close("li");
        }
        self.close("ul");
    }

    /// Boxes under each other, with their words hanging beside them.
    pub(super) fn boxes_down<'b>(&mut self, boxes: impl Iterator<Item = &'b CheckBox>) {
        self.open("ul", "boxes down", &[]);
        let mut before = false;
        for (index, checked) in boxes.enumerate() {
            // Boxes with words of more than a line stand apart.
            let large = !checked.more.is_empty() || !checked.blocks.is_empty();
            let apart = if index > 0 && (large || before) { "apart" } else { "" };
            let lettered = if checked.more.is_empty() { "" } else { "lettered" };
            before = large;
            self.open("li", format!("{lettered} {apart}").trim(), &[]);
            let id = self.id();
            if checked.more.is_empty() {
                self.mark(checked, &id);
                self.out.open("div", &[("id", &id), ("class", "words")]);
                self.paragraphs(&checked.text, "");
                self.close("div");
            } else {
                let more = self.id();
                self.mark(checked, &format!("{id} {more}"));
                self.out.open("span", &[("id", &id), ("class", "label")]);
                self.line_of(&checked.text);
                self.out.close("span");
                self.out.open("div", &[("id", &more), ("class", "words")]);
                self.paragraphs(&checked.more, "");
                self.close("div");
            }
            if !checked.blocks.is_empty() {
                self.open("div", "words more", &[]);
                self.blocks(&checked.blocks);
                self.close("div");
            }
            self.close("li");
        }
        self.close("ul");
    }

    /// A ballot box; in a redline, before it what it was.
    fn mark(&mut self, checked: &CheckBox, words: &str) {
        match checked.change {
            BoxChange::None => self.marked(self.mark, |page| page.ballot(checked, words)),
            BoxChange::Turned => {
                self.out.open("span", &[("class", "turned")]);
                self.marked(Some(Mark::Gone), |page| page.turned(checked));
                self.out.words(&NO_BREAK.to_string());
                self.marked(Some(Mark::New), |page| page.ballot(checked, words));
                self.out.close("span");
            }
            BoxChange::Marked(mark) => self.marked(Some(mark), |page| page.ballot(checked, words)),
        }
        self.out.words(" ");
    }

    /// What a box was before it was turned.
    fn turned(&mut self, checked: &CheckBox) {
        let (mark, state) = if checked.checked { (EMPTY, "was not checked") } else { (CHECKED, "was checked") };
        self.out.open("span", &[("class", "box"), ("role", "img"), ("aria-label", state)]);
        self.out.words(mark);
        self.out.close("span");
    }

    /// Nobody can change a box, but it has a name and a state.
    fn ballot(&mut self, checked: &CheckBox, words: &str) {
        let place = self.place_of_box(checked);
        let (mark, state) = if checked.checked { (CHECKED, "true") } else { (EMPTY, "false") };
        let key = checked.key.as_deref().map(|key| ("data-key", key));
        let attributes = [
            ("class", "box"),
            ("role", "checkbox"),
            ("aria-checked", state),
            ("aria-readonly", "true"),
            ("aria-labelledby", words),
        ];
        let attributes: Vec<_> = attributes.into_iter().chain(place.attributes()).chain(key).collect();
        self.out.open("span", &attributes);
        self.out.words(mark);
        self.out.close("span");
    }
}
