//! Text of a definition -> lossless tree -> typed syntax.
//!
//! In: the text of one file of a form definition. Out: a [`File`] of typed [`Statement`]s, each part with its place, and
//! every fault of the text. Parsing cannot fail: a broken file still gives a tree ([`Tree`]) and the statements that
//! could be understood. The grammar is `grammar/form.pest`.

mod ast;
mod build;
mod faults;
mod format;
pub(crate) mod keywords;
mod mend;
mod strings;
mod tree;

pub use ast::{
    Block, BoxStatement, Choice, ChoiceKind, ExprText, FieldStatement, File, Kind, Modifier, ModifierKind, Name,
    Statement, Words,
};
pub use format::{format, same_but_for_layout};
pub use strings::Str;
pub use tree::{Rule, Tree};

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};

/// Blocks and brackets may be nested this deep; real forms need six.
pub const DEEPEST: usize = 64;

/// Reads one file of a definition. Every fault is added to `findings`; `file` is the number that the places carry.
///
/// ```
/// use engross::source::Source;
/// let source = Source::new("a.form", "form \"T-1\"\nfeild x: text \"A\"\ntext \"Hello\"");
/// let mut findings = Vec::new();
/// let file = engross::syntax::parse(&source, 0, &mut findings);
/// assert_eq!(file.statements.len(), 2);
/// assert_eq!(findings[0].message, "`feild` is no statement");
/// ```
pub fn parse(source: &Arc<Source>, file: u16, findings: &mut Vec<Diagnostic>) -> File {
    if let Some(offset) = tree::too_deep(source.text()) {
        findings.push(faults::too_deep(source, offset));
        return File { statements: Vec::new(), lost: vec![Span::new(file, 0..source.text().len())] };
    }
    let mended = mend::mend(source, findings);
    match tree::parse(&mended.text).map(|tree| tree.moved(&|offset| mended.back(offset))) {
        Ok(tree) => build::build(&tree, source, file, findings),
        Err(offset) => {
            findings.push(faults::too_deep(source, mended.back(offset)));
            File { statements: Vec::new(), lost: vec![Span::new(file, 0..source.text().len())] }
        }
    }
}
