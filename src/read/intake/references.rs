//! Character references: `&nbsp;`, `&#9746;`.

use html5gum::{Token, Tokenizer};

use crate::edgar::windows;

/// The longest name that is looked at.
const LONGEST: usize = 32;

/// The names that filings are full of.
const USUAL: &[(&str, char)] = &[
    ("nbsp", '\u{a0}'),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("rsquo", '’'),
    ("lsquo", '‘'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("ndash", '–'),
    ("mdash", '—'),
];

/// The character that a text's first bytes stand for if they are a reference, and how many they are. In plain text a
/// reference ends in a semicolon, or it is none; browsers do without for some.
pub(super) fn reference(text: &str, plain: bool) -> Option<(char, usize)> {
    let name = text.strip_prefix('&')?;
    if let Some(number) = name.strip_prefix('#') {
        return numeric(number, plain).map(|(c, length)| (c, length + 2));
    }
    let length = name.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
    let (name, rest) = name.split_at_checked(length).filter(|(name, _)| !name.is_empty())?;
    let ended = rest.starts_with(';');
    if ended && let Some((_, c)) = USUAL.iter().find(|(usual, _)| *usual == name) {
        return Some((*c, length + 2));
    }
    if plain && !ended {
        return None;
    }
    named(text.get(..length + 1 + usize::from(ended))?)
}

fn numeric(number: &str, plain: bool) -> Option<(char, usize)> {
    let (digits, radix, before) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16, 1),
        None => (number, 10, 0),
    };
    let length = digits.bytes().take(LONGEST).take_while(|c| char::from(*c).is_digit(radix)).count();
    let (digits, rest) = digits.split_at_checked(length).filter(|(digits, _)| !digits.is_empty())?;
    let ended = rest.starts_with(';');
    if plain && !ended {
        return None;
    }
    let c = match u32::from_str_radix(digits, radix) {
        // Browsers read these as Windows-1252.
        Ok(code @ 0x80..=0x9f) => u8::try_from(code).map_or(char::REPLACEMENT_CHARACTER, windows),
        Ok(code @ 1..) => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
        Ok(0) | Err(_) => char::REPLACEMENT_CHARACTER,
    };
    Some((c, before + length + usize::from(ended)))
}

/// A reference with any other name, as a browser reads it.
fn named(reference: &str) -> Option<(char, usize)> {
    let read = Tokenizer::new(reference).filter_map(|token| match token {
        Ok(Token::String(words)) => Some(String::from_utf8_lossy(&words.value).into_owned()),
        Ok(Token::StartTag(_) | Token::EndTag(_) | Token::Comment(_) | Token::Doctype(_) | Token::Error(_)) => None,
        Err(never) => match never {},
    });
    let read: String = read.collect();
    let first = read.chars().next().filter(|first| *first != '&')?;
    // What follows a name without its semicolon is no part of it.
    let rest = if reference.ends_with(';') && !read.ends_with(';') { 0 } else { read.len() - first.len_utf8() };
    Some((first, reference.len().checked_sub(rest)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_as_browsers_do() {
        for (text, c, length) in [
            ("&nbsp;x", '\u{a0}', 6),
            ("&#9746;", '☒', 7),
            ("&#x2612;", '☒', 8),
            ("&#150;", '–', 6),
            ("&#254;", 'þ', 6),
            ("&thorn;Form", 'þ', 7),
            ("&sect;", '§', 6),
            ("&nbspFor", '\u{a0}', 5),
            ("&#168 x", '¨', 5),
            ("&#0;", '\u{fffd}', 4),
            ("&#99999999999;", '\u{fffd}', 14),
        ] {
            assert_eq!(reference(text, false), Some((c, length)), "{text}");
        }
        for none in ["&", "& x", "&T", "&;", "&#;", "&#x;", "&frob;", "&é"] {
            assert_eq!(reference(none, false), None, "{none}");
        }
        assert_eq!(reference("&nbspFor", true), None);
        assert_eq!(reference("&copy;", true), Some(('©', 6)));
    }
}
