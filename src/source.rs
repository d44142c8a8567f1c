//! Texts, byte spans, lines and columns.
//!
//! Every later stage speaks of places as [`Span`]s: byte ranges within a numbered file of the thing that owns them (a
//! form's definition and its includes, or a filing's YAML). A [`Source`] turns a byte offset into a line and column.

use std::ops::Range;
use std::sync::Arc;

/// A text with a name: a definition, an included file, or a filing's YAML.
///
/// ```
/// use engross::source::Source;
/// let source = Source::new("a.form", "form\n\"x\"");
/// let place = source.position(5);
/// assert_eq!((place.line, place.column), (2, 1));
/// ```
#[derive(Debug)]
pub struct Source {
    name: String,
    text: String,
    /// The number of its first line.
    first_line: usize,
    line_starts: Vec<usize>,
    /// How many characters begin before each [`STEP`]th byte.
    characters: Vec<usize>,
}

/// Bytes that are counted anew for each place: a file may be one line of megabytes, and have as many places.
const STEP: usize = 512;

/// A line and a column, both from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Source {
    /// A source to be shared: `name` is how messages call it, a path as the user wrote it.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Self::part(name, 1, text)
    }

    /// A part of a larger text of that name, in which it begins with the line `first_line`, from 1. Its places are told by the
    /// lines of the whole.
    ///
    /// ```
    /// use engross::source::Source;
    /// let third = Source::part("filings.jsonl", 3, "{}");
    /// assert_eq!(third.position(1).line, 3);
    /// assert_eq!(third.line_of(1), 1);
    /// ```
    pub fn part(name: impl Into<String>, first_line: usize, text: impl Into<String>) -> Arc<Self> {
        let text = text.into();
        // Most lines are longer than this; a list that grows is copied each time.
        let mut line_starts = Vec::with_capacity(text.len() / 32 + 1);
        line_starts.push(0);
        line_starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
        let counts = text.as_bytes().chunks(STEP).scan(0, |before, chunk| {
            let count = *before;
            *before += characters(chunk);
            Some(count)
        });
        let characters = counts.collect();
        Arc::new(Self { name: name.into(), text, first_line, line_starts, characters })
    }

    /// How messages call this text.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span, or the empty string where the span does not fit the text.
    pub fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// The line and column of a byte offset; an offset past the end is the end.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.clamp(offset);
        let line = self.line_of(offset);
        let start = self.line_start(line);
        let column = self.characters_before(offset) - self.characters_before(start) + 1;
        Position { line: self.first_line.saturating_add(line) - 1, column }
    }

    fn characters_before(&self, offset: usize) -> usize {
        let (step, before) = match self.characters.get(offset / STEP) {
            Some(before) => (offset / STEP * STEP, *before),
            // The end of a text that fills its last step.
            None => (offset.saturating_sub(STEP), self.characters.last().copied().unwrap_or_default()),
        };
        before + characters(self.text.as_bytes().get(step..offset).unwrap_or_default())
    }

    /// The line of a byte offset within this text, from 1; cheaper than [`position`](Self::position) in a file of one long line.
    pub fn line_of(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|&start| start <= offset).max(1)
    }

    /// The byte range of a line of this text (from 1), without its line break.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let start = self.line_start(line);
        let end = self.line_starts.get(line).map_or(self.text.len(), |next| next - 1);
        let end = if end > start && self.text.as_bytes().get(end - 1) == Some(&b'\r') { end - 1 } else { end };
        start..end.max(start)
    }

    /// How many lines there are; an empty text has one.
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// The nearest character boundary at or before an offset.
    pub fn clamp(&self, offset: usize) -> usize {
        self.text.floor_char_boundary(offset.min(self.text.len()))
    }

    fn line_start(&self, line: usize) -> usize {
        self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len())
    }
}

/// How many characters begin in a piece of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

/// A byte range in a file of its owner: `file` counts the owner's sources in the order in which it lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Span {
    /// Which of the owner's sources.
    pub file: u16,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span of the owner's file number `file`; offsets past 4 GiB saturate (no such source is accepted).
    pub fn new(file: u16, range: Range<usize>) -> Self {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { file, start: narrow(range.start), end: narrow(range.end) }
    }

    /// The byte range.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// A span within this one: `within` counts from this one's start.
    pub fn inner(self, within: Range<usize>) -> Self {
        let start = self.start as usize;
        Self::new(self.file, start + within.start..start + within.end)
    }

    /// From this span's start to the other's end; both are of one file.
    pub fn to(self, other: Self) -> Self {
        Self { end: other.end.max(self.end), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_and_never_leave_the_text() {
        let source = Source::new("x", "é\r\nab");
        assert_eq!(source.position(2), Position { line: 1, column: 2 });
        assert_eq!(source.position(1), Position { line: 1, column: 1 });
        assert_eq!(source.position(99), Position { line: 2, column: 3 });
        assert_eq!(source.line_range(1), 0..2);
        assert_eq!(source.line_range(2), 4..6);
        assert_eq!(source.line_range(3), 6..6);
    }

    #[test]
    fn columns_of_long_lines_are_those_that_counting_gives() {
        for text in
            ["aé\u{2610}\u{1f600}".repeat(300), format!("{}\n{}", "é".repeat(700), "b".repeat(647)), "x".repeat(1024)]
        {
            let source = Source::new("x", text.as_str());
            for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let before = text.get(..offset).unwrap_or_default();
                let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
                assert_eq!(source.position(offset).column, column, "{offset}");
            }
        }
    }
}
