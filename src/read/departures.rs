//! Where a document's fixed words are not the form's.

use std::fmt::Write as _;
use std::ops::Range;

use super::align::{Match, Step};
use super::claims::Owner;
use super::find::Ground;
use super::words::norm;

/// Words of a statement that the document has otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departure {
    /// The place in the filed text, as bytes: the words that differ, and one word before where some are left out.
    pub place: Range<usize>,
    /// The form's words and the document's as a word diff, with some words around: `Full Name [-of-] {+or+} Registrant`.
    pub diff: String,
    /// What the form has there; empty if nothing.
    pub official: String,
    /// What the document has there; empty if nothing.
    pub filed: String,
}

/// Words shown around what differs.
const AROUND: usize = 4;

#[derive(Debug, Clone)]
enum Piece {
    Same(String, usize),
    Gone(String),
    New(String, usize),
}

/// The departures of a statement.
pub(super) fn departures(ground: &Ground<'_>, found: &Match, owner: &dyn Fn(usize) -> Owner) -> Vec<Departure> {
    let Some(statement) = ground.outline.statements.get(found.statement) else { return Vec::new() };
    let page = ground.page;
    let mut pieces: Vec<Piece> = Vec::new();
    let count = statement.words.len();
    for step in &found.steps {
        match step {
            Step::Found { word, token } => {
                let official = statement.words.get(*word).map_or("", |(word, _)| word.as_str());
                let mut filed = page.text(*token).to_owned();
                if ground.known(*token).is_some_and(|known| known.torn) {
                    filed.push_str(page.text(token + 1));
                }
                let edge = *word == 0 || word + 1 == count;
                if is_same(official, &filed, edge) {
                    pieces.push(Piece::Same(filed, *token));
                } else {
                    pieces.extend([Piece::Gone(official.to_owned()), Piece::New(filed, *token)]);
                }
            }
            Step::Missing { word } => {
                let official = statement.words.get(*word).map_or("", |(word, _)| word.as_str());
                if !norm(official).is_empty() {
                    pieces.push(Piece::Gone(official.to_owned()));
                }
            }
            Step::Added { token } => {
                let own = matches!(owner(*token), Owner::Statement(other) if other == found.statement);
                if own && !norm(page.text(*token)).is_empty() {
                    pieces.push(Piece::New(page.text(*token).to_owned(), *token));
                }
            }
        }
    }
    cut(ground, &pieces)
}

/// Whether a word is the form's, apart from what retyping changes; brackets count, except at a statement's ends.
fn is_same(official: &str, filed: &str, edge: bool) -> bool {
    if official == filed {
        return true;
    }
    let brackets = |text: &str| text.chars().filter(|c| matches!(c, '(' | ')')).collect::<String>();
    let filed = filed.strip_suffix("/A").or_else(|| filed.strip_suffix("/a")).unwrap_or(filed);
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    letters(official) == letters(filed) && (edge || brackets(official) == brackets(filed))
}

/// The stretches that differ, each with some words around it.
fn cut(ground: &Ground<'_>, pieces: &[Piece]) -> Vec<Departure> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        if matches!(pieces.get(at), Some(Piece::Same(..))) {
            at += 1;
            continue;
        }
        let end = pieces
            .iter()
            .skip(at)
            .position(|piece| matches!(piece, Piece::Same(..)))
            .map_or(pieces.len(), |more| at + more);
        let stretch = pieces.get(at..end).unwrap_or_default();
        let before = pieces.get(at.saturating_sub(AROUND)..at).unwrap_or_default();
        let after = pieces.get(end..(end + AROUND).min(pieces.len())).unwrap_or_default();
        let words = |wanted: fn(&Piece) -> Option<&String>, pieces: &[Piece]| {
            pieces.iter().filter_map(wanted).cloned().collect::<Vec<_>>().join(" ")
        };
        let official = words(|piece| if let Piece::Gone(word) = piece { Some(word) } else { None }, stretch);
        let filed = words(|piece| if let Piece::New(word, _) = piece { Some(word) } else { None }, stretch);
        let same: fn(&Piece) -> Option<&String> = |piece| match piece {
            Piece::Same(word, _) | Piece::New(word, _) => Some(word),
            Piece::Gone(_) => None,
        };
        let mut diff = String::new();
        let lead = words(same, before);
        if !lead.is_empty() {
            let _ = write!(diff, "{lead} ");
        }
        if !official.is_empty() {
            let _ = write!(diff, "[-{official}-] ");
        }
        if !filed.is_empty() {
            let _ = write!(diff, "{{+{filed}+}} ");
        }
        diff.push_str(&words(same, after));
        let tokens: Vec<usize> = stretch
            .iter()
            .filter_map(|piece| match piece {
                Piece::New(_, token) => Some(*token),
                Piece::Same(..) | Piece::Gone(_) => None,
            })
            .collect();
        let near = |pieces: &[Piece], last: bool| {
            let mut tokens = pieces.iter().filter_map(|piece| match piece {
                Piece::Same(_, token) | Piece::New(_, token) => Some(*token),
                Piece::Gone(_) => None,
            });
            if last { tokens.next_back() } else { tokens.next() }
        };
        let span = match (tokens.iter().min(), tokens.iter().max()) {
            (Some(first), Some(last)) => Some((*first, *last)),
            _ => near(before, true).or(near(after, false)).map(|token| (token, token)),
        };
        if let Some((first, last)) = span {
            out.push(Departure {
                place: ground.page.place(first, last),
                diff: diff.trim_end().to_owned(),
                official,
                filed,
            });
        }
        at = end;
    }
    out
}
