//! What a form prints, in order: statements with their words compiled and their fields found.

use super::name::Name;
use super::scope::Guard;
use super::template::Template;
use crate::source::Span;
use crate::syntax::Words;

/// How boxes print in plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    /// A checked box: `[X]`.
    pub on: Name,
    /// An empty box: `[ ]`.
    pub off: Name,
}

impl Default for Marks {
    fn default() -> Self {
        Self { on: "[X]".into(), off: "[ ]".into() }
    }
}

/// Where an answer stands beside its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Placement {
    /// After the label, on its line.
    #[default]
    Beside,
    /// Under the label.
    Below,
    /// The label stands under the answer's line.
    Caption,
}

/// How the boxes of a group stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Arrangement {
    /// One to a line.
    #[default]
    Down,
    /// Side by side after the label.
    Across,
    /// In so many columns.
    Columns(usize),
}

/// A statement that prints.
#[derive(Debug)]
#[expect(missing_docs, reason = "the parts are named after the statements' parts in the language reference")]
pub enum Layout {
    Masthead(Vec<Layout>),
    Section {
        label: Template,
        title: Option<Template>,
        numbered: bool,
        body: Vec<Layout>,
    },
    Item {
        label: Template,
        body: Vec<Layout>,
    },
    Row(Vec<Layout>),
    /// The block once for each record of the field's list.
    Repeat {
        field: usize,
        body: Vec<Layout>,
    },
    /// `asked` tells whether the condition depends on an answer.
    When {
        guard: Guard,
        asked: bool,
        body: Vec<Layout>,
        otherwise: Vec<Layout>,
    },
    Answer {
        field: usize,
        label: Template,
        placement: Placement,
        span: Span,
    },
    /// A field that does not print where it stands.
    Hidden {
        field: usize,
        label: Template,
    },
    Choice {
        field: usize,
        label: Template,
        arrangement: Arrangement,
        marks: Option<Marks>,
        boxes: Vec<BoxLayout>,
        span: Span,
    },
    /// A single check box; `body` is under the guard.
    Flag {
        field: usize,
        checked: BoxLayout,
        span: Span,
    },
    Table {
        field: usize,
        caption: Template,
        columns: Vec<Column>,
        span: Span,
    },
    /// `list`: the field whose records sign; the other three are the scope's fields.
    Signature {
        list: Option<usize>,
        preamble: Template,
        date: usize,
        name: usize,
        title: usize,
        span: Span,
    },
    Words {
        kind: Words,
        words: Template,
    },
    Line(Template),
    Rule,
    Page,
}

/// One box: its words and what follows when it is checked.
#[derive(Debug)]
pub struct BoxLayout {
    /// The words beside the mark.
    pub text: Template,
    /// Further words, where the first are a short label.
    pub more: Option<Template>,
    /// What must follow, and the guard under which it does.
    pub body: Option<(Guard, Vec<Layout>)>,
    /// Where the definition declares it.
    pub span: Span,
}

/// A column of a table.
#[derive(Debug)]
pub struct Column {
    /// The field's index in the table's scope.
    pub field: usize,
    /// Its heading.
    pub heading: Template,
    /// Where the definition declares it.
    pub span: Span,
}
