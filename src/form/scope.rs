//! What a form asks: fields in scopes, with the names by which data and expressions reach them.

use std::sync::Arc;

use super::expression::Expression;
use super::name::Name;
use super::template::Template;
use super::types::Type;
use crate::source::Span;
use crate::syntax::Str;

/// Which scope of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ScopeId(pub(super) u16);

impl ScopeId {
    /// The form's own scope.
    pub const ROOT: Self = Self(0);

    /// The scope of that index.
    pub(crate) fn of(index: usize) -> Self {
        Self(u16::try_from(index).unwrap_or(u16::MAX))
    }

    /// Its index in the form's scopes.
    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// The answers of a form, or of one record of a list.
#[derive(Debug, Default)]
pub struct Scope {
    /// The scope around it, if it is a record's.
    pub outer: Option<ScopeId>,
    /// The fields in form order.
    pub fields: Vec<Field>,
    /// The fields by name, as the data nests them.
    pub names: Names,
    /// The conditions of its `when`s and boxes.
    pub conditions: Vec<Condition>,
    /// Derived values, each after those that it needs.
    pub lets: Vec<Let>,
    /// What must hold.
    pub demands: Vec<Demand>,
    /// What is signed: the fields of the signatures' dates, or of the lists of those who sign.
    pub signatures: Vec<usize>,
    /// For a list's records, the field that tells them apart.
    pub key: Option<usize>,
}

/// Names within a record, in form order; what expressions see of each filing shares them.
#[derive(Debug, Default, Clone)]
pub struct Names(pub Arc<Vec<(String, Entry)>>);

/// What a name stands for in the data.
#[derive(Debug, Clone)]
pub enum Entry {
    /// A record that holds further names: `registrant`.
    Record(Names),
    /// The field of that index in the scope.
    Field(usize),
}

impl Names {
    /// What a name stands for.
    pub fn get(&self, name: &str) -> Option<&Entry> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, entry)| entry)
    }

    /// What a dotted path stands for.
    pub fn resolve(&self, path: &str) -> Option<&Entry> {
        match path.split_once('.') {
            None => self.get(path),
            Some((head, rest)) => match self.get(head)? {
                Entry::Record(names) => names.resolve(rest),
                Entry::Field(_) => None,
            },
        }
    }

    /// Adds a field, or gives the path (or the part of one) that stands in its way.
    pub(super) fn add(&mut self, path: &str, field: usize) -> Result<(), String> {
        let (head, rest) = path.split_once('.').map_or((path, None), |(head, rest)| (head, Some(rest)));
        let own = Arc::make_mut(&mut self.0);
        let position = own.iter().position(|(known, _)| known == head);
        let entry = position.and_then(|position| own.get_mut(position)).map(|(_, entry)| entry);
        match (entry, rest) {
            (None, None) => own.push((head.to_owned(), Entry::Field(field))),
            (None, Some(rest)) => {
                let mut names = Self::default();
                names.add(rest, field)?;
                own.push((head.to_owned(), Entry::Record(names)));
            }
            (Some(Entry::Record(names)), Some(rest)) => {
                return names.add(rest, field).map_err(|clash| format!("{head}.{clash}"));
            }
            (Some(_), _) => return Err(head.to_owned()),
        }
        Ok(())
    }

    /// Every dotted path, in form order.
    pub fn paths(&self) -> Vec<String> {
        let mut out = Vec::new();
        for (name, entry) in self.0.iter() {
            match entry {
                Entry::Field(_) => out.push(name.clone()),
                Entry::Record(names) => out.extend(names.paths().into_iter().map(|path| format!("{name}.{path}"))),
            }
        }
        out
    }
}

/// One answer that a form asks for.
#[derive(Debug)]
pub struct Field {
    /// Where it lies in the data: `registrant.name`; within its record, for a list's field.
    pub path: Name,
    /// Where the definition declares it (its path).
    pub span: Span,
    /// The label's words as the definition has them; may be empty.
    pub label: Str,
    /// What is asked.
    pub ask: Ask,
    /// Whether it may be left out.
    pub optional: bool,
    /// The conditions under which it is asked; all must hold.
    pub guards: Vec<Guard>,
}

/// What a field asks for.
#[derive(Debug)]
pub enum Ask {
    /// One value.
    Scalar(Scalar),
    /// Paragraphs.
    Narrative,
    /// One box of several.
    One(Vec<BoxKey>),
    /// Any boxes of several.
    Any(Vec<BoxKey>),
    /// Yes or no.
    YesNo,
    /// A list of records, each with the fields of a scope.
    List(ScopeId),
}

/// What a single value may be.
#[derive(Debug)]
pub enum Scalar {
    /// A type of the language, and how a date prints.
    Type(&'static Type, Option<String>),
    /// An author's own type.
    Pattern {
        /// The type's name.
        name: String,
        /// What it is, with an article.
        what: String,
        /// The whole value must match; boxed, for it is large.
        pattern: Box<regex::Regex>,
    },
}

/// A box of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoxKey {
    /// How the data names it.
    pub key: Name,
    /// The words beside its mark, as the definition has them.
    pub text: String,
    /// Where the definition declares it.
    pub span: Span,
}

/// A condition that must hold, or must not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guard {
    /// Which condition of the scope.
    pub condition: usize,
    /// Whether it must hold, or must not (`otherwise`).
    pub holds: bool,
}

/// When something is printed and asked for.
#[derive(Debug)]
pub enum Condition {
    /// When an expression is true.
    Expression(Expression),
    /// When a box is checked: the field's index, and the box's key within a group.
    Checked(usize, Option<String>),
}

/// A derived value.
#[derive(Debug)]
pub struct Let {
    /// Its name.
    pub name: String,
    /// How it is derived.
    pub value: Expression,
}

/// What must, or should, hold of an answered form.
#[derive(Debug)]
pub struct Demand {
    /// A warning only.
    pub warn: bool,
    /// What must hold.
    pub condition: Expression,
    /// What to say where it does not.
    pub message: Template,
    /// Where it applies.
    pub guards: Vec<Guard>,
    /// Where the definition states it.
    pub span: Span,
}

/// A field as an expression or template reaches it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FieldRef {
    /// The scope that holds it.
    pub scope: ScopeId,
    /// Its index there.
    pub field: usize,
}

impl Ask {
    /// The boxes of a group.
    pub fn boxes(&self) -> &[BoxKey] {
        match self {
            Self::One(boxes) | Self::Any(boxes) => boxes,
            Self::Scalar(_) | Self::Narrative | Self::YesNo | Self::List(_) => &[],
        }
    }
}
