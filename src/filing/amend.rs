//! An amendment laid over its original: what it leaves out stands as it was furnished, `~` withdraws.
//!
//! General Instruction 4 of Form 12b-25: amendments "need not restate information that has been correctly furnished".

use std::collections::{HashMap, HashSet};

use super::read::HEAD;
use crate::data::{Entry, Node, NodeValue};
use crate::form::{self, Ask, Field, Form, Names, Scalar, ScopeId};
use crate::source::Span;

/// The data of an amendment with the answers of its original that it does not restate. Each node keeps its place.
///
/// An answer that is restated replaces the original one, and so does a list; but where the form names a key for a list's
/// records, a record replaces what it restates of the one with the same key, and one with a new key is added. A record of
/// which everything but the key is withdrawn is gone.
///
/// ```
/// use engross::builtin::{self, BuiltIn};
/// use engross::{data, filing, source::Source};
/// let (form, _) = engross::form::compile(&BuiltIn, builtin::find("12b-25", Some("2003")).unwrap());
/// let load = |text, file| data::load(&Source::new("a.yaml", text), file, &mut Vec::new()).unwrap();
/// let original = load("form: 12b-25\ncusip: 457954-50-1\nregistrant: {name: Innovo, city: Commerce}\n", 1);
/// let amendment = load("form: 12b-25\namendment: 1\ncusip: ~\nregistrant: {city: Knoxville}\n", 0);
/// let amended = filing::amended(&form.unwrap(), &original, &amendment);
/// let registrant = &amended.get("registrant").unwrap().node;
/// assert_eq!(registrant.get("name").unwrap().node.span.file, 1);
/// assert_eq!(registrant.get("city").unwrap().node.span.file, 0);
/// assert_eq!(amended.get("cusip").unwrap().node.value, data::NodeValue::Null);
/// ```
pub fn amended(form: &Form, original: &Node, amendment: &Node) -> Node {
    let head = |entry: &&Entry| HEAD.contains(&entry.key.as_str());
    let answers = |node: &Node| node.entries().iter().filter(|entry| !head(entry)).cloned().collect::<Vec<_>>();
    let mut entries: Vec<Entry> = amendment.entries().iter().filter(head).cloned().collect();
    let overlay = Overlay { form, scope: ScopeId::ROOT };
    entries.extend(overlay.entries(&form.root().names, answers(original), &answers(amendment)));
    Node { value: NodeValue::Record(entries), span: amendment.span }
}

/// Restates answers of one scope.
struct Overlay<'f> {
    form: &'f Form,
    scope: ScopeId,
}

impl Overlay<'_> {
    fn entries(&self, names: &Names, original: Vec<Entry>, restated: &[Entry]) -> Vec<Entry> {
        let mut entries = original;
        for restated in restated {
            match entries.iter_mut().find(|entry| entry.key == restated.key) {
                Some(entry) => self.entry(names, entry, restated),
                None => entries.push(restated.clone()),
            }
        }
        entries
    }

    fn entry(&self, names: &Names, entry: &mut Entry, restated: &Entry) {
        let value = match (names.get(&entry.key), &mut entry.node.value, &restated.node.value) {
            (Some(form::Entry::Record(inner)), NodeValue::Record(original), NodeValue::Record(restated)) => {
                NodeValue::Record(self.entries(inner, std::mem::take(original), restated))
            }
            (Some(form::Entry::Field(field)), NodeValue::List(original), NodeValue::List(restated)) => {
                NodeValue::List(self.list(*field, original, restated))
            }
            _ => restated.node.value.clone(),
        };
        *entry = Entry { node: Node { value, span: restated.node.span }, ..restated.clone() };
    }

    fn list(&self, field: usize, original: &[Node], restated: &[Node]) -> Vec<Node> {
        let ask = self.form.scope(self.scope).fields.get(field).map(|field| &field.ask);
        let Some(Ask::List(scope)) = ask else { return restated.to_vec() };
        let inner = self.form.scope(*scope);
        let Some(key) = inner.key.and_then(|key| inner.fields.get(key)) else { return restated.to_vec() };
        let overlay = Overlay { form: self.form, scope: *scope };
        let keys = original.iter().enumerate().rev();
        let keys: HashMap<String, usize> =
            keys.filter_map(|(index, record)| Some((key_of(key, record)?, index))).collect();
        let mut named: HashMap<String, usize> = HashMap::new();
        for name in restated.iter().filter_map(|record| key_of(key, record)) {
            *named.entry(name).or_default() += 1;
        }
        let mut seen = HashSet::new();
        let mut records: Vec<Option<Node>> = original.iter().cloned().map(Some).collect();
        for restated in restated {
            let name = key_of(key, restated);
            let index = name.as_ref().and_then(|name| keys.get(name)).copied();
            let Some((index, standing)) = index.and_then(|index| Some((index, original.get(index)?))) else {
                records.push(Some(restated.clone()));
                continue;
            };
            let repeated = name.as_ref().and_then(|name| named.get(name)).is_some_and(|count| *count > 1);
            let mut answered = restated.entries().to_vec();
            // Two records of one key stand beside each other, for whoever reads the list to find that and nothing else.
            answered.retain(|entry| !repeated || entry.node.value != NodeValue::Null);
            let entries = overlay.entries(&inner.names, standing.entries().to_vec(), &answered);
            let record = Node { value: NodeValue::Record(entries), span: restated.span };
            let record = (repeated || answers(&record) > 1 || !withdraws(restated)).then_some(record);
            match records.get_mut(index) {
                Some(slot) if seen.insert(index) => *slot = record,
                _ => records.push(record),
            }
        }
        records.into_iter().flatten().collect()
    }
}

/// The same data, each of its texts counted by so many more.
pub fn renumbered(node: &Node, by: u16) -> Node {
    let more = |span: Span| Span { file: span.file.saturating_add(by), ..span };
    let value = match &node.value {
        NodeValue::Null | NodeValue::Scalar(_) => node.value.clone(),
        NodeValue::List(nodes) => NodeValue::List(nodes.iter().map(|node| renumbered(node, by)).collect()),
        NodeValue::Record(entries) => NodeValue::Record(
            entries
                .iter()
                .map(|entry| Entry {
                    key: entry.key.clone(),
                    key_span: more(entry.key_span),
                    node: renumbered(&entry.node, by),
                })
                .collect(),
        ),
    };
    Node { value, span: more(node.span) }
}

/// What a record's key says, in the one spelling by which two are compared.
fn key_of(key: &Field, record: &Node) -> Option<String> {
    let text = record.find(&key.path)?.node.scalar()?.text.trim();
    let read = match &key.ask {
        Ask::Scalar(Scalar::Type(of, _)) => of.read(text).ok(),
        Ask::Scalar(Scalar::Pattern { .. })
        | Ask::Narrative
        | Ask::One(_)
        | Ask::Any(_)
        | Ask::YesNo
        | Ask::List(_) => None,
    };
    Some(read.map_or_else(|| text.to_owned(), |value| value.canonical))
}

/// How many answers a record has.
fn answers(node: &Node) -> usize {
    match &node.value {
        NodeValue::Null => 0,
        NodeValue::Scalar(_) | NodeValue::List(_) => 1,
        NodeValue::Record(entries) => entries.iter().map(|entry| answers(&entry.node)).sum(),
    }
}

/// Whether a record withdraws an answer.
fn withdraws(node: &Node) -> bool {
    node.entries().iter().any(|entry| entry.node.value == NodeValue::Null || withdraws(&entry.node))
}
