//! A line of the page.

use std::borrow::Cow;

/// As many blanks as most lines have before them, and as much of a rule as any has.
const BLANKS: &str =
    "                                                                                                    ";
const RULE: &str =
    "____________________________________________________________________________________________________";

/// A line of plain text: blanks, and words after them. Words that are not changed on their way are not copied.
#[derive(Debug, Clone, Default)]
pub(super) struct Printed<'d> {
    /// The blanks before the words; a line without words has none.
    pub(super) indent: usize,
    /// The words, without a blank after them.
    pub(super) words: Cow<'d, str>,
}

/// Lines that follow each other.
pub(super) type Lines<'d> = Vec<Printed<'d>>;

impl<'d> Printed<'d> {
    /// A line of words, from the margin.
    pub(super) fn new(words: impl Into<Cow<'d, str>>) -> Self {
        Self { indent: 0, words: words.into() }
    }

    /// An empty line.
    pub(super) fn empty() -> Self {
        Self::default()
    }

    /// A line to write on.
    pub(super) fn rule(width: usize) -> Self {
        Self::new(rule(width))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The columns that it takes, the blanks before it among them.
    pub(super) fn len(&self) -> usize {
        if self.is_empty() { 0 } else { self.indent + self.words.len() }
    }

    /// Moves the line to the right; an empty one stays empty.
    pub(super) fn shift(&mut self, by: usize) {
        if !self.is_empty() {
            self.indent += by;
        }
    }

    /// Moves the line to the middle of a width.
    pub(super) fn centre(&mut self, width: usize) {
        self.shift(width.saturating_sub(self.len()) / 2);
    }

    /// Adds the line to a text.
    pub(super) fn put(&self, out: &mut String) {
        if !self.is_empty() {
            blanks(self.indent, out);
            out.push_str(&self.words);
        }
    }
}

/// Adds blanks to a text.
pub(super) fn blanks(count: usize, out: &mut String) {
    match BLANKS.get(..count) {
        Some(blanks) => out.push_str(blanks),
        None => out.push_str(&" ".repeat(count)),
    }
}

/// A rule to write on.
pub(super) fn rule(width: usize) -> Cow<'static, str> {
    RULE.get(..width).map_or_else(|| "_".repeat(width).into(), Cow::Borrowed)
}
