//! A filed document as a person sees it: lines, with what stands side by side in them, and where in the file it stands.

use std::ops::Range;

/// A document without its wrapping, tags and references: lines of plain characters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sheet {
    /// The characters of all cells. Tabs are blanks, references are what they stand for, no-break blanks are blanks.
    pub(super) text: String,
    /// The lines that hold anything, from top to bottom.
    pub(super) lines: Vec<Line>,
    /// Where the characters stand in the file.
    pub(super) places: Places,
}

impl Sheet {
    /// Takes away the empty lines that a document typed with wide spacing has between any two of its lines.
    pub(super) fn close_up(&mut self) {
        let close = self.lines.iter().filter(|line| line.above == 0).count();
        if self.lines.len() > 20 && close * 10 < self.lines.len() {
            self.lines.iter_mut().for_each(|line| line.above = line.above.saturating_sub(1));
        }
    }
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// How it begins.
    pub(super) start: Start,
    /// Empty lines over it; in HTML, blocks and line breaks without words.
    pub(super) above: u16,
    /// Whether a new page begins with it.
    pub(super) page: bool,
    /// Whether it stands between EDGAR's `<TABLE>` tags, is preformatted text within them, or a row of an HTML table of
    /// two or more columns.
    pub(super) table: bool,
    /// Whether it is the first of a table between EDGAR's tags.
    pub(super) opens: bool,
    /// What stands side by side in it; a line of plain text is one cell.
    pub(super) cells: Vec<Cell>,
}

/// How a line begins: what its writer may have meant by the break before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// A line break of plain text, which may be no more than the end of a line's room.
    Wrapped,
    /// A line break that is meant: `<br>`.
    Break,
    /// A block, a row or an item of its own: `<p>`, `<div>`, `<tr>`.
    Block,
}

/// What stands in a column of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    /// Its characters in the sheet's text; without blanks at its ends, never empty. Blanks inside stand as in the file (plain text) or as a browser
    /// shows them (HTML: one for any white space, each no-break blank one).
    pub(super) range: Range<u32>,
    /// The column of its first character, from 0. A cell of an HTML table begins at the hundredfold of its column's number.
    pub(super) left: u32,
    /// The column after its last character; of a cell of an HTML table, where its last column ends.
    pub(super) right: u32,
}

/// Which bytes of the file stand for which of the sheet's text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Places {
    /// Byte of the sheet, byte of the file; from each on they go on together until the next. Sorted. Where the file goes on
    /// elsewhere there are two at the same byte of the sheet: where what stood before ends, and where what follows begins.
    steps: Vec<(u32, u32)>,
}

impl Places {
    /// From this byte of the sheet's text on, the file goes on at that byte.
    pub(super) fn step(&mut self, sheet: usize, file: usize) {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let (sheet, file) = (narrow(sheet), narrow(file));
        let goes_on = self.steps.last().is_some_and(|(s, f)| f.wrapping_add(sheet.wrapping_sub(*s)) == file);
        if !goes_on {
            self.steps.push((sheet, file));
        }
    }

    /// At this byte of the sheet's text, what stands in the file ends; what follows in the sheet stands elsewhere.
    pub(super) fn gap(&mut self, sheet: usize, file: usize) {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        self.steps.push((narrow(sheet), narrow(file)));
    }

    /// The byte of the file at which a byte of the sheet's text stands.
    pub(super) fn of(&self, sheet: u32) -> usize {
        let at = self.steps.partition_point(|(start, _)| *start <= sheet);
        self.within(at, sheet)
    }

    /// The bytes of the file that stand for a range of the sheet's text, without what stands between them and the next.
    pub(super) fn range(&self, sheet: Range<u32>) -> Range<usize> {
        let start = self.of(sheet.start);
        let at = self.steps.partition_point(|(start, _)| *start < sheet.end);
        let end = match self.steps.get(at) {
            Some((place, file)) if *place == sheet.end => *file as usize,
            Some(_) | None => self.within(at, sheet.end),
        };
        start..end.max(start)
    }

    /// The place of a byte of the sheet that follows the step before the given one.
    fn within(&self, at: usize, sheet: u32) -> usize {
        let before = at.checked_sub(1).and_then(|at| self.steps.get(at)).copied().unwrap_or_default();
        let after = self.steps.get(at).map_or(u32::MAX, |(_, file)| *file);
        before.1.saturating_add(sheet.saturating_sub(before.0)).min(after.max(before.1)) as usize
    }
}
