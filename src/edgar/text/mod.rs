//! Plain text: the length of lines, the characters, EDGAR's tags.

mod characters;
mod tags;

use std::ops::Range;

use super::faults;
use super::findings::Findings;
use crate::diagnostic::Code;
use tags::Tables;

/// The longest line outside `<TABLE>` tags, 17 CFR 232.305(a).
const LONGEST: usize = 80;
/// The longest line inside `<TABLE>` tags, 17 CFR 232.305(a).
pub const WIDEST_TABLE: usize = 132;

/// Whether there is plainly nothing to say of a text: short lines of allowed characters, without a tag. Most of what is
/// rendered is so.
pub(super) fn is_faultless(text: &str) -> bool {
    let plain = |byte: u8| byte == b'\n' || (super::allowed(char::from(byte)) && byte != b'<');
    // A piece at a time, so that its bytes are looked at together.
    let mut pieces = text.as_bytes().chunks(64);
    if !pieces.all(|piece| piece.iter().fold(true, |all, byte| all & plain(*byte))) {
        return false;
    }
    // From the end of a line to the last one that a short line can bring within reach.
    let mut rest = text.as_bytes();
    while let Some((reach, _)) = rest.split_at_checked(LONGEST + 1) {
        let Some(end) = memchr::memrchr(b'\n', reach) else { return false };
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    true
}

/// Checks a part of the source as plain text; `dashed` says that lines of dashes have `- ` before them, which is not
/// theirs.
pub(super) fn check(findings: &mut Findings<'_>, range: Range<usize>, dashed: bool) {
    let mut tables = Tables::default();
    let mut at = range.start;
    for whole in findings.slice(range.clone()).split_inclusive('\n') {
        let start = at;
        at += whole.len();
        let line = whole.strip_suffix('\n').unwrap_or(whole);
        let line = line.strip_suffix('\r').unwrap_or(line);
        let escape = if dashed && line.starts_with("- -") { 2 } else { 0 };
        let line = line.get(escape..).unwrap_or_default();
        check_line(findings, &mut tables, line, start + escape);
    }
    tables.finish(findings);
}

fn check_line(findings: &mut Findings<'_>, tables: &mut Tables, line: &str, start: usize) {
    if !line.bytes().all(|byte| characters::is_plain(char::from(byte))) {
        characters::check(findings, line, start);
    }
    let before = tables.inside();
    if line.contains('<') {
        tables.line(findings, line, start);
    }
    let (code, most) =
        if before || tables.inside() { (Code::LongTableLine, WIDEST_TABLE) } else { (Code::LongLine, LONGEST) };
    if line.len() > most {
        check_length(findings, code, line, start, most);
    }
}

/// Lines are counted in characters; old systems end them with a carriage return alone, pages with a form feed.
fn check_length(findings: &mut Findings<'_>, code: Code, line: &str, start: usize, most: usize) {
    let mut at = start;
    for line in line.split_inclusive(['\r', '\u{c}']) {
        let begin = at;
        at += line.len();
        let line = line.strip_suffix(['\r', '\u{c}']).unwrap_or(line);
        if let Some((over, _)) = line.char_indices().nth(most) {
            let range = begin..begin + line.len();
            let over = begin + over..range.end;
            findings.add(code, over.clone(), |findings| faults::long_line(findings, code, &range, over, most));
        }
    }
}
