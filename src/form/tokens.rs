//! The tokens of an expression, as far as names, comparisons and brackets need them. minijinja parses expressions; this
//! finds the places.

use std::ops::Range;

/// A token of an expression, as far as names and comparisons need it.
#[derive(Debug, Clone)]
pub(super) struct Token<'a> {
    pub(super) kind: TokenKind,
    pub(super) text: &'a str,
    pub(super) range: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A dotted name.
    Name,
    /// What follows `|`.
    Filter,
    /// What stands before `(`.
    Call,
    /// What follows `is`.
    Test,
    /// A string with its quotes.
    Text,
    /// Anything else: an operator, a word of the expression language, a number.
    Other,
}

/// The tokens of an expression. It has been parsed by minijinja before; this finds the places.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out: Vec<Token<'_>> = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let first = rest.chars().next().unwrap_or(' ');
        let length = match first {
            '"' | '\'' => string_length(rest, first),
            c if is_word(c) => rest.find(|c: char| !is_word(c) && c != '.').unwrap_or(rest.len()),
            '=' | '!' | '<' | '>' if rest.get(1..2) == Some("=") => 2,
            c => c.len_utf8(),
        };
        let piece = rest.get(..length).unwrap_or(rest);
        if !first.is_whitespace() {
            let before = out.last().map(|token| token.text);
            let before_not = out.iter().rev().nth(1).map(|token| token.text);
            let word = is_word(first) && !first.is_ascii_digit() && !WORDS.contains(&piece);
            let after = rest.get(length..).unwrap_or_default().trim_start();
            let kind = match first {
                '"' | '\'' => TokenKind::Text,
                _ if piece != "not" && (before == Some("is") || before == Some("not") && before_not == Some("is")) => {
                    TokenKind::Test
                }
                _ if !word => TokenKind::Other,
                _ if before == Some("|") => TokenKind::Filter,
                _ if after.starts_with('(') => TokenKind::Call,
                _ => TokenKind::Name,
            };
            out.push(Token { kind, text: piece, range: at..at + piece.len() });
        }
        at += piece.len().max(1);
    }
    out
}

/// Words of the expression language.
pub(super) const WORDS: &[&str] =
    &["and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "True", "False", "None"];

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

pub(super) fn string_length(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if c == quote && !escaped {
            return at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    text.len()
}
