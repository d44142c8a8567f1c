//! What is wrong, where, and how to mend it.
//!
//! In: faults found by any stage. Out: [`Diagnostic`]s, sorted by place, drawn by one renderer for each output
//! ([`human`], [`short`], [`json`]). The wording of a stage's faults stands in that stage's `faults.rs`; what each code
//! means stands in `pages/`, a page a code, by its id.

mod code;
pub mod human;
pub mod json;
mod nearest;
pub mod short;

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

pub use code::{Code, STAGES};
pub use nearest::nearest;

use crate::source::Source;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is written until it is mended.
    Error,
    /// The document is written; a careful filer looks at this first.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A place in a source and what is to be said of it; the message may be empty.
#[derive(Debug, Clone)]
pub struct Label {
    /// The text that the place is in.
    pub source: Arc<Source>,
    /// The bytes.
    pub range: Range<usize>,
    /// A few words, or nothing.
    pub message: String,
}

/// A change of a source that would mend the fault.
#[derive(Debug, Clone)]
pub struct Fix {
    /// What the change does: "write `report`".
    pub message: String,
    /// The text to change.
    pub source: Arc<Source>,
    /// The bytes to replace.
    pub range: Range<usize>,
    /// What to put there.
    pub replacement: String,
}

/// One fault or doubt: a stable code, a message that can stand alone, and its places, the first of which is the
/// fault's own.
///
/// ```
/// use engross::diagnostic::{Code, Diagnostic};
/// use engross::source::Source;
/// let source = Source::new("a.yaml", "raport: 10-K");
/// let fault = Diagnostic::new(Code::UnknownKey, "the form has no answer `raport`").at(&source, 0..6, "not asked");
/// assert_eq!(fault.code.id(), "D020");
/// assert_eq!(engross::diagnostic::short::render(&[fault]),
///     "a.yaml:1:1: error[D020]: the form has no answer `raport`\n");
/// ```
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// What kind of fault.
    pub code: Code,
    /// Error or warning.
    pub severity: Severity,
    /// What was found and what was expected, in one line.
    pub message: String,
    /// The places; the first is the fault's own.
    pub labels: Vec<Label>,
    /// How to mend it.
    pub help: Option<String>,
    /// A change that would mend it.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A finding of the code's own severity, without a place yet.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        let severity = code.severity();
        Self { code, severity, message: message.into(), labels: Vec::new(), help: None, fix: None }
    }

    /// Adds a place; the first one added is the fault's own. A place outside the text, or within a character, is brought
    /// to the nearest one that is not.
    pub fn at(mut self, source: &Arc<Source>, range: Range<usize>, message: impl Into<String>) -> Self {
        let start = source.clamp(range.start);
        let end = source.text().ceil_char_boundary(range.end).min(source.text().len());
        let range = start..end.max(start);
        self.labels.push(Label { source: Arc::clone(source), range, message: message.into() });
        self
    }

    /// Says how to mend it.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Offers to put `replacement` in place of the fault's own place.
    pub fn replace(self, message: impl Into<String>, replacement: impl Into<String>) -> Self {
        let Some(range) = self.labels.first().map(|label| label.range.clone()) else { return self };
        self.patch(message, range, replacement)
    }

    /// Offers to put `replacement` at a place in the fault's own source.
    pub fn patch(mut self, message: impl Into<String>, range: Range<usize>, replacement: impl Into<String>) -> Self {
        if let Some(label) = self.labels.first() {
            let source = Arc::clone(&label.source);
            self.fix = Some(Fix { message: message.into(), source, range, replacement: replacement.into() });
        }
        self
    }

    /// The fault's own place.
    pub fn place(&self) -> Option<&Label> {
        self.labels.first()
    }
}

/// So many findings of one file are looked for, and some more: whoever has them mends these first, and a file of megabytes may
/// have millions.
pub(crate) const MOST: usize = 1_000;

/// Whether any finding is an error.
pub fn any_errors(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}

/// Sorts findings by place: findings without one first, then by file in the order of first mention, line and column;
/// of two at one place, the one with the longer reach first. The same finding twice is said once.
pub fn sort(findings: &mut Vec<Diagnostic>) {
    let mut files: Vec<String> = Vec::new();
    for label in findings.iter().filter_map(Diagnostic::place) {
        if !files.iter().any(|file| file == label.source.name()) {
            files.push(label.source.name().to_owned());
        }
    }
    findings.sort_by_cached_key(|finding| {
        finding.place().map(|label| {
            let file = files.iter().position(|file| file == label.source.name());
            (file, label.range.start, Reverse(label.range.end), finding.code.id())
        })
    });
    findings.dedup_by(|b, a| {
        let place = |finding: &Diagnostic| finding.place().map(|l| (l.source.name().to_owned(), l.range.clone()));
        a.code == b.code && a.message == b.message && place(a) == place(b)
    });
}

/// The first words of a text, as a message shows them.
pub(crate) fn excerpt(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default();
    match line.char_indices().nth(40) {
        Some((at, _)) => format!("{}...", line.split_at(at).0),
        None => line.to_owned(),
    }
}
