//! Answers as the values that expressions see.

use std::sync::{Arc, OnceLock};

use minijinja::Value;
use minijinja::value::{Object, ObjectRepr};

use super::{Answer, AnswerValue, Paragraph};
use crate::form::types::Meaning;
use crate::form::{Ask, Context, Entry, Field, Form, Names, Scope, date_value};

/// The value of an answer; a blank one is none, a group without a checked box an empty list.
pub(super) fn value(form: &Form, field: &Field, answer: Option<&Answer>) -> Value {
    let key = |index: &usize| field.ask.boxes().get(*index).map(|known| Value::from(known.key.as_str()));
    match answer.map(|answer| &answer.value) {
        None => match field.ask {
            Ask::Any(_) | Ask::List(_) => Value::from(Vec::<Value>::new()),
            Ask::Scalar(_) | Ask::Narrative | Ask::One(_) | Ask::YesNo => Value::from(()),
        },
        Some(AnswerValue::Scalar(scalar)) => match &scalar.meaning {
            Meaning::Text => Value::from(scalar.canonical.as_str()),
            Meaning::Date(date) => date_value(*date),
            Meaning::Number(number) => match number.to_integer() {
                Some(integer) => Value::from(integer),
                None => Value::from(number.to_f64()),
            },
        },
        Some(AnswerValue::Narrative(paragraphs)) => Value::from(plain(paragraphs)),
        Some(AnswerValue::One(index)) => key(index).unwrap_or_default(),
        Some(AnswerValue::Any(indices)) => indices.iter().filter_map(key).collect(),
        Some(AnswerValue::YesNo(yes)) => Value::from(*yes),
        Some(AnswerValue::List(records)) => records
            .iter()
            .map(|(record, _)| {
                let scope = form.scope(record.scope);
                let values = scope.fields.iter().zip(&record.answers);
                let values = values.map(|(field, answer)| value(form, field, answer.as_ref())).collect();
                names(&scope.names, &Arc::new(values))
            })
            .collect(),
    }
}

/// A narrative as one text.
pub(super) fn plain(paragraphs: &[Paragraph]) -> String {
    let text =
        |paragraph: &Paragraph| paragraph.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
    paragraphs.iter().map(text).collect::<Vec<_>>().join("\n\n")
}

/// The names of a scope over its values.
fn names(names: &Names, values: &Arc<Vec<Value>>) -> Value {
    Value::from_object(NamesValue { names: names.clone(), values: Arc::clone(values) })
}

#[derive(Debug)]
struct NamesValue {
    names: Names,
    values: Arc<Vec<Value>>,
}

impl Object for NamesValue {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        match self.names.get(key)? {
            Entry::Field(index) => self.values.get(*index).cloned(),
            Entry::Record(inner) => Some(names(inner, &self.values)),
        }
    }
}

/// What the expressions of a scope see: its answers, its `let`s as they become known, what stands around it.
#[derive(Debug)]
pub(super) struct ScopeValue {
    names: Value,
    lets: Vec<(String, OnceLock<Value>)>,
    outer: Option<Value>,
    built_in: Vec<(&'static str, Value)>,
}

impl ScopeValue {
    pub(super) fn new(
        scope: &Scope,
        values: Vec<Value>,
        outer: Option<&Context>,
        built_in: Vec<(&'static str, Value)>,
    ) -> Self {
        Self {
            names: names(&scope.names, &Arc::new(values)),
            lets: scope.lets.iter().map(|derived| (derived.name.clone(), OnceLock::new())).collect(),
            outer: outer.map(|outer| outer.0.clone()),
            built_in,
        }
    }

    /// Makes a `let` known; expressions that name it are evaluated after that.
    pub(super) fn set(&self, index: usize, value: Value) {
        if let Some((_, cell)) = self.lets.get(index) {
            let _ = cell.set(value);
        }
    }
}

impl Object for ScopeValue {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Map
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        if let Some(value) = self.names.get_attr(key).ok().filter(|value| !value.is_undefined()) {
            return Some(value);
        }
        if let Some((_, value)) = self.lets.iter().find(|(name, _)| name == key) {
            return Some(value.get().cloned().unwrap_or_else(|| Value::from(())));
        }
        if let Some((_, value)) = self.built_in.iter().find(|(name, _)| *name == key) {
            return Some(value.clone());
        }
        self.outer.as_ref()?.get_attr(key).ok().filter(|value| !value.is_undefined())
    }
}
