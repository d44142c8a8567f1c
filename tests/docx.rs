//! Documents for Word: the same bytes each time, the words of the plain text, the order that Word insists on, and answers
//! that look like something else.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a document that cannot be read fails the test")]

#[path = "extract/docx.rs"]
mod docx;
#[path = "extract/word.rs"]
mod word;

use std::path::Path;
use std::process::{Command, Output};

use docx::{attribute, is, value};
use engross::builtin;
use roxmltree::{Document, Node};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn engross(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_engross")).args(args).current_dir(ROOT).output().unwrap()
}

fn written(args: &[&str], format: &str) -> Vec<u8> {
    let output = engross(&[args, &["--to", format]].concat());
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// What is written of the shipped forms and examples, and of the form that has every statement.
fn commands() -> Vec<[String; 2]> {
    let blanks = builtin::FORMS.iter().map(|(name, edition, _)| ["blank".to_owned(), format!("{name}@{edition}")]);
    let filings = [
        "forms/12b-25/examples/innovo-2003.yaml",
        "forms/12b-25/examples/fictitious-2019.yaml",
        "forms/8-K/examples/fictitious-2019.yaml",
        "tests/properties/everything.yaml",
    ];
    let everything = ["blank".to_owned(), "tests/properties/everything.form".to_owned()];
    blanks.chain(filings.map(|path| ["render".to_owned(), path.to_owned()])).chain([everything]).collect()
}

fn body(docx: &[u8]) -> String {
    docx::files(docx).into_iter().find(|(name, _)| name == "word/document.xml").unwrap().1
}

#[test]
fn the_same_document_is_the_same_bytes() {
    let args = ["render", "forms/12b-25/examples/innovo-2003.yaml"];
    let first = written(&args, "docx");
    assert_eq!(first, written(&args, "docx"));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(first)).unwrap();
    for index in 0..archive.len() {
        let file = archive.by_index(index).unwrap();
        assert_eq!(file.last_modified(), Some(zip::DateTime::default()), "{:?}", file.name());
    }
}

/// The words and marks of a text, sorted: in a row, plain text goes across, and a document for Word cell by cell.
fn words(text: &str) -> Vec<String> {
    let checked = ["[X]", "[x]", "(X)"].iter().fold(text.to_owned(), |text, mark| text.replace(mark, " \u{2612} "));
    let text = ["[ ]", "( )"].iter().fold(checked, |text, mark| text.replace(mark, " \u{2610} "));
    // Rules are of underscores and dashes; lines to write on may touch words.
    let rules = text.replace("<PAGE>", " ").replace(['_', '-'], " ");
    let mut words: Vec<String> = rules.split_whitespace().map(str::to_owned).collect();
    words.sort();
    words
}

#[test]
fn the_words_are_those_of_the_plain_text() {
    for [command, what] in commands() {
        let args = [command.as_str(), what.as_str()];
        let text = String::from_utf8(written(&args, "text")).unwrap();
        assert_eq!(words(&docx::text(&written(&args, "docx"))), words(&text), "{what}");
    }
}

#[test]
fn parts_are_as_word_wants_them() {
    for [command, what] in commands() {
        word::check(&what, &written(&[&command, &what], "docx"));
    }
}

#[test]
fn boxes_and_holes_are_content_controls_that_are_called_after_their_answers() {
    let filing = body(&written(&["render", "forms/12b-25/examples/innovo-2003.yaml"], "docx"));
    let filing = Document::parse(&filing).unwrap();
    let controls = |body: &Document<'_>| -> Vec<(String, String)> {
        let boxes = body.descendants().filter(|node| is(node, "sdt"));
        let said = |node: Node<'_, '_>| {
            let tag = node.descendants().find(|node| is(node, "tag")).map(|node| value(&node).to_owned());
            let state =
                node.descendants().find(|node| is(node, "checked")).map(|node| attribute(&node, "val").to_owned());
            (tag.unwrap(), state.unwrap_or_default())
        };
        boxes.map(said).collect()
    };
    let said = controls(&filing);
    let has = |tag: &str, state: &str| said.contains(&(tag.to_owned(), state.to_owned()));
    assert!(has("report: 10-K", "1") && has("report: 20-F", "0") && has("relief: b", "1"), "{said:?}");
    assert!(has("registrant.former_name", "") && !has("registrant.name", ""), "{said:?}");
    let blank = body(&written(&["blank", "12b-25@2003"], "docx"));
    let said = controls(&Document::parse(&blank).unwrap());
    assert!(said.iter().any(|(tag, _)| tag == "reasons") && said.iter().all(|(_, state)| state != "1"), "{said:?}");
}

/// The document of a filing of Form 12b-25 with one answer.
fn answered(name: &str, answer: &str) -> Output {
    let good = std::fs::read_to_string(Path::new(ROOT).join("forms/12b-25/examples/innovo-2003.yaml")).unwrap();
    let answer = serde_json::to_string(answer).unwrap();
    let mut filing = String::new();
    let mut kept = true;
    for line in good.lines() {
        let begins = line.starts_with(|c: char| c.is_ascii_alphabetic());
        kept = if begins { !line.starts_with(&format!("{name}:")) } else { kept };
        if kept {
            filing.extend([line, "\n"]);
        }
    }
    filing.extend([name, ": ", &answer, "\n"]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("filing.yaml");
    std::fs::write(&path, filing).unwrap();
    engross(&["render", path.to_str().unwrap(), "--to", "docx", "--format", "short"])
}

#[test]
fn answers_that_look_like_something_else_come_out_whole_and_inert() {
    let long = "x".repeat(10_000);
    let answers = [
        "<script>alert(1)</script>",
        "&#9746; &amp; &lt;b&gt;",
        "]]> <![CDATA[ <!-- -->",
        "\"quoted\" 'quoted' <w:p/>",
        "\u{1f600} \u{30a4}\u{30ce}\u{30dc} \u{5d0}\u{5d1}",
        "{{ name }} {% if x %}",
        "a\tb   c",
        &long,
    ];
    for name in ["portion", "reasons"] {
        for answer in answers {
            let output = answered(name, answer);
            assert!(output.status.success(), "{answer}: {}", String::from_utf8_lossy(&output.stderr));
            let read = docx::text(&output.stdout);
            assert!(read.contains(answer), "{name}: {answer}");
            // Nothing but words came of it: the elements are those of another answer.
            let names = |docx: &[u8]| {
                let text = body(docx);
                let names = Document::parse(&text).unwrap();
                let names = names.descendants().filter(|node| node.is_element() && !is(node, "tab"));
                names.map(|node| node.tag_name().name().to_owned()).filter(|name| name != "t").collect::<Vec<_>>()
            };
            assert_eq!(names(&output.stdout), names(&answered(name, "N/A").stdout), "{name}: {answer}");
        }
    }
    let refused = answered("portion", "a \u{202e}b");
    assert!(!refused.status.success() && refused.stdout.is_empty());
    assert!(String::from_utf8_lossy(&refused.stderr).contains("error[D027]"));
}
