//! Fields of a form, with the answers of both filings.

use std::time::Instant;

use super::records::{self, Match};
use super::{Change, Detail, Kind, Side, value};
use crate::filing::{Answer, AnswerValue, Filing, Record};
use crate::form::{Ask, Field, Form, ScopeId};
use crate::guide::Guide;
use crate::source::Span;

/// One of the filings, and what is told of its answers.
struct Book<'a> {
    form: &'a Form,
    guide: Guide,
    /// Whether an answer was given by the amendment's own text, and not by what it amends.
    own: Box<dyn Fn(Span) -> bool + 'a>,
}

impl<'a> Book<'a> {
    fn new(filing: &'a Filing<'_>) -> Self {
        let partial = filing.sources.len() > 1;
        let own = Box::new(move |span: Span| !partial || span.file == 0);
        Self { form: filing.form, guide: Guide::new(filing.form), own }
    }
}

pub(super) fn compare(original: &Filing<'_>, amended: &Filing<'_>, deadline: Option<Instant>) -> Vec<Change> {
    let (before, after) = (Book::new(original), Book::new(amended));
    let mut walk = Walk { before, after, deadline, changes: Vec::new() };
    walk.records(Some(&original.answers), Some(&amended.answers), &Paths::default());
    walk.changes
}

/// What an answer says, in the one spelling by which two are compared; none where nothing is answered.
pub(super) fn said(form: &Form, record: &Record, field: usize) -> Option<String> {
    let asked = form.scope(record.scope).fields.get(field)?;
    Some(match &record.answer(field)?.value {
        AnswerValue::Scalar(value) => value.canonical.clone(),
        AnswerValue::Narrative(paragraphs) => value::words_of(paragraphs).concat().join(" "),
        AnswerValue::List(records) => {
            let record = |(record, _): &(Record, Span)| {
                let fields = 0..form.scope(record.scope).fields.len();
                fields.map(|field| said(form, record, field).unwrap_or_default()).collect::<Vec<_>>().join("\u{1e}")
            };
            records.iter().map(record).collect::<Vec<_>>().join("\u{1d}")
        }
        answer @ (AnswerValue::One(_) | AnswerValue::Any(_) | AnswerValue::YesNo(_)) => answer.printed(asked),
    })
}

/// How the paths of a record begin, in the original and in the amended filing; or a path in both.
#[derive(Debug, Clone, Default)]
struct Paths {
    before: String,
    after: String,
}

impl Paths {
    fn with(&self, more: &str) -> Self {
        Self { before: format!("{}{more}", self.before), after: format!("{}{more}", self.after) }
    }

    /// The paths of records of a list, counted from 0.
    fn at(&self, before: usize, after: usize) -> Self {
        Self { before: format!("{}[{}]", self.before, before + 1), after: format!("{}[{}]", self.after, after + 1) }
    }
}

struct Walk<'a> {
    before: Book<'a>,
    after: Book<'a>,
    deadline: Option<Instant>,
    changes: Vec<Change>,
}

/// A field of one of the editions.
#[derive(Clone, Copy)]
struct Asked<'a> {
    scope: ScopeId,
    index: usize,
    field: &'a Field,
}

impl<'a> Walk<'a> {
    /// Compares the answers of two records; one may be missing.
    fn records(&mut self, before: Option<&Record>, after: Option<&Record>, prefix: &Paths) {
        let fields = |form: &'a Form, record: Option<&Record>| -> Vec<Asked<'a>> {
            let Some(scope) = record.map(|record| record.scope) else { return Vec::new() };
            let fields = form.scope(scope).fields.iter().enumerate();
            fields.map(|(index, field)| Asked { scope, index, field }).collect()
        };
        let (old, new) = (fields(self.before.form, before), fields(self.after.form, after));
        // Fields of the amended form in its order, each after those that only the original has and that stood before it.
        let mut done = 0;
        for asked in &new {
            let other = old.iter().position(|other| other.field.path == asked.field.path);
            if let Some(other) = other.filter(|other| *other >= done) {
                for only in old.iter().take(other).skip(done).filter(|only| !has(&new, only.field)) {
                    self.field(Some(*only), None, (before, after), prefix);
                }
                done = other + 1;
            }
            let other = other.and_then(|other| old.get(other)).copied();
            self.field(other, Some(*asked), (before, after), prefix);
        }
        for only in old.iter().skip(done).filter(|only| !has(&new, only.field)) {
            self.field(Some(*only), None, (before, after), prefix);
        }
    }

    fn field(
        &mut self,
        old: Option<Asked<'a>>,
        new: Option<Asked<'a>>,
        (before, after): (Option<&Record>, Option<&Record>),
        prefix: &Paths,
    ) {
        let one = old.and_then(|asked| Some((asked.field, before?.answer(asked.index)?)));
        let other = new.and_then(|asked| Some((asked.field, after?.answer(asked.index)?)));
        let Some(asked) = new.or(old) else { return };
        let path = prefix.with(&asked.field.path);
        let is_list = |answer: Option<(&Field, &Answer)>| {
            answer.is_some_and(|(field, answer)| {
                matches!(field.ask, Ask::List(_)) && matches!(answer.value, AnswerValue::List(_))
            })
        };
        if is_list(one) || is_list(other) {
            self.list(one.map(|(_, answer)| answer), other.map(|(_, answer)| answer), asked, new.is_some(), &path);
            return;
        }
        if self.is_flag(asked, new.is_some()) {
            self.flag(one.map(|(_, answer)| answer), other.map(|(_, answer)| answer), asked, new.is_some(), path);
            return;
        }
        let (kind, detail) = match (one, other) {
            (None, None) => return,
            (Some((_, answer)), None) if says_nothing(&answer.value) => return,
            (None, Some((_, answer))) if says_nothing(&answer.value) => return,
            (Some(_), None) => (Kind::Withdrawn, Detail::None),
            (None, Some(_)) => (Kind::Added, Detail::None),
            (Some((old, before)), Some((new, after))) => {
                let pair = ((old, &before.value), (new, &after.value));
                if value::same(pair.0, pair.1) {
                    let restated = (self.after.own)(after.span);
                    (if restated { Kind::Restated } else { Kind::NotRestated }, Detail::None)
                } else {
                    let guide =
                        |key: &str| self.box_words(asked, new.ask.boxes().iter().any(|known| known.key == key), key);
                    (Kind::Changed, value::detail(pair.0, pair.1, guide, self.deadline))
                }
            }
        };
        let side =
            |(field, answer): (&Field, &Answer)| Side { text: printed(field, &answer.value), place: answer.span };
        self.push(asked, new.is_some(), path, kind, (one.map(side), other.map(side)), detail);
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a change")]
    fn push(
        &mut self,
        asked: Asked<'_>,
        of_amended: bool,
        path: Paths,
        kind: Kind,
        (before, after): (Option<Side>, Option<Side>),
        detail: Detail,
    ) {
        let book = if of_amended { &self.after } else { &self.before };
        let about = book.guide.about(asked.scope, asked.index);
        let label = [about.label.as_str()].into_iter().chain(about.before.last().map(String::as_str));
        let Paths { before: old_path, after: new_path } = path;
        let path = if after.is_some() { new_path } else { old_path.clone() };
        let label = label.map(str::trim).find(|words| !words.is_empty()).unwrap_or(&path).to_owned();
        let original_path = Some(old_path).filter(|old| before.is_some() && *old != path);
        self.changes.push(Change {
            path,
            original_path,
            section: about.section.clone(),
            label,
            kind,
            before,
            after,
            detail,
        });
    }

    /// Whether a field is a box that stands alone: left out, it is not checked.
    fn is_flag(&self, asked: Asked<'_>, of_amended: bool) -> bool {
        let book = if of_amended { &self.after } else { &self.before };
        book.guide.about(asked.scope, asked.index).flag
    }

    fn flag(
        &mut self,
        before: Option<&Answer>,
        after: Option<&Answer>,
        asked: Asked<'_>,
        of_amended: bool,
        path: Paths,
    ) {
        let checked =
            |answer: Option<&Answer>| matches!(answer.map(|answer| &answer.value), Some(AnswerValue::YesNo(true)));
        let words = vec![(asked.field.path.clone(), asked.field.label.text.clone())];
        let (kind, detail) = match (checked(before), checked(after)) {
            (false, true) => (Kind::Changed, Detail::Boxes { checked: words, unchecked: Vec::new() }),
            (true, false) => (Kind::Changed, Detail::Boxes { checked: Vec::new(), unchecked: words }),
            _ if before.is_none() && after.is_none() => return,
            _ if after.is_some_and(|answer| (self.after.own)(answer.span)) => (Kind::Restated, Detail::None),
            _ => (Kind::NotRestated, Detail::None),
        };
        let side = |answer: &Answer| Side { text: printed(asked.field, &answer.value), place: answer.span };
        self.push(asked, of_amended, path, kind, (before.map(side), after.map(side)), detail);
    }

    fn box_words(&self, asked: Asked<'_>, of_amended: bool, key: &str) -> String {
        let book = if of_amended { &self.after } else { &self.before };
        let about = book.guide.about(asked.scope, asked.index);
        let boxes = asked.field.ask.boxes().iter().zip(&about.boxes);
        boxes.into_iter().find(|(known, _)| known.key == key).map(|(_, words)| words.clone()).unwrap_or_default()
    }

    fn list(
        &mut self,
        before: Option<&Answer>,
        after: Option<&Answer>,
        asked: Asked<'a>,
        of_amended: bool,
        path: &Paths,
    ) {
        let (old, new) = (list_of(before), list_of(after));
        // Left out of the amendment, the list stands as it is.
        let kept = after.is_some_and(|answer| !(self.after.own)(answer.span));
        let old_records: Vec<&Record> = old.iter().map(|(record, _)| record).collect();
        let new_records: Vec<&Record> = new.iter().map(|(record, _)| record).collect();
        let matches = records::pair((self.before.form, &old_records), (self.after.form, &new_records));
        for found in matches {
            match found {
                Match::Both { before, after, moved } => {
                    let inside = path.at(before, after);
                    let start = self.changes.len();
                    self.records(old_records.get(before).copied(), new_records.get(after).copied(), &inside.with("."));
                    if kept {
                        continue;
                    }
                    if moved {
                        let sides = (
                            old.get(before).map(|record| self.record_side(record, false)),
                            new.get(after).map(|record| self.record_side(record, true)),
                        );
                        self.push(asked, of_amended, inside, Kind::Moved, sides, Detail::None);
                        // The move stands before what else happened to the record.
                        if let Some(inside) = self.changes.get_mut(start..) {
                            inside.rotate_right(1);
                        }
                    }
                }
                Match::Gone(index) => {
                    let side = old.get(index).map(|record| self.record_side(record, false));
                    let at = path.at(index, index);
                    self.push(asked, of_amended, at, Kind::Withdrawn, (side, None), Detail::None);
                }
                Match::Come(index) => {
                    let side = new.get(index).map(|record| self.record_side(record, true));
                    let at = path.at(index, index);
                    self.push(asked, of_amended, at, Kind::Added, (None, side), Detail::None);
                }
            }
        }
    }

    /// A record as a reader names it: its answers.
    fn record_side(&self, (record, place): &(Record, Span), of_amended: bool) -> Side {
        let form = if of_amended { self.after.form } else { self.before.form };
        let fields = form.scope(record.scope).fields.iter().enumerate();
        let answers = fields.filter_map(|(index, field)| Some(printed(field, &record.answer(index)?.value)));
        Side { text: answers.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", "), place: *place }
    }
}

fn has(fields: &[Asked<'_>], field: &Field) -> bool {
    fields.iter().any(|asked| asked.field.path == field.path)
}

fn list_of(answer: Option<&Answer>) -> &[(Record, Span)] {
    match answer.map(|answer| &answer.value) {
        Some(AnswerValue::List(records)) => records,
        _ => &[],
    }
}

/// No box and no record is what was not answered.
fn says_nothing(value: &AnswerValue) -> bool {
    match value {
        AnswerValue::Any(boxes) => boxes.is_empty(),
        AnswerValue::List(records) => records.is_empty(),
        AnswerValue::Scalar(_) | AnswerValue::Narrative(_) | AnswerValue::One(_) | AnswerValue::YesNo(_) => false,
    }
}

/// An answer as the form prints it, on one line.
fn printed(field: &Field, value: &AnswerValue) -> String {
    value.printed(field).split_whitespace().collect::<Vec<_>>().join(" ")
}
