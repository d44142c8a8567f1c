//! Answers as the data of a filing, in form order, each with its place in the filed text.

use std::collections::HashMap;
use std::ops::Range;

use super::reading::{Answer, Found, Given};
use crate::data::{Entry, Node, NodeValue, Scalar, Style};
use crate::form::{self, Ask, Form, Named, Names, ScopeId};
use crate::source::Span;

/// The data that the answers make.
pub(super) fn node(
    form: &Form,
    named: Named<'_>,
    found: &Found,
    amendment: Option<(u32, Range<usize>)>,
    end: usize,
) -> Node {
    let by_path: HashMap<&str, &Answer> = found.answers.iter().map(|answer| (answer.path.as_str(), answer)).collect();
    let lists: HashMap<&str, usize> = found.lists.iter().map(|(path, count)| (path.as_str(), *count)).collect();
    let maker = Maker { form, by_path, lists };
    let name = match named {
        Named::BuiltIn => form.name.as_str(),
        Named::Path(path) => path,
    };
    let top = |key: &str, text: &str, place: Range<usize>| entry(key, plain(text, &place), &place);
    let mut entries = vec![top("form", name, 0..0), top("edition", &form.edition, 0..0)];
    if let Some((number, place)) = amendment {
        entries.push(top("amendment", &number.to_string(), place));
    }
    entries.extend(maker.names(&form.root().names, ScopeId::ROOT, ""));
    Node { value: NodeValue::Record(entries), span: Span::new(0, 0..end) }
}

struct Maker<'a> {
    form: &'a Form,
    by_path: HashMap<&'a str, &'a Answer>,
    lists: HashMap<&'a str, usize>,
}

impl Maker<'_> {
    fn names(&self, names: &Names, scope: ScopeId, prefix: &str) -> Vec<Entry> {
        let mut out = Vec::new();
        for (name, known) in names.0.iter() {
            match known {
                form::Entry::Record(inner) => {
                    let entries = self.names(inner, scope, prefix);
                    if let Some(place) = around(&entries) {
                        out.push(entry(
                            name,
                            Node { value: NodeValue::Record(entries), span: Span::new(0, place.clone()) },
                            &place,
                        ));
                    }
                }
                form::Entry::Field(field) => out.extend(self.field(name, scope, *field, prefix)),
            }
        }
        out
    }

    fn field(&self, name: &str, scope: ScopeId, field: usize, prefix: &str) -> Option<Entry> {
        let field = self.form.scope(scope).fields.get(field)?;
        let path = format!("{prefix}{}", field.path);
        if let Ask::List(inner) = field.ask {
            let count = *self.lists.get(path.as_str())?;
            let records = (1..=count).map(|number| {
                let entries = self.names(&self.form.scope(inner).names, inner, &format!("{path}[{number}]."));
                let place = around(&entries).unwrap_or_default();
                Node { value: NodeValue::Record(entries), span: Span::new(0, place) }
            });
            let records: Vec<Node> = records.collect();
            let first = records.iter().map(|node| node.span.range().start).min()?;
            let last = records.iter().map(|node| node.span.range().end).max()?;
            return Some(entry(
                name,
                Node { value: NodeValue::List(records), span: Span::new(0, first..last) },
                &(first..last),
            ));
        }
        let answer = self.by_path.get(path.as_str())?;
        let node = match &answer.given {
            Given::Text(scalar) => {
                Node { value: NodeValue::Scalar(scalar.clone()), span: Span::new(0, answer.place.clone()) }
            }
            Given::Boxes(keys) => {
                let keys = keys.iter().map(|(key, place)| plain(key, place)).collect();
                Node { value: NodeValue::List(keys), span: Span::new(0, answer.place.clone()) }
            }
        };
        Some(entry(name, node, &answer.place))
    }
}

fn plain(text: &str, place: &Range<usize>) -> Node {
    let scalar = Scalar { text: text.to_owned(), style: Style::Plain };
    Node { value: NodeValue::Scalar(scalar), span: Span::new(0, place.clone()) }
}

fn entry(key: &str, node: Node, place: &Range<usize>) -> Entry {
    Entry { key: key.to_owned(), key_span: Span::new(0, place.clone()), node }
}

fn around(entries: &[Entry]) -> Option<Range<usize>> {
    let first = entries.iter().map(|entry| entry.node.span.range().start).min()?;
    let last = entries.iter().map(|entry| entry.node.span.range().end).max()?;
    Some(first..last)
}
