//! The rendered notification of Innovo Group Inc. beside the one that was filed: every word, in order.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its files fails")]

use std::process::Command;

use similar::{ChangeTag, TextDiff};

/// What the filer typed otherwise than the form has it: typed, and as the form has it.
const SLIPS: &[(&str, &str)] = &[
    ("1", "I"),                     // PART 1
    ("or", "of"),                   // Full Name or Registrant
    ("therefore,", "thereof,"),     // or portion therefore
    ("of", "or"),                   // quarterly report of transition report
    ("(or", "or"),                  // (or for such shorter)
    ("shorter)", "shorter"),        //
    ("Commissions", "Commission"),  // the Commissions files
    ("registration", "registrant"), // securities of the registration
];

/// Words, with check-box marks and runs of blanks, underscores and dashes folded; the sign of a conformed signature
/// stands alone, and a colon touches its word.
fn words(text: &str) -> Vec<String> {
    let marks = ["_X_", "[X]", "[ ]", "[  ]"];
    let unmarked = marks.iter().fold(text.to_owned(), |text, mark| text.replace(mark, " "));
    let blanks = unmarked.replace(['_', '-'], " ").replace("/s/", "/s/ ").replace(" :", ":");
    blanks.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn the_rendered_filing_has_every_word_of_the_real_one_in_its_order() {
    let root = env!("CARGO_MANIFEST_DIR");
    let filed = std::fs::read_to_string(format!("{root}/tests/filings/innovo-2003.txt")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_engross"))
        .args(["render", "forms/12b-25/examples/innovo-2003.yaml"])
        .current_dir(root)
        .output()
        .unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    let (filed, rendered) = (words(&filed), words(&String::from_utf8(output.stdout).unwrap()));
    assert!(filed.len() > 900, "the filing was not read");

    let (filed, rendered): (Vec<&str>, Vec<&str>) =
        (filed.iter().map(String::as_str).collect(), rendered.iter().map(String::as_str).collect());
    let diff = TextDiff::from_slices(&filed, &rendered);
    let words = |tag| -> Vec<String> {
        diff.iter_all_changes().filter(|change| change.tag() == tag).map(|change| change.value().to_string()).collect()
    };
    let typed: Vec<&str> = SLIPS.iter().map(|(typed, _)| *typed).collect();
    let official: Vec<&str> = SLIPS.iter().map(|(_, official)| *official).collect();
    assert_eq!(words(ChangeTag::Delete), typed);
    assert_eq!(words(ChangeTag::Insert), official);
}

/// A rule asks whether there are reasons, not how long they are.
#[test]
fn reasons_may_be_as_long_as_a_book() {
    let root = env!("CARGO_MANIFEST_DIR");
    let filing = std::fs::read_to_string(format!("{root}/forms/12b-25/examples/innovo-2003.yaml")).unwrap();
    let (before, after) = filing.split_once("reasons: >\n").unwrap();
    let long = "  The Company operates two foreign subsidiaries.\n".repeat(50_000);
    let file = tempfile::Builder::new().suffix(".yaml").tempfile().unwrap();
    std::fs::write(file.path(), format!("{before}reasons: >\n{long}{after}")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_engross")).arg("check").arg(file.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
