//! `engross diff`

use std::path::Path;
use std::time::{Duration, Instant};

use super::args::{Diff, DiffFormat};
use super::open::Opened;
use super::{CannotRun, Outcome, open, output};
use crate::diagnostic::{self, Diagnostic};
use crate::document::Document;
use crate::filing::{self, Filing};
use crate::render::Format;
use crate::render::docx::Reviser;
use crate::{diff, document, render};

/// How long two filings are compared before what is left counts as changed.
const PATIENCE: Duration = Duration::from_secs(10);

pub(super) fn run(args: &Diff) -> Result<Outcome, CannotRun> {
    if args.to != Some(DiffFormat::Docx) && (args.author.is_some() || args.date.is_some()) {
        return Err(CannotRun("only the tracked changes of `--to docx` bear a name and a day".to_owned()));
    }
    let original = open::filing(&args.original, args.form.form.as_deref())?;
    let amended = open::amending(&args.amended, args.form.form.as_deref(), Some(&original))?;
    let mut findings = Vec::new();
    let before = read(&original, &mut findings);
    let after = read(&amended, &mut findings);
    diagnostic::sort(&mut findings);
    let (Some(before), Some(after)) = (before, after) else {
        output::report(&findings, args.findings.format);
        return Err(CannotRun("the filings cannot be compared while they have errors".to_owned()));
    };
    if before.form.name != after.form.name {
        let reason = format!("form `{}` cannot be compared with form `{}`", before.form.name, after.form.name);
        return Err(CannotRun(reason));
    }
    let deadline = Instant::now().checked_add(PATIENCE);
    let changes = diff::compare(&before, &after, deadline);
    let outcome = if changes.any() { Outcome::Different } else { Outcome::Done };
    let redline = || diff::redline(document::document(&before).0, document::document(&after).0, deadline);
    let text = match args.to {
        Some(DiffFormat::Docx) => {
            tracked(&redline(), args)?;
            return Ok(outcome);
        }
        Some(DiffFormat::Json) => diff::json(&changes),
        Some(DiffFormat::Text) => render::text::render(&redline()).0,
        None if args.summary => diff::summary(&changes),
        None => diff::report(&changes, args.all),
    };
    if args.output == Path::new("-") {
        output::coloured(&text)?;
    } else {
        output::write(
            anstream::adapter::strip_str(&text).to_string().as_bytes(),
            &args.output,
            &[&args.original, &args.amended],
        )?;
    }
    Ok(outcome)
}

/// Writes a redline for Word.
fn tracked(redline: &Document, args: &Diff) -> Result<(), CannotRun> {
    let mut reviser = Reviser { date: args.date, ..Reviser::default() };
    if let Some(author) = &args.author {
        reviser.author = author;
    }
    let (bytes, findings) = render::docx::redline(redline, reviser);
    output::report(&findings, args.findings.format);
    if diagnostic::any_errors(&findings) {
        return Err(CannotRun("the redline cannot be written for Word".to_owned()));
    }
    output::document(&bytes, Format::Docx, &args.output, &[&args.original, &args.amended])
}

/// The answers of a filing; none where it has errors, which are found.
fn read<'f>(opened: &'f Opened, findings: &mut Vec<Diagnostic>) -> Option<Filing<'f>> {
    let mut found = opened.findings.clone();
    let mut filing = None;
    if let (Some(form), Some(node)) = (&opened.form, &opened.node) {
        let (read, faults) = filing::read(form, &opened.sources, node);
        found.extend(faults);
        filing = read;
    }
    let good = !diagnostic::any_errors(&found);
    // What only warns of a filing says nothing about its changes.
    if !good {
        findings.extend(found);
    }
    filing.filter(|_| good)
}
