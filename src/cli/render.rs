//! `engross render`

use super::args::Render;
use super::{CannotRun, Outcome, open, output};

pub(super) fn run(args: &Render) -> Result<Outcome, CannotRun> {
    let format = args.output.format()?;
    let (document, findings) = open::written(open::filing(&args.filing, args.form.form.as_deref())?, format);
    output::report(&findings, args.findings.format);
    match document {
        Some(document) => {
            output::document(&document, format, &args.output.output, &[&args.filing])?;
            Ok(Outcome::Done)
        }
        None => Ok(Outcome::InputHasErrors),
    }
}
