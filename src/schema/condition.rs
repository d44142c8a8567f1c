//! Answers that are asked for only in some cases.

use serde_json::{Value, json};

use super::object;
use super::value::{answer_pattern, blank, is_required, values};
use crate::form::{Ask, Field, Guard, Logic, Scope, ScopeId};

/// What depends on answers: for each case, which answers must be there in it, and which must not be there otherwise.
pub(super) fn conditions(scope: &Scope, id: ScopeId) -> Vec<Value> {
    let mut cases: Vec<(&[Guard], Vec<&Field>)> = Vec::new();
    for field in scope.fields.iter().filter(|field| !field.guards.is_empty()) {
        match cases.iter_mut().find(|(guards, _)| *guards == field.guards.as_slice()) {
            Some((_, fields)) => fields.push(field),
            None => cases.push((&field.guards, vec![field])),
        }
    }
    let mut out = Vec::new();
    for (guards, fields) in cases {
        let said: Vec<Value> =
            guards.iter().filter_map(|guard| scope.logic(id, *guard)).map(|logic| schema(scope, &logic)).collect();
        let whole = said.len() == guards.len();
        let condition = match said.as_slice() {
            [] => continue,
            [one] => one.clone(),
            _ => json!({ "allOf": said }),
        };
        let mut case = object([("if", condition)]);
        let required = fields.iter().filter(|field| !field.optional).map(|field| at(field, &answered(field), true));
        let required: Vec<Value> = required.collect();
        // Where a part of the condition cannot be said, nobody knows here that it holds.
        if whole && !required.is_empty() {
            case.insert("then".into(), together(required));
        }
        let absent = fields.iter().map(|field| at(field, &blank(&field.ask), false)).collect();
        case.insert("else".into(), together(absent));
        out.push(Value::Object(case));
    }
    out
}

fn together(mut all: Vec<Value>) -> Value {
    match (all.len(), all.pop()) {
        (1, Some(one)) => one,
        (_, last) => {
            all.extend(last);
            json!({ "allOf": all })
        }
    }
}

/// The schema of a record whose answer at the field's path has a schema; `there` tells whether it must be there.
fn at(field: &Field, schema: &Value, there: bool) -> Value {
    field.path.rsplit('.').fold(schema.clone(), |schema, name| {
        let mut record = object([("properties", json!({ name: schema }))]);
        if there {
            // Without its type, what is no record would do.
            record.insert("type".into(), json!("object"));
            record.insert("required".into(), json!([name]));
        }
        Value::Object(record)
    })
}

fn answered(field: &Field) -> Value {
    match &field.ask {
        Ask::Any(_) | Ask::List(_) => json!({ "type": "array" }),
        Ask::Scalar(_) | Ask::Narrative | Ask::One(_) | Ask::YesNo => json!({ "not": blank(&field.ask) }),
    }
}

/// The schema of the records of which a condition holds.
fn schema(scope: &Scope, logic: &Logic) -> Value {
    let of = |index: &usize, schema: &Value| {
        scope.fields.get(*index).map(|field| at(field, schema, true)).unwrap_or_default()
    };
    let key = |key: &str| json!({ "enum": values(key) });
    match logic {
        Logic::Yes(index) => of(index, &answer(true)),
        Logic::Answered(index) => match scope.fields.get(*index).map(|field| &field.ask) {
            Some(Ask::Any(_) | Ask::List(_)) => of(index, &json!({ "type": "array", "minItems": 1 })),
            Some(ask) => of(index, &json!({ "not": blank(ask) })),
            None => Value::Bool(false),
        },
        Logic::Is(index, of_box) => of(index, &key(of_box)),
        Logic::Has(index, of_box) => of(index, &json!({ "type": "array", "contains": key(of_box) })),
        Logic::Amendment => {
            json!({ "properties": { "amendment": { "not": { "type": "null" } } }, "required": ["amendment"] })
        }
        // Where the question itself is not answered, that is what is wrong, and not what depends on it.
        Logic::Not(inner) => match required_yes(scope, inner) {
            Some(index) => of(&index, &answer(false)),
            None => json!({ "not": schema(scope, inner) }),
        },
        Logic::All(parts) => json!({ "allOf": parts.iter().map(|part| schema(scope, part)).collect::<Vec<_>>() }),
        Logic::Some(parts) => json!({ "anyOf": parts.iter().map(|part| schema(scope, part)).collect::<Vec<_>>() }),
    }
}

/// The question that must be answered, and is answered yes.
fn required_yes(scope: &Scope, logic: &Logic) -> Option<usize> {
    let Logic::Yes(index) = logic else { return None };
    scope.fields.get(*index).is_some_and(is_required).then_some(*index)
}

fn answer(yes: bool) -> Value {
    json!({ "anyOf": [{ "const": yes }, { "type": "string", "pattern": answer_pattern(yes) }] })
}
