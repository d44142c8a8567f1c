//! Where a document asks for its answers, so that what is missing is shown there.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::outline::Outline;
use super::page::Page;
use super::reading::{Found, Note};
use crate::diagnostic::{self, Code, Diagnostic, Label, Severity};
use crate::source::Source;

/// Where a document asks for its answers.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    source: Option<Arc<Source>>,
    /// The words that ask, by the path of the answer.
    places: HashMap<String, Range<usize>>,
    /// Answers that could not be chosen, which has been said.
    said: Vec<String>,
}

impl Asked {
    pub(super) fn new(outline: &Outline, found: &Found, page: &Page<'_>, source: &Arc<Source>) -> Self {
        let place = |statement: usize| {
            let own = found.matches.iter().find(|found| found.statement == statement)?;
            Some(page.place(own.first(), own.last()))
        };
        let mut places = HashMap::new();
        let labels = outline.holes.iter().map(|hole| (hole.path.as_ref(), hole.label.and_then(place)));
        let questions = outline.groups.iter().map(|group| {
            let mut own = group.question.iter().copied().chain(group.boxes.iter().map(|own| own.statement));
            (group.path.as_ref(), own.find_map(place))
        });
        for (path, place) in labels.chain(questions) {
            if let Some(place) = place {
                places.entry(path.to_owned()).or_insert(place);
            }
        }
        let said = found.notes.iter().filter_map(|note| match note {
            Note::Several(path, _) => Some(path.clone()),
            Note::Other(..) | Note::Differs(..) | Note::None(..) => None,
        });
        Self { source: Some(Arc::clone(source)), places, said: said.collect() }
    }

    /// Shows each missing answer where the document asks for it, leaves out what follows from another finding, and sorts.
    pub fn settle(&self, findings: &mut Vec<Diagnostic>) {
        let path = |finding: &Diagnostic| finding.message.split('`').nth(1).unwrap_or_default().to_owned();
        findings.retain(|finding| finding.code != Code::MissingAnswer || !self.said.contains(&path(finding)));
        for finding in findings.iter_mut().filter(|finding| finding.code == Code::MissingAnswer) {
            let path = path(finding);
            let own = |label: &&mut Label| self.source.as_ref().is_some_and(|own| Arc::ptr_eq(own, &label.source));
            let Some(label) = finding.labels.first_mut().filter(own) else { continue };
            if let Some(place) = self.of(&path) {
                label.range = place;
                "asked for here, and no answer was found".clone_into(&mut label.message);
            } else {
                "from here on, it was not found".clone_into(&mut label.message);
            }
        }
        let faulty: Vec<Range<usize>> = findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .filter_map(|finding| finding.place().map(|label| label.range.clone()))
            .collect();
        let is_said =
            |place: &Range<usize>| faulty.iter().any(|other| other.start < place.end && place.start < other.end);
        findings.retain(|finding| {
            finding.code != Code::Unsure || !finding.place().is_some_and(|label| is_said(&label.range))
        });
        diagnostic::sort(findings);
    }

    /// Where an answer is asked for; of a record, its first answer that is.
    fn of(&self, path: &str) -> Option<Range<usize>> {
        let inside = format!("{path}.");
        let first = || self.places.iter().filter(|(own, _)| own.starts_with(&inside)).map(|(_, place)| place);
        self.places.get(path).or_else(|| first().min_by_key(|place| place.start)).cloned()
    }
}
