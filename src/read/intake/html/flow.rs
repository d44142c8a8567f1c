//! Words and breaks -> lines: white space as browsers show it, empty lines, cells beside each other.

use std::ops::Range;

use crate::read::intake::words::{Words, as_windows};
use crate::read::sheet::{Cell, Line, Sheet, Start};

/// How far apart the stops of a tab are in preformatted lines.
const TAB: u32 = 8;

/// A rule across the page.
const RULE: usize = 16;

/// Lines under each other: those of the page, or of a cell of a table.
#[derive(Debug)]
pub(super) struct Lines {
    pub(super) done: Vec<Line>,
    /// What the next line has over it, and how it begins.
    pub(super) above: u16,
    pub(super) page: bool,
    pub(super) start: Start,
}

impl Default for Lines {
    fn default() -> Self {
        Self { done: Vec::new(), above: 0, page: false, start: Start::Block }
    }
}

impl Lines {
    pub(super) fn empty(&mut self, count: u16) {
        self.above = self.above.saturating_add(count);
    }

    /// A line, under what stands over it.
    pub(super) fn push(&mut self, line: Line) {
        let above = line.above.saturating_add(std::mem::take(&mut self.above));
        self.done.push(Line { above, page: line.page | std::mem::take(&mut self.page), ..line });
    }
}

/// The lines, while they are written.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) words: Words,
    /// What words go to.
    pub(super) lines: Lines,
    /// What stands in the line already, beside what is being written.
    cells: Vec<Cell>,
    /// White space that is a blank if words follow.
    soft: Option<Range<usize>>,
    /// Blanks in the line that are kept.
    kept: usize,
    /// What follows the next break stands beside what is in the line, until the element of this depth ends.
    pub(super) hang: Option<usize>,
    /// Counts what is shown and which blocks begin: an element during which it stays the same is empty.
    pub(super) events: usize,
    /// Counts lines that ended.
    pub(super) ended: usize,
    /// Whether preformatted lines are those of a table; whether the line has tags without which it is none.
    pub(super) table: bool,
    pub(super) tags: bool,
}

impl Flow {
    /// A character of a line whose white space collapses.
    pub(super) fn character(&mut self, c: char, file: Range<usize>) {
        match as_windows(c) {
            ' ' | '\n' | '\t' | '\r' | '\u{c}' => {
                if self.soft.is_none() && (self.words.has_words() || self.kept > 0) {
                    self.soft = Some(file);
                }
            }
            '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{ad}' => {}
            c if c.is_whitespace() || c.is_control() => self.kept_blank(1, file),
            c => self.put(c, file),
        }
    }

    /// A character of a preformatted line.
    pub(super) fn preformatted(&mut self, c: char, file: Range<usize>) {
        match as_windows(c) {
            '\n' => self.wrap(),
            '\t' => self.words.blank(TAB - self.words.column() % TAB, file),
            '\u{c}' => self.lines.page = true,
            '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{ad}' | '\r' => {}
            c if c.is_whitespace() || c.is_control() => self.words.blank(1, file),
            c => self.put(c, file),
        }
    }

    fn kept_blank(&mut self, count: u32, file: Range<usize>) {
        self.flush();
        self.words.blank(count, file);
        self.kept += 1;
        self.events += 1;
    }

    pub(super) fn put(&mut self, c: char, file: Range<usize>) {
        self.flush();
        self.hang = None;
        self.events += 1;
        self.words.put(c, file);
    }

    fn flush(&mut self) {
        if let Some(file) = self.soft.take() {
            self.words.blank(1, file);
        }
    }

    /// Blanks from a column on become a rule to write on.
    pub(super) fn rule_from(&mut self, column: u32, file: Range<usize>) {
        if self.words.column() < column {
            self.flush();
        }
        self.soft = None;
        self.words.take_back(self.words.column().saturating_sub(column));
        self.write_rule(6, file);
    }

    /// The column of the next character that is no white space.
    pub(super) fn column(&self) -> u32 {
        self.words.column().saturating_add(u32::from(self.soft.is_some()))
    }

    /// How many blanks there are from a column on.
    pub(super) fn blanks_from(&self, column: u32) -> u32 {
        self.words.column().saturating_sub(column) + u32::from(self.soft.is_some())
    }

    fn write_rule(&mut self, length: usize, file: Range<usize>) {
        for index in 0..length {
            let start = if index == 0 { file.start } else { file.end };
            self.put('_', start..file.end);
        }
    }

    /// A rule across the page.
    pub(super) fn rule(&mut self, file: Range<usize>) {
        self.block();
        self.write_rule(RULE, file);
        self.block();
    }

    /// A block begins or ends.
    pub(super) fn block(&mut self) {
        if self.hang.is_some() {
            let right = if self.words.has_words() { self.words.right() } else { self.last_right() };
            self.soft = None;
            self.kept = 0;
            self.cells.extend(self.words.take(right.saturating_add(1)));
            return;
        }
        self.end_line();
        self.lines.start = Start::Block;
    }

    fn last_right(&self) -> u32 {
        self.cells.last().map_or(0, |cell| cell.right)
    }

    /// What stands in the line stays by itself.
    pub(super) fn release(&mut self) {
        if self.hang.take().is_some() {
            self.block();
        }
    }

    /// A line break that is meant.
    pub(super) fn line_break(&mut self) {
        self.hang = None;
        self.events += 1;
        let before = self.lines.above;
        if self.end_line() {
            self.lines.start = Start::Break;
        } else if self.lines.above == before {
            self.lines.empty(1);
        }
    }

    /// The end of a preformatted line.
    fn wrap(&mut self) {
        self.hang = None;
        self.events += 1;
        let tags = std::mem::take(&mut self.tags);
        if self.end_line() {
            self.lines.start = Start::Wrapped;
        } else if !tags {
            self.lines.empty(1);
        }
    }

    /// A new page begins.
    pub(super) fn page(&mut self) {
        self.release();
        self.block();
        self.lines.page = true;
    }

    /// Whether there is a line that has not ended.
    pub(super) fn is_in_line(&self) -> bool {
        self.words.has_words() || !self.cells.is_empty()
    }

    /// Ends a line; whether there was one. One of blanks that are kept is an empty line.
    fn end_line(&mut self) -> bool {
        self.soft = None;
        let kept = std::mem::take(&mut self.kept);
        self.cells.extend(self.words.take(0));
        if self.cells.is_empty() {
            if kept > 0 {
                self.lines.empty(1);
            }
            return false;
        }
        self.ended += 1;
        let mut cells = std::mem::take(&mut self.cells);
        cells.shrink_to_fit();
        let start = self.lines.start;
        self.lines.push(Line { start, above: 0, page: false, table: self.table, opens: false, cells });
        true
    }

    pub(super) fn finish(mut self) -> Sheet {
        self.release();
        self.block();
        let (text, places) = self.words.finish();
        Sheet { text, lines: self.lines.done, places }
    }
}
