//! `engross diff`

use std::collections::HashSet;
use std::path::Path;
use std::time::{Duration, Instant};

use super::args::{Diff, DiffFormat};
use super::compiled::Forms;
use super::open::Opened;
use super::{CannotRun, Outcome, open, output};
use crate::diagnostic::{self, Code, Diagnostic, Severity};
use crate::diff::{self, Change, Changes};
use crate::document::Document;
use crate::filing::Filing;
use crate::render::Format;
use crate::render::docx::Reviser;
use crate::{document, render};

/// How long two filings are compared before what is left counts as changed.
const PATIENCE: Duration = Duration::from_secs(5);

pub(super) fn run(args: &Diff) -> Result<Outcome, CannotRun> {
    let format = args.format()?;
    if format != Some(DiffFormat::Docx) && (args.author.is_some() || args.date.is_some()) {
        return Err(CannotRun("only the tracked changes of `--to docx` bear a name and a day".to_owned()));
    }
    let forms = Forms::default();
    let original = open::filing(&forms, &args.original, args.form.form.as_deref())?;
    let amended = open::amending(&forms, &args.amended, args.form.form.as_deref(), &original)?;
    let refused = |NotCompared { findings, reason }: NotCompared| {
        output::report(&findings, args.findings.format);
        reason
    };
    let ([before, after], findings) = both(&original, &amended).map_err(refused)?;
    // A filed text is compared as it was filed.
    output::report(&findings, args.findings.format);
    let mut reviser = Reviser { date: args.date, ..Reviser::default() };
    if let Some(author) = &args.author {
        reviser.author = author;
    }
    let report = if args.summary { Report::Summary } else { Report::Whole { all: args.all } };
    let wanted = Wanted { format, report, r_tags: args.r_tags, reviser };
    let written = written(&before, &after, &wanted, &mut output::warn).map_err(refused)?;
    let given = vec![args.original.clone(), args.amended.clone()];
    let inputs = [given, original.files(), amended.files()].concat();
    match written.bytes {
        Bytes::Document(bytes) => {
            output::report(&written.findings, args.findings.format);
            output::document(&bytes, Format::Docx, &args.output, &inputs)?;
        }
        Bytes::Text(text) if args.output == Path::new("-") => output::coloured(&text)?,
        Bytes::Text(text) => output::write(plain_words(&text).as_bytes(), &args.output, &inputs)?,
    }
    Ok(if written.different { Outcome::Different } else { Outcome::Done })
}

/// A text without its colours.
pub(super) fn plain_words(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

/// Why two filings are not compared, or the comparison is not written.
pub(super) struct NotCompared {
    pub(super) findings: Vec<Diagnostic>,
    pub(super) reason: CannotRun,
}

impl From<CannotRun> for NotCompared {
    fn from(reason: CannotRun) -> Self {
        Self { findings: Vec::new(), reason }
    }
}

/// The answers of an original and of what amends it, and what is to be known of those of a filed text.
pub(super) fn both<'o>(
    original: &'o Opened,
    amended: &'o Opened,
) -> Result<([Filing<'o>; 2], Vec<Diagnostic>), NotCompared> {
    let mut findings = Vec::new();
    let read = [original, amended].map(|opened| {
        let (filing, found) = opened.comparable();
        // What only warns of a filing says nothing about its changes.
        if filing.is_none() || diagnostic::any_errors(&found) {
            findings.extend(found);
        }
        filing
    });
    let findings = once(findings);
    let [Some(before), Some(after)] = read else {
        let filed = [original, amended].into_iter().any(Opened::is_filed);
        let mend = if filed { "; `engross read` writes a filed text as YAML, to be mended and compared" } else { "" };
        let reason = CannotRun(format!("the filings cannot be compared while they have errors{mend}"));
        return Err(NotCompared { findings, reason });
    };
    Ok(([before, after], findings))
}

/// How changes are to be written.
pub(super) struct Wanted<'a> {
    /// Without one, a report is written.
    pub(super) format: Option<DiffFormat>,
    pub(super) report: Report,
    pub(super) r_tags: bool,
    pub(super) reviser: Reviser<'a>,
}

/// What the report says.
#[derive(Debug, Clone, Copy)]
pub(super) enum Report {
    Summary,
    /// Every change; with `all`, what was not restated as well.
    Whole {
        all: bool,
    },
}

/// Changes that were written.
pub(super) struct Written {
    pub(super) bytes: Bytes,
    pub(super) different: bool,
    /// What is to be known of the output.
    pub(super) findings: Vec<Diagnostic>,
}

/// What was written of changes.
pub(super) enum Bytes {
    /// With escapes for colours, if it is for people.
    Text(String),
    Document(Vec<u8>),
}

/// Writes the changes between two filings. What else is to be known of them is said to `warn`.
pub(super) fn written(
    before: &Filing<'_>,
    after: &Filing<'_>,
    wanted: &Wanted<'_>,
    warn: &mut dyn FnMut(&str),
) -> Result<Written, NotCompared> {
    let (changes, deadline) = compared(before, after)?;
    let different = changes.any();
    if let Some([amendment, amended, other]) = changes.strays() {
        warn(&format!("`{amendment}` amends `{amended}`, and is compared with `{other}`"));
    }
    let redline = |[before, after]: [Document; 2], warn: &mut dyn FnMut(&str)| {
        let redline = diff::redline(before, after, &changes, deadline);
        // The report and the JSON say so themselves.
        if deadline.is_some_and(|deadline| Instant::now() > deadline) {
            warn("the comparison was cut short: some changes are marked larger than they are");
        }
        redline
    };
    let documents = [before, after].map(|filing| document::document(filing).0);
    let text = match wanted.format {
        Some(DiffFormat::Docx) => {
            let (bytes, findings) = tracked(&redline(documents, warn), wanted.reviser)?;
            return Ok(Written { bytes: Bytes::Document(bytes), different, findings });
        }
        Some(DiffFormat::Json) => diff::json(&changes),
        Some(DiffFormat::Text) => {
            fit_for_text(&documents)?;
            warn_of_signs(&changes, |_| true, warn);
            plain(&redline(documents.map(render::text::in_plain_characters), warn))?
        }
        Some(DiffFormat::Html) => render::html::redline(&redline(documents, warn), wanted.r_tags).0,
        Some(DiffFormat::Page) => render::page::redline(&redline(documents, warn), &changes).0,
        None => match wanted.report {
            Report::Summary => diff::summary(&changes),
            Report::Whole { all } => {
                warn_of_signs(&changes, |change| all || change.kind.differs(), warn);
                diff::report(&changes, all)
            }
        },
    };
    Ok(Written { bytes: Bytes::Text(text), different, findings: Vec::new() })
}

/// Findings in order; what both filings are read from has its faults once.
fn once(mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostic::sort(&mut findings);
    let mut said = HashSet::new();
    findings.retain(|finding| {
        let place = finding.place().map(|label| (label.source.name().to_owned(), label.range.clone()));
        said.insert((finding.message.clone(), place))
    });
    findings
}

/// Refuses what plain text cannot say, as it is refused without marks.
fn fit_for_text(documents: &[Document; 2]) -> Result<(), NotCompared> {
    let mut findings: Vec<Diagnostic> =
        documents.iter().flat_map(|document| render::text::render(document).1).collect();
    findings.retain(|finding| finding.severity == Severity::Error);
    refuse(once(findings))
}

/// A redline as plain text. Its tables are wider than those of the filings.
fn plain(redline: &Document) -> Result<String, NotCompared> {
    let (text, mut findings) = render::text::render(redline);
    findings.retain(|finding| finding.code == Code::TooWide);
    refuse(findings)?;
    Ok(diff::coloured(&text))
}

fn refuse(findings: Vec<Diagnostic>) -> Result<(), NotCompared> {
    if findings.is_empty() {
        return Ok(());
    }
    let reason = "the redline cannot be written as plain text; `--to page` or `--to docx` can";
    Err(NotCompared { findings, reason: CannotRun(reason.to_owned()) })
}

/// Says which answers hold what looks like a mark.
fn warn_of_signs(changes: &Changes, shown: impl Fn(&Change) -> bool, warn: &mut dyn FnMut(&str)) {
    for (path, sign) in changes.signs(shown) {
        warn(&format!(
            "`{path}` has `{sign}` in it, which looks like a mark of a change; `--to page` and `--to docx` have no such marks"
        ));
    }
}

/// A redline for Word.
fn tracked(redline: &Document, reviser: Reviser<'_>) -> Result<(Vec<u8>, Vec<Diagnostic>), NotCompared> {
    let (bytes, findings) = render::docx::redline(redline, reviser);
    if diagnostic::any_errors(&findings) {
        let reason = CannotRun("the redline cannot be written for Word".to_owned());
        return Err(NotCompared { findings, reason });
    }
    Ok((bytes, findings))
}

/// The changes between two filings, and when their comparison must end.
pub(super) fn compared(before: &Filing<'_>, after: &Filing<'_>) -> Result<(Changes, Option<Instant>), CannotRun> {
    if before.form.name != after.form.name {
        let reason = format!("form `{}` cannot be compared with form `{}`", before.form.name, after.form.name);
        return Err(CannotRun(reason));
    }
    let deadline = Instant::now().checked_add(PATIENCE);
    Ok((diff::compare(before, after, deadline), deadline))
}
