//! Form + Node -> [`Filing`]: typed answers that fit the form, and its rules.
//!
//! In: a compiled [`Form`] and the [`Node`] of a filing's YAML. Out: a [`Filing`] whose answers are complete and of their
//! types, or every fault of the data, each with its place there and the definition's beside it.

mod amend;
mod at;
mod broken;
mod carry;
mod draft;
mod evaluate;
mod faults;
mod fill;
mod identify;
mod narrative;
mod originals;
mod read;
mod signed;
mod unfit;
mod values;

use std::sync::Arc;

pub use amend::{amended, renumbered};
pub(crate) use broken::unread;
pub use carry::{Carried, Left, carry};
pub use draft::{Draft, Given};
pub use fill::Filled;
pub use identify::{FormName, identify, mismatch, unknown_edition, unknown_form};
#[cfg(test)]
pub(crate) use narrative::paragraphs;
pub use narrative::{Line, Paragraph};
pub use originals::{Load, amends, from_yaml, originals};
pub use signed::signed_earlier;

use crate::data::Node;
use crate::diagnostic::{self, Diagnostic};
use crate::form::{Ask, Context, Field, FieldRef, Form, Scalar, ScopeId, types};
use crate::source::{Source, Span};

/// The answers to a form.
///
/// ```
/// use engross::builtin::{self, BuiltIn};
/// use engross::source::Source;
/// let (form, _) = engross::form::compile(&BuiltIn, builtin::find("12b-25", Some("2003")).unwrap());
/// let form = form.unwrap();
/// let source = Source::new("late.yaml", "form: 12b-25\nedition: 2003\nreport: 10-X\n");
/// let mut findings = Vec::new();
/// let node = engross::data::load(&source, 0, &mut findings).unwrap();
/// let (filing, findings) = engross::filing::read(&form, &[source], &node);
/// assert!(filing.is_none());
/// assert!(findings.iter().any(|finding| finding.message == "`report` has no box `10-X`"));
/// ```
#[derive(Debug)]
pub struct Filing<'f> {
    /// The form that it answers.
    pub form: &'f Form,
    /// The YAML that it was read from; [`Span::file`] counts them. None for a blank form.
    pub sources: Vec<Arc<Source>>,
    /// The number of the amendment, if it is one.
    pub amendment: Option<u32>,
    /// The answers.
    pub answers: Record,
}

/// The answers of one scope: of the form, or of one record of a list.
#[derive(Debug)]
pub struct Record {
    /// Which scope.
    pub scope: ScopeId,
    /// How the paths of its answers begin: `items[2].`, records counted from 1; nothing for the form's own.
    pub prefix: String,
    /// The answers, one for each field of the scope.
    pub answers: Vec<Option<Answer>>,
    /// Which conditions of the scope hold.
    pub truths: Vec<bool>,
    /// What expressions see.
    pub context: Context,
    /// Which answers were given and could not be read.
    faulty: Vec<bool>,
    /// Where answers are expressly left blank, or withdrawn.
    blanks: Vec<Option<Span>>,
}

/// An answer and its place in the data.
#[derive(Debug)]
pub struct Answer {
    /// What was answered.
    pub value: AnswerValue,
    /// Where.
    pub span: Span,
}

/// What was answered.
#[derive(Debug)]
pub enum AnswerValue {
    /// A single value.
    Scalar(types::Value),
    /// Paragraphs.
    Narrative(Vec<Paragraph>),
    /// The box that is checked, by its index in the group.
    One(usize),
    /// The boxes that are checked, by their index, in form order.
    Any(Vec<usize>),
    /// Yes or no.
    YesNo(bool),
    /// Records, each with its place.
    List(Vec<(Record, Span)>),
}

impl Record {
    fn unanswered(scope: ScopeId, prefix: String, fields: usize) -> Self {
        let answers = std::iter::repeat_with(|| None).take(fields).collect();
        Self {
            scope,
            prefix,
            answers,
            truths: Vec::new(),
            context: Context::default(),
            faulty: vec![false; fields],
            blanks: vec![None; fields],
        }
    }

    /// The answer to a field of this scope.
    pub fn answer(&self, field: usize) -> Option<&Answer> {
        self.answers.get(field).and_then(Option::as_ref)
    }
}

/// A record of holes in a list of another record, if that field is one.
pub(crate) fn blank_record(form: &Form, list: usize, outer: &Chain<'_>) -> Option<Record> {
    let list = form.scope(outer.record.scope).fields.get(list)?;
    let Ask::List(scope) = list.ask else { return None };
    let prefix = format!("{}{}[1].", outer.record.prefix, list.path);
    Some(evaluate::blank(form, scope, prefix, Some(&outer.record.context)))
}

impl Answer {
    /// Whether it is no more than an empty list of boxes or records, or a `no`: what a form that is not asked may say.
    fn says_nothing(&self) -> bool {
        match &self.value {
            AnswerValue::Any(boxes) => boxes.is_empty(),
            AnswerValue::List(records) => records.is_empty(),
            AnswerValue::Scalar(_) | AnswerValue::Narrative(_) | AnswerValue::One(_) | AnswerValue::YesNo(_) => false,
        }
    }
}

impl<'f> Filing<'f> {
    /// The blank form: no answers, so that every one is a hole.
    pub fn blank(form: &'f Form) -> Self {
        let answers = evaluate::blank(form, ScopeId::ROOT, String::new(), None);
        Self { form, sources: Vec::new(), amendment: None, answers }
    }
}

impl AnswerValue {
    /// As the form prints it within its words: a box by its key, several with commas, yes and no as words.
    pub fn printed(&self, field: &Field) -> String {
        let key = |index: &usize| field.ask.boxes().get(*index).map(|known| known.key.as_str()).unwrap_or_default();
        match self {
            Self::Scalar(value) => match (&value.meaning, &field.ask) {
                (types::Meaning::Date(date), Ask::Scalar(Scalar::Type(_, Some(format)))) => {
                    types::print_date(*date, Some(format)).unwrap_or_else(|_| value.printed.clone())
                }
                _ => value.printed.clone(),
            },
            Self::Narrative(paragraphs) => values::plain(paragraphs),
            Self::One(index) => key(index).to_owned(),
            Self::Any(indices) => indices.iter().map(key).collect::<Vec<_>>().join(", "),
            Self::YesNo(yes) => if *yes { "Yes" } else { "No" }.to_owned(),
            Self::List(_) => String::new(),
        }
    }
}

/// The record of a scope within the record that is being looked at, or around it.
#[derive(Debug, Clone, Copy)]
pub struct Chain<'a> {
    /// The inmost record.
    pub record: &'a Record,
    /// What stands around it.
    pub outer: Option<&'a Chain<'a>>,
}

impl<'a> Chain<'a> {
    /// The record of a scope.
    pub fn record_of(&self, scope: ScopeId) -> Option<&'a Record> {
        if self.record.scope == scope { Some(self.record) } else { self.outer?.record_of(scope) }
    }

    /// An answer.
    pub fn answer(&self, field: FieldRef) -> Option<&'a Answer> {
        self.record_of(field.scope)?.answer(field.field)
    }

    /// Where a field is answered, or expressly left blank.
    pub fn place(&self, field: FieldRef) -> Option<Span> {
        let record = self.record_of(field.scope)?;
        let answer = record.answer(field.field).map(|answer| answer.span);
        answer.or(record.blanks.get(field.field).copied().flatten())
    }

    /// The path of a field's answer in the data: `items[2].title`.
    pub fn path(&self, form: &Form, field: FieldRef) -> Arc<str> {
        let prefix = self.record_of(field.scope).map(|record| record.prefix.as_str()).unwrap_or_default();
        match form.scope(field.scope).fields.get(field.field) {
            Some(asked) if prefix.is_empty() => asked.path.shared(),
            asked => [prefix, asked.map(|asked| asked.path.as_str()).unwrap_or_default()].concat().into(),
        }
    }

    /// An answer as the form prints it within its words; nothing for a blank one.
    pub fn printed(&self, form: &Form, field: FieldRef) -> String {
        let asked = form.scope(field.scope).fields.get(field.field);
        match (asked, self.answer(field)) {
            (Some(asked), Some(answer)) => answer.value.printed(asked),
            _ => String::new(),
        }
    }
}

/// Reads answers that may have errors, as far as that goes.
pub(crate) fn attempt<'f>(form: &'f Form, sources: &[Arc<Source>], node: &Node) -> (Filing<'f>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let filing = read::read(form, sources, node, &mut findings);
    (filing, findings)
}

/// Reads a filing from its data, which lies in these texts: its own and, for an amendment, those that it amends. It comes
/// back only if its data has no errors; the findings are sorted by place.
pub fn read<'f>(form: &'f Form, sources: &[Arc<Source>], node: &Node) -> (Option<Filing<'f>>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let filing = read::read(form, sources, node, &mut findings);
    diagnostic::sort(&mut findings);
    let good = !diagnostic::any_errors(&findings);
    (good.then_some(filing), findings)
}

/// The same of data with `findings`, to which it adds those that do not follow from them.
pub(crate) fn read_after<'f>(
    findings: &mut Vec<Diagnostic>,
    form: &'f Form,
    sources: &[Arc<Source>],
    node: &Node,
) -> Option<Filing<'f>> {
    let (filing, faults) = read(form, sources, node);
    broken::add(findings, faults);
    filing
}
