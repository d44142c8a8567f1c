//! Redlines for Word: whoever accepts all has the words of the amended document, whoever rejects all those of the original.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a document that cannot be read fails the test"
)]

#[path = "extract/docx.rs"]
mod docx;
#[path = "extract/word.rs"]
mod word;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const INNOVO: &str = "forms/12b-25/examples/innovo-2003.yaml";
const LATE: &str = "forms/12b-25/examples/fictitious-2019.yaml";
const CURRENT: &str = "forms/8-K/examples/fictitious-2019.yaml";
const EVERYTHING: &str = "tests/properties/everything.yaml";

/// Words of a filing, and those that stand in their place in the other.
type Edit = (&'static str, &'static str);

/// Filings, and what is another in their other version.
const PAIRS: &[(&str, &str, &[Edit])] = &[
    (
        "changed",
        INNOVO,
        &[
            ("report: 10-K", "report: 10-Q"),
            ("portion: N/A\n", ""),
            ("  street: 5900", "  former_name: Innovo Old Inc.\n  street: 5900"),
            ("relief: [b]", "relief: [a, b]"),
            ("reasons: >\n", "reasons: >\n  This paragraph came before all others.\n\n"),
            ("725-5516", "725-5517"),
            ("$9,292,000", "$9,922,000"),
            ("  name: Jay Furrow\n  title: CEO", "  name: Jay Furrow, Jr.\n  title: President and CEO"),
        ],
    ),
    (
        "ends of paragraphs",
        INNOVO,
        &[
            (
                "  in fiscal 2001.\n",
                "  in fiscal 2001. As adjusted.\n\n  This paragraph came in after the first one.\n",
            ),
            ("  The management of", "  Now the management of"),
        ],
    ),
    ("unsigned for", INNOVO, &[("  title: CEO\n", "  title: Chief Executive Officer\n"), ("cusip: 457954-50-1\n", "")]),
    (
        "boxes",
        INNOVO,
        &[
            ("relief: [b]", "relief: [a, c]"),
            ("transition: []", "transition: [10-Q, 11-K]\ntransition_period_ended: 2002-11-30"),
        ],
    ),
    (
        "missing reports",
        LATE,
        &[("  Annual Report on Form 10-K for the year ended December 31, 2024\n", ""), ("relief: yes", "relief: no")],
    ),
    (
        "rows",
        CURRENT,
        &[
            (
                "  - class: Warrants",
                "  - class: Preferred Stock\n    symbol: FAKEP\n    exchange: Imaginary Exchange\n  - class: Warrants",
            ),
            ("emerging_growth_company: yes\nno_extended_transition: no", "emerging_growth_company: no"),
        ],
    ),
    (
        "every statement",
        EVERYTHING,
        &[
            ("kind: a\na_more: More about it", "kind: b"),
            ("[old, 10-K]", "[new, 10-K]"),
            ("lonely: yes\nwhy_lonely: |\n  There was nobody else,\n  far and wide.\n", "lonely: no\n"),
            ("Fictitious Widgets", "Imaginary Widgets"),
            ("  crd: 1234567\n", ""),
            ("9,292,000", "9,922,000"),
            ("  state: CA\n  zip: '90040'\n", "  state: KS\n"),
            ("    It has no office,\n    and no telephone.\n\n", ""),
            ("  - number: 2\n    words: \"Nothing to say: it is the last.\"\n", ""),
            ("    since: 2001-09-01\n  - name: Sam", "  - name: Lee Instance\n    shares: 5\n  - name: Sam"),
            ("  - date: 2025-05-13\n    name: 'Pat Example'\n    title: Chief Financial Officer\n", ""),
        ],
    ),
    (
        "one statement turned into another",
        EVERYTHING,
        &[
            (
                "  fine: no\n  trouble: >\n    It has no office,\n    and no telephone.\n\n    It has no money.\n",
                "  fine: yes\n",
            ),
            ("traits: [old, 10-K]\n", "traits: [old]\n"),
            ("    shares: 1,000\n    since: 2001-09-01\n", "    shares: 1,001\n    since: 2002-09-01\n"),
        ],
    ),
    (
        "lines that stand as they are",
        CURRENT,
        &[("10.1   Supply", "10.2   Supply"), ("      99.1", "      99.0   Another exhibit\n      99.1")],
    ),
];

fn engross(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_engross")).args(args).current_dir(ROOT).output().unwrap()
}

fn example(path: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join(path)).unwrap()
}

/// A filing without what stands between two words, and, if `to` is found, with it there.
fn moved(filing: &str, from: &str, until: &str, to: Option<&str>) -> String {
    let start = filing.find(from).unwrap();
    let end = start + filing.split_at(start).1.find(until).unwrap();
    let (rest, cut) = ([&filing[..start], &filing[end..]].concat(), &filing[start..end]);
    match to {
        Some(to) => rest.replacen(to, &format!("{}\n\n{to}", cut.trim_end()), 1),
        None => rest,
    }
}

/// Names of pairs, with their texts.
fn pairs() -> Vec<(String, String, String)> {
    let mut pairs = Vec::new();
    for (name, path, edits) in PAIRS {
        let original = example(path);
        let amended = edits.iter().fold(original.clone(), |text, (from, to)| {
            assert!(text.contains(from), "{name}: {from}");
            text.replacen(from, to, 1)
        });
        pairs.push(((*name).to_owned(), original, amended));
    }
    let (innovo, current) = (example(INNOVO), example(CURRENT));
    let mut pair = |name: &str, original: &str, amended: &str| {
        pairs.push((name.to_owned(), original.to_owned(), amended.to_owned()));
    };
    let swapped = moved(&innovo, "  The management of", "signed:", Some("  The Company anticipates"));
    let swapped = swapped.replace("signed:", "\nsigned:");
    pair("moved paragraph", &innovo, &swapped);
    pair("moved paragraph that changed", &innovo, &swapped.replace("The management of", "Now all of the managers of"));
    let unexplained = moved(&innovo, "results_explanation:", "signed:", None);
    pair("withdrawn narrative", &innovo, &unexplained.replace("results_change: yes", "results_change: no"));
    let record = moved(&current, "  - number: 5.02", "  - number: 9.01", Some("  - number: 1.01"));
    pair("moved record", &current, &record);
    let record =
        record.replace("June 30", "July 15").replace("Lee Instance, 45,", "Lee Instance").replace("10,000", "12,500");
    pair("moved record that changed", &current, &record);
    let rows = moved(&current, "  - class: Warrants", "\nemerging", Some("  - class: Common"));
    pair("moved row that changed", &current, &rows.replace("FAKEW", "FAKEX"));
    let table = "results_explanation: |\n  <TABLE>\n                  2002     2001\n  Revenue       29,500    9,292\n  \
                 Loss             100\n  </TABLE>\n\nsigned:";
    let table = moved(&innovo, "results_explanation:", "signed:", None).replace("signed:", table);
    let joined = innovo.replacen(" in fiscal 2001.\n\n", " in fiscal 2001.\n", 1);
    assert_ne!(joined, innovo);
    pair("joined paragraphs", &innovo, &joined);
    let lines = current.replace("      99.1   Press", "      Press");
    pair(
        "lines that end elsewhere",
        &lines,
        &lines.replace("2025\n      Press", "2025 Press").replace("Lee Ins", "Lou Ins"),
    );
    pair("figure in another column", &table, &table.replace("Loss             100", "Loss                      100"));
    pair("withdrawn record", &current, &moved(&current, "  - number: 5.02", "  - number: 9.01", None));
    pair("withdrawn table", &current, &moved(&current, "securities:", "emerging_growth", None));
    pair("other edition", &innovo, &example(LATE));
    let back: Vec<_> = pairs.iter().map(|(name, a, b)| (format!("{name}, back"), b.clone(), a.clone())).collect();
    pairs.extend(back);
    pairs
}

struct Written {
    folder: tempfile::TempDir,
}

impl Written {
    fn of(original: &str, amended: &str) -> Self {
        let written = Self { folder: tempfile::tempdir().unwrap() };
        fs::write(written.folder.path().join("everything.form"), example("tests/properties/everything.form")).unwrap();
        for (name, text) in [("original", original), ("amended", amended)] {
            fs::write(written.path(name), text).unwrap();
        }
        written
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(format!("{name}.yaml"))
    }

    fn document(&self, name: &str) -> Vec<u8> {
        let output = engross(&["render", self.path(name).to_str().unwrap(), "--to", "docx"]);
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    }

    fn redline(&self, more: &[&str]) -> Vec<u8> {
        let (original, amended) = (self.path("original"), self.path("amended"));
        let args = ["diff", original.to_str().unwrap(), amended.to_str().unwrap(), "--to", "docx"];
        let output = engross(&[&args, more].concat());
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    }
}

/// The words of each line that has any, without the rules to write on.
fn lines(text: &str) -> Vec<String> {
    let line = |line: &str| line.replace('_', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    text.lines().map(line).filter(|line| !line.is_empty()).collect()
}

#[test]
fn accepting_all_gives_the_amended_document_and_rejecting_all_the_original() {
    let mut failures = String::new();
    for (name, original, amended) in pairs() {
        let written = Written::of(&original, &amended);
        let redline = written.redline(&[]);
        word::check(&name, &redline);
        for (side, found) in [("amended", docx::accepted(&redline)), ("original", docx::rejected(&redline))] {
            let wanted = lines(&docx::text(&written.document(side))).join("\n");
            let found = lines(&found).join("\n");
            if wanted != found {
                let diff = similar::TextDiff::from_lines(&wanted, &found);
                let _ = writeln!(failures, "{name}, {side}\n{}", diff.unified_diff().header("document", "redline"));
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn changes_bear_the_name_and_the_day_that_are_asked_for_and_no_other() {
    let (name, original, amended) = &pairs()[0];
    let written = Written::of(original, amended);
    let body = |docx: &[u8]| docx::files(docx).into_iter().find(|(name, _)| name == "word/document.xml").unwrap().1;
    let bare = written.redline(&[]);
    assert_eq!(bare, written.redline(&[]), "{name}");
    assert!(body(&bare).contains("w:author=\"engross\"") && !body(&bare).contains("w:date"));
    let signed = body(&written.redline(&["--author", "J. \"Doe\" & Co.", "--date", "2003-03-17"]));
    let changes = signed.matches("w:author").count();
    let named = " w:author=\"J. &quot;Doe&quot; &amp; Co.\" w:date=\"2003-03-17T00:00:00Z\"";
    assert!(changes > 10 && signed.matches(named).count() == changes);
    let original = written.path("original");
    let original = original.to_str().unwrap();
    for args in [["--to", "text", "--author", "J. Doe"], ["--to", "json", "--date", "2003-03-17"]] {
        let output = engross(&[&["diff", original, original], args.as_slice()].concat());
        assert_eq!(output.status.code(), Some(2), "{args:?}");
    }
    let output = engross(&["diff", original, original, "--to", "docx", "--date", "17 March 2003"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn what_did_not_change_is_not_tracked() {
    let innovo = example(INNOVO);
    let written = Written::of(&innovo, &innovo);
    let (original, amended) = (written.path("original"), written.path("amended"));
    let output = engross(&["diff", original.to_str().unwrap(), amended.to_str().unwrap(), "--to", "docx"]);
    assert!(output.status.success());
    assert_eq!(lines(&docx::text(&output.stdout)), lines(&docx::text(&written.document("amended"))));
    assert!(!docx::parts(&output.stdout).contains("w:author"));
}

#[test]
fn a_redline_is_written_as_its_golden_file() {
    let (_, original, amended) = &pairs()[0];
    let found = docx::parts(&Written::of(original, amended).redline(&["--date", "2003-03-17"]));
    let golden = Path::new(ROOT).join("tests/redline/innovo-2003.docx.xml");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&golden, &found).unwrap();
    }
    let expected = fs::read_to_string(&golden).unwrap_or_default();
    let diff = similar::TextDiff::from_lines(&expected, &found);
    assert!(expected == found, "{}", diff.unified_diff().header("golden", "found"));
}
