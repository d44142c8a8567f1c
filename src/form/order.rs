//! The order of `let`s: each after those that it needs.

use std::collections::HashMap;
use std::sync::Arc;

use super::faults;
use super::scope::{Let, Scope, ScopeId};
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};

/// Puts each `let` after those that it needs.
pub(super) fn order(
    scopes: &mut [Scope],
    places: &HashMap<(ScopeId, String), Span>,
    sources: &[Arc<Source>],
    findings: &mut Vec<Diagnostic>,
) {
    for (index, scope) in scopes.iter_mut().enumerate() {
        let id = ScopeId(u16::try_from(index).unwrap_or(u16::MAX));
        let rounds = rounds(&scope.lets);
        let lets = std::mem::take(&mut scope.lets).into_iter().zip(rounds);
        let (mut ready, waiting): (Vec<_>, Vec<_>) = lets.partition(|(_, round)| round.is_some());
        ready.sort_by_key(|(_, round)| *round);
        scope.lets.extend(ready.into_iter().map(|(ready, _)| ready));
        let waiting: Vec<Let> = waiting.into_iter().map(|(waits, _)| waits).collect();
        let Some(first) = waiting.first() else { continue };
        let mut cycle: Vec<&str> = vec![&first.name];
        while let Some(last) = cycle.last().copied()
            && let Some(needs) = waiting.iter().find(|waits| waits.name == last)
            && let Some(next) = needs.value.lets.iter().find(|name| waiting.iter().any(|waits| waits.name == **name))
        {
            if let Some(start) = cycle.iter().position(|known| known == next) {
                cycle.drain(..start);
                cycle.push(next);
                break;
            }
            cycle.push(next);
        }
        let span = cycle.first().and_then(|name| places.get(&(id, (*name).to_owned())));
        findings.push(faults::let_cycle(sources, span.copied().unwrap_or_default(), &cycle));
    }
}

/// How many `let`s stand one after the other before each one, at most; none for those that need themselves.
fn rounds(lets: &[Let]) -> Vec<Option<usize>> {
    let mut named: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, known) in lets.iter().enumerate() {
        named.entry(&known.name).or_default().push(index);
    }
    let needs = |index: usize| lets.get(index).into_iter().flat_map(|known| &known.value.lets);
    let mut open: Vec<usize> = vec![0; lets.len()];
    let mut needed_by: Vec<Vec<usize>> = vec![Vec::new(); lets.len()];
    for (index, open) in open.iter_mut().enumerate() {
        for needed in needs(index).filter_map(|name| named.get(name.as_str())).flatten() {
            *open += 1;
            if let Some(by) = needed_by.get_mut(*needed) {
                by.push(index);
            }
        }
    }
    let mut rounds = vec![None; lets.len()];
    let mut ready: Vec<usize> = (0..lets.len()).filter(|index| open.get(*index) == Some(&0)).collect();
    let mut round = 0;
    while !ready.is_empty() {
        let mut next = Vec::new();
        for index in ready {
            if let Some(slot) = rounds.get_mut(index) {
                *slot = Some(round);
            }
            for by in needed_by.get(index).into_iter().flatten() {
                if let Some(open) = open.get_mut(*by) {
                    *open -= 1;
                    if *open == 0 {
                        next.push(*by);
                    }
                }
            }
        }
        (ready, round) = (next, round + 1);
    }
    rounds
}
