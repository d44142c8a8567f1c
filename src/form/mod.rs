//! The compiler: syntax -> [`Form`], with fields, types, layout and rules; names and expressions resolved.
//!
//! In: the path of a definition and the [`World`](crate::world::World) to read it and its includes from. Out: a [`Form`]
//! in which every name means something, or every fault of the definition, each at its place. A form is compiled once and
//! serves any number of filings.

pub mod calendar;
mod compile;
mod declare;
mod expression;
mod faults;
mod functions;
mod include;
mod layout;
mod logic;
mod name;
mod order;
mod place;
mod scope;
mod template;
mod tokens;
pub mod types;

pub use compile::compile;
pub use expression::{Context, Expression, Failure};
pub use functions::{DateValue, date_value, print_value};
pub use layout::{Arrangement, BoxLayout, Column, Layout, Marks, Placement};
pub use logic::Logic;
pub use name::Name;
pub use scope::{Ask, BoxKey, Condition, Demand, Entry, Field, FieldRef, Guard, Let, Names, Scalar, Scope, ScopeId};
pub use template::{Part, Template};

use std::sync::{Arc, LazyLock, OnceLock};

use crate::diagnostic::{Code, Diagnostic, Label};
use crate::guide::Guide;
use crate::source::{Source, Span};

/// The narrowest and the widest page of plain text, in columns. 17 CFR 232.305(a) allows 80.
pub const WIDTHS: std::ops::RangeInclusive<usize> = 40..=80;

/// A compiled form: what it prints, what it asks and what must hold.
///
/// ```
/// use engross::builtin::{self, BuiltIn};
/// let (form, findings) = engross::form::compile(&BuiltIn, builtin::find("12b-25", Some("2003")).unwrap());
/// let form = form.unwrap();
/// assert!(findings.is_empty());
/// assert_eq!(form.title, "Notification of Late Filing");
/// assert!(form.root().fields.iter().any(|field| field.path == "registrant.name"));
/// ```
#[derive(Debug)]
pub struct Form {
    /// The form's name: `12b-25`.
    pub name: String,
    /// The edition: `2003`.
    pub edition: String,
    /// The form's title: `Notification of Late Filing`; empty if the definition gives none.
    pub title: String,
    /// The rule that prescribes it: `17 CFR 240.12b-25`.
    pub authority: Option<String>,
    /// The submission type for EDGAR: `NT 10-K`.
    pub submission: Option<Template>,
    /// Columns of plain text.
    pub width: usize,
    /// How a checked and an empty box print in plain text.
    pub marks: Marks,
    /// The definition's files, the first the one that was asked for; [`Span::file`] counts them.
    pub sources: Vec<Arc<Source>>,
    /// The scopes of answers; the first is the form's own, each list of records has one.
    pub scopes: Vec<Scope>,
    /// What is printed, in order.
    pub layout: Vec<Layout>,
    /// What a person is told of its answers: [`Guide::of`] makes it when it is first wanted.
    pub(crate) guide: OnceLock<Guide>,
}

/// How filings name a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named<'a> {
    /// By its name, for it is built in.
    BuiltIn,
    /// By the path of its definition, from the folder of the filing.
    Path(&'a str),
}

impl Form {
    /// The form's own scope.
    pub fn root(&self) -> &Scope {
        self.scope(ScopeId::ROOT)
    }

    /// A scope of this form.
    pub fn scope(&self, id: ScopeId) -> &Scope {
        static NOTHING: LazyLock<Scope> = LazyLock::new(Scope::default);
        self.scopes.get(id.index()).unwrap_or(&NOTHING)
    }

    /// A place of the definition as a label.
    pub fn label(&self, span: Span, message: impl Into<String>) -> Option<Label> {
        let source = self.sources.get(usize::from(span.file))?;
        Some(Label { source: Arc::clone(source), range: span.range(), message: message.into() })
    }

    /// What is said of an expression of this form that failed on some answers.
    pub(crate) fn failed(&self, failure: &Failure) -> Diagnostic {
        let message = format!("an expression of the form failed: {}", failure.reason);
        let mut fault = Diagnostic::new(Code::Evaluation, message);
        fault.labels.extend(self.label(failure.span, "this expression"));
        fault.help(
            "this is a fault of the definition, not of the filing: the expression should say what holds for every answer",
        )
    }

    /// `12b-25, edition 2003`.
    pub fn display_name(&self) -> String {
        format!("{}, edition {}", self.name, self.edition)
    }
}
