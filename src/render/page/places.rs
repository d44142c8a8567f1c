//! Where answers and changes stand: elements bear the paths of their answers and, where something changed, an identifier.

use std::collections::HashMap;
use std::sync::Arc;

use super::Page;
use crate::diff::{Changes, Kind};
use crate::document::{BoxChange, CheckBox, Run, Text};
use crate::render::markup::{Side, is_gone};

/// Where changes stand in a page.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Changes that have no place yet, by their paths: those of the amended filing, and those of the original.
    standing: HashMap<String, Vec<usize>>,
    gone: HashMap<String, Vec<usize>>,
    /// Identifiers of elements, by the numbers of the changes.
    found: HashMap<usize, String>,
    /// Headings of parts, and their identifiers.
    headings: Vec<(String, String)>,
}

/// What an element says of the answer that it is.
#[derive(Debug, Default)]
pub(super) struct Place {
    path: Option<(&'static str, Arc<str>)>,
    id: Option<String>,
}

impl Place {
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        let id = self.id.as_deref().map(|id| ("id", id));
        self.path.iter().map(|(name, path)| (*name, path.as_ref())).chain(id)
    }
}

impl Places {
    /// Places that are to be found of what is marked.
    pub(super) fn of(changes: &Changes) -> Self {
        let mut places = Self::default();
        for (index, change) in changes.changes.iter().enumerate().filter(|(_, change)| change.is_marked()) {
            let (side, path) = match (change.kind, &change.original_path) {
                (Kind::Withdrawn, path) => (&mut places.gone, path.as_ref().unwrap_or(&change.path)),
                _ => (&mut places.standing, &change.path),
            };
            side.entry(path.clone()).or_default().push(index);
        }
        places
    }

    /// Notes a heading of a part.
    pub(super) fn heading(&mut self, label: &Text, title: &Text, id: &str) {
        for text in [label, title] {
            let words = Side::After.words(text);
            if !words.is_empty() {
                self.headings.push((words, id.to_owned()));
            }
        }
    }

    /// The identifier of the element where a change stands; without one, that of the heading that it stands under.
    pub(super) fn link(&self, change: usize, section: &str) -> Option<&str> {
        let heading = || self.headings.iter().find(|(words, _)| section.contains(words.as_str()));
        self.found.get(&change).or_else(|| heading().map(|(_, id)| id)).map(String::as_str)
    }

    /// The identifier of an element, if it is the first of a change: of its answer's, or of the record's that has it.
    fn claim(&mut self, path: &str, gone: bool) -> Option<String> {
        let side = if gone { &mut self.gone } else { &mut self.standing };
        if side.is_empty() {
            return None;
        }
        let ends = path.char_indices().filter(|(_, c)| matches!(c, '.' | '[')).map(|(at, _)| at);
        let mut changes = Vec::new();
        for end in ends.chain([path.len()]) {
            changes.extend(path.get(..end).and_then(|path| side.remove(path)).unwrap_or_default());
        }
        let id = format!("change-{}", changes.first()? + 1);
        self.found.extend(changes.into_iter().map(|change| (change, id.clone())));
        Some(id)
    }
}

impl Page<'_> {
    /// The place of an answer.
    pub(super) fn place(&mut self, value: &Text) -> Place {
        let mut id = None;
        for run in value.iter().flat_map(|paragraph| &paragraph.lines).flat_map(|line| &line.runs) {
            let found = run.path.as_deref().and_then(|path| self.claim(path, is_gone(run.mark), id.as_ref()));
            id = id.or(found);
        }
        Place { path: bearing(value), id }
    }

    pub(super) fn place_of_run(&mut self, run: &Run) -> Place {
        let id = run.path.as_deref().and_then(|path| self.claim(path, is_gone(run.mark), None));
        Place { path: run.path.clone().map(|path| (attribute(run), path)), id }
    }

    /// Of a group's boxes, the first that was turned is where the group changed.
    pub(super) fn place_of_box(&mut self, checked: &CheckBox) -> Place {
        let sides: &[bool] = match checked.change {
            BoxChange::None => &[],
            BoxChange::Turned => &[false, true],
            BoxChange::Marked(mark) if is_gone(Some(mark)) => &[true],
            BoxChange::Marked(_) => &[false],
        };
        let mut id = None;
        for gone in sides {
            let found = self.claim(&checked.path, *gone, id.as_ref());
            id = id.or(found);
        }
        let name = if sides == [true] { ORIGINAL } else { AMENDED };
        Place { path: Some((name, Arc::clone(&checked.path))), id }
    }

    /// The same as the places do; an element has one identifier.
    fn claim(&mut self, path: &str, gone: bool, taken: Option<&String>) -> Option<String> {
        if taken.is_some() { None } else { self.places.claim(path, gone) }
    }
}

/// What bears a path in the data, and one in the data of the original where that is gone.
const AMENDED: &str = "data-path";
const ORIGINAL: &str = "data-original-path";

fn attribute(run: &Run) -> &'static str {
    if is_gone(run.mark) { ORIGINAL } else { AMENDED }
}

fn bearing(text: &Text) -> Option<(&'static str, Arc<str>)> {
    let runs = || text.iter().flat_map(|paragraph| &paragraph.lines).flat_map(|line| &line.runs);
    let run = runs().find(|run| !is_gone(run.mark)).or(runs().next())?;
    Some((attribute(run), run.path.clone()?))
}

/// The path of the answer that a text is.
pub(super) fn path_of(text: &Text) -> Option<Arc<str>> {
    bearing(text).map(|(_, path)| path)
}
