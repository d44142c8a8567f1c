//! What must be true of every PDF: the same bytes each time, every word whole and within the margins, pages broken where
//! a printer would break them, and what the standards ask for that can be seen from outside.

#![cfg(feature = "pdf")]
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot set itself up fails"
)]

#[path = "extract/pdf.rs"]
mod extract;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use engross::builtin::{self, BuiltIn};
use engross::diagnostic::Diagnostic;
use engross::source::Source;
use engross::{data, document, filing, form, render};
use extract::{Line, Mark, elements, letters, lines, text, tree};

/// The margins of Letter paper, in points.
const LEFT: f32 = 72.0;
const RIGHT: f32 = 612.0 - 72.0;
const TOP: f32 = 792.0 - 72.0;
const BOTTOM: f32 = 72.0;

/// A filing as a document.
fn document_of(path: &Path, yaml: &str) -> document::Document {
    let (form, findings) = form::compile(&BuiltIn, path);
    assert!(findings.is_empty());
    let form = form.unwrap();
    let source = Source::new("filing.yaml", yaml);
    let mut findings = Vec::new();
    let node = data::load(&source, 0, &mut findings).unwrap();
    let (filing, faults) = filing::read(&form, std::slice::from_ref(&source), &node);
    findings.extend(faults);
    assert!(!engross::diagnostic::any_errors(&findings), "{findings:?}");
    let (document, findings) = document::document(&filing.unwrap());
    assert!(findings.is_empty(), "{findings:?}");
    document
}

fn pdf_of(yaml: &str, form: &str, edition: &str) -> (Vec<u8>, Vec<Diagnostic>) {
    render::pdf::render(&document_of(builtin::find(form, Some(edition)).unwrap(), yaml))
}

/// The notification of Innovo Group with another narrative: lines of a literal block.
fn with_reasons(reasons: &str) -> String {
    let good = include_str!("../forms/12b-25/examples/innovo-2003.yaml");
    let mut out = String::new();
    let mut kept = true;
    for line in good.lines() {
        if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
            kept = !line.starts_with("reasons:");
        }
        if kept {
            let _ = writeln!(out, "{line}");
        }
    }
    out.push_str("reasons: |\n");
    for line in reasons.lines() {
        let _ = writeln!(out, "  {line}");
    }
    out
}

fn innovo(reasons: &str) -> Vec<u8> {
    let (pdf, findings) = pdf_of(&with_reasons(reasons), "12b-25", "2003");
    assert!(findings.is_empty(), "{findings:?}");
    pdf
}

/// Every shipped form and example, with its plain text.
fn shipped() -> Vec<(String, Vec<u8>, String)> {
    let mut documents = Vec::new();
    for (name, edition, path) in builtin::FORMS {
        let (form, _) = form::compile(&BuiltIn, Path::new(path));
        documents.push((format!("{name} {edition}, blank"), document::blank(&form.unwrap()).0));
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("forms/{name}/examples"));
        for entry in std::fs::read_dir(folder).unwrap() {
            let example = entry.unwrap().path();
            let yaml = std::fs::read_to_string(&example).unwrap();
            if yaml.contains(&format!("edition: {edition}")) || builtin::editions(name).len() == 1 {
                documents.push((example.display().to_string(), document_of(Path::new(path), &yaml)));
            }
        }
    }
    assert_eq!(documents.len(), 6);
    documents
        .into_iter()
        .map(|(name, document)| (name, render::pdf::render(&document).0, render::text::render(&document).0))
        .collect()
}

/// Words in the order of the alphabet, without boxes and rules: columns of plain text are read across.
fn words(text: &str) -> Vec<&str> {
    let word =
        |word: &&str| !["[X]", "[", "]", "☐", "☒"].contains(word) && !word.trim_matches(['_', '-', ',']).is_empty();
    let mut words: Vec<&str> = text.split_whitespace().filter(word).collect();
    words.sort_unstable();
    words
}

#[test]
fn the_words_are_those_of_the_plain_text() {
    for (name, pdf, plain) in shipped() {
        assert_eq!(words(&text(&pdf)), words(&plain), "{name}");
    }
}

#[test]
fn the_same_filing_gives_the_same_bytes() {
    for ((name, first, _), (_, second, _)) in shipped().into_iter().zip(shipped()) {
        assert!(first == second, "{name}");
    }
}

#[test]
fn everything_is_tagged_or_an_artifact_and_inside_the_margins() {
    for (name, pdf, _) in shipped() {
        let letters = letters(&pdf);
        assert!(letters.len() > 1000, "{name}");
        assert!(letters.iter().all(|letter| letter.mark != Mark::None), "{name}");
        within_the_margins(&pdf);
    }
}

fn within_the_margins(pdf: &[u8]) {
    for letter in letters(pdf).iter().filter(|letter| !letter.text.trim().is_empty()) {
        assert!(letter.x >= LEFT - 0.1 && letter.end <= RIGHT + 0.6, "{letter:?}");
        assert!(
            letter.mark == Mark::Artifact || (letter.y > BOTTOM && letter.y + letter.size * 0.7 < TOP + 0.1),
            "{letter:?}"
        );
    }
}

#[test]
fn the_standards_are_named_and_pages_numbered() {
    for (name, pdf, _) in shipped() {
        let raw = String::from_utf8_lossy(&pdf);
        for part in ["<pdfuaid:part>1</pdfuaid:part>", "<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A<"] {
            assert!(raw.contains(part), "{name}: {part}");
        }
        for forbidden in ["/JavaScript", "/AcroForm", "/EmbeddedFile", "/Encrypt", "/Annots", "/URI"] {
            assert!(!raw.contains(forbidden), "{name}: {forbidden}");
        }
        let pages = lines(&pdf);
        assert!((1..=3).contains(&pages.len()), "{name}: {} pages", pages.len());
        for (index, page) in pages.iter().enumerate() {
            let foot = format!("Page {} of {}", index + 1, pages.len());
            assert!(page.last().unwrap().text.ends_with(&foot), "{name}: {:?}", page.last());
        }
    }
}

#[test]
fn the_first_heading_is_the_title_and_no_level_is_left_out() {
    for (name, pdf, _) in shipped() {
        let tree = tree(&pdf);
        let levels = tree.lines().filter_map(|line| line.trim_start().strip_prefix('H')?.chars().next()?.to_digit(10));
        let levels: Vec<u32> = levels.collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{name}");
        assert_eq!(levels[0], 1, "{name}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name}: {levels:?}");
    }
}

#[test]
fn hostile_answers_come_out_whole() {
    let long = "x".repeat(10_000);
    let answers = [
        "<script>alert(1)</script>",
        "&#9746;",
        "]]>",
        "a <b & c> \"d\" 'e' \\(f\\) (g",
        "naïve café, Ωμέγα, Привет, € 5 – “quoted”… ½ → ✓",
        "e\u{301}tude, office, fluffy",
        long.as_str(),
    ];
    for answer in answers {
        let pdf = innovo(answer);
        let text = text(&pdf);
        assert!(text.lines().any(|line| line.trim() == answer), "{answer}: {text}");
        within_the_margins(&pdf);
    }
}

#[test]
fn characters_that_no_font_has_are_named_once_with_their_place() {
    let (pdf, findings) = pdf_of(&with_reasons("A party 🎉 and イ, twice: 🎉.\nשלום"), "12b-25", "2003");
    assert!(pdf.is_empty());
    let [finding] = findings.as_slice() else { panic!("{findings:?}") };
    assert_eq!(finding.code.id(), "O007");
    assert!(
        finding.message.starts_with("`🎉` (U+1F389), `イ` (U+30A4), `ש` (U+05E9), `ל` (U+05DC) and 2 more"),
        "{}",
        finding.message
    );
    let place = finding.place().unwrap();
    assert_eq!(place.source.slice(place.range.clone()), "🎉");
}

#[test]
fn widows_and_orphans_are_held_and_headings_stay_with_what_follows() {
    // A paragraph that grows by a line moves all that follows through every place on the page.
    for count in 1..70 {
        let paragraph = vec!["words"; count * 16].join(" ");
        let elements = elements(&innovo(&format!("{paragraph}\n\n{paragraph}")));
        for (index, element) in elements.iter().enumerate() {
            let pages: Vec<usize> = element.lines.iter().map(|(page, _)| *page).collect();
            for page in pages.chunk_by(|a, b| a == b) {
                assert!(page.len() == pages.len() || page.len() > 1, "{count}: a line alone: {element:?}");
            }
            if element.role.starts_with('H') {
                assert_eq!(elements[index + 1].lines[0].0, pages[0], "{count}: alone: {element:?}");
            }
        }
        // What is signed is signed on its page, and short items are not parted.
        let page = |words: &str| {
            let found = elements
                .iter()
                .find(|element| element.words.starts_with(words) || element.words.contains(&format!(" {words}")));
            found.unwrap_or_else(|| panic!("{words}")).lines.iter().map(|(page, _)| *page).collect::<BTreeSet<_>>()
        };
        for (one, other) in [("has caused", "/s/ Jay Furrow"), ("Date:", "CEO"), ("(b) ", "The subject annual")] {
            assert_eq!(page(one), page(other), "{count}: {one}");
            assert_eq!(page(one).len(), 1, "{count}: {one}");
        }
    }
}

#[test]
fn the_headings_of_a_table_stand_on_every_page_and_are_read_once() {
    let good = include_str!("../forms/8-K/examples/fictitious-2019.yaml");
    let (before, after) = good.split_once("securities:").unwrap();
    let (_, after) = after.split_once("\nemerging").unwrap();
    let mut rows = String::new();
    for number in 0..150 {
        let _ =
            write!(rows, "\n  - class: Note of series {number}\n    symbol: FAKE\n    exchange: Imaginary Exchange");
    }
    let (pdf, findings) = pdf_of(&format!("{before}securities:{rows}\nemerging{after}"), "8-K", "2019");
    assert!(findings.is_empty(), "{findings:?}");
    let pages = lines(&pdf);
    let with_rows: Vec<&Vec<Line>> =
        pages.iter().filter(|page| page.iter().any(|line| line.text.starts_with("Note of series"))).collect();
    assert!(with_rows.len() >= 4, "{} pages", with_rows.len());
    for page in with_rows {
        let heading = page.iter().position(|line| line.text.starts_with("Title of each class")).unwrap();
        let first = page.iter().position(|line| line.text.starts_with("Note of series")).unwrap();
        assert!(heading < first);
    }
    assert_eq!(tree(&pdf).matches("TH (Column): Title of each class").count(), 1);
    assert_eq!(tree(&pdf).matches("TD: Note of series").count(), 150);
    within_the_margins(&pdf);
}

#[test]
fn a_table_that_a_writer_laid_out_keeps_its_columns() {
    let pdf = innovo("Revenues:\n\n<TABLE>\n<S>          <C>\nJeans           9,292\nCrafts         29,500\n</TABLE>");
    let pages = lines(&pdf);
    let find = |word: &str| {
        letters(&pdf)
            .into_iter()
            .collect::<Vec<_>>()
            .windows(word.len())
            .find(|letters| letters.iter().map(|letter| letter.text.as_str()).collect::<String>() == word)
            .map(|letters| letters.last().unwrap().end)
            .unwrap()
    };
    assert!((find("9,292") - find("29,500")).abs() < 0.1);
    assert!(!pages.iter().flatten().any(|line| line.text.contains("TABLE") || line.text.contains("<S>")));
    within_the_margins(&pdf);
}
