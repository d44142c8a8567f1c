//! Words as glyphs, each shaped once.

use std::collections::HashMap;
use std::rc::Rc;

use super::typeface::{Face, Glyph};

/// A shaped word, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct WordId(u32);

/// A word as glyphs.
#[derive(Debug)]
pub(super) struct Shaped {
    pub(super) parts: Vec<Part>,
    /// Its width in ems.
    pub(super) width: f32,
    /// Whether it has a character that no font has.
    pub(super) lacking: bool,
}

/// A stretch of a word in one font.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) face: Face,
    pub(super) text: Rc<str>,
    pub(super) glyphs: Box<[Glyph]>,
}

/// The words of a document.
#[derive(Debug, Default)]
pub(super) struct Words {
    shaped: Vec<Shaped>,
    known: HashMap<Face, HashMap<Rc<str>, WordId>>,
}

impl Words {
    /// Shapes a word, or finds it among those that were shaped before.
    pub(super) fn shape(&mut self, face: Face, word: &str) -> WordId {
        let known = self.known.entry(face).or_default();
        if let Some(id) = known.get(word) {
            return *id;
        }
        let id = WordId(u32::try_from(self.shaped.len()).unwrap_or(u32::MAX));
        let word: Rc<str> = word.into();
        known.insert(Rc::clone(&word), id);
        self.shaped.push(shape(face, &word));
        id
    }

    pub(super) fn get(&self, id: WordId) -> Option<&Shaped> {
        self.shaped.get(usize::try_from(id.0).ok()?)
    }

    /// The width of a word in ems.
    pub(super) fn width(&self, id: WordId) -> f32 {
        self.get(id).map(|shaped| shaped.width).unwrap_or_default()
    }

    /// Where to part a word so that its beginning is no wider than `room`, in ems: after one character at least.
    pub(super) fn fitting(face: Face, word: &str, room: f32) -> usize {
        let mut width = 0.0;
        for (at, c) in word.char_indices() {
            let face = face.with(c).unwrap_or(face);
            width += face.typeface().map(|typeface| typeface.width(c)).unwrap_or_default();
            // A word is shaped in pieces of a size that its glyphs can count.
            if at > 0 && (width > room || at > LONGEST) {
                return at;
            }
        }
        word.len()
    }
}

/// The longest piece of a word that is shaped at once, in bytes.
pub(super) const LONGEST: usize = 1000;

/// A word in stretches of one font each, and those as glyphs.
fn shape(face: Face, word: &Rc<str>) -> Shaped {
    let mut shaped = Shaped { parts: Vec::new(), width: 0.0, lacking: false };
    let mut rest: &str = word;
    while let Some(first) = rest.chars().next() {
        let this = face.with(first);
        let (text, after) = rest.split_at(rest.find(|c| face.with(c) != this).unwrap_or(rest.len()));
        rest = after;
        let Some((this, typeface)) = this.and_then(|this| Some((this, this.typeface()?))) else {
            shaped.lacking = true;
            continue;
        };
        let glyphs = typeface.shape(text);
        shaped.width += glyphs.iter().map(|glyph| f32::from(glyph.advance)).sum::<f32>() / typeface.em();
        let text = if text.len() == word.len() { Rc::clone(word) } else { text.into() };
        shaped.parts.push(Part { face: this, text, glyphs: glyphs.into() });
    }
    shaped
}
