//! Document -> HTML as EDGAR takes it.
//!
//! In: a [`Document`]. Out: only the elements and attributes that EDGAR allows, in ASCII, without a style sheet, a script or
//! a table within a table; what a browser shows of it looks like the printed form. There is nothing that it cannot say.

mod answers;
mod blocks;
mod boxes;
mod inline;
mod redline;
mod rows;
mod signature;
mod style;

use std::sync::LazyLock;

use minijinja::Environment;

use super::markup::{self, Charset, Markup};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Mark};
use redline::Whole;
use style::Space;

pub use redline::redline;

static SHELL: LazyLock<Environment<'static>> =
    LazyLock::new(|| markup::shell(include_str!("shell.html"), Charset::Ascii));

/// Writes a document as HTML for EDGAR.
///
/// ```
/// use engross::builtin::{self, BuiltIn};
/// let (form, _) = engross::form::compile(&BuiltIn, builtin::find("12b-25", Some("2003")).unwrap());
/// let (blank, _) = engross::document::blank(&form.unwrap());
/// let (html, findings) = engross::render::html::render(&blank);
/// assert!(findings.is_empty());
/// assert!(html.is_ascii());
/// assert!(html.contains("&#9744;"));
/// ```
pub fn render(document: &Document) -> (String, Vec<Diagnostic>) {
    (written(document, &markup::title(document), false), Vec::new())
}

fn written(document: &Document, title: &str, r_tags: bool) -> String {
    let out = Markup::new(Charset::Ascii, ("font", &[("style", "white-space:nowrap")]));
    let (space, depth, in_cell) = (Space::None, 0, false);
    let mut html =
        Html { document, out, space, depth, in_cell, mark: None, touches: None, marks: 0, r_tags, whole: None };
    html.blocks(&document.blocks);
    markup::put(&SHELL, title, style::BODY, html.out.finish())
}

/// Writes the blocks of a document.
struct Html<'d> {
    document: &'d Document,
    out: Markup,
    /// The space over the next element.
    space: Space,
    /// How many sections stand around.
    depth: usize,
    /// Whether a table stands around, within which there may be no other.
    in_cell: bool,
    /// What an amendment did to the blocks that are being written.
    mark: Option<Mark>,
    /// The mark of what touches what comes next.
    touches: Option<Mark>,
    /// How much of the document was marked so far.
    marks: usize,
    /// Whether what is changed stands between EDGAR's `<R>` tags.
    r_tags: bool,
    /// The paragraph or table that is being written.
    whole: Option<Whole>,
}

impl Html<'_> {
    /// Opens an element that begins a block, with the space over it.
    fn open(&mut self, name: &str, style: &str) {
        let style = format!("{}{style}", self.margin());
        self.begin(name);
        self.touches = None;
        self.out.open(name, &[("style", style.trim_end_matches(';'))]);
    }

    fn margin(&mut self) -> String {
        let space = std::mem::take(&mut self.space);
        if space == Space::None { "margin:0;".to_owned() } else { format!("margin:{} 0 0;", space.size()) }
    }

    fn close(&mut self, name: &str) {
        self.out.close(name);
        self.end(name);
    }

    /// Opens a table that fills the width. Browsers let tables inherit little without a document type, and EDGAR takes
    /// none.
    fn open_table(&mut self, style: &str) {
        let style = format!("{}{}{style}", self.margin(), style::TABLE);
        let attributes = [("width", "100%"), ("cellspacing", "0"), ("cellpadding", "0"), ("border", "0")];
        let attributes: Vec<_> = attributes.into_iter().chain([("style", style.trim_end_matches(';'))]).collect();
        self.begin("table");
        self.out.open("table", &attributes);
        self.out.open("tr", &[]);
        self.in_cell = true;
    }

    fn close_table(&mut self) {
        self.out.close("tr");
        self.close("table");
        self.in_cell = false;
    }
}
