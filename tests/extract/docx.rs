//! What a document for Word holds: its words, and its parts as text that can be compared line by line.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a document that cannot be read fails the test"
)]
#![allow(dead_code, reason = "each test uses what it needs")]

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{Cursor, Read as _};

use roxmltree::{Document, Node};

/// Elements that stand on a line with all that they hold.
const WHOLE: &[&str] =
    &["pPr", "r", "sdtPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "abstractNum", "num", "title", "language"];
/// The parts that are the same in every document, as they stand in the source.
const FIXED: &[(&str, &str)] = &[
    ("[Content_Types].xml", include_str!("../../src/render/docx/parts/content-types.xml")),
    ("_rels/.rels", include_str!("../../src/render/docx/parts/package.rels.xml")),
    ("word/_rels/document.xml.rels", include_str!("../../src/render/docx/parts/document.rels.xml")),
    ("word/styles.xml", include_str!("../../src/render/docx/parts/styles.xml")),
    ("word/settings.xml", include_str!("../../src/render/docx/parts/settings.xml")),
    ("word/fontTable.xml", include_str!("../../src/render/docx/parts/fonts.xml")),
    ("word/footer1.xml", include_str!("../../src/render/docx/parts/footer.xml")),
    ("word/footer2.xml", include_str!("../../src/render/docx/parts/footer.xml")),
];

/// Every part's name and text, in the order of the package.
pub(crate) fn files(docx: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let count = archive.len();
    let read = |index| {
        let mut file = archive.by_index(index).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        (file.name().unwrap().into_owned(), text)
    };
    (0..count).map(read).collect()
}

/// The parts that are written for a document, as they are set in lines; the others must be those of the source.
pub(crate) fn parts(docx: &[u8]) -> String {
    let files = files(docx);
    let mut out = String::new();
    let mut fixed = 0;
    for (name, text) in &files {
        match FIXED.iter().find(|(fixed, _)| fixed == name) {
            Some((_, source)) => {
                assert_eq!(text, source, "{name}");
                fixed += 1;
            }
            None => {
                let _ = writeln!(out, "== {name}");
                lines(Document::parse(text).unwrap().root_element(), text, 0, &mut out);
            }
        }
    }
    assert_eq!(fixed, FIXED.len());
    out
}

fn lines(node: Node<'_, '_>, text: &str, depth: usize, out: &mut String) {
    let source = &text[node.range()];
    let indent = "  ".repeat(depth);
    let elements: Vec<Node<'_, '_>> = node.children().filter(Node::is_element).collect();
    if elements.is_empty() || WHOLE.contains(&node.tag_name().name()) {
        let _ = writeln!(out, "{indent}{source}");
        return;
    }
    // No attribute holds a `>`: it is escaped.
    let end = source.find('>').unwrap();
    let _ = writeln!(out, "{indent}{}", &source[..=end]);
    for element in elements {
        lines(element, text, depth + 1, out);
    }
    let _ = writeln!(out, "{indent}{}", &source[source.rfind("</").unwrap()..]);
}

/// The words of the body in their order, a line a paragraph; check boxes as the characters that they are.
pub(crate) fn text(docx: &[u8]) -> String {
    read(docx, "")
}

/// The same once all tracked changes are accepted.
pub(crate) fn accepted(docx: &[u8]) -> String {
    read(docx, "del")
}

/// The same once all tracked changes are rejected.
pub(crate) fn rejected(docx: &[u8]) -> String {
    read(docx, "ins")
}

/// The words without what stands in elements of a name, without rows that are marked with it, and without the ends of
/// paragraphs that are: such a paragraph goes on in the next one.
fn read(docx: &[u8], without: &str) -> String {
    let files: HashMap<String, String> = files(docx).into_iter().collect();
    let numbering = Document::parse(&files["word/numbering.xml"]).unwrap();
    let body = Document::parse(&files["word/document.xml"]).unwrap();
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut out = String::new();
    let marked = |node: &Node<'_, '_>, properties: &[&str]| {
        let mut at = Some(*node);
        for name in properties {
            at = at.and_then(|node| node.children().find(|child| is(child, name)));
        }
        at.is_some_and(|node| node.children().any(|child| is(&child, without)))
    };
    let gone = |node: Node<'_, '_>| {
        node.ancestors().any(|node| is(&node, without) || (is(&node, "tr") && marked(&node, &["trPr"])))
    };
    for paragraph in body.descendants().filter(|node| is(node, "p") && !gone(*node)) {
        if let Some(list) = paragraph.descendants().find(|node| is(node, "numId")).map(|node| value(&node)) {
            let count = counts.entry(list.to_owned()).or_default();
            *count += 1;
            let _ = write!(out, "{}\t", label(&numbering, list, *count));
        }
        for node in paragraph.descendants().filter(|node| !gone(*node)) {
            match node.tag_name().name() {
                "t" | "delText" => out.push_str(node.text().unwrap_or_default()),
                "tab" if node.parent().is_some_and(|parent| is(&parent, "r")) => out.push('\t'),
                "br" => out.push('\n'),
                _ => {}
            }
        }
        if !marked(&paragraph, &["pPr", "rPr"]) {
            out.push('\n');
        }
    }
    out
}

/// What Word writes before the paragraph that is so many-th in a list.
fn label(numbering: &Document<'_>, list: &str, count: usize) -> String {
    let find = |name: &str, key: &str, wanted: &str| {
        let mut nodes = numbering.descendants().filter(|node| is(node, name));
        nodes.find(|node| attribute(node, key) == wanted).unwrap()
    };
    let number = find("num", "numId", list);
    let kind = value(&number.children().find(|node| is(node, "abstractNumId")).unwrap());
    let level = find("abstractNum", "abstractNumId", kind);
    let part = |name: &str| value(&level.descendants().find(|node| is(node, name)).unwrap());
    let ordinal = match part("numFmt") {
        "decimal" => count.to_string(),
        "lowerLetter" => ('a'..='z').nth(count - 1).unwrap().to_string(),
        other => other.to_owned(),
    };
    part("lvlText").replace("%1", &ordinal)
}

pub(crate) fn is(node: &Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

pub(crate) fn value<'a>(node: &Node<'a, '_>) -> &'a str {
    attribute(node, "val")
}

pub(crate) fn attribute<'a>(node: &Node<'a, '_>, name: &str) -> &'a str {
    node.attributes().find(|attribute| attribute.name() == name).map(|found| found.value()).unwrap_or_default()
}
