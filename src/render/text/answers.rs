//! Answers beside, below and above their labels.

use std::borrow::Cow;

use super::page::Page;
use super::printed::{Lines, Printed, rule};
use super::wrap::{wrap_marked, wrapped};
use crate::document::{Text, is_hole, is_marked};
use crate::render::spacing::lines_to_write_on;
use crate::render::wording::{DASH, wants_dash};

/// The shortest rule that an answer can be written on.
pub(super) const SHORTEST_RULE: usize = 12;

impl<'d> Page<'d> {
    /// The answer after its label: `Full Name of Registrant - Innovo Group Inc.`
    pub(super) fn beside(&mut self, label: &'d Text, value: &'d Text, width: usize) -> Lines<'d> {
        if is_hole(value) {
            return ruled(self.labelled(label, width), width);
        }
        let label = self.separated(label);
        let words = value.first().and_then(|paragraph| paragraph.lines.first());
        let words = words.map(|line| self.words_of(line)).unwrap_or_default();
        if label.is_empty() { wrapped(words, width) } else { wrapped(format!("{label} {words}").into(), width) }
    }

    /// A label with what parts it from an answer after it: nothing after a mark of punctuation, else a dash.
    pub(super) fn separated(&mut self, label: &'d Text) -> Cow<'d, str> {
        let label = self.line_of(label);
        if wants_dash(&label) { format!("{label}{}", DASH.trim_end()).into() } else { label }
    }

    pub(super) fn labelled(&mut self, label: &'d Text, width: usize) -> Lines<'d> {
        let label = self.separated(label);
        wrapped(label, width)
    }

    /// The answer under its label.
    pub(super) fn below(&mut self, label: &'d Text, value: &'d Text, width: usize) -> Lines<'d> {
        let mut lines = self.labelled(label, width);
        lines.extend(self.value(value, width));
        lines
    }

    /// An answer on lines of its own; a hole is a rule.
    pub(super) fn value(&mut self, value: &'d Text, width: usize) -> Lines<'d> {
        if is_hole(value) { vec![Printed::rule(width)] } else { self.text(value, width) }
    }

    /// The answer on a rule, its label under it.
    pub(super) fn caption(&mut self, label: &'d Text, value: &'d Text, width: usize) -> Lines<'d> {
        let (mut lines, caption) = self.captioned(label, value, width);
        lines.extend(caption);
        lines
    }

    /// What stands over the rule, and the rule with its caption; both in the middle.
    pub(super) fn captioned(&mut self, label: &'d Text, value: &'d Text, width: usize) -> (Lines<'d>, Lines<'d>) {
        let value = if is_hole(value) {
            Vec::new()
        } else if is_marked(value) {
            wrap_marked(&self.line_of(value), width)
        } else {
            self.text(value, width)
        };
        let label = self.text(label, width);
        let middle = |lines: Lines<'d>| lines.into_iter().map(|line| line.centred(width)).collect::<Vec<_>>();
        (middle(value), std::iter::once(Printed::rule(width)).chain(middle(label)).collect())
    }

    /// Paragraphs under the words that ask for them.
    pub(super) fn narrative(&mut self, label: &'d Text, value: &'d Text, width: usize) -> Lines<'d> {
        let mut lines = self.text(label, width);
        if !lines.is_empty() {
            lines.push(Printed::empty());
        }
        if is_hole(value) {
            lines.extend(std::iter::repeat_n(Printed::rule(width), lines_to_write_on(self.document)));
        } else {
            lines.extend(self.text(value, width));
        }
        lines
    }
}

/// Words with a rule after them, on a line of its own if the last has too little room.
pub(super) fn ruled(mut lines: Lines<'_>, width: usize) -> Lines<'_> {
    let last = lines.pop().unwrap_or_default();
    let room = width.saturating_sub(last.len() + 1);
    if last.is_empty() {
        lines.push(Printed::rule(width));
    } else if room < SHORTEST_RULE {
        lines.extend([last, Printed::rule(width)]);
    } else {
        lines.push(Printed { indent: last.indent, words: format!("{} {}", last.words, rule(room)).into() });
    }
    lines
}
