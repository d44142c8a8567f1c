//! The blank Form 8-K beside the official cover page: every word, in order. `tests/official/8-K-cover.txt` was transcribed
//! from memory and has not been compared with the Commission's own copy.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its files fails")]

use std::process::Command;

/// What stands side by side wraps where its column ends: as the official page wraps it, and as the form does.
const SIDE_BY_SIDE: &[(&str, &str)] = &[
    (
        "(State or other (Commission (IRS Employer jurisdiction File Number) Identification No.) of incorporation)",
        "(State or other jurisdiction of (Commission File (IRS Employer incorporation) Number) Identification No.)",
    ),
    (
        "Title of each class Trading Symbol(s) Name of each exchange on which registered",
        "Name of each exchange on which Title of each class Trading Symbol(s) registered",
    ),
];

/// What must be otherwise: as the official text has it, and as the form prints it.
const DIFFERENCES: &[(&str, &str)] = &[
    // A remark stands where the blank form prints an item.
    (r#"(then the report's items: "Item 5.02" with its title and its text, repeated; then)"#, "Item"),
    // Every signature that is printed says what its lines are.
    ("(Registrant) Date (Signature)*", "(Registrant) Date: By: (Signature)*"),
];

/// Words, with marks, rules, dashes and the bars between columns folded.
fn words(text: &str) -> String {
    let folded = text.replace("[ ]", " ").replace(['_', '-', '|'], " ");
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn sorted(text: &str) -> Vec<&str> {
    let mut words: Vec<&str> = text.split(' ').collect();
    words.sort_unstable();
    words
}

#[test]
fn the_blank_form_has_every_word_of_the_official_cover_page_in_its_order() {
    let root = env!("CARGO_MANIFEST_DIR");
    let official = std::fs::read_to_string(format!("{root}/tests/official/8-K-cover.txt")).unwrap();
    let output =
        Command::new(env!("CARGO_BIN_EXE_engross")).args(["blank", "8-K@2019"]).current_dir(root).output().unwrap();
    assert!(output.status.success());
    let printed = words(&String::from_utf8(output.stdout).unwrap());
    let mut expected = words(&official);
    assert!(expected.split(' ').count() > 250, "the official text was not read");
    for (side_by_side, wrapped) in SIDE_BY_SIDE {
        assert_eq!(sorted(side_by_side), sorted(wrapped));
    }
    for (official, printed) in SIDE_BY_SIDE.iter().chain(DIFFERENCES) {
        assert_eq!(expected.matches(official).count(), 1, "{official}");
        expected = expected.replace(official, printed);
    }
    let lines = |words: &str| words.replace(' ', "\n");
    let (expected, printed) = (lines(&expected), lines(&printed));
    let diff = similar::TextDiff::from_lines(&expected, &printed);
    assert_eq!(expected, printed, "\n{}", diff.unified_diff().header("official", "printed"));
}
