//! How wide words are in Times of 11 points, in twips: enough to find the widths of columns; the lines are broken by the
//! program that shows the document.

use crate::document::{Line, Paragraph, RunKind};

/// The height of a line, in twips.
pub(super) const LINE: u32 = 253;
/// The width of a ballot box.
pub(super) const MARK: u32 = 220;
/// Twips of an em.
const EM: u32 = 220;
/// The width of a place for an answer inside words.
pub(super) const HOLE: u32 = 1_980;

/// The widths of the characters from the blank to the tilde, in thousandths of an em, as Times has had them since the first
/// laser printers.
const WIDTHS: &[u16] = &[
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889,
    722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500,
    444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480,
    200, 480, 541,
];

/// The width of a text that is not wrapped.
pub(super) fn width(text: &str) -> u32 {
    let of = |c: char| {
        let narrow = u32::from(c).checked_sub(u32::from(' ')).and_then(|index| WIDTHS.get(index as usize));
        // Other alphabets are somewhat wider, the signs of the Far East fill the em.
        u64::from(*narrow.unwrap_or(if c < '\u{1100}' { &600 } else { &1000 }))
    };
    u32::try_from(text.chars().map(of).sum::<u64>() * u64::from(EM) / 1000).unwrap_or(u32::MAX)
}

/// The width of the longest word.
pub(super) fn longest(text: &str) -> u32 {
    text.split_whitespace().map(width).max().unwrap_or(0)
}

/// How many lines a text takes.
pub(super) fn lines(text: &str, room: u32) -> u32 {
    let (mut lines, mut used) = (0, 0);
    for word in text.split_whitespace() {
        let wide = width(word);
        if used == 0 || used + width(" ") + wide > room {
            lines += 1 + wide.saturating_sub(1) / room.max(1);
            used = wide % room.max(1);
        } else {
            used += width(" ") + wide;
        }
    }
    lines
}

/// The width of a text on one line, with room for its holes.
pub(super) fn of(text: &[Paragraph]) -> u32 {
    let lines = text.iter().flat_map(|paragraph| &paragraph.lines);
    let line = |line: &Line| {
        let run = |run: &crate::document::Run| if run.kind == RunKind::Hole { HOLE } else { width(&run.text) };
        line.runs.iter().map(run).fold(0, u32::saturating_add)
    };
    lines.map(line).reduce(|all, line| all.saturating_add(line).saturating_add(width(" "))).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_the_widths_that_times_gives_them() {
        assert_eq!(WIDTHS.len(), 95);
        assert_eq!((width(" "), width("W"), width("~")), (55, 207, 119));
        assert_eq!(width("Form 10-K"), 220 * (556 + 500 + 333 + 778 + 250 + 500 + 500 + 333 + 722) / 1000);
        assert_eq!(longest("an overlong word"), width("overlong"));
        assert_eq!((lines("", 100), lines("one two", 5000), lines("one two", 400)), (0, 1, 2));
        assert_eq!(lines(&"x".repeat(100), width("x") * 10), 10);
    }
}
