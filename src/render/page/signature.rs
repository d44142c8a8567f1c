//! Signatures.

use super::Page;
use crate::document::{Text, is_hole};
use crate::render::markup::{Held, of_both};
use crate::render::wording::{BY, CONFORMED, DATE};

impl Page<'_> {
    /// Date and signature; a note stands right under the signature, over the name.
    pub(super) fn signature(&mut self, preamble: &Text, [date, name, title]: [&Text; 3], note: &Text) {
        self.paragraphs(preamble, "before");
        self.open("div", "signature", &[]);
        self.out.open("p", &[("class", "date")]);
        self.out.open("span", &[]);
        self.said(DATE, None);
        self.out.close("span");
        self.out.words(" ");
        self.value("span", date);
        self.close("p");
        self.out.open("div", &[]);
        self.out.open("p", &[("class", "by")]);
        self.out.open("span", &[]);
        self.said(BY, None);
        self.out.close("span");
        self.out.words(" ");
        self.answer("span", "value breaks", name, |page| {
            if let Some(Held(mark)) = of_both(|side| !side.words(name).is_empty()) {
                page.said(CONFORMED, mark);
            }
            page.line_of(name);
        });
        self.close("p");
        self.out.open("div", &[("class", "under")]);
        self.paragraphs(note, "note");
        if is_hole(name) {
            self.lines("lines", &[], 2);
        } else {
            self.answer("p", "breaks", name, |page| page.line_of(name));
            if is_hole(title) {
                self.value("p", title);
            } else {
                self.answer("p", "breaks", title, |page| page.line_of(title));
            }
        }
        self.close("div");
        self.close("div");
        self.close("div");
    }
}
