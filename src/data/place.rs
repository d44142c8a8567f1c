//! A character of an answer, found in the source.

use std::ops::Range;

use super::node::{Node, NodeValue, Style};
use super::pairs;
use super::text::{byte, from, is_gap, line_end, skip_blanks, slice};
use crate::source::{Source, Span};

/// Where in the source the character stands that begins at a byte offset of a scalar's text; the text's length gives
/// the place after its last character.
///
/// Source and text are walked in step, so the cost is that of the answer's length. Folded line breaks, doubled quotes
/// and escapes are followed, and the place of a character that they make is theirs. Where that does not lead to the text,
/// or the node is no scalar, the place is the whole node's.
///
/// ```
/// use engross::data::{load, place_of};
/// use engross::source::Source;
///
/// let source = Source::new("a.yaml", "reasons: |\n    The Company's\n    année\nname: 'Joe''s “Jeans”'\n");
/// let filing = load(&source, 0, &mut Vec::new()).unwrap();
/// let place = |key: &str, c: char| {
///     let node = &filing.get(key).unwrap().node;
///     let offset = node.scalar().unwrap().text.find(c).unwrap();
///     source.position(place_of(&source, node, offset).range().start)
/// };
/// assert_eq!((place("reasons", 'é').line, place("reasons", 'é').column), (3, 8));
/// assert_eq!((place("name", '“').line, place("name", '“').column), (4, 15));
/// ```
pub fn place_of(source: &Source, node: &Node, text_offset: usize) -> Span {
    let NodeValue::Scalar(scalar) = &node.value else { return node.span };
    let place = node.span.range();
    let mut walk = Walk { source: source.text(), text: &scalar.text, at: place.start, told: 0, sought: text_offset };
    let stop = match scalar.style {
        Style::Plain => walk.line_by_line(place.end, scalar.style),
        Style::SingleQuoted | Style::DoubleQuoted => {
            walk.at += 1;
            walk.line_by_line(place.end.saturating_sub(1), scalar.style)
        }
        Style::Literal => walk.block(false),
        Style::Folded => walk.block(true),
    };
    match stop {
        Err(Stop::Here(found)) if found.start >= place.start => {
            Span::new(node.span.file, found.start.min(place.end)..found.end.min(place.end))
        }
        Ok(()) | Err(Stop::Here(_) | Stop::Lost) => node.span,
    }
}

/// A walk over the source of a scalar, in step with its text.
struct Walk<'a> {
    source: &'a str,
    text: &'a str,
    /// Where it is in the source.
    at: usize,
    /// Where it is in the text.
    told: usize,
    sought: usize,
}

/// Why a walk ends.
enum Stop {
    /// The character is found.
    Here(Range<usize>),
    /// Source and text do not agree.
    Lost,
}

impl Walk<'_> {
    /// The source up to a place is this character of the text.
    fn is(&mut self, c: char, until: usize) -> Result<(), Stop> {
        if !from(self.text, self.told).starts_with(c) {
            return Err(Stop::Lost);
        }
        if self.told == self.sought {
            return Err(Stop::Here(self.at..until));
        }
        self.told += c.len_utf8();
        self.at = until;
        Ok(())
    }

    /// The text ends here.
    fn ends(&self) -> Result<(), Stop> {
        if self.told == self.text.len() && self.told == self.sought {
            Err(Stop::Here(self.at..self.at))
        } else {
            Err(Stop::Lost)
        }
    }

    /// The end of the line break at a place, if there is one.
    fn break_end(&self, at: usize) -> Option<usize> {
        match (byte(self.source, at), byte(self.source, at + 1)) {
            (b'\r', b'\n') => Some(at + 2),
            (b'\r' | b'\n', _) => Some(at + 1),
            _ => None,
        }
    }

    /// A plain or quoted scalar.
    fn line_by_line(&mut self, end: usize, style: Style) -> Result<(), Stop> {
        while self.at < end {
            let c = from(self.source, self.at).chars().next().ok_or(Stop::Lost)?;
            let next = self.at + c.len_utf8();
            if is_gap(self.source, self.at) && self.break_end(skip_blanks(self.source, self.at)).is_some() {
                self.fold()?;
            } else if c == '\'' && style == Style::SingleQuoted {
                self.is(c, next + 1)?;
            } else if c == '\\' && style == Style::DoubleQuoted {
                self.escape(next)?;
            } else {
                self.is(c, next)?;
            }
        }
        self.ends()
    }

    /// Line breaks and the blanks around them: a blank, or one line break less.
    fn fold(&mut self) -> Result<(), Stop> {
        let (mut next, mut breaks) = (skip_blanks(self.source, self.at), 0);
        while let Some(end) = self.break_end(next) {
            breaks += 1;
            next = skip_blanks(self.source, end);
        }
        if breaks == 1 {
            return self.is(' ', next);
        }
        let start = self.at;
        for _ in 1..breaks {
            self.is('\n', next)?;
            self.at = start;
        }
        self.at = next;
        Ok(())
    }

    /// What follows a `\` in double quotes.
    fn escape(&mut self, at: usize) -> Result<(), Stop> {
        if let Some(c) = pairs::character(self.source, self.at) {
            return self.is(c, self.at + "\\ud83d\\ude00".len());
        }
        let c = from(self.source, at).chars().next().ok_or(Stop::Lost)?;
        let digits = match c {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            '\n' | '\r' => {
                self.at = skip_blanks(self.source, self.break_end(at).unwrap_or(at));
                return Ok(());
            }
            _ => {
                let meant = match c {
                    '0' => '\0',
                    'a' => '\u{7}',
                    'b' => '\u{8}',
                    't' => '\t',
                    'n' => '\n',
                    'v' => '\u{b}',
                    'f' => '\u{c}',
                    'r' => '\r',
                    'e' => '\u{1b}',
                    'N' => '\u{85}',
                    '_' => '\u{a0}',
                    'L' => '\u{2028}',
                    'P' => '\u{2029}',
                    _ => c,
                };
                return self.is(meant, at + c.len_utf8());
            }
        };
        let end = at + 1 + digits;
        let number = u32::from_str_radix(slice(self.source, at + 1..end), 16).map_err(|_| Stop::Lost)?;
        self.is(char::from_u32(number).ok_or(Stop::Lost)?, end)
    }

    /// A `|` or `>` text.
    fn block(&mut self, folded: bool) -> Result<(), Stop> {
        let header = line_end(self.source, self.at);
        self.at = self.break_end(header).unwrap_or(header);
        while self.told < self.text.len() {
            self.indentation()?;
            let end = line_end(self.source, self.at);
            while self.at < end && self.told < self.text.len() {
                let c = from(self.source, self.at).chars().next().ok_or(Stop::Lost)?;
                self.is(c, self.at + c.len_utf8())?;
            }
            if self.at < end {
                return Err(Stop::Lost);
            }
            if folded {
                self.join()?;
            } else if self.told < self.text.len() {
                // The last line of the file may lack the break that the text has.
                self.is('\n', self.break_end(end).unwrap_or(end))?;
            }
        }
        self.ends()
    }

    /// Steps over the blanks of a line that the text does not have.
    fn indentation(&mut self) -> Result<(), Stop> {
        let blanks = |text: &str, at: usize| from(text, at).len() - from(text, at).trim_start_matches(' ').len();
        let (there, here) = (blanks(self.source, self.at), blanks(self.text, self.told));
        self.at += there.checked_sub(here).ok_or(Stop::Lost)?;
        Ok(())
    }

    /// The line breaks after a line of a `>` text: a blank, as many of them, or one less.
    fn join(&mut self) -> Result<(), Stop> {
        let mut ends = Vec::new();
        let mut next = self.at;
        while let Some(end) = self.break_end(next) {
            ends.push(end);
            let words = end + (from(self.source, end).len() - from(self.source, end).trim_start_matches(' ').len());
            next = if self.break_end(words).is_some() { words } else { end };
        }
        let rest = from(self.text, self.told);
        let told = rest.len() - rest.trim_start_matches('\n').len();
        if told == 0 && ends.len() <= 1 && !rest.is_empty() {
            return self.is(' ', ends.last().copied().unwrap_or(self.at));
        }
        for end in ends.iter().skip(ends.len().saturating_sub(told)) {
            self.is('\n', *end)?;
        }
        if ends.is_empty() && told == 1 {
            self.is('\n', self.at)?;
        }
        self.at = ends.last().copied().unwrap_or(self.at);
        Ok(())
    }
}
