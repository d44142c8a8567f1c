//! Signatures.

use std::borrow::Cow;

use super::beside::{GAP, beside};
use super::lines::INLINE_RULE;
use super::page::Page;
use super::printed::{Lines, Printed, rule};
use super::wrap::{hang, wrapped};
use crate::document::{Text, is_hole};
use crate::render::wording::{self, BY, CONFORMED, DATE};

/// How far what stands under a signature is moved to the right.
const UNDER: usize = 4;

impl<'d> Page<'d> {
    /// Signature and date; a note stands right under the signature, over the name.
    pub(super) fn signature(
        &mut self,
        preamble: &'d Text,
        [date, name, title]: [&'d Text; 3],
        note: &'d Text,
        width: usize,
        out: &mut Lines<'d>,
    ) {
        // Of a signature that went or came, so did the words around it.
        let (open, close) = wording::mark(self.marked);
        let marked = |word: &'static str| -> Cow<'static, str> {
            if self.marked.is_some() { [open, word, close].concat().into() } else { word.into() }
        };
        let [date_word, by, conformed] = [DATE, BY, CONFORMED.trim_end()].map(marked);
        let from = out.len();
        self.text(preamble, width, out);
        if out.len() > from {
            out.extend([Printed::empty(), Printed::empty()]);
        }
        let beside_date = width.saturating_sub(GAP) / 2;
        let longest = |text: &Cow<'_, str>| text.split(' ').map(str::len).max().unwrap_or(0);
        let words = [self.line_of(name), self.line_of(title)].iter().map(longest).max().unwrap_or(0);
        let stacked = words + by.len() + 1 + conformed.len() + 1 > beside_date;
        let half = if stacked { width } else { beside_date };
        let inner = half.saturating_sub(by.len() + 1);
        let mut signed = Vec::new();
        if is_hole(name) {
            signed.push(Printed::new([&*by, " ", &*rule(inner)].concat()));
            self.text(note, inner, &mut signed);
            signed.extend([Printed::empty(), Printed::rule(inner), Printed::rule(inner)]);
            signed.iter_mut().skip(1).for_each(|line| line.shift(UNDER));
        } else {
            wrapped([&*conformed, " ", &*self.line_of(name)].concat().into(), inner, &mut signed);
            let under = "-".repeat(signed.iter().map(Printed::len).max().unwrap_or(0));
            let indent = by.len() + 1;
            hang(by, &mut signed, 0, indent);
            let head = signed.len();
            signed.push(Printed::new(under));
            self.text(note, inner, &mut signed);
            self.text(name, inner, &mut signed);
            self.value(title, inner, &mut signed);
            signed.iter_mut().skip(head).for_each(|line| line.shift(UNDER));
        }
        let date = if is_hole(date) { rule(INLINE_RULE) } else { self.line_of(date) };
        let date = Printed::new([&*date_word, " ", &*date].concat());
        if stacked {
            out.extend([date, Printed::empty()]);
            out.extend(signed);
        } else {
            beside(&[vec![date], signed], &[half, half], &[], out);
        }
    }
}
