//! Signatures.

use super::inline::{Piece, width};
use super::layout::{Frame, Layout, Manner};
use super::lines::{put, set_lines};
use super::strip::{Strip, beside, hold_next};
use super::style::{BEFORE_SIGNATURE, BODY, FIELD, GAP, HAIRLINE, INSET, SMALL, SPACE};
use super::tags::{Role, TagId};
use crate::document::{Text, is_hole};
use crate::render::wording::{BY, CONFORMED, DATE};

/// The rule for a date.
const DATE_RULE: f32 = 150.0;

impl Layout<'_> {
    /// The date to the left, the signature to the right; a note stands right under the signature, over the name. All of it
    /// stays on one page, with what is signed.
    pub(super) fn signature(
        &mut self,
        preamble: &Text,
        [date, name, title]: [&Text; 3],
        note: &Text,
        frame: Frame,
    ) -> Vec<Strip> {
        self.tags.open(Role::Group);
        let mut out = self.text(preamble, frame, BODY, Manner::Ruled);
        let half = (frame.width - GAP) / 2.0;
        let left = Frame { x: frame.x, width: half };
        let right = Frame { x: frame.x + half + GAP, width: half };

        let tag = self.tags.add(Role::Paragraph);
        let words = if is_hole(date) { Vec::new() } else { self.line_of(date, FIELD, false) };
        let dated = self.signed(DATE, words, Frame { width: DATE_RULE.min(half), ..left }, left, tag);

        let tag = self.tags.add(Role::Paragraph);
        let mut words = Vec::new();
        if !is_hole(name) {
            words = self.added(CONFORMED, FIELD);
            words.extend(self.line_of(name, FIELD, false));
        }
        let mut signed = self.signed(BY, words, right, right, tag);
        let by = self.added(BY, FIELD);
        let inner = right.inset(width(&by) + self.blank(FIELD, false).width());
        signed.extend(self.text(note, inner, SMALL, Manner::Left));
        let mut typed = self.value(name, inner, FIELD);
        if let Some(first) = typed.first_mut() {
            first.space = SPACE;
        }
        signed.extend(typed);
        signed.extend(self.value(title, inner, FIELD));
        self.tags.close();

        let mut signed = beside(vec![dated, signed]);
        if let Some(first) = signed.first_mut() {
            first.space = BEFORE_SIGNATURE;
        }
        for strip in &mut out {
            strip.keep = true;
        }
        hold_next(&mut out);
        out.extend(signed);
        out
    }

    /// A word and what is written after it, on a rule that ends where `ruled` does.
    fn signed(&mut self, before: &str, words: Vec<Piece>, ruled: Frame, frame: Frame, tag: TagId) -> Vec<Strip> {
        let mut label = self.added(before, FIELD);
        label.push(self.blank(FIELD, false));
        let taken: f32 = label.iter().map(|piece| piece.width()).sum();
        let inner = Frame { x: frame.x + taken, width: frame.width - taken };
        let written = inner.inset(INSET);
        let lines = self.broken(words, FIELD, written.width);
        let mut strips = set_lines(&lines, written, FIELD, false, tag, false);
        let end = lines.iter().map(|line| written.x + width(line)).fold(ruled.end(), f32::max);
        for strip in &mut strips {
            strip.rule(FIELD, inner.x, end, HAIRLINE);
        }
        if let Some(first) = strips.first_mut() {
            let mut line = Strip::line(FIELD);
            put(&mut line, &label, frame.x, FIELD, tag, None);
            first.join(line, FIELD);
        }
        strips
    }
}
