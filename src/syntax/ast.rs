//! Typed syntax: statements as the language has them, each part with its place. What was faulty in the text has been
//! reported and left out, or stands as an empty part.

use super::Str;
use crate::source::Span;

/// The statements of one file.
#[derive(Debug, Default, Clone)]
pub struct File {
    /// The statements, in order.
    pub statements: Vec<Statement>,
    /// Places of text that could not be understood: names that it may have declared are not reported as unknown.
    pub lost: Vec<Span>,
}

/// The statements of a block in braces.
pub type Block = Vec<Statement>;

/// One statement.
#[derive(Debug, Clone)]
pub struct Statement {
    /// The place of its keyword (of its string, for a bare line).
    pub keyword: Span,
    /// Which statement, with its parts.
    pub kind: Kind,
}

/// A word with its place: a path, a key, a type, a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The word as written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// An expression's text with its place, comments not taken out.
#[derive(Debug, Clone)]
pub struct ExprText {
    /// The expression, trimmed.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A modifier.
#[derive(Debug, Clone)]
pub struct Modifier {
    /// Where its word stands.
    pub span: Span,
    /// Which one.
    pub kind: ModifierKind,
}

/// The modifiers of the language.
#[derive(Debug, Clone)]
pub enum ModifierKind {
    /// The answer may be left out.
    Optional,
    /// The answer stands under its label.
    Below,
    /// The label stands under the answer's line.
    Caption,
    /// Not printed where it stands.
    Hidden,
    /// What tells a record of a list from the others.
    Key,
    /// How a date prints.
    Format(Str),
    /// Boxes side by side.
    Across,
    /// Boxes one to a line.
    Down,
    /// Boxes in so many columns.
    Columns(Name),
    /// How boxes print in plain text.
    Marks(Str, Str),
    /// What a section holds is numbered.
    Numbered,
}

/// What a group of check boxes asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChoiceKind {
    /// Exactly one box.
    One,
    /// Any number of boxes.
    Any,
    /// Yes or no.
    YesNo,
}

/// Fixed words, each of a kind, so that every format can style it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// The form's name or title.
    Title,
    /// A heading.
    Heading,
    /// Running text.
    Text,
    /// An instruction to the filer.
    Instruction,
    /// A notice or warning.
    Notice,
    /// A remark.
    Note,
}

/// `field` and `column`.
#[derive(Debug, Clone)]
pub struct FieldStatement {
    /// Where the answer lies in the data.
    pub path: Name,
    /// The type's name.
    pub type_name: Name,
    /// The modifiers, in order.
    pub modifiers: Vec<Modifier>,
    /// The label.
    pub label: Str,
}

/// `choose`.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What is asked.
    pub kind: ChoiceKind,
    /// Where the answer lies in the data.
    pub path: Name,
    /// The modifiers, in order.
    pub modifiers: Vec<Modifier>,
    /// The label.
    pub label: Str,
    /// The boxes, or nothing where no block was given.
    pub body: Option<Block>,
}

/// `box`, in a group or alone.
#[derive(Debug, Clone)]
pub struct BoxStatement {
    /// The key in a group; the path of a box that stands alone.
    pub key: Name,
    /// The words beside the mark.
    pub text: Str,
    /// Further words, where the first are a short label such as `(a)`.
    pub more: Option<Str>,
    /// What must follow when it is checked.
    pub body: Option<Block>,
}

/// The statements of the language.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the language reference documents the statements; the parts are named after it")]
pub enum Kind {
    Form { name: Str, title: Option<Str> },
    Edition(Name),
    Authority(Str),
    Submission(Str),
    Width(Name),
    Marks { on: Str, off: Str },
    Masthead(Block),
    Section { label: Str, title: Option<Str>, modifiers: Vec<Modifier>, body: Block },
    Item { label: Str, body: Block },
    Row(Block),
    Repeat { path: Name, body: Block },
    When { condition: ExprText, body: Block, otherwise: Option<Block> },
    Include(Str),
    Field(FieldStatement),
    Choose(Choice),
    Box(BoxStatement),
    Table { path: Name, modifiers: Vec<Modifier>, caption: Str, body: Block },
    Column(FieldStatement),
    Signature { path: Name, repeat: bool, modifiers: Vec<Modifier>, preamble: Str },
    Words { kind: Words, words: Str },
    Line(Str),
    Rule,
    Page,
    Type { name: Name, pattern: Str, what: Str },
    Let { name: Name, value: Option<ExprText> },
    Demand { warn: bool, condition: ExprText, message: Str },
}

impl Statement {
    /// The blocks that it holds.
    pub fn bodies(&self) -> Vec<&Block> {
        let (first, second) = match &self.kind {
            Kind::Masthead(body)
            | Kind::Section { body, .. }
            | Kind::Item { body, .. }
            | Kind::Row(body)
            | Kind::Repeat { body, .. }
            | Kind::Table { body, .. } => (Some(body), None),
            Kind::When { body, otherwise, .. } => (Some(body), otherwise.as_ref()),
            Kind::Choose(Choice { body, .. }) | Kind::Box(BoxStatement { body, .. }) => (body.as_ref(), None),
            Kind::Form { .. }
            | Kind::Edition(_)
            | Kind::Authority(_)
            | Kind::Submission(_)
            | Kind::Width(_)
            | Kind::Marks { .. }
            | Kind::Include(_)
            | Kind::Field(_)
            | Kind::Column(_)
            | Kind::Signature { .. }
            | Kind::Words { .. }
            | Kind::Line(_)
            | Kind::Rule
            | Kind::Page
            | Kind::Type { .. }
            | Kind::Let { .. }
            | Kind::Demand { .. } => (None, None),
        };
        first.into_iter().chain(second).collect()
    }

    /// The same statement, each of its blocks changed.
    pub fn map_bodies(mut self, mut change: impl FnMut(Block) -> Block) -> Self {
        let mut apply = |body: &mut Block| *body = change(std::mem::take(body));
        if let Kind::Masthead(body)
        | Kind::Section { body, .. }
        | Kind::Item { body, .. }
        | Kind::Row(body)
        | Kind::Repeat { body, .. }
        | Kind::Table { body, .. }
        | Kind::When { body, .. }
        | Kind::Choose(Choice { body: Some(body), .. })
        | Kind::Box(BoxStatement { body: Some(body), .. }) = &mut self.kind
        {
            apply(body);
        }
        if let Kind::When { otherwise: Some(body), .. } = &mut self.kind {
            apply(body);
        }
        self
    }

    /// The box, if it is one.
    pub fn check_box(&self) -> Option<&BoxStatement> {
        if let Kind::Box(check_box) = &self.kind { Some(check_box) } else { None }
    }

    /// Whether it belongs to the head of a definition.
    pub fn is_header(&self) -> bool {
        matches!(
            self.kind,
            Kind::Form { .. }
                | Kind::Edition(_)
                | Kind::Authority(_)
                | Kind::Submission(_)
                | Kind::Width(_)
                | Kind::Marks { .. }
        )
    }
}
