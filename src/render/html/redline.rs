//! A redline for EDGAR: what went struck and red, what came underlined twice and blue, what moved green and said to have
//! moved. One line under words is an answer's.

use super::Html;
use super::style::Space;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Document, Mark};
use crate::render::markup::{self, told};

/// How what came is underlined: answers have one line.
const TWICE: &str = "text-decoration:underline double";

/// A term of a list and what hangs beside it, which no one element ends.
pub(super) const TERM: &str = "dt and dd";

/// A paragraph or a table that is being written.
#[derive(Debug)]
pub(super) struct Whole {
    /// The element that ends it.
    pub(super) name: &'static str,
    /// Where it begins.
    pub(super) at: usize,
    /// How much of the document was marked before it.
    pub(super) marks: usize,
}

/// Writes a redline as HTML for EDGAR. With `r_tags`, each paragraph and table that changed stands between `<R>` and `</R>`,
/// EDGAR's own marks of changed material, which it takes out before it publishes (17 CFR 232.310).
pub fn redline(document: &Document, r_tags: bool) -> (String, Vec<Diagnostic>) {
    let title = format!("{}, with changes marked", markup::title(document));
    (super::written(document, &title, r_tags), Vec::new())
}

impl Html<'_> {
    /// Something inline, in the manner of its mark.
    pub(super) fn marked(&mut self, mark: Option<Mark>, write: impl FnOnce(&mut Self)) {
        let Some(mark) = mark else { return write(self) };
        self.marks += 1;
        let (name, style) = match mark {
            Mark::Gone | Mark::MovedAway => ("strike", ""),
            Mark::New | Mark::MovedHere => ("u", TWICE),
        };
        let title = match mark {
            Mark::Gone => "deleted",
            Mark::New => "inserted",
            Mark::MovedAway => "moved from here",
            Mark::MovedHere => "moved to here",
        };
        // What came stands off from what it came for, where no blank parts them.
        let apart = if self.touches.take().is_some() { "margin-left:0.3em" } else { "" };
        self.out.open("font", &[("color", colour(mark)), ("title", title), ("style", apart)]);
        self.out.open(name, &[("style", style)]);
        write(self);
        self.out.close(name);
        self.out.close("font");
    }

    /// Words of the renderer's own, of a mark where the blocks around have none.
    pub(super) fn said(&mut self, words: &str, mark: Option<Mark>) {
        let mark = self.mark.or(mark);
        let (before, core, after) = markup::within_blanks(words);
        self.out.words(before);
        self.marked(mark, |html| html.out.words(core));
        self.out.words(after);
    }

    /// Says of a paragraph that it moved, unless that was said of what stands around.
    pub(super) fn tell(&mut self, mark: Option<Mark>) {
        if self.mark.is_none() {
            self.note(mark);
        }
    }

    /// Says of something that it moved.
    pub(super) fn note(&mut self, mark: Option<Mark>) {
        let Some((mark, note)) = mark.and_then(|mark| Some((mark, told(mark)?))) else { return };
        self.out.open("font", &[("color", colour(mark))]);
        self.out.open("i", &[]);
        self.out.words(note);
        self.out.close("i");
        self.out.close("font");
        self.out.words(" ");
    }

    /// Blocks that went, came or moved as a whole.
    pub(super) fn marked_blocks(&mut self, mark: Mark, blocks: &[Block]) {
        if self.mark.is_none() && told(mark).is_some() {
            self.open("p", "page-break-after:avoid;");
            self.note(Some(mark));
            self.close("p");
            self.space = Space::Little;
        }
        let outer = self.mark.replace(mark);
        self.blocks(blocks);
        self.mark = outer;
    }

    /// A paragraph or a table begins, if it is one and stands in no other.
    pub(super) fn begin(&mut self, name: &str) {
        let name = ["p", "pre", "table", "h1", "h2", "h3", "h4", "h5", "h6"].into_iter().find(|whole| *whole == name);
        if let (Some(name), None) = (name, &self.whole) {
            self.out.end_line();
            self.whole = Some(Whole { name, at: self.out.len(), marks: self.marks });
        }
    }

    /// An element ends.
    pub(super) fn end(&mut self, name: &str) {
        let Some(whole) = self.whole.take_if(|whole| whole.name == name) else { return };
        if self.r_tags && self.marks > whole.marks {
            self.out.enclose(whole.at, "<R>", "</R>");
        }
    }
}

/// Colours that can be read on white.
fn colour(mark: Mark) -> &'static str {
    match mark {
        Mark::Gone => "#b00020",
        Mark::New => "#0b3fc4",
        Mark::MovedAway | Mark::MovedHere => "#1b6b2f",
    }
}
