//! What a single answer may be.

use serde_json::{Map, Value, json};

use super::object;
use crate::form::types;
use crate::form::{Ask, BoxKey, Field, Scalar};
use crate::guide::About;

/// A text of nothing but white space is no answer.
const BLANK: &str = "^\\s*$";

/// What types without a pattern of their own want.
const ONE_LINE: &str = "^\\s*\\S.*\\s*$";
const ONE_LINE_OR_BLANK: &str = "^\\s*(\\S.*\\s*)?$";

/// Whether a filing must hold the answer, whatever its other answers are.
pub(super) fn is_required(field: &Field) -> bool {
    !field.optional && field.guards.is_empty()
}

/// The schema of an answer; `blank` tells whether it may be expressly blank.
pub(super) fn value(field: &Field, about: &About, blank: bool) -> Map<String, Value> {
    match &field.ask {
        Ask::Scalar(Scalar::Type(of, _)) => {
            let mut out = scalar(&of.schema(), blank);
            // An example of any text is none of this one.
            if of.name == "text" {
                out.remove("examples");
            }
            out
        }
        Ask::Scalar(Scalar::Pattern { pattern, .. }) => {
            let mut schema = json!({ "type": ["string", "number", "boolean"] });
            if let (Some(pattern), Some(schema)) = (portable(pattern.as_str()), schema.as_object_mut()) {
                schema.insert("pattern".into(), json!(pattern));
            }
            scalar(&schema, blank)
        }
        Ask::Narrative => {
            let mut out = scalar(&types::find("narrative").map(types::Type::schema).unwrap_or_default(), blank);
            out.remove("examples");
            out.remove("pattern");
            if !blank {
                out.insert("pattern".into(), json!("\\S"));
            }
            out
        }
        Ask::One(boxes) => {
            let mut choices = choices(boxes, about);
            if blank {
                choices.push(json!({ "enum": [null, ""], "description": "No answer." }));
            }
            object([("oneOf", Value::Array(choices))])
        }
        Ask::Any(boxes) => {
            let items = json!({ "oneOf": choices(boxes, about) });
            let kind = if blank { json!(["array", "null"]) } else { json!("array") };
            object([("type", kind), ("uniqueItems", json!(true)), ("items", items)])
        }
        Ask::YesNo => {
            // The first are what an editor offers.
            let mut choices = vec![
                json!({ "enum": ["yes", "no"] }),
                json!({ "type": "boolean" }),
                json!({ "type": "string", "pattern": format!("{}|{}", answer_pattern(true), answer_pattern(false)) }),
            ];
            if blank {
                choices.push(json!({ "enum": [null, ""] }));
            }
            object([("anyOf", Value::Array(choices))])
        }
        Ask::List(_) => Map::new(),
    }
}

/// The schema of a list of records.
pub(super) fn list(items: Value, blank: bool) -> Map<String, Value> {
    let kind = if blank { json!(["array", "null"]) } else { json!("array") };
    object([("type", kind), ("items", items)])
}

/// A type's own schema, made stricter for an answer that must not be blank, and laxer for one that may.
fn scalar(of: &Value, blank: bool) -> Map<String, Value> {
    let mut out = of.as_object().cloned().unwrap_or_default();
    if blank {
        let mut kinds = match out.get("type") {
            Some(Value::Array(kinds)) => kinds.clone(),
            Some(kind) => vec![kind.clone()],
            None => Vec::new(),
        };
        kinds.push(json!("null"));
        out.insert("type".into(), Value::Array(kinds));
        if let Some(pattern) = out.get("pattern").and_then(Value::as_str) {
            let pattern = format!("{pattern}|{BLANK}");
            out.insert("pattern".into(), json!(pattern));
        }
    }
    if !out.contains_key("pattern") {
        out.insert("pattern".into(), json!(if blank { ONE_LINE_OR_BLANK } else { ONE_LINE }));
    }
    out
}

fn choices(boxes: &[BoxKey], about: &About) -> Vec<Value> {
    let mut seen = Vec::new();
    let mut choice = |(index, known): (usize, &BoxKey)| {
        let mut schema = Map::new();
        // What another reader of YAML makes of a key stands for the first box only of which it can be made.
        let values: Vec<Value> = values(&known.key).into_iter().filter(|value| !seen.contains(value)).collect();
        seen.extend(values.iter().cloned());
        match values.as_slice() {
            [one] => schema.insert("const".into(), one.clone()),
            _ => schema.insert("enum".into(), Value::Array(values)),
        };
        let words = about.boxes.get(index).unwrap_or(&known.text);
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        schema.insert("description".into(), json!(words));
        Value::Object(schema)
    };
    boxes.iter().enumerate().map(&mut choice).collect()
}

/// The schema of a fixed word.
pub(super) fn word(text: &str) -> Map<String, Value> {
    match values(text).as_slice() {
        [one] => object([("const", one.clone())]),
        several => object([("enum", Value::Array(several.to_vec()))]),
    }
}

/// A word as the values that readers of YAML make of it: `2003` is a text here and a number elsewhere.
pub(super) fn values(text: &str) -> Vec<Value> {
    let mut out = vec![json!(text)];
    let typed = match text {
        "true" | "True" | "TRUE" => Some(json!(true)),
        "false" | "False" | "FALSE" => Some(json!(false)),
        _ if text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+')) => number(text),
        _ => None,
    };
    out.extend(typed);
    out
}

fn number(text: &str) -> Option<Value> {
    if let Ok(integer) = text.parse::<i64>() {
        return Some(json!(integer));
    }
    let digits = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E'));
    let float = text.parse::<f64>().ok().filter(|float| digits && float.is_finite())?;
    Some(json!(float))
}

/// A regular expression for yes or no in any letter case.
pub(super) fn answer_pattern(yes: bool) -> &'static str {
    if yes { "^([Yy][Ee][Ss]|[Tt][Rr][Uu][Ee])$" } else { "^([Nn][Oo]|[Ff][Aa][Ll][Ss][Ee])$" }
}

/// The schema of an answer that says nothing.
pub(super) fn blank(ask: &Ask) -> Value {
    match ask {
        Ask::Any(_) | Ask::List(_) => json!({ "type": ["array", "null"], "maxItems": 0 }),
        Ask::Scalar(_) | Ask::Narrative | Ask::One(_) | Ask::YesNo => {
            json!({ "type": ["string", "null"], "pattern": BLANK })
        }
    }
}

/// A text as a regular expression for itself.
pub(super) fn literal(text: &str) -> String {
    let special = |c: char| "^$\\.*+?()[]{}|/".contains(c);
    text.chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect()
}

/// A regular expression of an author's, if it means the same to JavaScript; there is no telling of what this does not
/// know.
fn portable(pattern: &str) -> Option<&str> {
    let body = pattern.strip_prefix("^(?:").and_then(|rest| rest.strip_suffix(")$"))?;
    let mut before = ' ';
    for c in body.chars() {
        let escaped = before == '\\';
        let known = if escaped { "^$\\.*+?()[]{}|/".contains(c) } else { c.is_ascii_graphic() || c == ' ' };
        if !known
            || (before == '(' && c == '?')
            || (before == '[' && matches!(c, ':' | '['))
            || (before == c && matches!(c, '&' | '-' | '~'))
        {
            return None;
        }
        before = if escaped { ' ' } else { c };
    }
    Some(pattern)
}
