//! Fields of a form, with the answers of both filings.

use std::time::Instant;

use super::book::Book;
use super::records::{self, Match, Pairing};
use super::{Change, Detail, Kind, Side, value};
use crate::filing::{Answer, AnswerValue, Filing, Record};
use crate::form::{Ask, Field, Form, ScopeId};
use crate::source::Span;

pub(super) fn compare(
    original: &Filing<'_>,
    amended: &Filing<'_>,
    deadline: Option<Instant>,
) -> (Vec<Change>, Vec<Pairing>) {
    let (before, after) = (Book::new(original), Book::new(amended));
    let mut walk =
        Walk { before, after, deadline, list: String::new(), record: None, changes: Vec::new(), lists: Vec::new() };
    walk.records(Some(&original.answers), Some(&amended.answers), &Paths::default());
    (walk.changes, walk.lists)
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
    /// The words over the list that is looked at.
    list: String,
    /// What the form calls the record that is looked at.
    record: Option<String>,
    changes: Vec<Change>,
    lists: Vec<Pairing>,
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
        let flags = [(old, false), (new, true)]
            .map(|(asked, of_amended)| asked.is_none_or(|asked| self.is_flag(asked, of_amended)));
        if flags == [true, true] {
            self.flag(one.map(|(_, answer)| answer), other.map(|(_, answer)| answer), asked, new.is_some(), path);
            return;
        }
        let [old_flag, new_flag] = flags;
        let (old_asked, new_asked) = (old, new);
        let (kind, detail) = match (one, other) {
            (None, None) => return,
            (one, other)
                if one.is_none_or(|(_, answer)| says_nothing(&answer.value, old_flag))
                    && other.is_none_or(|(_, answer)| says_nothing(&answer.value, new_flag)) =>
            {
                return;
            }
            (Some((field, answer)), None) => {
                let kind = if is_any(&answer.value) { Kind::Changed } else { Kind::Withdrawn };
                (kind, value::only((field, &answer.value), true, |key| self.box_words(asked, new.is_some(), key)))
            }
            (None, Some((field, answer))) => {
                let kind = if is_any(&answer.value) { Kind::Changed } else { Kind::Added };
                (kind, value::only((field, &answer.value), false, |key| self.box_words(asked, new.is_some(), key)))
            }
            (Some((old, before)), Some((new, after))) => {
                let pair = ((old, &before.value), (new, &after.value));
                if value::same(pair.0, pair.1) {
                    let restated = self.after.own(after.span);
                    (if restated { Kind::Restated } else { Kind::NotRestated }, Detail::None)
                } else {
                    let guide =
                        |key: &str| self.box_words(asked, new.ask.boxes().iter().any(|known| known.key == key), key);
                    let boxes = old_asked
                        .zip(new_asked)
                        .and_then(|(old, new)| self.boxes((old, &before.value), (new, &after.value)));
                    let detail = boxes.unwrap_or_else(|| value::detail(pair.0, pair.1, guide, self.deadline));
                    (Kind::Changed, detail)
                }
            }
        };
        let sides = (
            one.map(|(field, answer)| Book::side(field, answer)),
            other.map(|(field, answer)| Book::side(field, answer)),
        );
        self.push(asked, new.is_some(), path, kind, sides, detail);
    }

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
        let (label, section) = (book.label(asked.scope, asked.index), book.section(asked.scope, asked.index));
        let Paths { before: old_path, after: new_path } = path;
        let original_path = Some(old_path).filter(|old| before.is_some() && *old != new_path);
        let path = new_path;
        let (list, record) = (self.list.clone(), self.record.clone());
        self.changes.push(Change { path, original_path, section, list, record, label, kind, before, after, detail });
    }

    fn is_flag(&self, asked: Asked<'_>, of_amended: bool) -> bool {
        let book = if of_amended { &self.after } else { &self.before };
        book.is_flag(asked.scope, asked.index)
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
        let words = vec![(asked.field.path.to_string(), asked.field.label.text.clone())];
        let (kind, detail) = match (checked(before), checked(after)) {
            (false, true) => (Kind::Changed, Detail::Boxes { checked: words, unchecked: Vec::new() }),
            (true, false) => (Kind::Changed, Detail::Boxes { checked: Vec::new(), unchecked: words }),
            _ if before.is_none() && after.is_none() => return,
            _ if after.is_some_and(|answer| self.after.own(answer.span)) => (Kind::Restated, Detail::None),
            _ => (Kind::NotRestated, Detail::None),
        };
        let sides =
            (before.map(|answer| Book::side(asked.field, answer)), after.map(|answer| Book::side(asked.field, answer)));
        self.push(asked, of_amended, path, kind, sides, detail);
    }

    fn box_words(&self, asked: Asked<'_>, of_amended: bool, key: &str) -> String {
        let book = if of_amended { &self.after } else { &self.before };
        book.box_words(asked.scope, asked.index, key)
    }

    /// The boxes that were checked and unchecked where one edition asks for boxes of a group and the other for a single one.
    fn boxes(&self, old: (Asked<'_>, &AnswerValue), new: (Asked<'_>, &AnswerValue)) -> Option<Detail> {
        let unchecked = self.before.checked(old.0.scope, old.0.index, old.1)?;
        let checked = self.after.checked(new.0.scope, new.0.index, new.1)?;
        let differ = matches!(old.1, AnswerValue::YesNo(_)) != matches!(new.1, AnswerValue::YesNo(_));
        differ.then_some(Detail::Boxes { checked, unchecked })
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
        let kept = after.is_some_and(|answer| !self.after.own(answer.span));
        let old_records: Vec<&Record> = old.iter().map(|(record, _)| record).collect();
        let new_records: Vec<&Record> = new.iter().map(|(record, _)| record).collect();
        let matches = records::pair((self.before.form, &old_records), (self.after.form, &new_records));
        let Paths { before: was, after: is } = path.clone();
        self.lists.push(Pairing { before: was, after: is, records: matches.clone() });
        let book = if of_amended { &self.after } else { &self.before };
        let words = book.label(asked.scope, asked.index);
        let around = (std::mem::replace(&mut self.list, words), self.record.take());
        for found in matches {
            let (one, other, moved) = match found {
                Match::Both { before, after, moved } => (Some(before), Some(after), moved),
                Match::Gone(index) => (Some(index), None, false),
                Match::Come(index) => (None, Some(index), false),
            };
            let (before, after) = (one.and_then(|at| old.get(at)), other.and_then(|at| new.get(at)));
            let sides =
                (before.map(|record| self.before.record(record)), after.map(|record| self.after.record(record)));
            let name = sides.1.as_ref().or(sides.0.as_ref()).map(|side| side.text.clone());
            self.record = name.filter(|name| !name.is_empty());
            let at = path.at(one.or(other).unwrap_or_default(), other.or(one).unwrap_or_default());
            match (before, after) {
                (Some((before, _)), Some((after, place))) => {
                    // The move stands before what else happened to the record.
                    if moved && !kept {
                        let places = Detail::Places {
                            before: one.unwrap_or_default() + 1,
                            after: other.unwrap_or_default() + 1,
                        };
                        self.push(asked, of_amended, at.clone(), Kind::Moved, sides.clone(), places);
                    }
                    // That a record stayed the same is said by its move.
                    let own = self.after.own(*place);
                    self.record(asked, of_amended, (before, after), (sides, own, moved), at);
                }
                (Some(_), None) => self.push(asked, of_amended, at, Kind::Withdrawn, sides, Detail::None),
                (None, _) => self.push(asked, of_amended, at, Kind::Added, sides, Detail::None),
            }
        }
        (self.list, self.record) = around;
    }

    /// A record that both lists have. One that an amendment gives whole and unchanged is one answer, and its key is none.
    fn record(
        &mut self,
        asked: Asked<'a>,
        of_amended: bool,
        (before, after): (&Record, &Record),
        (sides, own, moved): ((Option<Side>, Option<Side>), bool, bool),
        at: Paths,
    ) {
        let start = self.changes.len();
        self.records(Some(before), Some(after), &at.with("."));
        let scope = self.after.form.scope(after.scope);
        let key = scope.key.and_then(|key| scope.fields.get(key)).map(|key| format!("{}.{}", at.after, key.path));
        let is_key = |change: &Change| Some(&change.path) == key.as_ref();
        let inside = || self.changes.iter().skip(start);
        if own && inside().any(|change| !is_key(change)) && inside().all(|change| change.kind == Kind::Restated) {
            self.changes.truncate(start);
            if !moved {
                self.push(asked, of_amended, at, Kind::Restated, sides, Detail::None);
            }
        } else if let Some(at) = self.changes.iter().skip(start).position(is_key)
            && self.changes.get(start + at).is_some_and(|change| !change.kind.differs())
        {
            self.changes.remove(start + at);
        }
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

/// No box and no record is what was not answered; so is a box that stands alone and is not checked.
fn says_nothing(value: &AnswerValue, flag: bool) -> bool {
    match value {
        AnswerValue::Any(boxes) => boxes.is_empty(),
        AnswerValue::List(records) => records.is_empty(),
        AnswerValue::YesNo(yes) => flag && !yes,
        AnswerValue::Scalar(_) | AnswerValue::Narrative(_) | AnswerValue::One(_) => false,
    }
}

/// Whether an answer is any boxes of a group: where nothing is answered, none is checked.
fn is_any(value: &AnswerValue) -> bool {
    matches!(value, AnswerValue::Any(_))
}
