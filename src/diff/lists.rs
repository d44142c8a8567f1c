//! Records of lists in documents: which belong together, and in which order a redline shows those of both.

use super::{Match, Pairing};
use crate::document::{Block, Row, Text};

/// Blocks that are aligned as one: the records of a list, or else one block.
pub(super) enum Group {
    One(Block),
    List(Vec<Block>),
}

impl Group {
    pub(super) fn blocks(self) -> Vec<Block> {
        match self {
            Self::One(block) => vec![block],
            Self::List(blocks) => blocks,
        }
    }
}

/// Puts the records of each list together that follow each other, within so many records.
pub(super) fn grouped(blocks: Vec<Block>, depth: usize) -> Vec<Group> {
    let list = |block: &Block| number(block, depth).map(|(list, _)| list);
    let mut out: Vec<Group> = Vec::new();
    for block in blocks {
        let this = list(&block);
        match out.last_mut() {
            Some(Group::List(records)) if this.is_some() && records.first().and_then(list) == this => {
                records.push(block);
            }
            _ => out.push(if this.is_some() { Group::List(vec![block]) } else { Group::One(block) }),
        }
    }
    out
}

/// The path of the list that a block is a record of, and its number from 0: what a `repeat` prints, or a signature of
/// several. A signature in a record is none of a list's.
pub(super) fn number(block: &Block, depth: usize) -> Option<(String, usize)> {
    if let Block::Record { path, .. } = block {
        return parted(path);
    }
    let Block::Signature { name, .. } = block else { return None };
    parted(path_of(name).filter(|path| path.matches('[').count() > depth)?)
}

/// The same of a row.
pub(super) fn row_number(row: &Row) -> Option<(String, usize)> {
    row.cells.iter().find_map(path_of).and_then(parted)
}

/// The path of the first answer, or hole, in a text.
pub(super) fn path_of(text: &Text) -> Option<&str> {
    let mut runs = text.iter().flat_map(|paragraph| &paragraph.lines).flat_map(|line| &line.runs);
    runs.find_map(|run| run.path.as_deref())
}

/// `items[2].title` as `items` and 1.
fn parted(path: &str) -> Option<(String, usize)> {
    let (list, rest) = path.rsplit_once('[')?;
    let (number, _) = rest.split_once(']')?;
    Some((list.to_owned(), number.parse::<usize>().ok()?.checked_sub(1)?))
}

/// Takes the words before a signature.
pub(super) fn take_preamble(block: &mut Block) -> Option<Text> {
    let Block::Signature { preamble, .. } = block else { return None };
    Some(std::mem::take(preamble)).filter(|preamble| !preamble.is_empty())
}

/// What stands next in a redline, by its places on the two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Both have it.
    Both(usize, usize),
    /// The original had it.
    Gone(usize),
    /// The amended list has it.
    Come(usize),
    /// It stood here, and moved.
    Away(usize, usize),
    /// It moved here.
    Here(usize, usize),
}

/// The records of two sides, given by their lists and numbers, in the order in which they were paired.
pub(super) fn steps(
    lists: &[Pairing],
    before: &[Option<(String, usize)>],
    after: &[Option<(String, usize)>],
) -> Vec<Step> {
    let list = |side: &[Option<(String, usize)>]| side.iter().flatten().next().map(|(list, _)| list.clone());
    let (old, new) = (list(before), list(after));
    let is_it = |pairing: &&Pairing| {
        old.as_ref().is_none_or(|old| *old == pairing.before) && new.as_ref().is_none_or(|new| *new == pairing.after)
    };
    let Some(pairing) = lists.iter().find(is_it).filter(|_| old.is_some() || new.is_some()) else {
        return (0..before.len()).map(Step::Gone).chain((0..after.len()).map(Step::Come)).collect();
    };
    let at = |side: &[Option<(String, usize)>], number: usize| {
        side.iter().position(|known| known.as_ref().is_some_and(|(_, known)| *known == number))
    };
    let mut away: Vec<(usize, usize)> = pairing
        .records
        .iter()
        .filter_map(|found| match found {
            Match::Both { before, after, moved: true } => Some((*before, *after)),
            Match::Both { .. } | Match::Gone(_) | Match::Come(_) => None,
        })
        .collect();
    away.sort_unstable();
    let mut away = away.into_iter().peekable();
    let mut out = Vec::new();
    let step =
        |(one, other): (usize, usize), make: fn(usize, usize) -> Step| Some(make(at(before, one)?, at(after, other)?));
    for found in &pairing.records {
        if let Match::Both { before: until, moved: false, .. } | Match::Gone(until) = found {
            while let Some(pair) = away.next_if(|(one, _)| one < until) {
                out.extend(step(pair, Step::Away));
            }
        }
        out.extend(match *found {
            Match::Both { before: one, after: other, moved: false } => step((one, other), Step::Both),
            Match::Both { before: one, after: other, moved: true } => step((one, other), Step::Here),
            Match::Gone(one) => at(before, one).map(Step::Gone),
            Match::Come(other) => at(after, other).map(Step::Come),
        });
    }
    out.extend(away.filter_map(|pair| step(pair, Step::Away)));
    out
}
