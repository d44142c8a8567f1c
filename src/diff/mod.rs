//! Filing x Filing -> [`Changes`], field by field in form order.
//!
//! In: two filings of one form, of any editions. Out: what an amendment changed, as a lawyer reads it: a figure that is
//! written otherwise, or a narrative that is wrapped otherwise, is no change; what an amendment leaves out stands as it was
//! furnished (General Instruction 4 of Form 12b-25).

mod book;
mod breaks;
mod fields;
mod json;
mod lines;
mod lists;
mod merge;
mod moved;
mod names;
mod paragraphs;
mod records;
mod redline;
mod report;
mod signs;
mod summary;
mod value;
mod words;

use std::ops::Range;
use std::sync::Arc;
use std::time::Instant;

pub use breaks::told;
pub use json::json;
pub use lines::coloured;
pub use paragraphs::{Pair, align};
pub use records::{Match, Pairing};
pub use redline::redline;
pub(crate) use report::counts;
pub use report::report;
pub use summary::summary;
pub use words::{Stretch, Text, words};

use similar::{Algorithm, DiffOp};

use crate::filing::Filing;
use crate::source::{Source, Span};

/// What an amended filing changed.
#[derive(Debug, Clone)]
pub struct Changes {
    /// The form's name.
    pub form: String,
    /// The editions of the original and of the amended filing.
    pub editions: [String; 2],
    /// The numbers of the amendments that they are, if they are.
    pub amendments: [Option<u32>; 2],
    /// The texts of the original and of the amended filing; a [`Side`]'s place counts them.
    pub sources: [Vec<Arc<Source>>; 2],
    /// What changed, in form order, and what stayed.
    pub changes: Vec<Change>,
    /// How the records of each list were paired, for a redline to show the same.
    pub lists: Vec<Pairing>,
    /// Whether the deadline passed, so that changes are larger than need be.
    pub cut_short: bool,
}

/// What happened to one answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The path of the answer in the data: `registrant.name`, `items[2].title`. Records are counted from 1 in the amended
    /// filing; those that it does not have, in the original.
    pub path: String,
    /// Its path in the original, where that is another one: its record had another number there.
    pub original_path: Option<String>,
    /// The heading that it stands under; may be empty.
    pub section: String,
    /// The words over the list that it is in; empty outside lists.
    pub list: String,
    /// What the form calls the record of a list that it is in, or is: `Item 1.01`.
    pub record: Option<String>,
    /// The words that ask for it; may be empty.
    pub label: String,
    /// What happened.
    pub kind: Kind,
    /// The answer before.
    pub before: Option<Side>,
    /// The answer after.
    pub after: Option<Side>,
    /// What more there is to say.
    pub detail: Detail,
}

/// What happened to an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It is another one.
    Changed,
    /// There was none.
    Added,
    /// There is none any more.
    Withdrawn,
    /// It was given again, and is the same.
    Restated,
    /// It is the same and stands elsewhere in its list.
    Moved,
    /// The amendment says nothing of it; it stands.
    NotRestated,
}

/// An answer of one of the filings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// As the form prints it; for a record, what it is called.
    pub text: String,
    /// As data: a date as `2002-11-30`, money as `9292000`.
    pub value: String,
    /// The answers of a record.
    pub answers: Vec<Given>,
    /// Its place in the data.
    pub place: Span,
}

/// An answer of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Its path in the record.
    pub path: String,
    /// The words that ask for it; may be empty.
    pub label: String,
    /// As the form prints it.
    pub text: String,
    /// As data.
    pub value: String,
    /// Its place in the data.
    pub place: Span,
}

/// What more there is to say of a change.
#[derive(Debug, Clone, PartialEq)]
pub enum Detail {
    /// Nothing: the answers say it.
    None,
    /// Boxes of a group that were checked and unchecked, by their keys and words.
    Boxes {
        /// Those that are checked now.
        checked: Vec<(String, String)>,
        /// Those that no longer are.
        unchecked: Vec<(String, String)>,
    },
    /// The change of a number, in per cent of what it was; none if it was nothing, or one of them is negative.
    Number(Option<f64>),
    /// The change of a date, in days.
    Days(i32),
    /// The places of a record in its list that moved, counted from 1.
    Places {
        /// In the original.
        before: usize,
        /// In the amended filing.
        after: usize,
    },
    /// The paragraphs of a text, each with its words.
    Words {
        /// The paragraphs of the original.
        before: Vec<Paragraph>,
        /// The paragraphs of the amended text.
        after: Vec<Paragraph>,
        /// How they stand beside each other.
        pairs: Vec<Pair>,
    },
}

/// A paragraph by its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its words; a line whose columns mean something is one of them, with its blanks.
    pub words: Vec<String>,
    /// The numbers of the words, but for the first, that begin a line of their own.
    pub lines: Vec<usize>,
}

impl Paragraph {
    /// Some of its words, parted by blanks; lines with columns stand alone.
    pub fn text(&self, range: Range<usize>) -> String {
        let mut out = String::new();
        let mut columns = false;
        for (index, word) in self.words.get(range).unwrap_or_default().iter().enumerate() {
            let before = std::mem::replace(&mut columns, word.contains(' '));
            if index > 0 {
                out.push(if before || columns { '\n' } else { ' ' });
            }
            out.push_str(word);
        }
        out
    }
}

impl Kind {
    /// Every kind, as reports count them.
    pub const ALL: &'static [Self] =
        &[Self::Changed, Self::Added, Self::Withdrawn, Self::Moved, Self::Restated, Self::NotRestated];

    /// Its name in data and in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Added => "added",
            Self::Withdrawn => "withdrawn",
            Self::Restated => "restated",
            Self::Moved => "moved",
            Self::NotRestated => "not_restated",
        }
    }

    /// Whether the filings differ in it.
    pub fn differs(self) -> bool {
        match self {
            Self::Changed | Self::Added | Self::Withdrawn | Self::Moved => true,
            Self::Restated | Self::NotRestated => false,
        }
    }
}

impl Change {
    /// Whether the answer is the same, and the documents print it otherwise: `0-18925` and `000-18925`. It is no change;
    /// a redline marks it, for that shows what the documents say to the letter.
    pub fn is_respelled(&self) -> bool {
        let (Kind::Restated, Some(before), Some(after)) = (self.kind, &self.before, &self.after) else { return false };
        let scalar = before.value == after.value && before.text != after.text;
        let mut pairs = before.answers.iter().zip(&after.answers);
        scalar || pairs.any(|(before, after)| before.value == after.value && before.text != after.text)
    }

    /// Whether the answer is a text of the same words that end in other lines.
    pub fn is_set_otherwise(&self) -> bool {
        fn lines(text: &str) -> Vec<Vec<&str>> {
            text.lines().map(|line| line.split_whitespace().collect()).collect()
        }
        let (Kind::Restated, Some(before), Some(after)) = (self.kind, &self.before, &self.after) else { return false };
        let answers = before.answers.iter().zip(&after.answers).map(|(before, after)| (&before.text, &after.text));
        let mut pairs = answers.chain([(&before.text, &after.text)]);
        pairs.any(|(before, after)| {
            let (before, after) = (lines(before), lines(after));
            before != after && before.concat() == after.concat()
        })
    }

    /// Whether a redline marks it.
    pub fn is_marked(&self) -> bool {
        self.kind.differs() || self.is_respelled() || self.is_set_otherwise()
    }
}

impl Changes {
    /// Whether the filings differ at all.
    pub fn any(&self) -> bool {
        self.changes.iter().any(|change| change.kind.differs())
    }

    /// Whether the amended filing is laid over what it amends, so that it need not restate everything.
    pub fn is_partial(&self) -> bool {
        let [_, amended] = &self.sources;
        amended.len() > 1
    }

    /// The names of an amendment, of what it amends and of the filing that it is compared with, if that is another one.
    pub fn strays(&self) -> Option<[&str; 3]> {
        let [original, amended] = &self.sources;
        let (other, [amendment, rest @ ..]) = (original.first()?, amended.as_slice()) else { return None };
        let first = rest.first()?;
        let known = rest.iter().any(|source| source.text() == other.text());
        (!known).then(|| [amendment.name(), first.name(), other.name()])
    }

    /// How many changes are of a kind.
    pub fn count(&self, kind: Kind) -> usize {
        self.changes.iter().filter(|change| change.kind == kind).count()
    }
}

/// So few things are compared whatever the time: it costs next to nothing, and what was not compared is hard to read.
const FEW: usize = 400;

/// What both sides have in their order, and what only one of them has. Past the deadline what is left is only on one side.
fn aligned<T: Eq + std::hash::Hash + Ord>(before: &[T], after: &[T], deadline: Option<Instant>) -> Vec<DiffOp> {
    let deadline = deadline.filter(|_| before.len() + after.len() > FEW);
    similar::capture_diff_slices_deadline(Algorithm::Histogram, before, after, deadline)
}

/// Compares two filings of one form. Answers are paired by their paths, so the editions may differ.
///
/// After the deadline, what has not been compared word by word counts as changed.
pub fn compare(original: &Filing<'_>, amended: &Filing<'_>, deadline: Option<Instant>) -> Changes {
    let (changes, lists) = fields::compare(original, amended, deadline);
    Changes {
        form: amended.form.name.clone(),
        editions: [original.form.edition.clone(), amended.form.edition.clone()],
        amendments: [original.amendment, amended.amendment],
        sources: [original.sources.clone(), amended.sources.clone()],
        changes,
        lists,
        cut_short: deadline.is_some_and(|deadline| Instant::now() > deadline),
    }
}
