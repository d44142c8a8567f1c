//! `engross render`

use super::args::Render;
use super::compiled::Forms;
use super::{CannotRun, Outcome, intake, open, output};

pub(super) fn run(args: &Render) -> Result<Outcome, CannotRun> {
    let format = args.output.format()?;
    intake::refuse_filed(&args.filing)?;
    let opened = open::filing(&Forms::default(), &args.filing, args.form.form.as_deref())?;
    if args.restated_only && opened.node.is_some() && opened.sources.len() < 2 {
        return Err(CannotRun(format!("`{}` amends no other filing, so it restates nothing", args.filing.display())));
    }
    // Texts are called by names that can be shown, which not every path is.
    let inputs = [vec![args.filing.clone()], opened.files()].concat();
    let (mut documents, findings) = open::written(&opened, &[format], args.restated_only);
    output::report(&findings, args.findings.format);
    match documents.pop() {
        Some(document) => {
            output::document(&document, format, &args.output.output, &inputs)?;
            Ok(Outcome::Done)
        }
        None => Ok(Outcome::InputHasErrors),
    }
}
