//! The report that a person reads: the places drawn in their sources, the data's and the definition's together, the
//! change that mends the fault shown as a patch.

use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};

use super::{Diagnostic, Label, Severity};
use crate::source::Source;

/// A source line longer than this is shown only around the place.
const LONGEST_LINE: usize = 160;

/// So many characters before a place are counted at most.
const MOST_BLANKS: usize = 1 << 16;

/// The findings as a report; `colour` adds terminal colours.
pub fn render(findings: &[Diagnostic], colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    findings.iter().flat_map(|finding| [renderer.render(&report(finding)), "\n\n".to_owned()]).collect()
}

fn report(finding: &Diagnostic) -> Vec<Group<'_>> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(&finding.message).id(finding.code.id()));
    for (source, labels) in by_source(&finding.labels) {
        for labels in shown_together(source, &labels) {
            let window = Window::around(source, labels.iter().map(|(_, label)| &label.range));
            let mut snippet =
                Snippet::source(window.text.clone()).path(source.name()).line_start(window.first_line).fold(true);
            for (index, label) in labels {
                let kind = if *index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
                let annotation = kind.span(window.place(&label.range));
                snippet = snippet.annotation(match label.message.as_str() {
                    "" => annotation,
                    message => annotation.label(message.to_owned()),
                });
            }
            group = group.element(snippet);
        }
    }
    let mut groups = Vec::new();
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(help));
    }
    groups.push(group);
    if let Some(fix) = &finding.fix {
        let window = Window::around(&fix.source, std::iter::once(&fix.range));
        if window.whole {
            let patch = Patch::new(window.place(&fix.range), fix.replacement.clone());
            let snippet = Snippet::source(window.text.clone()).line_start(window.first_line).fold(true).patch(patch);
            groups.push(Level::HELP.secondary_title(&fix.message).element(snippet));
        }
    }
    groups
}

/// Labels, each with its number among the finding's.
type Numbered<'a> = Vec<(usize, &'a Label)>;

/// The labels of each source, sources in the order of first mention; the index tells the fault's own place (0).
fn by_source(labels: &[Label]) -> Vec<(&Arc<Source>, Numbered<'_>)> {
    let mut groups: Vec<(&Arc<Source>, Numbered<'_>)> = Vec::new();
    for (index, label) in labels.iter().enumerate() {
        match groups.iter_mut().find(|(source, _)| Arc::ptr_eq(source, &label.source)) {
            Some((_, group)) => group.push((index, label)),
            None => groups.push((&label.source, vec![(index, label)])),
        }
    }
    groups
}

/// The labels that one excerpt shows: all of them, unless lines are so long that only a part of them is shown, which would
/// leave out some.
fn shown_together<'l>(source: &Source, labels: &'l [(usize, &'l Label)]) -> Vec<&'l [(usize, &'l Label)]> {
    if labels.len() < 2 || Window::around(source, labels.iter().map(|(_, label)| &label.range)).whole {
        vec![labels]
    } else {
        labels.chunks(1).collect()
    }
}

/// The lines of a source that a report shows: the renderer reads all that it is given, and a source may be huge or a
/// line a megabyte long.
struct Window {
    text: String,
    first_line: usize,
    start: usize,
    /// How many blanks stand for what is cut before the text.
    pad: usize,
    /// Whether the lines are shown whole.
    whole: bool,
}

impl Window {
    fn around<'r>(source: &Source, ranges: impl Iterator<Item = &'r Range<usize>>) -> Self {
        let (mut first, mut last) = (usize::MAX, 0);
        let (mut start, mut end) = (usize::MAX, 0);
        for range in ranges {
            (start, end) = (start.min(range.start), end.max(range.end));
            first = first.min(source.line_of(range.start));
            last = last.max(source.line_of(source.clamp(range.end.min(range.start + LONGEST_LINE))));
        }
        let (from, to) = (source.line_range(first).start, source.line_range(last).end);
        if to - from <= LONGEST_LINE.max(4096) && (first..=last).all(|n| source.line_range(n).len() <= LONGEST_LINE) {
            return Self {
                text: source.slice(from..to).to_owned(),
                first_line: source.position(from).line,
                start: from,
                pad: 0,
                whole: true,
            };
        }
        let from = source.clamp(start.saturating_sub(40).max(from));
        let to = source.clamp(end.min(start + LONGEST_LINE).saturating_add(40)).max(from);
        let text = source.slice(from..to.min(from + 2 * LONGEST_LINE).min(source.text().len()));
        let text = if text.is_empty() { source.slice(from..to) } else { text };
        // Blanks stand for what is cut before, so that the renderer counts the column right; it shows them as dots.
        let cut = source.position(from);
        let pad = (cut.column - 1).min(MOST_BLANKS);
        let text = " ".repeat(pad) + text;
        Self { text, pad, first_line: cut.line, start: from, whole: false }
    }

    /// A range of the source as a range of the window's text: on character boundaries and within it, for the renderer
    /// panics on any other.
    fn place(&self, range: &Range<usize>) -> Range<usize> {
        let place = |offset: usize| {
            self.text.floor_char_boundary((self.pad + offset.saturating_sub(self.start)).min(self.text.len()))
        };
        let (start, end) = (place(range.start), place(range.end));
        start..end.max(start)
    }
}
