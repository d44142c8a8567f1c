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

/// What a word of the statement and a token came to that is better than nothing.
#[derive(Debug, Clone, Copy)]
struct Cell {
    /// The number of the word, counted from 1.
    word: usize,
    score: f32,
    back: Back,
}

/// The cells of an alignment, token by token. Nearly all cells of a statement and a stretch of text are nothing, so only the
/// others are kept; the room for them serves one alignment after the other.
#[derive(Debug, Default)]
pub(super) struct Grid {
    cells: Vec<Cell>,
    /// Where the cells of each column begin. Column 0 is before all tokens and has none.
    starts: Vec<usize>,
    /// The cells of the column that is being worked out.
    here: Vec<Cell>,
}

impl Grid {
    /// Begins anew, with a column without cells.
    fn clear(&mut self) {
        self.cells.clear();
        self.starts.clear();
        self.starts.push(0);
    }

    /// Ends the column that is being worked out.
    fn end(&mut self) {
        self.starts.push(self.cells.len());
        self.cells.append(&mut self.here);
    }

    /// The cells of a column, in the order of their words.
    fn column(&self, column: usize) -> &[Cell] {
        let start = self.starts.get(column).copied().unwrap_or_default();
        let end = self.starts.get(column + 1).copied().unwrap_or(self.cells.len());
        self.cells.get(start..end).unwrap_or_default()
    }

    fn back(&self, word: usize, column: usize) -> Back {
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
    /// The one that was passed last: its word, and its score.
    last: (usize, f32),
}

impl Before<'_> {
    /// The word of the next cell.
    fn next(&self) -> usize {
        self.cells.first().map_or(usize::MAX, |cell| cell.word)
    }

    /// The score of a word, if it is that of the next cell, which is then passed.
    fn pass(&mut self, word: usize) -> Option<f32> {
        let (cell, rest) = self.cells.split_first()?;
        if cell.word != word {
            return None;
        }
        (self.cells, self.last) = (rest, (word, cell.score));
        Some(cell.score)
    }
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
    grid.clear();
    let column = |token: usize| token.checked_sub(tokens.start).map(|at| at + 1).filter(|at| *at <= count);
    let mut best = (0.0_f32, 0, 0);
    for (at, token) in tokens.clone().enumerate() {
        let here = at + 1;
        let over = ground.page.columns.over(token).and_then(column).filter(|over| *over < at);
        let known = ground.known(token);
        let mut places = known.map(|known| statement.places(known.id)).unwrap_or_default();
        let mut cells = std::mem::take(&mut grid.here);
        let before = |column: usize, cost: f32, cells| Before { column: narrow(column), cost, cells, last: (0, 0.0) };
        let above = over.map(|over| grid.column(over)).unwrap_or_default();
        let mut befores = [before(at, 0.0, grid.column(at)), before(over.unwrap_or_default(), 0.0, above)];
        let mut skip = 0.0;
        if let [beside, above] = &mut befores
            && !(beside.cells.is_empty() && above.cells.is_empty() && places.is_empty())
        {
            (skip, beside.cost) = costs(ground, token);
        }
        let befores = befores.get_mut(..if over.is_some() { 2 } else { 1 }).unwrap_or_default();
        // The word after one that came to something may be missing.
        let mut after = (usize::MAX, 0.0_f32);
        loop {
            let place = places.first().map_or(usize::MAX, |(_, word)| *word);
            let word = befores.iter().map(Before::next).fold(place.min(after.0), usize::min);
            let Some(weight) = word.checked_sub(1).and_then(|at| statement.weights.get(at)).copied() else { break };
            let found = known.filter(|_| place == word);
            if found.is_some() {
                places = places.get(1..).unwrap_or_default();
            }
            let (mut score, mut back) = (0.0_f32, Back::Start);
            for before in befores.iter_mut() {
                if let Some(known) = found {
                    let gained = if known.slip { weight * SLIP } else { weight };
                    let through = if before.last.0 + 1 == word { before.last.1 } else { 0.0 };
                    let alone = through <= before.cost;
                    let sum = if alone { gained } else { through - before.cost + gained };
                    if sum > score {
                        (score, back) = (sum, if alone { Back::First } else { Back::Both(before.column) });
                    }
                }
                if let Some(own) = before.pass(word) {
                    let skipped = own - skip - before.cost;
                    if skipped > score {
                        (score, back) = (skipped, Back::Token(before.column));
                    }
                }
            }
            if after.0 == word {
                let missing = after.1 - (weight * MISSING.0).max(MISSING.1);
                if missing > score {
                    (score, back) = (missing, Back::Word);
                }
            }
            after = (usize::MAX, 0.0);
            if score > 0.0 {
                cells.push(Cell { word, score, back });
                after = (word + 1, score);
            }
            if score > best.0 {
                best = (score, word, here);
            }
        }
        grid.here = cells;
        grid.end();
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
