//! A redline as a page: what changed in elements that say so, and over the form a list of the changes.

use super::places::Places;
use super::{Page, changes};
use crate::diagnostic::Diagnostic;
use crate::diff::Changes;
use crate::document::{Block, Document, Mark};
use crate::render::markup::{self, told};

/// Writes a redline as a page for a browser: the document that [`crate::diff::redline`] made, under a list of its changes.
pub fn redline(document: &Document, changes: &Changes) -> (String, Vec<Diagnostic>) {
    let (body, places) = super::written(document, Places::of(changes));
    let title = format!("{}, with changes marked", markup::title(document));
    let style = concat!(include_str!("style.css"), include_str!("redline.css"));
    let body = changes::list(changes, &places) + &body;
    (markup::put(&super::SHELL, &title, style, body), Vec::new())
}

/// The element that a mark is, and its class.
pub(super) fn element(mark: Mark) -> (&'static str, &'static str) {
    match mark {
        Mark::Gone => ("del", ""),
        Mark::New => ("ins", ""),
        Mark::MovedAway => ("del", "moved"),
        Mark::MovedHere => ("ins", "moved"),
    }
}

impl Page<'_> {
    /// Something inline, in the element of its mark.
    pub(super) fn marked(&mut self, mark: Option<Mark>, write: impl FnOnce(&mut Self)) {
        let Some((name, class)) = mark.map(element) else { return write(self) };
        // What came stands off from what it came for, where no blank parts them.
        let classes = match (class, self.touches.take().is_some()) {
            (class, false) => class,
            ("", true) => "apart",
            (_, true) => "moved apart",
        };
        self.out.open(name, &[("class", classes)]);
        write(self);
        self.out.close(name);
    }

    /// Words of the renderer's own, of a mark where the blocks around have none.
    pub(super) fn said(&mut self, words: &str, mark: Option<Mark>) {
        let mark = self.mark.or(mark);
        let (before, core, after) = markup::within_blanks(words);
        self.out.words(before);
        self.marked(mark, |page| page.out.words(core));
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
        let Some(note) = mark.and_then(told) else { return };
        self.out.open("i", &[("class", "told")]);
        self.out.words(note);
        self.out.close("i");
        self.out.words(" ");
    }

    /// Blocks that went, came or moved as a whole.
    pub(super) fn marked_blocks(&mut self, mark: Mark, blocks: &[Block]) {
        let close = std::mem::take(&mut self.close);
        if self.mark.is_none() && told(mark).is_some() {
            self.open("p", "before", &[]);
            self.note(Some(mark));
            self.close("p");
            self.close = true;
        } else {
            self.close = close;
        }
        let outer = self.mark.replace(mark);
        match blocks {
            [block] => self.block(block),
            blocks => self.record(blocks),
        }
        self.mark = outer;
    }
}
