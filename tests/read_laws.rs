//! The law of reading: what was rendered is read back as it was, whatever the form, the answers and the format.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    clippy::match_wildcard_for_single_variants,
    reason = "a test that cannot set itself up fails"
)]

#[path = "read_disturbed/answers.rs"]
mod answers;
#[path = "diff_laws/generate.rs"]
#[allow(dead_code, reason = "filings are made here, not amendments")]
mod generate;

use std::sync::{Arc, LazyLock};

use engross::builtin::{self, BuiltIn};
use engross::data::{self, Node};
use engross::filing::{self, Filing};
use engross::form::{self, Form, Named};
use engross::render::{self, Format};
use engross::source::Source;
use engross::{diff, document, read};
use generate::{Dice, Kind};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::Value;

const SHIPPED: [Kind; 3] = [Kind::Late2003, Kind::Late2019, Kind::Report8K];

fn template_of(kind: Kind) -> &'static read::Template<'static> {
    static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
        let built_in = |name, edition| form::compile(&BuiltIn, builtin::find(name, Some(edition)).unwrap()).0.unwrap();
        vec![built_in("12b-25", "2003"), built_in("12b-25", "2019"), built_in("8-K", "2019")]
    });
    static TEMPLATES: LazyLock<Vec<read::Template<'static>>> =
        LazyLock::new(|| FORMS.iter().map(read::Template::new).collect());
    &TEMPLATES[SHIPPED.iter().position(|known| *known == kind).unwrap()]
}

fn filing<'f>(form: &'f Form, source: &Arc<Source>, node: &Node) -> Filing<'f> {
    let (filing, findings) = filing::read(form, std::slice::from_ref(source), node);
    filing.unwrap_or_else(|| panic!("{findings:?}"))
}

/// A filing's data without the tags of tables, which HTML has no use for.
fn untagged(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(text.replace("<TABLE>\n", "").replace("\n</TABLE>", "")),
        Value::Array(values) => Value::Array(values.iter().map(untagged).collect()),
        Value::Object(map) => Value::Object(map.iter().map(|(key, value)| (key.clone(), untagged(value))).collect()),
        other => other.clone(),
    }
}

/// What does not hold of a filing that is rendered and read back.
fn fault(kind: Kind, answers: &Value, format: Format) -> Option<String> {
    let template = template_of(kind);
    let answers = if format == Format::Text { plain(answers) } else { untagged(answers) };
    let source = Source::new("x.yaml", answers.to_string());
    let node = data::load(&source, 0, &mut Vec::new()).unwrap();
    let before = filing(template.form, &source, &node);
    let (document, _) = document::document(&before);
    let (bytes, findings) = render::render(&document, format);
    assert!(!engross::diagnostic::any_errors(&findings), "{findings:?}");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let name = if format == Format::Text { "x.txt" } else { "x.htm" };
    let reading = read::read(template, Named::BuiltIn, name, bytes).unwrap();
    let fault = |what: String| Some(format!("{what}\n{text}"));
    let (after, findings) = filing::read(template.form, std::slice::from_ref(&reading.source), &reading.node);
    let Some(after) = after else { return fault(engross::diagnostic::short::render(&findings)) };
    let changes = diff::compare(&before, &after, None);
    if changes.any() {
        return fault(diff::report(&changes, false));
    }
    if !reading.departures.is_empty() {
        return fault(format!("{:#?}", reading.departures));
    }
    let unread: Vec<&str> = reading.unread.iter().map(|place| reading.source.slice(place.clone())).collect();
    if !unread.is_empty() {
        return fault(format!("unread {unread:#?}"));
    }
    // What is written as YAML is the same data.
    let yaml = Source::new("y.yaml", reading.yaml());
    let mut findings = Vec::new();
    let node = data::load(&yaml, 0, &mut findings)?;
    let (written, faults) = filing::read(template.form, std::slice::from_ref(&yaml), &node);
    let same = written.is_some_and(|written| !diff::compare(&after, &written, None).any());
    if same && findings.is_empty() { None } else { fault(format!("{faults:?}\n{}", yaml.text())) }
}

/// Answers in characters that plain text has.
fn plain(of: &Value) -> Value {
    match of {
        Value::String(text) => Value::String(text.replace('é', "e").replace('É', "E").replace("数字", "figures")),
        Value::Array(values) => Value::Array(values.iter().map(plain).collect()),
        Value::Object(map) => Value::Object(map.iter().map(|(key, of)| (key.clone(), plain(of))).collect()),
        other => other.clone(),
    }
}

/// Words at random, but for what parts a label or an answer from the next in answers of one line: a dash, a comma at the end.
/// And they begin with a capital, as names do.
fn without_dashes(key: &str, of: &Value) -> Value {
    match of {
        Value::String(text) if !matches!(key, "reasons" | "reports_missing" | "results_explanation" | "narrative") => {
            let text = text.replace("--", "and");
            let text = text.trim_end_matches([',', ';']);
            let named = [
                "name",
                "title",
                "class",
                "exchange",
                "street",
                "city",
                "former_name",
                "former",
                "address",
                "jurisdiction",
            ];
            if key == "title" {
                // Titles are no sentences.
                let capital = |word: &str| {
                    word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect::<String>()
                };
                let words: Vec<String> = text.split(' ').map(|word| capital(word.trim_end_matches('.'))).collect();
                Value::String(format!("The {}", words.join(" ")))
            } else if named.contains(&key) {
                Value::String(format!("The {text}"))
            } else {
                Value::String(text.to_owned())
            }
        }
        Value::Array(values) => Value::Array(values.iter().map(|of| without_dashes(key, of)).collect()),
        Value::Object(map) => {
            Value::Object(map.iter().map(|(key, of)| (key.clone(), without_dashes(key, of))).collect())
        }
        other => other.clone(),
    }
}

fn plausible(seed: u64, kind: Kind) -> Value {
    let known = answers::KINDS[SHIPPED.iter().position(|known| *known == kind).unwrap()];
    Value::Object(answers::filing(&mut Dice::new(seed), known))
}

fn random(seed: u64, kind: Kind) -> Value {
    without_dashes("", &Value::Object(generate::filing(&mut Dice::new(seed), kind)))
}

proptest! {
    // The same answers each time, for one in ten thousand that are words at random is known to be read otherwise: a title that
    // is the registrant's name, say. `many_are_read_back` goes further.
    #![proptest_config(ProptestConfig {
        cases: 100,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(0),
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_rendered_is_read_back(seed in any::<u64>(), kind in prop::sample::select(&SHIPPED)) {
        for format in [Format::Text, Format::Html, Format::Page] {
            for answers in [plausible(seed, kind), random(seed, kind)] {
                let fault = fault(kind, &answers, format);
                prop_assert!(fault.is_none(), "{}", fault.unwrap_or_default());
            }
        }
    }
}

/// `READ_BACK=3000` reads so many filings back, and prints what does not hold.
#[test]
fn many_are_read_back() {
    let count: u64 = std::env::var("READ_BACK").ok().and_then(|count| count.parse().ok()).unwrap_or(0);
    let mut faults = 0;
    for seed in 0..count {
        for kind in SHIPPED {
            for format in [Format::Text, Format::Html, Format::Page] {
                for (name, answers) in [("plausible", plausible(seed, kind)), ("random", random(seed, kind))] {
                    if let Some(fault) = fault(kind, &answers, format) {
                        faults += 1;
                        println!("==== {seed} {kind:?} {format:?} {name}\n{fault}");
                    }
                }
            }
        }
    }
    assert_eq!(faults, 0);
}
