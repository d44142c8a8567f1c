//! Files that are no documents of words: one word of what they are, instead of an empty reading.

use crate::edgar::Kind;

/// Why a file cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) struct NotADocument {
    /// What it is: `a PDF`.
    pub(in crate::read) what: &'static str,
}

/// A submission of pictures, of data, or of nothing but its header.
pub(super) const NO_DOCUMENT: NotADocument =
    NotADocument { what: "an EDGAR submission in which no document is text or HTML" };

/// How files of other kinds begin. The third is the container of Word documents before 2007.
const BEGINNINGS: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive, such as a Word document"),
    (b"\xd0\xcf\x11\xe0", "a Word or Excel document of before 2007"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"begin 644 ", "a file in uuencode"),
];

/// How far a file is searched for what no text holds.
const LOOKED_AT: usize = 4096;

/// A file that its first bytes give away.
pub(super) fn by_bytes(bytes: &[u8]) -> Result<(), NotADocument> {
    let unmarked = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = unmarked.trim_ascii_start();
    if first.is_empty() {
        return Err(NotADocument { what: "an empty file" });
    }
    let begins = |(beginning, _): &&(&[u8], &str)| {
        first.get(..beginning.len()).is_some_and(|head| head.eq_ignore_ascii_case(beginning))
    };
    if let Some((_, what)) = BEGINNINGS.iter().find(begins) {
        return Err(NotADocument { what });
    }
    let is_utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let head = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    if !is_utf16 && head.contains(&0) {
        return Err(NotADocument { what: "a binary file" });
    }
    Ok(())
}

/// A text that its first words give away: XML that is no HTML, or nothing but blanks.
pub(super) fn by_words(text: &str) -> Result<(), NotADocument> {
    let first = text.trim_start_matches('\u{feff}').trim_start();
    if first.is_empty() {
        return Err(NotADocument { what: "an empty file" });
    }
    let tag = first.split('>').next().unwrap_or_default();
    let is_xml = tag.starts_with("<?xml") || (tag.starts_with('<') && tag.contains("xmlns"));
    if is_xml && Kind::of_content(text) == Kind::Text {
        return Err(NotADocument { what: "an XML document" });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_document_is_named() {
        let what = |bytes: &[u8]| {
            let words = String::from_utf8_lossy(bytes).into_owned();
            by_bytes(bytes).and_then(|()| by_words(&words)).err().map_or("", |error| error.what)
        };
        assert_eq!(what(b"%pdf-1.4"), "a PDF");
        assert_eq!(what(b"PK\x03\x04word"), "a zip archive, such as a Word document");
        assert_eq!(what(b"{\\rtf1 x}"), "an RTF document");
        assert_eq!(what(b"<?xml version='1.0'?><edgarSubmission>"), "an XML document");
        assert_eq!(what(b"<edgarSubmission xmlns='http://x'>"), "an XML document");
        assert_eq!(what(b"MZ\x00\x01"), "a binary file");
        assert_eq!(what(b" \n"), "an empty file");
        assert_eq!(what("\u{feff} \n".as_bytes()), "an empty file");
        for good in ["<?xml version='1.0'?>\n<html xmlns='x'>", "FORM 12b-25", "<SEC-DOCUMENT>x", "<p>x"] {
            assert_eq!(what(good.as_bytes()), "", "{good}");
        }
    }
}
