//! Strings of the language as text: escapes read, prose dedented and folded, and for each byte of the text the place in
//! the source that it came from.

use std::ops::Range;

use crate::source::Span;

/// A string's text with its place in the source.
#[derive(Debug, Clone, Default)]
pub struct Str {
    /// The text: prose has its line breaks folded to blanks, and a line break ends a paragraph.
    pub text: String,
    /// The whole string with its quotes.
    pub span: Span,
    /// For each piece that was taken over unchanged: its start in `text` and its start in the source.
    pieces: Vec<(u32, u32)>,
}

impl Str {
    /// A text that stands for a whole place: a part that a statement lacks, or a label that the language gives.
    pub fn plain(text: &str, span: Span) -> Self {
        Self { text: text.to_owned(), span, pieces: Vec::new() }
    }

    /// The whole of a source, which stands in it as it is.
    pub(crate) fn whole(source: &str, file: u16) -> Self {
        Self { text: source.to_owned(), span: Span::new(file, 0..source.len()), pieces: vec![(0, 0)] }
    }

    /// The place in the source of a range of `text`.
    pub fn place(&self, range: Range<usize>) -> Span {
        let at = |offset: usize| {
            let after = self.pieces.partition_point(|&(start, _)| start as usize <= offset);
            let piece = after.checked_sub(1).and_then(|index| self.pieces.get(index));
            piece.map(|&(start, source)| source as usize + offset - start as usize)
        };
        match (at(range.start), at(range.end.saturating_sub(1).max(range.start))) {
            (Some(start), Some(last)) => {
                let end = if range.is_empty() { start } else { (last + 1).max(start) };
                Span::new(self.span.file, start..end.min(self.span.end as usize))
            }
            _ => self.span,
        }
    }

    fn push(&mut self, text: &str, source: usize) {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        self.pieces.push((narrow(self.text.len()), narrow(source)));
        self.text.push_str(text);
    }
}

/// Reads a string of one line, `"..."`. The places of escapes that mean nothing are added to `bad`.
pub(super) fn quoted(raw: &str, span: Span, bad: &mut Vec<Span>) -> Str {
    let mut out = Str { span, ..Str::default() };
    let body = raw.strip_prefix('"').unwrap_or(raw);
    let body = body.strip_suffix('"').unwrap_or(body);
    let start = span.start as usize + 1;
    let mut rest = body;
    loop {
        let at = start + body.len() - rest.len();
        let Some((plain, escaped)) = rest.split_once('\\') else {
            out.push(rest, at);
            return out;
        };
        out.push(plain, at);
        let at = at + plain.len();
        let mut chars = escaped.chars();
        match chars.next() {
            Some('n') => out.push("\n", at),
            Some('"') => out.push("\"", at),
            Some('\\') => out.push("\\", at),
            Some(other) => {
                bad.push(Span::new(span.file, at..at + 1 + other.len_utf8()));
                out.push(&format!("\\{other}"), at);
            }
            None => bad.push(Span::new(span.file, at..at + 1)),
        }
        rest = chars.as_str();
    }
}

/// Reads prose, `"""..."""`: lines trimmed and joined by a blank, paragraphs parted by an empty line.
pub(super) fn prose(raw: &str, span: Span) -> Str {
    let mut out = Str { span, ..Str::default() };
    // Either may have been left out.
    let body = raw.strip_prefix("\"\"\"").unwrap_or(raw);
    let mut at = span.start as usize + raw.len() - body.len();
    let body = body.strip_suffix("\"\"\"").unwrap_or(body);
    let mut joint = "";
    for line in body.split('\n') {
        let text = line.trim();
        if text.is_empty() {
            joint = if out.text.is_empty() { "" } else { "\n\n" };
        } else {
            let start = at + line.len() - line.trim_start().len();
            if !joint.is_empty() {
                out.push(joint, start.saturating_sub(1));
            }
            out.push(text, start);
            joint = " ";
        }
        at += line.len() + 1;
    }
    if out.pieces.is_empty() {
        out.push("", at.min(span.end as usize));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(raw: &str) -> Span {
        Span::new(0, 0..raw.len())
    }

    #[test]
    fn escapes_are_read_and_places_kept() {
        let raw = r#""a\"b\nc\q""#;
        let mut bad = Vec::new();
        let text = quoted(raw, span(raw), &mut bad);
        assert_eq!(text.text, "a\"b\nc\\q");
        assert_eq!(bad, [Span::new(0, 8..10)]);
        assert_eq!(text.place(4..5).range(), 7..8);
    }

    #[test]
    fn prose_is_folded_and_places_kept() {
        let raw = "\"\"\"\n   one\n   two\n\n   three\n  \"\"\"";
        let text = prose(raw, span(raw));
        assert_eq!(text.text, "one two\n\nthree");
        assert_eq!(raw.get(text.place(4..7).range()), Some("two"));
        assert_eq!(raw.get(text.place(9..14).range()), Some("three"));
        assert_eq!(raw.get(text.place(0..7).range()), Some("one\n   two"));
    }
}
