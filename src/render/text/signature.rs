//! Signatures.

use std::borrow::Cow;

use super::beside::{GAP, beside};
use super::lines::INLINE_RULE;
use super::page::Page;
use super::printed::{Lines, Printed, rule};
use super::wrap::{hang, wrapped};
use crate::document::{Text, is_hole};
use crate::render::wording::{self, BY, CONFORMED, DATE};

impl<'d> Page<'d> {
    /// Signature and date; a note stands right under the signature, over the name.
    pub(super) fn signature(
        &mut self,
        preamble: &'d Text,
        [date, name, title]: [&'d Text; 3],
        note: &'d Text,
        width: usize,
    ) -> Lines<'d> {
        // Of a signature that went or came, so did the words around it.
        let (open, close) = wording::mark(self.marked);
        let [date_word, by, conformed] = [DATE, BY, CONFORMED.trim_end()].map(|word| format!("{open}{word}{close}"));
        let mut lines = self.text(preamble, width);
        if !lines.is_empty() {
            lines.extend([Printed::empty(), Printed::empty()]);
        }
        let beside_date = width.saturating_sub(GAP) / 2;
        let longest = |text: &Cow<'_, str>| text.split(' ').map(str::len).max().unwrap_or(0);
        let words = [self.line_of(name), self.line_of(title)].iter().map(longest).max().unwrap_or(0);
        let stacked = words + by.len() + 1 + conformed.len() + 1 > beside_date;
        let half = if stacked { width } else { beside_date };
        let inner = half.saturating_sub(by.len() + 1);
        let note = self.text(note, inner).into_iter().map(|line| line.moved(4));
        let signed: Lines<'d> = if is_hole(name) {
            let mut lines = vec![Printed::new(format!("{by} {}", rule(inner)))];
            lines.extend(note);
            lines.extend([Printed::empty(), Printed::rule(inner).moved(4), Printed::rule(inner).moved(4)]);
            lines
        } else {
            let name_lines = self.text(name, inner);
            let conformed = wrapped(format!("{conformed} {}", self.line_of(name)).into(), inner);
            let under = "-".repeat(conformed.iter().map(Printed::len).max().unwrap_or(0));
            let mut lines = hang(&by, conformed, by.len() + 1);
            lines.push(Printed::new(under).moved(4));
            lines.extend(note);
            lines.extend(name_lines.into_iter().map(|line| line.moved(4)));
            lines.extend(self.value(title, inner).into_iter().map(|line| line.moved(4)));
            lines
        };
        let date = if is_hole(date) { rule(INLINE_RULE) } else { self.line_of(date) };
        let date = Printed::new(format!("{date_word} {date}"));
        if stacked {
            lines.extend([date, Printed::empty()]);
            lines.extend(signed);
        } else {
            lines.extend(beside(&[vec![date], signed], &[half, half], &[]));
        }
        lines
    }
}
