//! `engross diff`

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::args::{Diff, DiffFormat};
use super::{CannotRun, Outcome, open, output};
use crate::diagnostic::{self, Diagnostic};
use crate::diff::{self, Changes};
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
        let (filing, found) = opened.read();
        // What only warns of a filing says nothing about its changes.
        if filing.is_none() {
            findings.extend(found);
        }
        filing
    });
    diagnostic::sort(&mut findings);
    // An original that both are read from has its faults once.
    let place =
        |finding: &Diagnostic| finding.place().map(|label| (label.source.name().to_owned(), label.range.clone()));
    findings.dedup_by(|one, other| one.message == other.message && place(one) == place(other));
    let [Some(before), Some(after)] = read else {
        output::report(&findings, args.findings.format);
        return Err(CannotRun("the filings cannot be compared while they have errors".to_owned()));
    };
    let (changes, deadline) = compared(&before, &after)?;
    let outcome = if changes.any() { Outcome::Different } else { Outcome::Done };
    let redline = || {
        let redline = diff::redline(document::document(&before).0, document::document(&after).0, deadline);
        // The report and the JSON say so themselves.
        if deadline.is_some_and(|deadline| Instant::now() > deadline) {
            output::warn("the comparison was cut short: some changes are marked larger than they are");
        }
        redline
    };
    let inputs = [original.files(), amended.files()].concat();
    let text = match format {
        Some(DiffFormat::Docx) => {
            tracked(&redline(), args, &inputs)?;
            return Ok(outcome);
        }
        Some(DiffFormat::Json) => diff::json(&changes),
        Some(DiffFormat::Text) => render::text::render(&redline()).0,
        Some(DiffFormat::Html) => render::html::redline(&redline(), args.r_tags).0,
        Some(DiffFormat::Page) => render::page::redline(&redline(), &changes).0,
        None if args.summary => diff::summary(&changes),
        None => diff::report(&changes, args.all),
    };
    if args.output == Path::new("-") {
        output::coloured(&text)?;
    } else {
        output::write(anstream::adapter::strip_str(&text).to_string().as_bytes(), &args.output, &inputs)?;
    }
    Ok(outcome)
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
