//! How a filer types a form: the disturbances, and the style that they leave to the typist.

use engross::document::Document;

use crate::generate::Dice;
use crate::{slips, wording};

/// A mark of a check box; in HTML it may be a letter of a symbol font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) glyph: &'static str,
    pub(crate) font: Option<&'static str>,
}

impl Mark {
    /// Whether it cannot touch a word without becoming part of it.
    pub(crate) fn is_bare(self) -> bool {
        self.font.is_none() && self.glyph.chars().all(char::is_alphanumeric)
    }
}

/// Marks that one filer uses together: for checked boxes and for empty ones.
#[derive(Debug, Clone)]
pub(crate) struct Family {
    pub(crate) on: Vec<Mark>,
    pub(crate) off: Vec<Mark>,
}

fn family(on: &[&'static str], off: &[&'static str]) -> Family {
    let plain = |glyphs: &[&'static str]| glyphs.iter().map(|glyph| Mark { glyph, font: None }).collect();
    Family { on: plain(on), off: plain(off) }
}

fn symbols(font: &'static str, on: &[&'static str], off: &[&'static str]) -> Family {
    let mut out = family(on, off);
    out.on.iter_mut().chain(&mut out.off).for_each(|mark| mark.font = Some(font));
    out
}

/// Where a mark stands by its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MarkPlace {
    Before,
    Touching,
    After,
    Torn,
}

/// Where an answer stands by its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// After the label, parted from it by this.
    Beside(&'static str),
    /// Under the label; perhaps over a rule.
    Below { ruled: bool },
    /// Over a rule, the label under that.
    Above,
    /// Over the label in parentheses, perhaps on a rule; in the middle or at the margin.
    Caption { ruled: bool, middle: bool },
    /// In a column of its own to the right.
    Right,
}

/// How HTML is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Html {
    /// Paragraphs and line breaks, as old programs wrote them.
    Paragraphs,
    /// Tables of cells for all that stands side by side.
    Tables,
    /// Divisions with styles, as converters of word processors write them.
    Divisions,
}

/// What the typist does otherwise than the form has it.
#[derive(Debug, Clone)]
pub(crate) struct Style {
    /// Columns of plain text; none as the form says.
    pub(crate) width: Option<usize>,
    pub(crate) html: Option<Html>,
    /// Families of marks; each group is marked in one of them.
    pub(crate) families: Vec<Family>,
    /// Whether even the boxes of one group are marked in different ways.
    pub(crate) mixed: bool,
    pub(crate) mark_places: Vec<MarkPlace>,
    /// Boxes of a group in so many columns.
    pub(crate) box_columns: Option<usize>,
    /// Places of answers; none as the form has them.
    pub(crate) places: Vec<Place>,
    /// The numbers of the filing, and the answers to yes and no, in a column to the right.
    pub(crate) right_column: bool,
    pub(crate) rule: char,
    pub(crate) spaces: Spaces,
    pub(crate) page_marks: bool,
    /// Blanks before the first line of a paragraph, and whether these alone part paragraphs.
    pub(crate) indent: Option<(usize, bool)>,
    /// Blanks before every line.
    pub(crate) margin: usize,
    /// The wrapping in which EDGAR hands a document out.
    pub(crate) envelope: bool,
    /// How an item of a report is headed.
    pub(crate) item_heads: Vec<ItemHead>,
    /// How a signature is set.
    pub(crate) signatures: Vec<Signed>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spaces {
    Single,
    AfterSentences,
    Anywhere,
    Justified,
}

/// How an item of a report is headed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ItemHead {
    Hanging,
    Point,
    Dash,
    Under,
}

/// How a signature is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signed {
    /// The date at the left, the signature at the right.
    Beside,
    /// The date above, the signature under it.
    DateAbove,
    /// The signature above, the date under it.
    DateBelow,
    /// With the words `Name:` and `Title:`.
    Labelled,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            width: None,
            html: None,
            families: Vec::new(),
            mixed: false,
            mark_places: Vec::new(),
            box_columns: None,
            places: Vec::new(),
            right_column: false,
            rule: '_',
            spaces: Spaces::Single,
            page_marks: false,
            indent: None,
            margin: 0,
            envelope: false,
            item_heads: vec![ItemHead::Hanging],
            signatures: vec![Signed::Beside],
        }
    }
}

/// Something that filers do to a form.
pub(crate) struct Disturbance {
    pub(crate) name: &'static str,
    /// What it does to the typist's style, and to the document that is retyped.
    pub(crate) apply: fn(&mut Style, &mut Document, &mut Dice),
}

/// Every disturbance.
pub(crate) const DISTURBANCES: &[Disturbance] = &[
    Disturbance {
        name: "marks in brackets",
        apply: |style, _, _| style.families.push(family(&["[x]", "[ X ]", "[X]"], &["[  ]", "[]", "[_]", "[   ]"])),
    },
    Disturbance {
        name: "marks in parentheses",
        apply: |style, _, _| style.families.push(family(&["(X)", "(x)", "( X )"], &["( )", "(  )"])),
    },
    Disturbance {
        name: "marks in slashes",
        apply: |style, _, _| style.families.push(family(&["/X/", "/x/"], &["/ /", "/  /"])),
    },
    Disturbance {
        name: "marks in bars",
        apply: |style, _, _| style.families.push(family(&["|X|", "|x|"], &["|_|", "|  |"])),
    },
    Disturbance {
        name: "marks on underscores",
        apply: |style, _, _| style.families.push(family(&["_X_", "_x_", "__X__"], &["__", "___", "_____"])),
    },
    Disturbance {
        name: "bare marks and braces",
        apply: |style, _, _| style.families.push(family(&["X", "X", "{X}", "x"], &["{  }", "__", "{ }"])),
    },
    Disturbance {
        name: "ballot boxes",
        apply: |style, _, _| {
            style.families.push(family(&["\u{2611}", "\u{2612}", "\u{221a}"], &["\u{2610}"]));
        },
    },
    Disturbance {
        name: "letters of symbol fonts",
        apply: |style, _, dice| {
            html(style, dice);
            style.families.push(match dice.below(3) {
                0 => symbols("Wingdings", &["\u{fe}", "\u{fd}", "x"], &["o", "\u{a8}"]),
                1 => symbols("Wingdings 2", &["R", "S", "T"], &["\u{a3}"]),
                _ => symbols("Wingdings", &["\u{fe}", "\u{fd}"], &["\u{a8}", "o", "\u{6f}"]),
            });
        },
    },
    Disturbance {
        name: "nothing for an empty box",
        apply: |style, _, _| {
            style.families.push(family(&["X", "[X]", "(X)", "\u{2612}", "_X_", "\u{221a}"], &[""]));
        },
    },
    Disturbance {
        name: "checked and empty of two families",
        apply: |style, _, dice| {
            let on = dice.pick(&["[X]", "(X)", "/X/", "_X_", "X", "|X|", "\u{2612}", "\u{221a}"]);
            let off = dice.pick(&["[ ]", "( )", "___", "/ /", "|_|", "\u{2610}", "{  }", "[]"]);
            style.families.push(family(&[on], &[off]));
        },
    },
    Disturbance {
        name: "marks of many styles",
        apply: |style, _, _| {
            style.mixed = true;
            style.families.push(family(
                &["[X]", "[x]", "(X)", "/X/", "|X|", "_X_", "\u{2611}", "[ X ]"],
                &["[ ]", "( )", "/ /", "|_|", "___", "\u{2610}", "[_]", "{  }", "[]"],
            ));
        },
    },
    Disturbance { name: "marks after labels", apply: |style, _, _| style.mark_places.push(MarkPlace::After) },
    Disturbance { name: "marks that touch labels", apply: |style, _, _| style.mark_places.push(MarkPlace::Touching) },
    Disturbance { name: "marks torn from labels", apply: |style, _, _| style.mark_places.push(MarkPlace::Torn) },
    Disturbance { name: "boxes in columns", apply: |style, _, dice| style.box_columns = Some(2 + dice.below(2)) },
    Disturbance {
        name: "answers beside",
        apply: |style, _, dice| {
            style.places.push(Place::Beside(dice.pick(&[": ", " - ", "  ", "     ", " : ", " -- ", ":    "])));
            style.item_heads = vec![ItemHead::Dash, ItemHead::Point];
            style.signatures = vec![Signed::Labelled];
        },
    },
    Disturbance {
        name: "answers below",
        apply: |style, _, dice| {
            style.places.push(Place::Below { ruled: dice.one_in(2) });
            style.item_heads = vec![ItemHead::Under];
            style.signatures = vec![Signed::DateBelow];
        },
    },
    Disturbance {
        name: "answers above a rule",
        apply: |style, _, _| {
            style.places.push(Place::Above);
            style.signatures = vec![Signed::DateAbove];
        },
    },
    Disturbance {
        name: "answers above captions",
        apply: |style, _, dice| {
            style.places.push(Place::Caption { ruled: dice.one_in(2), middle: dice.one_in(2) });
            style.signatures = vec![Signed::DateAbove, Signed::Beside];
        },
    },
    Disturbance { name: "answers in a column to the right", apply: |style, _, _| style.places.push(Place::Right) },
    Disturbance { name: "numbers in a column to the right", apply: |style, _, _| style.right_column = true },
    Disturbance { name: "rules of other signs", apply: |style, _, dice| style.rule = dice.pick(&['-', '=']) },
    Disturbance { name: "wrapped at other widths", apply: |style, _, dice| style.width = Some(60 + dice.below(51)) },
    Disturbance { name: "capitals", apply: |_, document, dice| wording::capitals(document, dice) },
    Disturbance {
        name: "double spaces",
        apply: |style, _, dice| {
            style.spaces = dice.pick(&[Spaces::AfterSentences, Spaces::Anywhere, Spaces::Justified]);
        },
    },
    Disturbance {
        name: "paragraphs indented",
        apply: |style, _, dice| {
            style.indent = Some((dice.pick(&[3, 5, 8]), dice.one_in(3)));
            style.margin = dice.pick(&[0, 2, 4]);
        },
    },
    Disturbance { name: "typing slips", apply: |_, document, dice| slips::slip(document, dice) },
    Disturbance { name: "options reordered", apply: |_, document, dice| wording::reorder(document, dice) },
    Disturbance { name: "options renamed", apply: |_, document, dice| wording::rename(document, dice) },
    Disturbance { name: "lines left out", apply: |_, document, dice| wording::leave_out(document, dice) },
    Disturbance {
        name: "boilerplate left out",
        apply: |_, document, dice| wording::leave_out_boilerplate(document, dice),
    },
    Disturbance { name: "words of another edition", apply: |_, document, dice| wording::mix_editions(document, dice) },
    Disturbance { name: "page marks in narratives", apply: |style, _, _| style.page_marks = true },
    Disturbance { name: "HTML in paragraphs", apply: |style, _, _| style.html = Some(Html::Paragraphs) },
    Disturbance { name: "HTML in tables", apply: |style, _, _| style.html = Some(Html::Tables) },
    Disturbance { name: "HTML in divisions", apply: |style, _, _| style.html = Some(Html::Divisions) },
    Disturbance { name: "as EDGAR hands it out", apply: |style, _, _| style.envelope = true },
];

/// Some HTML, if it is not that already.
fn html(style: &mut Style, dice: &mut Dice) {
    let kind = dice.pick(&[Html::Paragraphs, Html::Tables, Html::Divisions]);
    style.html.get_or_insert(kind);
}

/// The style of some disturbances of a document, which they change as well.
pub(crate) fn disturbed(disturbances: &[&Disturbance], document: &mut Document, dice: &mut Dice) -> Style {
    let mut style = Style::default();
    for disturbance in disturbances {
        (disturbance.apply)(&mut style, document, dice);
    }
    style
}
