//! Paragraphs of two texts side by side, so that one that came in is one insertion, and one that stands elsewhere a move.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;
use std::time::Instant;

use similar::DiffOp;

use super::breaks;
use super::words::{Stretch, Text, words};

/// Two paragraphs, or one that has no other, by their numbers. Several of them are in the order in which a reader of the
/// amended text meets them, with what went where it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pair {
    /// Both have it, with these words.
    Both {
        /// Its number in the original.
        before: usize,
        /// Its number in the amended text.
        after: usize,
        /// Its words; one stretch if nothing changed.
        words: Vec<Stretch>,
    },
    /// The original had it.
    Gone(usize),
    /// The amended text has it.
    Come(usize),
    /// Both have their words, and part them into paragraphs otherwise.
    Broken {
        /// Their numbers in the original.
        before: Range<usize>,
        /// Their numbers in the amended text.
        after: Range<usize>,
    },
    /// It stood here; the amended text has it elsewhere.
    MovedFrom {
        /// Its number in the original.
        before: usize,
        /// Its number in the amended text.
        after: usize,
        /// Whether it was changed as well.
        changed: bool,
    },
    /// It stands here; the original had it elsewhere.
    MovedTo {
        /// Its number in the original.
        before: usize,
        /// Its number in the amended text.
        after: usize,
        /// Its words; one stretch if nothing changed.
        words: Vec<Stretch>,
    },
}

/// How much of two paragraphs must be the same for the one to be a version of the other.
const ALIKE: f64 = 0.4;
/// The words that a paragraph must have to be recognised elsewhere: shorter ones are alike by accident.
pub(super) const LEAST_MOVED: usize = 4;
/// The same for a paragraph that was changed as well, and how much of it must be the same.
const LEAST_CHANGED: usize = 8;
const ALIKE_ELSEWHERE: f64 = 0.7;
/// Pairs of paragraphs that are looked at for a move.
const MOST_COMPARED: usize = 10_000;

/// Aligns paragraphs: equal ones first, those that stand elsewhere among them, between them those that are most alike. Past
/// the deadline what is left counts as changed.
pub fn align(before: &[Text<'_>], after: &[Text<'_>], deadline: Option<Instant>) -> Vec<Pair> {
    aligned(before, after, true, deadline)
}

/// The same of what are no paragraphs, so that no two can be joined.
pub(super) fn align_whole(before: &[Text<'_>], after: &[Text<'_>], deadline: Option<Instant>) -> Vec<Pair> {
    aligned(before, after, false, deadline)
}

fn aligned(before: &[Text<'_>], after: &[Text<'_>], breaks: bool, deadline: Option<Instant>) -> Vec<Pair> {
    let [old, new] = [before, after].map(|side| side.iter().map(|text| text.words.as_slice()).collect::<Vec<_>>());
    let ops = super::aligned(&old, &new, deadline);
    let moves = Moves { breaks, ..Moves::find(&ops, before, after) };
    let mut pairs = Vec::new();
    for op in ops {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            pairs.extend((0..len).map(|index| {
                let (before_at, after_at) = (old_index + index, new_index + index);
                Pair::Both { before: before_at, after: after_at, words: same(length(before, before_at)) }
            }));
        } else {
            gap((before, op.old_range()), (after, op.new_range()), &moves, deadline, &mut pairs);
        }
    }
    changed_moves(&mut pairs, before, after, deadline);
    pairs
}

/// So many words, all the same.
fn same(length: usize) -> Vec<Stretch> {
    vec![Stretch { same: true, before: 0..length, after: 0..length }]
}

/// Paragraphs that stand elsewhere, to the word.
#[derive(Default)]
struct Moves {
    /// From the original to the amended text.
    to: HashMap<usize, usize>,
    /// The other way.
    from: HashMap<usize, usize>,
    /// Whether others may have been joined and parted.
    breaks: bool,
}

impl Moves {
    fn find(ops: &[DiffOp], before: &[Text<'_>], after: &[Text<'_>]) -> Self {
        let gaps = || ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
        let mut gone: HashMap<&[&str], VecDeque<usize>> = HashMap::new();
        for index in gaps().flat_map(DiffOp::old_range) {
            if let Some(text) = before.get(index).filter(|text| text.words.len() >= LEAST_MOVED) {
                gone.entry(&text.words).or_default().push_back(index);
            }
        }
        let mut moves = Self::default();
        for index in gaps().flat_map(DiffOp::new_range) {
            let from = after.get(index).and_then(|text| gone.get_mut(text.words.as_slice())?.pop_front());
            if let Some(from) = from {
                moves.to.insert(from, index);
                moves.from.insert(index, from);
            }
        }
        moves
    }

    /// A paragraph that the amended text does not have here.
    fn gone(&self, before: usize) -> Pair {
        match self.to.get(&before) {
            Some(after) => Pair::MovedFrom { before, after: *after, changed: false },
            None => Pair::Gone(before),
        }
    }

    /// A paragraph that the original does not have here.
    fn come(&self, after: usize, side: &[Text<'_>]) -> Pair {
        match self.from.get(&after) {
            Some(before) => Pair::MovedTo { before: *before, after, words: same(length(side, after)) },
            None => Pair::Come(after),
        }
    }
}

type Side<'a> = (&'a [Text<'a>], Range<usize>);

/// Pairs paragraphs between two equal ones, but those that moved.
fn gap(
    (before, old): Side<'_>,
    (after, new): Side<'_>,
    moves: &Moves,
    deadline: Option<Instant>,
    pairs: &mut Vec<Pair>,
) {
    let old_left: Vec<usize> = old.clone().filter(|index| !moves.to.contains_key(index)).collect();
    let new_left: Vec<usize> = new.clone().filter(|index| !moves.from.contains_key(index)).collect();
    if let Some((one, other)) =
        Some(()).filter(|()| moves.breaks).and_then(|()| breaks::find((before, &old_left), (after, &new_left)))
    {
        gap((before, old.start..one.start), (after, new.start..other.start), moves, deadline, pairs);
        pairs.push(Pair::Broken { before: one.clone(), after: other.clone() });
        return gap((before, one.end..old.end), (after, other.end..new.end), moves, deadline, pairs);
    }
    let matched = if let ([one], [other]) = (old_left.as_slice(), new_left.as_slice()) {
        // The words of the only two are compared once.
        let both = before.get(*one).zip(after.get(*other)).map(|(from, to)| {
            let words = words(from, to, deadline);
            let same: usize = words.iter().filter(|stretch| stretch.same).map(|stretch| stretch.before.len()).sum();
            // One table in the place of another is a version of it: what is said of it is said row by row.
            let rows = |text: &Text<'_>| text.words.iter().any(|word| word.contains(' '));
            (is_alike(same, from.words.len(), to.words.len()) || (rows(from) && rows(to)), words)
        });
        both.filter(|(alike, _)| *alike).map(|(_, words)| (*one, *other, words)).into_iter().collect()
    } else {
        let matched = matched((before, &old_left), (after, &new_left), deadline);
        let compared = |(one, other): (usize, usize)| {
            let (from, to) = before.get(one).zip(after.get(other))?;
            Some((one, other, words(from, to, deadline)))
        };
        matched.into_iter().filter_map(compared).collect::<Vec<_>>()
    };
    let (mut old, mut new) = (old, new);
    for (one, other, words) in matched {
        pairs.extend((old.start..one).map(|index| moves.gone(index)));
        pairs.extend((new.start..other).map(|index| moves.come(index, after)));
        pairs.push(Pair::Both { before: one, after: other, words });
        (old.start, new.start) = (one + 1, other + 1);
    }
    pairs.extend(old.map(|index| moves.gone(index)));
    pairs.extend(new.map(|index| moves.come(index, after)));
}

/// Which paragraphs are versions of each other: those that have most words in common where the words of all are compared
/// in their order. Both numbers rise.
fn matched(
    (before, old): (&[Text<'_>], &[usize]),
    (after, new): (&[Text<'_>], &[usize]),
    deadline: Option<Instant>,
) -> Vec<(usize, usize)> {
    if old.is_empty() || new.is_empty() {
        return Vec::new();
    }
    let (old_words, old_of) = flat(before, old);
    let (new_words, new_of) = flat(after, new);
    let mut common: Vec<(usize, usize, usize)> = Vec::new();
    for op in super::aligned(&old_words, &new_words, deadline) {
        let DiffOp::Equal { .. } = op else { continue };
        for (one, other) in op.old_range().zip(op.new_range()) {
            let (Some(one), Some(other)) = (old_of.get(one), new_of.get(other)) else { continue };
            match common.last_mut() {
                Some((a, b, count)) if a == one && b == other => *count += 1,
                _ => common.push((*one, *other, 1)),
            }
        }
    }
    let alike =
        |(one, other, count): &(usize, usize, usize)| is_alike(*count, length(before, *one), length(after, *other));
    let mut out: Vec<(usize, usize, usize)> = Vec::new();
    for candidate in common.into_iter().filter(alike) {
        // Of two versions of one paragraph the fuller one stands.
        match out.last_mut() {
            Some(last) if last.0 == candidate.0 || last.1 == candidate.1 => {
                if candidate.2 > last.2 {
                    *last = candidate;
                }
            }
            _ => out.push(candidate),
        }
    }
    out.into_iter().map(|(one, other, _)| (one, other)).collect()
}

fn length(side: &[Text<'_>], index: usize) -> usize {
    side.get(index).map_or(0, |text| text.words.len())
}

/// Whether so many common words make two paragraphs of these lengths versions of each other.
fn is_alike(common: usize, before: usize, after: usize) -> bool {
    is_share(common, before + after, ALIKE)
}

fn is_share(common: usize, all: usize, share: f64) -> bool {
    #[expect(clippy::cast_precision_loss, reason = "a share of words")]
    let (common, all) = (common as f64, all as f64);
    2.0 * common >= share * all
}

/// The words of some paragraphs, and which paragraph each is of.
fn flat<'a>(side: &[Text<'a>], numbers: &[usize]) -> (Vec<&'a str>, Vec<usize>) {
    let paragraphs = numbers.iter().filter_map(|index| Some((*index, side.get(*index)?)));
    paragraphs.flat_map(|(index, text)| text.words.iter().map(move |word| (*word, index))).unzip()
}

/// Makes a move of two pairs, given by their places and the numbers of their paragraphs.
fn moved(pairs: &mut [Pair], (from, before): (usize, usize), (at, after): (usize, usize), words: Vec<Stretch>) {
    let changed = words.iter().any(|stretch| !stretch.same);
    if let Some(pair) = pairs.get_mut(from) {
        *pair = Pair::MovedFrom { before, after, changed };
    }
    if let Some(pair) = pairs.get_mut(at) {
        *pair = Pair::MovedTo { before, after, words };
    }
}

/// Makes a move of a paragraph that went here and came there with few other words.
fn changed_moves(pairs: &mut [Pair], before: &[Text<'_>], after: &[Text<'_>], deadline: Option<Instant>) {
    let long = |side: &[Text<'_>], index: usize| length(side, index) >= LEAST_CHANGED;
    let places = pairs.iter().enumerate();
    let mut gone: Vec<(usize, usize)> = Vec::new();
    let mut come: Vec<(usize, usize)> = Vec::new();
    for (at, pair) in places {
        match pair {
            Pair::Gone(index) if long(before, *index) => gone.push((at, *index)),
            Pair::Come(index) if long(after, *index) => come.push((at, *index)),
            Pair::Gone(_)
            | Pair::Come(_)
            | Pair::Both { .. }
            | Pair::Broken { .. }
            | Pair::MovedFrom { .. }
            | Pair::MovedTo { .. } => {}
        }
    }
    if gone.len().saturating_mul(come.len()) > MOST_COMPARED {
        return;
    }
    for to in come {
        let Some(text) = after.get(to.1) else { continue };
        let found = gone.iter().enumerate().filter_map(|(place, from)| {
            let other = before.get(from.1)?;
            // The shorter one cannot have more in common than it is long.
            let (least, all) = (other.words.len().min(text.words.len()), other.words.len() + text.words.len());
            if !is_share(least, all, ALIKE_ELSEWHERE) {
                return None;
            }
            let words = words(other, text, deadline);
            let same: usize = words.iter().filter(|stretch| stretch.same).map(|stretch| stretch.before.len()).sum();
            is_share(same, all, ALIKE_ELSEWHERE).then_some((same, place, words))
        });
        if let Some((_, place, words)) = found.max_by_key(|(same, place, _)| (*same, std::cmp::Reverse(*place))) {
            moved(pairs, gone.remove(place), to, words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &[&str], after: &[&str]) -> String {
        let [before, after] = [before, after].map(|side| -> Vec<Text<'_>> {
            side.iter().map(|text| Text::from(text.split(' ').collect::<Vec<_>>())).collect()
        });
        let pair = |pair: Pair| match pair {
            Pair::Both { before, after, words } if words.iter().all(|stretch| stretch.same) => {
                format!("{before}={after}")
            }
            Pair::Both { before, after, .. } => format!("{before}~{after}"),
            Pair::Broken { before, after } => format!("{before:?}|{after:?}"),
            Pair::Gone(before) => format!("-{before}"),
            Pair::Come(after) => format!("+{after}"),
            Pair::MovedFrom { before, after, .. } => format!("{before}>{after}"),
            Pair::MovedTo { before, after, words } if words.len() == 1 => format!("{after}<{before}"),
            Pair::MovedTo { before, after, .. } => format!("{after}<~{before}"),
        };
        align(&before, &after, None).into_iter().map(pair).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn paragraphs_are_aligned_before_their_words() {
        let (one, two, three) = ("The first one is here.", "The second stands after it.", "A third ends all of it.");
        let other = "Quite another text came in between them.";
        assert_eq!(shown(&[one, two], &[one, two]), "0=0 1=1");
        assert_eq!(shown(&[one, two], &[one, other, two]), "0=0 +1 1=2");
        assert_eq!(shown(&[one, other, two], &[one, two]), "0=0 -1 2=1");
        assert_eq!(shown(&[one, two, three], &[two, three, one]), "0>2 1=0 2=1 2<0");
        assert_eq!(shown(&[one, two], &["The first one was here.", other, two]), "0~0 +1 1=2");
        // One word of twenty-one, and a paragraph before it.
        assert_eq!(shown(&["a b c d e f g h"], &[other, "a b c d x f g h"]), "+0 0~1");
        assert_eq!(shown(&["a b c d e f g h", one, two], &[one, two, "a b c d x f g h"]), "0>2 1=0 2=1 2<~0");
        assert_eq!(shown(&[one, "a b", "c d", two], &[one, "a b c d", two]), "0=0 1..3|1..2 3=2");
        assert_eq!(shown(&[one, "a b c d"], &["a", "b", "c d"]), "-0 1..2|0..3");
        assert_eq!(shown(&["a b c", "d e"], &["a b", "c d e"]), "0..2|0..2");
        assert_eq!(shown(&[], &[one]), "+0");
        assert_eq!(shown(&[one], &[]), "-0");
    }
}
