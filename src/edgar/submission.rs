//! A whole submission as EDGAR publishes it: the documents between its tags.
//!
//! Its own tags are no faults, nor is what stands between the documents: EDGAR wrote them.

use std::ops::Range;

use super::Kind;

/// The documents of a submission.
pub(super) struct Submission {
    pub(super) parts: Vec<Part>,
    /// Whether lines that begin with a dash have `- ` before them, as in privacy-enhanced mail.
    pub(super) dashed: bool,
}

/// A document of a submission.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// The name of its file.
    pub(super) name: Option<Range<usize>>,
    /// None if it is neither text nor HTML.
    pub(super) kind: Option<Kind>,
    /// What stands between `<TEXT>` and `</TEXT>`.
    pub(super) range: Range<usize>,
}

const PRIVACY: &str = "-----BEGIN PRIVACY-ENHANCED MESSAGE-----";

/// The first lines of submissions, without what follows on the line.
const BEGINNINGS: &[&str] =
    &[PRIVACY, "<SEC-DOCUMENT>", "<SEC-HEADER>", "<IMS-DOCUMENT>", "<SUBMISSION>", "<DOCUMENT>"];

/// The first words of documents that are neither text nor HTML: pictures and PDF in uuencode, data.
const OTHERS: &[&str] = &["begin ", "<PDF>", "<XML>", "<XBRL>", "<JSON>", "<ZIP>", "<EXCEL>"];

/// The types of documents that are neither, or that EDGAR made from others.
const OTHER_TYPES: &[&str] = &["GRAPHIC", "PDF", "XML", "ZIP", "EXCEL", "JSON", "EX-101", "EX-104"];

/// The documents of a text, if it is a submission.
pub(super) fn parts(text: &str) -> Option<Submission> {
    let begins = text.trim_start_matches('\u{feff}').trim_start();
    let beginning = BEGINNINGS.iter().find(|beginning| after(begins, beginning).is_some())?;
    let mut parts = Vec::new();
    let mut name = None;
    let mut other = false;
    let mut start = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let range = at..at + line.len();
        at = range.end;
        if let Some(from) = start {
            if after(words, "</TEXT>").is_some() || after(words, "</DOCUMENT>").is_some() {
                parts.push(part(text, name.take(), other, from..range.start));
                start = None;
            }
        } else if after(words, "<DOCUMENT>").is_some() {
            (name, other) = (None, false);
        } else if let Some(kind) = after(words, "<TYPE>") {
            other = OTHER_TYPES.iter().any(|other| after(kind.trim(), other).is_some());
        } else if let Some(value) = after(words, "<FILENAME>") {
            let value = value.trim();
            let from = range.start + line.find(value).unwrap_or(0);
            name = Some(from..from + value.len());
        } else if after(words, "<TEXT>").is_some() {
            // What stands on the line of the tag belongs to the document.
            start = Some(range.start + line.find('>').map_or(line.len(), |end| end + 1));
        }
    }
    if let Some(from) = start {
        parts.push(part(text, name, other, from..text.len()));
    }
    Some(Submission { parts, dashed: *beginning == PRIVACY })
}

/// What follows a tag that begins a line.
fn after<'t>(line: &'t str, tag: &str) -> Option<&'t str> {
    let (head, rest) = line.split_at_checked(tag.len())?;
    head.eq_ignore_ascii_case(tag).then_some(rest)
}

fn part(text: &str, name: Option<Range<usize>>, other: bool, range: Range<usize>) -> Part {
    let content = text.get(range.clone()).unwrap_or_default();
    let first = content.trim_start();
    let kind = if other || OTHERS.iter().any(|other| after(first, other).is_some()) {
        None
    } else {
        let named = name.clone().and_then(|name| text.get(name));
        match named.and_then(Kind::of_name) {
            Some(Kind::Html) => Some(Kind::Html),
            _ => Some(Kind::of_content(content)),
        }
    };
    Part { name, kind, range }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::string_slice, reason = "a test")]
mod tests {
    use super::*;

    #[test]
    fn a_submission_has_documents_of_several_kinds() {
        let text = "<SEC-DOCUMENT>0000-02.txt : 20030228\n<SEC-HEADER>x\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>NT 10-K\n<FILENAME>a.txt\n\
            <TEXT>\nwords\n</TEXT>\n</DOCUMENT>\n<document>\r\n<type>GRAPHIC\r\n<filename>b.jpg\r\n<text>\r\nbegin 644 b.jpg\r\n\
            </text>\r\n</document>\r\n<DOCUMENT>\n<TEXT>\n<HTML>";
        let found = parts(text).unwrap().parts;
        let shown: Vec<_> = found
            .iter()
            .map(|part| (part.name.clone().map(|name| &text[name]), part.kind, text[part.range.clone()].trim()))
            .collect();
        assert_eq!(
            shown,
            [
                (Some("a.txt"), Some(Kind::Text), "words"),
                (Some("b.jpg"), None, "begin 644 b.jpg"),
                (None, Some(Kind::Html), "<HTML>")
            ]
        );
        assert!(parts("FORM 12b-25 <DOCUMENT>").is_none() && parts("").is_none() && parts("\u{feff}é").is_none());
    }
}
