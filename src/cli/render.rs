//! `engross render`

use super::args::Render;
use super::{CannotRun, Outcome, open, output};

pub(super) fn run(args: &Render) -> Result<Outcome, CannotRun> {
    let format = args.output.format()?;
    let opened = open::filing(&args.filing, args.form.form.as_deref())?;
    let inputs = opened.inputs(&args.filing);
    let (mut documents, findings) = open::written(opened, &[format]);
    output::report(&findings, args.findings.format);
    match documents.pop() {
        Some(document) => {
            output::document(&document, format, &args.output.output, &inputs)?;
            Ok(Outcome::Done)
        }
        None => Ok(Outcome::InputHasErrors),
    }
}
