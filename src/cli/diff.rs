//! `engross diff`

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::args::{Diff, DiffFormat};
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
    let original = open::filing(&args.original, args.form.form.as_deref())?;
    let amended = open::amending(&args.amended, args.form.form.as_deref(), &original)?;
    let mut findings = Vec::new();
    let read = [&original, &amended].map(|opened| {
        let (filing, found) = opened.comparable();
        // What only warns of a filing says nothing about its changes.
        if filing.is_none() || diagnostic::any_errors(&found) {
            findings.extend(found);
        }
        filing
    });
    let findings = once(findings);
    let [Some(before), Some(after)] = read else {
        output::report(&findings, args.findings.format);
        let filed = [&original, &amended].into_iter().any(open::Opened::is_filed);
        let mend = if filed { "; `engross read` writes a filed text as YAML, to be mended and compared" } else { "" };
        return Err(CannotRun(format!("the filings cannot be compared while they have errors{mend}")));
    };
    // A filed text is compared as it was filed.
    output::report(&findings, args.findings.format);
    let (changes, deadline) = compared(&before, &after)?;
    let outcome = if changes.any() { Outcome::Different } else { Outcome::Done };
    if let Some([amendment, amended, other]) = changes.strays() {
        output::warn(&format!("`{amendment}` amends `{amended}`, and is compared with `{other}`"));
    }
    let redline = |[before, after]: [Document; 2]| {
        let redline = diff::redline(before, after, &changes, deadline);
        // The report and the JSON say so themselves.
        if deadline.is_some_and(|deadline| Instant::now() > deadline) {
            output::warn("the comparison was cut short: some changes are marked larger than they are");
        }
        redline
    };
    let documents = [&before, &after].map(|filing| document::document(filing).0);
    let inputs = [original.files(), amended.files()].concat();
    let text = match format {
        Some(DiffFormat::Docx) => {
            tracked(&redline(documents), args, &inputs)?;
            return Ok(outcome);
        }
        Some(DiffFormat::Json) => diff::json(&changes),
        Some(DiffFormat::Text) => {
            fit_for_text(&documents, args)?;
            warn_of_signs(&changes, |_| true);
            plain(&redline(documents.map(render::text::in_plain_characters)), args)?
        }
        Some(DiffFormat::Html) => render::html::redline(&redline(documents), args.r_tags).0,
        Some(DiffFormat::Page) => render::page::redline(&redline(documents), &changes).0,
        None if args.summary => diff::summary(&changes),
        None => {
            warn_of_signs(&changes, |change| args.all || change.kind.differs());
            diff::report(&changes, args.all)
        }
    };
    if args.output == Path::new("-") {
        output::coloured(&text)?;
    } else {
        output::write(anstream::adapter::strip_str(&text).to_string().as_bytes(), &args.output, &inputs)?;
    }
    Ok(outcome)
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
fn fit_for_text(documents: &[Document; 2], args: &Diff) -> Result<(), CannotRun> {
    let mut findings: Vec<Diagnostic> =
        documents.iter().flat_map(|document| render::text::render(document).1).collect();
    findings.retain(|finding| finding.severity == Severity::Error);
    refuse(&once(findings), args)
}

/// A redline as plain text. Its tables are wider than those of the filings.
fn plain(redline: &Document, args: &Diff) -> Result<String, CannotRun> {
    let (text, mut findings) = render::text::render(redline);
    findings.retain(|finding| finding.code == Code::TooWide);
    refuse(&findings, args)?;
    Ok(diff::coloured(&text))
}

fn refuse(findings: &[Diagnostic], args: &Diff) -> Result<(), CannotRun> {
    if findings.is_empty() {
        return Ok(());
    }
    output::report(findings, args.findings.format);
    Err(CannotRun("the redline cannot be written as plain text; `--to page` or `--to docx` can".to_owned()))
}

/// Says which answers hold what looks like a mark.
fn warn_of_signs(changes: &Changes, shown: impl Fn(&Change) -> bool) {
    for (path, sign) in changes.signs(shown) {
        output::warn(&format!(
            "`{path}` has `{sign}` in it, which looks like a mark of a change; `--to page` and `--to docx` have no such marks"
        ));
    }
}

/// Writes a redline for Word.
fn tracked(redline: &Document, args: &Diff, inputs: &[PathBuf]) -> Result<(), CannotRun> {
    let mut reviser = Reviser { date: args.date, ..Reviser::default() };
    if let Some(author) = &args.author {
        reviser.author = author;
    }
    let (bytes, findings) = render::docx::redline(redline, reviser);
    output::report(&findings, args.findings.format);
    if diagnostic::any_errors(&findings) {
        return Err(CannotRun("the redline cannot be written for Word".to_owned()));
    }
    output::document(&bytes, Format::Docx, &args.output, inputs)
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
