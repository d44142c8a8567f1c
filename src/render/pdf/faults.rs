//! What a PDF cannot show.

use super::typeface::Face;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Column, Document, Origin, plain};
use crate::render::faults::{at, names, narrow};

/// The characters that no font has, by the place that they came from.
#[derive(Debug, Default)]
pub(super) struct Missing(Vec<(Origin, Vec<char>)>);

impl Missing {
    /// Takes note of the characters of a word that cannot be set.
    pub(super) fn add(&mut self, word: &str, face: Face, origin: Origin) {
        for c in word.chars().filter(|c| face.with(*c).is_none()) {
            // What is printed again is not reported again.
            let place = |other: &Origin| match origin.data {
                Some(data) => other.data == Some(data),
                None => *other == origin,
            };
            match self.0.iter_mut().find(|(other, _)| place(other)) {
                Some((_, characters)) if characters.contains(&c) => {}
                Some((_, characters)) => characters.push(c),
                None => self.0.push((origin, vec![c])),
            }
        }
    }

    pub(super) fn findings(&self, document: &Document) -> Vec<Diagnostic> {
        self.0.iter().map(|(origin, characters)| no_glyph(document, *origin, characters)).collect()
    }
}

/// Characters of one answer are in no font.
fn no_glyph(document: &Document, origin: Origin, characters: &[char]) -> Diagnostic {
    let first = characters.first().copied().unwrap_or_default();
    let message = format!("{} cannot be shown in a PDF", names(characters));
    let fault = at(document, origin, Code::NoGlyph, message, "the PDF has no letter for it")
        .help("write it in Latin letters, or choose another format");
    narrow(fault, first.encode_utf8(&mut [0; 4]))
}

/// A table is too wide, because of a column. Widths are in points.
pub(super) fn too_wide(document: &Document, column: &Column, needs: f32, width: f32) -> Diagnostic {
    let heading = plain(&column.heading);
    let inches = |points: f32| points / 72.0;
    let message = format!(
        "the table needs {:.1} inches and has {:.1}; its column `{heading}` is the widest",
        inches(needs),
        inches(width)
    );
    let origin = Origin { form: column.form, data: None };
    at(document, origin, Code::TooWide, message, "this column")
        .help("shorten the longest word of that column, or ask for its answers in a `repeat` instead of a `table`")
}

/// The program wrote something that the standards do not allow: a fault of its own.
pub(super) fn not_written(reason: &str) -> Diagnostic {
    Diagnostic::new(Code::NoGlyph, format!("the PDF cannot be written: {reason}; this is a fault of engross"))
}
