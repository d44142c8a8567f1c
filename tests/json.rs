//! The document as JSON: it holds to its schema, its words are those of the plain text, its places are those of the files.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a document that cannot be read fails the test")]

use std::path::Path;
use std::process::Command;

use engross::builtin;
use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn written(args: &[&str]) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_engross")).args(args).current_dir(ROOT).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn json(command: &str, what: &str) -> Value {
    serde_json::from_slice(&written(&[command, what, "--to", "json"])).unwrap()
}

/// Every run of a document, in order.
fn runs(value: &Value, out: &mut Vec<Value>) {
    match value {
        Value::Object(object) if object.contains_key("runs") => {
            out.extend(object["runs"].as_array().unwrap().iter().cloned());
        }
        Value::Object(object) => object.values().for_each(|value| runs(value, out)),
        Value::Array(list) => list.iter().for_each(|value| runs(value, out)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn runs_of(document: &Value) -> Vec<Value> {
    let mut out = Vec::new();
    runs(&document["blocks"], &mut out);
    out
}

fn documents() -> Vec<(String, Value)> {
    let blanks = builtin::FORMS.iter().map(|(name, edition, _)| ("blank", format!("{name}@{edition}")));
    let filings = [
        "forms/12b-25/examples/innovo-2003.yaml",
        "forms/12b-25/examples/fictitious-2019.yaml",
        "forms/8-K/examples/fictitious-2019.yaml",
        "tests/properties/everything.yaml",
    ];
    let everything = ("blank", "tests/properties/everything.form".to_owned());
    let filings = filings.map(|path| ("render", path.to_owned()));
    let all = blanks.chain(filings).chain([everything]);
    all.map(|(command, what)| (what.clone(), json(command, &what))).collect()
}

#[test]
fn every_document_is_as_its_schema_says() {
    let schema = std::fs::read_to_string(Path::new(ROOT).join("docs/document.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for (what, document) in documents() {
        let faults: Vec<String> =
            schema.iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(faults.is_empty(), "{what}: {faults:#?}");
    }
    let mut wrong = json("blank", "12b-25@2003");
    wrong["blocks"][0]["typ"] = Value::from("masthead");
    assert!(!schema.is_valid(&wrong));
}

#[test]
fn a_place_leads_to_the_words_in_the_file() {
    let document = json("render", "forms/12b-25/examples/innovo-2003.yaml");
    let file = std::fs::read_to_string(Path::new(ROOT).join("forms/12b-25/examples/innovo-2003.yaml")).unwrap();
    let mut found = 0;
    for run in runs_of(&document).iter().filter(|run| run["path"] == "registrant.name") {
        let place = &run["data"];
        let number = |name: &str| usize::try_from(place[name].as_u64().unwrap()).unwrap();
        assert_eq!(
            (place["file"].as_str(), number("line")),
            (Some("forms/12b-25/examples/innovo-2003.yaml"), number("end_line"))
        );
        let line = file.lines().nth(number("line") - 1).unwrap();
        let held: String =
            line.chars().skip(number("column") - 1).take(number("end_column") - number("column")).collect();
        assert_eq!(run["text"], held.as_str());
        found += 1;
    }
    assert!(found >= 2);
}

#[test]
fn answers_that_look_like_something_else_come_out_whole() {
    let long = "x".repeat(10_000);
    let answers = ["<script>alert(1)</script>", "&#9746; ]]>", "\u{1f600} \\ \" \u{fe0f} \u{5d0}", "a\tb", &long];
    for answer in answers {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("8-K.yaml");
        let good = std::fs::read_to_string(Path::new(ROOT).join("forms/8-K/examples/fictitious-2019.yaml")).unwrap();
        let quoted = serde_json::to_string(answer).unwrap();
        std::fs::write(&path, good.replace("name: Fictitious Widgets of Nowhere, Inc.", &format!("name: {quoted}")))
            .unwrap();
        let document = json("render", path.to_str().unwrap());
        let runs = runs_of(&document);
        assert!(runs.iter().any(|run| run["path"] == "registrant.name" && run["text"] == answer), "{answer}");
    }
}

#[test]
fn the_runs_are_the_words_of_the_plain_text() {
    for (command, what) in [("render", "forms/12b-25/examples/innovo-2003.yaml"), ("blank", "8-K@2019")] {
        let text = String::from_utf8(written(&[command, what])).unwrap();
        let text: Vec<&str> = text.split_whitespace().collect();
        for run in runs_of(&json(command, what)) {
            for word in run["text"].as_str().unwrap_or_default().split_whitespace() {
                assert!(text.iter().any(|known| known.contains(word)), "{what}: {word}");
            }
        }
    }
}
