//! What is told of the answers of one filing: their labels, their headings, their words.

use super::names::Names;
use super::{Given, Side, value};
use crate::filing::{Answer, AnswerValue, Filing, Record};
use crate::form::{Ask, Field, Form, ScopeId};
use crate::guide::Guide;
use crate::source::Span;

/// One of the filings, and what is told of its answers.
pub(super) struct Book<'a> {
    pub(super) form: &'a Form,
    guide: &'a Guide,
    names: Names<'a>,
    /// Whether the filing is laid over what it amends.
    partial: bool,
}

impl<'a> Book<'a> {
    pub(super) fn new(filing: &'a Filing<'_>) -> Self {
        let partial = filing.sources.len() > 1;
        Self { form: filing.form, guide: Guide::of(filing.form), names: Names::new(filing.form), partial }
    }

    /// Whether an answer was given by the filing's own text, and not by what it amends.
    pub(super) fn own(&self, place: Span) -> bool {
        !self.partial || place.file == 0
    }

    /// The label of a field: the first line of its own words, or else of those that stand before it.
    pub(super) fn label(&self, scope: ScopeId, field: usize) -> String {
        let about = self.guide.about(scope, field);
        let label = [about.label.as_str()].into_iter().chain(about.before.last().map(String::as_str));
        let mut lines = label.filter_map(|words| words.lines().next()).map(str::trim);
        lines.find(|words| !words.is_empty()).unwrap_or_default().to_owned()
    }

    /// The heading of a field; what is signed stands under none of its own.
    pub(super) fn section(&self, scope: ScopeId, field: usize) -> String {
        let section = &self.guide.about(scope, field).section;
        if section.is_empty() && self.is_signed(scope, field) { SIGNATURE.to_owned() } else { section.clone() }
    }

    /// Whether a field is a box that stands alone: left out, it is not checked.
    pub(super) fn is_flag(&self, scope: ScopeId, field: usize) -> bool {
        self.guide.about(scope, field).flag
    }

    /// The words of a box of a group.
    pub(super) fn box_words(&self, scope: ScopeId, index: usize, key: &str) -> String {
        let boxes = self.form.scope(scope).fields.get(index).map(|field| field.ask.boxes()).unwrap_or_default();
        let mut boxes = boxes.iter().zip(&self.guide.about(scope, index).boxes);
        boxes.find(|(known, _)| known.key == key).map(|(_, words)| words.clone()).unwrap_or_default()
    }

    /// The boxes that an answer checks, by their keys and words: those of a group, or one that stands alone.
    pub(super) fn checked(&self, scope: ScopeId, index: usize, answer: &AnswerValue) -> Option<Vec<(String, String)>> {
        let field = self.form.scope(scope).fields.get(index)?;
        match answer {
            AnswerValue::One(_) | AnswerValue::Any(_) => {
                let keys = value::checked(field, answer).into_iter();
                Some(keys.map(|key| (key.to_owned(), self.box_words(scope, index, key))).collect())
            }
            AnswerValue::YesNo(yes) if self.is_flag(scope, index) => {
                Some(yes.then(|| (field.path.to_string(), field.label.text.clone())).into_iter().collect())
            }
            AnswerValue::YesNo(_) | AnswerValue::Scalar(_) | AnswerValue::Narrative(_) | AnswerValue::List(_) => None,
        }
    }

    fn is_signed(&self, scope: ScopeId, field: usize) -> bool {
        let root = self.form.root();
        let parent = |index: usize| root.fields.get(index).and_then(|field| Some(field.path.rsplit_once('.')?.0));
        root.signatures.iter().filter_map(|index| Some((*index, root.fields.get(*index)?))).any(|(index, signature)| {
            match signature.ask {
                Ask::List(signers) => signers == scope || (scope == ScopeId::ROOT && index == field),
                Ask::Scalar(_) | Ask::Narrative | Ask::One(_) | Ask::Any(_) | Ask::YesNo => {
                    scope == ScopeId::ROOT && parent(index) == parent(field)
                }
            }
        })
    }

    /// An answer as it is told; none where nothing is answered.
    pub(super) fn side(field: &Field, answer: &Answer) -> Side {
        let text = answer.value.printed(field);
        let value = match &answer.value {
            AnswerValue::Scalar(value) => value.canonical.clone(),
            AnswerValue::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            AnswerValue::Narrative(_) | AnswerValue::One(_) | AnswerValue::Any(_) | AnswerValue::List(_) => {
                text.clone()
            }
        };
        Side { text, value, answers: Vec::new(), place: answer.span }
    }

    /// A record as it is told: by its name, with its answers.
    pub(super) fn record(&self, (record, place): &(Record, Span)) -> Side {
        let mut answers = Vec::new();
        self.given(record, "", &mut answers);
        let text = self.names.of(self.form, record).unwrap_or_default();
        Side { value: text.clone(), text, answers, place: *place }
    }

    fn given(&self, record: &Record, prefix: &str, out: &mut Vec<Given>) {
        for (index, field) in self.form.scope(record.scope).fields.iter().enumerate() {
            let Some(answer) = record.answer(index) else { continue };
            let path = format!("{prefix}{}", field.path);
            if let AnswerValue::List(records) = &answer.value {
                for (number, (record, _)) in records.iter().enumerate() {
                    self.given(record, &format!("{path}[{}].", number + 1), out);
                }
                continue;
            }
            let Side { text, value, place, .. } = Self::side(field, answer);
            out.push(Given { path, label: self.label(record.scope, index), text, value, place });
        }
    }
}

/// What stands over a signature in a report.
const SIGNATURE: &str = "Signature";
