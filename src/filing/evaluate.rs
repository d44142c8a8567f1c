//! Conditions, derived values and demands of an answered form.
//!
//! What depends on an answer that is missing or faulty is not known, and nothing is said of it: one mistake gives one
//! message.

use std::cell::RefCell;
use std::sync::Arc;

use minijinja::Value;

use super::at::At;
use super::values::{self, ScopeValue};
use super::{AnswerValue, Chain, Record, faults};
use crate::data::{Node, NodeValue};
use crate::diagnostic::{self, Diagnostic};
use crate::form::{Condition, Context, Expression, Failure, FieldRef, Form, Guard, Part, Scope, ScopeId};

/// What every expression knows of a filing.
fn built_in(form: &Form, amendment: Option<u32>) -> Vec<(&'static str, Value)> {
    let amendment = amendment.map_or_else(|| Value::from(()), Value::from);
    vec![
        ("form", Value::from(form.name.as_str())),
        ("edition", Value::from(form.edition.as_str())),
        ("amendment", amendment),
    ]
}

/// The values of a scope, its `let`s not known yet.
fn scope_value(form: &Form, record: &Record, outer: Option<&Context>, amendment: Option<u32>) -> Arc<ScopeValue> {
    let scope = form.scope(record.scope);
    let values = scope.fields.iter().enumerate().map(|(index, field)| values::value(form, field, record.answer(index)));
    let built_in = if outer.is_none() { built_in(form, amendment) } else { Vec::new() };
    Arc::new(ScopeValue::new(scope, values.collect(), outer, built_in))
}

/// A record without answers: a condition holds only if it does so whatever is answered.
pub(super) fn blank(form: &Form, id: ScopeId, prefix: String, outer: Option<&Context>) -> Record {
    let scope = form.scope(id);
    let mut record = Record::unanswered(id, prefix, scope.fields.len());
    let context = Context(Value::from_dyn_object(scope_value(form, &record, outer, None)));
    let holds = |condition: &Condition| match condition {
        Condition::Expression(expression) => expression.holds(&context).unwrap_or(false),
        Condition::Checked(..) => false,
    };
    record.truths = scope.conditions.iter().map(holds).collect();
    record.context = context;
    record
}

/// What is known of a scope's answers, for the records inside it.
pub(super) struct Known<'a> {
    scope: ScopeId,
    fields: Vec<bool>,
    lets: Vec<(String, bool)>,
    context: Context,
    outer: Option<&'a Known<'a>>,
}

/// Checks a record and those in it: what is missing, what is answered though not asked, what does not hold; and finds
/// out which conditions hold.
pub(super) fn check(
    record: &mut Record,
    outer: Option<&Known<'_>>,
    chain: Option<&Chain<'_>>,
    amendment: Option<u32>,
    at: &At<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    let form = at.form;
    let scope = form.scope(record.scope);
    let value = scope_value(form, record, outer.map(|outer| &outer.context), amendment);
    let context = Context(Value::from_dyn_object(Arc::clone(&value)));
    record.context = context.clone();
    let (truths, known) = {
        let evaluator = Evaluator {
            scope,
            record,
            value,
            context: context.clone(),
            outer,
            truths: RefCell::new(vec![State::New; scope.conditions.len()]),
            lets: RefCell::new(vec![State::New; scope.lets.len()]),
            failures: RefCell::default(),
        };
        evaluator.answers(at, findings);
        evaluator.demands(&Chain { record, outer: chain }, at, findings);
        let truths = (0..scope.conditions.len()).map(|index| evaluator.truth(index) == Some(true)).collect();
        let known = Known {
            scope: record.scope,
            fields: (0..scope.fields.len()).map(|field| evaluator.usable(field)).collect(),
            lets: scope.lets.iter().map(|derived| (derived.name.clone(), evaluator.derived(&derived.name))).collect(),
            context,
            outer,
        };
        // Every condition and `let` has been asked for by now.
        let failures = evaluator.failures.take();
        findings.extend(failures.iter().map(|failure| form.failed(failure)));
        (truths, known)
    };
    record.truths = truths;

    // The records of its lists are taken out, checked with the record around them, and put back.
    for (index, field) in scope.fields.iter().enumerate() {
        let Some(Some(answer)) = record.answers.get_mut(index) else { continue };
        let AnswerValue::List(records) = &mut answer.value else { continue };
        let mut records = std::mem::take(records);
        let nodes = match at.find(&field.path).map(|entry| &entry.node.value) {
            Some(NodeValue::List(nodes)) => nodes.as_slice(),
            _ => &[],
        };
        for ((inner, span), (number, node)) in records.iter_mut().zip(record_nodes(nodes)) {
            if findings.len() > diagnostic::MOST && diagnostic::any_errors(findings) {
                break;
            }
            let inside = at.inside(&field.path, number, node, *span);
            check(inner, Some(&known), Some(&Chain { record, outer: chain }), amendment, &inside, findings);
        }
        if let Some(Some(answer)) = record.answers.get_mut(index) {
            answer.value = AnswerValue::List(records);
        }
    }
}

/// The nodes of a list that were read as records, each with its number from 1.
fn record_nodes(nodes: &[Node]) -> impl Iterator<Item = (usize, &Node)> {
    (1..).zip(nodes).filter(|(_, node)| matches!(node.value, NodeValue::Record(_)))
}

/// Whether something holds, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Visiting,
    Done(Option<bool>),
}

struct Evaluator<'a> {
    scope: &'a Scope,
    record: &'a Record,
    value: Arc<ScopeValue>,
    context: Context,
    outer: Option<&'a Known<'a>>,
    truths: RefCell<Vec<State>>,
    lets: RefCell<Vec<State>>,
    failures: RefCell<Vec<Failure>>,
}

impl Evaluator<'_> {
    /// Each answer that is asked for and missing, or given and not asked for.
    fn answers(&self, at: &At<'_>, findings: &mut Vec<Diagnostic>) {
        let mut missing = Vec::new();
        for (index, field) in self.scope.fields.iter().enumerate() {
            let answer = self.record.answer(index);
            let asked = self.asked(&field.guards);
            let faulty = self.record.faulty.get(index) == Some(&true);
            if answer.is_none() && !faulty && !field.optional && asked == Some(true) {
                missing.push(index);
            }
            if let (Some(answer), Some(false)) = (answer, asked)
                && !answer.says_nothing()
                && let Some(guard) = field.guards.iter().find(|guard| self.guard(**guard) == Some(false))
            {
                let condition = self.scope.conditions.get(guard.condition);
                findings.push(faults::not_asked(at, field, answer, condition, guard.holds, self.scope));
            }
        }
        faults::missing(at, self.scope, &missing, findings);
    }

    fn demands(&self, chain: &Chain<'_>, at: &At<'_>, findings: &mut Vec<Diagnostic>) {
        for demand in &self.scope.demands {
            if self.asked(&demand.guards) != Some(true)
                || self.known(&demand.condition, Expression::holds) != Some(false)
            {
                continue;
            }
            let mut message = String::new();
            let filled = demand.message.fill(&self.context, |part| match part {
                Part::Words(words, _) => message.push_str(words),
                Part::Derived(text, _) => message.push_str(&text),
                Part::Blank(_) => {}
                Part::Answer(field, _) => message.push_str(&chain.printed(at.form, field)),
            });
            self.failures.borrow_mut().extend(filled.err());
            let mut fields = demand.condition.fields.clone();
            self.add_fields(&demand.condition, &mut fields);
            findings.push(faults::unmet(at, demand, &message, &fields, chain));
        }
    }

    /// The fields that an expression depends on through `let`s.
    fn add_fields(&self, expression: &Expression, fields: &mut Vec<FieldRef>) {
        for derived in self.scope.lets.iter().filter(|derived| expression.lets.contains(&derived.name)) {
            fields.extend(&derived.value.fields);
            self.add_fields(&derived.value, fields);
        }
    }

    /// Whether something under these conditions is asked for.
    fn asked(&self, guards: &[Guard]) -> Option<bool> {
        let mut asked = Some(true);
        for guard in guards {
            match self.guard(*guard) {
                Some(true) => {}
                Some(false) => return Some(false),
                None => asked = None,
            }
        }
        asked
    }

    fn guard(&self, guard: Guard) -> Option<bool> {
        self.truth(guard.condition).map(|truth| truth == guard.holds)
    }

    fn truth(&self, index: usize) -> Option<bool> {
        once(&self.truths, index, || match self.scope.conditions.get(index)? {
            Condition::Expression(expression) => self.known(expression, Expression::holds),
            Condition::Checked(field, key) => {
                if !self.usable(*field) {
                    return None;
                }
                let boxes = self.scope.fields.get(*field).map(|field| field.ask.boxes()).unwrap_or_default();
                let is = |index: &usize| boxes.get(*index).map(|known| known.key.as_str()) == key.as_deref();
                Some(match self.record.answer(*field).map(|answer| &answer.value) {
                    Some(AnswerValue::One(checked)) => is(checked),
                    Some(AnswerValue::Any(checked)) => checked.iter().any(is),
                    Some(AnswerValue::YesNo(yes)) => *yes,
                    Some(AnswerValue::Scalar(_) | AnswerValue::Narrative(_) | AnswerValue::List(_)) | None => false,
                })
            }
        })
    }

    /// Whether a field's answer can be built upon: it was read, or is rightly blank.
    fn usable(&self, field: usize) -> bool {
        if self.record.faulty.get(field) == Some(&true) {
            return false;
        }
        let Some(declared) = self.scope.fields.get(field) else { return false };
        self.record.answer(field).is_some() || declared.optional || self.asked(&declared.guards) == Some(false)
    }

    fn field_usable(&self, field: FieldRef) -> bool {
        if field.scope == self.record.scope {
            return self.usable(field.field);
        }
        let mut outer = self.outer;
        while let Some(known) = outer {
            if known.scope == field.scope {
                return known.fields.get(field.field) == Some(&true);
            }
            outer = known.outer;
        }
        false
    }

    /// Makes a `let` known, if it can be.
    fn derived(&self, name: &str) -> bool {
        let Some(index) = self.scope.lets.iter().position(|derived| derived.name == name) else {
            let mut outer = self.outer;
            while let Some(known) = outer {
                if let Some((_, usable)) = known.lets.iter().find(|(known, _)| known == name) {
                    return *usable;
                }
                outer = known.outer;
            }
            return false;
        };
        let known = once(&self.lets, index, || {
            let value = self.known(&self.scope.lets.get(index)?.value, Expression::evaluate)?;
            self.value.set(index, value);
            Some(true)
        });
        known == Some(true)
    }

    /// What an expression comes to; none if it depends on what is not known, or fails.
    fn known<T>(&self, expression: &Expression, compute: fn(&Expression, &Context) -> Result<T, Failure>) -> Option<T> {
        let usable = expression.fields.iter().all(|field| self.field_usable(*field));
        // Every `let` is made known, even when one is not.
        let derived = expression.lets.iter().filter(|name| !self.derived(name)).count() == 0;
        if !usable || !derived {
            return None;
        }
        compute(expression, &self.context).map_err(|failure| self.failures.borrow_mut().push(failure)).ok()
    }
}

/// Computes what is not known yet; what depends on itself is not to be known.
fn once(states: &RefCell<Vec<State>>, index: usize, compute: impl FnOnce() -> Option<bool>) -> Option<bool> {
    let state = states.borrow().get(index).copied();
    match state {
        Some(State::Done(known)) => known,
        Some(State::New) => {
            let set = |state| {
                if let Some(slot) = states.borrow_mut().get_mut(index) {
                    *slot = state;
                }
            };
            set(State::Visiting);
            let known = compute();
            set(State::Done(known));
            known
        }
        Some(State::Visiting) | None => None,
    }
}
