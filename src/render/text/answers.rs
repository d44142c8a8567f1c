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
    pub(super) fn beside(&mut self, label: &'d Text, value: &'d Text, width: usize, out: &mut Lines<'d>) {
        let label = self.separated(label);
        if is_hole(value) {
            let from = out.len();
            wrapped(label, width, out);
            return ruled(out, from, width);
        }
        let words = value.first().and_then(|paragraph| paragraph.lines.first());
        let words = words.map(|line| self.words_of(line)).unwrap_or_default();
        wrapped(if label.is_empty() { words } else { [&*label, " ", &*words].concat().into() }, width, out);
    }

    /// A label with what parts it from an answer after it: nothing after a mark of punctuation, else a dash.
    fn separated(&mut self, label: &'d Text) -> Cow<'d, str> {
        let label = self.line_of(label);
        if wants_dash(&label) { [&*label, DASH.trim_end()].concat().into() } else { label }
    }

    /// The answer under its label.
    pub(super) fn below(&mut self, label: &'d Text, value: &'d Text, width: usize, out: &mut Lines<'d>) {
        let label = self.separated(label);
        wrapped(label, width, out);
        self.value(value, width, out);
    }

    /// An answer on lines of its own; a hole is a rule.
    pub(super) fn value(&mut self, value: &'d Text, width: usize, out: &mut Lines<'d>) {
        if is_hole(value) {
            out.push(Printed::rule(width));
        } else {
            self.text(value, width, out);
        }
    }

    /// The answer on a rule, its label under it.
    pub(super) fn caption(&mut self, label: &'d Text, value: &'d Text, width: usize, out: &mut Lines<'d>) {
        let (lines, caption) = self.captioned(label, value, width);
        out.extend(lines);
        out.extend(caption);
    }

    /// What stands over the rule, and the rule with its caption; both in the middle.
    pub(super) fn captioned(&mut self, label: &'d Text, value: &'d Text, width: usize) -> (Lines<'d>, Lines<'d>) {
        let (mut over, mut under) = (Vec::new(), vec![Printed::rule(width)]);
        if is_marked(value) {
            wrap_marked(&self.line_of(value), width, &mut over);
        } else if !is_hole(value) {
            self.text(value, width, &mut over);
        }
        self.text(label, width, &mut under);
        over.iter_mut().chain(under.iter_mut().skip(1)).for_each(|line| line.centre(width));
        (over, under)
    }

    /// Paragraphs under the words that ask for them.
    pub(super) fn narrative(&mut self, label: &'d Text, value: &'d Text, width: usize, out: &mut Lines<'d>) {
        let from = out.len();
        self.text(label, width, out);
        if out.len() > from {
            out.push(Printed::empty());
        }
        if is_hole(value) {
            out.extend(std::iter::repeat_n(Printed::rule(width), lines_to_write_on(self.document)));
        } else {
            self.text(value, width, out);
        }
    }
}

/// Puts a rule after words, whose lines begin at `from`; on a line of its own if the last has too little room.
pub(super) fn ruled(lines: &mut Lines<'_>, from: usize, width: usize) {
    let last = if lines.len() > from { lines.pop() } else { None }.unwrap_or_default();
    let room = width.saturating_sub(last.len() + 1);
    if last.is_empty() {
        lines.push(Printed::rule(width));
    } else if room < SHORTEST_RULE {
        lines.extend([last, Printed::rule(width)]);
    } else {
        let words = [&*last.words, " ", &*rule(room)].concat();
        lines.push(Printed { indent: last.indent, words: words.into() });
    }
}
