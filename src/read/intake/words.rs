//! The words of a sheet, while they are written: blanks at the ends of cells fall away, columns are counted, and each
//! character has its place.

use std::ops::Range;

use super::marks;
use crate::edgar::windows;
use crate::read::sheet::{Cell, Places};

/// A control character that is a quotation mark or a dash of Windows-1252, whose number was taken for Unicode's.
pub(super) fn as_windows(c: char) -> char {
    match u32::from(c) {
        code @ 0x80..=0x9f => u8::try_from(code).map_or(c, windows),
        _ => c,
    }
}

/// The words so far, and the cell that is being written.
#[derive(Debug, Default)]
pub(super) struct Words {
    text: String,
    places: Places,
    /// Where in the file the last character ended.
    end: usize,
    /// Blanks that are written only if words follow them in the cell.
    blanks: Vec<Blanks>,
    /// Where the cell's words begin in the text, and in which column.
    cell: Option<(usize, u32)>,
    /// Where the last word begins.
    word: usize,
    /// The column of the next character, and that after the last one that is no blank.
    column: u32,
    right: u32,
}

/// Blanks that stand together: those of one tab, or of so many bytes.
#[derive(Debug)]
struct Blanks {
    count: u32,
    file: Range<usize>,
}

impl Words {
    /// Writes a character that stands in a range of the file.
    pub(super) fn put(&mut self, c: char, file: Range<usize>) {
        self.begin();
        self.push(marks::of_private_use(c), file);
        self.column = self.column.saturating_add(1);
        self.right = self.column;
    }

    /// Writes characters of ASCII that stand at a byte of the file, with no blank at their ends.
    pub(super) fn put_all(&mut self, characters: &str, file: usize) {
        self.begin();
        self.step(file);
        self.text.push_str(characters);
        if let Some(blank) = memchr::memrchr(b' ', characters.as_bytes()) {
            self.word = self.text.len() - characters.len() + blank + 1;
        }
        self.end = file + characters.len();
        self.column = self.column.saturating_add(u32::try_from(characters.len()).unwrap_or(u32::MAX));
        self.right = self.column;
    }

    /// Begins the cell, or writes the blanks before its next characters.
    fn begin(&mut self) {
        if self.cell.is_none() {
            self.cell = Some((self.text.len(), self.column));
            self.word = self.text.len();
        } else if !self.blanks.is_empty() {
            self.end_word();
            let mut blanks = std::mem::take(&mut self.blanks);
            for Blanks { count, file } in blanks.drain(..) {
                let bytes = file.len();
                for index in 0..count as usize {
                    let end = if index + 1 == count as usize { bytes } else { (index + 1).min(bytes) };
                    self.push(' ', file.start + index.min(bytes)..file.start + end);
                }
            }
            self.blanks = blanks;
            self.word = self.text.len();
        }
    }

    fn push(&mut self, c: char, file: Range<usize>) {
        self.step(file.start);
        self.text.push(c);
        self.end = file.end;
    }

    /// What is written next stands at that byte of the file.
    fn step(&mut self, file: usize) {
        if file != self.end {
            self.places.gap(self.text.len(), self.end);
        }
        self.places.step(self.text.len(), file);
    }

    /// Blanks that a range of the file stands for.
    pub(super) fn blank(&mut self, count: u32, file: Range<usize>) {
        self.column = self.column.saturating_add(count);
        if self.cell.is_none() || count == 0 {
            return;
        }
        match self.blanks.last_mut() {
            Some(last) if last.file.end == file.start && last.count as usize == last.file.len() && file.len() == 1 => {
                // A tab's blanks stay by themselves, or all would stand at its place.
                if count == 1 {
                    last.count += 1;
                    last.file.end = file.end;
                } else {
                    self.blanks.push(Blanks { count, file });
                }
            }
            Some(_) | None => self.blanks.push(Blanks { count, file }),
        }
    }

    /// Takes back so many columns of blanks, which were just given.
    pub(super) fn take_back(&mut self, mut count: u32) {
        self.column = self.column.saturating_sub(count);
        while count > 0
            && let Some(last) = self.blanks.last_mut()
        {
            let taken = last.count.min(count);
            count -= taken;
            last.count -= taken;
            last.file.end = last.file.end.saturating_sub(taken as usize).max(last.file.start);
            if last.count == 0 {
                self.blanks.pop();
            }
        }
    }

    /// The column of the next character.
    pub(super) fn column(&self) -> u32 {
        self.column
    }

    /// Whether the cell has words.
    pub(super) fn has_words(&self) -> bool {
        self.cell.is_some()
    }

    /// The words of the cell so far.
    pub(super) fn so_far(&self) -> &str {
        self.cell.and_then(|(start, _)| self.text.get(start..)).unwrap_or_default()
    }

    /// How many bytes of words there are.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Ends the cell, if it has words. The next begins in the given column.
    pub(super) fn take(&mut self, column: u32) -> Option<Cell> {
        self.end_word();
        self.blanks.clear();
        self.column = column;
        let (start, left) = self.cell.take()?;
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Some(Cell { range: narrow(start)..narrow(self.text.len()), left, right: self.right })
    }

    /// The column after the last word.
    pub(super) fn right(&self) -> u32 {
        self.right
    }

    /// All words, and their places.
    pub(super) fn finish(mut self) -> (String, Places) {
        self.places.gap(self.text.len(), self.end);
        (self.text, self.places)
    }

    /// A letter of a symbol font may be a word of its own, where the font was lost.
    fn end_word(&mut self) {
        let word = self.cell.and_then(|_| self.text.get(self.word..));
        let mut letters = word.unwrap_or_default().chars();
        if let (Some(letter), None) = (letters.next(), letters.next())
            && let Some(mark) = marks::alone(letter)
        {
            self.text.truncate(self.word);
            self.text.push(mark);
        }
    }
}
