//! Redlines in HTML, for EDGAR and for a browser: without what was inserted they have the words of the original, without
//! what was deleted those of the amended filing; and they hold what their readers take, and nothing else.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot read its files fails")]

#[path = "extract/html.rs"]
mod html;
#[path = "extract/redline.rs"]
mod redline;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use engross::builtin::{self, BuiltIn};
use engross::diagnostic::{human, short};
use engross::document::{self, Document};
use engross::edgar::{self, Kind};
use engross::filing::{self, Filing};
use engross::form::{self, Form};
use engross::source::Source;
use engross::{data, diff, render};
use scraper::{Html, Selector};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// What of an example is replaced by what, to be compared with the example.
type Edit<'e> = &'e [(&'e str, &'e str)];

const INNOVO: &str = "forms/12b-25/examples/innovo-2003.yaml";
const LATE: &str = "forms/12b-25/examples/fictitious-2019.yaml";
const CURRENT: &str = "forms/8-K/examples/fictitious-2019.yaml";

const EDITS: &[(&str, Edit<'static>)] = &[
    (INNOVO, &[]),
    (INNOVO, &[("file_number: 0-18925", "file_number: 0-18926"), ("$9,292,000", "$9,922,000")]),
    (INNOVO, &[("report: 10-K", "report: 10-Q"), ("relief: [b]", "relief: [a, c]")]),
    (INNOVO, &[("cusip: 457954-50-1", "cusip: ~"), ("portion: N/A", "portion: ~")]),
    (INNOVO, &[("reports_filed: yes", "reports_filed: no\nreports_missing: Form 8-K of January 6, 2003")]),
    (INNOVO, &[("portion: N/A", "portion: Items 6, 7 and 8")]),
    (INNOVO, &[("name: Jay Furrow", "name: Samuel <b>Furrow</b> & Sons"), ("title: CEO", "title: President and CEO")]),
    (INNOVO, &[("  The Company operates", "  A paragraph.\n\n  Another one.\n\n  The Company operates")]),
    (
        INNOVO,
        &[
            ("transition: []", "transition: [10-K]\ntransition_period_ended: 2002-11-30"),
            ("  street:", "  former_name: Elorac\n  street:"),
        ],
    ),
    (LATE, &[("relief: yes", "relief: no"), ("reports_missing: |\n", "reports_missing: |\n  Another report\n")]),
    (LATE, &[("  former_name: Imaginary Gadgets of Nowhere, Inc.\n", "")]),
    (
        LATE,
        &[(
            "results_change: no",
            "results_change: yes\nresults_explanation: |\n  Sales fell.\n\n  <TABLE>\n  One      Two\n  1        2\n  </TABLE>",
        )],
    ),
    (
        CURRENT,
        &[
            ("also_satisfies: []", "also_satisfies: [425]"),
            ("emerging_growth_company: yes", "emerging_growth_company: no"),
        ],
    ),
    (CURRENT, &[("symbol: FAKE\n", "symbol: FAKED\n"), ("10,000 sprockets", "12,000 sprockets")]),
    (
        CURRENT,
        &[(
            "  - number: 9.01\n    title: Financial Statements and Exhibits.\n    narrative: |\n      (d) Exhibits.\n\n      10.1   Supply Agreement, dated June 5, 2025\n      99.1   Press release of June 9, 2025\n",
            "",
        )],
    ),
    (
        CURRENT,
        &[
            ("      10.1   Supply", "      10.0   Other Agreement\n      10.1   Supply"),
            (
                "items:\n",
                "items:\n  - number: 7.01\n    title: Regulation FD Disclosure.\n    narrative: The release is furnished.\n",
            ),
        ],
    ),
    (CURRENT, &[("Departure of Directors", "Departures of Directors"), ("(c) On the same day", "(c) The day after")]),
];

fn compiled(name: &str, edition: &str) -> Form {
    form::compile(&BuiltIn, builtin::find(name, Some(edition)).unwrap()).0.unwrap()
}

fn example(path: &str) -> (Form, String) {
    let yaml = fs::read_to_string(Path::new(ROOT).join(path)).unwrap();
    let said = |key: &str| yaml.lines().find_map(|line| line.strip_prefix(key)).unwrap().to_owned();
    (compiled(&said("form: "), &said("edition: ")), yaml)
}

fn read<'f>(form: &'f Form, yaml: &str) -> Filing<'f> {
    let source = Source::new("x.yaml", yaml);
    let mut findings = Vec::new();
    let node = data::load(&source, 0, &mut findings).unwrap();
    let (filing, faults) = filing::read(form, std::slice::from_ref(&source), &node);
    findings.extend(faults);
    filing.unwrap_or_else(|| panic!("{}", human::render(&findings, false)))
}

/// The records of a list of the 8-K in the other order.
fn turned(yaml: &str) -> String {
    let (head, rest) = yaml.split_once("items:\n").unwrap();
    let (items, tail) = rest.split_once("\nsigned:").unwrap();
    let records: Vec<&str> = items.split("  - number").filter(|record| !record.is_empty()).collect();
    let records: Vec<String> = records.iter().rev().map(|record| format!("  - number{record}\n")).collect();
    format!("{head}items:\n{}\nsigned:{tail}", records.concat())
}

/// The paragraphs of a narrative in the other order.
fn swapped(yaml: &str) -> String {
    let (head, rest) = yaml.split_once("results_explanation: >\n").unwrap();
    let (text, tail) = rest.split_once("\nsigned:").unwrap();
    let (first, second) = text.trim_end().split_once("\n\n").unwrap();
    format!("{head}results_explanation: >\n{second}\n\n{first}\n\nsigned:{tail}")
}

struct Pair {
    name: String,
    forms: [Form; 2],
    yaml: [String; 2],
}

/// Every edit of the examples, both ways, and the examples of one form against each other.
fn pairs() -> Vec<Pair> {
    let mut out = Vec::new();
    let mut both = |name: String, one: (&str, &str), other: (&str, &str)| {
        for (before, after, way) in [(one, other, "there"), (other, one, "back")] {
            let forms = [before.0, after.0].map(|path| example(path).0);
            let yaml = [before.1, after.1].map(str::to_owned);
            out.push(Pair { name: format!("{name}, {way}"), forms, yaml });
        }
    };
    for (number, (path, edits)) in EDITS.iter().enumerate() {
        let (_, yaml) = example(path);
        let mut other = yaml.clone();
        for (from, to) in *edits {
            assert!(other.contains(from), "{from}");
            other = other.replace(from, to);
        }
        both(format!("{path}, edit {number}"), (path, &yaml), (path, &other));
    }
    let current = example(CURRENT).1;
    both("records turned".to_owned(), (CURRENT, &current), (CURRENT, &turned(&current)));
    let innovo = example(INNOVO).1;
    both("paragraphs swapped".to_owned(), (INNOVO, &innovo), (INNOVO, &swapped(&innovo)));
    let other = turned(&current).replace("June 30", "July 15").replace("Lee Instance, 45,", "Lee Instance");
    both("records turned and changed".to_owned(), (CURRENT, &current), (CURRENT, &other));
    let other = swapped(&innovo).replace("The management of", "Now all of the managers of");
    let joined = innovo.replacen(" in fiscal 2001.\n\n", " in fiscal 2001.\n", 1);
    assert_ne!(joined, innovo);
    both("paragraphs joined".to_owned(), (INNOVO, &innovo), (INNOVO, &joined));
    both("paragraphs swapped and changed".to_owned(), (INNOVO, &innovo), (INNOVO, &other));
    both("another edition".to_owned(), (INNOVO, &innovo), (LATE, &example(LATE).1));
    out
}

/// Each pair: both documents, the redline and the changes.
fn each(mut see: impl FnMut(&str, [&Document; 2], &Document, &diff::Changes)) {
    for Pair { name, forms, yaml } in pairs() {
        let filings = [read(&forms[0], &yaml[0]), read(&forms[1], &yaml[1])];
        let documents = || filings.each_ref().map(|filing| document::document(filing).0);
        let ([before, after], [original, amended]) = (documents(), documents());
        let changes = diff::compare(&filings[0], &filings[1], None);
        let marked = diff::redline(before, after, &changes, None);
        see(&name, [&original, &amended], &marked, &changes);
    }
}

fn same(name: &str, format: &str, expected: &str, found: &[String]) {
    let (expected, found) = (expected.split(' ').collect::<Vec<_>>().join("\n"), found.join("\n"));
    let diff = similar::TextDiff::from_lines(&expected, &found);
    assert!(expected == found, "{name}, {format}\n{}", diff.unified_diff().header("document", "redline"));
}

#[test]
fn without_one_side_a_redline_has_the_words_of_the_other() {
    each(|name, documents, marked, changes| {
        let [before, after] = documents.map(|document| html::text(&render::page::render(document).0));
        for (format, written) in [
            ("page", render::page::redline(marked, changes).0),
            ("html", render::html::redline(marked, false).0),
            ("html with R tags", render::html::redline(marked, true).0),
        ] {
            same(name, &format!("{format} of the original"), &before, &redline::words(&written, false));
            same(name, &format!("{format} of the amended"), &after, &redline::words(&written, true));
        }
    });
}

#[test]
fn edgar_takes_every_redline() {
    each(|name, _, marked, changes| {
        for r_tags in [false, true] {
            let (written, findings) = render::html::redline(marked, r_tags);
            assert!(findings.is_empty() && written.is_ascii(), "{name}");
            let (text, coding) = edgar::decode(written.clone().into_bytes());
            assert_eq!(short::render(&edgar::check(&Source::new("x.htm", text), coding, Kind::Html)), "", "{name}");
            let tags = written.matches("<R>").count();
            assert_eq!(tags, written.matches("</R>").count(), "{name}");
            assert_eq!(tags > 0, r_tags && written.contains("</strike>") | written.contains(" double\">"), "{name}");
            let parsed = Html::parse_document(&written);
            assert_eq!(parsed.select(&Selector::parse("table table, r r, p p").unwrap()).count(), 0, "{name}");
            let marks = Selector::parse("strike, u[style]").unwrap();
            let outside = parsed.select(&marks).filter(|mark| {
                !mark.ancestors().any(|node| node.value().as_element().is_some_and(|element| element.name() == "r"))
            });
            assert!(!r_tags || outside.count() == 0, "{name}: a mark that stands in no changed paragraph");
            let r = Selector::parse("r").unwrap();
            for whole in parsed.select(&r) {
                let marked = whole.select(&marks).count();
                assert!(marked > 0, "{name}: R tags around what did not change");
            }
        }
        assert_eq!(changes.any(), render::html::redline(marked, true).0.contains("<R>"), "{name}");
    });
}

#[test]
fn every_change_of_a_page_is_listed_and_leads_to_its_place() {
    each(|name, _, marked, changes| {
        let written = render::page::redline(marked, changes).0;
        let parsed = Html::parse_document(&written);
        let ids: Vec<&str> =
            parsed.select(&Selector::parse("[id]").unwrap()).filter_map(|element| element.value().attr("id")).collect();
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{name}: an identifier twice");
        let differ = changes.changes.iter().filter(|change| change.kind.differs()).count();
        let items = Selector::parse("nav[aria-label=Changes] li").unwrap();
        let links: Vec<Option<String>> = parsed
            .select(&items)
            .map(|item| {
                let link = item.select(&Selector::parse("a").unwrap()).next()?;
                Some(link.value().attr("href")?.trim_start_matches('#').to_owned())
            })
            .collect();
        assert_eq!(links.len(), differ, "{name}");
        for link in links {
            let link = link.unwrap_or_else(|| panic!("{name}: a change without a place"));
            assert!(ids.contains(&link.as_str()), "{name}: {link}");
        }
    });
}

fn written(arguments: &[&str]) -> (String, String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_engross")).args(arguments).current_dir(ROOT).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code())
}

#[test]
fn redlines_of_the_amendments_are_their_golden_files() {
    let mut failures = String::new();
    for (original, name) in [(INNOVO, "innovo-amended"), (CURRENT, "8-K-amended")] {
        let amended = format!("tests/redline/{name}.yaml");
        for (ending, more) in [("html", ["--to", "page"].as_slice()), ("htm", &["--to", "html", "--r-tags"])] {
            let (text, said, status) = written(&[&["diff", original, &amended], more].concat());
            assert_eq!((said.as_str(), status), ("", Some(1)));
            let golden = Path::new(ROOT).join(format!("tests/redline/{name}.{ending}"));
            let expected = fs::read_to_string(&golden).unwrap_or_default();
            if text != expected && std::env::var_os("UPDATE_EXPECTED").is_some() {
                fs::write(&golden, text).unwrap();
            } else if text != expected {
                let diff = similar::TextDiff::from_lines(&expected, &text);
                let _ = writeln!(failures, "{name}.{ending}\n{}", diff.unified_diff().header("golden", "written"));
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn the_ending_of_the_output_says_the_format() {
    let folder = tempfile::tempdir().unwrap();
    let amended = "tests/redline/innovo-amended.yaml";
    let to = |name: &str, more: &[&str]| {
        let path = folder.path().join(name);
        let (_, said, status) = written(&[&["diff", INNOVO, amended, "-o", path.to_str().unwrap()], more].concat());
        (fs::read_to_string(path).unwrap_or_default(), said, status)
    };
    assert!(to("a.htm", &[]).0.starts_with("<html lang"));
    assert!(to("a.htm", &["--r-tags"]).0.contains("<R>"));
    assert!(to("a.json", &[]).0.starts_with('{'));
    assert!(to("a.txt", &[]).0.starts_with("Form 12b-25, edition 2003"));
    assert!(to("b.html", &["--to", "page"]).0.starts_with("<!DOCTYPE html>"));
    let (none, said, status) = to("c.html", &[]);
    assert_eq!((none.as_str(), status), ("", Some(2)));
    assert!(said.contains("`--to html` (HTML for EDGAR) or `--to page`"), "{said}");
    let (_, said, status) = to("d.html", &["--to", "page", "--r-tags"]);
    assert_eq!(status, Some(2));
    assert!(said.contains("`--r-tags` goes with `--to html`"), "{said}");
}
