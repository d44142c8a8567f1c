//! A sheet's lines as words, marks and rules, each with its columns; pieces that a gap parts stand side by side.

use std::ops::Range;

use super::columns::Columns;
use super::distinct::Distinct;
use super::marks::{self, Sign};
use super::sheet::{Line, Sheet};

/// Blanks that part what stands side by side; after the end of a sentence two are usual.
const GAP: u32 = 3;

/// What a [`Token`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Sign(Sign),
}

/// A word, a mark or a rule.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// Its bytes in the sheet's text.
    pub(super) start: u32,
    pub(super) end: u32,
    /// Its first column, and the one after its last.
    pub(super) left: u32,
    pub(super) right: u32,
    /// The number of its piece, and that of its line.
    pub(super) piece: u32,
    pub(super) row: u32,
    pub(super) kind: Kind,
    /// Whether it has letters or digits.
    pub(super) says: bool,
    /// Whether it is the first of its line, with an empty line over it.
    pub(super) parted: bool,
    /// Whether the token before it ends with a colon.
    pub(super) after_colon: bool,
    /// Whether it begins with a bracket, and whether it ends with a hyphen.
    pub(super) bracket: bool,
    pub(super) hyphen: bool,
}

/// What stands in a line between two gaps.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) tokens: Range<usize>,
    pub(super) left: u32,
    pub(super) right: u32,
    /// The number of its line.
    pub(super) row: usize,
}

/// A document, ready to be read.
pub(super) struct Page<'s> {
    pub(super) sheet: &'s Sheet,
    pub(super) tokens: Vec<Token>,
    pub(super) pieces: Vec<Piece>,
    /// The pieces of each line.
    rows: Vec<Range<usize>>,
    /// The different words.
    pub(super) distinct: Distinct,
    /// What stands under what.
    pub(super) columns: Columns,
    /// Whether the last token ends with a colon.
    colon: bool,
}

impl<'s> Page<'s> {
    pub(super) fn new(sheet: &'s Sheet) -> Self {
        let mut page = Page {
            sheet,
            tokens: Vec::new(),
            pieces: Vec::new(),
            rows: Vec::with_capacity(sheet.lines.len()),
            distinct: Distinct::default(),
            columns: Columns::default(),
            colon: false,
        };
        for (row, line) in sheet.lines.iter().enumerate() {
            let first = page.pieces.len();
            let token = page.tokens.len();
            for cell in &line.cells {
                let text = sheet.text.get(cell.range.start as usize..cell.range.end as usize).unwrap_or_default();
                page.cell(row, text, cell.range.start, cell.left, cell.right);
            }
            page.rows.push(first..page.pieces.len());
            if let Some(token) = page.tokens.get_mut(token) {
                token.parted = line.above > 0;
            }
        }
        page.distinct = Distinct::new(&page);
        page.columns = Columns::new(&page);
        page
    }

    fn cell(&mut self, row: usize, text: &str, base: u32, left: u32, right: u32) {
        let (mut at, mut column) = (0, 0);
        let mut gap = u32::MAX;
        let mut sentence = false;
        let (mut touching, mut bordered) = (false, false);
        let first = self.pieces.len();
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let blanks = rest.len() - rest.trim_start_matches(' ').len();
            if blanks > 0 {
                (at, column, gap, touching) = (at + blanks, column + narrow(blanks), narrow(blanks), false);
                continue;
            }
            let (kind, length) = match marks::sign(rest, touching) {
                Some((sign, length)) => (Kind::Sign(sign), length),
                None => (Kind::Word, word(rest)),
            };
            let shown = rest.get(..length).unwrap_or(rest);
            let wide = narrow(shown.chars().count());
            // The borders of boxes that are drawn part what is in them.
            let apart = (gap >= GAP + u32::from(sentence) && gap != 0) || shown == "|" || bordered;
            if self.pieces.len() == first || apart {
                let tokens = self.tokens.len()..self.tokens.len();
                self.pieces.push(Piece { tokens, left: left + column, right: left + column, row });
            }
            self.tokens.push(Token {
                start: base + narrow(at),
                end: base + narrow(at + length),
                left: left + column,
                right: left + column + wide,
                piece: narrow(self.pieces.len() - 1),
                row: narrow(row),
                kind,
                says: shown.starts_with(|c: char| c.is_ascii_alphanumeric())
                    || shown.chars().any(char::is_alphanumeric),
                parted: false,
                after_colon: self.colon,
                bracket: shown.as_bytes().first() == Some(&b'('),
                hyphen: shown.as_bytes().last() == Some(&b'-'),
            });
            self.colon = shown.as_bytes().last() == Some(&b':');
            if let Some(piece) = self.pieces.last_mut() {
                piece.tokens.end += 1;
                piece.right = left + column + wide;
            }
            (at, column, gap) = (at + length, column + wide, 0);
            sentence = matches!(shown.as_bytes().last(), Some(b'.' | b'!' | b'?' | b':' | b';'));
            touching = kind == Kind::Word;
            bordered = shown == "|";
        }
        // A cell of a grid ends where its column does.
        if let Some(piece) = self.pieces.last_mut().filter(|piece| piece.row == row && right > piece.right) {
            piece.right = right;
        }
    }

    pub(super) fn text(&self, token: usize) -> &'s str {
        let Some(token) = self.tokens.get(token) else { return "" };
        self.sheet.text.get(token.start as usize..token.end as usize).unwrap_or_default()
    }

    /// The words of some tokens, with one blank between them; none where they touch.
    pub(super) fn joined(&self, tokens: impl Iterator<Item = usize>) -> String {
        let mut out = String::new();
        let mut before: Option<&Token> = None;
        for (number, token) in tokens.filter_map(|token| Some((token, self.tokens.get(token)?))) {
            let touches = before.is_some_and(|before| before.end == token.start && before.piece == token.piece);
            if !out.is_empty() && !touches {
                out.push(' ');
            }
            out.push_str(self.text(number));
            before = Some(token);
        }
        out
    }

    pub(super) fn row(&self, token: usize) -> usize {
        self.tokens.get(token).map_or(0, |token| token.row as usize)
    }

    pub(super) fn piece(&self, token: usize) -> Option<&Piece> {
        self.pieces.get(self.tokens.get(token)?.piece as usize)
    }

    pub(super) fn sign(&self, token: usize) -> Option<Sign> {
        match self.tokens.get(token)?.kind {
            Kind::Sign(sign) => Some(sign),
            Kind::Word => None,
        }
    }

    /// The numbers of a line's pieces.
    pub(super) fn pieces_of(&self, row: usize) -> Range<usize> {
        self.rows.get(row).cloned().unwrap_or_default()
    }

    /// The numbers of a line's tokens.
    pub(super) fn tokens_of(&self, row: usize) -> Range<usize> {
        let pieces = self.pieces_of(row);
        let start = self.pieces.get(pieces.start).map_or(0, |piece| piece.tokens.start);
        let end =
            pieces.end.checked_sub(1).and_then(|last| self.pieces.get(last)).map_or(start, |piece| piece.tokens.end);
        start..end
    }

    /// Empty lines over a line.
    pub(super) fn above(&self, row: usize) -> u16 {
        self.line(row).map_or(0, |line| line.above)
    }

    pub(super) fn line(&self, row: usize) -> Option<&'s Line> {
        self.sheet.lines.get(row)
    }

    pub(super) fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// The bytes of the file that some tokens stand in.
    pub(super) fn place(&self, first: usize, last: usize) -> Range<usize> {
        let start = self.tokens.get(first).map_or(0, |token| token.start);
        let end = self.tokens.get(last).map_or(start, |token| token.end);
        self.sheet.places.range(start..end)
    }
}

/// Whether a hyphen stands between letters only.
fn splits(text: &str, at: usize) -> bool {
    let one = text.get(..at).unwrap_or_default();
    let other = text.get(at + 1..).unwrap_or_default().split(' ').next().unwrap_or_default();
    let letters = |text: &str| text.len() > 1 && text.chars().all(char::is_alphabetic);
    letters(one.trim_start_matches(['-', '('])) && letters(other.trim_end_matches([',', '.', ':', ';', ')']))
}

/// The bytes of a word: up to a blank, or to a mark or a rule that touches it.
fn word(text: &str) -> usize {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if at == 0 {
            before = c;
            continue;
        }
        if c == ' ' {
            return at;
        }
        if c.is_ascii_alphanumeric() {
            before = c;
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let stops = match c {
            // `PART II--RULES`, `III-NARRATIVE`: the words' own hyphens are joined again where the form has them.
            '\u{2014}' | '\u{2013}' => before.is_alphabetic() && rest.chars().nth(1).is_some_and(char::is_alphabetic),
            '-' if rest.starts_with("--") => true,
            '-' => splits(text, at),
            '_' => rest.starts_with("__") || !rest.trim_start_matches('_').starts_with(char::is_alphanumeric),
            '[' | '|' | '\u{2610}'..='\u{2612}' => marks::sign(rest, true).is_some(),
            '=' | '.' => marks::sign(rest, true).is_some_and(|(_, length)| length >= 4),
            // A label that its answer touches: `NUMBER:457954-50-1`.
            ':' if before.is_alphabetic() && rest.chars().nth(1).is_some_and(char::is_alphanumeric) => return at + 1,
            _ => false,
        };
        if stops {
            return at;
        }
        before = c;
    }
    text.len()
}
