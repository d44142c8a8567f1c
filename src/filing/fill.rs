//! Strings that are filled in with the answers of a filing.

use std::sync::Arc;

use minijinja::Value;

use super::values::ScopeValue;
use super::{Chain, Filing};
use crate::form::{Context, Failure, Part, Scope, Template};
use crate::source::Span;

/// A string that was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The words.
    pub text: String,
    /// Where the string names what is not answered.
    pub blanks: Vec<Span>,
}

impl Filing<'_> {
    /// Fills in a string that was compiled over this filing's form, with its answers and what is given beside them.
    ///
    /// # Errors
    /// A [`Failure`] where an expression in it cannot be computed.
    pub fn fill(&self, template: &Template, given: &[(&'static str, &str)]) -> Result<Filled, Failure> {
        let given = given.iter().map(|(name, text)| (*name, Value::from(*text))).collect();
        let value = ScopeValue::new(&Scope::default(), Vec::new(), Some(&self.answers.context), given);
        let chain = Chain { record: &self.answers, outer: None };
        let mut filled = Filled { text: String::new(), blanks: Vec::new() };
        template.fill(&Context(Value::from_dyn_object(Arc::new(value))), |part| match part {
            Part::Words(words, _) => filled.text.push_str(words),
            Part::Derived(text, _) => filled.text.push_str(&text),
            Part::Blank(span) => filled.blanks.push(span),
            Part::Answer(field, span) => match chain.printed(self.form, field).as_str() {
                "" => filled.blanks.push(span),
                text => filled.text.push_str(text),
            },
        })?;
        Ok(filled)
    }
}
