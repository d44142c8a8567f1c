//! What a person meant by a text that is not YAML: its lines read loosely, to find the line of the mistake.
//!
//! The parser says where it gave up. That is seldom where the mistake is: a quote that is not closed is noticed lines
//! later, a missing colon on the next line that has one. So after the parser gives up, the lines are read again as people
//! read them: names, dashes and answers, each at its indentation. The first thing out of order, from what the parser had
//! read without complaint to where it gave up, is the mistake.

use std::ops::Range;

use super::mistake::{Doubt, Fit, Found, Kind, Line, Mistake};
use super::text::{byte, from, is_gap, skip_blanks, slice};

/// The first mistake of a text between two places; `whole` is the text before anything in it was left out.
pub(super) fn first_mistake(text: &str, whole: &str, between: Range<usize>) -> Option<Mistake> {
    let mut outline = Outline { whole, ..Outline::new(text) };
    // The parser may have taken a tab for part of a line's indentation, and stumbled over the next line.
    let mut tab = None;
    while let Some(line) = outline.lines.get(outline.next).copied() {
        if line.start > between.end {
            break;
        }
        outline.next += 1;
        let Err(mistake) = outline.line(line) else { continue };
        if outline.seen.max(line.end) > between.start {
            return tab.or(Some(mistake));
        }
        if matches!(mistake.kind, Kind::Tab { .. }) && outline.begins_entry(skip_blanks(text, line.start), line.end) {
            tab = Some(mistake);
        }
    }
    tab
}

/// What the next line follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Before {
    /// It is the first.
    Nothing,
    /// A name or a dash without an answer yet.
    Name(Option<Range<usize>>),
    /// An answer without quotes, which deeper lines continue; `alone` is its line, and where it begins there, if no name
    /// stands before it.
    Plain { alone: Option<(Line, usize)> },
    /// A `|` or `>` text of that indentation.
    Text(usize),
    /// Any other answer.
    Done,
}

/// A record or a list whose entries stand at one column.
#[derive(Debug)]
struct Level {
    column: usize,
    is_list: bool,
    /// The line of its first entry.
    first: Line,
    /// Its own name.
    owner: Option<Range<usize>>,
}

/// The lines of a text, and what has been made of them so far.
pub(super) struct Outline<'t> {
    pub(super) text: &'t str,
    /// The text before anything was left out.
    whole: &'t str,
    pub(super) lines: Vec<Line>,
    /// The next line to read.
    pub(super) next: usize,
    /// How far a line that begins earlier was read.
    pub(super) seen: usize,
    levels: Vec<Level>,
    pub(super) before: Before,
}

impl<'t> Outline<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut lines = Vec::new();
        for piece in from(text, start).split_inclusive(['\n', '\r']) {
            let words = piece.trim_end_matches(['\n', '\r']);
            let body = start + (words.len() - words.trim_start_matches(' ').len());
            lines.push(Line { start, body, end: start + words.len() });
            start += piece.len();
        }
        Self { text, whole: text, lines, next: 0, seen: 0, levels: Vec::new(), before: Before::Nothing }
    }

    fn line(&mut self, line: Line) -> Found<()> {
        if line.is_blank(self.text) || byte(self.text, line.body) == b'#' {
            return Ok(());
        }
        let words = slice(self.text, line.start..line.end);
        if words == "---" || words == "..." || words.starts_with("--- ") || words.starts_with('%') {
            self.levels.clear();
            self.before = Before::Nothing;
            return Ok(());
        }
        if byte(self.text, line.body) == b'\t' {
            return Err(self.tab(line));
        }
        let mut at = line.body;
        let mut after_dash = false;
        let deeper = self.levels.last().is_none_or(|level| line.indent() > level.column);
        let continues = deeper && matches!(self.before, Before::Plain { .. });
        if continues && !words.contains(": ") && !words.trim_end().ends_with(':') {
            return self.words(line, at, false);
        }
        while self.is_dash(at) {
            self.enter(line, at, true)?;
            self.before = Before::Name(None);
            after_dash = true;
            at = skip_blanks(self.text, at + 1);
            if at >= line.end || byte(self.text, at) == b'#' {
                return Ok(());
            }
        }
        match self.key(at, line.end) {
            Some((key, colon)) => {
                self.enter(line, at, false)?;
                self.before = Before::Name(Some(key));
                let answer = skip_blanks(self.text, colon + 1);
                if answer < line.end && byte(self.text, answer) != b'#' {
                    self.before = self.answer(answer, line, at - line.start)?;
                } else if skip_blanks(self.whole, colon + 1) < answer.min(line.end) {
                    self.before = Before::Plain { alone: None };
                }
                Ok(())
            }
            None => self.words(line, at, after_dash),
        }
    }

    /// A name and its colon, if the words from `at` on begin with one.
    fn key(&self, at: usize, end: usize) -> Option<(Range<usize>, usize)> {
        let first = byte(self.text, at);
        if matches!(first, b'"' | b'\'') {
            let close = self.closing_quote(at, end)?;
            let colon = skip_blanks(self.text, close + 1);
            return (byte(self.text, colon) == b':' && is_gap(self.text, colon + 1)).then_some((at..close + 1, colon));
        }
        if matches!(first, b'[' | b'{' | b'|' | b'>' | b'@' | b'`' | b'%' | b'!' | b'&' | b'*' | b'#') {
            return None;
        }
        let words = slice(self.text, at..end);
        let colon =
            words.match_indices(':').map(|(colon, _)| at + colon).find(|&colon| is_gap(self.text, colon + 1))?;
        let name = slice(self.text, at..colon);
        (!name.contains(" #")).then(|| (at..at + name.trim_end_matches([' ', '\t']).len(), colon))
    }

    /// An entry begins at a place: is it where an entry may?
    fn enter(&mut self, line: Line, at: usize, is_list: bool) -> Found<()> {
        let column = at - line.start;
        let mut left = None;
        while self.levels.last().is_some_and(|level| level.column > column) {
            left = self.levels.pop();
        }
        let under_name = left.is_none() && matches!(self.before, Before::Name(_) | Before::Nothing);
        let twin = self.levels.len().checked_sub(2).and_then(|index| self.levels.get(index));
        let ends_a_list = !is_list && twin.is_some_and(|level| level.column == column && !level.is_list);
        match self.levels.last() {
            Some(level) if level.column == column && level.is_list == is_list => {}
            Some(level) if level.column == column && level.is_list && ends_a_list => {
                self.levels.pop();
            }
            Some(level) if level.column == column && !(is_list && under_name) => {
                let doubt = Some(Box::new(self.doubt(line, left.as_ref())));
                return Err(Mistake {
                    doubt,
                    ..self.found(Kind::Mixed { dash: is_list }, self.name(line), line, column)
                });
            }
            _ if under_name => {
                let owner = match std::mem::replace(&mut self.before, Before::Done) {
                    Before::Name(owner) => owner,
                    Before::Nothing | Before::Plain { .. } | Before::Text(_) | Before::Done => None,
                };
                self.levels.push(Level { column, is_list, first: line, owner });
            }
            _ => return self.misplaced(line, at, left.as_ref()),
        }
        Ok(())
    }

    /// An entry whose column fits no level.
    fn misplaced(&self, line: Line, at: usize, left: Option<&Level>) -> Found<()> {
        if let Before::Plain { alone } = self.before
            && left.is_none()
        {
            if let Some((first, words)) = alone.filter(|_| !self.is_dash(at)) {
                return Err(self.no_colon(first, words));
            }
            let name = self.key(at, line.end).map(|(key, _)| key).unwrap_or_default();
            if !self.is_dash(at) && slice(self.text, name.clone()).contains(' ') {
                let kind = Kind::Colon { answer: at..line.end, lines: true };
                return Err(self.found(kind, name.end..name.end + 1, line, line.indent()));
            }
        }
        let nearest = self.levels.last().into_iter().chain(left);
        let fits: Vec<Fit> = nearest.map(|level| (level.column, level.owner.clone())).collect();
        let deepest = fits.iter().map(|&(fit, _)| fit).max().unwrap_or(0).max(line.indent());
        let doubt = self.doubt(line, left);
        let kind = Kind::Indent { found: line.indent(), fits, leading: line.start..line.body };
        let mask = line.start..self.block_end(line, deepest);
        Err(Mistake { kind, at: self.name(line), mask, doubt: Some(Box::new(doubt)) })
    }

    /// What a line begins with: its dash or its name.
    pub(super) fn name(&self, line: Line) -> Range<usize> {
        let first = from(self.text, line.body).chars().next().map_or(0, char::len_utf8);
        line.body..self.key(line.body, line.end).map_or(line.body + first, |(key, _)| key.end)
    }

    /// The lines and the columns that are in question at a line: it, the entries before it, and every level's column.
    fn doubt(&self, line: Line, left: Option<&Level>) -> Doubt {
        let before = self.lines.partition_point(|other| other.start < line.start);
        let mut entries = self.lines.get(..before).unwrap_or_default().iter().rev().take(40).copied();
        let mut entry = |deepest: usize| {
            entries.find(|other| other.indent() <= deepest && self.begins_entry(other.body, other.end))
        };
        // The entry before it, and the one that it would belong to if that were indented rightly.
        let (above, parent) = (entry(usize::MAX), entry(line.indent().saturating_sub(1)));
        let first = left.or(self.levels.last()).map(|level| level.first);
        let mut lines = Vec::new();
        for other in [above, Some(line), first, parent].into_iter().flatten() {
            if !lines.contains(&other) {
                lines.push(other);
            }
        }
        let mut columns: Vec<Fit> = Vec::new();
        let below = self.lines.get(self.next..).unwrap_or_default().iter().filter(|below| !below.is_blank(self.text));
        let known = self.levels.iter().chain(left).map(|level| (level.column, level.owner.clone()));
        for fit in known.chain([(line.indent(), None)]).chain(below.take(6).map(|below| (below.indent(), None))) {
            if columns.iter().all(|(column, _)| *column != fit.0) {
                columns.push(fit);
            }
        }
        Doubt { lines, columns, noticed: line, step: self.step() }
    }

    /// Whether a dash, or a name and its colon, stand at a place.
    pub(super) fn begins_entry(&self, at: usize, end: usize) -> bool {
        self.is_dash(at) || self.key(at, end).is_some()
    }

    fn is_dash(&self, at: usize) -> bool {
        byte(self.text, at) == b'-' && is_gap(self.text, at + 1)
    }

    /// Words without a name: an answer on its own line, the next line of one, or a line that lacks its colon.
    fn words(&mut self, line: Line, at: usize, after_dash: bool) -> Found<()> {
        let column = at - line.start;
        let owner = self.levels.last().map(|level| level.column);
        let deeper = after_dash || owner.is_none_or(|owner| column > owner);
        match &self.before {
            Before::Plain { .. } if deeper => Ok(()),
            Before::Name(_) | Before::Nothing if deeper => {
                self.before = self.answer(at, line, owner.unwrap_or(0))?;
                if let Before::Plain { alone } = &mut self.before {
                    *alone = Some((line, at));
                }
                Ok(())
            }
            Before::Done if deeper => Err(self.found(Kind::Stray, at..line.end, line, column)),
            Before::Nothing | Before::Name(_) | Before::Plain { .. } | Before::Text(_) | Before::Done => {
                Err(self.no_colon(line, at))
            }
        }
    }

    fn no_colon(&self, line: Line, at: usize) -> Mistake {
        let words = slice(self.text, at..line.end);
        let word = slice(words, 0..words.find([' ', '\t']).unwrap_or(words.len()));
        let is_name = |name: &str| name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
        let column = at - line.start;
        if let Some((name, rest)) = word.split_once(':')
            && is_name(name)
            && !rest.starts_with("//")
        {
            let mistake = self.found(Kind::NoBlank, at..at + name.len() + 1, line, column);
            return Mistake { mask: at..mistake.mask.end, ..mistake };
        }
        let text = match self.before {
            Before::Text(indent) => Some(indent),
            Before::Nothing | Before::Name(_) | Before::Plain { .. } | Before::Done => None,
        };
        let name = if is_name(word) { at..at + word.len() } else { at..at };
        let end = if name.is_empty() { at + words.trim_end_matches([' ', '\t']).len() } else { name.end };
        let mistake = self.found(Kind::NoColon { word: name, text }, at..end, line, column);
        // A dash before the words is kept: it has no part in the mistake.
        Mistake { mask: at..mistake.mask.end, ..mistake }
    }

    /// The run of lines that tabs indent, and what hangs on the last of them.
    pub(super) fn tab(&mut self, line: Line) -> Mistake {
        let mut last = line;
        let mut lines = 1;
        while let Some(&next) = self.lines.get(self.next)
            && byte(self.text, next.body) == b'\t'
        {
            lines += usize::from(!next.is_blank(self.text));
            last = next;
            self.next += 1;
        }
        let words = skip_blanks(self.text, last.start);
        let column = self.levels.last().map_or(0, |level| level.column);
        let blanks = match self.before {
            Before::Text(indent) => indent,
            Before::Name(_) => column + self.step(),
            Before::Nothing | Before::Plain { .. } | Before::Done => column,
        };
        let below = self.lines.get(self.next..).unwrap_or_default().iter().find(|line| !line.is_blank(self.text));
        let opens = self.is_dash(words) || slice(self.text, words..last.end).trim_end().ends_with(':');
        let continues = matches!(self.before, Before::Text(_) | Before::Plain { .. });
        let end = match below {
            Some(below) if opens && self.is_dash(below.body) => self.block_end(last, below.indent()),
            Some(below) if below.indent() > 0 && (opens || !self.begins_entry(below.body, below.end)) => {
                self.block_end(last, below.indent() - 1)
            }
            _ if continues => self.block_end(last, column),
            _ => last.end,
        };
        let kind = Kind::Tab { lines, blanks, end: last.end };
        Mistake { kind, at: line.start..skip_blanks(self.text, line.start), mask: line.start..end, doubt: None }
    }

    /// The step by which most lines are indented.
    pub(super) fn step(&self) -> usize {
        let lines = self.lines.iter().filter(|line| line.body < line.end);
        let indents: Vec<usize> = lines.map(|line| line.indent()).filter(|&indent| indent > 0).collect();
        let agreeing = |step: usize| indents.iter().filter(|&indent| indent % step == 0).count();
        let is_step = |step: &usize| !indents.is_empty() && 3 * agreeing(*step) >= 2 * indents.len();
        [4, 3].into_iter().find(is_step).unwrap_or(2)
    }

    /// A mistake of a line; what is deeper than `column` below it goes with it.
    pub(super) fn found(&self, kind: Kind, at: Range<usize>, line: Line, column: usize) -> Mistake {
        Mistake { kind, at, mask: line.start..self.block_end(line, column), doubt: None }
    }

    /// The line of an offset.
    pub(super) fn line_of(&self, at: usize) -> Option<Line> {
        let index = self.lines.partition_point(|line| line.start <= at).checked_sub(1)?;
        self.lines.get(index).copied()
    }

    /// The end of the lines below `line` that are deeper than `column`, or its dashes or its closing bracket there.
    pub(super) fn block_end(&self, line: Line, column: usize) -> usize {
        let dash = |line: Line| self.is_dash(skip_blanks(self.text, line.body));
        let after = self.lines.partition_point(|other| other.start <= line.start);
        let below = self.lines.get(after..).unwrap_or_default().iter();
        let opens = slice(self.text, line.start..line.end).trim_end().ends_with(['[', '{']);
        let inside = |other: Line| opens && matches!(byte(self.text, other.body), b']' | b'}' | b'\t');
        let hangs = |other: Line| other.indent() == column && dash(other) && !dash(line) || inside(other);
        let belongs = |other: Line| other.indent() > column || hangs(other);
        let deeper = below.take_while(|&&other| other.is_blank(self.text) || belongs(other));
        deeper.last().map_or(line.end, |last| last.end)
    }
}
