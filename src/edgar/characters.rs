//! The characters that EDGAR takes in plain text, and what stands for the others.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The replacements, by character, from `characters.tsv`.
static REPLACEMENTS: LazyLock<HashMap<char, &'static str>> = LazyLock::new(|| {
    let rows = include_str!("characters.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| {
        let mut parts = row.split('\t');
        let character = char::from_u32(u32::from_str_radix(parts.next()?, 16).ok()?)?;
        Some((character, parts.next()?))
    })
    .collect()
});

/// Whether EDGAR takes a character in plain text as it is: EDGAR Filer Manual, table 5-1. The caret is not among them.
///
/// ```
/// use engross::edgar::allowed;
/// assert!(allowed('$') && !allowed('^') && !allowed('é'));
/// ```
#[inline]
pub fn allowed(c: char) -> bool {
    matches!(c, ' '..='~') && c != '^'
}

/// Whether EDGAR takes every character of a text as it is.
pub(crate) fn all_allowed(text: &str) -> bool {
    // A piece at a time, so that its bytes are looked at together.
    text.as_bytes().chunks(32).all(|piece| piece.iter().fold(true, |all, byte| all & allowed(char::from(*byte))))
}

/// What is written for a character that EDGAR does not take; none if nothing plain says the same.
///
/// ```
/// use engross::edgar::replacement;
/// assert_eq!(replacement('—'), Some("--"));
/// assert_eq!(replacement('^'), None);
/// ```
pub fn replacement(c: char) -> Option<&'static str> {
    REPLACEMENTS.get(&c).copied()
}

/// Adds what is written for a character to a line.
pub(crate) fn push_plain(by: &str, out: &mut String) {
    // ` 1/2` keeps its blank after a digit only.
    let parted = by.len() > 1 && !out.ends_with(|before: char| before.is_ascii_digit());
    out.push_str(if parted { by.trim_start() } else { by });
}

/// Writes the characters of a text that have another for plain text as that.
pub(crate) fn make_plain(text: &mut String) {
    if text.chars().any(|c| replacement(c).is_some()) {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            match replacement(c) {
                Some(by) => push_plain(by, &mut out),
                None => out.push(c),
            }
        }
        *text = out;
    }
}

/// The tags in a text that a reader of EDGAR's tags would take for one: `<TABLE>`, `</TEXT>`.
pub(crate) fn tags(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices('<').filter_map(|(at, _)| {
        let rest = text.get(at..)?;
        let name = rest.get(1..)?.strip_prefix('/').unwrap_or(rest.get(1..)?);
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        // No tag of EDGAR's is longer than a line; a `<` without its `>` there is a sign of comparison.
        let end = rest.char_indices().take(80).find(|(_, c)| matches!(c, '>' | '\n'))?.0;
        let tag = rest.get(..=end)?;
        (tag.ends_with('>') && !tag.get(1..)?.contains('<')).then_some((at, tag))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_replacement_is_allowed_and_none_is_a_question_mark_for_a_letter() {
        assert!(REPLACEMENTS.len() > 300);
        for (character, replacement) in REPLACEMENTS.iter() {
            assert!(!allowed(*character));
            assert!(replacement.chars().all(allowed), "{character}");
            assert!(*character == '¿' || !replacement.contains('?'), "{character}");
        }
    }

    #[test]
    fn tags_are_words_in_angle_brackets() {
        let found: Vec<&str> = tags("a <TABLE> b < c > d </TEXT> <a <b> <5> <").map(|(_, tag)| tag).collect();
        assert_eq!(found, ["<TABLE>", "</TEXT>", "<b>"]);
    }
}
