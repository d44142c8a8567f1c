//! Answers that have not been checked yet, by field: what a file to fill in is given beforehand.

use crate::data::Scalar;
use crate::form::ScopeId;

/// Answers to the fields of a scope; most may be open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which scope.
    pub scope: ScopeId,
    /// The answers, one for each field of the scope.
    pub answers: Vec<Option<Given>>,
}

/// An answer as its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A single value, a box, yes or no, or a narrative.
    Text(Scalar),
    /// Boxes by their keys.
    Boxes(Vec<String>),
    /// Records.
    Records(Vec<Draft>),
}

impl Draft {
    /// No answers to so many fields.
    pub fn open(scope: ScopeId, fields: usize) -> Self {
        Self { scope, answers: vec![None; fields] }
    }

    /// The answer to a field.
    pub fn get(&self, field: usize) -> Option<&Given> {
        self.answers.get(field).and_then(Option::as_ref)
    }

    pub(crate) fn set(&mut self, field: usize, given: Given) {
        if let Some(slot) = self.answers.get_mut(field) {
            *slot = Some(given);
        }
    }
}
