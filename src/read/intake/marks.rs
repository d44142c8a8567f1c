//! Letters that are check boxes: those of symbol fonts, which look like boxes only in their font.

/// A font whose letters are pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SymbolFont {
    Wingdings,
    Wingdings2,
    Webdings,
    /// ITC Zapf Dingbats, and Monotype Sorts, which is the same.
    Dingbats,
    Symbol,
}

use SymbolFont::{Dingbats, Symbol, Webdings, Wingdings, Wingdings2};

/// The names of the fonts, small and without blanks.
const FAMILIES: &[(&str, SymbolFont)] = &[
    ("wingdings", Wingdings),
    ("wingdings2", Wingdings2),
    ("wingdings3", Wingdings2),
    ("webdings", Webdings),
    ("zapfdingbats", Dingbats),
    ("itczapfdingbats", Dingbats),
    ("dingbats", Dingbats),
    ("monotypesorts", Dingbats),
    ("symbol", Symbol),
];

/// What the letters of each font are: empty boxes, checked ones, bullets.
///
/// As the fonts are generally known; not yet held, letter by letter, against their tables in Unicode's L2/12-368. In Wingdings `o` 0x6F is a box, `q` 0x71 and
/// `r` 0x72 shadowed ones, 0xA8 a box; `x` 0x78 is a box with an x, 0xFB an x, 0xFC a check, 0xFD a box with an x, 0xFE one with
/// a check. In Wingdings 2 `*` 0x2A and 0xA3 are boxes; `O` 0x4F is an x, `P` 0x50 a check, `Q` to `T` boxes with either, `U`
/// and `V` circles with an x. In Webdings `c` is a box, `a` a check, `r` an x. In Zapf Dingbats `o` to `r` are shadowed boxes, `3`
/// and `4` checks, `5` to `8` x's. In Symbol 0xD6 is a root sign, which stands for a check.
/// Letters of Wingdings 2 are taken for boxes in Wingdings as well, where they are suns and drops: converters lose the number.
const LETTERS: &[(SymbolFont, &str, &str, &str)] = &[
    (Wingdings, "oqr¨£*", "xXûüýþPRST", "lnuvw§Ø"),
    (Wingdings2, "*£¨o", "OPQRSTUVxX", ""),
    (Webdings, "c", "arxX", "gn="),
    (Dingbats, "opqr", "345678xX", "lnu"),
    (Symbol, "¨", "Ö√", "·"),
];

const BULLET: char = '•';

/// Letters of Wingdings that are taken for boxes where the font was lost, if they are words of their own: no words of English.
const LOST: &[(char, bool)] = &[('¨', false), ('þ', true), ('ý', true)];

/// The symbol font that a list of families begins with, if it does: `Wingdings 2, serif`.
pub(super) fn font(families: &str) -> Option<SymbolFont> {
    let first = families.split(',').next().unwrap_or_default();
    let bare = || first.chars().filter(|c| !matches!(c, '"' | '\'' | ' ' | '-' | '\t' | '\n')).take(30);
    let is = |name: &str| bare().map(|c| c.to_ascii_lowercase()).eq(name.chars());
    FAMILIES.iter().find(|(name, _)| is(name)).map(|(_, font)| *font)
}

/// What a letter of a symbol font is, if it is a box or a bullet.
pub(super) fn letter(font: SymbolFont, c: char) -> char {
    let Some((_, empty, checked, bullets)) = LETTERS.iter().find(|(of, ..)| *of == font) else { return c };
    if empty.contains(c) {
        ballot(false)
    } else if checked.contains(c) {
        ballot(true)
    } else if bullets.contains(c) {
        BULLET
    } else {
        c
    }
}

/// A character of the private area in which Word keeps the letters of symbol fonts.
pub(super) fn of_private_use(c: char) -> char {
    match u32::from(c) {
        code @ 0xf020..=0xf0ff => char::from_u32(code - 0xf000).map_or(c, |c| letter(Wingdings, c)),
        _ => c,
    }
}

/// What a letter is that is a word of its own.
pub(super) fn alone(c: char) -> Option<char> {
    LOST.iter().find(|(lost, _)| *lost == c).map(|(_, checked)| ballot(*checked))
}

/// A ballot box.
pub(super) fn ballot(checked: bool) -> char {
    if checked { '\u{2612}' } else { '\u{2610}' }
}

/// Whether a character is a ballot box.
pub(super) fn is_ballot(c: char) -> bool {
    matches!(c, '\u{2610}'..='\u{2612}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_are_known_by_the_first_family() {
        for (families, known) in [
            ("Wingdings", Some(Wingdings)),
            ("'Wingdings 2', serif", Some(Wingdings2)),
            ("ZAPFDINGBATS", Some(Dingbats)),
            ("Symbol", Some(Symbol)),
            ("Segoe UI Symbol", None),
            ("Times New Roman, Wingdings", None),
            ("", None),
        ] {
            assert_eq!(font(families), known, "{families}");
        }
    }

    #[test]
    fn letters_are_boxes_of_their_font() {
        let shown = |font, letters: &str| letters.chars().map(|c| letter(font, c)).collect::<String>();
        assert_eq!(shown(Wingdings, "oq¨xþýün"), "☐☐☐☒☒☒☒•");
        assert_eq!(shown(Wingdings2, "*£RSTP"), "☐☐☒☒☒☒");
        assert_eq!(shown(Dingbats, "o4n"), "☐☒•");
        assert_eq!(shown(Symbol, "a·"), "a•");
        assert_eq!(of_private_use('\u{f0fe}'), '☒');
        assert_eq!((alone('þ'), alone('¨'), alone('o')), (Some('☒'), Some('☐'), None));
    }
}
