//! `engross completions`

use std::path::Path;

use clap::CommandFactory as _;

use super::args::{Arguments, Completions};
use super::{CannotRun, Outcome, output};

pub(super) fn run(args: &Completions) -> Result<Outcome, CannotRun> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Arguments::command(), "engross", &mut script);
    output::write(&script, Path::new("-"), &[])?;
    Ok(Outcome::Done)
}
