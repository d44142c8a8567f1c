//! Form + Filing -> [`Document`]: blocks of runs, each run knowing where it came from; the blank form is a document like
//! any other, its answers are holes.
//!
//! In: a [`Filing`]. Out: what is printed, in order, without a word about fonts or columns. Every renderer reads this.

mod build;
mod restated;
mod walk;

use std::sync::Arc;

pub use crate::form::{Arrangement, Marks, Name, Placement};
pub use crate::text::{
    Line, Mark, Origin, Paragraph, Run, RunKind, Stretch, Text, in_tables, is_hole, is_marked, plain, stretches,
};
pub(crate) use crate::text::{in_columns, table_lines, table_width};

use crate::diagnostic::{self, Diagnostic, Label};
use crate::filing::Filing;
use crate::form::Form;
use crate::source::{Source, Span};
use crate::syntax::Words;

/// A filing as it is printed, or a blank form.
///
/// ```
/// use engross::builtin::{self, BuiltIn};
/// let (form, _) = engross::form::compile(&BuiltIn, builtin::find("12b-25", None).unwrap());
/// let form = form.unwrap();
/// let (blank, findings) = engross::document::blank(&form);
/// assert!(findings.is_empty());
/// assert_eq!(blank.title, "Notification of Late Filing");
/// assert!(blank.blank);
/// ```
#[derive(Debug)]
pub struct Document {
    /// The form's name.
    pub form: String,
    /// The form's edition.
    pub edition: String,
    /// The form's title.
    pub title: String,
    /// The submission type for EDGAR, if the form says one and the answers tell it: `NT 10-K`.
    pub submission: Option<String>,
    /// Columns of plain text.
    pub width: usize,
    /// Whether it is a form to fill in.
    pub blank: bool,
    /// What is printed.
    pub blocks: Vec<Block>,
    /// The definition's files.
    pub form_sources: Vec<Arc<Source>>,
    /// The filing's files.
    pub data_sources: Vec<Arc<Source>>,
}

/// A check box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckBox {
    /// The path of the group's or the box's answer.
    pub path: Arc<str>,
    /// The box's key in the data; `yes` or `no` for a question; none for a single box.
    pub key: Option<Name>,
    /// Whether it is checked.
    pub checked: bool,
    /// The words beside it.
    pub text: Text,
    /// Further words, where the first are a short label such as `(a)`.
    pub more: Text,
    /// What follows because it is checked.
    pub blocks: Vec<Block>,
    /// What an amendment did to it.
    pub change: BoxChange,
    /// Where it came from.
    pub origin: Origin,
}

/// What an amendment did to a check box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BoxChange {
    /// Nothing.
    #[default]
    None,
    /// It was the other way before.
    Turned,
    /// The whole box went or came, for the editions have other boxes.
    Marked(Mark),
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its cells, one for each column.
    pub cells: Vec<Text>,
    /// What an amendment did to it.
    pub mark: Option<Mark>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub heading: Text,
    /// Whether it holds numbers, which stand to the right.
    pub numeric: bool,
    /// Where the definition declares it.
    pub form: Span,
}

/// Something printed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the parts are named after the statements' parts in the language reference")]
pub enum Block {
    /// The centred lines at the head.
    Masthead(Vec<Block>),
    /// A titled part; without a title, its label is its heading.
    Section { label: Text, title: Text, blocks: Vec<Block> },
    /// An item with a hanging label.
    Item { label: Text, blocks: Vec<Block> },
    /// Fixed words; none is a bare line of the masthead.
    Words { kind: Option<Words>, text: Text },
    /// An answer with its label. `narrative` tells that it is paragraphs, `open` that it is words of any length.
    Answer { label: Text, placement: Placement, value: Text, narrative: bool, open: bool },
    /// A group of check boxes.
    Choice { label: Text, arrangement: Arrangement, marks: Marks, boxes: Vec<CheckBox> },
    /// A single check box.
    Flag { checked: CheckBox, marks: Marks },
    /// Blocks side by side.
    Row(Vec<Block>),
    /// One record of a list, as a `repeat` prints it; its path is `items[2]`.
    Record { path: Arc<str>, blocks: Vec<Block> },
    /// Rows of answers.
    Table { caption: Text, columns: Vec<Column>, rows: Vec<Row> },
    /// What is signed, and by whom; the note stands under the signature, over the typed name.
    Signature { preamble: Text, date: Text, name: Text, title: Text, note: Text },
    /// A horizontal rule.
    Rule,
    /// A page break.
    Page,
    /// What an amendment did to whole blocks.
    Marked { mark: Mark, blocks: Vec<Block> },
}

impl Document {
    /// A place of a run as a label: in the data if it came from there, else in the definition.
    pub fn label(&self, origin: Origin, message: impl Into<String>) -> Option<Label> {
        let (sources, span) = match origin.data {
            Some(span) => (&self.data_sources, span),
            None => (&self.form_sources, origin.form),
        };
        let source = sources.get(usize::from(span.file))?;
        Some(Label { source: Arc::clone(source), range: span.range(), message: message.into() })
    }
}

/// Writes out a filing. Findings are faults of the definition's expressions on these answers.
pub fn document(filing: &Filing<'_>) -> (Document, Vec<Diagnostic>) {
    finish(build::build(filing, false))
}

/// The blank form, its answers holes.
pub fn blank(form: &Form) -> (Document, Vec<Diagnostic>) {
    finish(build::build(&Filing::blank(form), true))
}

fn finish((document, mut findings): (Document, Vec<Diagnostic>)) -> (Document, Vec<Diagnostic>) {
    diagnostic::sort(&mut findings);
    (document, findings)
}
