//! Filed texts are read: a real one word for word, and anything at all without harm.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot set itself up fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use engross::data::{self, Node, NodeValue};
use engross::diagnostic::{Code, human, json, short};
use engross::form::Named;
use engross::read::{self, Reading, Sought, Template};
use engross::source::Source;
use proptest::prelude::*;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const INNOVO: &str = "tests/filings/innovo-2003.txt";

fn engross(folder: &Path, line: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_engross")).args(line.split_whitespace()).current_dir(folder).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn known() -> Vec<&'static Template<'static>> {
    read::built_in().iter().collect()
}

fn reading(name: &str, bytes: Vec<u8>) -> Result<Reading<'static>, Box<engross::diagnostic::Diagnostic>> {
    read::read_any(&known(), Sought::Recognised, Named::BuiltIn, name, bytes)
}

/// Each scalar of some data, with its path.
fn scalars(path: &str, node: &Node, out: &mut Vec<(String, String)>) {
    match &node.value {
        NodeValue::Null => {}
        NodeValue::Scalar(scalar) => out.push((path.to_owned(), scalar.text.trim_end().to_owned())),
        NodeValue::List(nodes) => {
            (1..).zip(nodes).for_each(|(number, node): (usize, _)| scalars(&format!("{path}[{number}]"), node, out));
        }
        NodeValue::Record(entries) => {
            for entry in entries {
                scalars(&format!("{path}.{}", entry.key), &entry.node, out);
            }
        }
    }
}

fn loaded(yaml: &str) -> Vec<(String, String)> {
    let mut findings = Vec::new();
    let node = data::load(&Source::new("x.yaml", yaml), 0, &mut findings).unwrap();
    assert!(findings.is_empty(), "{yaml}\n{}", short::render(&findings));
    let mut out = Vec::new();
    scalars("", &node, &mut out);
    out
}

#[test]
fn the_real_filing_gives_the_answers_that_a_person_wrote_down() {
    let read = engross(Path::new(ROOT), &format!("read {INNOVO}"));
    assert_eq!(read.status.code(), Some(0), "{}", text(&read.stderr));
    let example = fs::read_to_string(Path::new(ROOT).join("forms/12b-25/examples/innovo-2003.yaml")).unwrap();
    assert_eq!(loaded(&text(&read.stdout)), loaded(&example));
}

/// What the filer typed otherwise than the form has it, as `innovo.rs` has it by comparing the prints: as the form has it,
/// and typed.
const SLIPS: &[(&str, &str)] = &[
    ("I", "1"),
    ("of", "or"),
    ("thereof,", "therefore,"),
    ("or", "of"),
    ("or", "(or"),
    ("shorter", "shorter)"),
    ("Commission", "Commissions"),
    ("registrant", "registration"),
];

#[test]
fn its_departures_are_the_slips_of_its_typist_and_nothing_is_left_unread() {
    let bytes = fs::read(Path::new(ROOT).join(INNOVO)).unwrap();
    let reading = reading("innovo.txt", bytes).unwrap();
    let departures: Vec<(&str, &str)> =
        reading.departures.iter().map(|departure| (departure.official.as_str(), departure.filed.as_str())).collect();
    assert_eq!(departures, SLIPS);
    for departure in &reading.departures {
        assert_eq!(reading.source.slice(departure.place.clone()).replace('\n', " "), departure.filed);
    }
    assert!(reading.unread.is_empty() && reading.findings.is_empty() && reading.left_out.is_empty());
}

#[test]
fn the_json_is_one_object_with_the_place_of_each_answer() {
    let read = engross(Path::new(ROOT), &format!("read {INNOVO} --format json"));
    let value: serde_json::Value = serde_json::from_slice(&read.stdout).unwrap();
    let keys: Vec<&String> = value.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["form", "edition", "data", "answers", "departures", "unread"]);
    assert_eq!((value["form"].as_str(), value["edition"].as_str()), (Some("12b-25"), Some("2003")));
    assert_eq!(value["data"]["registrant"]["name"], "Innovo Group Inc.");
    let answers = value["answers"].as_array().unwrap();
    let cusip = answers.iter().find(|answer| answer["path"] == "cusip").unwrap();
    assert_eq!(cusip["value"], "457954-50-1");
    assert_eq!((cusip["line"].as_u64(), cusip["column"].as_u64()), (Some(12), Some(16)));
    assert!(answers.iter().all(|answer| (0.0..=1.0).contains(&answer["confidence"].as_f64().unwrap())));
    let relief = answers.iter().find(|answer| answer["path"] == "relief").unwrap();
    assert_eq!(relief["value"], serde_json::json!(["b"]));
    assert_eq!(value["departures"].as_array().unwrap().len(), SLIPS.len());
}

#[test]
fn what_was_read_is_checked_rendered_and_compared() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(Path::new(ROOT).join(INNOVO), folder.path().join("late.txt")).unwrap();
    let run = |line: &str| {
        let done = engross(folder.path(), line);
        (done.status.code().unwrap(), text(&done.stderr), text(&done.stdout))
    };
    assert_eq!(run("read late.txt -o late.yaml").0, 0);
    let ok = (0, String::new(), String::new());
    assert_eq!(run("check late.yaml"), ok);
    assert_eq!(run("check late.txt"), ok);
    assert_eq!(run("render late.yaml -o again.txt"), ok);
    assert_eq!(run("diff late.txt late.yaml --summary").0, 0);
    assert_eq!(run("diff again.txt late.txt --summary").0, 0);
    let amended = "form: 12b-25\nedition: 2003\namends: late.txt\namendment: 1\nportion: Item 7\n\
        signed: {date: 2003-03-03, name: Jay Furrow, title: CEO}\n";
    fs::write(folder.path().join("amended.yaml"), amended).unwrap();
    let (status, _, said) = run("diff late.txt amended.yaml");
    assert!(status == 1 && said.contains("[-N/A-] -> {+Item 7+}") && said.contains("(+3 days)"), "{said}");
    assert_eq!(run("check amended.yaml").0, 0);
    assert_eq!(run("render amended.yaml -o amended.txt").0, 0);
    // The amendment as it was filed, beside the original as it was filed.
    let (status, warned, said) = run("diff late.txt amended.txt");
    assert!(status == 1 && said.contains("[-N/A-] -> {+Item 7+}"), "{warned}{said}");
    let (status, said, _) = run("render late.txt");
    let reason = "error: `late.txt` is a filed text, not the YAML of a filing; read it first: `engross read late.txt -o late.yaml`\n";
    assert_eq!((status, said.as_str()), (2, reason));
    assert_eq!(run("new 12b-25 --from late.txt"), (2, reason.to_owned(), String::new()));
    let (status, said, _) = run("read late.txt -o late.txt");
    assert_eq!((status, said.as_str()), (2, "error: `late.txt` is read from, so it is not written to\n"));
    let (status, said, _) = run("read late.yaml");
    assert_eq!(
        (status, said.as_str()),
        (2, "error: `late.yaml` is the YAML of a filing; `engross check late.yaml` checks it\n")
    );
}

#[test]
fn a_form_is_chosen_by_hand_or_by_its_own_words() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(Path::new(ROOT).join(INNOVO), folder.path().join("late.txt")).unwrap();
    for (form, edition) in [("12b-25", "2003"), ("12b-25@2003", "2003"), ("12b-25@2019", "2019")] {
        let read = engross(folder.path(), &format!("read late.txt --form {form}"));
        assert!(text(&read.stdout).starts_with(&format!("form: 12b-25\nedition: {edition}\n")), "{form}");
    }
    let own = "form \"T-1\" \"Notice of Picnic\"\nedition 2026\nmasthead { title \"FORM T-1\" }\n\
        field host: text \"Name of the host of the picnic:\"\nfield day: date \"Date of the picnic:\"\n";
    fs::write(folder.path().join("picnic.form"), own).unwrap();
    let filed = "FORM T-1\n\nName of the host of the picnic: Pat Example\nDate of the picnic: July 4, 2026\n";
    fs::write(folder.path().join("picnic.txt"), filed).unwrap();
    let read = engross(folder.path(), "read picnic.txt --form picnic.form");
    let yaml = "form: ./picnic.form\nedition: 2026\nhost: Pat Example\nday: 2026-07-04\n";
    assert_eq!((read.status.code(), text(&read.stdout).as_str()), (Some(0), yaml), "{}", text(&read.stderr));
    assert!(engross(folder.path(), "check picnic.txt --form picnic.form").status.success());
    let none = engross(folder.path(), "read picnic.txt --form 8-K");
    assert_eq!((none.status.code(), none.stdout.len()), (Some(1), 0));
    assert!(text(&none.stderr).contains("does not look like form `8-K@2019`"), "{}", text(&none.stderr));
}

/// Whatever a file holds, it is read or refused, and everything that is said of it can be printed.
fn survives(bytes: &[u8]) {
    for templates in [known(), known().into_iter().filter(|known| known.form.name == "8-K").collect()] {
        let sought = if templates.len() == 1 { Sought::Given } else { Sought::Recognised };
        let findings = match read::read_any(&templates, sought, Named::BuiltIn, "x.txt", bytes.to_vec()) {
            Err(fault) => {
                assert!(matches!(fault.code, Code::NotAForm | Code::NotADocument), "{}", fault.message);
                vec![*fault]
            }
            Ok(reading) => {
                let (_, findings) = reading.filing();
                let all = reading.unread.iter().chain(reading.departures.iter().map(|departure| &departure.place));
                for place in all.chain(reading.answers.iter().map(|(_, place, _)| place)) {
                    assert!(reading.source.text().get(place.clone()).is_some(), "{place:?} is no place of the text");
                }
                loaded(&reading.yaml());
                let _: serde_json::Value = serde_json::from_str(&reading.json()).unwrap();
                assert!(reading.report(&findings, &str::to_owned).contains("answer"));
                findings
            }
        };
        let _ = (human::render(&findings, true), short::render(&findings), json::render(&findings));
    }
}

#[test]
fn anything_is_read_or_refused() {
    let novel = "It was the best of times, it was the worst of times, it was the age of wisdom.\n".repeat(20_000);
    for bytes in [
        Vec::new(),
        b" \r\n\t".to_vec(),
        b"\xff\xfe".to_vec(),
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec(),
        b"<".to_vec(),
        b"<TEXT>".to_vec(),
        b"<DOCUMENT>\n<TYPE>8-K\n<TEXT>".to_vec(),
        b"FORM 8-K".to_vec(),
        "FORM 12b-25\n".repeat(50_000).into_bytes(),
        "[X] ".repeat(50_000).into_bytes(),
        "<table><tr><td>".repeat(20_000).into_bytes(),
        novel.into_bytes(),
    ] {
        survives(&bytes);
    }
}

/// Lines of real filings, of both kinds of text.
fn lines() -> Vec<String> {
    let folder = Path::new(ROOT).join("tests/filed");
    let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    let filed = names.iter().filter(|path| path.extension().is_some_and(|kind| kind == "txt" || kind == "htm"));
    let texts = filed.map(|path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned());
    texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        survives(&bytes);
    }

    #[test]
    fn pieces_of_real_filings_are_read_or_refused(
        pieces in prop::collection::vec((any::<prop::sample::Index>(), 1..40_usize), 1..12),
        title in prop::sample::select(vec!["", "FORM 12b-25\n", "FORM 8-K/A\n(Amendment No. 1)\n", "<html><p>FORM 8-K</p>"]),
    ) {
        let lines = lines();
        let mut text = title.to_owned();
        for (at, count) in pieces {
            for line in lines.iter().skip(at.index(lines.len())).take(count) {
                text.push_str(line);
                text.push('\n');
            }
        }
        survives(text.as_bytes());
    }

    #[test]
    fn a_real_filing_with_changes_is_read_or_refused(
        cuts in prop::collection::vec((0.0..1.0_f64, 1..200_usize, "[\\[\\]XxYes No_\\n\\t<>&;/:,0-9-]{0,8}"), 1..8),
        name in prop::sample::select(vec!["nt-edgar-table.txt", "8k-windows-1252.htm", "nt19-nested-tables.htm", "8k-text-columns.txt"]),
    ) {
        let mut bytes = fs::read(Path::new(ROOT).join("tests/filed").join(name)).unwrap();
        for (at, length, put) in cuts {
            #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share")]
            let from = (bytes.len() as f64 * at) as usize;
            let to = (from + length).min(bytes.len());
            bytes.splice(from..to, put.into_bytes());
        }
        survives(&bytes);
    }
}
