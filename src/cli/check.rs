//! `engross check`

use std::path::Path;

use super::args::Check;
use super::{CannotRun, Outcome, open, output};
use crate::diagnostic::{self, Diagnostic};
use crate::form::Form;
use crate::{document, filing, render};

pub(super) fn run(args: &Check) -> Result<Outcome, CannotRun> {
    let mut findings = Vec::new();
    for file in &args.files {
        let mut found = if file.extension().is_some_and(|extension| extension == "form") {
            definition(file)?
        } else {
            self::filing(file, args.form.form.as_deref())?
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

/// What is wrong with a filing, and with the document that it gives.
fn filing(path: &Path, form: Option<&str>) -> Result<Vec<Diagnostic>, CannotRun> {
    let opened = open::filing(path, form)?;
    let mut findings = opened.findings;
    if let (Some(form), Some(node)) = (&opened.form, &opened.node) {
        let (filing, faults) = filing::read(form, &opened.source, node);
        findings.extend(faults);
        if let Some(filing) = filing {
            let (document, faults) = document::document(&filing);
            findings.extend(faults);
            findings.extend(render::text::render(&document).1);
        }
    }
    Ok(findings)
}
