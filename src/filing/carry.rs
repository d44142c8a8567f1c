//! Answers carried from one filing into another: from an earlier edition of the form, for the most part.
//!
//! An answer is carried to the field of the same path, if that field can read it; its text stays what it was. What is
//! not carried is named with its place and the reason.

use std::ops::Range;
use std::sync::Arc;

use super::at::At;
use super::draft::{Draft, Given};
use super::read::{self, HEAD};
use super::{faults, unfit};
use crate::data::{Entry, Node, NodeValue, Scalar, Style};
use crate::diagnostic::{self, Diagnostic};
use crate::form::{self, Ask, Form, Names, ScopeId};
use crate::source::Source;

/// What of a filing has a place in a form.
#[derive(Debug)]
pub struct Carried {
    /// The number of the amendment, if the filing is one.
    pub amendment: Option<u32>,
    /// The answers that have their place.
    pub answers: Draft,
    /// What has none, in the order of the filing.
    pub left: Vec<Left>,
}

/// A part of a filing that has no place in the form.
#[derive(Debug)]
pub struct Left {
    /// Its bytes in the filing: a key with its answer, or an entry of a list.
    pub place: Range<usize>,
    /// Why it has none.
    pub why: Vec<Diagnostic>,
}

impl Carried {
    /// Why what has no place has none, sorted by place.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let mut findings: Vec<Diagnostic> = self.left.iter().flat_map(|left| left.why.iter().cloned()).collect();
        diagnostic::sort(&mut findings);
        findings
    }
}

/// Carries the answers of a filing, given as its data, into a form; the form that the filing itself names does not matter.
///
/// ```
/// use engross::builtin::{self, BuiltIn};
/// use engross::source::Source;
/// let (form, _) = engross::form::compile(&BuiltIn, builtin::find("12b-25", Some("2019")).unwrap());
/// let source = Source::new("old.yaml", "form: 12b-25\nedition: 2003\nreport: N-SAR\nportion: N/A\n");
/// let node = engross::data::load(&source, 0, &mut Vec::new()).unwrap();
/// let carried = engross::filing::carry(&form.unwrap(), &source, &node);
/// let left = carried.left.first().unwrap();
/// assert_eq!(left.why.first().unwrap().message, "`report` has no box `N-SAR`");
/// assert_eq!(source.slice(left.place.clone()), "report: N-SAR");
/// assert_eq!(carried.answers.answers.iter().flatten().count(), 1);
/// ```
pub fn carry(form: &Form, source: &Arc<Source>, node: &Node) -> Carried {
    let sources = std::slice::from_ref(source);
    let at = At::new(form, sources, node);
    let mut out = Out { left: Vec::new() };
    let amendment = node.get("amendment").and_then(|entry| {
        let mut why = Vec::new();
        let number = read::amendment(&at, &mut why);
        if number.is_none() && !matches!(entry.node.value, NodeValue::Null) {
            if why.is_empty() {
                why.push(unfit::bad_amendment(&at, &entry.node, entry.node.what()));
            }
            out.leave(whole(entry), why);
        }
        number
    });
    let answers = out.record(&at, ScopeId::ROOT);
    out.left.sort_by_key(|left| left.place.start);
    Carried { amendment, answers, left: out.left }
}

fn whole(entry: &Entry) -> Range<usize> {
    entry.key_span.range().start..entry.node.span.range().end.max(entry.key_span.range().end)
}

struct Out {
    left: Vec<Left>,
}

impl Out {
    fn leave(&mut self, place: Range<usize>, why: Vec<Diagnostic>) {
        self.left.push(Left { place, why });
    }

    fn record(&mut self, at: &At<'_>, id: ScopeId) -> Draft {
        let scope = at.form.scope(id);
        let mut draft = Draft::open(id, scope.fields.len());
        let all = scope.names.paths();
        self.names(at, id, at.node.entries(), (&scope.names, ""), &all, &mut draft);
        draft
    }

    fn names(
        &mut self,
        at: &At<'_>,
        id: ScopeId,
        entries: &[Entry],
        within: (&Names, &str),
        all: &[String],
        draft: &mut Draft,
    ) {
        let (names, parent) = within;
        for entry in entries {
            if parent.is_empty() && id == ScopeId::ROOT && HEAD.contains(&entry.key.as_str()) {
                continue;
            }
            match names.get(&entry.key) {
                Some(form::Entry::Field(field)) => self.field(at, id, *field, entry, draft),
                Some(form::Entry::Record(inner)) => {
                    let path = format!("{parent}{}", entry.key);
                    match &entry.node.value {
                        NodeValue::Record(entries) => {
                            self.names(at, id, entries, (inner, &format!("{path}.")), all, draft);
                        }
                        NodeValue::Null => {}
                        NodeValue::Scalar(_) | NodeValue::List(_) => {
                            let fault = faults::no_record(at, &entry.node, entry.key_span, &path, &inner.paths());
                            self.leave(whole(entry), vec![fault]);
                        }
                    }
                }
                None => {
                    let known: Vec<String> = names.0.iter().map(|(name, _)| name.clone()).collect();
                    self.leave(whole(entry), vec![faults::unknown_key(at, entry, parent, &known, all)]);
                }
            }
        }
    }

    fn field(&mut self, at: &At<'_>, id: ScopeId, index: usize, entry: &Entry, draft: &mut Draft) {
        let Some(field) = at.form.scope(id).fields.get(index) else { return };
        match (&field.ask, &entry.node.value) {
            (_, NodeValue::Null) => {}
            (Ask::List(scope), NodeValue::List(nodes)) => {
                let mut records = Vec::new();
                for (number, node) in nodes.iter().enumerate() {
                    if matches!(node.value, NodeValue::Record(_)) {
                        let inside = at.inside(&field.path, number + 1, node, node.span);
                        records.push(self.record(&inside, *scope));
                    } else {
                        self.leave(node.span.range(), vec![faults::no_list_record(at, node, field)]);
                    }
                }
                draft.set(index, Given::Records(records));
            }
            (Ask::Any(_), NodeValue::List(nodes)) => {
                // Of several boxes, those that the form has keep their marks.
                let mut keys: Vec<String> = Vec::new();
                for node in nodes {
                    let alone = Entry {
                        node: Node { value: NodeValue::List(vec![node.clone()]), span: node.span },
                        ..entry.clone()
                    };
                    let key = node.scalar().map(|scalar| scalar.text.trim().to_owned()).unwrap_or_default();
                    let mut faults = read::answer(at, id, field, &alone);
                    if faults.is_empty() && keys.contains(&key) {
                        faults.push(faults::box_repeated(at, node, &key, field, None));
                    }
                    if faults.is_empty() {
                        keys.push(key);
                    } else {
                        self.leave(node.span.range(), faults);
                    }
                }
                draft.set(index, Given::Boxes(keys));
            }
            (_, NodeValue::Scalar(scalar)) => {
                let faults = read::answer(at, id, field, entry);
                if faults.is_empty() {
                    draft.set(index, Given::Text(scalar.clone()));
                } else {
                    self.leave(whole(entry), faults);
                    if field.optional {
                        draft.set(index, Given::Text(scalar.clone()));
                    }
                }
            }
            (_, NodeValue::List(_) | NodeValue::Record(_)) => {
                let faults = read::answer(at, id, field, entry);
                self.leave(whole(entry), faults);
                // An answer that may be left out would be left out without a word: as it was it stays, for `check` to
                // name it.
                if field.optional {
                    let text = at.slice(entry.node.span).split_whitespace().collect::<Vec<_>>().join(" ");
                    draft.set(index, Given::Text(Scalar { text, style: Style::Plain }));
                }
            }
        }
    }
}
