//! Whether a document is marked as an amendment, and by which number.

use super::claims::{Claims, Owner};
use super::find::Ground;
use super::words::norm;

/// What a document says of being an amendment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Amendment {
    /// Its number, if it says one.
    pub(super) number: Option<u32>,
    /// The first and the last token that say it.
    pub(super) tokens: (usize, usize),
}

/// Lines that a masthead may reach down beside what the form asks first.
const BESIDE: usize = 8;

const NUMBERS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// Looks for `Amendment No. 2` and for `/A` after a form's name among the tokens before the first answer.
pub(super) fn find(ground: &Ground<'_>, claims: &mut Claims, before: usize) -> Option<Amendment> {
    let page = ground.page;
    // What the form asks first may stand beside the masthead.
    let end = page.tokens_of(page.row(before) + BESIDE).end.max(before + 60).min(page.tokens.len());
    let word = |token: usize| norm(page.text(token));
    let mut found: Option<Amendment> = None;
    for token in 0..end {
        let label = matches!(word(token + 1).as_str(), "no" | "number" | "num");
        let numbered = label
            && number(&word(token + 2)).is_some()
            && token + 2 < end
            && page.piece(token).is_some_and(|piece| piece.tokens.len() <= 6);
        if !claims.is_free(token) || (token >= before && !numbered) {
            continue;
        }
        if word(token) == "amendment" {
            let at = if label { token + 2 } else { token + 1 };
            let number = number(&word(at)).filter(|_| at < end);
            let last = if number.is_some() { at } else { token };
            found = Some(Amendment { number, tokens: (token, last) });
            for token in token..=last {
                claims.set(token, Owner::Furniture);
            }
            // `to` in `Amendment No. 2 to Form 12b-25`.
            if word(last + 1) == "to" && claims.is_free(last + 1) {
                claims.set(last + 1, Owner::Furniture);
            }
            break;
        }
    }
    if found.is_some() {
        return found;
    }
    // `FORM 8-K/A`
    let marked = (0..before.min(page.tokens.len())).find(|token| {
        let text = page.text(*token);
        let slash = text.to_uppercase().trim_end_matches([')', '.', ',']).ends_with("/A");
        slash && text.chars().any(|c| c.is_ascii_digit())
    });
    marked.map(|token| Amendment { number: None, tokens: (token, token) })
}

fn number(word: &str) -> Option<u32> {
    let named = NUMBERS.iter().position(|name| *name == word).and_then(|at| u32::try_from(at + 1).ok());
    word.parse().ok().filter(|number| (1..100).contains(number)).or(named)
}
