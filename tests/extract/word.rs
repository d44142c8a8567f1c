//! What Word insists on, in every part of a document.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a document that cannot be read fails the test")]

use std::collections::HashSet;

use roxmltree::{Document, Node};

use super::docx::{attribute, files, is, value};

/// Elements whose children Word wants in an order; the ones that are written, in that order.
const ORDERS: &[(&str, &[&str])] = &[
    (
        "pPr",
        &[
            "pStyle",
            "keepNext",
            "keepLines",
            "pageBreakBefore",
            "widowControl",
            "numPr",
            "pBdr",
            "tabs",
            "spacing",
            "ind",
            "jc",
            "outlineLvl",
            "rPr",
        ],
    ),
    ("rPr", &["ins", "del", "rStyle", "rFonts", "b", "bCs", "i", "iCs", "sz", "szCs", "u", "lang"]),
    ("sdt", &["sdtPr", "sdtContent"]),
    ("sdtPr", &["rPr", "alias", "tag", "id", "showingPlcHdr", "text", "checkbox"]),
    ("checkbox", &["checked", "checkedState", "uncheckedState"]),
    ("tbl", &["tblPr", "tblGrid", "tr"]),
    ("tblPr", &["tblStyle", "tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]),
    ("tr", &["trPr", "tc"]),
    ("trPr", &["cantSplit", "tblHeader", "ins", "del"]),
    ("tcPr", &["tcW", "tcMar", "vAlign"]),
    ("sectPr", &["headerReference", "footerReference", "pgSz", "pgMar", "cols", "titlePg"]),
    ("lvl", &["start", "numFmt", "lvlText", "lvlJc", "pPr"]),
    ("numbering", &["abstractNum", "num"]),
    ("style", &["name", "basedOn", "next", "uiPriority", "semiHidden", "qFormat", "pPr", "rPr", "tblPr"]),
    (
        "settings",
        &["defaultTabStop", "characterSpacingControl", "compat", "themeFontLang", "decimalSymbol", "listSeparator"],
    ),
    ("font", &["altName", "panose1", "charset", "family", "pitch"]),
];

fn check_order(name: &str, node: Node<'_, '_>) {
    let Some((parent, order)) = ORDERS.iter().find(|(parent, _)| *parent == node.tag_name().name()) else { return };
    let mut at = 0;
    for child in node.children().filter(Node::is_element) {
        let child = child.tag_name().name();
        let place = order.iter().position(|known| *known == child);
        assert!(place.is_some_and(|place| place >= at), "{name}: `{child}` in `{parent}`");
        at = place.unwrap();
    }
}

/// Holds a document to the order that Word wants, and to what it would repair.
pub(crate) fn check(what: &str, docx: &[u8]) {
    let files = files(docx);
    assert_eq!(files[0].0, "[Content_Types].xml");
    for (name, text) in &files {
        let part = Document::parse(text);
        assert!(part.is_ok(), "{what}, {name}: {part:?}");
        part.unwrap().descendants().for_each(|node| check_order(&format!("{what}, {name}"), node));
    }
    let text = &files.iter().find(|(name, _)| name == "word/document.xml").unwrap().1;
    let body = Document::parse(text).unwrap();
    let styles = &files.iter().find(|(name, _)| name == "word/styles.xml").unwrap().1;
    let (mut ids, mut changes) = (HashSet::new(), HashSet::new());
    for node in body.descendants().filter(Node::is_element) {
        let last = node.children().rfind(Node::is_element);
        match node.tag_name().name() {
            "tc" => assert!(last.is_some_and(|last| is(&last, "p")), "{what}: a cell ends without a paragraph"),
            "tbl" => {
                let next = node.next_sibling_element().unwrap();
                assert!(is(&next, "p"), "{what}: a table is followed by `{}`", next.tag_name().name());
                let columns = node.descendants().find(|node| is(node, "tblGrid")).unwrap().children().count();
                for row in node.children().filter(|node| is(node, "tr")) {
                    assert_eq!(row.children().filter(|node| is(node, "tc")).count(), columns, "{what}");
                }
            }
            "id" => assert!(value(&node).parse::<i32>().unwrap() > 0 && ids.insert(value(&node)), "{what}"),
            "ins" | "del" => {
                assert!(changes.insert(attribute(&node, "id").parse::<u32>().unwrap()), "{what}: a change twice");
                assert!(!attribute(&node, "author").is_empty(), "{what}: a change of nobody");
            }
            "t" => assert!(!node.ancestors().any(|node| is(&node, "del")), "{what}: text in a deletion"),
            "delText" => assert!(node.ancestors().any(|node| is(&node, "del")), "{what}: deleted, and in no deletion"),
            "alias" | "tag" => assert!((1..=64).contains(&value(&node).chars().count()), "{what}"),
            "pStyle" | "rStyle" | "tblStyle" => {
                assert!(styles.contains(&format!("w:styleId=\"{}\"", value(&node))), "{what}: {}", value(&node));
            }
            _ => {}
        }
        let negative = node.attributes().any(|attribute| attribute.value().starts_with('-'));
        assert!(!negative, "{what}: `{}` has a negative measure", node.tag_name().name());
    }
    assert!(is(&body.root_element().first_element_child().unwrap().last_element_child().unwrap(), "sectPr"));
}
