//! An answer, read loosely: where it ends, and what is wrong with it.

use std::ops::Range;

use super::mistake::{Found, Kind, Line, Mistake};
use super::outline::{Before, Outline};
use super::text::{byte, from, is_gap, line_end, skip_blanks, slice, words_end};

impl Outline<'_> {
    /// Reads the answer that begins at a place, and the lines below that are part of it; `column` is that of its name.
    pub(super) fn answer(&mut self, at: usize, line: Line, column: usize) -> Found<Before> {
        let first = from(self.text, at).chars().next().unwrap_or(' ');
        match first {
            '|' | '>' => self.block(at, line, column),
            '"' | '\'' => self.quoted(at, first, line, column),
            '[' | '{' => self.brackets(at, line, column),
            '&' | '!' if !is_gap(self.text, at + 1) => {
                let words = slice(self.text, at..line.end);
                let (property, _) = words.split_once([' ', '\t']).unwrap_or((words, ""));
                if property.contains(['[', ']', '{', '}', ',']) {
                    return Err(self.reserved(first, at, line, column));
                }
                let next = skip_blanks(self.text, at + property.len());
                if next >= line.end || byte(self.text, next) == b'#' {
                    return Ok(Before::Name(None));
                }
                self.answer(next, line, column)
            }
            '*' if words_end(self.text, at)
                == at + slice(self.text, at..line.end).find(' ').unwrap_or(line.end - at) =>
            {
                Ok(Before::Done)
            }
            '@' | '`' | '%' | '*' | '&' | ']' | '}' | ',' => Err(self.reserved(first, at, line, column)),
            '-' | '?' | ':' if is_gap(self.text, at + 1) => Err(self.reserved(first, at, line, column)),
            _ => self.plain(at, line, column),
        }
    }

    fn plain(&self, at: usize, line: Line, column: usize) -> Found<Before> {
        let end = words_end(self.text, at);
        let words = slice(self.text, at..end);
        let colon = words.match_indices(':').map(|(colon, _)| at + colon).find(|&colon| is_gap(self.text, colon + 1));
        if let Some(colon) = colon {
            let kind = Kind::Colon { answer: at..end, lines: false };
            return Err(self.fault(kind, colon..(colon + 2).min(end), at, line, column));
        }
        Ok(if end < line.end && skip_blanks(self.text, end) < line.end {
            Before::Done
        } else {
            Before::Plain { alone: None }
        })
    }

    fn reserved(&self, first: char, at: usize, line: Line, column: usize) -> Mistake {
        let kind = Kind::Reserved { first, answer: at..words_end(self.text, at) };
        self.fault(kind, at..at + first.len_utf8(), at, line, column)
    }

    /// A mistake in an answer: its name is kept, the answer and the lines below it are left out.
    fn fault(&self, kind: Kind, at: Range<usize>, answer: usize, line: Line, column: usize) -> Mistake {
        Mistake { kind, at, mask: answer..self.block_end(line, column).max(line.end), doubt: None }
    }

    /// A `|` or `>` text.
    fn block(&mut self, at: usize, line: Line, column: usize) -> Found<Before> {
        let header = slice(self.text, at + 1..line.end)
            .trim_start_matches(['+', '-', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
        let rest = line.end - header.len();
        if rest - at > 3 || words_end(self.text, rest) > rest {
            let first = from(self.text, at).chars().next().unwrap_or('|');
            return Err(self.reserved(first, at, line, column));
        }
        let digit = slice(self.text, at..rest).chars().find_map(|c| c.to_digit(10));
        let mut expected = digit.and_then(|digit| usize::try_from(digit).ok()).map(|digit| column + digit);
        let (mut first, mut count) = (line, 0);
        while let Some(&next) = self.lines.get(self.next) {
            if !next.is_blank(self.text) {
                let found = next.indent();
                if byte(self.text, next.body) == b'\t' && expected.map_or(found <= column, |expected| found < expected)
                {
                    break;
                }
                if found <= column {
                    break;
                }
                if found < *expected.get_or_insert(found) {
                    let expected = expected.unwrap_or(found);
                    let step = self.step();
                    let is_first = count == 1 && (found - column == step || expected - column != step);
                    let (bad, found, expected) =
                        if is_first { (first, expected, found) } else { (next, found, expected) };
                    let kind = Kind::TextIndent { found, expected, first: is_first, leading: bad.start..bad.body };
                    self.seen = next.end;
                    let mask = at..self.block_end(line, column);
                    return Err(Mistake { kind, at: bad.body..bad.end, mask, doubt: None });
                }
                count += 1;
                first = if count == 1 { next } else { first };
            }
            self.seen = next.end;
            self.next += 1;
        }
        Ok(Before::Text(expected.unwrap_or(column + 2)))
    }

    /// The closing quote of what a quote at `at` opens, before `end`.
    pub(super) fn closing_quote(&self, at: usize, end: usize) -> Option<usize> {
        let quote = byte(self.text, at);
        let mut next = at + 1;
        while next < end {
            let here = byte(self.text, next);
            if here == b'\\' && quote == b'"' || here == quote && quote == b'\'' && byte(self.text, next + 1) == quote {
                next += 2;
            } else if here == quote {
                return Some(next);
            } else {
                next += 1;
            }
        }
        None
    }

    fn quoted(&mut self, at: usize, quote: char, line: Line, column: usize) -> Found<Before> {
        // The answer's lines: the first, and those below that are deeper than its name.
        let lines = self.block_end(line, column);
        let Some(close) = self.closing_quote(at, lines) else {
            if let Some(outside) = self.closed_outside(at, lines, line, column) {
                return Err(outside);
            }
            let end = words_end(self.text, at);
            let kind = Kind::UnclosedQuote { quote, end };
            self.seen = lines;
            return Err(self.fault(kind, at..end, at, line, column));
        };
        self.read_to(close);
        let last = words_end(self.text, close + 1);
        if last > close + 1 || byte(self.text, close + 1) == b'#' {
            let from = skip_blanks(self.text, close + 1);
            let end = if last > close + 1 { last } else { self.text.len().min(close + 2) };
            let kind = Kind::AfterQuote { quote, answer: at..end.max(from + 1) };
            return Err(self.fault(kind, from..end.max(from + 1), at, line, column));
        }
        match self.bad_escape(at, close) {
            Some(escape) => Err(self.fault(Kind::Escape, escape, at, line, column)),
            None => Ok(Before::Done),
        }
    }

    /// A quoted answer of several lines, one of which is not deeper than its name, though the quote is closed on it or
    /// below it.
    fn closed_outside(&mut self, at: usize, lines: usize, line: Line, column: usize) -> Option<Mistake> {
        let index = self.lines.partition_point(|line| line.start <= lines);
        let rest = self.lines.get(index..).unwrap_or_default();
        let words = |line: &Line| skip_blanks(self.text, line.body);
        let entry = rest.iter().position(|line| self.begins_entry(words(line), line.end)).unwrap_or(rest.len());
        let last = entry.checked_sub(1).and_then(|last| rest.get(last))?;
        self.closing_quote(at, last.end)?;
        let outside = *rest.iter().find(|line| !line.is_blank(self.text))?;
        self.seen = last.end;
        let mask = at..last.end;
        if byte(self.text, outside.body) == b'\t' {
            self.next = index + 1;
            self.before = Before::Text(column + self.step());
            return Some(Mistake { mask, ..self.tab(outside) });
        }
        let (found, expected) = (outside.indent(), column + self.step());
        let kind = Kind::TextIndent { found, expected, first: false, leading: outside.start..outside.body };
        Some(Mistake { mask, ..self.fault(kind, outside.body..outside.end, at, line, column) })
    }

    /// A `\` in double quotes that no character may follow as it does.
    fn bad_escape(&self, open: usize, close: usize) -> Option<Range<usize>> {
        if byte(self.text, open) != b'"' {
            return None;
        }
        let mut at = open + 1;
        while at < close {
            if byte(self.text, at) != b'\\' {
                at += 1;
                continue;
            }
            let next = from(self.text, at + 1).chars().next()?;
            let digits = match next {
                'x' => 2,
                'u' => 4,
                'U' => 8,
                _ if "0abt\tnvfre \"/\\N_LP\n\r".contains(next) => 0,
                _ => return Some(at..at + 1 + next.len_utf8()),
            };
            let hex = slice(self.text, at + 2..at + 2 + digits);
            if hex.len() != digits || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
                return Some(at..at + 2);
            }
            at += 2 + digits;
        }
        None
    }

    /// A list or a record in brackets.
    fn brackets(&mut self, at: usize, line: Line, column: usize) -> Found<Before> {
        let mut open: Vec<(char, usize)> = Vec::new();
        let mut next = at;
        // Whether a quote there would open a quoted answer.
        let mut begins = true;
        // What stands below a bracket that ends its line may be indented as anyone likes, but alike.
        let spread = words_end(self.text, at) == at + 1;
        let below = self.lines.get(self.next..).unwrap_or_default().iter().find(|line| !line.is_blank(self.text));
        let lenient = spread && below.is_some_and(|below| below.indent() <= column);
        while next < self.text.len() {
            let here = from(self.text, next).chars().next().unwrap_or(' ');
            match here {
                '\n' => {
                    let below = self.lines.partition_point(|line| line.start <= next);
                    let below = self.lines.get(below).filter(|below| !below.is_blank(self.text));
                    if below.is_some_and(|below| below.indent() <= column && !lenient && self.is_entry(*below)) {
                        break;
                    }
                }
                '#' if is_gap(self.text, next - 1) => {
                    next = line_end(self.text, next);
                    continue;
                }
                '"' | '\'' if begins => {
                    let Some(close) = self.closing_quote(next, line_end(self.text, next)) else {
                        self.read_to(next);
                        let end = words_end(self.text, next);
                        let kind = Kind::UnclosedQuote { quote: here, end };
                        return Err(self.fault(kind, next..end, at, line, column));
                    };
                    next = close;
                }
                '[' | '{' => open.push((here, next)),
                ']' | '}' => {
                    let Some((bracket, opened)) = open.pop() else { break };
                    if (bracket == '[') != (here == ']') {
                        let kind = Kind::WrongBracket { open: bracket, opened, close: here };
                        self.read_to(next);
                        return Err(self.fault(kind, next..next + 1, at, line, column));
                    }
                    if open.is_empty() {
                        return self.after_brackets(at, here, next, line, column);
                    }
                }
                _ => {}
            }
            begins = matches!(here, '[' | '{' | ',') || begins && here.is_whitespace() || here == ':';
            next += here.len_utf8();
        }
        let (open, opened) = open.pop().unwrap_or(('[', at));
        let end = words_end(self.text, opened);
        self.read_to(next);
        Err(self.fault(Kind::UnclosedBracket { open, end }, opened..opened + 1, at, line, column))
    }

    fn after_brackets(&mut self, at: usize, close: char, closed: usize, line: Line, column: usize) -> Found<Before> {
        self.read_to(closed);
        let end = words_end(self.text, closed + 1);
        let rest = skip_blanks(self.text, closed + 1);
        if end > closed + 1 {
            let kind = Kind::AfterBracket { close, answer: at..end };
            return Err(self.fault(kind, rest..end, at, line, column));
        }
        Ok(Before::Done)
    }

    /// Whether a line begins like an entry: a word and a colon.
    fn is_entry(&self, line: Line) -> bool {
        let words = slice(self.text, line.body..line.end);
        words.split_once(':').is_some_and(|(name, rest)| {
            (rest.is_empty() || rest.starts_with([' ', '\t']))
                && !name.is_empty()
                && !name.contains([' ', ',', '"', '{', '['])
        })
    }

    /// The lines up to a place are part of the answer.
    fn read_to(&mut self, at: usize) {
        self.next = self.next.max(self.lines.partition_point(|line| line.start <= at));
        self.seen = self.seen.max(at);
    }
}
