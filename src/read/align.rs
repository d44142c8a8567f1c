//! One statement and a stretch of the document: which word stands for which, by the alignment that tells most.
//!
//! It is a local alignment (Smith and Waterman): words that match count by what they tell, words that only one side has cost
//! a little, so a statement ends where going on would cost more than it finds. In a column the word after the last of a line is the
//! first of the line under it as well as the one beside it, so a caption is found however many stand beside it.

use super::find::Ground;
use super::outline::Statement;

/// What one word of a statement came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// It stands there.
    Found { word: usize, token: usize },
    /// The document does not have it.
    Missing { word: usize },
    /// The document has a token that the form does not.
    Added { token: usize },
}

/// A statement in a document.
#[derive(Debug, Clone)]
pub(super) struct Match {
    pub(super) statement: usize,
    pub(super) steps: Vec<Step>,
    /// What was found, in the measure of [`Outline::weight`](super::outline::Outline::weight).
    pub(super) score: f32,
}

impl Match {
    /// The tokens that are words of the statement.
    pub(super) fn tokens(&self) -> impl Iterator<Item = usize> + '_ {
        self.steps.iter().filter_map(|step| match step {
            Step::Found { token, .. } => Some(*token),
            Step::Missing { .. } | Step::Added { .. } => None,
        })
    }

    pub(super) fn first(&self) -> usize {
        self.tokens().min().unwrap_or_default()
    }

    pub(super) fn last(&self) -> usize {
        self.tokens().max().unwrap_or_default()
    }
}

const SKIPPED_WORD: f32 = 0.5;
const SKIPPED_RULE: f32 = 0.1;
const SKIPPED_LINE: f32 = 0.4;
/// The share of its weight that a missing word costs, and what it costs at least.
const MISSING: (f32, f32) = (0.3, 0.12);
const ENDED: f32 = 1.2;
const SLIP: f32 = 0.75;

#[derive(Debug, Clone, Copy, Default)]
enum Back {
    #[default]
    Start,
    /// The word and the token, with nothing before them.
    First,
    /// The word and the token, after the token of this column.
    Both(u32),
    Word,
    Token(u32),
}

struct Grid {
    width: usize,
    scores: Vec<f32>,
    backs: Vec<Back>,
}

impl Grid {
    fn score(&self, word: usize, column: usize) -> f32 {
        self.scores.get(word * self.width + column).copied().unwrap_or_default()
    }

    fn back(&self, word: usize, column: usize) -> Back {
        self.backs.get(word * self.width + column).copied().unwrap_or_default()
    }

    fn set(&mut self, word: usize, column: usize, score: f32, back: Back) {
        let at = word * self.width + column;
        if let (Some(known), Some(kept)) = (self.scores.get_mut(at), self.backs.get_mut(at)) {
            (*known, *kept) = (score, back);
        }
    }
}

/// The best alignment of a statement with some tokens; none if nothing matches.
pub(super) fn align(
    ground: &Ground<'_>,
    number: usize,
    statement: &Statement,
    tokens: std::ops::Range<usize>,
) -> Option<Match> {
    let (words, count) = (&statement.words, tokens.len());
    let mut grid = Grid {
        width: count + 1,
        scores: vec![0.0; (words.len() + 1) * (count + 1)],
        backs: vec![Back::Start; (words.len() + 1) * (count + 1)],
    };
    let column = |token: usize| token.checked_sub(tokens.start).map(|at| at + 1).filter(|at| *at <= count);
    let mut best = (0.0_f32, 0, 0);
    for (at, token) in tokens.clone().enumerate() {
        let here = at + 1;
        let over = ground.over(token).and_then(column).filter(|over| *over < at);
        let known = ground.known(token);
        let skip = match ground.page.sign(token) {
            Some(_) => SKIPPED_RULE,
            None if ground.is_tail(token) => 0.0,
            None if ground.says_nothing(token) => SKIPPED_RULE,
            None => SKIPPED_WORD,
        };
        // A label that ends with a colon has ended.
        let ended = token.checked_sub(1).is_some_and(|before| ground.page.text(before).ends_with(':'));
        let apart = if ground.parted(token) { SKIPPED_LINE } else { 0.0 } + if ended { ENDED } else { 0.0 };
        for (index, (_, id)) in words.iter().enumerate() {
            let word = index + 1;
            let weight = ground.weight(*id);
            let (mut score, mut back) = (0.0_f32, Back::Start);
            for before in [Some(at), over].into_iter().flatten() {
                let cost = if before == at { apart } else { 0.0 };
                if let Some(known) = known.filter(|known| known.id == *id) {
                    let gained = if known.slip { weight * SLIP } else { weight };
                    let through = grid.score(index, before);
                    let alone = through <= cost;
                    let sum = if alone { gained } else { through - cost + gained };
                    if sum > score {
                        (score, back) = (sum, if alone { Back::First } else { Back::Both(narrow(before)) });
                    }
                }
                let skipped = grid.score(word, before) - skip - cost;
                if skipped > score {
                    (score, back) = (skipped, Back::Token(narrow(before)));
                }
            }
            let missing = grid.score(index, here) - (weight * MISSING.0).max(MISSING.1);
            if missing > score {
                (score, back) = (missing, Back::Word);
            }
            grid.set(word, here, score, back);
            if score > best.0 {
                best = (score, word, here);
            }
        }
    }
    let (score, mut word, mut at) = best;
    if score <= 0.0 {
        return None;
    }
    let mut steps: Vec<Step> = (word..words.len()).rev().map(|word| Step::Missing { word }).collect();
    loop {
        match grid.back(word, at) {
            Back::Start => break,
            Back::First => {
                steps.push(Step::Found { word: word - 1, token: tokens.start + at - 1 });
                word -= 1;
                break;
            }
            Back::Both(before) => {
                steps.push(Step::Found { word: word - 1, token: tokens.start + at - 1 });
                (word, at) = (word - 1, before as usize);
            }
            Back::Word => {
                steps.push(Step::Missing { word: word - 1 });
                word -= 1;
            }
            Back::Token(before) => {
                let token = tokens.start + at - 1;
                if ground.page.sign(token).is_none() && !ground.is_tail(token) {
                    steps.push(Step::Added { token });
                }
                at = before as usize;
            }
        }
    }
    steps.extend((0..word).rev().map(|word| Step::Missing { word }));
    steps.reverse();
    Some(Match { statement: number, steps, score })
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
