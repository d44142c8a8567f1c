//! Which boxes are checked.
//!
//! A mark belongs to the label that it stands before, or to the one that it stands after; which, a group's marks tell
//! together, for a filer does not change the manner within a line.

use super::claims::{Claims, Owner};
use super::find::Ground;
use super::marks::{LONGEST_EMPTY, Sign};
use super::outline::{Group, Role};
use super::words::norm;

/// Where the words of a box stand.
#[derive(Debug, Clone, Copy)]
struct Label {
    /// Its number in the group.
    number: usize,
    first: usize,
    last: usize,
}

/// A box as it was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    /// Its number in the group.
    pub(super) number: usize,
    /// Whether it is checked; none if no mark stands at it.
    pub(super) checked: Option<bool>,
    /// The mark; else the first of its words.
    pub(super) token: usize,
}

/// What was found of a group.
#[derive(Debug, Clone)]
pub(super) struct GroupFound {
    pub(super) group: usize,
    pub(super) boxes: Vec<Found>,
    /// Checked boxes with words that the form does not have: the mark, its words from and to.
    pub(super) others: Vec<(usize, usize, usize)>,
    /// How sure it is which mark belongs to which box, from 0 to 1.
    pub(super) confidence: f64,
}

/// Which way marks stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    Before,
    After,
    Nearest,
    /// Under their labels, or over them.
    Column,
}

const TORN: f64 = 1.0;
/// What a word between a mark and its label costs.
const BETWEEN: f64 = 0.3;
const LEFT_OVER: f64 = 4.0;
const TWICE: f64 = 6.0;
/// Words between a mark and what is known of its label.
const MOST_BETWEEN: usize = 5;

/// Reads a group's boxes. `range` holds the tokens among which its words and marks stand.
pub(super) fn read(
    ground: &Ground<'_>,
    claims: &mut Claims,
    number: usize,
    group: &Group,
    spans: &dyn Fn(usize) -> Option<(usize, usize)>,
    range: std::ops::Range<usize>,
) -> Option<GroupFound> {
    let alone = group.boxes.len() == 1 && group.boxes.first().is_some_and(|only| only.key.is_none());
    let mut labels: Vec<Label> = Vec::new();
    for (at, place) in group.boxes.iter().enumerate() {
        if let Some((first, last)) = spans(place.statement) {
            labels.push(Label { number: at, first, last });
        }
    }
    if alone {
        return lone(ground, claims, number, spans);
    }
    if labels.len() < group.boxes.len() {
        short_labels(ground, claims, group, &range, &mut labels);
    }
    if labels.is_empty() {
        return None;
    }
    // The answer may be typed as a word.
    if let ([only], true) = (labels.as_slice(), question_of_two(ground, group))
        && range.clone().all(|token| !is_mark(ground, claims, token, &labels))
        && ground
            .page
            .piece(only.first)
            .is_some_and(|piece| piece.tokens.clone().filter(|token| claims.is_free(*token)).count() == 1)
    {
        claims.set(only.first, Owner::Group(number));
        let found = Found { number: only.number, checked: Some(true), token: only.first };
        return Some(GroupFound { group: number, boxes: vec![found], others: Vec::new(), confidence: 0.75 });
    }
    labels.sort_by_key(|label| label.first);
    let marks: Vec<usize> = range.clone().filter(|token| is_mark(ground, claims, *token, &labels)).collect();
    // A line that begins with a label, with fewer marks than labels, has them after these.
    let first = labels.first().map(|label| label.first);
    let bare = marks.len() < labels.len() && first.is_some_and(|first| marks.iter().all(|mark| *mark > first));
    let tried = [Manner::Before, Manner::After, Manner::Nearest, Manner::Column].map(|manner| {
        let (cost, given) = assign(ground, claims, &labels, &marks, manner);
        let prior = match manner {
            Manner::Before if bare => 0.15,
            Manner::Before => 0.0,
            Manner::After => 0.05,
            Manner::Nearest => 1.2,
            Manner::Column => 1.0,
        };
        (cost + prior, given)
    });
    let mut costs: Vec<f64> = tried.iter().map(|(cost, _)| *cost).collect();
    costs.sort_by(f64::total_cmp);
    let (_, given) = tried.into_iter().min_by(|one, other| one.0.total_cmp(&other.0))?;
    let margin = match costs.as_slice() {
        [one, other, ..] => other - one,
        _ => 1.0,
    };
    let mut boxes: Vec<Found> = Vec::new();
    for label in &labels {
        let own: Vec<usize> = given.iter().filter(|(_, to)| *to == Some(label.number)).map(|(mark, _)| *mark).collect();
        let checked = own.iter().copied().find(|mark| state(ground, *mark) == Some(true));
        let token = checked.or(own.first().copied());
        let state = if own.is_empty() { None } else { Some(checked.is_some()) };
        boxes.push(Found { number: label.number, checked: state, token: token.unwrap_or(label.first) });
        for mark in own {
            claims.set(mark, Owner::Group(number));
        }
        for token in label.first..=label.last {
            if claims.is_free(token)
                && labels.iter().all(|other| other.number == label.number || token < other.first || other.last < token)
                && label.last - label.first < 2
            {
                claims.set(token, Owner::Group(number));
            }
        }
    }
    let mut others = Vec::new();
    for (mark, to) in &given {
        if to.is_none() && state(ground, *mark) == Some(true) && ground.page.sign(*mark) == Some(Sign::Checked) {
            let (from, end) = words_beside(ground, claims, *mark, &range);
            others.push((*mark, from, end));
        }
    }
    boxes.sort_by_key(|found| found.number);
    let checked = boxes.iter().filter(|found| found.checked == Some(true)).count();
    let doubtful = margin < 0.4 && marks.len() > 1 || margin < 0.12;
    let confidence = if doubtful && checked > 0 { 0.7 } else { 0.96 };
    Some(GroupFound { group: number, boxes, others, confidence })
}

/// Whether a group is a question that is answered with one of two words.
fn question_of_two(ground: &Ground<'_>, group: &Group) -> bool {
    let single =
        |statement: usize| ground.outline.statements.get(statement).is_some_and(|known| known.words.len() == 1);
    group.boxes.len() == 2 && group.boxes.iter().all(|place| single(place.statement))
}

/// Labels of one or two words, as `Yes` and `No`, that only their place gives a meaning.
fn short_labels(
    ground: &Ground<'_>,
    claims: &Claims,
    group: &Group,
    range: &std::ops::Range<usize>,
    labels: &mut Vec<Label>,
) {
    for (at, place) in group.boxes.iter().enumerate() {
        if labels.iter().any(|label| label.number == at) {
            continue;
        }
        let Some(statement) = ground.outline.statements.get(place.statement) else { continue };
        // Of several words, as of `Form 10-K`, the one that tells most; it stands where the others of the group do.
        let telling =
            statement.words.iter().max_by(|one, other| ground.weight(one.1).total_cmp(&ground.weight(other.1)));
        let Some(word) = telling.filter(|_| statement.words.len() <= 3).map(|(word, _)| norm(word)) else { continue };
        let rows: Vec<usize> = labels.iter().map(|label| ground.page.row(label.first)).collect();
        if statement.words.len() > 1 {
            let near = |token: usize| rows.iter().any(|row| row.abs_diff(ground.page.row(token)) <= 1);
            let found = range
                .clone()
                .find(|token| claims.is_free(*token) && near(*token) && norm(ground.page.text(*token)) == word);
            labels.extend(found.map(|token| Label { number: at, first: token, last: token }));
            continue;
        }
        let word = &word;
        let is_word = |token: usize| claims.is_free(token) && norm(ground.page.text(token)) == *word;
        let beside = |token: usize| {
            let near = [token.checked_sub(1), Some(token + 1)].into_iter().flatten();
            near.filter(|near| range.contains(near)).any(|near| state(ground, near).is_some())
        };
        let mut found = range.clone().filter(|token| is_word(*token));
        let with_mark = found.clone().find(|token| beside(*token));
        let alone = |token: &usize| {
            ground.page.piece(*token).is_some_and(|piece| {
                piece.tokens.clone().all(|other| {
                    other == *token
                        || !claims.is_free(other)
                        || state(ground, other).is_some()
                        || ["yes", "no"].contains(&norm(ground.page.text(other)).as_str())
                })
            })
        };
        if let Some(token) = with_mark.or_else(|| found.find(alone)) {
            labels.push(Label { number: at, first: token, last: token });
        }
    }
}

/// Whether a token is a mark, checked or not: a bare `X`, and a short rule, may be one.
fn state(ground: &Ground<'_>, token: usize) -> Option<bool> {
    match ground.page.sign(token) {
        Some(Sign::Checked) => Some(true),
        Some(Sign::Empty) => Some(false),
        Some(Sign::Rule) => {
            let text = ground.page.text(token);
            (text.starts_with('_') && text.len() <= LONGEST_EMPTY).then_some(false)
        }
        None => {
            matches!(ground.page.text(token), "X" | "x" | "XX" | "xx" | "\u{fc}" | "\u{fe}" | "\u{fd}").then_some(true)
        }
    }
}

fn is_mark(ground: &Ground<'_>, claims: &Claims, token: usize, labels: &[Label]) -> bool {
    claims.is_free(token)
        && state(ground, token).is_some()
        && !labels.iter().any(|label| label.first <= token && token <= label.last && label.first == label.last)
}

/// A label, and what a mark at it costs.
type Neighbour = Option<(usize, f64)>;

/// What a mark costs at each label: the one right after it and the one right before it.
fn neighbours(ground: &Ground<'_>, claims: &Claims, labels: &[Label], mark: usize) -> (Neighbour, Neighbour) {
    let page = ground.page;
    let Some(own) = page.tokens.get(mark) else { return (None, None) };
    // A mark may stand between a box's label and its words: `(a) [X] The reasons`.
    if let Some(label) = labels.iter().find(|label| {
        label.first < mark && mark < label.last && mark - label.first <= 3 && page.row(label.first) == page.row(mark)
    }) {
        return (Some((label.number, 0.2)), Some((label.number, 0.2)));
    }
    let stops = |token: usize| state(ground, token).is_some() && claims.is_free(token);
    let mut after = None;
    let (mut between, mut words, mut torn) = (0.0, 0, false);
    let mut token = mark + 1;
    while let Some(other) = page.tokens.get(token) {
        if page.row(token) != page.row(mark) {
            let apart = page.line(page.row(token)).is_none_or(|line| line.above > 0);
            if page.row(token) > page.row(mark) + 1 || apart || words > 0 {
                break;
            }
            torn = true;
        }
        if let Some(label) = labels.iter().find(|label| label.first == token) {
            let next = page.tokens.get(mark + 1).unwrap_or(other);
            let blanks = f64::from(next.left.saturating_sub(own.right).min(10)) * 0.08;
            after = Some((label.number, if torn { TORN } else { blanks } + between));
            break;
        }
        if stops(token) || words >= MOST_BETWEEN || !claims.is_free(token) {
            break;
        }
        (token, words, between) = (token + 1, words + 1, between + BETWEEN);
    }
    let mut before = None;
    (between, words, torn) = (0.0, 0, false);
    let mut at = mark;
    while let Some(token) = at.checked_sub(1) {
        let Some(other) = page.tokens.get(token) else { break };
        if page.row(token) != page.row(mark) {
            let apart = page.line(page.row(mark)).is_none_or(|line| line.above > 0);
            if page.row(token) + 1 < page.row(mark) || apart || words > 0 {
                break;
            }
            torn = true;
        }
        if let Some(label) = labels.iter().find(|label| label.last == token) {
            let next = mark.checked_sub(1).and_then(|before| page.tokens.get(before)).unwrap_or(other);
            let blanks = f64::from(own.left.saturating_sub(next.right).min(10)) * 0.08;
            before = Some((label.number, if torn { TORN } else { blanks } + between));
            break;
        }
        if stops(token) || words >= MOST_BETWEEN || !claims.is_free(token) {
            break;
        }
        (at, words, between) = (token, words + 1, between + BETWEEN);
    }
    (after, before)
}

/// The label right over a mark, or under it, in a line of nothing but marks.
fn column(ground: &Ground<'_>, labels: &[Label], mark: usize) -> Option<(usize, f64)> {
    let page = ground.page;
    let row = page.row(mark);
    if page.tokens_of(row).any(|token| state(ground, token).is_none()) {
        return None;
    }
    let own = page.tokens.get(mark)?;
    let middle = f64::from(own.left + own.right) / 2.0;
    let found = labels.iter().filter_map(|label| {
        let other = page.row(label.last);
        let close = (other + 1 == row && page.above(row) == 0)
            || (page.row(label.first) == row + 1 && page.above(row + 1) == 0);
        let (first, last) = (page.tokens.get(label.first)?, page.tokens.get(label.last)?);
        let away = (middle - f64::from(first.left + last.right) / 2.0).abs();
        let within = f64::from(last.right.saturating_sub(first.left)) / 2.0 + 3.0;
        (close && away <= within).then_some((label.number, 0.5 + away * 0.1))
    });
    found.min_by(|one, other| one.1.total_cmp(&other.1))
}

/// Gives each mark to a label in one manner; the less it costs, the better the manner fits.
fn assign(
    ground: &Ground<'_>,
    claims: &Claims,
    labels: &[Label],
    marks: &[usize],
    manner: Manner,
) -> (f64, Vec<(usize, Option<usize>)>) {
    let mut cost = 0.0;
    let mut given: Vec<(usize, Option<usize>)> = Vec::new();
    for mark in marks {
        let (after, before) = neighbours(ground, claims, labels, *mark);
        let to = match manner {
            Manner::Before => after,
            Manner::After => before,
            Manner::Column => column(ground, labels, *mark),
            Manner::Nearest => [after, before].into_iter().flatten().min_by(|one, other| one.1.total_cmp(&other.1)),
        };
        let (after, before) = if manner == Manner::Column {
            (after.or(to), before)
        } else {
            (after.or_else(|| column(ground, labels, *mark)), before)
        };
        // A rule that is no label's is a rule.
        let rule = ground.page.sign(*mark) == Some(Sign::Rule);
        match to {
            Some((label, distance)) => {
                cost += distance;
                if given.iter().any(|(_, other)| *other == Some(label)) {
                    cost += TWICE;
                }
                given.push((*mark, Some(label)));
            }
            None if rule && after.is_none() && before.is_none() => {}
            None => {
                cost += if after.is_none() && before.is_none() { 0.0 } else { LEFT_OVER };
                given.push((*mark, None));
            }
        }
    }
    (cost, given)
}

/// The words that stand beside a mark that is no box of the form.
fn words_beside(ground: &Ground<'_>, claims: &Claims, mark: usize, range: &std::ops::Range<usize>) -> (usize, usize) {
    let row = ground.page.row(mark);
    let is_word = |token: &usize| {
        range.contains(token)
            && ground.page.row(*token) == row
            && claims.is_free(*token)
            && state(ground, *token).is_none()
    };
    let after = (mark + 1..ground.page.tokens.len()).take_while(is_word).last();
    if let Some(last) = after {
        return (mark + 1, last);
    }
    let before = (0..mark).rev().take_while(is_word).last();
    before.map_or((mark, mark), |first| (first, mark.saturating_sub(1)))
}

/// A box that stands alone: any mark right before, after or within its words.
fn lone(
    ground: &Ground<'_>,
    claims: &mut Claims,
    number: usize,
    spans: &dyn Fn(usize) -> Option<(usize, usize)>,
) -> Option<GroupFound> {
    let own = |statement: usize| {
        let statement = ground.outline.statements.get(statement);
        statement.is_some_and(|statement| statement.group == Some(number) && statement.role == Role::Box)
    };
    let found = (0..ground.outline.statements.len()).filter(|statement| own(*statement)).filter_map(spans);
    let (first, last) = found.fold((usize::MAX, 0), |(first, last), span| (first.min(span.0), last.max(span.1)));
    if first > last {
        return None;
    }
    let page = ground.page;
    let row = page.row(first);
    let end = page.row(last);
    let is_mark = |token: &usize| claims.is_free(*token) && state(ground, *token).is_some();
    let near = |token: &usize| claims.is_free(*token);
    let before = (0..first).rev().take_while(|token| near(token) && page.row(*token) == row).take(4).find(is_mark);
    let within = (first..=last).find(is_mark);
    let after = last + 1..page.tokens.len();
    let after = after.take_while(|token| near(token) && page.row(*token) == end).take(4).find(is_mark);
    let close = |row: usize| page.line(row).is_some_and(|line| line.above == 0);
    let torn_after = Some(last + 1).filter(|token| page.row(*token) == end + 1 && close(end + 1)).filter(is_mark);
    let torn_before = first.checked_sub(1).filter(|token| page.row(*token) + 1 == row && close(row)).filter(is_mark);
    // A mark on a line of its own over the words.
    let alone = |token: &usize| page.tokens_of(page.row(*token)).all(|other| state(ground, other).is_some());
    let over = first
        .checked_sub(1)
        .filter(|token| page.row(*token) + 1 == row && page.above(row) <= 2 && alone(token))
        .filter(is_mark);
    let mark = before.or(after).or(within).or(torn_after).or(torn_before).or(over);
    let found = Found { number: 0, checked: mark.and_then(|mark| state(ground, mark)), token: mark.unwrap_or(first) };
    if let Some(mark) = mark {
        claims.set(mark, Owner::Group(number));
    }
    Some(GroupFound {
        group: number,
        boxes: vec![found],
        others: Vec::new(),
        confidence: if mark.is_some() { 0.95 } else { 0.6 },
    })
}
