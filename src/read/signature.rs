//! Signatures: a date, a conformed signature, and the name and title under it.

use std::ops::Range;

use super::claims::{Claims, Owner};
use super::dates;
use super::find::Ground;
use super::marks::Sign;
use super::sheet::Start;
use super::values::{joined, trimmed};
use super::wording::{
    AFTER_NAMES, BEFORE_DATES, BEFORE_NAMES, BEFORE_SIGNATURES, BEFORE_TITLES, CAPTIONS, CONFORMED, GO_ON,
};
use super::words::norm;

/// A signature's words: each part with its tokens.
#[derive(Debug, Default)]
pub(super) struct Signature {
    pub(super) date: Option<(String, Vec<usize>)>,
    pub(super) name: Option<(String, Vec<usize>)>,
    pub(super) title: Option<(String, Vec<usize>)>,
}

/// The longest date, in words.
const LONGEST_DATE: usize = 6;

/// Reads the signature that stands among some tokens, and takes its words.
pub(super) fn read(ground: &Ground<'_>, claims: &mut Claims, range: &Range<usize>) -> Signature {
    let mut out = Signature { date: date(ground, claims, range), ..Signature::default() };
    if let Some((_, tokens)) = &out.date {
        take(claims, tokens);
    }
    let page = ground.page;
    let signed =
        range.clone().find(|token| claims.is_free(*token) && page.text(*token).to_lowercase().starts_with(CONFORMED));
    let by = range.clone().find(|token| {
        claims.is_free(*token) && norm(page.text(*token)) == BEFORE_SIGNATURES && page.text(*token).len() <= 4
    });
    let Some(start) = signed.or(by).or_else(|| over_a_name(ground, claims, range)) else { return out };
    let mut lines = lines(ground, claims, range, start, by, true);
    if lines.len() < 2 {
        // What is under the signature may stand at the left margin.
        lines = self::lines(ground, claims, range, start, by, false);
    }
    let (mut conformed, mut rest) = parted(ground, lines);
    if conformed.is_empty() && !rest.is_empty() {
        conformed = rest.remove(0);
    }
    let conformed = trimmed(ground, &conformed).to_vec();
    let signed_name = name_of(ground, &conformed);
    // The typed name is that of the signature, on one line or several.
    let mut typed: Vec<usize> = Vec::new();
    let mut title: Vec<usize> = Vec::new();
    let mut named = false;
    for tokens in rest {
        let mut tokens = trimmed(ground, &tokens).to_vec();
        // `Jay Furrow, Title: CEO`
        let label = |token: &usize| {
            BEFORE_TITLES.contains(&norm(page.text(*token)).as_str()) && page.text(*token).ends_with(':')
        };
        if let Some(at) = tokens.iter().position(label).filter(|at| *at > 0 && title.is_empty()) {
            let after = tokens.split_off(at);
            title = trimmed(ground, after.get(1..).unwrap_or_default()).to_vec();
            take(claims, after.get(..1).unwrap_or_default());
            tokens = trimmed(ground, &tokens).to_vec();
        }
        if is_caption(ground, &tokens) {
            for token in tokens {
                claims.set(token, Owner::Furniture);
            }
            continue;
        }
        let head = tokens.first().map(|token| norm(page.text(*token))).unwrap_or_default();
        let parted = tokens
            .first()
            .zip(tokens.get(1))
            .and_then(|(one, other)| page.tokens.get(*one).zip(page.tokens.get(*other)));
        let gap = parted.is_some_and(|(one, other)| one.piece != other.piece);
        let labelled = gap || page.text(tokens.first().copied().unwrap_or_default()).ends_with(':');
        if BEFORE_NAMES.contains(&head.as_str()) && labelled {
            take(claims, tokens.get(..1).unwrap_or_default());
            typed = tokens.get(1..).unwrap_or_default().to_vec();
            named = true;
            continue;
        }
        if BEFORE_TITLES.contains(&head.as_str()) && labelled {
            take(claims, tokens.get(..1).unwrap_or_default());
            title = tokens.get(1..).unwrap_or_default().to_vec();
            named = true;
            continue;
        }
        if !named && title.is_empty() {
            let so_far: Vec<usize> = typed.iter().chain(&tokens).copied().collect();
            let words = norm_all(ground, &so_far);
            if !words.is_empty()
                && (signed_name == words
                    || signed_name.starts_with(&words) && typed.is_empty() && tokens.len() > 1
                    || signed_name.starts_with(&words) && !typed.is_empty())
            {
                typed = so_far;
                named = signed_name == words;
                continue;
            }
            // `Jay Furrow, CEO`
            if let Some(end) = name_then_title(ground, &tokens, &signed_name) {
                let (name, after) = tokens.split_at(end);
                (typed, title) = (name.to_vec(), trimmed(ground, after).to_vec());
                named = true;
                continue;
            }
            if typed.is_empty() && shares_a_name(ground, &conformed, &tokens) {
                typed = tokens;
                named = true;
                continue;
            }
        }
        named = true;
        if !title.is_empty() && !goes_on(ground, &title, &tokens) {
            break;
        }
        title.extend(tokens);
    }
    // `By: /s/ Jay Furrow, CEO`
    let mut conformed = conformed;
    if title.is_empty() && typed.is_empty() {
        let end = title_after(ground, &conformed);
        title = trimmed(ground, &conformed.split_off(end)).to_vec();
    }
    let name = if typed.is_empty() { conformed.clone() } else { typed.clone() };
    let clean = |tokens: &[usize]| {
        let text = joined(ground, tokens);
        let text = unsigned(&text).trim();
        text.trim_end_matches([',', ';', ':']).to_owned()
    };
    take(claims, &conformed);
    take(claims, &typed);
    take(claims, &title);
    // The words before its parts are its own, near it.
    let all = || conformed.iter().chain(&typed).chain(&title).map(|token| page.row(*token));
    let (first, last) = (all().min().unwrap_or_default(), all().max().unwrap_or_default());
    for token in range.clone().filter(|token| (first.saturating_sub(1)..=last).contains(&page.row(*token))) {
        let word = norm(page.text(token));
        let label = claims.is_free(token)
            && (word == BEFORE_SIGNATURES
                || word == "s"
                || BEFORE_DATES.contains(&word.as_str()) && page.text(token).len() <= 6);
        if label && page.text(token).len() <= 6 {
            claims.set(token, Owner::Furniture);
        }
    }
    let part = |tokens: Vec<usize>| {
        let text = clean(&tokens);
        let tokens = if tokens.len() > 1 && norm(page.text(tokens.first().copied().unwrap_or_default())) == "s" {
            tokens.get(1..).unwrap_or_default().to_vec()
        } else {
            tokens
        };
        (!text.is_empty()).then_some((text, tokens))
    };
    out.name = part(name);
    out.title = part(title);
    out
}

fn take(claims: &mut Claims, tokens: &[usize]) {
    for token in tokens {
        claims.set(*token, Owner::Answer);
    }
}

fn norm_all(ground: &Ground<'_>, tokens: &[usize]) -> String {
    tokens.iter().map(|token| norm(ground.page.text(*token))).collect()
}

/// A conformed signature without what it begins with.
fn unsigned(text: &str) -> &str {
    let rest = text.split_at_checked(CONFORMED.len()).filter(|(sign, _)| sign.eq_ignore_ascii_case(CONFORMED));
    rest.map_or(text, |(_, rest)| rest)
}

/// The letters of a conformed signature, without `/s/`.
fn name_of(ground: &Ground<'_>, tokens: &[usize]) -> String {
    let text = joined(ground, tokens);
    let text = unsigned(&text);
    text.split_whitespace().map(norm).collect()
}

/// A date among some tokens: the one after `Date`, else the first.
fn date(ground: &Ground<'_>, claims: &mut Claims, range: &Range<usize>) -> Option<(String, Vec<usize>)> {
    let page = ground.page;
    let at = |start: usize| -> Option<(String, Vec<usize>)> {
        (1..=LONGEST_DATE).rev().find_map(|length| {
            let tokens: Vec<usize> =
                (start..start + length).filter(|token| range.contains(token) && claims.is_free(*token)).collect();
            let close = tokens.len() == length
                && tokens
                    .iter()
                    .all(|token| page.piece(*token).map(|piece| piece.row) == page.piece(start).map(|piece| piece.row));
            if !close {
                return None;
            }
            let date = dates::date(&joined(ground, &tokens))?;
            Some((date.to_string(), tokens))
        })
    };
    let label =
        range.clone().find(|token| claims.is_free(*token) && BEFORE_DATES.contains(&norm(page.text(*token)).as_str()));
    let beside = label.and_then(|label| (label + 1..(label + 6).min(range.end)).find_map(at));
    let found = beside.or_else(|| range.clone().find_map(at));
    if let (Some(label), Some(_)) = (label, &found) {
        claims.set(label, Owner::Furniture);
    }
    found
}

/// The lines of the column that a signature stands in, from its own line on, each with whether a rule stands over it.
fn lines(
    ground: &Ground<'_>,
    claims: &Claims,
    range: &Range<usize>,
    start: usize,
    by: Option<usize>,
    column: bool,
) -> Vec<(Vec<usize>, bool)> {
    let page = ground.page;
    let Some(own) = page.piece(start) else { return Vec::new() };
    let row = own.row;
    let by_left =
        by.filter(|by| page.row(*by) == row).and_then(|by| page.tokens.get(by)).map_or(u32::MAX, |token| token.left);
    // Cells of a grid have borders; on paper a line may stand out a little.
    let grid = page.line(row).is_some_and(|line| line.table && line.cells.len() > 1);
    let (out_left, out_right) = if grid { (0, 0) } else { (4, 14) };
    let left = page.tokens.get(start).map_or(0, |token| token.left).min(by_left).saturating_sub(out_left);
    let right = own.right + out_right;
    let mut out: Vec<(Vec<usize>, bool)> = Vec::new();
    let mut ruled = false;
    let signer: String = own
        .tokens
        .clone()
        .filter(|token| *token >= start && page.sign(*token).is_none())
        .map(|token| norm(page.text(token)))
        .filter(|word| !matches!(word.as_str(), BEFORE_SIGNATURES | "s" | ""))
        .take(2)
        .collect();
    let last = page.row(range.end.saturating_sub(1));
    for line in row..=last {
        // What is under the title is no part of it. Looked at only under a blank line: many may stand without one.
        if line > row && page.above(line) > 0 && out.len() > 1 && !says_again(ground, &out) {
            break;
        }
        // The name stands under the signature, wherever the cells are.
        let again = |token: usize| {
            let piece = page.piece(token).map(|piece| piece.tokens.clone()).unwrap_or_default();
            let words: String = piece.take(2).map(|token| norm(page.text(token))).collect();
            !signer.is_empty() && words == signer && line == row + 1
        };
        // Of a row with one cell its column is not known.
        let alone = grid
            && page.pieces_of(line).len() == 1
            && page.pieces.get(page.pieces_of(line).start).is_some_and(|piece| piece.left == 0);
        let mut tokens: Vec<usize> = Vec::new();
        let mut rule = false;
        for token in page.tokens_of(line) {
            let Some(place) = page.tokens.get(token) else { continue };
            let within = if line == row {
                token >= start
            } else if !column || alone || again(token) {
                true
            } else {
                page.piece(token).is_some_and(|piece| {
                    piece.left < right && piece.right > left && place.left + 1 > left.min(piece.left)
                }) && page.piece(token).is_some_and(|piece| piece.left + 1 > left || piece.right > own.left)
            };
            if !within || !range.contains(&token) {
                continue;
            }
            match page.sign(token) {
                Some(Sign::Rule) => rule = true,
                None if claims.is_free(token) && (line > row || Some(token) != by) => tokens.push(token),
                Some(_) | None => {}
            }
        }
        if !tokens.is_empty() {
            out.push((tokens, ruled));
            ruled = false;
        }
        ruled |= rule;
    }
    out
}

/// The lines of the conformed signature, and those under it.
fn parted(ground: &Ground<'_>, lines: Vec<(Vec<usize>, bool)>) -> (Vec<usize>, Vec<Vec<usize>>) {
    // A rule that stands lower, under the typed name, is another one.
    let name = lines.first().map(|(tokens, _)| name_of(ground, trimmed(ground, tokens))).unwrap_or_default();
    let again =
        lines.iter().skip(1).position(|(tokens, _)| norm_all(ground, tokens).starts_with(&name) && !name.is_empty());
    let least = again.map_or(usize::MAX, |at| at + 1);
    let ruled = lines.iter().position(|(_, ruled)| *ruled).filter(|end| *end > 0 && *end <= 3 && *end <= least);
    let end = ruled.unwrap_or(1.min(lines.len()));
    let mut lines: Vec<Vec<usize>> = lines.into_iter().map(|(tokens, _)| tokens).collect();
    let rest = lines.split_off(end);
    (lines.concat(), rest)
}

/// Where a name ends that a title follows: `Jay Furrow, CEO`.
fn name_then_title(ground: &Ground<'_>, tokens: &[usize], name: &str) -> Option<usize> {
    let mut so_far = String::new();
    for (at, token) in tokens.iter().enumerate() {
        so_far.push_str(&norm(ground.page.text(*token)));
        if so_far == name && at + 1 < tokens.len() {
            return Some(at + 1);
        }
    }
    let comma = title_after(ground, tokens).checked_sub(1)?;
    let last = norm(ground.page.text(*tokens.get(comma)?));
    (comma > 0 && name.ends_with(&last) && comma + 1 < tokens.len()).then_some(comma + 1)
}

/// Where a title begins after a name and a comma; `Jr.` and degrees belong to the name. All of it where there is none.
fn title_after(ground: &Ground<'_>, tokens: &[usize]) -> usize {
    let comma = |token: &usize| ground.page.text(*token).ends_with(',');
    let belongs = |token: Option<&usize>| {
        token.is_some_and(|token| AFTER_NAMES.contains(&norm(ground.page.text(*token)).as_str()))
    };
    let found = (0..tokens.len()).find(|at| tokens.get(*at).is_some_and(comma) && !belongs(tokens.get(at + 1)));
    found.filter(|at| *at > 0).map_or(tokens.len(), |at| at + 1)
}

/// Whether a line only says what stands over it: `(Title)`.
fn is_caption(ground: &Ground<'_>, tokens: &[usize]) -> bool {
    let text = joined(ground, tokens);
    text.starts_with('(')
        && text.trim_end_matches('*').ends_with(')')
        && CAPTIONS.contains(&norm_all(ground, tokens).trim_matches(['(', ')']))
}

/// Whether the lines so far are a signature and the name that it says.
fn says_again(ground: &Ground<'_>, lines: &[(Vec<usize>, bool)]) -> bool {
    let signed = lines.first().map(|(tokens, _)| name_of(ground, trimmed(ground, tokens))).unwrap_or_default();
    let typed: String = lines.iter().skip(1).map(|(tokens, _)| norm_all(ground, trimmed(ground, tokens))).collect();
    signed == typed
}

/// Whether a line goes on with a title: in paragraphs only where the one before it cannot be its end.
fn goes_on(ground: &Ground<'_>, title: &[usize], tokens: &[usize]) -> bool {
    let page = ground.page;
    let (Some(last), Some(first)) = (title.last(), tokens.first()) else { return true };
    let open =
        page.text(*last).ends_with(',') || GO_ON.contains(&norm(page.text(*last)).as_str()) || page.text(*last) == "&";
    let row = page.row(*first);
    let close = row == page.row(*last) + 1 && page.above(row) == 0;
    let lower = page.text(*first).starts_with(char::is_lowercase);
    open || (close && page.line(row).is_some_and(|line| line.start != Start::Block)) || (close && lower)
}

/// Where a name stands over a rule, and again under it: the signature of a filer who types neither `By` nor `/s/`.
fn over_a_name(ground: &Ground<'_>, claims: &Claims, range: &Range<usize>) -> Option<usize> {
    let page = ground.page;
    let rows = page.row(range.start)..page.row(range.end.saturating_sub(1)) + 1;
    let free = |row: usize| -> Vec<usize> {
        page.tokens_of(row)
            .filter(|token| range.contains(token) && claims.is_free(*token) && page.sign(*token).is_none())
            .collect()
    };
    let ruled = rows.filter(|row| {
        let mut tokens = page.tokens_of(*row).filter(|token| range.contains(token));
        tokens.clone().next().is_some() && tokens.all(|token| page.sign(token) == Some(Sign::Rule))
    });
    ruled.into_iter().find_map(|row| {
        let (over, under) = (free(row.checked_sub(1)?), free(row + 1));
        let (name, words) = (norm_all(ground, &over), norm_all(ground, &under));
        (!name.is_empty() && (words == name || words.starts_with(&name))).then(|| over.first().copied())?
    })
}

/// Whether a line is the name of who signed, if written otherwise: it ends with the same word, or begins with it.
fn shares_a_name(ground: &Ground<'_>, conformed: &[usize], tokens: &[usize]) -> bool {
    let words = |tokens: &[usize]| -> Vec<String> {
        tokens.iter().map(|token| norm(ground.page.text(*token))).filter(|word| word.len() > 2).collect()
    };
    let (one, other) = (words(conformed), words(tokens));
    tokens.len() <= 6 && other.iter().any(|word| one.contains(word))
}
