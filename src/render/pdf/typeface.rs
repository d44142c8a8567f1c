//! The fonts, and what each has.

use std::sync::LazyLock;

use harfrust::{Feature, ShaperData, Tag, UnicodeBuffer};
use krilla::text::Font;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider as _};

/// A font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Face {
    /// The form's words and the answers.
    Regular,
    /// Headings.
    Bold,
    /// Tables that a writer laid out with blanks.
    Mono,
    /// What the others do not have: ballot boxes, arrows, signs.
    Symbols,
}

/// A font, ready to be set and to be put into a PDF.
pub(super) struct Typeface {
    pub(super) font: Font,
    face: Face,
    file: FontRef<'static>,
    metrics: GlyphMetrics<'static>,
    shaper: ShaperData,
    em: f32,
}

/// A glyph of a shaped word, in the font's units.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    pub(super) id: u16,
    pub(super) advance: i16,
    pub(super) x_offset: i16,
    pub(super) y_offset: i16,
    /// Where the text that it stands for begins.
    pub(super) cluster: u16,
}

const FILES: [(Face, &[u8]); 4] = [
    (Face::Regular, include_bytes!("fonts/LiberationSerif-Regular.ttf")),
    (Face::Bold, include_bytes!("fonts/LiberationSerif-Bold.ttf")),
    (Face::Mono, include_bytes!("fonts/LiberationMono-Regular.ttf")),
    (Face::Symbols, include_bytes!("fonts/DejaVuSans.ttf")),
];

/// The fonts, read once.
static TYPEFACES: LazyLock<Vec<Typeface>> = LazyLock::new(|| {
    let read = |(face, file): &(Face, &'static [u8])| {
        let font = Font::new((*file).into(), 0)?;
        let file = FontRef::new(file).ok()?;
        let em = f32::from(file.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        let metrics = file.glyph_metrics(Size::unscaled(), LocationRef::default());
        Some(Typeface { font, face: *face, metrics, shaper: ShaperData::new(&file), file, em })
    };
    FILES.iter().filter_map(read).collect()
});

impl Face {
    pub(super) fn typeface(self) -> Option<&'static Typeface> {
        TYPEFACES.iter().find(|typeface| typeface.face == self)
    }

    /// The font that has a character: this one, else that of the symbols. None if the character cannot be set.
    pub(super) fn with(self, c: char) -> Option<Self> {
        let has = |face: &Self| face.typeface().is_some_and(|typeface| typeface.has(c));
        [self, Self::Symbols].into_iter().find(|face| is_set(c) && has(face))
    }
}

/// Whether a character is of a kind that is set here: text runs from left to right, and a character of private use means
/// nothing to a reader of the file (ISO 19005-2, 6.2.11.7).
fn is_set(c: char) -> bool {
    !matches!(
        c,
        // Right to left.
        '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}'
        // Private use.
        | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}'
    )
}

impl Typeface {
    fn has(&self, c: char) -> bool {
        self.file.charmap().map(c).is_some_and(|glyph| glyph.to_u32() != 0)
    }

    /// The font's units in an em.
    pub(super) fn em(&self) -> f32 {
        self.em
    }

    /// The width of a character that stands alone, in ems.
    pub(super) fn width(&self, c: char) -> f32 {
        let glyph = self.file.charmap().map(c);
        glyph.and_then(|glyph| self.metrics.advance_width(glyph)).unwrap_or_default() / self.em
    }

    /// The glyphs of a word, kerned, without ligatures.
    pub(super) fn shape(&self, word: &str) -> Vec<Glyph> {
        let ligatures = [Feature::new(Tag::new(b"liga"), 0, ..), Feature::new(Tag::new(b"clig"), 0, ..)];
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(word);
        buffer.guess_segment_properties();
        let shaper = self.shaper.shaper(&self.file).build();
        let shaped = shaper.shape(buffer, harfrust::ShapeOptions::new().features(&ligatures));
        let units = |value: i32| i16::try_from(value).unwrap_or_default();
        let glyphs = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
        glyphs
            .map(|(info, position)| Glyph {
                id: u16::try_from(info.glyph_id).unwrap_or_default(),
                advance: units(position.x_advance),
                x_offset: units(position.x_offset),
                y_offset: units(position.y_offset),
                cluster: u16::try_from(info.cluster).unwrap_or_default(),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_font_is_read_and_has_what_forms_need() {
        for face in [Face::Regular, Face::Bold, Face::Mono, Face::Symbols] {
            assert!(face.typeface().is_some(), "{face:?}");
        }
        let needed = "AZaz09 \u{a0}.,;:!?'\"()[]{}<>&%$#@*+-=/\\|^_`~§¶©®™°±¼½¾×÷€£¥¢–—‘’“”„…•†‡àéîõüçñßøåæœłšžőАЯяΑΩω";
        for face in [Face::Regular, Face::Bold, Face::Mono] {
            for c in needed.chars() {
                assert_eq!(face.with(c), Some(face), "{c} {face:?}");
            }
        }
        for c in ['☐', '☑', '☒', '✓', '→'] {
            assert!(Face::Regular.with(c).is_some(), "{c}");
        }
        for c in ['א', 'ل', '\u{e001}', '🎉', '漢'] {
            assert_eq!(Face::Regular.with(c), None, "{c}");
        }
    }

    #[test]
    fn capitals_are_kerned_and_letters_do_not_run_together() {
        let shape = |word: &str| Face::Regular.typeface().map(|typeface| typeface.shape(word)).unwrap_or_default();
        let width = |word: &str| shape(word).iter().map(|glyph| i32::from(glyph.advance)).sum::<i32>();
        assert!(width("AV") < width("A") + width("V"));
        assert_eq!(shape("office").len(), 6);
    }
}
