//! Strips -> pages.

use super::strip::{Strip, height};
use super::style::{MARGIN, PAGE};

/// A strip on a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed<'s> {
    /// From the top of the page.
    pub(super) y: f32,
    pub(super) strip: &'s Strip,
    /// Whether it was there before: the headings of a table that goes on.
    pub(super) again: bool,
}

/// A page, from top to bottom.
pub(super) type Page<'s> = Vec<Placed<'s>>;

/// Where the page ends.
const END: f32 = PAGE.1 - MARGIN;

/// Fills pages. Strips that are kept together move to the next page together, unless they are more than a page.
pub(super) fn pages<'s>(strips: &'s [Strip], tables: &'s [Vec<Strip>]) -> Vec<Page<'s>> {
    let mut pages = Pages { done: Vec::new(), page: Vec::new(), y: MARGIN, table: None, tables };
    for kept in strips.chunk_by(|before, next| before.keep && !next.page) {
        let Some(first) = kept.first() else { continue };
        if first.page {
            pages.turn();
            continue;
        }
        let tall = height(kept);
        let space = if pages.page.is_empty() { 0.0 } else { first.space };
        let heads = pages.heads(first);
        if pages.y + space + tall > END && MARGIN + heads + tall <= END {
            pages.turn();
        }
        for strip in kept {
            pages.place(strip);
        }
    }
    if !pages.page.is_empty() || pages.done.is_empty() {
        pages.done.push(pages.page);
    }
    pages.done
}

struct Pages<'s> {
    done: Vec<Page<'s>>,
    page: Page<'s>,
    y: f32,
    /// The table whose rows the page holds last.
    table: Option<usize>,
    tables: &'s [Vec<Strip>],
}

impl<'s> Pages<'s> {
    fn turn(&mut self) {
        if !self.page.is_empty() {
            self.done.push(std::mem::take(&mut self.page));
            self.y = MARGIN;
        }
    }

    /// The headings that stand over a strip on a new page: those of the table that it goes on with.
    fn again(&self, strip: &Strip) -> &'s [Strip] {
        let number = strip.table.filter(|number| self.table == Some(*number));
        number.and_then(|number| self.tables.get(number)).map_or(&[], Vec::as_slice)
    }

    fn heads(&self, strip: &Strip) -> f32 {
        let heads = self.again(strip);
        if heads.is_empty() { 0.0 } else { height(heads) + strip.space }
    }

    fn place(&mut self, strip: &'s Strip) {
        if !self.page.is_empty() && self.y + strip.space + strip.height > END {
            self.turn();
        }
        if self.page.is_empty() {
            for head in self.again(strip) {
                self.page.push(Placed { y: self.y, strip: head, again: true });
                self.y += head.height;
            }
        }
        if !self.page.is_empty() {
            self.y += strip.space;
        }
        self.table = strip.table;
        self.page.push(Placed { y: self.y, strip, again: false });
        self.y += strip.height;
    }
}
