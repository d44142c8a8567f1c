//! Bytes -> text, whatever wrote them: a document that EDGAR takes is ASCII, but others are to be told where they are not.

use std::borrow::Cow;

/// How the bytes of a document were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// As UTF-8, which ASCII is.
    Utf8,
    /// Byte by byte as Windows-1252, which Latin-1 is a part of: the bytes are no UTF-8.
    Windows1252,
    /// As UTF-16, by its byte order mark.
    Utf16,
}

/// What Windows-1252 holds from 0x80 to 0x9F, where it differs from Latin-1; the code point itself where it holds nothing.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text of a document's bytes. It never fails: what is no UTF-8 is Windows-1252, in which every byte is a character.
///
/// ```
/// use engross::edgar::{Coding, decode};
/// assert_eq!(decode(b"plain".to_vec()), ("plain".to_owned(), Coding::Utf8));
/// assert_eq!(decode(b"\x93quoted\x94".to_vec()), ("“quoted”".to_owned(), Coding::Windows1252));
/// ```
pub fn decode(bytes: Vec<u8>) -> (String, Coding) {
    if let Some(text) = utf16(&bytes) {
        return (text, Coding::Utf16);
    }
    match String::from_utf8(bytes) {
        Ok(text) => (text, Coding::Utf8),
        Err(error) => (error.as_bytes().iter().map(|&byte| windows(byte)).collect(), Coding::Windows1252),
    }
}

fn utf16(bytes: &[u8]) -> Option<String> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return None,
    };
    let (pairs, _) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    Some(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

/// The character that a byte is in Windows-1252.
pub(crate) fn windows(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS.get(usize::from(byte - 0x80)).copied().unwrap_or(char::from(byte)),
        _ => char::from(byte),
    }
}

impl Coding {
    /// What stood in the file for a character, where that is not what a reader would guess.
    pub(super) fn origin(self, c: char) -> Cow<'static, str> {
        match self {
            Self::Utf8 | Self::Utf16 => "".into(),
            Self::Windows1252 => match byte(c) {
                Some(byte) => format!("the byte 0x{byte:02X}, read as Windows-1252").into(),
                None => "".into(),
            },
        }
    }
}

fn byte(c: char) -> Option<u8> {
    let within = || WINDOWS.iter().position(|&known| known == c).and_then(|at| u8::try_from(at + 0x80).ok());
    within().or_else(|| u8::try_from(u32::from(c)).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_a_character_and_back() {
        for value in 0..=255 {
            assert_eq!(byte(windows(value)), Some(value));
        }
    }

    #[test]
    fn utf_16_is_known_by_its_mark() {
        assert_eq!(decode(vec![0xff, 0xfe, b'a', 0, 0x19, 0x20]), ("\u{feff}a’".to_owned(), Coding::Utf16));
        assert_eq!(decode(vec![0xfe, 0xff, 0, b'a', 9]), ("\u{feff}a".to_owned(), Coding::Utf16));
    }
}
