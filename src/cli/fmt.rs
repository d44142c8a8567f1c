//! `engross fmt`

use std::path::Path;

use similar::TextDiff;

use super::args::Fmt;
use super::world::Machine;
use super::{CannotRun, Outcome, open, output};
use crate::diagnostic;
use crate::source::Source;
use crate::syntax;
use crate::world::{LARGEST_DEFINITION, World as _, text};

pub(super) fn run(args: &Fmt) -> Result<Outcome, CannotRun> {
    // All are read before one is written: what cannot run changes nothing.
    let mut findings = Vec::new();
    let mut formatted = Vec::new();
    for file in &args.files {
        let bytes = Machine.read(file, LARGEST_DEFINITION).map_err(|error| open::cannot_read(file, &error))?;
        if file != Path::new("-") && file.extension().is_none_or(|extension| extension != "form") {
            let reason = "is not taken for a definition: its name does not end in `.form`";
            return Err(CannotRun(format!("`{}` {reason}", file.display())));
        }
        let name = if file == Path::new("-") { "<stdin>".to_owned() } else { file.display().to_string() };
        let before = match text(&name, bytes, LARGEST_DEFINITION) {
            Ok(text) => Source::new(name, text),
            Err(fault) => {
                findings.push(*fault);
                continue;
            }
        };
        let mut found = Vec::new();
        let _ = syntax::parse(&before, 0, &mut found);
        diagnostic::sort(&mut found);
        findings.extend(found);
        let after = Source::new(before.name(), syntax::format(&before));
        if !syntax::same_but_for_layout(&before, &after) {
            let reason = "its layout cannot be changed without changing what it says; nothing was written";
            return Err(CannotRun(format!("`{}`: {reason}; this is a fault of engross", before.name())));
        }
        formatted.push((file, before, after));
    }
    output::report(&findings, args.findings.format);
    let mut changes = false;
    for (file, before, after) in &formatted {
        let changed = before.text() != after.text();
        changes |= changed;
        if args.check {
            if changed {
                let diff = TextDiff::from_lines(before.text(), after.text());
                output::diff(&diff.unified_diff().header(before.name(), before.name()).to_string())?;
            }
        } else if file.as_path() == Path::new("-") {
            output::write(after.text().as_bytes(), file, &[])?;
        } else if changed {
            // A link stays a link: what it leads to is rewritten.
            let file = file.canonicalize().map_err(|error| open::cannot_read(file, &error))?;
            output::write(after.text().as_bytes(), &file, &[])?;
        }
    }
    let failed = diagnostic::any_errors(&findings) || args.check && changes;
    Ok(if failed { Outcome::InputHasErrors } else { Outcome::Done })
}
