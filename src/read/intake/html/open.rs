//! The elements that are open.

use super::elements::{Kind, Name};
use super::looks::{Font, Looks};
use crate::read::intake::marks::SymbolFont;

/// How many elements are open at most: browsers stop there too. Half of it is kept for blocks, since inline elements are
/// often left open.
const MOST: usize = 512;
const MOST_INLINE: usize = 256;

/// An element that is open, and what was there when it began.
#[derive(Debug, Clone, Copy)]
pub(super) struct Element {
    pub(super) name: Name,
    pub(super) kind: Kind,
    pub(super) looks: Looks,
    /// How words in it look.
    pub(super) font: Option<SymbolFont>,
    pub(super) keeps: bool,
    pub(super) events: usize,
    pub(super) ended: usize,
    /// Where the words and the file were, and in which column.
    pub(super) words: usize,
    pub(super) file: usize,
    pub(super) column: u32,
}

/// The elements that are open, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Open {
    elements: Vec<Element>,
    /// How many more inline elements and blocks there are than are kept.
    more_inline: usize,
    more_blocks: usize,
}

/// What an end tag ends.
pub(super) enum Ends {
    Nothing,
    /// All elements from this depth on.
    From(usize),
}

impl Open {
    pub(super) fn depth(&self) -> usize {
        self.elements.len()
    }

    pub(super) fn last(&self) -> Option<&Element> {
        self.elements.last()
    }

    pub(super) fn push(&mut self, mut element: Element) {
        let most = if element.kind.is_block() { MOST } else { MOST_INLINE };
        if self.elements.len() >= most {
            *self.more(element.kind) += 1;
            return;
        }
        inherit(&mut element, self.elements.last());
        self.elements.push(element);
    }

    fn more(&mut self, kind: Kind) -> &mut usize {
        if kind.is_block() { &mut self.more_blocks } else { &mut self.more_inline }
    }

    pub(super) fn pop(&mut self) -> Option<Element> {
        self.elements.pop()
    }

    /// Forgets the elements that were not kept: an element around them has ended.
    pub(super) fn forget_more(&mut self) {
        self.more_inline = 0;
        self.more_blocks = 0;
    }

    /// What an end tag ends. An inline element that ends within a block ends there, and the block goes on.
    pub(super) fn end(&mut self, name: Name, kind: Kind) -> Ends {
        let more = self.more(kind);
        if *more > 0 {
            *more -= 1;
            return Ends::Nothing;
        }
        let within = |element: &&Element| !matches!(element.kind, Kind::Cell | Kind::Table | Kind::Caption);
        let above = self.elements.iter().rev().take_while(within).position(|element| element.name == name);
        let Some(at) = above.and_then(|above| self.elements.len().checked_sub(above + 1)) else {
            // A caption is what the elements in it cannot end; it can itself.
            let is_caption = kind == Kind::Caption && self.elements.last().is_some_and(|last| last.kind == kind);
            return if is_caption { Ends::From(self.elements.len() - 1) } else { Ends::Nothing };
        };
        let crosses = self.elements.iter().skip(at + 1).any(|element| element.kind.is_block());
        let is_block = kind.is_block() || self.elements.get(at).is_some_and(|element| element.kind.is_block());
        if is_block || !crosses {
            return Ends::From(at);
        }
        let (before, rest) = self.elements.split_at_mut(at);
        let mut outer = before.last().copied();
        for (index, element) in rest.iter_mut().enumerate() {
            if index == 0 {
                element.name = Name::default();
                element.looks = Looks::default();
                element.kind = Kind::Inline;
            }
            inherit(element, outer.as_ref());
            outer = Some(*element);
        }
        Ends::Nothing
    }

    /// From which depth on an open paragraph, or an item of the list, ends where the next begins.
    pub(super) fn implied(&self, ends: impl Fn(Kind) -> bool, within: impl Fn(Kind) -> bool) -> Option<usize> {
        let inner = self.elements.iter().rev().take_while(|element| within(element.kind));
        let above = inner.enumerate().find(|(_, element)| ends(element.kind)).map(|(above, _)| above)?;
        self.elements.len().checked_sub(above + 1)
    }

    /// The item of a list that is open, and how deep it is.
    pub(super) fn item(&self) -> Option<(usize, &Element)> {
        let depth =
            self.implied(|kind| kind == Kind::Item, |kind| !matches!(kind, Kind::List | Kind::Cell | Kind::Table))?;
        Some((depth, self.elements.get(depth)?))
    }
}

fn inherit(element: &mut Element, outer: Option<&Element>) {
    element.font = match element.looks.font {
        Font::Inherited => outer.and_then(|outer| outer.font),
        Font::Letters => None,
        Font::Symbols(font) => Some(font),
    };
    element.keeps = element.kind == Kind::Preformatted || element.looks.keeps || outer.is_some_and(|outer| outer.keeps);
}
