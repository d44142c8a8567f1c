//! `engross read`

use std::path::{Path, PathBuf};

use super::args::{FindingsFormat, Read, ReadFormat};
use super::compiled::Forms;
use super::open::cannot_read;
use super::world::Machine;
use super::{CannotRun, Outcome, intake, new, output};
use crate::diagnostic::{self, Diagnostic};
use crate::diff;
use crate::read::Reading;
use crate::world::{LARGEST_FILED, World as _};

pub(super) fn run(args: &Read) -> Result<Outcome, CannotRun> {
    let path = &args.filed;
    if path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") {
        let name = path.display();
        return Err(CannotRun(format!("`{name}` is the YAML of a filing; `engross check {name}` checks it")));
    }
    let bytes = Machine.read(path, LARGEST_FILED).map_err(|error| cannot_read(path, &error))?;
    let name = if path == Path::new("-") { "<stdin>".to_owned() } else { path.display().to_string() };
    let word = args.form.as_deref();
    let named = word.map(|word| new::path_from(&args.output, Path::new(word))).unwrap_or_default();
    intake::known(&Forms::default(), word, &named, |known| {
        match known.and_then(|known| known.read(&name, bytes).map_err(|fault| vec![*fault])) {
            Ok(reading) => write(args, &reading),
            Err(findings) => {
                output::report(&findings, FindingsFormat::Human);
                Ok(Outcome::InputHasErrors)
            }
        }
    })?
}

/// Writes the answers, then says what is to be known of them.
fn write(args: &Read, reading: &Reading<'_>) -> Result<Outcome, CannotRun> {
    let (text, findings) = written(reading, args.format);
    let mut inputs = vec![args.filed.clone()];
    inputs.extend(args.form.iter().map(PathBuf::from));
    output::write(text.as_bytes(), &args.output, &inputs)?;
    output::report(&findings, FindingsFormat::Human);
    output::tell(&reading.report(&findings, &diff::coloured), !findings.is_empty());
    Ok(if diagnostic::any_errors(&findings) { Outcome::InputHasErrors } else { Outcome::Done })
}

/// What was read as it is written, and what is to be known of the answers.
pub(super) fn written(reading: &Reading<'_>, format: ReadFormat) -> (String, Vec<Diagnostic>) {
    let text = match format {
        ReadFormat::Yaml => reading.yaml(),
        ReadFormat::Json => reading.json(),
    };
    let (_, mut findings) = reading.filing();
    // Whether the form's rules hold is for `check`.
    findings.retain(|finding| !finding.code.id().starts_with('R'));
    (text, findings)
}
