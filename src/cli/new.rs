//! `engross new`

use std::path::{Component, Path, PathBuf};

use super::args::New;
use super::compiled::Forms;
use super::{CannotRun, Outcome, intake, open, output};
use crate::data::Node;
use crate::form::Named;
use crate::source::Source;
use crate::{diagnostic, filing, new};

pub(super) fn run(args: &New) -> Result<Outcome, CannotRun> {
    output::refuse_to_replace(&args.output)?;
    let (form, mut findings) = Forms::default().form(&args.form)?;
    let path = if open::is_built_in(&args.form) { None } else { Some(path_from(&args.output, Path::new(&args.form))) };
    let named = path.as_deref().map_or(Named::BuiltIn, Named::Path);
    let mut text = None;
    let mut complete = true;
    if let Some(form) = form.filter(|_| !diagnostic::any_errors(&findings)) {
        if let Some(old) = &args.from {
            intake::refuse_filed(old)?;
            let (source, node, faults) = open::data(old)?;
            findings.extend(faults);
            if let Some(original) = node.as_ref().and_then(filing::amends) {
                let old = old.display();
                return Err(CannotRun(format!(
                    "`{old}` leaves out what it does not restate of `{original}`; name a filing that amends no other"
                )));
            }
            // What could not be read would be lost.
            if let Some(node) = node.filter(|_| !diagnostic::any_errors(&findings)) {
                let carried = filing::carry(&form, &source, &node);
                findings.extend(carried.findings());
                complete = carried.left.is_empty();
                let known = known(old, &source, &node, new::empty(&form, named));
                text = Some(new::from(&form, named, &source, &node, &carried, &known));
            }
        } else if args.example {
            text = Some(new::example(&form, named));
        } else {
            text = Some(new::empty(&form, named));
        }
    }
    diagnostic::sort(&mut findings);
    output::report(&findings, args.findings.format);
    let Some(text) = text else { return Ok(Outcome::InputHasErrors) };
    output::create(text.as_bytes(), &args.output)?;
    Ok(if complete { Outcome::Done } else { Outcome::InputHasErrors })
}

/// Texts whose comments are the program's own: the new file, and the one that was made for the old filing's form.
fn known(old: &Path, source: &std::sync::Arc<Source>, node: &Node, empty: String) -> Vec<String> {
    let mut known = vec![empty];
    if let Some(form) = open::form_of(&Forms::default(), old, source, node) {
        known.push(new::empty(&form, Named::BuiltIn));
    }
    known
}

/// How a filing at one path names a definition at another.
pub(super) fn path_from(filing: &Path, definition: &Path) -> String {
    let folder = filing.parent().filter(|_| filing != Path::new("-"));
    let relative = match folder {
        Some(folder) if definition.is_relative() && !folder.as_os_str().is_empty() => {
            let places = folder.canonicalize().ok().zip(definition.canonicalize().ok());
            places.map(|(folder, definition)| between(&folder, &definition))
        }
        _ => None,
    };
    let path = relative.unwrap_or_else(|| definition.to_owned());
    let text = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    if path.is_absolute() || text.starts_with("./") || text.starts_with("../") { text } else { format!("./{text}") }
}

/// The way from a folder to a file.
fn between(folder: &Path, file: &Path) -> PathBuf {
    let shared = folder.components().zip(file.components()).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return file.to_owned();
    }
    let up = folder.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(file.components().skip(shared)).collect()
}
