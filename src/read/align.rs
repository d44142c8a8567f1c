//! One statement and a stretch of the document: which word stands for which, by the alignment that tells most.
//!
//! It is a local alignment (Smith and Waterman): words that match count by what they tell, words that only one side has cost
//! a little, so a statement ends where going on would cost more than it finds. In a column the word after the last of a line is the
//! first of the line under it as well as the one beside it, so a caption is found however many stand beside it.

use super::find::Ground;
use super::outline::Statement;
use super::reach::ROUNDING;

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
const ENDED: f32 = 1.2;
const SLIP: f32 = 0.75;

/// What stands before a word and its token.
#[derive(Debug, Clone, Copy)]
enum Back {
    /// Nothing.
    Start,
    /// The word and the token of a column; the words between are missing.
    Both { word: u32, column: u32 },
    /// The same word: the token is none of the statement's, and follows that of a column.
    Token { column: u32 },
}

/// What a word of the statement and a token came to.
#[derive(Debug, Clone, Copy)]
struct Cell {
    /// The number of the word, counted from 1.
    word: u32,
    score: f32,
    back: Back,
}

/// The cells of an alignment, token by token. Only those are kept that the best alignment may go through: that are better than
/// nothing, than an earlier word with the words between them missing, and that can still come to more than the best one did. The
/// room for them serves one alignment after the other.
#[derive(Debug, Default)]
pub(super) struct Grid {
    cells: Vec<Cell>,
    /// Where the cells of each column begin. Column 0 is before all tokens and has none.
    starts: Vec<usize>,
    /// Room for the cells of the column that is being worked out.
    here: Vec<Cell>,
    /// For each word of the form, where the statement's places of it begin, counted from 1.
    places: Vec<u32>,
}

impl Grid {
    /// Begins anew, with a column without cells, for a statement of a form of so many words.
    fn clear(&mut self, statement: &Statement, count: usize) {
        self.cells.clear();
        self.starts.clear();
        self.starts.push(0);
        self.places.resize(count, 0);
        for (number, (id, _)) in (1..).zip(&statement.places) {
            self.places
                .get_mut(*id as usize)
                .into_iter()
                .filter(|first| **first == 0)
                .for_each(|first| *first = number);
        }
    }

    /// Where the statement has a word of the form.
    fn places<'s>(&self, statement: &'s Statement, id: u32) -> &'s [(u32, u32)] {
        let Some(first) = self.places.get(id as usize).and_then(|first| first.checked_sub(1)) else { return &[] };
        let rest = statement.places.get(first as usize..).unwrap_or_default();
        let end = rest.iter().take_while(|(other, _)| *other == id).count();
        rest.get(..end).unwrap_or_default()
    }

    /// Forgets the statement's words.
    fn forget(&mut self, statement: &Statement) {
        for (id, _) in &statement.places {
            self.places.get_mut(*id as usize).into_iter().for_each(|place| *place = 0);
        }
    }

    /// Adds a column.
    fn end(&mut self, here: &mut Vec<Cell>) {
        self.starts.push(self.cells.len());
        self.cells.append(here);
    }

    /// The cells of a column, in the order of their words.
    fn column(&self, column: usize) -> &[Cell] {
        let start = self.starts.get(column).copied().unwrap_or_default();
        let end = self.starts.get(column + 1).copied().unwrap_or(self.cells.len());
        self.cells.get(start..end).unwrap_or_default()
    }

    fn back(&self, word: u32, column: usize) -> Back {
        let cells = self.column(column);
        let found = cells.binary_search_by_key(&word, |cell| cell.word);
        found.ok().and_then(|at| cells.get(at)).map_or(Back::Start, |cell| cell.back)
    }
}

/// The cells of a column that a token may follow, while they are gone through.
struct Before<'g> {
    column: u32,
    cost: f32,
    cells: &'g [Cell],
    /// The best of those that were passed: its word, and its score without the cost of the words missing up to it.
    best: (u32, f32),
}

impl<'g> Before<'g> {
    fn new(column: usize, cost: f32, cells: &'g [Cell]) -> Self {
        Self { column: narrow(column), cost, cells, best: (0, 0.0) }
    }

    /// The word of the next cell.
    fn next(&self) -> u32 {
        self.cells.first().map_or(u32::MAX, |cell| cell.word)
    }

    /// The score of a word, if it is that of the next cell, which is then passed.
    fn pass(&mut self, word: u32, missing: f32) -> Option<f32> {
        let (cell, rest) = self.cells.split_first()?;
        if cell.word != word {
            return None;
        }
        self.cells = rest;
        if cell.score + missing >= self.best.1 {
            self.best = (word, cell.score + missing);
        }
        Some(cell.score)
    }
}

/// Where all words of a statement first stand one after the other among some tokens: no alignment comes to more.
pub(super) fn verbatim(
    ground: &Ground<'_>,
    number: usize,
    statement: &Statement,
    tokens: std::ops::Range<usize>,
) -> Option<Match> {
    let is_at = |first: usize| {
        statement.words.iter().zip(first..).all(|((_, id), token)| {
            ground.known(token).is_some_and(|known| known.id == *id && !known.slip)
                && (token == first || costs(ground, token).1 <= 0.0)
        })
    };
    let count = statement.words.len();
    let first = (tokens.start..(tokens.end + 1).saturating_sub(count)).find(|first| is_at(*first))?;
    let steps = (0..count).map(|word| Step::Found { word, token: first + word }).collect();
    Some(Match { statement: number, steps, score: ground.outline.weight(number) })
}

/// The best alignment of a statement with some tokens; none if nothing matches.
pub(super) fn align(
    ground: &Ground<'_>,
    number: usize,
    statement: &Statement,
    tokens: std::ops::Range<usize>,
    grid: &mut Grid,
) -> Option<Match> {
    let (words, count) = (&statement.words, tokens.len());
    let mut best = (0.0_f32, 0, 0);
    grid.clear(statement, ground.outline.words.count());
    let mut cells = std::mem::take(&mut grid.here);
    let column = |token: usize| token.checked_sub(tokens.start).map(|at| at + 1).filter(|at| *at <= count);
    for (at, token) in tokens.clone().enumerate() {
        let here = at + 1;
        let over = ground.page.columns.over(token).and_then(column).filter(|over| *over < at);
        let known = ground.known(token);
        let mut places = known.map(|known| grid.places(statement, known.id)).unwrap_or_default();
        let above = over.map(|over| grid.column(over)).unwrap_or_default();
        let beside = grid.column(at);
        if beside.is_empty() && above.is_empty() && places.is_empty() {
            grid.end(&mut cells);
            continue;
        }
        let (skip, apart) = costs(ground, token);
        let mut befores = [Before::new(at, apart, grid.column(at)), Before::new(over.unwrap_or_default(), 0.0, above)];
        let befores = befores.get_mut(..if over.is_some() { 2 } else { 1 }).unwrap_or_default();
        let mut least = 0.0_f32;
        loop {
            let place = places.first().map_or(u32::MAX, |(_, word)| *word);
            let word = befores.iter().map(Before::next).fold(place, u32::min);
            let Some(tells) = word.checked_sub(1).and_then(|at| statement.tells.get(at as usize)) else { break };
            let gained = known
                .filter(|_| place == word)
                .map(|known| if known.slip { tells.weight * SLIP } else { tells.weight });
            if gained.is_some() {
                places = places.get(1..).unwrap_or_default();
            }
            let (mut score, mut back) = (0.0_f32, Back::Start);
            for before in befores.iter_mut() {
                if let Some(gained) = gained {
                    let through = before.best.1 - tells.missing_before;
                    let alone = through <= before.cost;
                    let sum = if alone { gained } else { through - before.cost + gained };
                    if sum > score {
                        let (word, column) = (before.best.0, before.column);
                        (score, back) = (sum, if alone { Back::Start } else { Back::Both { word, column } });
                    }
                }
                if let Some(own) = before.pass(word, tells.missing) {
                    let skipped = own - skip - before.cost;
                    if skipped > score {
                        (score, back) = (skipped, Back::Token { column: before.column });
                    }
                }
            }
            if score > 0.0 && score + tells.missing >= least && score + tells.rest > best.0 - ROUNDING {
                cells.push(Cell { word, score, back });
                least = score + tells.missing;
            }
            if score > best.0 {
                best = (score, word, here);
            }
        }
        grid.end(&mut cells);
    }
    grid.here = cells;
    grid.forget(statement);
    let (score, mut word, mut at) = best;
    if score <= 0.0 {
        return None;
    }
    let missing = |words: std::ops::Range<u32>| words.rev().map(|word| Step::Missing { word: word as usize });
    let mut steps: Vec<Step> = missing(word..narrow(words.len())).collect();
    loop {
        let token = tokens.start + at - 1;
        match grid.back(word, at) {
            Back::Start => {
                steps.push(Step::Found { word: word as usize - 1, token });
                break;
            }
            Back::Both { word: before, column } => {
                steps.push(Step::Found { word: word as usize - 1, token });
                steps.extend(missing(before..word - 1));
                (word, at) = (before, column as usize);
            }
            Back::Token { column } => {
                if ground.page.sign(token).is_none() && !ground.is_tail(token) {
                    steps.push(Step::Added { token });
                }
                at = column as usize;
            }
        }
    }
    steps.extend(missing(0..word - 1));
    steps.reverse();
    Some(Match { statement: number, steps, score })
}

/// What it costs to skip a token, and what it costs that it follows the one before it.
fn costs(ground: &Ground<'_>, token: usize) -> (f32, f32) {
    let skip = match ground.page.sign(token) {
        Some(_) => SKIPPED_RULE,
        None if ground.is_tail(token) => 0.0,
        None if ground.says_nothing(token) => SKIPPED_RULE,
        None => SKIPPED_WORD,
    };
    // A label that ends with a colon has ended.
    let ended = ground.page.tokens.get(token).is_some_and(|token| token.after_colon);
    let apart = if ground.parted(token) { SKIPPED_LINE } else { 0.0 } + if ended { ENDED } else { 0.0 };
    (skip, apart)
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
