//! `engross diff`

use std::path::Path;
use std::time::{Duration, Instant};

use super::args::{Diff, DiffFormat};
use super::{CannotRun, Outcome, open, output};
use crate::diagnostic::{self, Diagnostic};
use crate::diff::{self, Changes};
use crate::filing::Filing;
use crate::{document, render};

/// How long two filings are compared before what is left counts as changed.
const PATIENCE: Duration = Duration::from_secs(5);

pub(super) fn run(args: &Diff) -> Result<Outcome, CannotRun> {
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
    let text = match args.to {
        Some(DiffFormat::Json) => diff::json(&changes),
        Some(DiffFormat::Text) => {
            let (original, _) = document::document(&before);
            let (amended, _) = document::document(&after);
            let redline = diff::redline(original, amended, &changes, deadline);
            // The report and the JSON say so themselves.
            if deadline.is_some_and(|deadline| Instant::now() > deadline) {
                output::warn("the comparison was cut short: some changes are marked larger than they are");
            }
            render::text::render(&redline).0
        }
        None if args.summary => diff::summary(&changes),
        None => diff::report(&changes, args.all),
    };
    if args.output == Path::new("-") {
        output::coloured(&text)?;
    } else {
        let inputs = [original.files(), amended.files()].concat();
        let inputs: Vec<&Path> = inputs.iter().map(AsRef::as_ref).collect();
        output::write(anstream::adapter::strip_str(&text).to_string().as_bytes(), &args.output, &inputs)?;
    }
    Ok(if changes.any() { Outcome::Different } else { Outcome::Done })
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
