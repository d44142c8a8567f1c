//! What an amendment did, where a renderer adds words of its own to those of the document.

use crate::document::{Block, BoxChange, CheckBox, Line, Mark, Run, RunKind, Text};

/// Whether a mark says that something stands in the amended document no more, or not here.
pub(in crate::render) fn is_gone(mark: Option<Mark>) -> bool {
    matches!(mark, Some(Mark::Gone | Mark::MovedAway))
}

/// What is said of moves, at their beginning: nobody should have to tell colours apart.
pub(in crate::render) fn told(mark: Mark) -> Option<&'static str> {
    match mark {
        Mark::Gone | Mark::New => None,
        Mark::MovedAway => Some("[Moved from here:]"),
        Mark::MovedHere => Some("[Moved to here:]"),
    }
}

/// What an amendment did to something that holds of a document, if anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) struct Held(pub(in crate::render) Option<Mark>);

/// Of which documents something is true: nothing if of neither, else what an amendment did to it.
pub(in crate::render) fn of_both(holds: impl Fn(Side) -> bool) -> Option<Held> {
    match (holds(Side::Before), holds(Side::After)) {
        (false, false) => None,
        (true, true) => Some(Held(None)),
        (true, false) => Some(Held(Some(Mark::Gone))),
        (false, true) => Some(Held(Some(Mark::New))),
    }
}

/// One of the two documents that a redline shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Side {
    /// The original.
    Before,
    /// The amended one.
    After,
}

impl Side {
    fn has(self, run: &Run) -> bool {
        run.mark.is_none() || is_gone(run.mark) == (self == Self::Before)
    }

    /// The words that a text has on this side.
    pub(in crate::render) fn words(self, text: &Text) -> String {
        let runs = text.iter().flat_map(|paragraph| &paragraph.lines).flat_map(|line| &line.runs);
        runs.filter(|run| self.has(run)).map(|run| run.text.as_str()).collect()
    }
}

/// The mark of a move, if lines are one; some of their words may have gone or come besides.
pub(in crate::render) fn moved(lines: &[Line]) -> Option<Mark> {
    let mut marks = lines.iter().flat_map(|line| &line.runs).filter_map(|run| run.mark);
    marks.find(|mark| told(*mark).is_some())
}

/// A run's words between the blanks around them: what is struck or underlined begins and ends in words.
pub(in crate::render) fn within_blanks(words: &str) -> (&str, &str, &str) {
    let core = words.trim_matches(' ');
    let before = words.len() - words.trim_start_matches(' ').len();
    let (before, rest) = words.split_at_checked(before).unwrap_or_default();
    (before, core, rest.get(core.len()..).unwrap_or_default())
}

/// The words of a run of a line between the blanks that may stand outside its mark: where that mark is no part of a
/// document, there is a blank in its place, or nothing that blanks could part.
pub(in crate::render) fn marked_words(runs: &[Run], at: usize) -> (&str, &str, &str) {
    let Some(run) = runs.get(at) else { return ("", "", "") };
    let other = if is_gone(run.mark) { Side::After } else { Side::Before };
    let (before, after) = runs.split_at_checked(at).unwrap_or_default();
    let stands = |run: &&Run| other.has(run) && !(run.text.is_empty() && run.kind != RunKind::Hole);
    let blank_before = before.iter().rev().find(stands).is_none_or(|run| run.text.ends_with(' '));
    let blank_after = after.iter().skip(1).find(stands).is_none_or(|run| run.text.starts_with(' '));
    if blank_before || blank_after { within_blanks(&run.text) } else { ("", &run.text, "") }
}

/// A block as it stands, whatever an amendment did to it.
pub(in crate::render) fn unmarked(block: &Block) -> &Block {
    let Block::Marked { blocks, .. } = block else { return block };
    blocks.first().map_or(block, unmarked)
}

/// Whether one of several boxes shows what it was and what it is.
pub(in crate::render) fn any_turned(boxes: &[CheckBox]) -> bool {
    boxes.iter().any(|checked| checked.change == BoxChange::Turned)
}
