//! Plain text -> lines: pages, tables and columns as their writer saw them.

use std::ops::Range;

use super::references::reference;
use super::tags::{Tag, tag};
use super::words::{Words, as_windows};
use crate::edgar::lines;
use crate::read::sheet::{Line, Sheet, Start};

/// How far apart the stops of a tab are.
const TAB: u32 = 8;

/// The lines of a part of a file. Of a `dashed` one, `- ` before a dash at the beginning of a line is no part of it.
pub(super) fn sheet(text: &str, range: Range<usize>, dashed: bool) -> Sheet {
    let mut plain = Plain::default();
    let mut at = range.start;
    for line in lines(text.get(range).unwrap_or_default()) {
        // A rule is dash-escaped in many files that have lost what wrapped them.
        let skipped = if line.starts_with("- ---") || (dashed && line.starts_with("- -")) { 2 } else { 0 };
        let words = line.trim_end_matches(['\n', '\r']).get(skipped..).unwrap_or_default();
        let mut start = at + skipped;
        let mut fed = words.contains('\u{c}');
        for (index, piece) in words.split('\u{c}').enumerate() {
            plain.page |= index > 0;
            fed |= plain.words(piece, start);
            plain.end(!fed);
            start += piece.len() + 1;
        }
        at += line.len();
    }
    let (text, places) = plain.words.finish();
    Sheet { text, lines: plain.lines, places }
}

/// A text, while it is read.
#[derive(Default)]
struct Plain {
    words: Words,
    lines: Vec<Line>,
    /// Whether the line being read stands in a table, and the next.
    in_table: bool,
    table: bool,
    /// Whether the tag that opens it has come since the last line.
    opens: bool,
    /// What the next line with words has over it.
    page: bool,
    above: u16,
}

impl Plain {
    /// Reads what stands on a line; whether there were tags that a line of nothing else is no line with.
    fn words(&mut self, line: &str, start: usize) -> bool {
        let mut tags = false;
        let mut rest = line;
        self.in_table = self.table;
        while let Some(c) = rest.chars().next() {
            let at = start + line.len() - rest.len();
            let plain = rest.bytes().take_while(|c| matches!(c, b' '..=b'~') && !matches!(c, b'<' | b'&')).count();
            let characters = rest.get(..plain).unwrap_or_default().trim_end_matches(' ');
            if !characters.is_empty() && c != ' ' {
                self.words.put_all(characters, at);
                rest = rest.get(characters.len()..).unwrap_or_default();
                continue;
            }
            let tag = if c == '<' { tag(rest) } else { None };
            let reference = if c == '&' { reference(rest, true) } else { None };
            let length = match (tag, reference) {
                (Some((tag, length)), _) => {
                    tags = true;
                    self.tag(tag, at..at + length);
                    length
                }
                (None, Some((c, length))) => {
                    self.character(c, at..at + length);
                    length
                }
                (None, None) => {
                    self.character(c, at..at + c.len_utf8());
                    c.len_utf8()
                }
            };
            rest = rest.get(length..).unwrap_or_default();
        }
        tags
    }

    fn tag(&mut self, tag: Tag, file: Range<usize>) {
        match tag {
            Tag::Page => self.page = true,
            Tag::Table(begins) => {
                self.table = begins;
                self.opens = begins;
                self.in_table |= begins;
            }
            Tag::Column => self.words.blank(u32::try_from(file.len()).unwrap_or_default(), file),
            Tag::Nothing => {}
        }
    }

    fn character(&mut self, c: char, file: Range<usize>) {
        match as_windows(c) {
            '\t' => self.words.blank(TAB - self.words.column() % TAB, file),
            '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' => {}
            // Word processors of the time wrote it for a hyphen.
            '\u{ad}' => self.words.put('-', file),
            c if c.is_whitespace() || c.is_control() => self.words.blank(1, file),
            c => self.words.put(c, file),
        }
    }

    /// Ends a line. Without words it is an empty one, if it counts.
    fn end(&mut self, counts: bool) {
        match self.words.take(0) {
            Some(cell) => self.lines.push(Line {
                start: Start::Wrapped,
                above: std::mem::take(&mut self.above),
                page: std::mem::take(&mut self.page),
                table: self.in_table,
                opens: self.in_table && std::mem::take(&mut self.opens),
                cells: vec![cell],
            }),
            None if counts => self.above = self.above.saturating_add(1),
            None => {}
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::*;
    use crate::read::intake::drawn::{drawn, placed};

    fn read(text: &str) -> String {
        drawn(&sheet(text, 0..text.len(), false))
    }

    #[test]
    fn lines_have_columns_and_empty_lines_over_them() {
        assert_eq!(
            read("\u{feff}FORM 12b-25  \r\n\r\n \n   a\tb é\rc\u{a0}d"),
            "[0] FORM 12b-25\n+2 [3] a    b é\n[0] c d\n"
        );
    }

    #[test]
    fn pages_begin_by_tags_and_form_feeds() {
        assert_eq!(
            read("a\n<PAGE>\n\nb\n<page> 2\nc\n<PAGE>3\n\u{c}\nd\n\u{c}e"),
            "[0] a\npage +1 [0] b\npage [1] 2\n[0] c\npage [0] 3\npage [0] d\npage [0] e\n"
        );
    }

    #[test]
    fn tables_are_between_their_tags() {
        assert_eq!(
            read("a\n<TABLE>\n<CAPTION>\n  Year\n<S>    <C>\nSales  <C>12\n</TABLE>\nb"),
            "[0] a\ntable [2] Year\ntable [0] Sales     12\n[0] b\n"
        );
    }

    #[test]
    fn other_tags_show_nothing_and_answers_stay() {
        assert_eq!(read("<B>FORM</B> 10-K <name> <F1>\n<R>\nx</R>"), "[0] FORM 10-K <name>\n[0] x\n");
    }

    #[test]
    fn references_are_their_characters() {
        assert_eq!(read("AT&T &amp; &lt;b&gt;&nbsp;&#254; Form"), "[0] AT&T & <b> ☒ Form\n");
    }

    #[test]
    fn letters_alone_are_boxes() {
        assert_eq!(
            read("þ Form 10-K ¨ Form 20-F\nþorn naïve ý\n¨"),
            "[0] ☒ Form 10-K ☐ Form 20-F\n[0] þorn naïve ☒\n[0] ☐\n"
        );
    }

    #[test]
    fn dashes_are_as_they_were() {
        let text = "- -----\n- a\n- - b";
        assert_eq!(drawn(&sheet(text, 0..text.len(), true)), "[0] -----\n[0] - a\n[0] - b\n");
    }

    #[test]
    fn places_are_those_of_the_file() {
        let text = "skipped\n  é&amp;\tþ x  \n\n<S> ab";
        let sheet = sheet(text, 8..text.len(), false);
        assert_eq!(placed(&sheet, text), ["é&amp;\tþ x", "ab"]);
        let at = |word: &str| sheet.places.of(u32::try_from(sheet.text.find(word).unwrap()).unwrap());
        assert_eq!((at("&"), at("☒"), at("x"), at("ab")), (12, 18, 21, 30));
    }
}
