//! Changes for programs: one object.

use std::ops::Range;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::{Change, Changes, Detail, Kind, Pair, Paragraph, Side, Stretch};
use crate::source::Source;

/// The changes as one JSON object, described in `docs/diff.md`.
pub fn json(changes: &Changes) -> String {
    let [original, amended] = &changes.sources;
    let listed = changes.changes.iter().filter(|change| change.kind != Kind::NotRestated);
    let kept = changes.changes.iter().filter(|change| change.kind == Kind::NotRestated);
    let value = json!({
        "form": changes.form,
        "edition": changes.editions[1],
        "original_edition": changes.editions[0],
        "amendment": changes.amendments[1],
        "changes": listed.map(|change| one(change, original, amended)).collect::<Vec<_>>(),
        "not_restated": kept.map(|change| change.path.as_str()).collect::<Vec<_>>(),
        "cut_short": changes.cut_short,
    });
    format!("{value:#}\n")
}

fn one(change: &Change, original: &[Arc<Source>], amended: &[Arc<Source>]) -> Value {
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| {
        out.insert(key.to_owned(), value);
    };
    put("path", json!(change.path));
    if let Some(original) = &change.original_path {
        put("original_path", json!(original));
    }
    put("kind", json!(change.kind.name()));
    put("section", json!(change.section));
    if !change.list.is_empty() {
        put("list", json!(change.list));
    }
    if let Some(record) = &change.record {
        put("record", json!(record));
    }
    put("label", json!(change.label));
    put("before", json!(change.before.as_ref().map(text)));
    put("after", json!(change.after.as_ref().map(text)));
    for (key, side) in [("before_value", &change.before), ("after_value", &change.after)] {
        if let Some(side) = side.as_ref().filter(|side| side.value != side.text) {
            put(key, json!(side.value));
        }
    }
    for (key, side, sources) in [("before_place", &change.before, original), ("after_place", &change.after, amended)] {
        if let Some(place) = side.as_ref().and_then(|side| place(side, sources)) {
            put(key, place);
        }
    }
    match &change.detail {
        Detail::None => {}
        Detail::Boxes { checked, unchecked } => {
            let boxes = |boxes: &[(String, String)]| {
                boxes.iter().map(|(key, words)| json!({ "key": key, "text": words })).collect::<Vec<_>>()
            };
            put("checked", json!(boxes(checked)));
            put("unchecked", json!(boxes(unchecked)));
        }
        Detail::Number(percent) => put("percent", json!(percent.map(|percent| (percent * 10.0).round() / 10.0))),
        Detail::Days(days) => put("days", json!(days)),
        // The paths say it.
        Detail::Places { .. } => {}
        Detail::Words { before, after, pairs } => {
            put("words", Value::Array(pairs.iter().map(|pair| paragraph(before, after, pair)).collect()));
        }
    }
    Value::Object(out)
}

/// An answer as it is printed; a record as its answers by their paths.
fn text(side: &Side) -> Value {
    if side.answers.is_empty() {
        return json!(side.text);
    }
    Value::Object(side.answers.iter().map(|given| (given.path.clone(), json!(given.value))).collect())
}

fn place(side: &Side, sources: &[Arc<Source>]) -> Option<Value> {
    let source = sources.get(usize::from(side.place.file))?;
    let position = source.position(side.place.range().start);
    Some(json!({ "file": source.name(), "line": position.line, "column": position.column }))
}

fn paragraph(before: &[Paragraph], after: &[Paragraph], pair: &Pair) -> Value {
    let words = |side: &[Paragraph], index: usize, range: Range<usize>| {
        side.get(index).and_then(|paragraph| paragraph.words.get(range)).unwrap_or_default().join(" ")
    };
    let whole = |side: &[Paragraph], index: usize, kind: &str| {
        let length = side.get(index).map_or(0, |paragraph| paragraph.words.len());
        json!([{ "kind": kind, "text": words(side, index, 0..length) }])
    };
    match pair {
        Pair::Both { before: old, after: new, words: stretches } => {
            let changed = stretches.iter().any(|stretch| !stretch.same);
            let parts = stretches.iter().flat_map(|Stretch { same, before: gone, after: come }| {
                let gone = words(before, *old, gone.clone());
                let come = words(after, *new, come.clone());
                let parts = if *same { vec![("same", gone)] } else { vec![("gone", gone), ("new", come)] };
                parts.into_iter().filter(|(_, text)| !text.is_empty())
            });
            let parts: Vec<Value> = parts.map(|(kind, text)| json!({ "kind": kind, "text": text })).collect();
            json!({ "kind": if changed { "changed" } else { "same" }, "before": old + 1, "after": new + 1, "words": parts })
        }
        Pair::Gone(old) => json!({ "kind": "withdrawn", "before": old + 1, "words": whole(before, *old, "gone") }),
        Pair::Come(new) => json!({ "kind": "added", "after": new + 1, "words": whole(after, *new, "new") }),
        Pair::MovedFrom { before: old, after: new } => {
            json!({ "kind": "moved_away", "before": old + 1, "after": new + 1, "words": whole(before, *old, "gone") })
        }
        Pair::MovedTo { before: old, after: new } => {
            json!({ "kind": "moved_here", "before": old + 1, "after": new + 1, "words": whole(after, *new, "new") })
        }
    }
}
