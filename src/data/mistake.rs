//! The mistakes people make in YAML, and the lines they make them on.

use std::ops::Range;

use super::text::skip_blanks;

/// Something a person wrote that is not YAML, where it is, and what to leave out to read on.
#[derive(Debug, Clone)]
pub(super) struct Mistake {
    pub(super) kind: Kind,
    /// The characters at fault.
    pub(super) at: Range<usize>,
    /// The lines or the answer that the next pass does without.
    pub(super) mask: Range<usize>,
    /// Whose indentation may be at fault, if that is the question.
    pub(super) doubt: Option<Box<Doubt>>,
}

/// Lines whose indentation may be at fault, the likeliest first, and the columns that they may have to stand at, each with
/// the name of what would own them.
#[derive(Debug, Clone)]
pub(super) struct Doubt {
    pub(super) lines: Vec<Line>,
    pub(super) columns: Vec<Fit>,
    /// The line that was noticed.
    pub(super) noticed: Line,
    /// The step by which the file's lines are indented.
    pub(super) step: usize,
}

/// A column, and the name whose record or list has it; the file's own has none.
pub(super) type Fit = (usize, Option<Range<usize>>);

/// The mistakes people make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Tabs before the words of so many lines, which end there; blanks to put instead on the first.
    Tab { lines: usize, blanks: usize, end: usize },
    /// A quote that is opened and not closed on its answer's lines, which end there.
    UnclosedQuote { quote: char, end: usize },
    /// Words after the closing quote of an answer.
    AfterQuote { quote: char, answer: Range<usize> },
    /// `\` and a character that mean nothing together.
    Escape,
    /// A bracket that is opened and not closed on its answer's lines, which end there.
    UnclosedBracket { open: char, end: usize },
    /// A bracket closed by one of another kind.
    WrongBracket { open: char, opened: usize, close: char },
    /// Words after the closing bracket of an answer.
    AfterBracket { close: char, answer: Range<usize> },
    /// An answer that begins with a character that means something else.
    Reserved { first: char, answer: Range<usize> },
    /// A colon and a blank inside an answer without quotes; `lines` if the answer has several.
    Colon { answer: Range<usize>, lines: bool },
    /// A name's colon without a blank after it.
    NoBlank,
    /// A line without a colon; `text` is the indentation of the answer's lines above, if there are any.
    NoColon { word: Range<usize>, text: Option<usize> },
    /// An entry's line whose indentation fits no other: what would fit, and whose record each would make it part of.
    Indent { found: usize, fits: Vec<Fit>, leading: Range<usize> },
    /// A line of a `|` or `>` text indented less than the line before it.
    TextIndent { found: usize, expected: usize, first: bool, leading: Range<usize> },
    /// Words below an answer that a quote, a bracket or a comment has ended.
    Stray,
    /// A dash among names, or a name among dashes.
    Mixed { dash: bool },
}

/// What is read, or the mistake that was met.
pub(super) type Found<T> = Result<T, Mistake>;

/// A line, its break left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) start: usize,
    /// The first character that is no blank.
    pub(super) body: usize,
    pub(super) end: usize,
}

impl Line {
    pub(super) fn indent(self) -> usize {
        self.body - self.start
    }

    pub(super) fn is_blank(self, text: &str) -> bool {
        skip_blanks(text, self.body) >= self.end
    }
}
