//! Signatures.

use super::body::{Body, Frame, Margin};
use super::changes::whole;
use super::paragraph::Manner;
use super::runs::{Setting, end_of};
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
        let signed = |text| Manner { keep: true, end: end_of(text), ..Manner::of("Signature") };
        self.open_paragraph(Frame { left: 0, right: left - GUTTER, ..frame }, signed(date), &[]);
        self.words(DATE, None);
        self.words(" ", None);
        self.value(date);
        self.close_paragraph();
        self.close_cell();
        self.open_cell(Cell { width: right, gutter: 0, low: false });
        let inner = Frame { left: BY_WIDTH, right, ..frame };
        self.hang(0, Margin::By);
        self.open_paragraph(inner, signed(name), &[]);
        if !is_hole(name) {
            self.within(whole(name), |body| body.words(CONFORMED, Some("AnswerOnRule")));
        }
        self.value(name);
        self.close_paragraph();
        self.close = true;
        self.paragraphs(note, Manner::of("Note").kept(), Setting::OnRule, inner);
        for (text, last) in [(name, false), (title, true)] {
            let hole = is_hole(text) || self.place_of(text).is_some();
            self.close = !hole;
            self.open_paragraph(inner, Manner { keep: !last, ..signed(text) }, &[]);
            if hole {
                self.value(text);
            } else {
                self.line_of(text, Setting::Bare);
            }
            self.close_paragraph();
        }
        self.close_cell();
        self.xml.close();
        self.close_table();
    }
}
