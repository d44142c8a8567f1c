//! `engross check`

use std::path::Path;

use super::args::Check;
use super::{CannotRun, Outcome, open, output};
use crate::diagnostic::{self, Diagnostic};
use crate::form::Form;
use crate::{document, render};

pub(super) fn run(args: &Check) -> Result<Outcome, CannotRun> {
    let mut findings = Vec::new();
    for file in &args.files {
        let mut found = if file.extension().is_some_and(|extension| extension == "form") {
            definition(file)?
        } else {
            open::written(open::filing(file, args.form.form.as_deref())?).1
        };
        diagnostic::sort(&mut found);
        findings.extend(found);
    }
    output::report(&findings, args.findings.format);
    Ok(if diagnostic::any_errors(&findings) { Outcome::InputHasErrors } else { Outcome::Done })
}

/// What is wrong with a definition, and with the words that it prints.
fn definition(path: &Path) -> Result<Vec<Diagnostic>, CannotRun> {
    let (form, mut findings) = open::definition(path)?;
    findings.extend(form.as_ref().map(blank).unwrap_or_default());
    Ok(findings)
}

fn blank(form: &Form) -> Vec<Diagnostic> {
    let (document, mut findings) = document::blank(form);
    findings.extend(render::text::render(&document).1);
    findings
}
