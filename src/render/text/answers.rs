//! Answers beside, below and above their labels.

use super::page::Page;
use super::wrap::{centred, wrap, wrap_marked};
use crate::document::{Text, is_hole, is_marked};
use crate::render::spacing::lines_to_write_on;
use crate::render::wording::{DASH, wants_dash};

/// The shortest rule that an answer can be written on.
pub(super) const SHORTEST_RULE: usize = 12;

impl Page<'_> {
    /// The answer after its label: `Full Name of Registrant - Innovo Group Inc.`
    pub(super) fn beside(&mut self, label: &Text, value: &Text, width: usize) -> Vec<String> {
        let lines = self.labelled(label, width);
        if is_hole(value) {
            return ruled(lines, width);
        }
        let mut label = self.separated(label);
        let words =
            value.first().and_then(|paragraph| paragraph.lines.first()).map(|line| self.words(line, usize::MAX, false));
        if !label.is_empty() {
            label.push(' ');
        }
        wrap(&format!("{label}{}", words.unwrap_or_default()), width, 0)
    }

    /// A label with what parts it from an answer after it: nothing after a mark of punctuation, else a dash.
    pub(super) fn separated(&mut self, label: &Text) -> String {
        let label = self.line_of(label);
        if wants_dash(&label) { format!("{label}{}", DASH.trim_end()) } else { label }
    }

    pub(super) fn labelled(&mut self, label: &Text, width: usize) -> Vec<String> {
        let label = self.separated(label);
        wrap(&label, width, 0)
    }

    /// The answer under its label.
    pub(super) fn below(&mut self, label: &Text, value: &Text, width: usize) -> Vec<String> {
        let mut lines = self.labelled(label, width);
        lines.extend(self.value(value, width));
        lines
    }

    /// An answer on lines of its own; a hole is a rule.
    pub(super) fn value(&mut self, value: &Text, width: usize) -> Vec<String> {
        if is_hole(value) { vec!["_".repeat(width)] } else { self.text(value, width) }
    }

    /// The answer on a rule, its label under it.
    pub(super) fn caption(&mut self, label: &Text, value: &Text, width: usize) -> Vec<String> {
        let (mut lines, caption) = self.captioned(label, value, width);
        lines.extend(caption);
        lines
    }

    /// What stands over the rule, and the rule with its caption; both in the middle.
    pub(super) fn captioned(&mut self, label: &Text, value: &Text, width: usize) -> (Vec<String>, Vec<String>) {
        let value = if is_hole(value) {
            Vec::new()
        } else if is_marked(value) {
            wrap_marked(&self.line_of(value), width)
        } else {
            self.text(value, width)
        };
        let label = self.text(label, width);
        let middle = |lines: Vec<String>| lines.into_iter().map(|line| centred(&line, width)).collect::<Vec<_>>();
        (middle(value), std::iter::once("_".repeat(width)).chain(middle(label)).collect())
    }

    /// Paragraphs under the words that ask for them.
    pub(super) fn narrative(&mut self, label: &Text, value: &Text, width: usize) -> Vec<String> {
        let mut lines = self.text(label, width);
        if !lines.is_empty() {
            lines.push(String::new());
        }
        if is_hole(value) {
            lines.extend(std::iter::repeat_n("_".repeat(width), lines_to_write_on(self.document)));
        } else {
            lines.extend(self.text(value, width));
        }
        lines
    }
}

/// Words with a rule after them, on a line of its own if the last has too little room.
pub(super) fn ruled(mut lines: Vec<String>, width: usize) -> Vec<String> {
    let last = lines.pop().unwrap_or_default();
    let room = width.saturating_sub(last.len() + 1);
    if last.is_empty() {
        lines.push("_".repeat(width));
    } else if room < SHORTEST_RULE {
        lines.extend([last, "_".repeat(width)]);
    } else {
        lines.push(format!("{last} {}", "_".repeat(room)));
    }
    lines
}
