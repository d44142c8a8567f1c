//! Document -> a page for a browser.
//!
//! In: a [`Document`]. Out: one HTML file that needs no other: landmarks, headings in order, boxes as lists with their names
//! and states, every answer with its path in the data; it reads on a phone, by day and by night, and prints as the form.

mod answers;
mod blocks;
mod boxes;
mod changes;
mod inline;
mod places;
mod redline;
mod rows;
mod signature;

use std::sync::{Arc, LazyLock};

use minijinja::Environment;

use super::kinds::is_title;
use super::markup::{self, Charset, Markup};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Document, Mark};
use places::Places;

pub use redline::redline;

static SHELL: LazyLock<Environment<'static>> =
    LazyLock::new(|| markup::shell(include_str!("shell.html"), Charset::Unicode));

/// Writes a document as a page for a browser.
///
/// ```
/// use engross::builtin::{self, BuiltIn};
/// let (form, _) = engross::form::compile(&BuiltIn, builtin::find("12b-25", Some("2003")).unwrap());
/// let (blank, _) = engross::document::blank(&form.unwrap());
/// let (page, findings) = engross::render::page::render(&blank);
/// assert!(findings.is_empty());
/// assert!(page.contains("<h1>FORM "));
/// ```
pub fn render(document: &Document) -> (String, Vec<Diagnostic>) {
    let (body, _) = written(document, Places::default());
    (markup::put(&SHELL, &markup::title(document), include_str!("style.css"), body), Vec::new())
}

fn markup() -> Markup {
    Markup::new(Charset::Unicode, ("span", &[("class", "together")]))
}

/// A document's header and matter, and where in it changes stand.
fn written(document: &Document, places: Places) -> (String, Places) {
    let (within, mark) = (None, None);
    let mut page = Page {
        document,
        out: markup(),
        ids: 0,
        depth: 0,
        close: false,
        titled: false,
        within,
        mark,
        touches: None,
        places,
    };
    // The masthead is the page's header; what follows is its matter.
    let blocks = match document.blocks.split_first() {
        Some((Block::Masthead(lines), blocks)) if lines.iter().any(is_title) => {
            page.out.open("header", &[]);
            page.masthead(lines);
            page.out.close("header");
            blocks
        }
        _ => &document.blocks,
    };
    page.out.open("main", &[]);
    if !page.titled {
        page.out.open("h1", &[("class", "unseen")]);
        page.out.words(&document.title);
        page.out.close("h1");
    }
    page.blocks(blocks);
    page.out.close("main");
    (page.out.finish(), page.places)
}

/// Writes the blocks of a document.
struct Page<'d> {
    document: &'d Document,
    out: Markup,
    /// How many identifiers have been given.
    ids: usize,
    /// How many sections stand around.
    depth: usize,
    /// Whether the next element stands close to the one before.
    close: bool,
    /// Whether the page has its title.
    titled: bool,
    /// The path of the answer that is being written, where an element around it bears it.
    within: Option<Arc<str>>,
    /// What an amendment did to the blocks that are being written.
    mark: Option<Mark>,
    /// The mark of what touches what comes next.
    touches: Option<Mark>,
    /// Where changes stand.
    places: Places,
}

impl Page<'_> {
    /// Opens an element that begins a block, of classes parted by blanks.
    fn open(&mut self, name: &str, classes: &str, attributes: &[(&str, &str)]) {
        self.touches = None;
        let close = std::mem::take(&mut self.close);
        let classes = match (classes, close) {
            ("", false) => None,
            ("", true) => Some("close".to_owned()),
            (classes, false) => Some(classes.to_owned()),
            (classes, true) => Some(format!("{classes} close")),
        };
        let class = classes.as_deref().map(|classes| ("class", classes));
        let attributes: Vec<_> = class.into_iter().chain(attributes.iter().copied()).collect();
        self.out.open(name, &attributes);
    }

    fn close(&mut self, name: &str) {
        self.out.close(name);
    }

    /// An identifier, by which one element names another.
    fn id(&mut self) -> String {
        self.ids += 1;
        format!("e{}", self.ids)
    }
}
