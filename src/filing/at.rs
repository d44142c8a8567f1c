//! The record that is being looked at, and places in the texts that it was read from.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use crate::data::{self, Entry, Node, NodeValue};
use crate::diagnostic::{Code, Diagnostic};
use crate::form::{Field, Form};
use crate::source::{Source, Span};

/// The record that is being looked at: where it stands, and how its paths begin.
pub(super) struct At<'a> {
    pub(super) form: &'a Form,
    /// The filing's texts; [`Span::file`] counts them.
    pub(super) sources: &'a [Arc<Source>],
    pub(super) node: &'a Node,
    pub(super) span: Span,
    /// `officers[2].`; empty for the form's own answers.
    pub(super) prefix: String,
    /// The same as the text has it that the record stands in: laid over another list, a record may have another number.
    pub(super) shown: String,
    numbers: Rc<Numbers>,
}

impl<'a> At<'a> {
    /// A filing's own answers.
    pub(super) fn new(form: &'a Form, sources: &'a [Arc<Source>], node: &'a Node) -> Self {
        let (prefix, shown) = (String::new(), String::new());
        At { form, sources, node, span: node.span, prefix, shown, numbers: Rc::default() }
    }

    /// A record, by its number from 1, of a list inside this one.
    pub(super) fn inside<'b>(&self, list: &str, number: usize, node: &'b Node, span: Span) -> At<'b>
    where
        'a: 'b,
    {
        let own = self.numbers.of(self.sources, node.span).unwrap_or(number);
        At {
            form: self.form,
            sources: self.sources,
            node,
            span,
            prefix: format!("{}{list}[{number}].", self.prefix),
            shown: format!("{}{list}[{own}].", self.shown),
            numbers: Rc::clone(&self.numbers),
        }
    }

    /// Whether the filing is laid over what it amends.
    pub(super) fn is_laid(&self) -> bool {
        self.sources.len() > 1
    }

    /// The entry of a dotted path.
    pub(super) fn find(&self, path: &str) -> Option<&'a Entry> {
        self.node.find(path)
    }

    /// The text that a place is in.
    pub(super) fn source(&self, span: Span) -> Option<&'a Arc<Source>> {
        self.sources.get(usize::from(span.file))
    }

    /// The text of a place.
    pub(super) fn slice(&self, span: Span) -> &'a str {
        self.source(span).map_or("", |source| source.slice(span.range()))
    }

    pub(super) fn fault(&self, code: Code, span: Span, message: String, label: &str) -> Diagnostic {
        self.also(Diagnostic::new(code, message), span, label)
    }

    /// Adds a place in the data.
    pub(super) fn also(&self, fault: Diagnostic, span: Span, label: &str) -> Diagnostic {
        match self.source(span) {
            Some(source) => fault.at(source, span.range(), label),
            None => fault,
        }
    }

    /// Adds the definition's place.
    pub(super) fn defined(&self, fault: Diagnostic, span: Span, label: &str) -> Diagnostic {
        let mut fault = fault;
        fault.labels.extend(self.form.label(span, label));
        fault
    }

    /// The path of an answer, as the text has it that it stands in.
    pub(super) fn path(&self, field: &Field) -> String {
        format!("{}{}", self.shown, field.path)
    }
}

/// The numbers that the records of lists have in the texts that they stand in.
#[derive(Default)]
struct Numbers(OnceCell<HashMap<Span, usize>>);

impl Numbers {
    /// The number of a record, counted from 1; none where only one text is read.
    fn of(&self, sources: &[Arc<Source>], record: Span) -> Option<usize> {
        if sources.len() < 2 {
            return None;
        }
        let numbers = self.0.get_or_init(|| {
            let mut numbers = HashMap::new();
            for (file, source) in (0..).zip(sources) {
                // What is wrong with the text has been said.
                if let Some(node) = data::load(source, file, &mut Vec::new()) {
                    count(&node, &mut numbers);
                }
            }
            numbers
        });
        numbers.get(&record).copied()
    }
}

fn count(node: &Node, numbers: &mut HashMap<Span, usize>) {
    match &node.value {
        NodeValue::Null | NodeValue::Scalar(_) => {}
        NodeValue::List(nodes) => {
            for (number, node) in (1..).zip(nodes) {
                numbers.insert(node.span, number);
                count(node, numbers);
            }
        }
        NodeValue::Record(entries) => entries.iter().for_each(|entry| count(&entry.node, numbers)),
    }
}
