//! One JSON object a line, for programs.
//!
//! `code`, `severity`, `message`, `file`, `line`, `column`, `end_line`, `end_column` (from 1, in characters), `help`,
//! `labels` (each further place with `file`, `line`, `column`, `end_line`, `end_column`, `message`) and, where a change
//! would mend the fault, `fix` (`message`, the same five of place, `replacement`). A finding without a place has `null`
//! for it.

use std::ops::Range;

use serde_json::{Map, Value, json};

use super::Diagnostic;
use crate::source::Source;

/// The findings, a line each.
pub fn render(findings: &[Diagnostic]) -> String {
    findings.iter().flat_map(|finding| [object(finding).to_string(), "\n".to_owned()]).collect()
}

fn object(finding: &Diagnostic) -> Value {
    let mut object = Map::new();
    object.insert("code".into(), json!(finding.code.id()));
    object.insert("severity".into(), json!(finding.severity.name()));
    object.insert("message".into(), json!(finding.message));
    object.extend(place(finding.place().map(|label| (&*label.source, &label.range))));
    object.insert("help".into(), json!(finding.help));
    let labels = finding.labels.iter().skip(1).map(|label| {
        let mut object = place(Some((&label.source, &label.range)));
        object.insert("message".into(), json!(label.message));
        Value::Object(object)
    });
    object.insert("labels".into(), labels.collect());
    if let Some(fix) = &finding.fix {
        let mut change = place(Some((&fix.source, &fix.range)));
        change.insert("message".into(), json!(fix.message));
        change.insert("replacement".into(), json!(fix.replacement));
        object.insert("fix".into(), Value::Object(change));
    }
    Value::Object(object)
}

fn place(place: Option<(&Source, &Range<usize>)>) -> Map<String, Value> {
    let start = place.map(|(source, range)| source.position(range.start));
    let end = place.map(|(source, range)| source.position(range.end));
    let mut object = Map::new();
    object.insert("file".into(), json!(place.map(|(source, _)| source.name())));
    object.insert("line".into(), json!(start.map(|start| start.line)));
    object.insert("column".into(), json!(start.map(|start| start.column)));
    object.insert("end_line".into(), json!(end.map(|end| end.line)));
    object.insert("end_column".into(), json!(end.map(|end| end.column)));
    object
}
