//! `engross schema`: it takes what `engross check` takes, and refuses what a schema can refuse. Snapshots stand in
//! `tests/schema/`; `UPDATE_EXPECTED=1` writes them anew.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot set itself up fails")]

#[path = "common/here.rs"]
mod here;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use engross::builtin::{self, BuiltIn};
use engross::data::{self, Node, NodeValue, Style};
use engross::diagnostic::{self, Code, short};
use engross::filing::{self, identify};
use engross::form::{self, Form, Named};
use engross::new;
use engross::schema::{Draft, schema};
use engross::source::Source;
use here::Here;
use serde_json::{Map, Value, json};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Cases of `tests/suite/data/` that have a fault of those kinds and that no schema refuses, and why.
const BEYOND: &[(&str, &str)] = &[
    ("bad-date", "the day is not in the calendar"),
    ("cusip-with-a-letter-for-a-digit", "the check digit is a calculation"),
    ("cusip-with-a-wrong-check-digit", "the check digit is a calculation"),
    ("isin-with-a-wrong-check-digit", "the check digit is a calculation"),
    ("lei-with-a-wrong-check-digit", "the check digit is a calculation"),
    ("phone-with-letters", "the letters could be those of an extension, as far as the pattern tells"),
    ("phone-without-area-code", "a pattern does not count digits with anything between them"),
    ("unknown-country", "the names of countries are read in more spellings than a schema should list"),
    ("unknown-state", "the names of states are read in more spellings than a schema should list"),
];

/// A filing's data as JSON; `typed` tells whether plain scalars are typed as other readers of YAML 1.2 do it.
fn json_of(node: &Node, typed: bool) -> Value {
    match &node.value {
        NodeValue::Null => Value::Null,
        NodeValue::Scalar(scalar) if typed && scalar.style == Style::Plain => core_schema(&scalar.text),
        NodeValue::Scalar(scalar) => json!(scalar.text),
        NodeValue::List(nodes) => nodes.iter().map(|node| json_of(node, typed)).collect(),
        NodeValue::Record(entries) => {
            let entry = |entry: &data::Entry| (entry.key.clone(), json_of(&entry.node, typed));
            Value::Object(entries.iter().map(entry).collect::<Map<_, _>>())
        }
    }
}

/// A plain scalar by the core schema of YAML 1.2 (10.3.2).
fn core_schema(text: &str) -> Value {
    let is = |pattern: &str| regex::Regex::new(pattern).unwrap().is_match(text);
    if is("^(true|True|TRUE)$") {
        json!(true)
    } else if is("^(false|False|FALSE)$") {
        json!(false)
    } else if is("^[-+]?[0-9]+$") {
        text.parse::<i64>().map_or_else(|_| json!(text.parse::<f64>().unwrap()), |number| json!(number))
    } else if is(r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$") {
        text.parse::<f64>().ok().filter(|number| number.is_finite()).map_or_else(|| json!(text), |number| json!(number))
    } else {
        json!(text)
    }
}

fn validator(form: &Form, named: Named<'_>, draft: Draft) -> jsonschema::Validator {
    let schema = schema(form, named, draft);
    jsonschema::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn complaints(validator: &jsonschema::Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn node_of(text: &str) -> (std::sync::Arc<Source>, Option<Node>) {
    let source = Source::new("x.yaml", text);
    let mut findings = Vec::new();
    let node = data::load(&source, 0, &mut findings);
    let node = node.filter(|_| !diagnostic::any_errors(&findings));
    (source, node)
}

#[test]
fn the_schemas_are_as_they_were_read() {
    let mut forms: Vec<(Form, Named<'_>, String)> = Vec::new();
    for (name, edition, path) in builtin::FORMS {
        let form = form::compile(&BuiltIn, Path::new(path)).0.unwrap();
        forms.push((form, Named::BuiltIn, format!("{name}-{edition}.json")));
    }
    let everything = form::compile(&Here, Path::new("tests/properties/everything.form")).0.unwrap();
    forms.push((everything, Named::Path("tests/properties/everything.form"), "everything.json".to_owned()));
    for (form, named, file) in forms {
        let text = format!("{:#}\n", schema(&form, named, Draft::default()));
        let path = Path::new(ROOT).join("tests/schema").join(&file);
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&path, &text).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        let difference = similar::TextDiff::from_lines(&expected, &text);
        assert!(expected == text, "{file}\n{}", difference.unified_diff());
    }
}

#[test]
fn the_shipped_examples_and_every_example_of_new_are_valid() {
    let mut seen = 0;
    for (name, edition, path) in builtin::FORMS {
        let form = form::compile(&BuiltIn, Path::new(path)).0.unwrap();
        let mut texts = vec![new::example(&form, Named::BuiltIn)];
        let folder = Path::new(ROOT).join(path).parent().unwrap().join("examples");
        let files = fs::read_dir(folder).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
        texts.extend(files.filter(|text| text.contains(&format!("form: {name}\nedition: {edition}\n"))));
        assert!(texts.len() > 1, "{name}@{edition} has no example");
        for draft in [Draft::Of2020, Draft::Seven] {
            let validator = validator(&form, Named::BuiltIn, draft);
            for text in &texts {
                for typed in [false, true] {
                    let value = json_of(&node_of(text).1.unwrap(), typed);
                    assert_eq!(complaints(&validator, &value), Vec::<String>::new(), "{text}");
                    seen += 1;
                }
            }
        }
    }
    assert!(seen >= 16);
    for path in [
        "tests/properties/everything.form",
        "tests/suite/data/parts/types.form",
        "tests/suite/data/parts/registration.form",
    ] {
        let form = form::compile(&Here, Path::new(path)).0.unwrap();
        let validator = validator(&form, Named::Path(path), Draft::default());
        let node = node_of(&new::example(&form, Named::Path(&format!("../{path}")))).1.unwrap();
        for typed in [false, true] {
            assert_eq!(complaints(&validator, &json_of(&node, typed)), Vec::<String>::new(), "{path}");
        }
    }
}

#[test]
fn the_schema_takes_what_check_takes_and_refuses_what_a_schema_can() {
    let folder = Path::new(ROOT).join("tests/suite/data");
    let mut cases: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| path.extension().is_some_and(|kind| kind == "yaml"));
    cases.sort();
    let mut forms: BTreeMap<PathBuf, (Form, jsonschema::Validator)> = BTreeMap::new();
    let (mut refused, mut taken, mut wrong) = (BTreeMap::<&str, usize>::new(), 0, Vec::new());
    let mut beyond: BTreeSet<&str> = BEYOND.iter().map(|(case, _)| *case).collect();
    for case in cases {
        let name = case.file_stem().unwrap().to_str().unwrap().to_owned();
        let Ok(text) = fs::read_to_string(&case) else { continue };
        let (source, Some(node)) = node_of(&text) else { continue };
        let Ok(named) = identify(&source, &node) else { continue };
        // Another edition is told from the form before its answers are read.
        if name == "edition-of-another-form" {
            continue;
        }
        let edition = named.edition.as_ref().map(|(edition, _)| edition.as_str());
        let (path, named) = if named.is_path() {
            (Path::new("tests/suite/data").join(named.name.trim_start_matches("./")), Named::Path(&named.name))
        } else if let Some(path) = edition.and_then(|edition| builtin::find(&named.name, Some(edition))) {
            (path.to_owned(), Named::BuiltIn)
        } else {
            continue;
        };
        if !forms.contains_key(&path) {
            let Some(form) = form::compile(&Here, &path).0 else { continue };
            let validator = validator(&form, named, Draft::default());
            forms.insert(path.clone(), (form, validator));
        }
        let (form, validator) = &forms[&path];
        let (_, findings) = filing::read(form, std::slice::from_ref(&source), &node);
        let by_schema = |code: Code| {
            use Code::{BadValue, BoxRepeated, MissingAnswer, NotAsked, UnknownBox, UnknownKey, WrongShape};
            matches!(code, BadValue | BoxRepeated | MissingAnswer | NotAsked | UnknownBox | UnknownKey | WrongShape)
        };
        let codes: BTreeSet<&str> =
            findings.iter().map(|finding| finding.code).filter(|code| by_schema(*code)).map(Code::id).collect();
        for typed in [false, true] {
            let complaints = complaints(validator, &json_of(&node, typed));
            let known = beyond.contains(name.as_str());
            if !diagnostic::any_errors(&findings) || known && !typed {
                if !complaints.is_empty() {
                    wrong.push(format!("{name} is refused: {complaints:?}"));
                }
                taken += 1;
            } else if !codes.is_empty() && !known && !typed {
                // Typed, a number has lost its digits' spelling already.
                if complaints.is_empty() {
                    wrong.push(format!("{name} is not refused: {}", short::render(&findings)));
                }
                for code in &codes {
                    *refused.entry(code).or_default() += 1;
                }
            }
        }
        beyond.remove(name.as_str());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(beyond.is_empty(), "no such case: {beyond:?}");
    assert!(taken > 10, "{taken}");
    for code in ["D020", "D021", "D022", "D023", "D024", "D025", "D026"] {
        assert!(refused.contains_key(code), "{code} is refused nowhere: {refused:?}");
    }
}

/// A built-in example, changed, and whether the schema still takes it.
#[test]
fn conditions_are_those_of_the_form() {
    let form = form::compile(&BuiltIn, builtin::find("12b-25", Some("2003")).unwrap()).0.unwrap();
    let validator = validator(&form, Named::BuiltIn, Draft::default());
    let example = new::example(&form, Named::BuiltIn);
    let node = node_of(&example).1.unwrap();
    let with = |changes: Value| {
        let mut value = json_of(&node, true);
        for (key, change) in changes.as_object().unwrap() {
            value[key.as_str()] = change.clone();
        }
        validator.is_valid(&value)
    };
    assert!(with(json!({})));
    assert!(!with(json!({ "reports_filed": "no" })));
    assert!(!with(json!({ "reports_filed": false, "reports_missing": " " })));
    assert!(with(json!({ "reports_filed": false, "reports_missing": "10-Q" })));
    assert!(!with(json!({ "reports_filed": true, "reports_missing": "10-Q" })));
    assert!(with(json!({ "reports_filed": "Yes", "reports_missing": null })));
    assert!(!with(json!({ "results_change": "TRUE" })));
    assert!(with(json!({ "edition": 2003, "amendment": 1, "cusip": null, "transition": [] })));
    assert!(!with(json!({ "amendment": 0 })));
    assert!(!with(json!({ "edition": 2019 })));
    assert!(!with(json!({ "form": "8-K" })));
    assert!(!with(json!({ "registrant": { "name": "A" } })));
    assert!(!with(json!({ "relief": ["b", "b"] })));
    assert!(!with(json!({ "relief": "b" })));
    assert!(!with(json!({ "report": null })));
    assert!(!with(json!({ "raport": "10-K" })));
}

#[test]
fn the_command_prints_the_schema() {
    let run =
        |args: &[&str]| Command::new(env!("CARGO_BIN_EXE_engross")).args(args).current_dir(ROOT).output().unwrap();
    let done = run(&["schema", "12b-25@2003"]);
    assert_eq!(done.status.code(), Some(0));
    let form = form::compile(&BuiltIn, builtin::find("12b-25", Some("2003")).unwrap()).0.unwrap();
    let printed = format!("{:#}\n", schema(&form, Named::BuiltIn, Draft::default()));
    assert!(String::from_utf8(done.stdout).unwrap() == printed);
    let seven: Value = serde_json::from_slice(&run(&["schema", "12b-25", "--draft", "7"]).stdout).unwrap();
    assert_eq!(seven["$schema"], "http://json-schema.org/draft-07/schema#");
    assert_eq!(run(&["schema", "12b-25", "--draft", "4"]).status.code(), Some(2));
    let own: Value = serde_json::from_slice(&run(&["schema", "tests/properties/everything.form"]).stdout).unwrap();
    assert_eq!(own["properties"]["form"]["pattern"], "(^|/)everything\\.form$");
    assert_eq!(own["required"][0], "form");
    assert_ne!(own["required"][1], "edition");
}

#[test]
fn an_amendment_may_leave_out_anything_and_withdraw_anything_but_a_whole_filing_may_not() {
    let report = form::compile(&BuiltIn, builtin::find("8-K", Some("2019")).unwrap()).0.unwrap();
    let late = form::compile(&BuiltIn, builtin::find("12b-25", Some("2003")).unwrap()).0.unwrap();
    let late_head = "form: 12b-25\nedition: 2003\namendment: 1\n";
    let report_head = "form: 8-K\nedition: 2019\namendment: 1\n";
    let row = "securities:\n  - symbol: FAKE\n";
    // What the amendment says, and whether it may: with `amends`, and as a whole filing.
    for (form, head, text, amendment) in [
        (&late, late_head, "portion: Item 7\n", true),
        (&late, late_head, "reasons: ~\ncontact: ~\nregistrant: {name: ~}\n", true),
        (&late, late_head, "portions: Item 7\n", false),
        (&late, late_head, "report: 10-X\n", false),
        (&late, late_head, "reports_missing: All of them.\n", true),
        (&report, report_head, "items:\n  - number: 9.01\n    title: ~\n", true),
        (&report, report_head, "items:\n  - title: Other Events.\n", false),
        // A list without a key is restated whole.
        (&report, report_head, row, false),
        (&report, report_head, "securities: ~\nitems: ~\n", true),
    ] {
        for draft in [Draft::Of2020, Draft::Seven] {
            let validator = validator(form, Named::BuiltIn, draft);
            let taken = |text: &str| complaints(&validator, &json_of(&node_of(text).1.unwrap(), true));
            let said = taken(&format!("{head}amends: late.yaml\n{text}"));
            assert_eq!(said.is_empty(), amendment, "{text}: {said:?}");
            for without in ["", "amends: ~\n"] {
                assert!(!taken(&format!("{head}{without}{text}")).is_empty(), "{text}");
            }
        }
    }
}
