//! `engross render`

use super::args::Render;
use super::{CannotRun, Outcome, open, output};

pub(super) fn run(args: &Render) -> Result<Outcome, CannotRun> {
    let (text, findings) = open::written(open::filing(&args.filing, args.form.form.as_deref())?);
    output::report(&findings, args.findings.format);
    match text {
        Some(text) => {
            output::write(text.as_bytes(), &args.output.output, &[&args.filing])?;
            Ok(Outcome::Done)
        }
        None => Ok(Outcome::InputHasErrors),
    }
}
