//! The parts of a package, and the archive that holds them.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::MAIN;
use super::xml::Xml;
use crate::document::Document;

/// The parts that are the same in every document.
const FIXED: &[(&str, &str)] = &[
    ("[Content_Types].xml", include_str!("parts/content-types.xml")),
    ("_rels/.rels", include_str!("parts/package.rels.xml")),
    ("word/_rels/document.xml.rels", include_str!("parts/document.rels.xml")),
    ("word/styles.xml", include_str!("parts/styles.xml")),
    ("word/settings.xml", include_str!("parts/settings.xml")),
    ("word/fontTable.xml", include_str!("parts/fonts.xml")),
    ("word/footer1.xml", include_str!("parts/footer.xml")),
    ("word/footer2.xml", include_str!("parts/footer.xml")),
];

/// The archive of a document's parts.
pub(super) fn pack(document: &Document, body: &str, lists: &str) -> Vec<u8> {
    let (header, properties) = (header(document), properties(document));
    let own = [
        ("word/document.xml", body),
        ("word/numbering.xml", lists),
        ("word/header1.xml", &header),
        ("docProps/core.xml", &properties),
    ];
    archive(FIXED.iter().copied().chain(own))
}

/// An archive with the time stamp that an archive has at least, so that its bytes depend on its parts alone.
fn archive<'a>(parts: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<u8> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .system(zip::System::Unix);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        // Memory does not refuse to be written to.
        let written = writer.start_file(name, options).is_ok() && writer.write_all(text.as_bytes()).is_ok();
        debug_assert!(written, "{name}");
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// The head of every page but the first: the form and its title.
fn header(document: &Document) -> String {
    let mut xml = Xml::new();
    xml.open("w:hdr", &[("xmlns:w", MAIN)]);
    xml.open("w:p", &[]);
    xml.open("w:pPr", &[]);
    xml.value("w:pStyle", "Header");
    xml.close();
    xml.open("w:r", &[]);
    xml.open("w:t", &[("xml:space", "preserve")]);
    xml.text("Form ");
    xml.text(&document.form);
    xml.close();
    xml.empty("w:tab", &[]);
    xml.open("w:t", &[("xml:space", "preserve")]);
    xml.text(&document.title);
    xml.finish()
}

/// What the document is called, and in which language it is; not when it was written, nor by whom.
fn properties(document: &Document) -> String {
    let mut xml = Xml::new();
    let namespaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    xml.open("cp:coreProperties", &namespaces);
    xml.open("dc:title", &[]);
    xml.text("Form ");
    xml.text(&document.form);
    xml.text(", ");
    xml.text(&document.title);
    xml.close();
    xml.open("dc:language", &[]);
    xml.text("en-US");
    xml.finish()
}
