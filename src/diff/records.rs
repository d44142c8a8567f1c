//! Records of two lists side by side.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap, VecDeque};

use similar::{Algorithm, DiffOp};

use super::fields::said;
use crate::filing::Record;
use crate::form::Form;

/// How the records of one list stand beside each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairing {
    /// The path of the list in the original.
    pub before: String,
    /// Its path in the amended filing.
    pub after: String,
    /// Its records, in the order of the amended list, with what went where it stood.
    pub records: Vec<Match>,
}

/// Two records, or one that has no other, by their numbers from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// Both lists have it.
    Both {
        /// Its number in the original.
        before: usize,
        /// Its number in the amended list.
        after: usize,
        /// Whether others that both have stand between.
        moved: bool,
    },
    /// The original had it.
    Gone(usize),
    /// The amended list has it.
    Come(usize),
}

/// Pairs of records that are looked at for versions of each other.
const MOST_COMPARED: usize = 100_000;
/// Words of an answer by which two versions of it are recognised.
const MOST_WORDS: usize = 100;
/// What an answer is worth that two records have in common.
const SAME: usize = 100;

/// Pairs records: by the form's key if it names one and nothing else; else those that say the same; and of the others those
/// that have most answers in common. What comes back is in the order of the amended list, with what went where it stood.
pub(super) fn pair(before: (&Form, &[&Record]), after: (&Form, &[&Record])) -> Vec<Match> {
    let [old, new] = [before, after]
        .map(|(form, records)| -> Vec<Said> { records.iter().map(|record| Said::new(form, record)).collect() });
    let names = |side: &[Said]| side.iter().map(|record| record.name.clone()).collect::<Vec<_>>();
    let mut pairs = Pairs::default();
    for op in similar::capture_diff_slices(Algorithm::Myers, &names(&old), &names(&new)) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            (0..len).for_each(|index| pairs.add(old_index + index, new_index + index));
        }
    }
    same_elsewhere(&mut pairs, &old, &new);
    versions(&mut pairs, &old, &new);
    pairs.in_order(old.len(), new.len())
}

/// What a record says.
struct Said {
    /// What it is known by: its key, or all that it says.
    name: String,
    /// Whether that is its key: a record with another key is another record, whatever else it says.
    keyed: bool,
    /// Its answers.
    answers: Vec<Answered>,
}

/// An answer of a record.
struct Answered {
    path: String,
    said: String,
    /// Its first words, sorted.
    words: Vec<String>,
}

impl Said {
    fn new(form: &Form, record: &Record) -> Self {
        let scope = form.scope(record.scope);
        let mut answers = Vec::new();
        for (index, field) in scope.fields.iter().enumerate() {
            let Some(said) = said(form, record, index).filter(|said| !said.is_empty()) else { continue };
            let mut words: Vec<String> = said.split_whitespace().take(MOST_WORDS).map(str::to_owned).collect();
            words.sort_unstable();
            answers.push(Answered { path: field.path.to_string(), said, words });
        }
        let key = scope.key.and_then(|key| said(form, record, key));
        let whole = || {
            let answers = answers.iter().flat_map(|answer| [&answer.path, "\u{1f}", &answer.said, "\u{1e}"]);
            answers.collect::<String>()
        };
        let keyed = key.is_some();
        Self { name: key.map_or_else(whole, |key| format!("key {key}")), keyed, answers }
    }

    /// How much two records have in common, if that makes them versions of each other: half of what they say, or the first
    /// answer.
    fn common(&self, other: &Self) -> Option<usize> {
        let same = |answer: &Answered| other.answers.iter().find(|other| other.path == answer.path);
        let likeness = |answer: &Answered| same(answer).map_or(0, |other| answer.likeness(other));
        let all: usize = self.answers.iter().map(likeness).sum();
        let first = self.answers.first().is_some_and(|first| likeness(first) == SAME);
        (first || (all > 0 && 2 * all >= SAME * self.answers.len().max(other.answers.len()))).then_some(all)
    }
}

impl Answered {
    /// How much two answers have in common: all, or most of their words.
    fn likeness(&self, other: &Self) -> usize {
        if self.said == other.said {
            return SAME;
        }
        let (mut one, mut another) = (self.words.iter().peekable(), other.words.iter().peekable());
        let mut common = 0;
        while let (Some(word), Some(against)) = (one.peek(), another.peek()) {
            match word.cmp(against) {
                Ordering::Less => drop(one.next()),
                Ordering::Greater => drop(another.next()),
                Ordering::Equal => {
                    common += 1;
                    one.next();
                    another.next();
                }
            }
        }
        let likeness = (2 * common * SAME).checked_div(self.words.len() + other.words.len()).unwrap_or_default();
        // Something was changed, however few its first words tell of it.
        if 2 * likeness >= SAME { likeness.min(SAME - 1) } else { 0 }
    }
}

/// Records that are paired so far.
#[derive(Default)]
struct Pairs {
    /// Those that kept their order, from the original to the amended list.
    kept: BTreeMap<usize, usize>,
    /// Those that moved.
    moved: HashMap<usize, usize>,
    /// The records of the amended list that have another.
    taken: HashMap<usize, usize>,
}

impl Pairs {
    fn add(&mut self, before: usize, after: usize) {
        let below = self.kept.range(..before).next_back().is_none_or(|(_, below)| *below < after);
        let above = self.kept.range(before..).next().is_none_or(|(_, above)| *above > after);
        if below && above {
            self.kept.insert(before, after);
        } else {
            self.moved.insert(before, after);
        }
        self.taken.insert(after, before);
    }

    fn has_before(&self, before: usize) -> bool {
        self.kept.contains_key(&before) || self.moved.contains_key(&before)
    }

    fn open(&self, old: usize, new: usize) -> (Vec<usize>, Vec<usize>) {
        let gone = (0..old).filter(|index| !self.has_before(*index)).collect();
        (gone, (0..new).filter(|index| !self.taken.contains_key(index)).collect())
    }

    fn in_order(&self, old: usize, new: usize) -> Vec<Match> {
        // The next record that kept its place, for each of the amended list.
        let mut until = vec![old; new];
        let mut next = old;
        for (after, until) in until.iter_mut().enumerate().rev() {
            let kept = self.taken.get(&after).filter(|before| self.kept.contains_key(before));
            next = kept.copied().unwrap_or(next);
            *until = next;
        }
        let mut gone = (0..old).filter(|index| !self.has_before(*index)).peekable();
        let mut out = Vec::new();
        for (after, until) in until.into_iter().enumerate() {
            while let Some(index) = gone.next_if(|index| *index < until) {
                out.push(Match::Gone(index));
            }
            out.push(match self.taken.get(&after).copied() {
                Some(before) => Match::Both { before, after, moved: !self.kept.contains_key(&before) },
                None => Match::Come(after),
            });
        }
        out.extend(gone.map(Match::Gone));
        out
    }
}

/// Pairs what went here and came there.
fn same_elsewhere(pairs: &mut Pairs, old: &[Said], new: &[Said]) {
    let (gone, come) = pairs.open(old.len(), new.len());
    let mut named: HashMap<&str, VecDeque<usize>> = HashMap::new();
    for (index, record) in gone.iter().filter_map(|index| Some((*index, old.get(*index)?))) {
        named.entry(&record.name).or_default().push_back(index);
    }
    for after in come {
        let name = new.get(after).map(|record| record.name.as_str()).unwrap_or_default();
        if let Some(before) = named.get_mut(name).and_then(VecDeque::pop_front) {
            pairs.add(before, after);
        }
    }
}

/// Pairs versions of each other, those first that have most in common.
fn versions(pairs: &mut Pairs, old: &[Said], new: &[Said]) {
    let (gone, come) = pairs.open(old.len(), new.len());
    if gone.len().saturating_mul(come.len()) > MOST_COMPARED {
        return;
    }
    let mut candidates = Vec::new();
    for before in &gone {
        for after in &come {
            let both = old.get(*before).zip(new.get(*after)).filter(|(old, new)| !(old.keyed && new.keyed));
            let common = both.and_then(|(old, new)| old.common(new));
            candidates.extend(common.map(|common| (common, *before, *after)));
        }
    }
    candidates.sort_by_key(|(common, before, after)| (std::cmp::Reverse(*common), before.abs_diff(*after), *after));
    for (_, before, after) in candidates {
        if !pairs.has_before(before) && !pairs.taken.contains_key(&after) {
            pairs.add(before, after);
        }
    }
}
