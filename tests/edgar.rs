//! What EDGAR may refuse: what the program writes is free of it, and what others wrote is read whatever it is.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up fails")]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use engross::builtin::{self, BuiltIn};
use engross::diagnostic::{Diagnostic, human, json, short};
use engross::edgar::{self, Coding, Kind};
use engross::render::Format;
use engross::source::Source;
use engross::{data, document, filing, form, render};
use proptest::prelude::*;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn engross(folder: &Path, args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_engross"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

/// What the program says of files or its input, and its exit status.
fn said(folder: &Path, args: &[&str], input: &str) -> (String, Option<i32>) {
    let output = engross(folder, args, input);
    (String::from_utf8(output.stderr).unwrap(), output.status.code())
}

#[test]
fn what_is_rendered_for_edgar_is_free_of_findings() {
    let mut documents = Vec::new();
    for (name, edition, path) in builtin::FORMS {
        let (form, _) = form::compile(&BuiltIn, Path::new(path));
        let form = form.unwrap();
        documents.push((format!("{name}@{edition}"), document::blank(&form).0));
        for entry in fs::read_dir(Path::new(ROOT).join(format!("forms/{name}/examples"))).unwrap() {
            let path = entry.unwrap().path();
            if path.file_stem().unwrap().to_string_lossy().ends_with(edition) {
                let yaml = fs::read_to_string(&path).unwrap();
                let source = Source::new("x.yaml", yaml);
                let node = data::load(&source, 0, &mut Vec::new()).unwrap();
                let filing = filing::read(&form, std::slice::from_ref(&source), &node).0.unwrap();
                documents.push((path.display().to_string(), document::document(&filing).0));
            }
        }
    }
    assert!(documents.len() >= 6);
    for (name, document) in &documents {
        for (format, kind) in [(Format::Text, Kind::Text), (Format::Html, Kind::Html)] {
            let (bytes, findings) = render::render(document, format);
            assert_eq!(short::render(&findings), "", "{name}");
            let (text, coding) = edgar::decode(bytes);
            assert_eq!(short::render(&edgar::check(&Source::new("x", text), coding, kind)), "", "{name}");
        }
    }
}

#[test]
fn what_the_renderer_has_said_is_not_said_again() {
    let folder = tempfile::tempdir().unwrap();
    let good = fs::read_to_string(Path::new(ROOT).join("forms/12b-25/examples/innovo-2003.yaml")).unwrap();
    let (head, _) = good.split_once("\nreasons:").unwrap();
    let (_, tail) = good.split_once("\ncontact:").unwrap();
    let yaml =
        format!("{head}\nreasons: The exhibit marked <TABLE> or <b> has {} at 10^6.\ncontact:{tail}", "x".repeat(90));
    fs::write(folder.path().join("late.yaml"), yaml).unwrap();
    let (said, status) = said(folder.path(), &["check", "late.yaml", "--format", "short"], "");
    assert_eq!(status, Some(1));
    assert!(said.contains("[O005]") && said.contains("[O004]") && said.contains("[O002]"), "{said}");
    assert!(!said.contains("[E"), "{said}");
}

#[test]
fn words_of_a_form_that_look_like_tags_are_found_in_what_it_prints() {
    let folder = tempfile::tempdir().unwrap();
    let form = "form \"X\"\nedition 1\n\ntext \"See <PAGE> 4.\"\n";
    fs::write(folder.path().join("x.form"), form).unwrap();
    let expected = "<text>:1:5: warning[E009]: `<PAGE>` is not alone on its line\n";
    for args in [&["check", "x.form", "--format", "short"][..], &["blank", "x.form", "--format", "short"][..]] {
        assert_eq!(said(folder.path(), args, ""), (expected.to_owned(), Some(0)));
    }
}

#[test]
fn the_real_filing_has_a_tab_and_nothing_else() {
    let args = ["check", "--target", "edgar", "tests/filings/innovo-2003.txt", "--format", "short"];
    let expected = "tests/filings/innovo-2003.txt:71:1: warning[E005]: a tab, whose width nobody knows\n";
    assert_eq!(said(Path::new(ROOT), &args, ""), (expected.to_owned(), Some(0)));
}

#[test]
fn what_is_checked_is_told_by_its_name_or_content() {
    let folder = tempfile::tempdir().unwrap();
    let edgar = |files: &[&str], input: &str| {
        let args = [&["check", "--target", "edgar", "--format", "short"], files].concat();
        said(folder.path(), &args, input)
    };
    let ok = |text: &str| (text.to_owned(), Some(0));
    assert_eq!(edgar(&["-"], "a <b>"), ok("<stdin>:1:3: warning[E006]: `<b>` makes nothing bold in plain text\n"));
    assert_eq!(
        edgar(&["-"], "\n<html><b>x</html>"),
        ok("<stdin>:2:7: warning[E022]: `<b>` is still open where `</html>` closes what it is in\n")
    );
    let submission = "<DOCUMENT>\n<TYPE>8-K\n<TEXT>\na <b>\n</TEXT>\n</DOCUMENT>\n";
    assert_eq!(edgar(&["-"], submission), ok("<stdin>:4:3: warning[E006]: `<b>` makes nothing bold in plain text\n"));
    let example = Path::new(ROOT).join("forms/12b-25/examples/innovo-2003.yaml");
    let form = Path::new(ROOT).join("forms/12b-25/2003.form");
    assert_eq!(edgar(&[example.to_str().unwrap(), form.to_str().unwrap()], ""), ok(""));

    fs::write(folder.path().join("late.pdf"), "x").unwrap();
    fs::write(folder.path().join("late.txt"), "x").unwrap();
    let (text, status) = edgar(&["late.pdf"], "");
    assert!(text.contains("`late.pdf` is nothing that is checked for EDGAR: expected `.txt`, `.htm`"), "{text}");
    assert_eq!(status, Some(2));
    // Without a target it is read as a filing.
    let (text, status) = said(folder.path(), &["check", "late.txt", "--format", "short"], "");
    assert_eq!(text, "late.txt:1:1: error[T001]: `late.txt` does not look like any form that is known\n");
    assert_eq!(status, Some(1));
    fs::write(folder.path().join("big.txt"), "x".repeat(engross::world::LARGEST_FILING + 1)).unwrap();
    assert_eq!(edgar(&["big.txt"], ""), ("error[S010]: `big.txt` is larger than 16 MB\n".to_owned(), Some(1)));
    assert_eq!(edgar(&["none.txt"], "").1, Some(2));
}

/// Checks a text as both kinds; every place of every finding lies in it, and every renderer can draw it.
fn check(text: &str) -> Vec<Diagnostic> {
    let source = Source::new("x", text);
    let mut all = Vec::new();
    for kind in [Kind::Text, Kind::Html] {
        for coding in [Coding::Utf8, Coding::Windows1252, Coding::Utf16] {
            let findings = edgar::check(&source, coding, kind);
            for label in findings.iter().flat_map(|finding| &finding.labels) {
                assert!(text.get(label.range.clone()).is_some(), "{label:?}");
            }
            let _ = (human::render(&findings, true), short::render(&findings), json::render(&findings));
            all.extend(findings);
        }
    }
    all
}

/// A piece of a document, good or bad.
fn piece() -> impl Strategy<Value = String> {
    let known = [
        "<TABLE>",
        "</TABLE>",
        "<S>",
        "<PAGE>",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "\u{c}",
        "<table>",
        "<td>",
        "</td>",
        "</table>",
        "<p",
        ">",
        " a=\"",
        "\"",
        "'",
        "=",
        "/",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<script>",
        "</script>",
        "&#",
        "&nbsp",
        ";",
        "&",
        "<",
        "<!",
        "<?",
        "</",
        "é",
        "“",
        "\u{feff}",
        "\0",
        " style='",
        "expression(",
        "/*",
        "*/",
        "\\",
        "url(",
        " href=",
        "java",
        "script:",
        "<title>",
        "<textarea>",
        "<plaintext>",
        "<html",
        " xmlns",
        "<DOCUMENT>\n<TEXT>\n",
        "</TEXT>",
        "<SEC-DOCUMENT>",
        "<FILENAME>",
    ];
    prop_oneof![8 => prop::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => ".{0,40}", 1 => "[ -~]{0,90}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_checked(pieces in prop::collection::vec(piece(), 0..60)) {
        check(&pieces.concat());
    }

    #[test]
    fn any_bytes_are_checked(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        check(&edgar::decode(bytes).0);
    }

    #[test]
    fn any_name_is_checked(name in ".{0,50}") {
        edgar::check_name(&name);
    }
}

#[test]
fn time_is_linear_in_the_text() {
    let hostile = [
        "<",
        "&",
        "<!",
        "</",
        "<a",
        "<a>",
        "&a",
        "<table>",
        "<TABLE>\n",
        "<b><i></b></i>",
        "<b><td><div></b>",
        "<p a=1 ",
        "<!-- ",
        "é",
        "\t",
        "<td></b>",
        "\r",
        "<b>",
        "</b>",
        "<TEXT>\n",
        "x\n",
        "&#;",
        "\\",
        "/*",
        "<p style='/*",
    ];
    for unit in hostile {
        for text in [
            unit.repeat(1_000_000 / unit.len()),
            format!("<DOCUMENT>\n<p style=\"{}", unit.repeat(1_000_000 / unit.len())),
        ] {
            let source = Source::new("x", text);
            let start = Instant::now();
            for kind in [Kind::Text, Kind::Html] {
                let findings = edgar::check(&source, Coding::Utf8, kind);
                assert!(findings.len() < 200, "{} findings of {unit:?}", findings.len());
            }
            assert!(start.elapsed() < Duration::from_secs(5), "{unit:?} took {:?}", start.elapsed());
        }
    }
}
