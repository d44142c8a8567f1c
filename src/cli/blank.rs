//! `engross blank`

use std::path::Path;

use super::args::Blank;
use super::{CannotRun, Outcome, open, output};
use crate::diagnostic;
use crate::{document, render};

pub(super) fn run(args: &Blank) -> Result<Outcome, CannotRun> {
    let (form, mut findings) = open::form(&args.form)?;
    let text = form.map(|form| {
        let (document, faults) = document::blank(&form);
        findings.extend(faults);
        let (text, faults) = render::text::render(&document);
        findings.extend(faults);
        text
    });
    output::report(&findings, args.findings.format);
    match text {
        Some(text) if !diagnostic::any_errors(&findings) => {
            output::write(text.as_bytes(), &args.output.output, &[Path::new(&args.form)])?;
            Ok(Outcome::Done)
        }
        _ => Ok(Outcome::InputHasErrors),
    }
}
