//! Changes for programs: one object.

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use serde_json::{Value, json};

use super::{Change, Changes, Detail, Kind, Pair, Paragraph, Side, Stretch};
use crate::source::Source;

/// The changes as one JSON object, described in `docs/diff.md`.
///
/// It is put together a line at a time: a tree of values for every word of two long texts would take a thousand times
/// their room.
pub fn json(changes: &Changes) -> String {
    let [original_edition, edition] = &changes.editions;
    let [original_amendment, amendment] = &changes.amendments;
    let [original, amended] = &changes.sources;
    let mut out = String::from("{\n");
    for (key, value) in [
        ("form", json!(changes.form)),
        ("edition", json!(edition)),
        ("original_edition", json!(original_edition)),
        ("amendment", json!(amendment)),
        ("original_amendment", json!(original_amendment)),
        ("cut_short", json!(changes.cut_short)),
    ] {
        let _ = writeln!(out, "  {}: {value},", json!(key));
    }
    let (kept, listed): (Vec<&Change>, Vec<&Change>) =
        changes.changes.iter().partition(|change| change.kind == Kind::NotRestated);
    let _ = writeln!(out, "  \"changes\": {},", list(listed.iter().map(|change| one(change, original, amended)), 2));
    let kept: Vec<&str> = kept.iter().map(|change| change.path.as_str()).collect();
    let _ = write!(out, "  \"not_restated\": {}\n}}\n", json!(kept));
    out
}

/// An array of values, each on a line of its own.
fn list(values: impl Iterator<Item = String>, indent: usize) -> String {
    let mut out = String::from("[");
    for (index, value) in values.enumerate() {
        let comma = if index == 0 { "" } else { "," };
        let _ = write!(out, "{comma}\n{:indent$}  {value}", "");
    }
    if out.len() > 1 {
        let _ = write!(out, "\n{:indent$}", "");
    }
    out.push(']');
    out
}

fn one(change: &Change, original: &[Arc<Source>], amended: &[Arc<Source>]) -> String {
    let mut out = String::from("{");
    let mut put = |key: &str, value: String| {
        let comma = if out.len() == 1 { "" } else { "," };
        let _ = write!(out, "{comma}\n      {}: {value}", json!(key));
    };
    put("path", json!(change.path).to_string());
    if let Some(path) = &change.original_path {
        put("original_path", json!(path).to_string());
    }
    put("kind", json!(change.kind.name()).to_string());
    put("section", json!(change.section).to_string());
    if !change.list.is_empty() {
        put("list", json!(change.list).to_string());
    }
    if let Some(record) = &change.record {
        put("record", json!(record).to_string());
    }
    put("label", json!(change.label).to_string());
    put("before", json!(change.before.as_ref().map(text)).to_string());
    put("after", json!(change.after.as_ref().map(text)).to_string());
    for (key, side) in [("before_value", &change.before), ("after_value", &change.after)] {
        if let Some(side) = side.as_ref().filter(|side| side.value != side.text) {
            put(key, json!(side.value).to_string());
        }
    }
    for (key, side, sources) in [("before_place", &change.before, original), ("after_place", &change.after, amended)] {
        if let Some(place) = side.as_ref().and_then(|side| place(side, sources)) {
            put(key, place.to_string());
        }
    }
    match &change.detail {
        // The paths say it of a record.
        Detail::None | Detail::Places { .. } => {}
        Detail::Boxes { checked, unchecked } => {
            let boxes = |boxes: &[(String, String)]| {
                boxes.iter().map(|(key, words)| json!({ "key": key, "text": words })).collect::<Vec<_>>()
            };
            put("checked", json!(boxes(checked)).to_string());
            put("unchecked", json!(boxes(unchecked)).to_string());
        }
        Detail::Number(percent) => put("percent", json!(percent.map(|share| (share * 1e4).round() / 1e4)).to_string()),
        Detail::Days(days) => put("days", json!(days).to_string()),
        Detail::Words { before, after, pairs } => {
            put("words", list(pairs.iter().map(|pair| paragraph(before, after, pair).to_string()), 6));
        }
    }
    out + "\n    }"
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
        side.get(index).map(|paragraph| paragraph.text(range)).unwrap_or_default()
    };
    let length = |side: &[Paragraph], index: usize| side.get(index).map_or(0, |paragraph| paragraph.words.len());
    let whole = |side: &[Paragraph], index: usize, kind: &str| json!([{ "kind": kind, "text": words(side, index, 0..length(side, index)) }]);
    let both = |old: usize, new: usize, stretches: &[Stretch]| {
        let parts = stretches.iter().flat_map(|Stretch { same, before: gone, after: come }| {
            let gone = words(before, old, gone.clone());
            let come = words(after, new, come.clone());
            let parts = if *same { vec![("same", come)] } else { vec![("gone", gone), ("new", come)] };
            parts.into_iter().filter(|(_, text)| !text.is_empty())
        });
        Value::Array(parts.map(|(kind, text)| json!({ "kind": kind, "text": text })).collect())
    };
    match pair {
        Pair::Both { before: old, after: new, words } => {
            let kind = if words.iter().any(|stretch| !stretch.same) { "changed" } else { "same" };
            json!({ "kind": kind, "before": old + 1, "after": new + 1, "words": both(*old, *new, words) })
        }
        Pair::Broken { before: old, after: new } => {
            let words: Vec<String> = new.clone().map(|index| words(after, index, 0..length(after, index))).collect();
            json!({
                "kind": "parted_otherwise", "before": old.start + 1, "before_last": old.end,
                "after": new.start + 1, "after_last": new.end,
                "words": [{ "kind": "same", "text": words.join(" ") }],
            })
        }
        Pair::Gone(old) => json!({ "kind": "withdrawn", "before": old + 1, "words": whole(before, *old, "gone") }),
        Pair::Come(new) => json!({ "kind": "added", "after": new + 1, "words": whole(after, *new, "new") }),
        Pair::MovedFrom { before: old, after: new, .. } => {
            json!({ "kind": "moved_away", "before": old + 1, "after": new + 1 })
        }
        Pair::MovedTo { before: old, after: new, words } => {
            json!({ "kind": "moved_here", "before": old + 1, "after": new + 1, "words": both(*old, *new, words) })
        }
    }
}
