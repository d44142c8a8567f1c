//! `engross render`

use super::args::Render;
use super::{CannotRun, Outcome, open, output};

pub(super) fn run(args: &Render) -> Result<Outcome, CannotRun> {
    let format = args.output.format()?;
    let (mut documents, findings) = open::written(open::filing(&args.filing, args.form.form.as_deref())?, &[format]);
    output::report(&findings, args.findings.format);
    match documents.pop() {
        Some(document) => {
            output::document(&document, format, &args.output.output, &[&args.filing])?;
            Ok(Outcome::Done)
        }
        None => Ok(Outcome::InputHasErrors),
    }
}
