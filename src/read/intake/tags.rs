//! Tags in plain text: EDGAR's own, and those of HTML that strayed there.

/// A tag of plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// `<PAGE>`: a new page begins.
    Page,
    /// `<TABLE>`, `</TABLE>`: whether a table begins or ends.
    Table(bool),
    /// `<S>`, `<C>`: where a column of a table begins.
    Column,
    /// A tag that shows nothing.
    Nothing,
}

/// How long a tag may be.
const LONGEST: usize = 200;

/// Tags that show nothing in plain text.
const NOTHING: &[&str] = &[
    "a",
    "address",
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "dd",
    "div",
    "dl",
    "document",
    "dt",
    "em",
    "fn",
    "font",
    "footnote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "html",
    "i",
    "li",
    "ol",
    "p",
    "pre",
    "r",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "text",
    "tt",
    "u",
    "ul",
];

/// The tag that a text begins with, if it is one, and how many bytes it takes. Other words in brackets may be an answer.
pub(super) fn tag(text: &str) -> Option<(Tag, usize)> {
    let inner = text.strip_prefix('<')?;
    let end = inner.bytes().take(LONGEST).position(|c| matches!(c, b'>' | b'<' | b'\n'))?;
    let (inner, after) = inner.split_at_checked(end)?;
    let length = after.starts_with('>').then_some(end + 2)?;
    let (closes, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    let name_end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let (name, rest) = inner.split_at_checked(name_end)?;
    let rest = rest.trim();
    let is = |known: &str| name.eq_ignore_ascii_case(known);
    if is("page") && rest.chars().all(|c| c.is_ascii_digit()) {
        return Some((Tag::Page, length));
    }
    // `<i am an answer>`: attributes have values.
    if !matches!(rest, "" | "/") && !rest.contains('=') {
        return None;
    }
    let is_footnote = name.strip_prefix(['F', 'f']).is_some_and(|rest| rest.parse::<u16>().is_ok());
    let tag = if is("table") {
        Tag::Table(!closes)
    } else if is("s") || is("c") {
        if closes { Tag::Nothing } else { Tag::Column }
    } else if is_footnote || NOTHING.iter().any(|nothing| is(nothing)) {
        Tag::Nothing
    } else {
        return None;
    };
    Some((tag, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_words_in_brackets() {
        for (text, known) in [
            ("<PAGE>2", Some((Tag::Page, 6))),
            ("<TABLE>", Some((Tag::Table(true), 7))),
            ("</table>", Some((Tag::Table(false), 8))),
            ("<S>  <C>", Some((Tag::Column, 3))),
            ("<F12>", Some((Tag::Nothing, 5))),
            ("</FN>", Some((Tag::Nothing, 5))),
            ("<font size=2>", Some((Tag::Nothing, 13))),
            ("<R>", Some((Tag::Nothing, 3))),
            ("<i am an answer>", None),
            ("<name of company>", None),
            ("<B", None),
            ("<5% <b>", None),
            ("< b>", None),
        ] {
            assert_eq!(tag(text), known, "{text}");
        }
    }
}
