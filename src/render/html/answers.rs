//! Answers beside, below and above their labels. An answer stands on a rule where the blank form has one.

use super::Html;
use super::inline::Answers;
use super::style::{BREAKS, CUT_OFF, RULE, SMALL, Space, WHOLE};
use crate::document::{Text, is_hole};
use crate::render::markup::{Held, breaks, length, of_both, room_for};
use crate::render::spacing::lines_to_write_on;
use crate::render::wording::{DASH, wants_dash};

/// A label up to this long stands on one line.
const SHORT_LABEL: usize = 40;

impl Html<'_> {
    /// A label, with what parts it from the answer after it.
    fn separated(&mut self, label: &Text) {
        self.line_of(label, Answers::Underlined);
        if let Some(Held(mark)) = of_both(|side| wants_dash(&side.words(label))) {
            self.said(DASH.trim_end(), mark);
        }
    }

    /// The answer on a rule that begins where its label ends.
    pub(super) fn beside(&mut self, label: &Text, value: &Text) {
        if label.is_empty() {
            return self.value(value, "");
        }
        if self.in_cell {
            self.open("p", RULE);
            self.separated(label);
            self.out.words(" ");
            self.filled(value);
            self.close("p");
            return;
        }
        if length(label) > SHORT_LABEL {
            return self.after(label, value);
        }
        self.open_table("");
        let style = "padding:2pt 4pt 0 0;white-space:nowrap";
        self.out.open("td", &[("valign", "baseline"), ("nowrap", "nowrap"), ("style", style)]);
        self.separated(label);
        self.close("td");
        let style = format!("padding:2pt 0 0;{RULE}{}", if breaks(value) { BREAKS } else { "" });
        self.out.open("td", &[("width", "100%"), ("valign", "baseline"), ("style", style.trim_end_matches(';'))]);
        self.filled(value);
        self.close("td");
        self.close_table();
    }

    /// An answer at the end of a label of several lines.
    fn after(&mut self, label: &Text, value: &Text) {
        let room = room_for(value);
        self.open("p", if room.is_some() { CUT_OFF } else { "" });
        self.separated(label);
        self.out.words(" ");
        match room {
            Some(room) => self.rest_of_line(room, |html| html.filled(value)),
            None => self.line_of(value, Answers::Underlined),
        }
        self.close("p");
    }

    /// An answer, or the room for one, on a rule that is there already.
    pub(super) fn filled(&mut self, value: &Text) {
        if is_hole(value) {
            self.out.words("\u{a0}");
        } else {
            self.line_of(value, Answers::Plain);
        }
    }

    /// An answer on a rule of its own.
    pub(super) fn value(&mut self, value: &Text, style: &str) {
        self.open("p", &format!("{style}{RULE}"));
        self.filled(value);
        self.close("p");
    }

    /// The answer under its label.
    pub(super) fn below(&mut self, label: &Text, value: &Text) {
        self.open("p", "page-break-after:avoid");
        self.separated(label);
        self.close("p");
        self.space = Space::Little;
        self.value(value, "");
    }

    /// The answer on a rule, its caption under it.
    pub(super) fn captioned(&mut self, label: &Text, value: &Text) {
        self.open("div", &format!("{WHOLE}text-align:center"));
        self.value(value, "");
        self.paragraphs(label, SMALL, Answers::Underlined);
        self.close("div");
    }

    /// Paragraphs under the words that ask for them.
    pub(super) fn narrative(&mut self, label: &Text, value: &Text) {
        if !label.is_empty() {
            self.paragraphs(label, "", Answers::Underlined);
            self.space = Space::Line;
        }
        if is_hole(value) {
            self.writing_lines(lines_to_write_on(self.document));
        } else {
            self.paragraphs(value, "", Answers::Plain);
        }
    }
}
