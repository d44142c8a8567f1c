//! Runs -> words on lines.

use super::layout::Layout;
use super::style::{INLINE_RULE, Style};
use super::words::{LONGEST, WordId, Words};
use crate::document::{Line, Origin, Paragraph, Run, RunKind};
use crate::render::spacing::to_tab_stop;

/// Bytes of an answer that stays on one line.
const SHORT: usize = 24;

/// A part of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Piece {
    /// Letters that stand together; `answer` tells that a rule is under them.
    Word { word: WordId, width: f32, answer: bool },
    /// A blank, where a line may end.
    Blank { word: WordId, width: f32, answer: bool },
    /// A rule to write on.
    Hole,
}

impl Piece {
    pub(super) fn width(self) -> f32 {
        match self {
            Self::Word { width, .. } | Self::Blank { width, .. } => width,
            Self::Hole => INLINE_RULE,
        }
    }

    /// The piece in type of another size.
    pub(super) fn scaled(self, scale: f32) -> Self {
        match self {
            Self::Word { word, width, answer } => Self::Word { word, width: width * scale, answer },
            Self::Blank { word, width, answer } => Self::Blank { word, width: width * scale, answer },
            Self::Hole => Self::Hole,
        }
    }

    /// Lets no line end at a blank.
    fn glue(&mut self) {
        if let Self::Blank { word, width, answer } = *self {
            *self = Self::Word { word, width, answer };
        }
    }

    pub(super) fn is_blank(self) -> bool {
        matches!(self, Self::Blank { .. })
    }

    pub(super) fn is_written_on(self) -> bool {
        match self {
            Self::Word { answer, .. } | Self::Blank { answer, .. } => answer,
            Self::Hole => true,
        }
    }
}

/// The width of pieces, without the blanks at their end.
pub(super) fn width(pieces: &[Piece]) -> f32 {
    let kept = pieces.iter().rposition(|piece| !piece.is_blank()).map_or(0, |last| last + 1);
    pieces.iter().take(kept).map(|piece| piece.width()).sum()
}

/// The width of the widest word of pieces.
pub(super) fn widest_word(pieces: &[Piece]) -> f32 {
    let words = pieces.split(|piece| piece.is_blank());
    words.map(|word| word.iter().map(|piece| piece.width()).sum()).fold(0.0, f32::max)
}

impl Layout<'_> {
    /// The runs of a line as pieces. `ruled`: answers stand on a rule, as their holes do.
    pub(super) fn runs(&mut self, line: &Line, style: Style, ruled: bool) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut column = 0;
        for run in &line.runs {
            let answer = ruled && run.kind == RunKind::Answer;
            let start = pieces.len();
            match run.kind {
                RunKind::Hole => pieces.push(Piece::Hole),
                RunKind::Words | RunKind::Answer | RunKind::Derived => {
                    self.letters(&run.text, run.origin, style, answer, &mut column, &mut pieces);
                }
            }
            // A short answer within words is not torn at a line's end.
            if answer && run.text.len() <= SHORT {
                pieces.iter_mut().skip(start).for_each(Piece::glue);
            }
        }
        pieces
    }

    /// Words that every format adds, as pieces.
    pub(super) fn added(&mut self, words: &str, style: Style) -> Vec<Piece> {
        let mut pieces = Vec::new();
        // What the program adds, its fonts have.
        let origin = Origin { form: crate::source::Span::default(), data: None };
        self.letters(words, origin, style, false, &mut 0, &mut pieces);
        pieces
    }

    fn letters(
        &mut self,
        text: &str,
        origin: Origin,
        style: Style,
        answer: bool,
        column: &mut usize,
        pieces: &mut Vec<Piece>,
    ) {
        let is_blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            if is_blank(first) {
                let blanks = if first == '\t' { to_tab_stop(*column) } else { 1 };
                *column += blanks;
                let blank = self.blank(style, answer);
                pieces.extend(std::iter::repeat_n(blank, blanks));
                rest = rest.strip_prefix(first).unwrap_or_default();
                continue;
            }
            let (mut word, after) = rest.split_at(rest.find(is_blank).unwrap_or(rest.len()));
            rest = after;
            *column += word.chars().count();
            while !word.is_empty() {
                let end =
                    if word.len() > LONGEST { Words::fitting(style.face, word, f32::INFINITY) } else { word.len() };
                let (piece, more) = word.split_at(end);
                word = more;
                pieces.push(self.word(piece, origin, style, answer));
            }
        }
    }

    fn word(&mut self, text: &str, origin: Origin, style: Style, answer: bool) -> Piece {
        let word = self.words.shape(style.face, text);
        if self.words.get(word).is_some_and(|shaped| shaped.lacking) {
            self.missing.add(text, style.face, origin);
        }
        Piece::Word { word, width: self.words.width(word) * style.size, answer }
    }

    pub(super) fn blank(&mut self, style: Style, answer: bool) -> Piece {
        let word = self.words.shape(style.face, " ");
        Piece::Blank { word, width: self.words.width(word) * style.size, answer }
    }

    /// A text on one line, whatever its breaks.
    pub(super) fn line_of(&mut self, text: &[Paragraph], style: Style, ruled: bool) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for line in text.iter().flat_map(|paragraph| &paragraph.lines) {
            if !pieces.is_empty() {
                pieces.push(self.blank(style, ruled));
            }
            pieces.extend(self.runs(line, style, ruled));
        }
        pieces
    }

    /// Breaks pieces into lines of a width; blanks stay at the end of the line that they part from the next. A word that is
    /// wider than a line is broken.
    pub(super) fn broken(&mut self, pieces: Vec<Piece>, style: Style, measure: f32) -> Vec<Vec<Piece>> {
        // Widths are sums of rounded numbers.
        let measure = measure + 0.01;
        let mut lines = Vec::new();
        let mut line: Vec<Piece> = Vec::new();
        let mut used = 0.0;
        let mut pieces = pieces.into_iter().peekable();
        let mut group: Vec<Piece> = Vec::new();
        while let Some(piece) = pieces.next() {
            if piece.is_blank() {
                used += piece.width();
                line.push(piece);
                continue;
            }
            group.push(piece);
            if pieces.peek().is_some_and(|next| !next.is_blank()) {
                continue;
            }
            let wide: f32 = group.iter().map(|piece| piece.width()).sum();
            if used + wide > measure && line.iter().any(|piece| !piece.is_blank()) {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            if used + wide <= measure {
                used += wide;
                line.append(&mut group);
                continue;
            }
            for piece in std::mem::take(&mut group) {
                self.divided(piece, style, measure, &mut line, &mut used, &mut lines);
            }
        }
        lines.push(line);
        lines
    }

    /// Puts a piece of a word that is wider than a line on as many lines as it needs.
    fn divided(
        &mut self,
        piece: Piece,
        style: Style,
        measure: f32,
        line: &mut Vec<Piece>,
        used: &mut f32,
        lines: &mut Vec<Vec<Piece>>,
    ) {
        let Piece::Word { word, answer, .. } = piece else {
            if *used + piece.width() > measure && !line.is_empty() {
                lines.push(std::mem::take(line));
                *used = 0.0;
            }
            *used += piece.width();
            line.push(piece);
            return;
        };
        let text: String = self
            .words
            .get(word)
            .map(|shaped| shaped.parts.iter().map(|part| &*part.text).collect())
            .unwrap_or_default();
        let mut rest = text.as_str();
        while !rest.is_empty() {
            let room = (measure - *used) / style.size;
            let (start, after) = rest.split_at(Words::fitting(style.face, rest, room));
            let word = self.words.shape(style.face, start);
            let width = self.words.width(word) * style.size;
            if *used + width > measure && !line.is_empty() {
                lines.push(std::mem::take(line));
                *used = 0.0;
                continue;
            }
            *used += width;
            line.push(Piece::Word { word, width, answer });
            rest = after;
        }
    }
}

/// Whether a text ends in an answer or its hole.
pub(super) fn ends_written_on(text: &[Paragraph]) -> bool {
    let last = text.last().and_then(|paragraph| paragraph.lines.last()).and_then(|line| line.runs.last());
    last.is_some_and(|run: &Run| matches!(run.kind, RunKind::Hole | RunKind::Answer))
}
