//! What the attributes of an element do to how it looks, as far as it matters for lines of words.

use crate::read::intake::marks::{self, SymbolFont};

/// How an element looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Looks {
    /// It is not shown.
    pub(super) hidden: bool,
    /// What follows stands beside it; or under all that stands beside something.
    pub(super) floats: bool,
    pub(super) clears: bool,
    /// A page begins with it, or after it.
    pub(super) page_before: bool,
    pub(super) page_after: bool,
    /// It is underlined, or has a line under it; and has a width of its own.
    pub(super) underlined: bool,
    pub(super) wide: bool,
    /// Its white space is kept.
    pub(super) keeps: bool,
    /// Whose font it has.
    pub(super) font: Font,
    /// It stands in a line, or has lines of its own, whatever its name says.
    pub(super) inline: bool,
    pub(super) block: bool,
    /// It is a box to be checked, and checked.
    pub(super) is_box: bool,
    pub(super) checked: bool,
    /// How many columns and rows it takes, if more than one.
    pub(super) columns: u16,
    pub(super) rows: u16,
}

/// The font of an element.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Font {
    /// That of the element around it.
    #[default]
    Inherited,
    /// One of letters.
    Letters,
    /// One of pictures.
    Symbols(SymbolFont),
}

impl Font {
    fn of(families: &str) -> Self {
        marks::font(families).map_or(Self::Letters, Self::Symbols)
    }
}

impl Looks {
    /// Notes an attribute, and then its value.
    pub(super) fn name(&mut self, name: &[u8]) {
        match name {
            b"hidden" => self.hidden = true,
            b"checked" => self.checked = true,
            _ => {}
        }
    }

    pub(super) fn value(&mut self, name: &[u8], value: &str) {
        match name {
            b"style" => self.style(value),
            b"face" => self.font = Font::of(value),
            // engross's own pages say some things for those only who cannot see them, and rule off a page.
            b"class" => {
                self.hidden |= value.split_ascii_whitespace().any(|class| class == "unseen");
                self.page_after |= value == "page";
            }
            b"type" => self.is_box = ["checkbox", "radio"].iter().any(|kind| value.eq_ignore_ascii_case(kind)),
            b"colspan" => self.columns = value.trim().parse().unwrap_or_default(),
            b"rowspan" => self.rows = value.trim().parse().unwrap_or_default(),
            _ => {}
        }
    }

    fn style(&mut self, style: &str) {
        for declaration in style.split(';') {
            let Some((name, value)) = declaration.split_once(':') else { continue };
            let value = value.trim();
            let is = |words: &str| value.eq_ignore_ascii_case(words);
            // `display:none !important`
            let begins = |words: &str| value.get(..words.len()).is_some_and(|head| head.eq_ignore_ascii_case(words));
            match name.trim().to_ascii_lowercase().as_str() {
                "display" => {
                    self.hidden |= begins("none");
                    self.wide |= begins("inline-block");
                    self.inline = is("inline") || is("inline-block");
                    self.block = is("block");
                }
                "visibility" => self.hidden |= begins("hidden"),
                "float" => self.floats = begins("left"),
                "clear" => self.clears = !is("none"),
                "page-break-before" | "break-before" => self.page_before = begins("always") || begins("page"),
                "page-break-after" | "break-after" => self.page_after = begins("always") || begins("page"),
                "text-decoration" | "text-decoration-line" => self.underlined |= value.contains("underline"),
                "border-bottom" => self.underlined |= !begins("none") && !begins("0"),
                "white-space" => self.keeps = begins("pre") && !is("pre-line"),
                "font-family" => self.font = Font::of(value),
                "font" => {
                    // `bold 10pt/1.2 Wingdings, serif`: the family follows the size.
                    let first = value.split(',').next().unwrap_or_default();
                    let size = first.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).next();
                    let after = size.and_then(|at| first.get(at..)).and_then(|rest| rest.split_once(' '));
                    self.font = after.map_or(Font::Inherited, |(_, family)| Font::of(family));
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(style: &str) -> Looks {
        let mut looks = Looks::default();
        looks.value(b"style", style);
        looks
    }

    #[test]
    fn styles_are_read() {
        assert!(style("color:red; DISPLAY : none").hidden && style("visibility:hidden").hidden);
        assert!(style("page-break-before:always").page_before && style("break-after: page").page_after);
        assert!(style("float:left").floats && !style("float:right").floats);
        assert_eq!(style("font-family:'Wingdings 2'").font, Font::Symbols(SymbolFont::Wingdings2));
        assert_eq!(style("font: 10pt Wingdings, Arial").font, Font::Symbols(SymbolFont::Wingdings));
        assert_eq!(style("font: 10pt Times New Roman, Times, Serif").font, Font::Letters);
        assert_eq!(style("margin:0;;x:;font").font, Font::Inherited);
        assert!(style("border-bottom:1px solid").underlined && !style("border-bottom:none").underlined);
    }
}
