//! Characters that JSON writes as two escapes, `\ud83d\ude00`: the halves of a surrogate pair. YAML has one escape for them.

use std::borrow::Cow;
use std::ops::Range;

use super::text::slice;

/// The escape of a half: `\ud83d`.
const HALF: usize = 6;

/// Writes each pair in a line of JSON as the one escape of YAML, in as many bytes: an escaped line break, which means
/// nothing, fills it up. It stands before the escape, for the blanks after it would be taken for indentation.
pub(super) fn join(text: &mut Cow<'_, str>) {
    let mut at = 0;
    while let Some(escape) = text.get(at..).and_then(|rest| rest.find('\\')).map(|found| at + found) {
        let pair = escape..escape + 2 * HALF;
        at = match character(text, escape) {
            Some(c) => {
                text.to_mut().replace_range(pair.clone(), &format!("\\\n\\U{:08X}", u32::from(c)));
                pair.end
            }
            // What is escaped may be a `\` itself.
            None => text.ceil_char_boundary(escape + 2),
        };
    }
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
