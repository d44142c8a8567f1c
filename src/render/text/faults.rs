//! The wording of what plain text cannot say.

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Column, Document, Origin, plain};
use crate::render::faults::{at, name, names, narrow};

/// A character was replaced.
pub(super) fn transliterated(document: &Document, origin: Origin, c: char, by: &str, count: usize) -> Diagnostic {
    let written = if by.is_empty() {
        "is left out".to_owned()
    } else if by.trim().is_empty() {
        "is written as a blank".to_owned()
    } else {
        format!("is written as `{}`", by.trim())
    };
    let others = match count {
        0 | 1 => String::new(),
        2 => ", here and once more".to_owned(),
        _ => format!(", here and {} times more", count - 1),
    };
    let message = format!("{} {written}{others}", name(c));
    let fault = at(document, origin, Code::Transliterated, message, "not plain text")
        .help("EDGAR takes only plain characters in text; write it so yourself if it should read otherwise");
    narrow(fault, c.encode_utf8(&mut [0; 4]))
}

/// Characters of one answer have no replacement.
pub(super) fn not_allowed(document: &Document, origin: Origin, characters: &[char]) -> Diagnostic {
    let first = characters.first().copied().unwrap_or_default();
    let message = format!("{} cannot be filed as plain text", names(characters));
    let fault = at(document, origin, Code::NotAllowed, message, "EDGAR does not take it")
        .help("write it in plain letters, digits and signs");
    narrow(fault, first.encode_utf8(&mut [0; 4]))
}

/// A table is too wide, because of a column.
pub(super) fn too_wide(document: &Document, column: &Column, needs: usize, width: usize) -> Diagnostic {
    let heading = plain(&column.heading);
    let message =
        format!("the table needs {needs} columns of text and has {width}; its column `{heading}` is the widest");
    let origin = Origin { form: column.form, data: None };
    at(document, origin, Code::TooWide, message, "this column")
        .help("shorten the longest word of that column, or ask for its answers in a `repeat` instead of a `table`")
}

/// A word was broken.
pub(super) fn long_word(document: &Document, origin: Origin, word: &str, width: usize) -> Diagnostic {
    let length = word.len();
    let message = format!("a word of {length} characters is broken at the line's end, after {width}");
    let start: String = word.chars().take(width).collect();
    narrow(at(document, origin, Code::LongWord, message, "longer than a line"), &start)
        .help("nothing is lost; part it with a blank where it may be broken")
}

/// A line that was laid out with blanks is longer than the page is wide.
pub(super) fn columns_wrapped(document: &Document, origin: Origin, line: &str, width: usize) -> Diagnostic {
    let length = line.len();
    let message = format!("a line with columns is wrapped: it has {length} characters, and the page {width}");
    let start = line.split("   ").next().unwrap_or_default();
    narrow(at(document, origin, Code::ColumnsWrapped, message, "laid out with blanks"), start)
        .help("write the lines in a literal block (`|`) between a line `<TABLE>` and a line `</TABLE>`, where they may have 132")
}

/// Something that EDGAR may take for a tag.
pub(super) fn tag_like(document: &Document, origin: Origin, tag: &str) -> Diagnostic {
    let message = format!("EDGAR may read `{tag}` as a tag");
    narrow(at(document, origin, Code::TagLike, message, "printed as it is"), tag).help(
        if ["<TABLE>", "</TABLE>"].iter().any(|own| tag.eq_ignore_ascii_case(own)) {
            "a table stands in a literal block (`|`), between a line `<TABLE>` and a line `</TABLE>`"
        } else {
            "write it without the angle brackets"
        },
    )
}
