//! What every row is held to, and the two checks that the tests of each type are made of.

#![allow(clippy::unwrap_used, reason = "a test")]

use super::*;

/// The type accepts the text, prints it so, and lives up to the laws of all types: what it prints reads back to the same
/// answer, and its schema accepts what it accepts.
#[track_caller]
pub(super) fn good(name: &str, text: &str, canonical: &str, printed: &str) {
    let row = find(name).unwrap();
    let value = row.read(text).unwrap();
    assert_eq!((value.canonical.as_str(), value.printed.as_str()), (canonical, printed));
    for again in [canonical, printed] {
        let again = row.read(again).unwrap();
        assert_eq!((again.canonical.as_str(), again.meaning), (canonical, value.meaning.clone()));
    }
    if let Some(pattern) = row.pattern {
        let pattern = regex::Regex::new(pattern).unwrap();
        assert!(pattern.is_match(text.trim()), "the schema of {name} refuses {text}");
        assert!(pattern.is_match(printed), "the schema of {name} refuses {printed}");
    }
}

/// The type refuses the text for this reason and offers this text instead, which it accepts.
#[track_caller]
pub(super) fn bad(name: &str, text: &str, reason: &str, meant: Option<&str>) {
    let row = find(name).unwrap();
    let fault = row.read(text).unwrap_err();
    assert_eq!((fault.reason.as_str(), fault.meant.as_deref()), (reason, meant));
    if let Some(meant) = meant {
        row.read(meant).unwrap();
    }
}

#[test]
fn the_table_is_in_the_order_of_the_language_reference() {
    let names: Vec<&str> = TYPES.iter().map(|row| row.name).collect();
    assert_eq!(
        names.join(" "),
        "text narrative date integer decimal money phone email url state zip country cik cusip isin ein lei \
         sec_file_number accession_number"
    );
}

#[test]
fn text_takes_every_word_that_yaml_would_take_for_something_else() {
    for word in ["no", "10-K", "9128285E0", "037833100", "01234", "5.10", "1_000", "~", "2002-11-30", "§ 13(a)"] {
        good("text", word, word, word);
    }
    good(
        "text",
        "  5900 S. Eastern Ave,  Suite 104\t",
        "5900 S. Eastern Ave, Suite 104",
        "5900 S. Eastern Ave,  Suite 104",
    );
    bad("text", "Innovo\nGroup", "it has a line break, and should be one line", None);
    bad("text", " \u{A0} ", "it is blank", None);
}

#[test]
fn a_narrative_is_kept_as_it_is() {
    good("narrative", " One.\n\n  Two.\n", " One.\n\n  Two.\n", " One.\n\n  Two.\n");
}

#[test]
fn what_a_word_processor_types_is_known_and_mended() {
    let reason = |typed: char| format!("it is typed with `{typed}`, which is not the plain character");
    bad("sec_file_number", "0–18925", &reason('–'), Some("0-18925"));
    bad("integer", "−5", &reason('−'), Some("-5"));
    bad("cik", "３２０１９３", &reason('３'), Some("320193"));
    bad("date", "November\u{A0}30, 2002", &reason('\u{A0}'), Some("November 30, 2002"));
}

#[test]
fn no_text_makes_a_type_panic_or_offer_what_it_would_refuse() {
    let long = "9".repeat(100_000);
    let texts = [
        "",
        "é",
        "ééééééééééé",
        "٣٢٠١٩٣",
        "-",
        "--",
        "(",
        "()",
        "$",
        "$()",
        "+",
        "+1",
        "+0",
        ".",
        ",",
        ":",
        "://",
        "http://",
        "@",
        "a@",
        "@b",
        "x",
        "ext",
        "#",
        "12 ext",
        "\0",
        "💥",
        "2002-é-3",
        "00000000000000000000",
        "-0",
        "a\u{301}",
        "'",
        "%",
        "9999-99-99",
        "0000-00-00",
        "99/99/9999",
        "0/0/0000",
        "Nov. , ",
        "November é, 2002",
        "%é",
        "1-1",
        "---",
    ];
    for row in TYPES {
        for text in texts.iter().copied().chain([long.as_str(), &long.replace('9', "(1-"), &long.replace('9', "é.")]) {
            if let Err(Fault { meant: Some(meant), .. }) = row.read(text) {
                assert!(row.read(&meant).is_ok(), "{} offers {meant} for {text}", row.name);
            }
        }
    }
}

proptest::proptest! {
    #[test]
    fn what_is_printed_reads_back(text in "\\PC{0,24}|[-+$()., 0-9A-Z]{0,24}") {
        for row in TYPES {
            if let Ok(value) = row.read(&text) {
                let again = row.read(&value.printed);
                proptest::prop_assert_eq!(again.map(|again| again.canonical), Ok(value.canonical), "{}", row.name);
            }
        }
    }
}
