//! What is known while a document is written: the document, and what had to be changed.

use std::collections::HashMap;

use super::faults;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Mark, Origin};
use crate::edgar;
use crate::source::Span;

/// Writes the lines of a document.
pub(super) struct Page<'d> {
    pub(super) document: &'d Document,
    pub(super) findings: Vec<Diagnostic>,
    /// Characters that were not plain.
    pub(super) replaced: HashMap<char, Replaced>,
    /// For each answer the place in the form that first printed it: what is printed again is not counted again.
    pub(super) printed: HashMap<Span, Span>,
    /// What an amendment did to the whole block that is being written.
    pub(super) marked: Option<Mark>,
}

/// A character that was not plain.
#[derive(Debug, Clone)]
pub(super) struct Replaced {
    /// How many others came before it.
    pub(super) before: usize,
    /// Where it stands first.
    pub(super) origin: Origin,
    /// How often it stands in the filing and the form.
    pub(super) count: usize,
}

impl<'d> Page<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self { document, findings: Vec::new(), replaced: HashMap::new(), printed: HashMap::new(), marked: None }
    }

    pub(super) fn findings(self) -> Vec<Diagnostic> {
        let mut findings = self.findings;
        let mut refused: Vec<(Origin, Vec<char>)> = Vec::new();
        let mut replaced: Vec<(char, Replaced)> = self.replaced.into_iter().collect();
        replaced.sort_by_key(|(_, replaced)| replaced.before);
        for (c, Replaced { origin, count, .. }) in replaced {
            match edgar::replacement(c) {
                Some(by) => findings.push(faults::transliterated(self.document, origin, c, by, count)),
                None => match refused.iter_mut().find(|(place, _)| *place == origin) {
                    Some((_, characters)) => characters.push(c),
                    None => refused.push((origin, vec![c])),
                },
            }
        }
        let refused =
            refused.iter().map(|(origin, characters)| faults::not_allowed(self.document, *origin, characters));
        findings.extend(refused);
        findings
    }
}
