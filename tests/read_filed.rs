//! Filed documents as law firms and filing agents typed them, in `tests/filed/`, held against their true answers.
//!
//! Every answer must be right but for those that `tests/filed/WRONG` names; one that has become right is struck out there.
//! `cargo test --test read_filed -- --nocapture` prints those that are not, and how many of all are.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test that cannot read its files fails")]

#[path = "common/answers.rs"]
mod answers;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use answers::Given;
use engross::data::{self, Node};
use engross::form::Named;
use engross::read::{self, Sought};
use engross::source::Source;

/// The answers that are known to be read wrong, one a line: the document, and the answer's path.
const WRONG: &str = include_str!("filed/WRONG");

/// A document of which hardly a word of the form is left: what cannot be told must not be guessed, and is not counted.
const BARE: &str = "nt-bare";

/// The answers of data by their paths: their words, without what is no word.
fn words(node: &Node) -> BTreeMap<String, String> {
    let is_word = |word: &&str| {
        let tags = ["<TABLE>", "</TABLE>", "\u{2022}"].contains(word);
        !(tags || word.len() > 2 && word.chars().all(|c| matches!(c, '-' | '=' | '_')))
    };
    let said = |given| match given {
        Given::Text(scalar) => Some(scalar.text.split_whitespace().filter(is_word).collect::<Vec<_>>().join(" ")),
        Given::Boxes(keys) => {
            let keys: BTreeSet<&str> = keys.into_iter().collect();
            (!keys.is_empty()).then(|| keys.into_iter().collect::<Vec<_>>().join(", "))
        }
    };
    answers::answers(node).into_iter().filter_map(|(path, given)| Some((path, said(given)?))).collect()
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
    let (mut all, mut wrong) = (0, BTreeSet::new());
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
        let (expected, got) = (words(&truth), words(&reading.node));
        let paths: BTreeSet<&String> = expected.keys().chain(got.keys()).collect();
        for path in paths {
            all += 1;
            if !same(expected.get(path), got.get(path)) {
                wrong.insert(format!("{name}: {path}"));
                println!("{name}: {path}\n  expected {:?}\n  got      {:?}", expected.get(path), got.get(path));
            }
        }
    }
    println!("{} of {all} answers are right", all - wrong.len());
    let known: BTreeSet<String> = WRONG.lines().map(str::to_owned).collect();
    let only =
        |these: &BTreeSet<String>, those: &BTreeSet<String>| these.difference(those).cloned().collect::<Vec<_>>();
    assert_eq!(only(&wrong, &known), [""; 0], "these were read right");
    assert_eq!(only(&known, &wrong), [""; 0], "these are read right now: strike them out");
}
