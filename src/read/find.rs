//! Where the form's statements stand in a document.
//!
//! Pairs of words that a statement has point to where it may stand; there it is aligned word by word. Of all that is found,
//! the chain in the form's own order that tells most is kept; what stands out of order (a column at the right, options in
//! another order) is then looked for near its neighbours, among words that nothing else took.

use std::ops::Range;

use foldhash::HashMap;

use super::align::{self, Grid, Match, Step};
use super::outline::{Outline, Role, Statement};
use super::page::Page;
use super::reach::Reach;
use super::words::Known;

/// The share of a statement that must be found for it to be there; of a long one, so much is enough.
const SHARE: f32 = 0.42;
/// The same of one that stands out of order.
const RESCUED: f32 = 0.55;
const ENOUGH: (f32, f32) = (6.0, 0.3);
/// The share of a statement that is all of it, and by how much it is better than what is less.
const WHOLE: f32 = 0.85;
const BETTER: f32 = 0.3;
/// The same of a long statement, as a share of it.
const LITTLE: f32 = 0.2;
/// Places at which a statement is looked at closely.
const MOST_PLACES: usize = 24;
/// A word that stands more often in a document points nowhere.
const MOST_WORDS: usize = 60;
/// How many statements away from its neighbours one may stand; one of a single word says too little to stand far away.
const NEAR: usize = 14;
const NEAR_ALONE: usize = 4;

/// A document and the form that is looked for in it.
pub(super) struct Ground<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) outline: &'a Outline,
    known: Vec<Option<Known>>,
}

impl<'a> Ground<'a> {
    pub(super) fn new(page: &'a Page<'a>, outline: &'a Outline) -> Self {
        let known = outline.words.know(page);
        Self { page, outline, known }
    }

    pub(super) fn known(&self, token: usize) -> Option<Known> {
        self.known.get(token).copied().flatten()
    }

    pub(super) fn weight(&self, id: u32) -> f32 {
        self.outline.words.weight(id)
    }

    /// Whether a token is the end of a word that a line's break tore.
    pub(super) fn is_tail(&self, token: usize) -> bool {
        token.checked_sub(1).and_then(|before| self.known(before)).is_some_and(|known| known.torn)
    }

    /// Whether a token has neither letters nor digits.
    pub(super) fn says_nothing(&self, token: usize) -> bool {
        !self.page.tokens.get(token).is_some_and(|token| token.says)
    }

    /// Whether an empty line stands before a token.
    pub(super) fn parted(&self, token: usize) -> bool {
        self.page.tokens.get(token).is_some_and(|token| token.parted)
    }
}

/// The statements that stand in a document, each at most once, in the form's order.
pub(super) fn find(ground: &Ground<'_>) -> Vec<Match> {
    let candidates = candidates(ground);
    let chain = chain(&candidates);
    let mut taken: HashMap<usize, usize> = HashMap::default();
    let mut found: Vec<Option<Match>> = vec![None; ground.outline.statements.len()];
    for candidate in chain {
        // One that stands whole elsewhere, out of order, is looked for there.
        let whole = ground.outline.weight(candidate.statement);
        let better = |other: &&Match| other.statement == candidate.statement && other.score > candidate.score + BETTER;
        if candidate.score < whole * WHOLE && candidates.iter().any(|other| better(&other)) {
            continue;
        }
        keep(&mut found, &mut taken, candidate.clone());
    }
    rescue(ground, &candidates, &mut found, &mut taken);
    let mut found: Vec<Match> = found.into_iter().flatten().collect();
    for found in &mut found {
        close_brackets(ground, found, &taken);
        complete(ground, found, &taken);
    }
    found
}

/// What stands on a statement's line before and after it in place of words that it lacks is its own, with slips.
fn complete(ground: &Ground<'_>, found: &mut Match, taken: &HashMap<usize, usize>) {
    let page = ground.page;
    let Some(statement) = ground.outline.statements.get(found.statement) else { return };
    let lacking =
        |steps: &mut dyn Iterator<Item = &Step>| steps.take_while(|step| matches!(step, Step::Missing { .. })).count();
    let (before, after) = (lacking(&mut found.steps.iter()), lacking(&mut found.steps.iter().rev()));
    let free = |token: usize| !taken.contains_key(&token) && page.sign(token).is_none();
    let (first, last) = (found.first(), found.last());
    let line = page.piece(first).map_or(first..first, |piece| piece.tokens.clone());
    let over: Vec<usize> = (line.start..first).collect();
    let words = over.iter().filter(|token| !ground.says_nothing(**token)).count();
    if words > 0 && words <= before && over.iter().all(|token| free(*token)) {
        found.steps.splice(0..0, over.into_iter().map(|token| Step::Added { token }));
    }
    let wanted: Vec<&str> = statement.words.iter().rev().take(after).map(|(word, _)| word.as_str()).collect();
    for (token, word) in (last + 1..).zip(wanted.iter().rev()) {
        let close = page.row(token) <= page.row(last) + 1 && !ground.parted(token);
        if !close || !free(token) || !super::words::is_like(page.text(token), word) {
            break;
        }
        found.steps.push(Step::Added { token });
    }
}

/// A caption in brackets goes on to the closing one, whatever its last words are.
fn close_brackets(ground: &Ground<'_>, found: &mut Match, taken: &HashMap<usize, usize>) {
    const MOST: usize = 5;
    let page = ground.page;
    let count = |text: &str, of: char| text.matches(of).count();
    let (open, closed) = found.tokens().fold((0, 0), |(open, closed), token| {
        (open + count(page.text(token), '('), closed + count(page.text(token), ')'))
    });
    let begins = page.text(found.first()).starts_with('(');
    if !begins || open != closed + 1 {
        return;
    }
    let mut at = found.tokens().last().unwrap_or_default();
    let mut added = Vec::new();
    while added.len() < MOST {
        let next = at + 1;
        let beside = page.tokens.get(next).zip(page.tokens.get(at)).is_some_and(|(next, own)| next.piece == own.piece);
        let goes_on = if beside {
            Some(next)
        } else {
            page.columns.under(at).or(Some(next).filter(|next| page.row(*next) == page.row(at) + 1))
        };
        let Some(token) = goes_on.filter(|token| !taken.contains_key(token) && page.sign(*token).is_none()) else {
            return;
        };
        added.push(token);
        if page.text(token).contains(')') {
            found.steps.extend(added.into_iter().map(|token| Step::Added { token }));
            return;
        }
        if page.text(token).contains('(') {
            return;
        }
        at = token;
    }
}

fn keep(found: &mut [Option<Match>], taken: &mut HashMap<usize, usize>, kept: Match) {
    taken.extend(kept.tokens().map(|token| (token, kept.statement)));
    let number = kept.statement;
    if let Some(slot) = found.get_mut(number) {
        *slot = Some(kept);
    }
}

fn is_enough(score: f32, whole: f32) -> bool {
    score >= whole * SHARE || (score >= ENOUGH.0 && score >= whole * ENOUGH.1)
}

/// Alignments of statements with the places at which they may stand.
fn candidates(ground: &Ground<'_>) -> Vec<Match> {
    let votes = votes(ground);
    let mut search = Search { ground, grid: Grid::default(), reach: Reach::new(ground) };
    let mut out = Vec::new();
    for (number, votes) in votes.iter().enumerate() {
        let whole = ground.outline.weight(number);
        let found = search.found(number, votes);
        out.extend(found.into_iter().filter(|found| is_enough(found.score, whole) && stands(ground, number, found)));
    }
    out
}

/// A place at which a statement may stand.
struct Place {
    /// The token that ends the last pair of its words.
    at: usize,
    /// The tokens around it that may be its own.
    around: Range<usize>,
}

/// A look at the places of statements, one statement after the other.
struct Search<'a> {
    ground: &'a Ground<'a>,
    grid: Grid,
    reach: Reach,
}

impl Search<'_> {
    /// What a statement comes to at its places: at a place of which nothing better has taken the token, where it can come to
    /// enough, and no more than so many.
    fn found(&mut self, number: usize, votes: &[(usize, usize, f32)]) -> Vec<Match> {
        let (ground, whole) = (self.ground, self.ground.outline.weight(number));
        let Some(statement) = ground.outline.statements.get(number) else { return Vec::new() };
        let mut aligned: Vec<Aligned> = Vec::new();
        self.reach.begin(statement);
        for place in self.places(statement, votes, whole) {
            if aligned.iter().any(|known| known.has(place.at)) {
                continue;
            }
            let most = self.most(&place.around, &aligned);
            if !is_enough(most, whole) || aligned.iter().any(|known| known.is_again(&place.around, most)) {
                continue;
            }
            let found = align::verbatim(ground, number, statement, place.around.clone())
                .or_else(|| align::align(ground, number, statement, place.around.clone(), &mut self.grid));
            aligned.push(Aligned::new(place.around, found));
            if aligned.len() >= MOST_PLACES {
                break;
            }
        }
        self.reach.end(statement);
        aligned.into_iter().filter_map(|known| known.found).collect()
    }

    /// What a statement can come to among some tokens at most: what all words of it there tell; and what it came to among others
    /// and what those words of it tell that are not among the others.
    fn most(&mut self, around: &Range<usize>, aligned: &[Aligned]) -> f32 {
        let mut most = self.reach.most(self.ground, around.clone());
        for known in aligned {
            let before = around.start..around.end.min(known.around.start);
            let after = around.start.max(known.around.end)..around.end;
            if before.len() + after.len() < around.len() {
                let score = known.found.as_ref().map_or(0.0, |found| found.score);
                most = most.min(score + self.reach.most(self.ground, before.chain(after)));
            }
        }
        most
    }

    /// The places of a statement, the best first.
    fn places(&self, statement: &Statement, votes: &[(usize, usize, f32)], whole: f32) -> Vec<Place> {
        let length = statement.words.len();
        let slack = length / 2 + 8;
        let place = |(first, last): (usize, usize)| {
            let (from, before, _) = *votes.get(first)?;
            let (to, after, _) = *votes.get(last)?;
            // The word before may stand over it, with all of a line between.
            let from = self.ground.page.columns.over(from).map_or(from, |over| over.min(from));
            let start = from.saturating_sub(before + slack);
            let end = (to + (length - after.min(length)) + slack).min(self.ground.page.tokens.len());
            Some(Place { at: to, around: start..end })
        };
        places(votes, length, whole).into_iter().filter_map(place).collect()
    }
}

/// What a statement came to at a place.
struct Aligned {
    /// The tokens that may have been its own.
    around: Range<usize>,
    found: Option<Match>,
    /// The tokens from its first to its last.
    reach: Range<usize>,
}

impl Aligned {
    fn new(around: Range<usize>, found: Option<Match>) -> Self {
        let reach = found.as_ref().map_or(0..0, |found| found.first()..found.last() + 1);
        Self { around, found, reach }
    }

    /// Whether a token is one of what was found.
    fn has(&self, token: usize) -> bool {
        self.reach.contains(&token)
            && self.found.as_ref().is_some_and(|found| found.tokens().any(|found| found == token))
    }

    /// Whether what was found would be found again among tokens where the statement can come to `most`: it lies there, and
    /// hardly anything is better. Of a long statement there is no other one nearby that is a little better.
    fn is_again(&self, around: &Range<usize>, most: f32) -> bool {
        let little = BETTER.max((most - ENOUGH.0) * LITTLE);
        let lies = around.start <= self.reach.start && self.reach.end <= around.end;
        lies && self.found.as_ref().is_some_and(|found| most - found.score <= little)
    }
}

/// Whether what was found can be that statement: a single word must stand alone.
fn stands(ground: &Ground<'_>, number: usize, found: &Match) -> bool {
    let Some(statement) = ground.outline.statements.get(number) else { return false };
    let page = ground.page;
    let telling = statement.words.iter().filter(|(_, id)| ground.weight(*id) > 0.1).count();
    let matched = found.tokens().count();
    let first = found.first();
    if matches!(statement.role, Role::Heading | Role::Title) {
        // A heading stands on lines of its own.
        let row = page.tokens_of(page.row(first));
        let others = row.filter(|token| {
            page.sign(*token).is_none() && !ground.says_nothing(*token) && !found.tokens().any(|found| found == *token)
        });
        let begins = page.piece(first).is_some_and(|piece| piece.tokens.start == first);
        if !begins && others.clone().count() > 2 || others.count() > 5 {
            return false;
        }
    }
    if telling > 1 && matched > 1 {
        // The end of a sentence within another one is not the sentence.
        let begins = page
            .piece(first)
            .is_some_and(|piece| piece.tokens.start == first || page.sign(first.saturating_sub(1)).is_some());
        let whole = matched * 10 >= telling * 6;
        let before = found.steps.iter().take_while(|step| matches!(step, Step::Missing { .. })).count();
        return whole
            || (begins && before * 4 <= statement.words.len())
            || found.score >= ground.outline.weight(number) * 0.7;
    }
    if statement.role == Role::Box {
        // Of an option that was renamed, as `10-K` for `Form 10-K`, a mark tells; one of a single word has its group look for it.
        let token = found.first();
        let near = [token.checked_sub(1), Some(token + 1)].into_iter().flatten();
        let marked = near
            .filter(|near| page.row(*near) == page.row(token))
            .any(|near| page.sign(near).is_some() || page.text(near).eq_ignore_ascii_case("x"));
        return telling > 1 && matched > 0 && marked;
    }
    let alone = page.piece(found.first()).is_some_and(|piece| {
        let mut words = piece.tokens.clone().filter(|token| page.sign(*token).is_none());
        // `Name: Jay Furrow`, `Jay Furrow (Name)`.
        let text = page.text(first);
        let labelled = (text.ends_with(':') && piece.tokens.start == first)
            || (text.starts_with('(') && text.ends_with(')') && piece.tokens.end == first + 1);
        labelled || words.all(|token| found.tokens().any(|found| found == token))
    });
    alone && matched > 0 && (telling <= 1 || statement.role == Role::Column)
}

/// For each statement the tokens that end a pair of its words: token, place of the word, weight.
fn votes(ground: &Ground<'_>) -> Vec<Vec<(usize, usize, f32)>> {
    let outline = ground.outline;
    let mut votes = vec![Vec::new(); outline.statements.len()];
    let mut counts: HashMap<u32, usize> = HashMap::default();
    let mut before: Option<usize> = None;
    for token in 0..ground.page.tokens.len() {
        let Some(known) = ground.known(token) else {
            if ground.page.sign(token).is_none() && !ground.is_tail(token) {
                before = None;
            }
            continue;
        };
        if ground.weight(known.id) <= 0.1 {
            continue;
        }
        for earlier in [before, ground.page.columns.over(token)].into_iter().flatten() {
            let Some(first) = ground.known(earlier) else { continue };
            let weight = ground.weight(first.id) + ground.weight(known.id);
            for &(_, statement, place) in outline.pointers.pair(first.id, known.id) {
                if let Some(votes) = votes.get_mut(statement) {
                    votes.push((token, place, weight));
                }
            }
        }
        let statements = outline.pointers.single(known.id);
        if !statements.is_empty() {
            let count = counts.entry(known.id).or_default();
            *count += 1;
            if *count <= MOST_WORDS {
                for statement in statements {
                    if let Some(votes) = votes.get_mut(*statement) {
                        votes.push((token, 0, ground.weight(known.id) * 2.0));
                    }
                }
            }
        }
        before = Some(token);
    }
    votes
}

/// The stretches of votes, by their numbers, in which enough different pairs of a statement stand close together; the best
/// first.
fn places(votes: &[(usize, usize, f32)], length: usize, whole: f32) -> Vec<(usize, usize)> {
    let room = length + length / 2 + 10;
    let least = whole * 0.3;
    // How many votes of the stretch are for each of its words.
    let mut inside: Vec<usize> = vec![0; length];
    let mut sum = 0.0_f32;
    let mut first = 0;
    let mut stretches: Vec<(f32, usize, usize)> = Vec::new();
    for (last, (token, place, weight)) in votes.iter().enumerate() {
        if let Some(count) = inside.get_mut(*place) {
            *count += 1;
            if *count == 1 {
                sum += weight;
            }
        }
        while let Some((_, place, weight)) = votes.get(first).filter(|vote| vote.0 + room < *token) {
            if let Some(count) = inside.get_mut(*place) {
                *count -= 1;
                if *count == 0 {
                    sum -= weight;
                }
            }
            first += 1;
        }
        if sum >= least {
            stretches.push((sum, first, last));
        }
    }
    stretches.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    stretches.truncate(MOST_PLACES * 8);
    stretches.into_iter().map(|(_, first, last)| (first, last)).collect()
}

/// The chain of matches in the form's order, without overlap, that tells most.
fn chain(candidates: &[Match]) -> Vec<&Match> {
    let mut sorted: Vec<&Match> = candidates.iter().collect();
    sorted.sort_by_cached_key(|found| (found.last(), found.statement));
    let spans: Vec<(usize, usize)> = sorted.iter().map(|found| (found.first(), found.last())).collect();
    let mut best: Vec<(f32, Option<usize>)> = Vec::with_capacity(sorted.len());
    for (at, (found, (first, _))) in sorted.iter().zip(&spans).enumerate() {
        let mut here = (found.score, None);
        for (before, (earlier, (_, last))) in sorted.iter().zip(&spans).take(at).enumerate() {
            let score = best.get(before).map_or(0.0, |(score, _)| *score) + found.score;
            if earlier.statement < found.statement && last < first && score > here.0 {
                here = (score, Some(before));
            }
        }
        best.push(here);
    }
    let mut at = best.iter().enumerate().max_by(|one, other| one.1.0.total_cmp(&other.1.0)).map(|(at, _)| at);
    let mut out = Vec::new();
    while let Some(here) = at {
        out.extend(sorted.get(here));
        at = best.get(here).and_then(|(_, before)| *before);
    }
    out.reverse();
    out
}

/// Finds statements that stand out of the form's order, near those that stand in it.
fn rescue(ground: &Ground<'_>, candidates: &[Match], found: &mut [Option<Match>], taken: &mut HashMap<usize, usize>) {
    let chained: Vec<(usize, usize, usize)> =
        found.iter().flatten().map(|found| (found.statement, found.first(), found.last())).collect();
    let mut order: Vec<&Match> = candidates.iter().collect();
    order.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.statement.cmp(&other.statement)));
    for candidate in order {
        if found.get(candidate.statement).is_none_or(Option::is_some) {
            continue;
        }
        let number = candidate.statement;
        let alone = ground.outline.statements.get(number).is_some_and(|statement| statement.words.len() == 1);
        let reach = if alone { NEAR_ALONE } else { NEAR };
        let from = chained.iter().filter(|(other, ..)| other + reach <= number).map(|(_, first, _)| *first).max();
        let to = chained.iter().filter(|(other, ..)| *other >= number + reach).map(|(_, _, last)| *last).min();
        let near = from.is_none_or(|from| from <= candidate.first()) && to.is_none_or(|to| candidate.last() <= to);
        if !near {
            continue;
        }
        let mut lost = 0.0;
        let mut steps = Vec::new();
        for step in &candidate.steps {
            match step {
                Step::Found { word, token } if taken.contains_key(token) => {
                    let id = ground.known(*token).map_or(0, |known| known.id);
                    lost += ground.weight(id) * 1.3;
                    steps.push(Step::Missing { word: *word });
                }
                Step::Found { .. } | Step::Missing { .. } | Step::Added { .. } => steps.push(*step),
            }
        }
        let rest = Match { statement: number, steps, score: candidate.score - lost };
        let whole = ground.outline.weight(number);
        if rest.score >= whole * RESCUED.min(ENOUGH.0 / whole.max(ENOUGH.0) + ENOUGH.1)
            && is_enough(rest.score, whole)
            && stands(ground, number, &rest)
        {
            keep(found, taken, rest);
        }
    }
}
