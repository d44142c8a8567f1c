//! Paragraphs of a narrative, and where the writer wants lines to break.
//!
//! YAML says which line breaks are meant: in a literal block (`|`) and as `\n` each one is, and an empty line ends the
//! paragraph; in a folded block (`>`) and in plain text YAML has joined the lines already, and each break that is left
//! ends a paragraph, except between lines that are indented further, which stand as they are.

use crate::data::{Scalar, Style};

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its lines; most have one, which the renderer wraps. Further ones are breaks that the writer asked for.
    pub lines: Vec<Line>,
}

/// A line of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Blanks before it that the writer wants kept.
    pub indent: usize,
    /// Its text, without blanks at either end.
    pub text: String,
}

/// The paragraphs of a scalar.
pub(crate) fn paragraphs(scalar: &Scalar) -> Vec<Paragraph> {
    let each_break_ends = match scalar.style {
        Style::Literal | Style::DoubleQuoted => false,
        Style::Plain | Style::SingleQuoted | Style::Folded => true,
    };
    let mut out: Vec<Paragraph> = Vec::new();
    let mut open: Vec<Line> = Vec::new();
    let mut after_indented = false;
    for raw in scalar.text.split('\n') {
        let text = raw.trim();
        let indent = raw.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 8 } else { 1 }).sum();
        let joined = !each_break_ends || (indent > 0 && after_indented);
        if (text.is_empty() || !joined) && !open.is_empty() {
            out.push(Paragraph { lines: std::mem::take(&mut open) });
        }
        if !text.is_empty() {
            open.push(Line { indent, text: text.to_owned() });
        }
        after_indented = indent > 0;
    }
    if !open.is_empty() {
        out.push(Paragraph { lines: open });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, style: Style) -> Vec<Vec<(usize, String)>> {
        let paragraphs = paragraphs(&Scalar { text: text.to_owned(), style });
        let line = |line: Line| (line.indent, line.text);
        paragraphs.into_iter().map(|paragraph| paragraph.lines.into_iter().map(line).collect()).collect()
    }

    #[test]
    fn a_literal_block_keeps_its_breaks_and_a_folded_one_has_none() {
        let one = |text: &str| (0, text.to_owned());
        assert_eq!(lines("a\nb\n\nc\n", Style::Literal), [vec![one("a"), one("b")], vec![one("c")]]);
        assert_eq!(lines("a b\nc\n", Style::Folded), [vec![one("a b")], vec![one("c")]]);
        assert_eq!(
            lines("a\n  b\n  c\nd", Style::Folded),
            [vec![one("a")], vec![(2, "b".to_owned()), (2, "c".to_owned())], vec![one("d")]]
        );
        assert!(lines(" \n\n", Style::Literal).is_empty());
    }
}
