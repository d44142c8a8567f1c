//! The characters of HTML that EDGAR takes as they are.

use crate::diagnostic::Code;
use crate::edgar::findings::Findings;
use crate::edgar::{allowed, faults};

/// Checks the characters of a document, its tags and comments included.
pub(super) fn check(findings: &mut Findings<'_>, text: &str, start: usize) {
    let plain = |byte: u8| allowed(char::from(byte)) || matches!(byte, b'\t' | b'\n' | b'\r' | 0xc);
    let mut at = 0;
    while let Some(next) = text.as_bytes().get(at..).and_then(|rest| rest.iter().position(|byte| !plain(*byte))) {
        at += next;
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { return };
        let range = start + at..start + at + c.len_utf8();
        let mut same = [0; 4];
        findings.add_once(Code::NotAscii, c.encode_utf8(&mut same), range.clone(), |f| {
            if f.is_utf16(c) { faults::utf16(f, Code::NotAscii, range) } else { faults::not_ascii(f, range, c) }
        });
        at += c.len_utf8();
    }
}
