//! `engross blank`

use std::path::PathBuf;

use super::args::Blank;
use super::compiled::Forms;
use super::{CannotRun, Outcome, open, output};
use crate::diagnostic;
use crate::{document, render};

pub(super) fn run(args: &Blank) -> Result<Outcome, CannotRun> {
    let format = args.output.format()?;
    let (form, mut findings) = Forms::default().form(&args.form)?;
    let mut inputs = vec![PathBuf::from(&args.form)];
    let document = form.map(|form| {
        inputs.extend(open::files(&form));
        let (document, faults) = document::blank(&form);
        findings.extend(faults);
        let (bytes, faults) = render::render(&document, format);
        findings.extend(faults);
        bytes
    });
    output::report(&findings, args.findings.format);
    match document {
        Some(document) if !diagnostic::any_errors(&findings) => {
            output::document(&document, format, &args.output.output, &inputs)?;
            Ok(Outcome::Done)
        }
        _ => Ok(Outcome::InputHasErrors),
    }
}
