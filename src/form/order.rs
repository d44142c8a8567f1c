//! The order of `let`s: each after those that it needs.

use std::collections::{HashMap, HashSet};
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
        let mut waiting = std::mem::take(&mut scope.lets);
        let id = ScopeId(u16::try_from(index).unwrap_or(u16::MAX));
        loop {
            let open: HashSet<String> = waiting.iter().map(|waits| waits.name.clone()).collect();
            let (ready, rest): (Vec<Let>, Vec<Let>) =
                waiting.into_iter().partition(|waits| !waits.value.lets.iter().any(|needed| open.contains(needed)));
            waiting = rest;
            if ready.is_empty() {
                break;
            }
            scope.lets.extend(ready);
        }
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
