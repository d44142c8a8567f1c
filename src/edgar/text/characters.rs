//! The characters that EDGAR takes in plain text.

use crate::diagnostic::Code;
use crate::edgar::findings::Findings;
use crate::edgar::{allowed, faults, replacement};

/// Whether there is nothing to say of a character; a carriage return and a form feed may stand in a line.
pub(super) fn is_plain(c: char) -> bool {
    allowed(c) || matches!(c, '\r' | '\u{c}')
}

/// Checks the characters of a line.
pub(super) fn check(findings: &mut Findings<'_>, line: &str, start: usize) {
    let mut after_digit = false;
    for (at, c) in line.char_indices() {
        if !is_plain(c) {
            let range = start + at..start + at + c.len_utf8();
            let mut same = [0; 4];
            let same = c.encode_utf8(&mut same);
            match replacement(c) {
                _ if findings.is_utf16(c) => {
                    findings.add(Code::NotPlain, range.clone(), |f| faults::utf16(f, Code::NotPlain, range));
                }
                _ if c == '\t' => findings.add_once(Code::Tab, same, range.clone(), |f| faults::tab(f, range)),
                Some(plain) => findings.add_once(Code::Typographic, same, range.clone(), |f| {
                    // ` 1/2` keeps its blank after a digit only.
                    let plain = if plain.len() > 1 && !after_digit { plain.trim_start() } else { plain };
                    faults::typographic(f, range, c, plain)
                }),
                None => findings.add_once(Code::NotPlain, same, range.clone(), |f| faults::not_plain(f, range, c)),
            }
        }
        after_digit = c.is_ascii_digit();
    }
}
