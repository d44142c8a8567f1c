//! Text as paragraphs of lines of runs, each run knowing where it came from.
//!
//! The form's own words are made into text when the form is compiled, and shared by every document of it.

mod tables;
mod writer;

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, OnceLock};

pub use tables::{Stretch, in_tables, stretches};
pub(crate) use tables::{in_columns, table_lines, table_width};
pub(crate) use writer::Writer;

use crate::source::Span;

/// Where a run came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// Its place in the definition.
    pub form: Span,
    /// Its place in the data, for an answer.
    pub data: Option<Span>,
}

/// What a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunKind {
    /// The form's own words.
    Words,
    /// A filer's answer.
    Answer,
    /// Words that the form derived from answers.
    Derived,
    /// Where an answer would stand; its text is empty.
    Hole,
}

/// What an amendment did to something, in a redline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It went.
    Gone,
    /// It came.
    New,
    /// It went from here to another place.
    MovedAway,
    /// It came here from another place.
    MovedHere,
}

impl Mark {
    /// Every mark.
    pub const ALL: [Self; 4] = [Self::Gone, Self::New, Self::MovedAway, Self::MovedHere];

    /// What stands before and after it where there is nothing but plain text.
    pub fn signs(self) -> (&'static str, &'static str) {
        match self {
            Self::Gone => ("[-", "-]"),
            Self::New => ("{+", "+}"),
            Self::MovedAway => ("[>", "<]"),
            Self::MovedHere => ("{>", "<}"),
        }
    }
}

/// A stretch of text of one origin. It holds no line break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// What it is.
    pub kind: RunKind,
    /// The text.
    pub text: String,
    /// The path of the answer in the data, for an answer or a hole.
    pub path: Option<Arc<str>>,
    /// Where it came from.
    pub origin: Origin,
    /// What an amendment did to it.
    pub mark: Option<Mark>,
}

/// Text: a label, an answer, fixed words. It reads as the list of its paragraphs. The form's own words are shared by all
/// documents of the form, and copied where one of them changes them.
#[derive(Clone, Default)]
pub struct Text {
    own: Vec<Paragraph>,
    /// Where it is there, it is the text.
    fixed: Option<Arc<Fixed>>,
}

/// Words that are always the same, and what they come to in plain text once that was found out.
#[derive(Default)]
pub(crate) struct Fixed {
    paragraphs: Vec<Paragraph>,
    /// Their lines at the width at which they were set first, none where something is to be said of them.
    pub(crate) lines: OnceLock<Option<(usize, Vec<FixedLine>)>>,
    /// All of them on one line, likewise.
    pub(crate) line: OnceLock<Option<String>>,
}

/// A line of plain text.
pub(crate) struct FixedLine {
    /// The blanks before it.
    pub(crate) indent: usize,
    /// The rest of it.
    pub(crate) text: String,
}

impl Text {
    /// A text without a word.
    pub const EMPTY: Self = Self { own: Vec::new(), fixed: None };

    /// The same text as one that is shared.
    pub(crate) fn fixed(self) -> Self {
        let paragraphs = Vec::from(self);
        Self { own: Vec::new(), fixed: Some(Arc::new(Fixed { paragraphs, ..Fixed::default() })) }
    }

    /// What is known of it if it is always the same.
    pub(crate) fn as_fixed(&self) -> Option<&Fixed> {
        self.fixed.as_deref()
    }
}

impl Deref for Text {
    type Target = Vec<Paragraph>;

    fn deref(&self) -> &Vec<Paragraph> {
        self.fixed.as_ref().map_or(&self.own, |fixed| &fixed.paragraphs)
    }
}

impl DerefMut for Text {
    fn deref_mut(&mut self) -> &mut Vec<Paragraph> {
        if let Some(fixed) = self.fixed.take() {
            self.own.clone_from(&fixed.paragraphs);
        }
        &mut self.own
    }
}

impl From<Vec<Paragraph>> for Text {
    fn from(own: Vec<Paragraph>) -> Self {
        Self { own, fixed: None }
    }
}

impl From<Text> for Vec<Paragraph> {
    fn from(mut text: Text) -> Self {
        std::mem::take(&mut *text)
    }
}

impl FromIterator<Paragraph> for Text {
    fn from_iter<I: IntoIterator<Item = Paragraph>>(paragraphs: I) -> Self {
        Vec::from_iter(paragraphs).into()
    }
}

impl IntoIterator for Text {
    type Item = Paragraph;
    type IntoIter = std::vec::IntoIter<Paragraph>;

    fn into_iter(self) -> Self::IntoIter {
        Vec::from(self).into_iter()
    }
}

impl<'t> IntoIterator for &'t Text {
    type Item = &'t Paragraph;
    type IntoIter = std::slice::Iter<'t, Paragraph>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Text {}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.deref().fmt(f)
    }
}

/// A paragraph: lines between breaks that the writer asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paragraph {
    /// The lines; most paragraphs have one, which the renderer wraps.
    pub lines: Vec<Line>,
    /// What an amendment did to the whole paragraph.
    pub mark: Option<Mark>,
}

/// A line, which the renderer wraps.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Blanks before it that the writer wants kept.
    pub indent: usize,
    /// Its runs.
    pub runs: Vec<Run>,
    /// What an amendment did to the break after it.
    pub end: Option<Mark>,
}

/// The words of a text, paragraphs parted by an empty line.
pub fn plain(text: &[Paragraph]) -> String {
    let line = |line: &Line| line.runs.iter().map(|run| run.text.as_str()).collect::<String>();
    let paragraph = |paragraph: &Paragraph| paragraph.lines.iter().map(line).collect::<Vec<_>>().join("\n");
    text.iter().map(paragraph).collect::<Vec<_>>().join("\n\n")
}

/// Whether a text is nothing but a place for an answer.
pub fn is_hole(text: &[Paragraph]) -> bool {
    let mut runs = text.iter().flat_map(|paragraph| &paragraph.lines).flat_map(|line| &line.runs);
    runs.next().is_none_or(|run| run.kind == RunKind::Hole) && runs.next().is_none()
}

/// Whether an amendment did something to a text.
pub fn is_marked(text: &[Paragraph]) -> bool {
    text.iter().flat_map(|paragraph| &paragraph.lines).flat_map(|line| &line.runs).any(|run| run.mark.is_some())
}
