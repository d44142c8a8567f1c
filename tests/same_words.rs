//! The same words in every format: what is read back from HTML, page, PDF and Word document is, word by word, what the plain
//! text says.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its files fails")]

#[path = "extract/docx.rs"]
mod docx;
#[path = "extract/html.rs"]
mod html;
#[cfg(feature = "pdf")]
#[path = "extract/pdf.rs"]
mod pdf;

use std::fs;
use std::path::{Path, PathBuf};

use engross::builtin::{self, BuiltIn};
use engross::document::{self, Block, Column, Document, Text};
use engross::form::{self, Form};
use engross::render::{self, Format};
use engross::source::Source;
use engross::{data, diagnostic, filing};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A page so wide that nothing wraps, and so nothing that stands side by side is mixed.
const WIDE: usize = 20_000;

/// The words, with the marks of every format as one, and without the rules that answers stand on.
fn words(text: &str) -> Vec<String> {
    let marks = text.replace("[X]", " \u{2612} ").replace("[ ]", " \u{2610} ");
    let rule = |word: &&str| !(word.len() > 2 && word.chars().all(|c| matches!(c, '_' | '-')));
    // A rule may end in the words' own mark of punctuation.
    let word = |word: &str| word.trim_matches('_').to_owned();
    marks.split_whitespace().filter(rule).map(word).filter(|word| !word.is_empty()).collect()
}

/// Cells one after the other, as they are read.
fn stacked(blocks: Vec<Block>) -> Vec<Block> {
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Row(cells) => out.extend(stacked(cells)),
            // Headings wrap on any page.
            Block::Table { caption, columns, rows } => {
                let headings = columns.iter().map(|column| column.heading.clone());
                let words = |text| Block::Words { kind: None, text };
                out.extend([caption].into_iter().chain(headings).map(words));
                let columns = columns.into_iter().map(|column| Column { heading: Text::EMPTY, ..column }).collect();
                out.push(Block::Table { caption: Text::EMPTY, columns, rows });
            }
            Block::Section { label, title, blocks } => {
                out.push(Block::Section { label, title, blocks: stacked(blocks) });
            }
            Block::Item { label, blocks } => out.push(Block::Item { label, blocks: stacked(blocks) }),
            Block::Record { path, blocks } => out.push(Block::Record { path, blocks: stacked(blocks) }),
            Block::Marked { mark, blocks } => out.push(Block::Marked { mark, blocks: stacked(blocks) }),
            Block::Masthead(_)
            | Block::Words { .. }
            | Block::Answer { .. }
            | Block::Choice { .. }
            | Block::Flag { .. }
            | Block::Signature { .. }
            | Block::Rule
            | Block::Page => out.push(block),
        }
    }
    out
}

fn plain_words(document: Document) -> Vec<String> {
    let blocks = stacked(document.blocks);
    let (text, findings) = render::text::render(&Document { blocks, width: WIDE, ..document });
    assert!(!diagnostic::any_errors(&findings));
    words(&text)
}

fn extracted(format: Format, bytes: &[u8]) -> Option<String> {
    Some(match format {
        Format::Html | Format::Page => html::text(std::str::from_utf8(bytes).unwrap()),
        #[cfg(feature = "pdf")]
        Format::Pdf => pdf::text(bytes),
        Format::Docx => docx::text(bytes),
        Format::Text | Format::Json => return None,
    })
}

/// Compares all formats of a document, which is made anew each time.
fn compare(name: &str, make: impl Fn() -> Document) {
    let expected = plain_words(make());
    assert!(expected.len() > 200, "{name}: {} words", expected.len());
    let mut compared = 0;
    for format in Format::ALL {
        let (bytes, findings) = render::render(&make(), *format);
        assert!(findings.is_empty(), "{name} as {}: {findings:?}", format.name());
        let Some(text) = extracted(*format, &bytes) else { continue };
        let (expected, found) = (expected.join("\n"), words(&text).join("\n"));
        let diff = similar::TextDiff::from_lines(&expected, &found);
        assert!(expected == found, "{name}\n{}", diff.unified_diff().header("text", format.name()));
        compared += 1;
    }
    assert!(compared >= 3);
}

fn forms() -> Vec<(String, Form)> {
    let compile = |(name, edition, path): &(&str, &str, &str)| {
        let (form, _) = form::compile(&BuiltIn, Path::new(path));
        (format!("{name}@{edition}"), form.unwrap())
    };
    builtin::FORMS.iter().map(compile).collect()
}

#[test]
fn every_blank_form_has_the_same_words_in_every_format() {
    for (name, form) in forms() {
        compare(&name, || document::blank(&form).0);
    }
}

#[test]
fn every_example_has_the_same_words_in_every_format() {
    let mut examples: Vec<PathBuf> = Vec::new();
    for name in builtin::names() {
        let folder = fs::read_dir(format!("{ROOT}/forms/{name}/examples")).unwrap();
        examples.extend(folder.map(|entry| entry.unwrap().path()));
    }
    assert!(examples.len() >= 3);
    for path in examples {
        let source = Source::new(path.to_string_lossy(), fs::read_to_string(&path).unwrap());
        let node = data::load(&source, 0, &mut Vec::new()).unwrap();
        let named = filing::identify(&source, &node).unwrap();
        let edition = named.edition.as_ref().map(|(edition, _)| edition.as_str());
        let form = form::compile(&BuiltIn, builtin::find(&named.name, edition).unwrap()).0.unwrap();
        let (filing, findings) = filing::read(&form, std::slice::from_ref(&source), &node);
        assert!(findings.is_empty(), "{findings:?}");
        let filing = filing.unwrap();
        compare(source.name(), || document::document(&filing).0);
    }
}
