//! Records of a list as a `repeat` prints them: a head at the beginning of a line, as `Item 5.02`, its title, and what follows.

use std::ops::Range;

use super::claims::{Claims, Owner};
use super::find::Ground;
use super::outline::{List, Stand};
use super::sheet::Start;
use super::values::{Reader, trimmed, typed};
use super::words::{is_like, norm};

/// The words of a record, by hole: lines of tokens.
pub(super) struct Record {
    pub(super) parts: Vec<(usize, Vec<Vec<usize>>)>,
}

/// Words that a title may have.
const LONGEST_TITLE: usize = 60;

/// Reads the records that stand among some tokens, and takes their words.
pub(super) fn read(
    ground: &Ground<'_>,
    claims: &mut Claims,
    reader: &Reader<'_>,
    list: &List,
    range: Range<usize>,
) -> Vec<Record> {
    let page = ground.page;
    let items = ground.outline.items.get(list.items.clone()).unwrap_or_default();
    let head = items.iter().find_map(|item| ground.outline.statements.get(item.statement()?));
    let Some(head) = head else { return Vec::new() };
    let words: Vec<u32> = head.words.iter().filter(|(word, _)| !norm(word).is_empty()).map(|(_, id)| *id).collect();
    let holes: Vec<usize> = items.iter().filter_map(|item| item.hole()).collect();
    let (Some(&first), true) = (holes.first(), !words.is_empty()) else { return Vec::new() };
    let rows = page.row(range.start)..page.row(range.end.saturating_sub(1)) + 1;
    let free = |row: usize| -> Vec<usize> {
        page.tokens_of(row).filter(|token| range.contains(token) && claims.is_free(*token)).collect()
    };
    let lines: Vec<(usize, Vec<usize>)> =
        rows.map(|row| (row, free(row))).filter(|(_, tokens)| !tokens.is_empty()).collect();
    let heads: Vec<(usize, usize)> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, (_, tokens))| Some((at, begins(ground, reader, &lines, at, tokens, &words, first)?)))
        .collect();
    let mut out = Vec::new();
    for (index, (at, end)) in heads.iter().enumerate() {
        let until = heads.get(index + 1).map_or(lines.len(), |(next, _)| *next);
        let Some((_, tokens)) = lines.get(*at) else { continue };
        let number = tokens.get(words.len()..*end).unwrap_or_default().to_vec();
        for token in tokens.iter().take(words.len()) {
            claims.set(*token, Owner::Furniture);
        }
        let mut parts = vec![(first, vec![number])];
        let mut body: Vec<Vec<usize>> =
            lines.get(at + 1..until).unwrap_or_default().iter().map(|(_, tokens)| tokens.clone()).collect();
        let rest = trimmed(ground, tokens.get(*end..).unwrap_or_default()).to_vec();
        if index + 1 < heads.len() && body.last().is_some_and(|last| is_heading(ground, last)) {
            body.pop();
        }
        for hole in holes.iter().skip(1) {
            let narrative = ground.outline.holes.get(*hole).is_some_and(|hole| hole.stand == Stand::Narrative);
            if narrative {
                parts.push((*hole, std::mem::take(&mut body)));
            } else {
                let title = title(ground, rest.clone(), &mut body);
                parts.push((*hole, title));
            }
        }
        for token in parts.iter().flat_map(|(_, lines)| lines.iter().flatten()) {
            claims.set(*token, Owner::Answer);
        }
        out.push(Record { parts });
    }
    out
}

/// Whether a line begins a record; how many of its tokens are the head's words and the value after them.
fn begins(
    ground: &Ground<'_>,
    reader: &Reader<'_>,
    lines: &[(usize, Vec<usize>)],
    at: usize,
    tokens: &[usize],
    words: &[u32],
    hole: usize,
) -> Option<usize> {
    let page = ground.page;
    let row = lines.get(at)?.0;
    let exact =
        words.iter().zip(tokens).all(|(word, token)| ground.known(*token).is_some_and(|known| known.id == *word));
    let like =
        words.iter().zip(tokens).all(|(word, token)| is_like(page.text(*token), ground.outline.words.word(*word)));
    if !(exact || like) || tokens.first() != page.tokens_of(row).next().as_ref() {
        return None;
    }
    let value = *tokens.get(words.len())?;
    let field = reader.field(ground.outline.holes.get(hole)?)?;
    let text = page.text(value).trim_end_matches(['.', ',', ':', ';', '-', '\u{2013}', '\u{2014}']);
    let reads = typed(field, text).is_some();
    if !reads && (!exact || !text.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let end = words.len() + 1;
    // `Item 5.02 of this report` within a paragraph is no head.
    let next = tokens.get(end).filter(|next| {
        let apart = page.tokens.get(**next).zip(page.tokens.get(value));
        apart.is_some_and(|(next, value)| next.piece == value.piece && next.left <= value.right + 1)
    });
    if next.is_some_and(|next| page.text(*next).starts_with(char::is_lowercase)) {
        return None;
    }
    // Nor is `Item 5.02 Departure of Directors is incorporated by reference`.
    let words: Vec<usize> = tokens.get(end..).unwrap_or_default().to_vec();
    let first = words.iter().position(|token| page.text(*token).len() > 3 && page.text(*token).ends_with('.'));
    if is_sentence(ground, words.get(..first.map_or(words.len(), |end| end + 1)).unwrap_or_default()) {
        return None;
    }
    let line = page.line(row)?;
    let apart = at == 0 || line.above > 0 || line.start != Start::Wrapped || line.page || {
        let before = &lines.get(at - 1)?.1;
        before.last().is_some_and(|last| page.text(*last).ends_with(['.', ':'])) || is_heading(ground, before)
    };
    apart.then_some(end)
}

fn is_short(ground: &Ground<'_>, tokens: &[usize]) -> bool {
    let right = tokens.last().and_then(|last| ground.page.tokens.get(*last)).map_or(0, |token| token.right);
    right < 45
}

/// A heading of a part of the list, as `Section 5 - Corporate Governance`: a word, a number, and capitals.
fn is_heading(ground: &Ground<'_>, tokens: &[usize]) -> bool {
    let words: Vec<&str> = tokens.iter().map(|token| ground.page.text(*token)).collect();
    let [name, number, rest @ ..] = words.as_slice() else { return false };
    let figures = number.trim_end_matches(['.', ':', ',']);
    let parted =
        rest.first().is_some_and(|word| !word.chars().any(char::is_alphanumeric)) || figures.len() < number.len();
    let titled = rest.iter().all(|word| word.len() <= 3 || !word.starts_with(char::is_lowercase));
    let ended = rest.last().is_some_and(|word| word.ends_with(['.', ';', ',']));
    name.starts_with(char::is_uppercase)
        && name.chars().all(char::is_alphabetic)
        && !figures.is_empty()
        && figures.chars().all(|c| c.is_ascii_digit())
        && parted
        && titled
        && !ended
        && rest.len() >= 2
}

/// Whether words are a sentence, not a title: several of them are no short ones and not capitalised.
fn is_sentence(ground: &Ground<'_>, tokens: &[usize]) -> bool {
    let words = tokens.iter().map(|token| ground.page.text(*token)).filter(|word| word.len() > 3);
    words.filter(|word| word.starts_with(char::is_lowercase)).count() > 2
}

/// Whether words after a title are its paragraph.
fn runs_on(ground: &Ground<'_>, tokens: &[usize]) -> bool {
    let mut words = tokens.iter().map(|token| ground.page.text(*token));
    let ended = tokens.last().is_some_and(|last| ground.page.text(*last).ends_with(['.', ':', ')', '"', '\u{201d}']));
    is_sentence(ground, tokens) || (ended && words.any(|word| word.len() > 3 && word.starts_with(char::is_lowercase)))
}

/// The title after a record's head; what goes on on further lines is taken from the body.
fn title(ground: &Ground<'_>, rest: Vec<usize>, body: &mut Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    let page = ground.page;
    let line = |tokens: &[usize]| tokens.first().and_then(|first| page.line(page.row(*first)));
    let left =
        |tokens: &[usize]| tokens.first().and_then(|first| page.tokens.get(*first)).map_or(0, |token| token.left);
    let mut out: Vec<Vec<usize>> = Vec::new();
    if rest.is_empty() {
        // On the next line, then.
        let near = body
            .first()
            .filter(|first| first.len() <= LONGEST_TITLE && line(first).is_some_and(|line| line.above <= 1));
        if near.is_none() {
            return out;
        }
        out.push(trimmed(ground, &body.remove(0)).to_vec());
    } else {
        out.push(rest);
    }
    while let (Some(last), Some(next)) = (out.last(), body.first()) {
        let Some(next_line) = line(next) else { break };
        let hangs = left(next) + 2 >= left(out.first().map(Vec::as_slice).unwrap_or_default()) && left(next) > 3;
        let ended = last.last().is_some_and(|token| page.text(*token).ends_with('.'));
        let goes_on = match next_line.start {
            Start::Block => false,
            Start::Break | Start::Wrapped if next_line.above > 0 => false,
            Start::Break => next_line.table,
            Start::Wrapped => hangs || (!ended && !is_short(ground, last)),
        };
        if !goes_on {
            break;
        }
        out.push(body.remove(0));
    }
    // A title that runs on into its paragraph ends with its sentence.
    let sentence = |tokens: &[usize]| {
        tokens.windows(2).position(|pair| {
            let [one, other] = pair else { return false };
            let (one, other) = (page.text(*one), page.text(*other));
            one.len() > 3 && one.ends_with('.') && other.starts_with(|c: char| c.is_uppercase() || c == '(')
        })
    };
    let found = out.iter().enumerate().find_map(|(at, tokens)| Some((at, sentence(tokens)? + 1)));
    if let Some((at, end)) = found {
        let rest: Vec<Vec<usize>> = out
            .get(at)
            .and_then(|tokens| tokens.get(end..))
            .map(<[usize]>::to_vec)
            .into_iter()
            .chain(out.iter().skip(at + 1).cloned())
            .collect();
        if runs_on(ground, &rest.concat()) {
            out.truncate(at + 1);
            if let Some(last) = out.last_mut() {
                last.truncate(end);
            }
            // What had been taken for more of the title is the paragraph's beginning.
            body.splice(0..0, rest);
        }
    }
    out
}
