//! How an answer is written, and when it is asked for, in words.

use super::About;
use crate::form::{Ask, Condition, Field, Guard, Logic, Scalar, Scope, ScopeId};

/// How an answer is written, in a sentence or two: `A CUSIP: nine characters, ...`.
pub fn how(field: &Field, about: &About) -> String {
    match &field.ask {
        Ask::Scalar(Scalar::Type(of, _)) => {
            let what = capital(of.what);
            if of.name == "text" {
                return format!("{what}.");
            }
            let example =
                if of.accepts.contains(" as ") { String::new() } else { format!("; for example, {}", of.example) };
            format!("{what}: {}{example}.", of.accepts)
        }
        Ask::Scalar(Scalar::Pattern { what, .. }) => format!("{}.", capital(what)),
        Ask::Narrative => {
            "Paragraphs, on the lines below and indented; lines are joined, an empty line parts paragraphs.".to_owned()
        }
        Ask::One(_) => "One of these boxes, by its key:".to_owned(),
        Ask::Any(_) => "Any of these boxes: their keys between brackets, with commas, or none, as [].".to_owned(),
        Ask::YesNo if about.flag => "A box: yes checks it.".to_owned(),
        Ask::YesNo => "Write yes or no.".to_owned(),
        Ask::List(_) => "A list: each record begins with a dash; write as many as there are.".to_owned(),
    }
}

fn capital(words: &str) -> String {
    let mut rest = words.chars();
    let first = rest.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + rest.as_str()
}

/// When an answer is asked for: `Only when reports_filed is no.` Nothing if it always is.
pub fn when(scope: &Scope, id: ScopeId, guards: &[Guard]) -> Option<String> {
    let single = guards.len() == 1;
    let say = |guard: &Guard| match scope.logic(id, *guard) {
        Some(logic) => words(scope, &logic, false, !single),
        None => match scope.conditions.get(guard.condition) {
            Some(Condition::Expression(expression)) => {
                let text = expression.text().split_whitespace().collect::<Vec<_>>().join(" ");
                if guard.holds { format!("`{text}` is so") } else { format!("`{text}` is not so") }
            }
            Some(Condition::Checked(..)) | None => String::new(),
        },
    };
    let parts: Vec<String> = guards.iter().map(say).collect();
    (!parts.is_empty()).then(|| format!("Only when {}.", parts.join(" and ")))
}

/// What a condition says, or its contrary; within other words, several parts stand in parentheses.
fn words(scope: &Scope, logic: &Logic, contrary: bool, within: bool) -> String {
    let field = |index: &usize| scope.fields.get(*index);
    let path = |index: &usize| field(index).map(|field| field.path.as_str()).unwrap_or_default();
    let not = if contrary { " not" } else { "" };
    match logic {
        Logic::Yes(index) if contrary && field(index).is_some_and(|field| !field.optional) => {
            format!("{} is no", path(index))
        }
        Logic::Yes(index) => format!("{} is{not} yes", path(index)),
        Logic::Answered(index) => match (field(index).map(|field| &field.ask), contrary) {
            (Some(Ask::Any(_)), false) => format!("a box of {} is checked", path(index)),
            (Some(Ask::Any(_)), true) => format!("no box of {} is checked", path(index)),
            _ => format!("{} is{not} answered", path(index)),
        },
        Logic::Is(index, key) => format!("{} is{not} {key}", path(index)),
        Logic::Has(index, key) => format!("the box {key} of {} is{not} checked", path(index)),
        Logic::Amendment => format!("this is{not} an amendment"),
        Logic::Not(inner) => words(scope, inner, !contrary, within),
        Logic::All(parts) | Logic::Some(parts) => {
            let all = matches!(logic, Logic::All(_)) != contrary;
            let parts: Vec<String> = parts.iter().map(|part| words(scope, part, contrary, true)).collect();
            let joined = parts.join(if all { " and " } else { " or " });
            if within && parts.len() > 1 { format!("({joined})") } else { joined }
        }
    }
}
