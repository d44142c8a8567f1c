//! `engross render`

use super::args::Render;
use super::{CannotRun, Outcome, open, output};
use crate::diagnostic;
use crate::{document, filing, render};

pub(super) fn run(args: &Render) -> Result<Outcome, CannotRun> {
    let opened = open::filing(&args.filing, args.form.form.as_deref())?;
    let mut findings = opened.findings;
    let mut text = None;
    if let (Some(form), Some(node)) = (&opened.form, &opened.node) {
        let (filing, faults) = filing::read(form, &opened.source, node);
        findings.extend(faults);
        if let Some(filing) = filing {
            let (document, faults) = document::document(&filing);
            findings.extend(faults);
            let (rendered, faults) = render::text::render(&document);
            findings.extend(faults);
            text = Some(rendered);
        }
    }
    diagnostic::sort(&mut findings);
    output::report(&findings, args.findings.format);
    match text {
        Some(text) if !diagnostic::any_errors(&findings) => {
            output::write(text.as_bytes(), &args.output.output, &[&args.filing])?;
            Ok(Outcome::Done)
        }
        _ => Ok(Outcome::InputHasErrors),
    }
}
