//! Signatures.

use super::beside::{GAP, beside};
use super::lines::INLINE_RULE;
use super::page::Page;
use super::wrap::{hang, indented, wrap};
use crate::document::{Text, is_hole};
use crate::render::wording::{self, BY, CONFORMED, DATE};

impl Page<'_> {
    /// Signature and date; a note stands right under the signature, over the name.
    pub(super) fn signature(
        &mut self,
        preamble: &Text,
        [date, name, title]: [&Text; 3],
        note: &Text,
        width: usize,
    ) -> Vec<String> {
        // Of a signature that went or came, so did the words around it.
        let (open, close) = wording::mark(self.marked);
        let [date_word, by, conformed] = [DATE, BY, CONFORMED.trim_end()].map(|word| format!("{open}{word}{close}"));
        let mut lines = self.text(preamble, width);
        if !lines.is_empty() {
            lines.extend([String::new(), String::new()]);
        }
        let beside_date = width.saturating_sub(GAP) / 2;
        let longest = |text: &String| text.split(' ').map(str::len).max().unwrap_or(0);
        let words = [self.line_of(name), self.line_of(title)].iter().map(longest).max().unwrap_or(0);
        let stacked = words + by.len() + 1 + conformed.len() + 1 > beside_date;
        let half = if stacked { width } else { beside_date };
        let inner = half.saturating_sub(by.len() + 1);
        let rule = "_".repeat(inner);
        let note = self.text(note, inner);
        let note = note.iter().map(|line| indented(line, 4));
        let signed: Vec<String> = if is_hole(name) {
            let mut lines = vec![format!("{by} {rule}")];
            lines.extend(note);
            lines.extend([String::new(), indented(&rule, 4), indented(&rule, 4)]);
            lines
        } else {
            let name_lines = self.text(name, inner);
            let conformed = wrap(&format!("{conformed} {}", self.line_of(name)), inner, 0);
            let under = "-".repeat(conformed.iter().map(String::len).max().unwrap_or(0));
            let mut lines = hang(&by, conformed, by.len() + 1);
            lines.push(indented(&under, 4));
            lines.extend(note);
            lines.extend(name_lines.iter().map(|line| indented(line, 4)));
            lines.extend(self.value(title, inner).iter().map(|line| indented(line, 4)));
            lines
        };
        let date = if is_hole(date) {
            format!("{date_word} {}", "_".repeat(INLINE_RULE))
        } else {
            format!("{date_word} {}", self.line_of(date))
        };
        if stacked {
            lines.extend([date, String::new()]);
            lines.extend(signed);
        } else {
            lines.extend(beside(&[vec![date], signed], &[half, half], &[]));
        }
        lines
    }
}
