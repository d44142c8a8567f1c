//! `engross diff`

use std::path::Path;
use std::time::{Duration, Instant};

use super::args::{Diff, DiffFormat};
use super::open::Opened;
use super::{CannotRun, Outcome, open, output};
use crate::diagnostic::{self, Diagnostic};
use crate::filing::{self, Filing};
use crate::{diff, document, render};

/// How long two filings are compared before what is left counts as changed.
const PATIENCE: Duration = Duration::from_secs(5);

pub(super) fn run(args: &Diff) -> Result<Outcome, CannotRun> {
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
    let text = match args.to {
        Some(DiffFormat::Json) => diff::json(&changes),
        Some(DiffFormat::Text) => {
            let (original, _) = document::document(&before);
            let (amended, _) = document::document(&after);
            render::text::render(&diff::redline(original, amended, &changes, deadline)).0
        }
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
    Ok(if changes.any() { Outcome::Different } else { Outcome::Done })
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
