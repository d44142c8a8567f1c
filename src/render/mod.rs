//! Document -> the formats that people file and read; one thin folder each.
//!
//! In: a [`Document`]. Out: bytes, and what the format cannot say, each with its place.

mod columns;
pub mod docx;
mod faults;
pub mod html;
pub mod json;
mod kinds;
mod markup;
pub mod page;
#[cfg(feature = "pdf")]
pub mod pdf;
mod spacing;
pub mod text;
mod wording;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::edgar::{self, Kind};

/// What a document can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text as EDGAR takes it.
    Text,
    /// HTML as EDGAR takes it.
    Html,
    /// A page for a browser.
    Page,
    /// PDF, tagged and fit to be archived.
    #[cfg(feature = "pdf")]
    Pdf,
    /// A document for Word.
    Docx,
    /// The document itself, for programs.
    Json,
}

struct Facts {
    name: &'static str,
    about: &'static str,
    extensions: &'static [&'static str],
    binary: bool,
}

impl Format {
    /// Every format.
    pub const ALL: &'static [Self] = &[
        Self::Text,
        Self::Html,
        Self::Page,
        #[cfg(feature = "pdf")]
        Self::Pdf,
        Self::Docx,
        Self::Json,
    ];

    fn facts(self) -> Facts {
        let (name, about, extensions, binary): (_, _, &[_], _) = match self {
            Self::Text => ("text", "plain text for EDGAR", &["txt"], false),
            Self::Html => ("html", "HTML for EDGAR", &["htm", "html"], false),
            Self::Page => ("page", "a page for a browser", &["html"], false),
            #[cfg(feature = "pdf")]
            Self::Pdf => ("pdf", "PDF, to print and to keep", &["pdf"], true),
            Self::Docx => ("docx", "a document for Word", &["docx"], true),
            Self::Json => ("json", "the document itself, for programs", &["json"], false),
        };
        Facts { name, about, extensions, binary }
    }

    /// What it is called on the command line.
    pub fn name(self) -> &'static str {
        self.facts().name
    }

    /// What it is, in a few words.
    pub fn about(self) -> &'static str {
        self.facts().about
    }

    /// How the names of its files end, without the point.
    pub fn extensions(self) -> &'static [&'static str] {
        self.facts().extensions
    }

    /// Whether documents in it may be filed with EDGAR.
    pub fn is_for_edgar(self) -> bool {
        match self {
            Self::Text | Self::Html => true,
            #[cfg(feature = "pdf")]
            Self::Pdf => true,
            Self::Page | Self::Docx | Self::Json => false,
        }
    }

    /// Whether it is bytes that no terminal shows.
    pub fn is_binary(self) -> bool {
        self.facts().binary
    }
}

/// Writes a document in a format. The findings are sorted by place; where one of them is an error the bytes are not fit to
/// be used. What is for EDGAR is held against its rules, whatever the renderer holds true of itself.
pub fn render(document: &Document, format: Format) -> (Vec<u8>, Vec<Diagnostic>) {
    let text = |(text, findings): (String, Vec<Diagnostic>)| (text.into_bytes(), findings);
    let filed = |(rendered, mut findings): (String, Vec<Diagnostic>), kind| {
        findings.extend(edgar::check_rendered(&rendered, kind, &findings));
        (rendered.into_bytes(), findings)
    };
    match format {
        Format::Text => filed(text::render(document), Kind::Text),
        Format::Html => filed(html::render(document), Kind::Html),
        Format::Page => text(page::render(document)),
        #[cfg(feature = "pdf")]
        Format::Pdf => pdf::render(document),
        Format::Docx => docx::render(document),
        Format::Json => text(json::render(document)),
    }
}
