//! What each token of a document was taken for.

use std::collections::HashMap;

use super::align::{Match, Step};
use super::find::Ground;
use super::marks::Sign;
use super::page::Page;

/// What a token was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Owner {
    /// Nothing yet.
    #[default]
    Free,
    /// Words of this statement, or words among them.
    Statement(usize),
    /// A mark of this group of boxes, or words of its own.
    Group(usize),
    /// An answer's words.
    Answer,
    /// A page's number or running head, and what else has no meaning of its own.
    Furniture,
}

impl Owner {
    /// The statement, if it is words of one.
    pub(super) fn statement(self) -> Option<usize> {
        match self {
            Self::Statement(statement) => Some(statement),
            Self::Free | Self::Group(_) | Self::Answer | Self::Furniture => None,
        }
    }
}

impl Owner {
    /// As few bits as it takes, for a document has millions of tokens.
    fn packed(self) -> u32 {
        let numbered = |number: usize, kind: u32| u32::try_from(number).unwrap_or(u32::MAX >> 3) << 3 | kind;
        match self {
            Self::Free => 0,
            Self::Statement(number) => numbered(number, 1),
            Self::Group(number) => numbered(number, 2),
            Self::Answer => 3,
            Self::Furniture => 4,
        }
    }

    fn unpacked(packed: u32) -> Self {
        let number = (packed >> 3) as usize;
        match packed & 7 {
            1 => Self::Statement(number),
            2 => Self::Group(number),
            3 => Self::Answer,
            4 => Self::Furniture,
            _ => Self::Free,
        }
    }
}

/// The owners of all tokens.
pub(super) struct Claims(Vec<u32>);

impl Claims {
    /// The words of statements.
    pub(super) fn new(ground: &Ground<'_>, matches: &[Match]) -> Self {
        let mut claims = Self(vec![Owner::Free.packed(); ground.page.tokens.len()]);
        for found in matches {
            for token in found.tokens() {
                claims.set(token, Owner::Statement(found.statement));
                if ground.known(token).is_some_and(|known| known.torn) {
                    claims.set(token + 1, Owner::Statement(found.statement));
                }
            }
        }
        for found in matches {
            for step in &found.steps {
                if let Step::Added { token } = step
                    && claims.is_free(*token)
                {
                    claims.set(*token, Owner::Statement(found.statement));
                }
            }
        }
        claims
    }

    pub(super) fn of(&self, token: usize) -> Owner {
        self.0.get(token).map_or(Owner::Free, |packed| Owner::unpacked(*packed))
    }

    pub(super) fn is_free(&self, token: usize) -> bool {
        self.of(token) == Owner::Free
    }

    pub(super) fn set(&mut self, token: usize, owner: Owner) {
        if let Some(slot) = self.0.get_mut(token) {
            *slot = owner.packed();
        }
    }

    /// Takes what pages have at their heads and feet: numbers, and lines that stand at several of them.
    pub(super) fn take_furniture(&mut self, page: &Page<'_>) {
        let mut edges: Vec<usize> = Vec::new();
        let starts = (1..page.row_count()).filter(|row| page.line(*row).is_some_and(|line| line.page));
        for row in starts {
            edges.extend([row - 1, row]);
            if row + 1 < page.row_count() {
                edges.push(row + 1);
            }
        }
        edges.extend(page.row_count().checked_sub(1));
        edges.sort_unstable();
        edges.dedup();
        let shape = |row: usize| -> String {
            let words = page.tokens_of(row).map(|token| page.text(token));
            words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).filter(|word| !word.is_empty()).fold(
                String::new(),
                |mut out, word| {
                    out.push_str(&word.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect::<String>());
                    out.push(' ');
                    out
                },
            )
        };
        // A number between dashes, or in the middle of its line, is a page's wherever it stands.
        for row in 0..page.row_count() {
            let tokens = page.tokens_of(row);
            if tokens.len() > 4 {
                continue;
            }
            let words: Vec<&str> = tokens.clone().map(|token| page.text(token)).collect();
            let figures = |word: &&str| word.len() <= 3 && !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
            let ruled = |row: Option<usize>| {
                let tokens = row.map(|row| page.tokens_of(row)).unwrap_or_default();
                !tokens.is_empty() && tokens.into_iter().all(|token| page.sign(token) == Some(Sign::Rule))
            };
            let edge = ruled(row.checked_sub(1)) || ruled(Some(row + 1));
            let centred = tokens
                .clone()
                .next()
                .and_then(|token| page.tokens.get(token))
                .is_some_and(|token| token.left > 24 && token.left < 90);
            let number = match words.as_slice() {
                [number] => {
                    (figures(number) && (centred || edge))
                        || number
                            .strip_prefix('-')
                            .and_then(|number| number.strip_suffix('-'))
                            .is_some_and(|number| figures(&number) && !number.is_empty())
                }
                ["-" | "--" | "\u{2013}", number, "-" | "--" | "\u{2013}"] => figures(number),
                // `Page 2 of 4`
                [page, number, of, all] => {
                    page.eq_ignore_ascii_case("page")
                        && of.eq_ignore_ascii_case("of")
                        && figures(number)
                        && figures(all)
                }
                _ => false,
            };
            if number && tokens.clone().all(|token| self.is_free(token)) {
                tokens.for_each(|token| self.set(token, Owner::Furniture));
            }
        }
        let shapes: Vec<(usize, String)> = edges.iter().map(|row| (*row, shape(*row))).collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for (_, words) in &shapes {
            *counts.entry(words).or_default() += 1;
        }
        for (row, words) in &shapes {
            let plain =
                page.tokens_of(*row).all(|token| page.text(token).chars().all(|c| c.is_alphanumeric() || c == '-'));
            let lower = words.to_lowercase();
            let number = (plain
                && matches!(lower.as_str(), "0 " | "00 " | "page 0 " | "page 00 " | "i " | "ii " | "iii "))
                || (lower.starts_with("page 0") && lower.contains(" of 0"));
            let again = words.len() > 3 && counts.get(words.as_str()).is_some_and(|count| *count > 1);
            let free = page.tokens_of(*row).all(|token| self.is_free(token));
            if free && (number || again) {
                for token in page.tokens_of(*row) {
                    self.set(token, Owner::Furniture);
                }
            }
        }
    }
}
