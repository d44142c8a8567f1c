//! `engross forms`

use std::fmt::Write as _;
use std::path::Path;

use super::args::Forms;
use super::{CannotRun, Outcome, output};
use crate::builtin::{self, BuiltIn};
use crate::form;

pub(super) fn run(_: &Forms) -> Result<Outcome, CannotRun> {
    let widest = builtin::FORMS.iter().map(|(name, edition, _)| name.len() + 1 + edition.len()).max().unwrap_or(0);
    let mut out = String::new();
    for (name, edition, path) in builtin::FORMS {
        let title = form::compile(&BuiltIn, Path::new(path)).0.map(|form| form.title).unwrap_or_default();
        let _ = writeln!(out, "{:widest$}  {title}", format!("{name}@{edition}"));
    }
    output::write(out.as_bytes(), Path::new("-"), &[])?;
    Ok(Outcome::Done)
}
