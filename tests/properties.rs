//! Laws that hold for any input: no text makes the program panic, every finding points into its text, no line is wider
//! than the page, and an answer comes out as itself.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up fails")]

use std::cell::RefCell;
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use engross::builtin::{self, BuiltIn};
use engross::diagnostic::{self, Diagnostic, human, json, short};
use engross::form::{self, Form};
use engross::source::Source;
use engross::world::{World, tidy};
use engross::{data, document, filing, render};
use proptest::prelude::*;

/// Files in memory.
struct Memory(RefCell<HashMap<PathBuf, String>>);

impl Memory {
    fn new(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, text)| (PathBuf::from(path), (*text).to_owned()));
        Self(RefCell::new(files.collect()))
    }
}

impl World for Memory {
    fn read(&self, path: &Path, _: usize) -> io::Result<Vec<u8>> {
        let files = self.0.borrow();
        let text = files.get(&tidy(path)).map(|text| text.as_bytes().to_vec());
        text.map_or_else(|| BuiltIn.read(path, 0), Ok)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(tidy(path))
    }
}

fn built_in(edition: &str) -> Form {
    form::compile(&BuiltIn, builtin::find("12b-25", Some(edition)).unwrap()).0.unwrap()
}

fn text_of(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// Each place of each finding lies in its text, on character boundaries, and every renderer can draw it.
fn sound(findings: &[Diagnostic]) {
    for label in findings.iter().flat_map(|finding| &finding.labels) {
        let text = label.source.text();
        assert!(text.is_char_boundary(label.range.start), "{label:?}");
        assert!(text.get(label.range.clone()).is_some() || label.range.start == text.len(), "{:?}", label.range);
    }
    let _ = (human::render(findings, true), short::render(findings), json::render(findings));
}

/// Checks and renders a filing; the text, if it is good.
fn rendered(form: &Form, yaml: &str) -> Result<String, Vec<Diagnostic>> {
    let source = Source::new("x.yaml", yaml);
    let mut findings = Vec::new();
    let node = data::load(&source, 0, &mut findings);
    let Some(node) = node else {
        assert!(diagnostic::any_errors(&findings), "nothing came of {yaml:?}, and nothing was said");
        sound(&findings);
        return Err(findings);
    };
    let (filing, faults) = filing::read(form, &source, &node);
    findings.extend(faults);
    let mut text = None;
    if let Some(filing) = &filing {
        let (document, faults) = document::document(filing);
        findings.extend(faults);
        let (rendered, faults) = render::text::render(&document);
        findings.extend(faults);
        let mut in_table = false;
        for line in rendered.lines() {
            in_table = (in_table || line.trim() == "<TABLE>") && line.trim() != "</TABLE>";
            let widest = if in_table { render::text::WIDEST_TABLE } else { form.width };
            assert!(line.chars().count() <= widest, "a line of {} columns: {line}", line.len());
        }
        text = Some(rendered);
    }
    sound(&findings);
    match text {
        Some(text) if !diagnostic::any_errors(&findings) => Ok(text),
        _ => Err(findings),
    }
}

/// A change of a text, its places as shares of the text's length.
#[derive(Debug, Clone)]
enum Change {
    Cut(f64, usize),
    Put(f64, String),
    Move(f64, usize, f64),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let at = 0.0..1.0_f64;
    let piece = prop_oneof![
        "[{}\\[\\]()\"':#|,%~.\\-\n\t \\\\]{1,4}",
        "\\PC{1,6}",
        prop::sample::select(vec![
            "\"\"\"",
            "{{",
            "}}",
            "{%",
            "%}",
            "field",
            "box ",
            "when ",
            "otherwise {",
            "else",
            "&a ",
            "*a",
            "---\n",
            "? ",
            "\u{feff}",
            "\u{fdd0}0\u{fdd0}",
            "\r\n",
            "\0",
            "require x else",
            "let a = ",
            "<TABLE>",
            "{{ 7 * 7 }}",
            "repeat x {",
            "table t \"",
            "include \"2003.form\"",
            "\u{202e}",
            "é",
            "^",
        ])
        .prop_map(str::to_owned),
    ];
    let change = prop_oneof![
        (at.clone(), 1..40_usize).prop_map(|(at, length)| Change::Cut(at, length)),
        (at.clone(), piece).prop_map(|(at, piece)| Change::Put(at, piece)),
        (at.clone(), 1..80_usize, at).prop_map(|(from, length, to)| Change::Move(from, length, to)),
    ];
    prop::collection::vec(change, 1..6)
}

#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "shares")]
fn place(text: &str, share: f64) -> usize {
    text.floor_char_boundary((text.len() as f64 * share) as usize)
}

fn changed(text: &str, changes: &[Change]) -> String {
    let mut text = text.to_owned();
    for change in changes {
        match change {
            Change::Cut(at, length) => {
                let at = place(&text, *at);
                let end = text.floor_char_boundary((at + length).min(text.len()));
                text.replace_range(at..end, "");
            }
            Change::Put(at, piece) => {
                let at = place(&text, *at);
                text.insert_str(at, piece);
            }
            Change::Move(from, length, to) => {
                let from = place(&text, *from);
                let end = text.floor_char_boundary((from + length).min(text.len()));
                let piece: String = text.drain(from..end).collect();
                let to = place(&text, *to);
                text.insert_str(to, &piece);
            }
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn no_definition_makes_the_compiler_panic(
        seed in prop::sample::select(vec!["forms/12b-25/2003.form", "forms/12b-25/2019.form", "forms/8-K/2019.form", "tests/properties/everything.form"]),
        changes in changes(),
    ) {
        let path = "forms/12b-25/changed.form";
        let world = Memory::new(&[(path, &changed(&text_of(seed), &changes))]);
        let (form, findings) = form::compile(&world, Path::new(path));
        sound(&findings);
        prop_assert_eq!(form.is_none(), diagnostic::any_errors(&findings));
        if let Some(form) = form {
            let (blank, findings) = document::blank(&form);
            sound(&findings);
            let _ = render::text::render(&blank);
        }
    }

    #[test]
    fn no_filing_makes_the_program_panic(
        seed in prop::sample::select(vec![
            ("2003", "forms/12b-25/examples/innovo-2003.yaml"),
            ("2019", "forms/12b-25/examples/fictitious-2019.yaml"),
        ]),
        changes in changes(),
    ) {
        let _ = rendered(&built_in(seed.0), &changed(&text_of(seed.1), &changes));
    }

    #[test]
    fn any_bytes_are_read(bytes in "\\PC{0,200}|[ -~\n\t]{0,300}") {
        let _ = rendered(&built_in("2003"), &bytes);
        let world = Memory::new(&[("x.form", &bytes)]);
        sound(&form::compile(&world, Path::new("x.form")).1);
    }

    #[test]
    fn an_answer_comes_out_as_itself(words in prop::collection::vec("[!-~&&[^\\^]]{1,100}", 1..30)) {
        let answer = words.join(" ");
        let yaml = text_of("forms/12b-25/examples/innovo-2003.yaml");
        let (head, _) = yaml.split_once("reasons:").unwrap();
        let (_, tail) = yaml.split_once("\ncontact:").unwrap();
        let yaml = format!("{head}reasons: >\n  {answer}\n\ncontact:{tail}");
        let text = rendered(&built_in("2003"), &yaml).unwrap();
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert!(squeezed(&text).contains(&squeezed(&answer)), "{}", text);
    }
}

#[test]
fn an_answer_is_never_read_as_a_template_or_a_tag() {
    let yaml = text_of("forms/12b-25/examples/innovo-2003.yaml");
    for answer in ["{{ 70 * 7 }}", "{% for %}", "{% raw %}", "{#", "<TABLE>", "</TEXT>", "\\n", "[X]", "%7B", "&#9746;"]
    {
        for place in ["name: Innovo Group Inc.", "portion: N/A"] {
            let key = place.split_once(':').unwrap().0;
            let yaml = yaml.replace(place, &format!("{key}: '{answer}'"));
            let text = rendered(&built_in("2003"), &yaml).unwrap();
            assert!(text.contains(answer), "{answer} is not in\n{text}");
            assert!(!text.contains("490"));
        }
    }
}

#[test]
fn a_megabyte_without_a_blank_is_whole() {
    let word = "0123456789abcdef".repeat(1 << 16);
    let yaml = text_of("forms/12b-25/examples/innovo-2003.yaml").replace("portion: N/A", &format!("portion: {word}"));
    let text = rendered(&built_in("2003"), &yaml).unwrap();
    assert!(text.split_whitespace().collect::<String>().contains(&word));
}

#[test]
fn deep_nesting_is_an_error_and_a_quick_one() {
    let form = built_in("2003");
    for (open, close) in [("{", "}"), ("[", "]"), ("- ", ""), ("a: {", "}"), ("? ", ""), ("(", ")")] {
        let deep = open.repeat(100_000);
        let whole = format!("{deep}{}", close.repeat(100_000));
        for text in [deep, whole] {
            let start = Instant::now();
            let head = "form \"X\"\nedition 1\n";
            for definition in [
                format!("{head}{text}"),
                format!("{head}when {text} {{ }}"),
                format!("{head}text \"{{{{ {text} }}}}\""),
            ] {
                let world = Memory::new(&[("x.form", &definition)]);
                let (_, findings) = form::compile(&world, Path::new("x.form"));
                assert!(diagnostic::any_errors(&findings), "{open} in a definition");
                sound(&findings);
            }
            for yaml in [text.clone(), format!("reasons: {text}")] {
                // Without a bracket, `(` is only text.
                assert!(rendered(&form, &yaml).is_err(), "{open} in data");
            }
            assert!(start.elapsed().as_secs() < 5, "{open}: {:?}", start.elapsed());
        }
    }
}

#[test]
fn includes_cannot_grow_without_bound() {
    let mut files =
        vec![("x/a0.form".to_owned(), "form \"X\"\nedition 1\ninclude \"a1.form\"\ninclude \"a1.form\"".to_owned())];
    for level in 1..40 {
        let text = format!("include \"a{0}.form\"\ninclude \"a{0}.form\"", level + 1);
        files.push((format!("x/a{level}.form"), text));
    }
    files.push(("x/a40.form".to_owned(), "text \"end\"".to_owned()));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let (form, findings) = form::compile(&Memory::new(&files), Path::new("x/a0.form"));
    assert!(form.is_none());
    sound(&findings);
}
