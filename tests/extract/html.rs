//! The words that a browser shows of HTML, whichever of the two formats it is.

use scraper::{ElementRef, Html, Node};

/// The visible words in the order of the document, parted by single blanks. Elements that a browser sets on lines or in
/// cells of their own part words; inline ones do not. The head is not shown, nor is what is of class `unseen`.
pub(crate) fn text(html: &str) -> String {
    let mut out = String::new();
    shown(Html::parse_document(html).root_element(), &mut out);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shown(element: ElementRef<'_>, out: &mut String) {
    let parts = !is_inline(element.value().name());
    out.extend(parts.then_some(' '));
    for child in element.children() {
        match (child.value(), ElementRef::wrap(child)) {
            (_, Some(child)) if !is_hidden(child) => shown(child, out),
            (Node::Text(text), _) => out.push_str(text),
            _ => {}
        }
    }
    out.extend(parts.then_some(' '));
}

pub(crate) fn is_hidden(element: ElementRef<'_>) -> bool {
    let hidden = matches!(element.value().name(), "head" | "script" | "style");
    hidden || element.value().classes().any(|class| class == "unseen")
}

pub(crate) fn is_inline(name: &str) -> bool {
    matches!(name, "b" | "font" | "i" | "span" | "strike" | "u" | "ins" | "del")
}
