//! Characters that JSON writes as two escapes, `\ud83d\ude00`: the halves of a surrogate pair. YAML has one escape for them.

use std::borrow::Cow;
use std::ops::Range;

use super::text::slice;

/// The escape of a half: `\ud83d`.
const HALF: usize = 6;

/// What fills up an escape that is shorter: an escaped line break, which means nothing.
pub(super) const NOTHING: &str = "\\\n";
/// What does so on the same line.
pub(super) const SOMETHING: &str = "xx";

/// A line of JSON, in which each pair is the one escape of YAML, in as many bytes. What fills it up stands before it, for the
/// blanks after a line break would be taken for indentation. A half without its other one is letters, and added to `lone`.
pub(super) fn joined<'t>(text: &'t str, filling: &str, lone: &mut Vec<Range<usize>>) -> Cow<'t, str> {
    let mut text = Cow::Borrowed(text);
    let mut at = 0;
    while let Some(escape) = text.get(at..).and_then(|rest| rest.find('\\')).map(|found| at + found) {
        let pair = escape..escape + 2 * HALF;
        at = match character(&text, escape) {
            Some(c) => {
                text.to_mut().replace_range(pair.clone(), &format!("{filling}\\U{:08X}", u32::from(c)));
                pair.end
            }
            None if half(&text, escape, 0xD800..0xE000).is_some() => {
                let range = escape..escape + HALF;
                text.to_mut().replace_range(range.clone(), "xxxxxx");
                lone.push(range.clone());
                range.end
            }
            // What is escaped may be a `\` itself.
            None => text.ceil_char_boundary(escape + 2),
        };
    }
    text
}

/// The character that two escapes give together, the first of which stands at a place.
pub(super) fn character(text: &str, at: usize) -> Option<char> {
    let high = half(text, at, 0xD800..0xDC00)?;
    let low = half(text, at + HALF, 0xDC00..0xE000)?;
    char::from_u32(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00))
}

fn half(text: &str, at: usize, range: Range<u32>) -> Option<u32> {
    let digits = slice(text, at..at + HALF).strip_prefix("\\u")?;
    let number = u32::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))?;
    Some(number).filter(|number| range.contains(number))
}
