//! Answers beside, below and above their labels. An answer stands on a rule where the blank form has one.

use super::Page;
use crate::document::{Text, is_hole};
use crate::render::markup::{Held, breaks, length, of_both, room_for};
use crate::render::spacing::lines_to_write_on;
use crate::render::wording::{DASH, wants_dash};

/// A label up to this long stands beside its answer; one of several lines before it.
const SHORT_LABEL: usize = 40;

impl Page<'_> {
    /// A label, with what parts it from the answer after it.
    fn separated(&mut self, label: &Text) {
        self.line_of(label);
        if let Some(Held(mark)) = of_both(|side| wants_dash(&side.words(label))) {
            self.said(DASH.trim_end(), mark);
        }
    }

    /// The answer on a rule that begins where its label ends.
    pub(super) fn beside(&mut self, label: &Text, value: &Text) {
        if label.is_empty() {
            return self.answer("p", "value", value, |page| page.line_of(value));
        }
        let room = if length(label) > SHORT_LABEL { room_for(value) } else { None };
        self.open("p", if room.is_some() { "after" } else { "beside" }, &[]);
        self.out.open("span", &[("class", "label")]);
        self.separated(label);
        self.out.close("span");
        self.out.words(" ");
        match room {
            Some(room) => self.rest_of_line(room, |page| page.line_of(value)),
            None => self.value("span", value),
        }
        self.close("p");
    }

    /// An answer on a rule of its own.
    pub(super) fn value(&mut self, name: &str, value: &Text) {
        let classes = if breaks(value) { "value breaks" } else { "value" };
        self.answer(name, classes, value, |page| page.line_of(value));
    }

    /// The answer under its label.
    pub(super) fn below(&mut self, label: &Text, value: &Text) {
        self.open("p", "before", &[]);
        self.separated(label);
        self.close("p");
        self.close = true;
        self.value("p", value);
    }

    /// The answer on a rule, its caption under it.
    pub(super) fn captioned(&mut self, classes: &str, label: &Text, value: &Text) {
        self.open("div", classes, &[]);
        self.value("p", value);
        self.out.open("div", &[("class", "caption")]);
        self.paragraphs(label, "");
        self.close("div");
        self.close("div");
    }

    /// Paragraphs under the words that ask for them.
    pub(super) fn narrative(&mut self, label: &Text, value: &Text) {
        self.paragraphs(label, "before");
        let place = self.place(value);
        if is_hole(value) {
            let hole = [("role", "img"), ("aria-label", "blank")];
            let attributes: Vec<_> = hole.into_iter().chain(place.attributes()).collect();
            self.lines("lines", &attributes, lines_to_write_on(self.document));
        } else {
            self.open("div", "narrative", &place.attributes().collect::<Vec<_>>());
            self.inside(value, |page| page.paragraphs(value, ""));
            self.close("div");
        }
    }

    /// Rules to write on.
    pub(super) fn lines(&mut self, class: &str, attributes: &[(&str, &str)], count: usize) {
        self.open("div", class, attributes);
        for _ in 0..count {
            self.out.open("div", &[]);
            self.close("div");
        }
        self.close("div");
    }
}
