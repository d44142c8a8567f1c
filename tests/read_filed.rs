//! Filed documents as law firms and filing agents typed them, in `tests/filed/`, held against their true answers.
//!
//! Nearly every answer must be right. `cargo test --test read_filed -- --nocapture` prints those that are not, and how many of
//! all are: what is not right yet is seen there, and what was right stays so.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    reason = "a test that cannot read its files fails"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use engross::data::{self, Node, NodeValue};
use engross::form::Named;
use engross::read::{self, Sought};
use engross::source::Source;

/// The share of answers that must be right, in thousandths.
const RIGHT: usize = 980;

/// A document of which hardly a word of the form is left: what cannot be told must not be guessed, and is not counted.
const BARE: &str = "nt-bare";

/// The answers of data by their paths: their words, without what is no word.
fn flatten(node: &Node, path: &str, out: &mut BTreeMap<String, String>) {
    match &node.value {
        NodeValue::Null => {}
        NodeValue::Scalar(scalar) => {
            let is_word = |word: &&str| {
                let tags = ["<TABLE>", "</TABLE>", "\u{2022}"].contains(word);
                !(tags || word.len() > 2 && word.chars().all(|c| matches!(c, '-' | '=' | '_')))
            };
            let words = scalar.text.split_whitespace().filter(is_word).collect::<Vec<_>>().join(" ");
            out.insert(path.to_owned(), words);
        }
        NodeValue::List(nodes) if nodes.iter().all(|node| node.scalar().is_some()) => {
            let keys: BTreeSet<&str> = nodes.iter().filter_map(|node| Some(node.scalar()?.text.as_str())).collect();
            if !keys.is_empty() {
                out.insert(path.to_owned(), keys.into_iter().collect::<Vec<_>>().join(", "));
            }
        }
        NodeValue::List(nodes) => {
            for (number, node) in (1..).zip(nodes) {
                flatten(node, &format!("{path}[{number}]"), out);
            }
        }
        NodeValue::Record(entries) => {
            for entry in entries {
                let path = if path.is_empty() { entry.key.clone() } else { format!("{path}.{}", entry.key) };
                flatten(&entry.node, &path, out);
            }
        }
    }
}

/// Whether two answers are the same: a box that stands alone and is not checked is none.
fn same(one: Option<&String>, other: Option<&String>) -> bool {
    let says = |answer: Option<&String>| answer.filter(|answer| *answer != "no").cloned();
    says(one) == says(other)
}

#[test]
fn filed_documents_are_read_right() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/filed");
    let mut cases: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| path.extension().is_some_and(|ending| ending == "txt" || ending == "htm"));
    cases.sort();
    assert!(cases.len() > 60, "only {} documents found", cases.len());
    let templates: Vec<_> = read::built_in().iter().collect();
    let (mut all, mut right) = (0, 0);
    for case in cases {
        let name = case.file_stem().unwrap().to_string_lossy().into_owned();
        if name == BARE {
            continue;
        }
        let truth = Source::new("truth", fs::read_to_string(case.with_extension("yaml")).unwrap());
        let mut findings = Vec::new();
        let truth = data::load(&truth, 0, &mut findings).unwrap();
        let reading = read::read_any(&templates, Sought::Recognised, Named::BuiltIn, &name, fs::read(&case).unwrap());
        let reading = reading.unwrap_or_else(|fault| panic!("{name}: {}", fault.message));
        let (mut expected, mut got) = (BTreeMap::new(), BTreeMap::new());
        flatten(&truth, "", &mut expected);
        flatten(&reading.node, "", &mut got);
        let paths: BTreeSet<&String> = expected.keys().chain(got.keys()).collect();
        for path in paths {
            all += 1;
            if same(expected.get(path), got.get(path)) {
                right += 1;
            } else {
                println!("{name}: {path}\n  expected {:?}\n  got      {:?}", expected.get(path), got.get(path));
            }
        }
    }
    println!("{right} of {all} answers are right");
    assert!(right * 1000 >= all * RIGHT, "{right} of {all} answers are right");
}
