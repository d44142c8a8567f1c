//! The inline styles: Times, hairlines, and space in points.

/// The body: the text of a Letter page.
pub(super) const BODY: &str = "max-width:6.5in;margin:0 auto;padding:24pt 6pt;background-color:#ffffff;color:#000000;\
                               font-family:'Times New Roman',Times,serif;font-size:11pt;line-height:1.25;\
                               overflow-wrap:break-word";
/// Every table.
pub(super) const TABLE: &str = "border-collapse:collapse;font-size:11pt;line-height:1.25;";
/// A rule under words, or to write on.
pub(super) const RULE: &str = "border-bottom:1px solid #000000;";
/// A rule that takes a line.
pub(super) const WRITING_LINE: &str = "height:20pt;border-bottom:1px solid #000000;";
/// The rule for an answer within words.
pub(super) const INLINE_HOLE: &str = "display:inline-block;width:10em;border-bottom:1px solid #000000";
/// A paragraph that ends in a rule to the end of its last line.
pub(super) const CUT_OFF: &str = "overflow:hidden;";
/// A heading.
pub(super) const HEADING: &str = "font-size:11pt;font-weight:bold;page-break-after:avoid;";
/// The form's name and title.
pub(super) const TITLE: &str = "font-size:15pt;font-weight:bold;line-height:1.35;";
/// Words that are set smaller: instructions, remarks, captions.
pub(super) const SMALL: &str = "font-size:10pt;";
/// What must not be torn by a page's end.
pub(super) const WHOLE: &str = "page-break-inside:avoid;";
/// Words that may be broken anywhere, where else they would widen their column.
pub(super) const BREAKS: &str = "overflow-wrap:anywhere;";

/// Space over an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Space {
    /// None: the first of its block.
    #[default]
    None,
    /// A little, where blocks belong together.
    Little,
    /// A line.
    Line,
    /// More than a line, over a part and a signature.
    Wide,
}

impl Space {
    pub(super) fn size(self) -> &'static str {
        match self {
            Self::None => "0",
            Self::Little => "3pt",
            Self::Line => "10pt",
            Self::Wide => "18pt",
        }
    }
}

/// The rest of a line as a rule, of which at least some tenths of an em must be there: it is as wide as the page, and all
/// but that much hangs over the edge, where the paragraph cuts it off.
pub(super) fn rest_of_line(tenths: usize) -> String {
    let over = 500 - tenths.min(500);
    format!("display:inline-block;width:50em;margin-right:-{}.{}em;{RULE}", over / 10, over % 10)
}
