//! The laws of the formatter, on files and on changes of them, and its cases: `tests/format/NAME.form` is laid out as
//! `NAME.formatted` beside it.
//!
//! `UPDATE_EXPECTED=1 cargo test` writes what the formatter makes now; read every line of the difference before keeping it.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up fails")]

mod common;

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

use common::Memory;
use common::changes::{Change, changed, changes, text_of};
use engross::diagnostic::Diagnostic;
use engross::source::Source;
use engross::{document, form, render, syntax};
use proptest::prelude::*;

/// The definitions below a folder of the repository, sorted, each by its path there.
fn definitions(folder: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut out = Vec::new();
    for entry in fs::read_dir(root.join(folder)).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            out.extend(definitions(&name));
        } else if path.extension().is_some_and(|extension| extension == "form") {
            out.push(name);
        }
    }
    out.sort();
    out
}

/// Every definition of the repository: most of those in the suite are faulty.
static SEEDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folders = ["forms", "tests/properties", "tests/suite", "tests/format"];
    let is_text = |path: &String| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).is_ok();
    folders.into_iter().flat_map(definitions).filter(is_text).collect()
});

fn formatted(text: &str) -> String {
    syntax::format(&Source::new("x.form", text))
}

fn codes(findings: &[Diagnostic]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.code.id()).collect()
}

/// The codes of a text's faults of syntax.
fn faults(text: &str) -> Vec<&'static str> {
    let mut findings = Vec::new();
    let _ = syntax::parse(&Source::new("x.form", text), 0, &mut findings);
    codes(&findings)
}

/// What is not white space.
fn ink(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}').collect()
}

/// What a definition means: its blank form, where things stand left out, as data and in print; the codes of its findings.
fn meaning(path: &str, text: &str) -> (String, String, Vec<&'static str>) {
    static PLACES: LazyLock<regex::Regex> = LazyLock::new(|| regex::Regex::new(r"Span \{[^}]*\}").unwrap());
    let (form, mut findings) = form::compile(&Memory::new(&[(path, text)]), Path::new(path));
    let (mut blocks, mut print) = (String::new(), String::new());
    if let Some(form) = form {
        let (blank, faults) = document::blank(&form);
        findings.extend(faults);
        blocks = PLACES.replace_all(&format!("{:?}", blank.blocks), "_").into_owned();
        let (text, faults) = render::text::render(&blank);
        findings.extend(faults);
        print = text;
    }
    // Places that touch or are the same are no longer so in another layout: the report has them in another order, or twice.
    let mut codes = codes(&findings);
    codes.sort_unstable();
    codes.dedup();
    (blocks, print, codes)
}

/// All laws on one text, as the definition at a path.
fn laws(path: &str, text: &str) {
    let out = formatted(text);
    let again = formatted(&out);
    assert_eq!(again, out, "formatting twice is not formatting once: {text:?}");
    assert_eq!(ink(&out), ink(text), "more than white space has changed: {text:?}");
    let (before, after) = (Source::new(path, text), Source::new(path, out.as_str()));
    assert!(syntax::same_but_for_layout(&before, &after), "it says something else: {text:?}\n{out}");
    assert_eq!(faults(&out), faults(text), "the faults of syntax are others: {text:?}\n{out}");
    assert_eq!(meaning(path, &out), meaning(path, text), "the form is another: {text:?}\n{out}");
    if out != text {
        assert!(
            out.is_empty() || out.ends_with('\n') && !out.ends_with("\n\n"),
            "it has not one line break at its end"
        );
        assert!(!out.starts_with('\u{feff}') && !out.contains("\r\n"), "the file is not as on Unix");
    }
}

#[test]
fn every_definition_obeys_the_laws() {
    assert!(SEEDS.len() > 150, "only {} definitions were found", SEEDS.len());
    for seed in SEEDS.iter() {
        let text = text_of(seed);
        laws(seed, &text);
        laws(seed, &format!("\u{feff}{}", text.replace('\n', "\r\n")));
    }
}

/// Changes of the layout, most of which leave the statements what they are.
fn layouts() -> impl Strategy<Value = Vec<Change>> {
    let pieces = vec![
        "\n",
        "\n\n\n",
        " ",
        "\t",
        "  ",
        " # a 'note'\n",
        "\n  # a \"note\" {\n",
        "#\n",
        "\r",
        "\u{a0}",
        "{",
        "}",
        "\"\"\"",
    ];
    let put = (0.0..1.0_f64, prop::sample::select(pieces)).prop_map(|(at, piece)| Change::Put(at, piece.to_owned()));
    prop::collection::vec(put, 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn changed_definitions_obey_the_laws(seed in prop::sample::select(SEEDS.clone()), changes in changes()) {
        laws(&seed, &changed(&text_of(&seed), &changes));
    }

    #[test]
    fn definitions_laid_out_otherwise_obey_the_laws(
        seed in prop::sample::select(vec![
            "forms/12b-25/2003.form", "forms/12b-25/rules.form", "forms/12b-25/questions.form",
            "tests/properties/everything.form", "tests/format/comments.form", "tests/format/conditions.form",
        ]),
        changes in layouts(),
    ) {
        laws(seed, &changed(&text_of(seed), &changes));
    }

    #[test]
    fn any_text_obeys_the_laws(text in "\\PC{0,200}|[ -~\n\t]{0,300}|[{}\"'#()|:= \n\ra-c]{0,200}") {
        laws("x.form", &text);
    }
}

#[test]
fn every_case_is_laid_out_as_expected() {
    let cases = definitions("tests/format");
    assert!(cases.len() >= 15, "only {} cases were found", cases.len());
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut failures = String::new();
    for case in &cases {
        let out = formatted(&text_of(case));
        let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join(case).with_extension("formatted");
        let expected = fs::read_to_string(&beside).unwrap_or_default();
        if out != expected && update {
            fs::write(&beside, &out).unwrap();
        } else if out != expected {
            let diff = similar::TextDiff::from_lines(&expected, &out);
            let _ = writeln!(failures, "{case}\n{}", diff.unified_diff().header("expected", "formatted"));
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn shipped_definitions_and_those_in_the_documents_are_formatted() {
    for path in definitions("forms") {
        let text = text_of(&path);
        assert_eq!(formatted(&text), text, "{path} is not formatted");
    }
    for page in ["README.md", "docs/language.md"] {
        let text = text_of(page);
        let blocks: Vec<&str> = text.split("\n```form\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
        assert!(!blocks.is_empty());
        for block in blocks {
            assert_eq!(formatted(block), block, "a definition in {page} is not formatted");
        }
    }
}

#[test]
fn what_is_nested_too_deeply_is_left_alone() {
    let text = "\u{feff}when a  {\r\n".repeat(100);
    assert_eq!(formatted(&text), text);
}

#[test]
fn large_definitions_are_formatted_quickly() {
    let one = text_of("tests/properties/everything.form");
    let deep = format!("{}rule{}\n", "when a { ".repeat(60), " }".repeat(60));
    let start = std::time::Instant::now();
    let out = formatted(&(one.repeat(100) + &deep.repeat(20)));
    assert!(out.len() > 200_000);
    let hostile = ["{{ ", "a { ", "\"\"\" ", "text \"", "} ", "# ", "( ", "when a { } ", "text \"\"\"a {% b\"\"\"\n"];
    for piece in hostile {
        let _ = formatted(&format!("text \"\"\"{}\"\"\"\n{}", "{{ ".repeat(50_000), piece.repeat(20_000)));
    }
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}

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

/// Exit status, standard output, standard error.
fn said(output: Output) -> (i32, String, String) {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

const UNTIDY: &str = "form \"X\"\nedition 1\n\nrule   # here\ntext   \"Hello\"\n";
const TIDY: &str = "form \"X\"\nedition 1\n\nrule  # here\ntext \"Hello\"\n";

#[test]
fn files_are_rewritten_in_place_and_only_if_they_change() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("a.form"), UNTIDY).unwrap();
    fs::write(at("b.form"), TIDY).unwrap();
    let before = fs::metadata(at("b.form")).unwrap().modified().unwrap();
    assert_eq!(said(engross(folder.path(), &["fmt", "a.form", "b.form"], "")), (0, String::new(), String::new()));
    assert_eq!(fs::read_to_string(at("a.form")).unwrap(), TIDY);
    assert_eq!(fs::metadata(at("b.form")).unwrap().modified().unwrap(), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "something is left beside them");
}

#[test]
fn check_prints_a_diff_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.form"), UNTIDY).unwrap();
    let (status, out, err) = said(engross(folder.path(), &["fmt", "--check", "a.form"], ""));
    let diff = "--- a.form\n+++ a.form\n@@ -1,5 +1,5 @@\n form \"X\"\n edition 1\n \n-rule   # here\n-text   \"Hello\"\n\
                +rule  # here\n+text \"Hello\"\n";
    assert_eq!((status, out.as_str(), err.as_str()), (1, diff, ""));
    assert_eq!(fs::read_to_string(folder.path().join("a.form")).unwrap(), UNTIDY);
    assert_eq!(said(engross(folder.path(), &["fmt", "--check", "-"], TIDY)), (0, String::new(), String::new()));
}

#[test]
fn standard_input_goes_to_standard_output() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(said(engross(folder.path(), &["fmt", "-"], UNTIDY)), (0, TIDY.to_owned(), String::new()));
    let broken = format!("{UNTIDY}feild   x\n");
    let (status, out, err) = said(engross(folder.path(), &["fmt", "-", "--format", "short"], &broken));
    assert_eq!((status, out), (1, format!("{TIDY}feild   x\n")));
    assert_eq!(err, "<stdin>:6:1: error[S001]: `feild` is no statement\n");
}

#[test]
fn what_is_no_definition_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("late.yaml"), "form: 12b-25\nregistrant:\n  name: X\n").unwrap();
    fs::write(at("latin.form"), b"text   \"caf\xe9\"").unwrap();
    fs::write(at("a.form"), UNTIDY).unwrap();
    for (file, status, reason) in [
        ("late.yaml", 2, "does not end in `.form`"),
        ("none.form", 2, "cannot read `none.form`"),
        ("latin.form", 1, "latin.form:1:12: error[S009]"),
    ] {
        let before = fs::read(at(file)).ok();
        let (code, out, err) = said(engross(folder.path(), &["fmt", "a.form", file, "--format", "short"], ""));
        assert_eq!((code, out.as_str()), (status, ""), "{err}");
        assert!(err.contains(reason), "{err}");
        assert_eq!(fs::read(at(file)).ok(), before);
        // What cannot run changes nothing; a file with faults does not keep others from being laid out.
        assert_eq!(fs::read_to_string(at("a.form")).unwrap() == TIDY, status == 1);
    }
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("a.form"), UNTIDY).unwrap();
    std::os::unix::fs::symlink("a.form", at("link.form")).unwrap();
    assert_eq!(said(engross(folder.path(), &["fmt", "link.form"], "")).0, 0);
    assert!(fs::symlink_metadata(at("link.form")).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(at("a.form")).unwrap(), TIDY);
}
