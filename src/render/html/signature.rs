//! Signatures.

use super::Html;
use super::inline::Answers;
use super::style::{BREAKS, RULE, SMALL, Space, WHOLE};
use crate::document::{Text, is_hole};
use crate::render::markup::{Held, of_both};
use crate::render::wording::{BY, CONFORMED, DATE};

impl Html<'_> {
    /// Date and signature; a note stands right under the signature, over the name.
    pub(super) fn signature(&mut self, preamble: &Text, [date, name, title]: [&Text; 3], note: &Text) {
        if !preamble.is_empty() {
            self.paragraphs(preamble, "page-break-after:avoid;", Answers::Underlined);
            self.space = Space::Wide;
        }
        if self.in_cell {
            self.open("p", "");
            self.date(date);
            self.close("p");
            self.space = Space::Line;
            self.open("p", RULE);
            self.said(BY, None);
            self.out.words(" ");
            self.signed(name);
            self.close("p");
            self.under_signature(name, title, note);
            return;
        }
        self.open_table(WHOLE);
        self.out.open("td", &[("width", "48%"), ("valign", "top")]);
        self.date(date);
        self.close("td");
        self.out.open("td", &[("valign", "top"), ("style", "padding:0 4pt 0 0")]);
        self.said(BY, None);
        self.close("td");
        self.out.open("td", &[("width", "48%"), ("valign", "top"), ("style", BREAKS.trim_end_matches(';'))]);
        self.open("p", RULE);
        self.signed(name);
        self.close("p");
        self.under_signature(name, title, note);
        self.close("td");
        self.close_table();
    }

    fn date(&mut self, date: &Text) {
        self.said(DATE, None);
        self.out.words(" ");
        let style = "display:inline-block;min-width:11em;border-bottom:1px solid #000000";
        self.out.open("font", &[("style", style)]);
        self.filled(date);
        self.close("font");
    }

    fn signed(&mut self, name: &Text) {
        if is_hole(name) {
            self.out.words("\u{a0}");
        } else {
            if let Some(Held(mark)) = of_both(|side| !side.words(name).is_empty()) {
                self.said(CONFORMED, mark);
            }
            self.line_of(name, Answers::Plain);
        }
    }

    fn under_signature(&mut self, name: &Text, title: &Text, note: &Text) {
        if !note.is_empty() {
            self.paragraphs(note, SMALL, Answers::Underlined);
        }
        if is_hole(name) {
            self.space = Space::Line;
            return self.writing_lines(2);
        }
        self.space = Space::None;
        self.open("p", "");
        self.line_of(name, Answers::Plain);
        self.close("p");
        if is_hole(title) {
            self.writing_lines(1);
        } else {
            self.open("p", "");
            self.line_of(title, Answers::Plain);
            self.close("p");
        }
    }
}
