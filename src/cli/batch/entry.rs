//! A line of JSON as what it asks for.

use std::sync::Arc;

use super::id::Id;
use super::input::{Kind, Part};
use crate::cli::CannotRun;
use crate::data::{self, Entry, Node, NodeValue, Style};
use crate::diagnostic::{self, Code, Diagnostic, nearest};
use crate::source::Source;
use crate::world::text_from;

/// A part of a stream, read.
pub(super) struct Line {
    pub(super) source: Arc<Source>,
    /// Its record, if it is one.
    pub(super) node: Option<Node>,
    pub(super) findings: Vec<Diagnostic>,
}

/// What is said of an entry that cannot be read, for a reason that ends a command of its own.
pub(super) fn unread(CannotRun(reason): CannotRun) -> Diagnostic {
    Diagnostic::new(Code::BadEntry, reason)
}

impl Line {
    /// Reads a part of the stream of that name.
    pub(super) fn read(name: &str, part: Part, largest: usize) -> Self {
        if part.bytes.len() > largest {
            let source = Source::part(name, part.first_line, "");
            let what = match part.kind {
                Kind::Lines => "the line",
                Kind::Documents => "the document",
            };
            let fault = Diagnostic::new(Code::TooLarge, format!("{what} is larger than {} MB", largest >> 20));
            let fault = fault.at(&source, 0..0, "it begins here").help("is it one entry?");
            return Self { source, node: None, findings: vec![fault] };
        }
        let text = match text_from(name, part.first_line, part.bytes, largest) {
            Ok(text) => text,
            Err(fault) => {
                let source = Source::part(name, part.first_line, "");
                return Self { source, node: None, findings: vec![*fault] };
            }
        };
        let source = Source::part(name, part.first_line, text);
        let mut findings = Vec::new();
        let node = match part.kind {
            Kind::Lines => data::load_json(&source, 0, &mut findings),
            Kind::Documents => data::load(&source, 0, &mut findings),
        };
        if part.kind == Kind::Lines && findings.iter().any(|finding| finding.code == Code::NotAFiling) {
            let fault = Diagnostic::new(Code::BadEntry, "the line is no record of JSON");
            let fault = fault.at(&source, 0..source.text().len(), "expected `{`");
            findings =
                vec![fault.help("an entry is a line such as `{\"id\": \"late\", \"filing\": {\"form\": \"12b-25\"}}`")];
        }
        Self { source, node, findings }
    }

    /// What the entry is called, if it says so.
    pub(super) fn id(&mut self) -> Option<Id> {
        let entry = self.node.as_ref()?.get("id")?;
        let own = entry.node.span.range();
        let within = |fault: &Diagnostic| fault.place().is_some_and(|place| own.contains(&place.range.start));
        if self.findings.iter().any(within) {
            return None;
        }
        match &entry.node.value {
            NodeValue::Null => None,
            NodeValue::Scalar(scalar) if scalar.style != Style::Plain => Some(Id::Text(scalar.text.clone())),
            NodeValue::Scalar(scalar) if serde_json::from_str::<serde_json::Number>(&scalar.text).is_ok() => {
                Some(Id::Number(scalar.text.clone()))
            }
            NodeValue::Scalar(_) | NodeValue::List(_) | NodeValue::Record(_) => {
                let fault = Diagnostic::new(Code::BadEntry, "an `id` is a text or a number");
                self.findings.push(fault.at(&self.source, entry.node.span.range(), "expected a text or a number"));
                None
            }
        }
    }

    /// Reports what no such entry has.
    pub(super) fn allow(&mut self, known: &[&str]) {
        // Where the line is broken, what seems to be a name may be none.
        if diagnostic::any_errors(&self.findings) {
            return;
        }
        let names = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let entries = self.node.as_ref().map(Node::entries).unwrap_or_default();
        for entry in entries.iter().filter(|entry| !known.contains(&entry.key.as_str())) {
            let fault = Diagnostic::new(Code::BadEntry, format!("an entry has no `{}`", entry.key));
            let fault = fault.at(&self.source, entry.key_span.range(), "not a part of an entry");
            self.findings.push(match nearest(&entry.key, known.iter().copied()) {
                Some(near) => fault.help(format!("did you mean `{near}`?")),
                None => fault.help(format!("it has {names}")),
            });
        }
    }

    /// What the entry has under a name, which it must have.
    pub(super) fn need(&mut self, name: &str) -> Option<Entry> {
        let node = self.node.as_ref()?;
        let found = node.get(name).filter(|entry| entry.node.value != NodeValue::Null).cloned();
        // What is wrong with the line may have hidden it, or is its name misspelt.
        if found.is_none() && self.findings.is_empty() {
            let fault = Diagnostic::new(Code::BadEntry, format!("the entry has no `{name}`"));
            let start = node.span.range().start;
            self.findings.push(fault.at(&self.source, start..start + 1, format!("expected `{name}` in it")));
        }
        found
    }

    /// The record under a name.
    pub(super) fn record(&mut self, name: &str) -> Option<Node> {
        let entry = self.need(name)?;
        if matches!(entry.node.value, NodeValue::Record(_)) {
            return Some(entry.node);
        }
        self.expected(&entry, "a record of answers");
        None
    }

    /// The text under a name, and where it stands.
    pub(super) fn text(&mut self, name: &str) -> Option<(String, Entry)> {
        let entry = self.need(name)?;
        if let Some(scalar) = entry.node.scalar() {
            return Some((scalar.text.clone(), entry));
        }
        self.expected(&entry, "a text");
        None
    }

    /// What is said of a file that an entry names and that cannot be read.
    pub(super) fn unread(&self, entry: &Entry, reason: CannotRun) -> Diagnostic {
        unread(reason).at(&self.source, entry.node.span.range(), "")
    }

    /// Says that something else stands under a name.
    pub(super) fn expected(&mut self, entry: &Entry, what: &str) {
        let message = format!("`{}` should be {what}, not {}", entry.key, entry.node.what());
        let fault = Diagnostic::new(Code::BadEntry, message);
        self.findings.push(fault.at(&self.source, entry.node.span.range(), format!("expected {what}")));
    }
}
