//! `engross check`

use std::path::Path;

use super::args::{Check, Target};
use super::compiled::Forms;
use super::{CannotRun, Outcome, filed, open, output};
use crate::diagnostic::{self, Diagnostic};
use crate::edgar::Kind;
use crate::render::Format;
use crate::{document, render};

pub(super) fn run(args: &Check) -> Result<Outcome, CannotRun> {
    let mut findings = Vec::new();
    let mut unread = Vec::new();
    let forms = Forms::default();
    for file in &args.files {
        // A file that cannot be read does not keep the others from being checked.
        match check(&forms, file, args) {
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

fn check(forms: &Forms, file: &Path, args: &Check) -> Result<Vec<Diagnostic>, CannotRun> {
    let name = file.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let document = Kind::of_name(&name);
    let formats: &[Format] = match args.target {
        Some(Target::Edgar) if document.is_some() || file == Path::new("-") => return filed::check(file, document),
        Some(Target::Edgar) => &[Format::Text, Format::Html],
        None => &[Format::Text],
    };
    if file.extension().is_some_and(|extension| extension == "form") {
        return definition(forms, file, formats);
    }
    if args.target.is_some() && !file.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") {
        let what = "`.txt`, `.htm`, or a filing or definition to be written as both";
        return Err(CannotRun(format!("`{}` is nothing that is checked for EDGAR: expected {what}", file.display())));
    }
    let opened = open::filing(forms, file, args.form.form.as_deref())?;
    // How the words of a filed text would be set is not asked: they are set already.
    Ok(open::written(&opened, if opened.is_filed() { &[] } else { formats }, false).1)
}

/// What is wrong with a definition, and with the words that it prints.
fn definition(forms: &Forms, path: &Path, formats: &[Format]) -> Result<Vec<Diagnostic>, CannotRun> {
    let (form, mut findings) = forms.definition(path)?;
    if let Some(form) = &form {
        let (document, faults) = document::blank(form);
        findings.extend(faults);
        findings.extend(formats.iter().flat_map(|format| render::render(&document, *format).1));
    }
    Ok(findings)
}
