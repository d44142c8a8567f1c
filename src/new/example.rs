//! Examples for every answer that is asked for, chosen so that the form's rules hold.
//!
//! Each field has a few answers to choose from, the example of its type first. Where rules do not hold with the first
//! choices, others are tried, one answer and then two at a time, until they do or nothing is better.

use std::collections::HashMap;

use regex_syntax::hir::{Class, Hir, HirKind};

use crate::data::{self, Scalar as Text, Style};
use crate::diagnostic::Severity;
use crate::filing::{self, AnswerValue, Draft, Given, Record};
use crate::form::types::{self, Meaning};
use crate::form::{Ask, Condition, Expression, Field, FieldRef, Form, Scalar, ScopeId};
use crate::guide::Guide;
use crate::source::Source;

/// How many choices are tried in all.
const MOST_TRIALS: usize = 4_000;

pub(super) fn example(form: &Form) -> Draft {
    let mut search = Search::new(form);
    search.questions();
    search.rules();
    search.answers().0
}

/// The answers to choose from; `None` leaves the answer out.
type Choices = Vec<Option<Given>>;

struct Search<'f> {
    form: &'f Form,
    choices: HashMap<(usize, usize), Choices>,
    chosen: HashMap<(usize, usize), usize>,
    trials: usize,
}

/// What is wrong with a choice: errors, warnings.
type Cost = (usize, usize);

impl<'f> Search<'f> {
    fn new(form: &'f Form) -> Self {
        let guide = Guide::of(form);
        let named = named_in_rules(form);
        let mut choices = HashMap::new();
        for (number, scope) in form.scopes.iter().enumerate() {
            for (index, field) in scope.fields.iter().enumerate() {
                let flag = guide.about(ScopeId::of(number), index).flag;
                choices.insert((number, index), choices_of(field, flag, &named));
            }
        }
        Self { form, choices, chosen: HashMap::new(), trials: 0 }
    }

    /// Chooses yes or no so that the fewest further answers are asked for.
    fn questions(&mut self) {
        for (number, scope) in self.form.scopes.iter().enumerate() {
            for index in 0..scope.fields.len() {
                if scope.fields.get(index).is_some_and(|field| matches!(field.ask, Ask::YesNo)) {
                    let of = (number, index);
                    let fewest = (0..self.count(of)).min_by_key(|choice| {
                        self.chosen.insert(of, *choice);
                        self.answers().2
                    });
                    self.chosen.insert(of, fewest.unwrap_or(0));
                }
            }
        }
    }

    /// Chooses other answers until the form's rules hold.
    fn rules(&mut self) {
        let fields = self.decisive();
        let mut cost = self.answers().1;
        for depth in [1, 2] {
            while cost != (0, 0) && self.trials < MOST_TRIALS {
                match self.better(&fields, cost, depth) {
                    Some(less) => cost = less,
                    None => break,
                }
            }
        }
    }

    /// Changes so many answers that less is wrong.
    fn better(&mut self, fields: &[(usize, usize)], cost: Cost, depth: usize) -> Option<Cost> {
        for (position, &of) in fields.iter().enumerate() {
            let kept = self.chosen.get(&of).copied().unwrap_or(0);
            for choice in (0..self.count(of)).filter(|choice| *choice != kept) {
                if self.trials >= MOST_TRIALS {
                    break;
                }
                self.chosen.insert(of, choice);
                let less = if depth == 1 {
                    Some(self.answers().1).filter(|less| *less < cost)
                } else {
                    self.better(fields.get(position + 1..).unwrap_or_default(), cost, depth - 1)
                };
                if less.is_some() {
                    return less;
                }
            }
            self.chosen.insert(of, kept);
        }
        None
    }

    fn count(&self, of: (usize, usize)) -> usize {
        self.choices.get(&of).map_or(0, Vec::len)
    }

    /// The fields on which rules and conditions depend.
    fn decisive(&self) -> Vec<(usize, usize)> {
        let mut out: Vec<(usize, usize)> = Vec::new();
        for (number, scope) in self.form.scopes.iter().enumerate() {
            let of = |field: &FieldRef| (field.scope.index(), field.field);
            let fields = |expression: &Expression| expression.fields.iter().map(of).collect::<Vec<_>>();
            out.extend(scope.demands.iter().flat_map(|demand| fields(&demand.condition)));
            out.extend(scope.lets.iter().flat_map(|derived| fields(&derived.value)));
            for demand in &scope.demands {
                for guard in &demand.guards {
                    match scope.conditions.get(guard.condition) {
                        Some(Condition::Expression(expression)) => out.extend(fields(expression)),
                        Some(Condition::Checked(field, _)) => out.push((number, *field)),
                        None => {}
                    }
                }
            }
        }
        let mut seen = std::collections::HashSet::new();
        out.retain(|of| seen.insert(*of));
        out
    }

    /// The answers as they are chosen now, what is wrong with them, and how many are asked for only in this case.
    fn answers(&mut self) -> (Draft, Cost, usize) {
        let mut asked: Vec<Vec<bool>> = Vec::new();
        for scope in &self.form.scopes {
            asked.push(scope.fields.iter().map(|field| field.guards.is_empty()).collect());
        }
        // What is asked for depends on answers, which depend on what is asked for; it settles after a few rounds.
        let mut out = (Draft::open(ScopeId::ROOT, 0), (usize::MAX, usize::MAX), 0);
        for _ in 0..8 {
            self.trials += 1;
            let draft = self.draft(ScopeId::ROOT, &asked);
            let source = Source::new("example.yaml", super::with(self.form, &draft));
            let Some(node) = data::load(&source, 0, &mut Vec::new()) else { break };
            let (read, findings) = filing::attempt(self.form, std::slice::from_ref(&source), &node);
            let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
            let mut next: Vec<Vec<bool>> =
                self.form.scopes.iter().map(|scope| vec![false; scope.fields.len()]).collect();
            self.asked(&read.answers, &mut next);
            let guarded = |(scope, asked): (&crate::form::Scope, &Vec<bool>)| {
                scope.fields.iter().zip(asked).filter(|(field, asked)| **asked && !field.guards.is_empty()).count()
            };
            let further = self.form.scopes.iter().zip(&next).map(guarded).sum();
            out = (draft, (errors, findings.len() - errors), further);
            if next == asked {
                break;
            }
            asked = next;
        }
        out
    }

    /// Which fields are asked for, by the conditions that hold.
    fn asked(&self, record: &Record, out: &mut [Vec<bool>]) {
        let scope = self.form.scope(record.scope);
        let holds = |condition: usize| record.truths.get(condition).copied().unwrap_or_default();
        for (index, field) in scope.fields.iter().enumerate() {
            let asked = field.guards.iter().all(|guard| holds(guard.condition) == guard.holds);
            if let Some(slot) = out.get_mut(record.scope.index()).and_then(|scope| scope.get_mut(index)) {
                *slot = asked;
            }
            if let Some(AnswerValue::List(records)) = record.answer(index).map(|answer| &answer.value) {
                for (record, _) in records {
                    self.asked(record, out);
                }
            }
        }
    }

    fn draft(&self, id: ScopeId, asked: &[Vec<bool>]) -> Draft {
        let number = id.index();
        let scope = self.form.scope(id);
        let mut draft = Draft::open(id, scope.fields.len());
        for (index, field) in scope.fields.iter().enumerate() {
            if asked.get(number).and_then(|scope| scope.get(index)) != Some(&true) {
                continue;
            }
            let chosen = self.chosen.get(&(number, index)).copied().unwrap_or(0);
            let given = self.choices.get(&(number, index)).and_then(|choices| choices.get(chosen)).cloned().flatten();
            match (given, &field.ask) {
                (Some(Given::Records(_)), Ask::List(inner)) => {
                    let records = vec![self.draft(*inner, asked)];
                    draft.set(index, Given::Records(records));
                }
                (Some(given), _) => draft.set(index, given),
                // Left out expressly, for a list would stand there as an example.
                (None, Ask::List(_)) => draft.set(index, Given::Records(Vec::new())),
                (None, _) => {}
            }
        }
        draft
    }
}

/// The answers to choose from for a field, the most natural first.
fn choices_of(field: &Field, flag: bool, named: &[String]) -> Choices {
    let text = |text: &str| Some(Given::Text(Text { text: text.to_owned(), style: Style::Plain }));
    let mut out: Choices = match &field.ask {
        Ask::Scalar(Scalar::Type(of, _)) => {
            let mut texts = vec![of.example];
            match of.read(of.example).map(|value| value.meaning) {
                Ok(Meaning::Date(_)) => {
                    texts.extend(["2002-12-31", "2003-12-31", "2001-12-31", "2030-12-31", "1990-12-31"]);
                }
                Ok(Meaning::Number(_)) => texts.extend(["1", "10", "100", "0", "1000000", "-1"]),
                Ok(Meaning::Text) | Err(_) => {}
            }
            texts.extend(named.iter().map(String::as_str));
            texts.into_iter().filter(|text| of.read(text).is_ok()).map(text).collect()
        }
        Ask::Scalar(Scalar::Pattern { pattern, .. }) => matching(pattern).iter().map(|found| text(found)).collect(),
        Ask::Narrative => vec![text(types::find("narrative").map_or("Words.", |of| of.example))],
        Ask::One(boxes) => boxes.iter().map(|known| text(&known.key)).collect(),
        Ask::Any(boxes) => {
            let one = boxes.iter().map(|known| Some(Given::Boxes(vec![known.key.to_string()])));
            one.chain([Some(Given::Boxes(Vec::new()))]).collect()
        }
        Ask::YesNo => vec![text("no"), text("yes")],
        Ask::List(_) => vec![Some(Given::Records(Vec::new()))],
    };
    if (field.optional && !flag) || out.is_empty() {
        out.push(None);
    }
    out
}

/// The texts, numbers and dates that the form's rules name, and those next to them: answers may have to be on one side.
fn named_in_rules(form: &Form) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for scope in &form.scopes {
        let rules = scope.demands.iter().map(|demand| &demand.condition);
        for expression in rules.chain(scope.lets.iter().map(|derived| &derived.value)) {
            let quoted = expression.text().split(['"', '\'']).skip(1).step_by(2);
            out.extend(quoted.map(str::to_owned));
            for word in expression.text().split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-' | '_')) {
                if let Ok(number) = word.parse::<i64>() {
                    out.extend([-1, 0, 1].map(|step| number.saturating_add(step).to_string()));
                } else if let Ok(date) = word.parse::<jiff::civil::Date>() {
                    let next = [date.yesterday(), date.tomorrow()].into_iter().flatten();
                    out.extend(next.map(|date| date.to_string()));
                }
            }
        }
    }
    out.sort();
    out.dedup();
    out
}

/// A text that a pattern matches, if one is found.
fn matching(pattern: &regex::Regex) -> Option<String> {
    let parsed = regex_syntax::parse(pattern.as_str()).ok()?;
    let mut out = String::new();
    shortest(&parsed, &mut out);
    (pattern.is_match(&out) && !out.trim().is_empty()).then_some(out)
}

fn shortest(pattern: &Hir, out: &mut String) {
    match pattern.kind() {
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(Class::Bytes(_)) => {}
        HirKind::Literal(literal) => out.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(Class::Unicode(class)) => {
            // A letter or a digit says more than what stands first in Unicode.
            let wanted =
                "1Aa".chars().find(|c| class.ranges().iter().any(|range| (range.start()..=range.end()).contains(c)));
            out.extend(wanted.or_else(|| class.ranges().first().map(|range| range.start().max('!'))));
        }
        HirKind::Repetition(repetition) => {
            let most = repetition.max.unwrap_or(u32::MAX);
            (0..repetition.min.max(1).min(most)).for_each(|_| shortest(&repetition.sub, out));
        }
        HirKind::Capture(capture) => shortest(&capture.sub, out),
        HirKind::Concat(parts) => parts.iter().for_each(|part| shortest(part, out)),
        HirKind::Alternation(parts) => parts.iter().take(1).for_each(|part| shortest(part, out)),
    }
}
