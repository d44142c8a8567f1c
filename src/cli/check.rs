//! `engross check`

use std::path::Path;

use super::args::Check;
use super::{CannotRun, Outcome, open, output};
use crate::diagnostic::{self, Diagnostic};
use crate::form::Form;
use crate::render::Format;
use crate::{document, render};

pub(super) fn run(args: &Check) -> Result<Outcome, CannotRun> {
    let mut findings = Vec::new();
    let mut unread = Vec::new();
    for file in &args.files {
        let checked = if file.extension().is_some_and(|extension| extension == "form") {
            definition(file)
        } else {
            open::filing(file, args.form.form.as_deref()).map(|opened| open::written(opened, Format::Text, false).1)
        };
        // A file that cannot be read does not keep the others from being checked.
        match checked {
            Ok(mut found) => {
                diagnostic::sort(&mut found);
                findings.extend(found);
            }
            Err(reason) => unread.push(reason),
        }
    }
    output::report(&findings, args.findings.format);
    let last = unread.pop();
    for CannotRun(reason) in &unread {
        output::complain(reason);
    }
    if let Some(last) = last {
        return Err(last);
    }
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
