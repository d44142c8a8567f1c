//! The words that a redline in HTML has without one of its sides.

use scraper::{ElementRef, Html, Node};

use super::html::{is_hidden, is_inline};

/// The visible words without what is deleted, or without what is inserted; what the program says of moves and the list of
/// changes are none of the form's words.
pub(crate) fn words(html: &str, deleted: bool) -> Vec<String> {
    let mut out = String::new();
    shown(Html::parse_document(html).root_element(), deleted, &mut out);
    // A break that came or went has a sign.
    out.replace('¶', " ").split_whitespace().map(str::to_owned).collect()
}

fn shown(element: ElementRef<'_>, deleted: bool, out: &mut String) {
    let name = element.value().name();
    let parts = !is_inline(name) && name != "r";
    out.extend(parts.then_some(' '));
    for child in element.children() {
        match (child.value(), ElementRef::wrap(child)) {
            (_, Some(child)) if !is_hidden(child) && !is_left_out(child, deleted) => shown(child, deleted, out),
            (Node::Text(text), _) => out.push_str(text),
            _ => {}
        }
    }
    out.extend(parts.then_some(' '));
}

fn is_left_out(element: ElementRef<'_>, deleted: bool) -> bool {
    let element = element.value();
    match element.name() {
        "nav" | "i" => true,
        "del" | "strike" => deleted,
        "ins" => !deleted,
        // An answer is underlined once.
        "u" => !deleted && element.attr("style").is_some(),
        _ => false,
    }
}
