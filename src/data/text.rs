//! Places in a text, without a panic.

use std::ops::Range;

/// The byte at an offset; 0 past the end, which no text holds by the time it gets here.
pub(super) fn byte(text: &str, at: usize) -> u8 {
    text.as_bytes().get(at).copied().unwrap_or(0)
}

/// The text of a range, or nothing where it does not fit.
pub(super) fn slice(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// The text from an offset on.
pub(super) fn from(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// Where the line of an offset begins; a byte order mark is no part of it.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    let before = slice(text, 0..at);
    let start = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    if start == 0 && before.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { start }
}

/// Where the line of an offset ends, its line break left out.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    let rest = from(text, at);
    at + rest.find(['\n', '\r']).unwrap_or(rest.len())
}

/// The first offset from `at` on that holds neither a blank nor a tab.
pub(super) fn skip_blanks(text: &str, at: usize) -> usize {
    let rest = from(text, at);
    at + (rest.len() - rest.trim_start_matches([' ', '\t']).len())
}

/// Whether a blank, a tab or the end of the line stands there.
pub(super) fn is_gap(text: &str, at: usize) -> bool {
    matches!(byte(text, at), b' ' | b'\t' | b'\n' | b'\r') || at >= text.len()
}

/// The first offset from `at` on that is no white space and in no comment.
pub(super) fn skip_comments(text: &str, mut at: usize) -> usize {
    loop {
        let rest = from(text, at);
        let next = at + (rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r', '\u{feff}']).len());
        let begins_comment = byte(text, next) == b'#' && (next > at || next == line_start(text, next));
        if !begins_comment {
            return next;
        }
        at = line_end(text, next);
    }
}

/// The end of the words from `at` on: the end of the line, or of what stands before a comment, without the blanks
/// before it.
pub(super) fn words_end(text: &str, at: usize) -> usize {
    let line = slice(text, at..line_end(text, at));
    let comment = line
        .match_indices('#')
        .map(|(hash, _)| hash)
        .find(|&hash| hash == 0 || line.as_bytes().get(hash - 1).is_some_and(|before| matches!(before, b' ' | b'\t')));
    at + slice(line, 0..comment.unwrap_or(line.len())).trim_end_matches([' ', '\t']).len()
}
