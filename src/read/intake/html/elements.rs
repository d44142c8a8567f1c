//! What elements are to the lines of a page.

use super::looks::Looks;

/// What an element is, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It stands in a line.
    Inline,
    /// It stands in a line, and underlines what is in it.
    Underline,
    /// It has lines of its own, and is an empty line if nothing is in it.
    Block,
    /// A paragraph: the next block ends it.
    Paragraph,
    /// It has lines of its own.
    Part,
    /// Its lines stand as they are written.
    Preformatted,
    /// A list, or a list of terms.
    List,
    /// An item of a list.
    Item,
    /// A term, and what is said of it.
    Term,
    Detail,
    /// A table and what it is made of.
    Table,
    Rows,
    Row,
    Cell,
    Caption,
    /// A line's end, a rule, EDGAR's page break, a field of a form.
    Break,
    Rule,
    Page,
    Field,
    /// EDGAR's sign of a column in a preformatted table; elsewhere it is inline.
    Column,
    /// What is in it is not shown.
    Hidden,
    /// It shows nothing, and nothing is in it.
    Void,
}

impl Kind {
    pub(super) fn of(name: &[u8]) -> Self {
        match name {
            b"u" | b"ins" => Self::Underline,
            b"div" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"center" | b"blockquote" | b"address" => {
                Self::Block
            }
            b"p" => Self::Paragraph,
            b"html" | b"head" | b"body" | b"section" | b"article" | b"main" | b"header" | b"footer" | b"nav"
            | b"aside" | b"form" | b"fieldset" | b"legend" | b"figure" | b"figcaption" | b"details" | b"summary"
            | b"noframes" => Self::Part,
            b"pre" | b"listing" | b"xmp" | b"plaintext" => Self::Preformatted,
            b"ul" | b"ol" | b"dl" | b"dir" | b"menu" => Self::List,
            b"li" => Self::Item,
            b"dt" => Self::Term,
            b"dd" => Self::Detail,
            b"table" => Self::Table,
            b"thead" | b"tbody" | b"tfoot" => Self::Rows,
            b"tr" => Self::Row,
            b"td" | b"th" => Self::Cell,
            b"caption" => Self::Caption,
            b"br" => Self::Break,
            b"hr" => Self::Rule,
            b"page" => Self::Page,
            b"input" => Self::Field,
            b"s" | b"c" => Self::Column,
            b"title" | b"script" | b"style" | b"template" | b"noscript" | b"iframe" | b"noembed" | b"ix:header"
            | b"ix:hidden" | b"select" | b"svg" => Self::Hidden,
            b"img" | b"meta" | b"link" | b"col" | b"colgroup" | b"wbr" | b"area" | b"base" | b"basefont" | b"embed"
            | b"param" | b"source" | b"track" => Self::Void,
            _ => Self::Inline,
        }
    }

    /// What it is where its style says so.
    pub(super) fn looking(self, looks: Looks) -> Self {
        if looks.inline && matches!(self, Self::Block | Self::Paragraph | Self::Part) {
            Self::Inline
        } else if looks.block && matches!(self, Self::Inline | Self::Underline) {
            Self::Part
        } else {
            self
        }
    }

    /// Whether a start tag of it ends the line before.
    pub(super) fn is_block(self) -> bool {
        match self {
            Self::Block
            | Self::Paragraph
            | Self::Part
            | Self::Preformatted
            | Self::List
            | Self::Item
            | Self::Term
            | Self::Detail
            | Self::Table
            | Self::Rows
            | Self::Row
            | Self::Cell
            | Self::Caption
            | Self::Rule => true,
            Self::Inline
            | Self::Underline
            | Self::Break
            | Self::Page
            | Self::Field
            | Self::Column
            | Self::Hidden
            | Self::Void => false,
        }
    }

    /// Whether nothing is in it, so that it has no end.
    pub(super) fn is_void(self) -> bool {
        matches!(self, Self::Break | Self::Rule | Self::Page | Self::Field | Self::Void)
    }
}

/// The name of an element, or what is needed of it to know it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Name([u8; 16]);

impl Name {
    pub(super) fn of(name: &[u8]) -> Self {
        let mut kept = [0; 16];
        for (to, from) in kept.iter_mut().zip(name) {
            *to = *from;
        }
        Self(kept)
    }
}
