//! A whole submission as EDGAR publishes it: the documents between its tags.
//!
//! Its own tags are no faults, nor is what stands between the documents: EDGAR wrote them.

use std::ops::Range;

use super::Kind;

/// The documents of a submission.
pub(crate) struct Submission {
    pub(crate) parts: Vec<Part>,
    /// Whether lines that begin with a dash have `- ` before them, as in privacy-enhanced mail.
    pub(crate) dashed: bool,
}

/// A document of a submission.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// What it is filed as: `NT 10-K`.
    pub(crate) filed_as: Option<Range<usize>>,
    /// The name of its file.
    pub(crate) name: Option<Range<usize>>,
    /// None if it is neither text nor HTML.
    pub(crate) kind: Option<Kind>,
    /// What stands between `<TEXT>` and `</TEXT>`.
    pub(crate) range: Range<usize>,
}

const PRIVACY: &str = "-----BEGIN PRIVACY-ENHANCED MESSAGE-----";

/// The first lines of submissions, without what follows on the line.
const BEGINNINGS: &[&str] =
    &[PRIVACY, "<SEC-DOCUMENT>", "<SEC-HEADER>", "<IMS-DOCUMENT>", "<SUBMISSION>", "<DOCUMENT>"];

/// The first words of documents that are neither text nor HTML: pictures and PDF in uuencode, data.
const OTHERS: &[&str] = &["begin ", "<PDF>", "<XML>", "<XBRL>", "<JSON>", "<ZIP>", "<EXCEL>"];

/// The types of documents that are neither, or that EDGAR made from others.
const OTHER_TYPES: &[&str] = &["GRAPHIC", "PDF", "XML", "ZIP", "EXCEL", "JSON", "EX-101", "EX-104"];

/// The documents of a text, if it begins as a submission does.
pub(super) fn parts(text: &str) -> Option<Submission> {
    beginning(text).map(|_| documents(text))
}

/// The documents of a text between whatever tags there are: it may be the middle of a submission.
pub(crate) fn documents(text: &str) -> Submission {
    let mut parts = Vec::new();
    let mut head = Head::default();
    let mut start = None;
    let mut at = 0;
    for line in lines(text) {
        let words = line.trim();
        let range = at..at + line.len();
        at = range.end;
        let value = |value: &str| {
            let value = value.trim();
            let from = range.start + line.find(value).unwrap_or(0);
            from..from + value.len()
        };
        if let Some(from) = start {
            if after(words, "</TEXT>").is_some() || after(words, "</DOCUMENT>").is_some() {
                parts.push(part(text, std::mem::take(&mut head), from..range.start));
                start = None;
            }
        } else if after(words, "<DOCUMENT>").is_some() {
            head = Head::default();
        } else if let Some(kind) = after(words, "<TYPE>") {
            head.other = OTHER_TYPES.iter().any(|other| after(kind.trim(), other).is_some());
            head.filed_as = Some(value(kind));
        } else if let Some(name) = after(words, "<FILENAME>") {
            head.name = Some(value(name));
        } else if after(words, "<TEXT>").is_some() {
            // What stands on the line of the tag belongs to the document.
            start = Some(range.start + line.find('>').map_or(line.len(), |end| end + 1));
        }
    }
    if let Some(from) = start {
        parts.push(part(text, head, from..text.len()));
    }
    Submission { parts, dashed: beginning(text) == Some(PRIVACY) }
}

/// What stands before a document's text.
#[derive(Default)]
struct Head {
    filed_as: Option<Range<usize>>,
    name: Option<Range<usize>>,
    /// Whether its type is that of a document that is neither text nor HTML.
    other: bool,
}

/// How a submission begins, if the text is one.
fn beginning(text: &str) -> Option<&'static str> {
    let begins = text.trim_start_matches('\u{feff}').trim_start();
    BEGINNINGS.iter().find(|beginning| after(begins, beginning).is_some()).copied()
}

/// The lines of a text with their ends: a line feed, a carriage return, or both.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = rest.find(['\n', '\r']).map_or(rest.len(), |at| {
            let both = rest.get(at..).is_some_and(|end| end.starts_with("\r\n"));
            at + if both { 2 } else { 1 }
        });
        let (line, after) = rest.split_at_checked(end)?;
        rest = after;
        (!line.is_empty()).then_some(line)
    })
}

/// What follows a tag that begins a line.
fn after<'t>(line: &'t str, tag: &str) -> Option<&'t str> {
    let (head, rest) = line.split_at_checked(tag.len())?;
    head.eq_ignore_ascii_case(tag).then_some(rest)
}

fn part(text: &str, head: Head, range: Range<usize>) -> Part {
    let Head { filed_as, name, other } = head;
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
    Part { filed_as, name, kind, range }
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
        let types: Vec<_> = found.iter().map(|part| part.filed_as.clone().map(|range| &text[range])).collect();
        assert_eq!(types, [Some("NT 10-K"), Some("GRAPHIC"), None]);
        assert!(parts("FORM 12b-25 <DOCUMENT>").is_none() && parts("").is_none() && parts("\u{feff}é").is_none());
    }

    #[test]
    fn lines_end_in_any_way() {
        let shown: Vec<_> = lines("a\rb\r\n\r\n\nc\r\rd").collect();
        assert_eq!(shown, ["a\r", "b\r\n", "\r\n", "\n", "c\r", "\r", "d"]);
        assert_eq!(documents("<TYPE>NT 10-K\r<TEXT>\rwords\r</TEXT>\r").parts.len(), 1);
    }
}
