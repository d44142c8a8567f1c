//! Tracked changes: what an amendment did, as Word and LibreOffice accept or reject it.
//!
//! What moved is written as a deletion here and an insertion there: Word pairs moves by names that must come in twos, and
//! takes none of table rows; a half that is accepted alone would lose or double words.

use jiff::civil::Date;

use super::body::Body;
use crate::document::{Line, Mark, Paragraph, Run, RunKind};

/// Who made the changes of a redline, and when; nobody asks the clock.
#[derive(Debug, Clone, Copy)]
pub struct Reviser<'a> {
    /// The name that each change bears.
    pub author: &'a str,
    /// The day that each change bears.
    pub date: Option<Date>,
}

impl Default for Reviser<'_> {
    fn default() -> Self {
        Self { author: "engross", date: None }
    }
}

/// Which way a change goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    Deleted,
    Inserted,
}

pub(super) fn change(mark: Mark) -> Change {
    match mark {
        Mark::Gone | Mark::MovedAway => Change::Deleted,
        Mark::New | Mark::MovedHere => Change::Inserted,
    }
}

impl Change {
    fn element(self) -> &'static str {
        match self {
            Self::Deleted => "w:del",
            Self::Inserted => "w:ins",
        }
    }

    /// What happened to what stands in its place in the other version.
    pub(super) fn other(self) -> Self {
        match self {
            Self::Deleted => Self::Inserted,
            Self::Inserted => Self::Deleted,
        }
    }
}

impl Body<'_> {
    /// Writes what a change did; what stands within one that went or came did so too.
    pub(super) fn within<T>(&mut self, change: Option<Change>, write: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.change;
        self.change = outer.or(change);
        let written = write(self);
        self.change = outer;
        written
    }

    /// Begins runs that went or came.
    pub(super) fn open_change(&mut self, change: Change) {
        let (id, author, date) = self.attributes();
        self.xml.open(change.element(), &named(&id, &author, date.as_deref()));
    }

    /// Says that a paragraph's end, or a row, went or came.
    pub(super) fn changed(&mut self, change: Change) {
        let (id, author, date) = self.attributes();
        self.xml.empty(change.element(), &named(&id, &author, date.as_deref()));
    }

    fn attributes(&mut self) -> (String, String, Option<String>) {
        self.changes += 1;
        let reviser = self.reviser.unwrap_or_default();
        let date = reviser.date.map(|date| format!("{date}T00:00:00Z"));
        (self.changes.to_string(), reviser.author.to_owned(), date)
    }

    /// The place for an answer that went or came: it is there when the answer is not.
    pub(super) fn place_of<'t>(&self, text: &'t [Paragraph]) -> Option<(&'t Run, Change)> {
        let change = whole(text).filter(|_| self.change.is_none())?;
        let run = runs(text).find(|run| run.kind == RunKind::Answer)?;
        Some((run, change.other()))
    }
}

fn named<'a>(id: &'a str, author: &'a str, date: Option<&'a str>) -> Vec<super::xml::Attribute<'a>> {
    let mut attributes = vec![("w:id", id), ("w:author", author)];
    attributes.extend(date.map(|date| ("w:date", date)));
    attributes
}

fn runs(text: &[Paragraph]) -> impl Iterator<Item = &Run> {
    text.iter().flat_map(|paragraph| &paragraph.lines).flat_map(|line| &line.runs)
}

fn of<'t>(mut runs: impl Iterator<Item = &'t Run>) -> Option<Change> {
    let first = runs.next()?.mark.map(change)?;
    runs.all(|run| run.mark.map(change) == Some(first)).then_some(first)
}

/// What happened to a text as a whole.
pub(super) fn whole(text: &[Paragraph]) -> Option<Change> {
    of(runs(text))
}

/// What happened to some lines as a whole.
pub(super) fn whole_lines(lines: &[Line]) -> Option<Change> {
    of(lines.iter().flat_map(|line| &line.runs))
}

/// What happened to the break before a line: it came or went with the line, or with all that stands before it.
pub(super) fn break_before(lines: &[&Line], at: usize) -> Option<Change> {
    let (before, after) = lines.split_at_checked(at)?;
    let line = of(after.first().into_iter().flat_map(|line| &line.runs));
    line.or_else(|| of(before.iter().flat_map(|line| &line.runs)))
}

/// What happened to the rule at the end of a text: the end of one version may be an answer, that of the other words.
pub(super) fn rule_at(lines: &[Line]) -> Option<Change> {
    let ends_in_answer = |without: Change| {
        let mut runs = lines.last().into_iter().flat_map(|line| &line.runs);
        let last = runs.rfind(|run| run.mark.map(change) != Some(without));
        last.is_some_and(|run| matches!(run.kind, RunKind::Answer | RunKind::Hole))
    };
    match (ends_in_answer(Change::Inserted), ends_in_answer(Change::Deleted)) {
        (true, false) => Some(Change::Deleted),
        (false, true) => Some(Change::Inserted),
        (true, true) | (false, false) => None,
    }
}
