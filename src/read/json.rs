//! What was read, for programs: one object.

use std::ops::Range;

use serde_json::{Map, Value, json};

use super::Reading;
use crate::data::{Node, NodeValue};

/// The reading as JSON, described in `docs/reading.md`.
pub(super) fn json(reading: &Reading<'_>) -> String {
    let source = &reading.source;
    let position = |place: &Range<usize>| source.position(place.start);
    let answers: Vec<Value> = reading
        .answers_in_order()
        .iter()
        .map(|(path, node)| {
            let known = reading.answers.iter().find(|(known, ..)| known == path);
            let place = known.map_or_else(|| node.span.range(), |(_, place, _)| place.clone());
            let at = position(&place);
            let sure = known.map_or(1.0, |(.., sure)| (sure * 100.0).round() / 100.0);
            json!({"path": path, "value": value(node), "line": at.line, "column": at.column, "confidence": sure})
        })
        .collect();
    let departures: Vec<Value> = reading
        .departures
        .iter()
        .map(|departure| {
            let at = position(&departure.place);
            json!({
                "line": at.line, "column": at.column,
                "official": departure.official, "filed": departure.filed, "diff": departure.diff,
            })
        })
        .collect();
    let unread: Vec<Value> = reading
        .unread
        .iter()
        .zip(&reading.unread_words)
        .map(|(place, words)| {
            let at = position(place);
            json!({"line": at.line, "column": at.column, "text": words})
        })
        .collect();
    let whole = json!({
        "form": reading.form.name,
        "edition": reading.form.edition,
        "data": value(&reading.node),
        "answers": answers,
        "departures": departures,
        "unread": unread,
    });
    format!("{whole:#}\n")
}

fn value(node: &Node) -> Value {
    match &node.value {
        NodeValue::Null => Value::Null,
        NodeValue::Scalar(scalar) => Value::String(scalar.text.clone()),
        NodeValue::List(nodes) => Value::Array(nodes.iter().map(value).collect()),
        NodeValue::Record(entries) => {
            let entries = entries.iter().map(|entry| (entry.key.clone(), value(&entry.node)));
            Value::Object(entries.collect::<Map<_, _>>())
        }
    }
}

impl Reading<'_> {
    /// The answers in form order, each with its path: a group of boxes is one answer, a record is several.
    pub fn answers_in_order(&self) -> Vec<(String, &Node)> {
        let mut out = Vec::new();
        for entry in self.node.entries().iter().filter(|entry| !["form", "edition"].contains(&entry.key.as_str())) {
            walk(&entry.key, &entry.node, &mut out);
        }
        out
    }

    /// What an answer says, in one line; boxes by their keys.
    pub(super) fn said(&self, path: &str) -> Option<String> {
        let (_, node) = self.answers_in_order().into_iter().find(|(own, _)| own == path)?;
        let one =
            |node: &Node| node.scalar().map(|scalar| scalar.text.split_whitespace().collect::<Vec<_>>().join(" "));
        match &node.value {
            NodeValue::List(nodes) => Some(nodes.iter().filter_map(one).collect::<Vec<_>>().join(", ")),
            NodeValue::Null | NodeValue::Scalar(_) | NodeValue::Record(_) => one(node),
        }
    }
}

fn walk<'a>(path: &str, node: &'a Node, out: &mut Vec<(String, &'a Node)>) {
    match &node.value {
        NodeValue::Record(entries) => {
            for entry in entries {
                walk(&format!("{path}.{}", entry.key), &entry.node, out);
            }
        }
        NodeValue::List(nodes) if nodes.iter().any(|node| matches!(node.value, NodeValue::Record(_))) => {
            for (number, node) in nodes.iter().enumerate() {
                walk(&format!("{path}[{}]", number + 1), node, out);
            }
        }
        NodeValue::Null | NodeValue::Scalar(_) | NodeValue::List(_) => out.push((path.to_owned(), node)),
    }
}
