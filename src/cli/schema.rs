//! `engross schema`

use std::path::PathBuf;

use super::args::Schema;
use super::compiled::Forms;
use super::{CannotRun, Outcome, open, output};
use crate::diagnostic;
use crate::form::Named;
use crate::schema::{self, Draft};

pub(super) fn run(args: &Schema) -> Result<Outcome, CannotRun> {
    let (form, findings) = Forms::default().form(&args.form)?;
    output::report(&findings, args.findings.format);
    let Some(form) = form.filter(|_| !diagnostic::any_errors(&findings)) else { return Ok(Outcome::InputHasErrors) };
    let named = if open::is_built_in(&args.form) { Named::BuiltIn } else { Named::Path(&args.form) };
    let draft = if args.draft.is_some() { Draft::Seven } else { Draft::Of2020 };
    let text = format!("{:#}\n", schema::schema(&form, named, draft));
    output::write(text.as_bytes(), &args.output, &[PathBuf::from(&args.form)])?;
    Ok(Outcome::Done)
}
