//! How long words are, where a layout depends on it. A browser sets the lines; this is what a printer sees at a glance.

use crate::document::{Block, Placement, Run, RunKind, Text, is_hole};
use crate::render::columns::{Need, share};

/// Characters on a line of a Letter page.
const LINE: usize = 95;
/// Characters between columns.
const GAP: usize = 2;
/// The shortest rule that an answer can be written on.
const SHORTEST_RULE: usize = 12;
/// The room of a hole within words, in characters.
const HOLE: usize = 20;
/// The room of a hole at the end of a line, in tenths of an em.
const ROOM_OF_HOLE: usize = 60;
/// The room that there is on any screen, in tenths of an em.
const WIDEST_ROOM: usize = 180;
/// A word that may not fit a column.
const LONG_WORD: usize = 24;

/// The characters of a text, and the room of its holes.
pub(in crate::render) fn length(text: &Text) -> usize {
    let runs = text.iter().flat_map(|paragraph| &paragraph.lines).flat_map(|line| &line.runs);
    let room = |run: &Run| if run.kind == RunKind::Hole { HOLE } else { run.text.chars().count() };
    runs.map(room).sum()
}

/// Whether a text has a word that must be broken to fit a column.
pub(in crate::render) fn breaks(text: &Text) -> bool {
    longest_word(text) > LONG_WORD
}

fn longest_word(text: &Text) -> usize {
    let lines = text.iter().flat_map(|paragraph| &paragraph.lines);
    let runs = lines.flat_map(|line| &line.runs);
    let words = runs.flat_map(|run| run.text.split(' '));
    words.map(|word| word.chars().count()).max().unwrap_or_default()
}

/// The widths of the columns of a row, as parts of a whole: of any length are words, which have twice the room of a date
/// or a number.
pub(in crate::render) fn columns(cells: &[Block]) -> Vec<usize> {
    let needs: Vec<Need> = cells.iter().map(need).collect();
    let open = |cell: &Block| !matches!(cell, Block::Answer { open: false, .. });
    let parts: Vec<usize> = cells.iter().map(|cell| 1 + usize::from(open(cell))).collect();
    share(&needs, &parts, LINE, GAP).unwrap_or(parts)
}

fn need(cell: &Block) -> Need {
    let Block::Answer { label, placement, value, narrative: false, .. } = cell else {
        return Need { least: SHORTEST_RULE, natural: SHORTEST_RULE };
    };
    let answer = if is_hole(value) { 0 } else { length(value) };
    let natural = match placement {
        Placement::Beside => length(label) + answer,
        Placement::Below | Placement::Caption => length(label).max(answer),
    };
    let least = longest_word(label).max(longest_word(value)).max(SHORTEST_RULE);
    Need { least, natural: natural.max(least) }
}

/// The room that an answer takes at the end of a line which goes on as a rule, in tenths of an em; none if the answer may
/// not fit a narrow screen. A hole takes the room that is needed to write something.
pub(in crate::render) fn room_for(value: &Text) -> Option<usize> {
    let mut runs = value.iter().flat_map(|paragraph| &paragraph.lines).flat_map(|line| &line.runs);
    match (runs.next(), runs.next()) {
        (None, _) => Some(ROOM_OF_HOLE),
        (Some(run), None) => room_at_end(run),
        _ => None,
    }
}

/// The same for the last run of a line; none if it is no answer.
pub(in crate::render) fn room_at_end(run: &Run) -> Option<usize> {
    let wide = |c: char| if c.is_lowercase() || c.is_ascii_digit() || c == ' ' { 6 } else { 8 };
    let room = || run.text.chars().take(WIDEST_ROOM).map(wide).sum::<usize>();
    match run.kind {
        RunKind::Hole => Some(ROOM_OF_HOLE),
        RunKind::Answer => Some(room()).filter(|room| *room < WIDEST_ROOM && run.text.is_ascii()),
        RunKind::Words | RunKind::Derived => None,
    }
}

/// The size in points of type of one width in which so many characters fit the line of a Letter page.
pub(in crate::render) fn size_of_pre(characters: usize) -> f64 {
    // Six inches and a half, and a character is three fifths of its size wide.
    let widest = u32::try_from(characters.clamp(1, 132)).map_or(132.0, f64::from);
    (6.4 * 72.0 / (0.602 * widest)).min(9.5)
}
