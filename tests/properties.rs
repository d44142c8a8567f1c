//! Laws that hold for any input: no text makes the program panic, every finding points into its text, no line is wider
//! than the page, and an answer comes out as itself.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up fails")]

mod common;

use std::path::Path;
use std::time::Instant;

use common::Memory;
use common::changes::{changed, changes, text_of};
use engross::builtin::{self, BuiltIn};
use engross::diagnostic::{self, Diagnostic, human, json, short};
use engross::form::{self, Form};
use engross::source::Source;
use engross::{data, document, edgar, filing, render};
use proptest::prelude::*;

fn built_in(edition: &str) -> Form {
    form::compile(&BuiltIn, builtin::find("12b-25", Some(edition)).unwrap()).0.unwrap()
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
    let (filing, faults) = filing::read(form, std::slice::from_ref(&source), &node);
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
            let widest = if in_table { edgar::WIDEST_TABLE } else { form.width };
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

#[test]
fn of_faults_without_end_some_are_enough() {
    let head = "form \"X\"\nedition 1\n";
    for statements in [
        "text \"a\n".repeat(20_000),
        "feild a: text \"A\"\ntext \"b\"\n".repeat(20_000),
        "field a: text \"A\"\n".repeat(20_000),
        "text \"{{ unknown }}\"\n".repeat(20_000),
        format!("choose one a \"A\" {{\n{}}}\n", "box a \"A\"\n".repeat(20_000)),
        format!("choose one a \"A\" {{ box b \"B\"\n{}}}\n", "text \"A\"\n".repeat(20_000)),
        format!("table a \"A\" {{ column b: text \"B\"\n{}}}\n", "text \"A\"\n".repeat(20_000)),
    ] {
        let world = Memory::new(&[("x.form", &format!("{head}{statements}"))]);
        let (form, findings) = form::compile(&world, Path::new("x.form"));
        assert!(form.is_none());
        let (first, _) = statements.split_at(40);
        assert!((500..2_100).contains(&findings.len()), "{} of {first}", findings.len());
    }
    let (form, _) = form::compile(&BuiltIn, builtin::find("8-K", None).unwrap());
    let records = format!("form: 8-K\nedition: 2019\nitems: [{}{{}}]\n", "{}, ".repeat(50_000));
    let keys: String = (0..5_000).map(|number| format!("key{number}: a\n")).collect::<Vec<_>>().concat();
    let keys = format!("form: 8-K\nedition: 2019\n{keys}");
    for (yaml, most) in [(records, 1_100), (keys, 200)] {
        let found = rendered(form.as_ref().unwrap(), &yaml).unwrap_err();
        assert!((100..most).contains(&found.len()), "{}", found.len());
    }
}

#[test]
fn values_are_derived_in_the_order_of_their_needs_wherever_they_stand() {
    // Each needs the one that stands after it.
    let lets: String =
        (0..5_000).map(|number| format!("let a{number} = a{} + 1\n", number + 1)).collect::<Vec<_>>().concat();
    let text = format!("form \"X\"\nedition 1\n{lets}let a5000 = 1\ntext \"{{{{ a0 }}}}\"\n");
    let (form, findings) = form::compile(&Memory::new(&[("x.form", &text)]), Path::new("x.form"));
    assert!(findings.is_empty(), "{}", short::render(&findings));
    assert_eq!(rendered(&form.unwrap(), "form: ./x.form\n").unwrap().trim(), "5001");
}
