//! Which document of a submission is read, and as what.

use crate::edgar::{Kind, Part};

/// How far a text without a name is looked at for tags.
const LOOKED_AT: usize = 20_000;

/// Tags of HTML that nobody writes into plain text; one or two may have strayed there.
const TELLING: &[&str] = &["<p>", "<p ", "<div", "<br", "<td", "<tr", "<font", "<span", "<center"];
const ENOUGH: usize = 3;

/// The document that is filed as what `is_form` holds for, or else the first of words.
pub(super) fn choose<'p>(text: &str, parts: &'p [Part], is_form: &dyn Fn(&str) -> bool) -> Option<(&'p Part, Kind)> {
    let readable = || parts.iter().filter(|part| part.kind.is_some());
    let filed_as = |part: &Part| part.filed_as.clone().and_then(|range| text.get(range));
    let part = readable().find(|part| filed_as(part).is_some_and(is_form)).or_else(|| readable().next())?;
    let content = text.get(part.range.clone()).unwrap_or_default();
    Some((part, kind(content, part.kind)))
}

/// What a document is written in: what it was found to be, unless HTML without its first tags was not known as such.
pub(super) fn kind(content: &str, found: Option<Kind>) -> Kind {
    if found == Some(Kind::Html) || Kind::of_content(content) == Kind::Html {
        return Kind::Html;
    }
    let end = content.char_indices().nth(LOOKED_AT).map_or(content.len(), |(end, _)| end);
    let tags = content.as_bytes().get(..end).unwrap_or_default();
    let tells = |rest: &[u8]| TELLING.iter().any(|tag| begins_with(tag, rest));
    let starts = tags.iter().enumerate().filter(|(_, byte)| **byte == b'<').map(|(at, _)| at);
    let count = starts.filter(|at| tags.get(*at..).is_some_and(tells)).take(ENOUGH).count();
    if count >= ENOUGH { Kind::Html } else { Kind::Text }
}

/// Whether a text begins with a tag, in capitals or not.
fn begins_with(tag: &str, text: &[u8]) -> bool {
    text.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag.as_bytes()))
}

/// Whether a text without documents is the beginning of a submission, which was cut before the first of them.
pub(super) fn is_cut(text: &str) -> bool {
    let first = text.trim_start_matches('\u{feff}').trim_start();
    let begins = |tag: &str| begins_with(tag, first.as_bytes());
    ["-----BEGIN PRIVACY", "<SEC-DOCUMENT>", "<SEC-HEADER>", "<IMS-DOCUMENT>", "<IMS-HEADER>"].into_iter().any(begins)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::*;
    use crate::edgar::documents;

    #[test]
    fn the_form_is_chosen_or_the_first_document_of_words() {
        let text = "<DOCUMENT>\n<TYPE>GRAPHIC\n<TEXT>\nbegin 644 a.jpg\n</TEXT>\n</DOCUMENT>\n<DOCUMENT>\n<TYPE>EX-99\n<TEXT>\nfirst\n\
            </TEXT>\n</DOCUMENT>\n<DOCUMENT>\n<TYPE>NT 10-K\n<TEXT>\nsecond\n</TEXT>\n</DOCUMENT>\n";
        let parts = documents(text).parts;
        let chosen = |is_form: &dyn Fn(&str) -> bool| {
            let (part, _) = choose(text, &parts, is_form).unwrap();
            text.get(part.range.clone()).unwrap().trim()
        };
        assert_eq!(chosen(&|kind| kind.starts_with("NT ")), "second");
        assert_eq!(chosen(&|kind| kind == "8-K"), "first");
    }

    #[test]
    fn html_is_known_without_its_first_tags() {
        assert_eq!(kind("<p>a</p><P ALIGN=CENTER>b<br>c", Some(Kind::Text)), Kind::Html);
        assert_eq!(kind("<TABLE>\n<CAPTION>\n<S>   <C>\na <b>b</b>\n</TABLE><p>", Some(Kind::Text)), Kind::Text);
    }
}
