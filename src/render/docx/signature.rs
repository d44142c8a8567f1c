//! Signatures.

use super::body::{Body, Frame, Hanging, Margin};
use super::paragraph::Manner;
use super::runs::Setting;
use super::tables::Cell;
use crate::document::{Text, is_hole};
use crate::render::wording::{CONFORMED, DATE};

/// What `By:` hangs in.
const BY_WIDTH: u32 = 420;
/// Between the date and the signature.
const GUTTER: u32 = 480;

impl<'d> Body<'d> {
    /// The date to the left, the signature to the right; a note stands right under the signature, over the name.
    pub(super) fn signature(
        &mut self,
        preamble: &'d Text,
        [date, name, title]: [&'d Text; 3],
        note: &'d Text,
        frame: Frame,
    ) {
        self.paragraphs(preamble, Manner::of("BodyText").kept(), Setting::OnRule, frame);
        let left = frame.width() * 9 / 20;
        let right = frame.width() - left;
        self.open_layout(frame, &[left, right]);
        self.open_row(false);
        self.open_cell(Cell { width: left, gutter: GUTTER, low: false });
        self.signed_line(Frame { left: 0, right: left - GUTTER, ..frame }, true, |this| {
            this.words(DATE, None);
            this.words(" ", None);
            this.value(date);
        });
        self.close_cell();
        self.open_cell(Cell { width: right, gutter: 0, low: false });
        let inner = Frame { left: BY_WIDTH, right, ..frame };
        self.hanging.push(Hanging { from: 0, what: Margin::By });
        self.signed_line(inner, true, |this| {
            if !is_hole(name) {
                this.words(CONFORMED, Some("AnswerOnRule"));
            }
            this.value(name);
        });
        self.close = true;
        self.paragraphs(note, Manner::of("Note").kept(), Setting::OnRule, inner);
        for (text, keep) in [(name, true), (title, false)] {
            self.close = !is_hole(text);
            let hole = is_hole(text);
            self.signed_line(inner, keep && !hole, |this| {
                if hole {
                    this.value(text);
                } else {
                    this.line_of(text);
                }
            });
        }
        self.close_cell();
        self.xml.close();
        self.close_table();
    }

    fn signed_line(&mut self, frame: Frame, keep: bool, words: impl FnOnce(&mut Self)) {
        self.open_paragraph(frame, Manner { ruled: true, keep, ..Manner::of("Signature") }, &[]);
        words(self);
        self.close_paragraph();
    }
}
