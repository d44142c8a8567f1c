//! Runs the cases of `tests/suite/diff/`: a case is a folder with an amended filing, and mostly the original; what the program
//! says of them stands in `expected`. The commands are those of the folder's `commands`, one a line, or else the report.
//!
//! Of `--to json` the changes are shown, a line each; of `--to text` the paragraphs in which something is marked.
//! `UPDATE_EXPECTED=1 cargo test --test diff` writes what the program says now; read every line of the difference.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot read its files fails")]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

const SUITE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite/diff");

fn cases() -> Vec<PathBuf> {
    let folders = fs::read_dir(SUITE).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<PathBuf> = folders.filter(|path| path.is_dir() && !path.ends_with("parts")).collect();
    cases.sort();
    cases
}

/// What the program says to a command line, in a case's folder.
fn said(case: &Path, line: &str) -> String {
    let (args, input) = line.split_once(" < ").map_or((line, None), |(args, input)| (args, Some(input)));
    let input = input.map_or_else(Stdio::null, |input| File::open(case.join(input)).unwrap().into());
    let output = Command::new(env!("CARGO_BIN_EXE_engross"))
        .args(args.split_whitespace())
        .current_dir(case)
        .env("NO_COLOR", "1")
        .stdin(input)
        .output()
        .unwrap();
    let (errors, text) = (String::from_utf8(output.stderr).unwrap(), String::from_utf8(output.stdout).unwrap());
    let text = match (args, output.status.code()) {
        (args, Some(0 | 1)) if args.ends_with("--to text") => paragraphs(&text),
        (args, Some(0 | 1)) if args.ends_with("--to json") => changes(&text),
        _ => text,
    };
    format!("$ engross {line}\n{errors}{text}exit status {}\n", output.status.code().unwrap())
}

/// The paragraphs of a redline in which something is marked.
fn paragraphs(text: &str) -> String {
    let marked = |paragraph: &&str| ["[-", "{+", "[>", "{>", "-]", "+}"].iter().any(|mark| paragraph.contains(mark));
    text.split("\n\n").filter(marked).flat_map(|paragraph| [paragraph.trim_end(), "\n\n"]).collect()
}

/// The changes of a JSON object, a line each.
fn changes(text: &str) -> String {
    let value: Value = serde_json::from_str(text).unwrap();
    let mut out = String::new();
    for change in value["changes"].as_array().unwrap() {
        let mut line = Vec::new();
        for (key, value) in change.as_object().unwrap() {
            match key.as_str() {
                "section" | "list" | "label" | "before_place" | "after_place" => {}
                "kind" | "path" => line.push(value.as_str().unwrap().to_owned()),
                "before" | "after" if change["words"].is_array() => {}
                "words" => {
                    for paragraph in value.as_array().unwrap() {
                        line.push(format!("\n  {paragraph}"));
                    }
                }
                _ => line.push(format!("{key}={value}")),
            }
        }
        let _ = writeln!(out, "{}", line.join(" "));
    }
    let left = value["not_restated"].as_array().unwrap();
    let left: Vec<&str> = left.iter().map(|path| path.as_str().unwrap()).collect();
    if !left.is_empty() {
        let _ = writeln!(out, "not_restated {}", left.join(" "));
    }
    out
}

#[test]
fn every_comparison_is_as_expected() {
    let cases = cases();
    assert!(cases.len() >= 40, "only {} cases found", cases.len());
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut failures = String::new();
    for case in &cases {
        let original = if case.join("original.yaml").exists() { "original.yaml" } else { "../parts/late.yaml" };
        let commands = fs::read_to_string(case.join("commands"));
        let commands = commands.unwrap_or_else(|_| format!("diff {original} amended.yaml\n"));
        let said: Vec<String> = commands.lines().map(|line| said(case, line)).collect();
        let said = said.join("\n");
        let path = case.join("expected");
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if said == expected {
            continue;
        }
        if update {
            fs::write(&path, &said).unwrap();
        } else {
            let diff = similar::TextDiff::from_lines(&expected, &said);
            let _ = writeln!(failures, "{}\n{}", case.display(), diff.unified_diff().header("expected", "said"));
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

/// A filing with a narrative of 20 pages.
fn long_filing(change: impl Fn(usize, &str) -> String) -> String {
    let good = fs::read_to_string(Path::new(SUITE).join("parts/late.yaml")).unwrap();
    let (head, rest) = good.split_once("reasons: >\n").unwrap();
    let (paragraphs, tail) = rest.split_once("contact:").unwrap();
    let mut narrative = String::new();
    for number in 1..=180 {
        for (index, paragraph) in paragraphs.split("\n\n").enumerate() {
            let _ =
                write!(narrative, "  {}\n\n", change(number * 3 + index, &format!("{number}. {}", paragraph.trim())));
        }
    }
    format!("{head}reasons: >\n{narrative}contact:{tail}")
}

#[test]
fn one_word_of_twenty_pages() {
    let folder = tempfile::tempdir().unwrap();
    let before = long_filing(|_, paragraph| paragraph.to_owned());
    let after = long_filing(|number, paragraph| {
        if number == 151 { paragraph.replace("first fiscal year", "second fiscal year") } else { paragraph.to_owned() }
    });
    // A page has some 50 lines of 74 columns.
    assert!(before.len() > 20 * 50 * 74, "{}", before.len());
    fs::write(folder.path().join("a.yaml"), &before).unwrap();
    fs::write(folder.path().join("b.yaml"), after).unwrap();
    assert_eq!(
        said(folder.path(), "diff a.yaml b.yaml"),
        "$ engross diff a.yaml b.yaml\n\
        Form 12b-25, edition 2003\n\n\
        PART III - NARRATIVE\n\n  \
          State below in reasonable detail the reasons why the Form 10-K, 11-K, 10-Q,\n  \
          N-SAR, or the transition report or portion thereof, could not ... (reasons)\n    \
            (148 paragraphs unchanged)\n\n    \
            50. With this being the [-first-] {+second+} fiscal year of operations, the\n    \
            Company requires additional ...\n\n    \
            (391 paragraphs unchanged)\n\n\
        1 changed; 18 unchanged\n\
        exit status 1\n"
    );
    let redline = said(folder.path(), "diff a.yaml b.yaml --to text");
    assert_eq!(redline.matches("[-").count(), 1, "{redline}");
    assert!(redline.contains("50. With this being the [-first-] {+second+} fiscal year of operations"), "{redline}");
}

#[test]
fn the_exit_status_is_that_of_diff_with_the_flag_of_git_and_without() {
    let folder = tempfile::tempdir().unwrap();
    let late = Path::new(SUITE).join("parts/late.yaml");
    let text = fs::read_to_string(&late).unwrap();
    fs::write(folder.path().join("a.yaml"), &text).unwrap();
    fs::write(folder.path().join("b.yaml"), text.replace("CEO", "CFO")).unwrap();
    fs::write(folder.path().join("c.yaml"), "form: 12b-25\n").unwrap();
    for (files, status) in [("a.yaml a.yaml", 0), ("a.yaml b.yaml", 1), ("a.yaml c.yaml", 2), ("a.yaml d.yaml", 2)] {
        for options in ["", " --exit-code", " --summary", " --to json", " --to text", " --all"] {
            let said = said(folder.path(), &format!("diff {files}{options}"));
            assert!(said.ends_with(&format!("exit status {status}\n")), "{said}");
        }
    }
}

#[test]
fn an_original_is_not_written_over_and_colours_do_not_reach_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(Path::new(SUITE).join("parts/late.yaml")).unwrap();
    fs::write(folder.path().join("late.yaml"), &text).unwrap();
    let amendment = "form: 12b-25\nedition: 2003\namends: late.yaml\namendment: 1\nportion: Item 7\n";
    fs::write(folder.path().join("amended.yaml"), amendment).unwrap();
    for line in ["diff late.yaml amended.yaml -o late.yaml", "render amended.yaml --to text -o late.yaml"] {
        let said = said(folder.path(), line);
        assert!(said.ends_with("error: `late.yaml` is read from, so it is not written to\nexit status 2\n"), "{said}");
    }
    assert_eq!(fs::read_to_string(folder.path().join("late.yaml")).unwrap(), text);
    said(folder.path(), "diff late.yaml amended.yaml -o report.txt");
    let report = fs::read_to_string(folder.path().join("report.txt")).unwrap();
    assert!(report.contains("[-Items 7 and 8-] -> {+Item 7+}") && !report.contains('\u{1b}'), "{report}");
}

#[test]
fn a_new_filing_is_not_made_from_half_an_older_one() {
    let folder = tempfile::tempdir().unwrap();
    let amendment = "form: 12b-25\nedition: 2003\namends: late.yaml\namendment: 1\nportion: Item 7\n";
    fs::write(folder.path().join("amended.yaml"), amendment).unwrap();
    let said = said(folder.path(), "new 12b-25 --from amended.yaml -o new.yaml");
    let reason =
        "`amended.yaml` leaves out what it does not restate of `late.yaml`; name a filing that amends no other";
    assert_eq!(said, format!("$ engross new 12b-25 --from amended.yaml -o new.yaml\nerror: {reason}\nexit status 2\n"));
    assert!(!folder.path().join("new.yaml").exists());
}

#[test]
fn a_redline_in_plain_text_has_colours_on_a_terminal() {
    let case = Path::new(SUITE).join("paragraph-moved-and-changed");
    let output = Command::new(env!("CARGO_BIN_EXE_engross"))
        .args(["diff", "../parts/late.yaml", "amended.yaml", "--to", "text"])
        .current_dir(case)
        .env_remove("NO_COLOR")
        .env("CLICOLOR_FORCE", "1")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    for expected in [
        "\n\u{1b}[32m{>The Company expects to file its Annual Report on Form 10-K for the\u{1b}[0m\n",
        "\n\u{1b}[32mfiscal year ended November 30, 2002 on or prior to March<}\u{1b}[0m \u{1b}[34;4m{+24,+}\u{1b}[0m\n",
        " \u{1b}[31;9m[-17,-]\u{1b}[0m\n\u{1b}[32m[>2003.<]\u{1b}[0m\n",
    ] {
        assert!(text.contains(expected), "{text:?}");
    }
}

#[test]
fn who_made_a_redline_and_when_is_said_in_words_and_days() {
    let case = Path::new(SUITE).join("one-word");
    let (name, day) = ("--author", "--date");
    for (option, value, reason) in [
        (name, " ", "a name has letters"),
        (day, "03/14/2003", "a day is written as `2003-03-14`"),
        (day, "today", "a day is written as `2003-03-14`"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_engross"))
            .args(["diff", "../parts/late.yaml", "amended.yaml", "--to", "docx", option, value])
            .current_dir(&case)
            .output()
            .unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(errors.starts_with(&format!("error: invalid value '{value}' for '{option} <")), "{errors}");
        assert!(errors.contains(reason), "{errors}");
    }
}

#[test]
fn the_list_of_a_page_keeps_lines_apart() {
    let said = said(&Path::new(SUITE).join("exhibit-inserted"), "diff ../parts/report.yaml amended.yaml --to page");
    let change = "June 5, 2025 / <ins>10.2 Lease, dated June 5, 2025</ins>\n/ 99.1 Press release</li>";
    assert!(said.contains(change), "{said}");
}
