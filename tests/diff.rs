//! Runs the cases of `tests/suite/diff/`: a case is a folder with an amended filing, and mostly the original; what the program
//! says of them stands in `expected`. The commands are those of the folder's `commands`, one a line, or else the report.
//!
//! Of `--to json` the changes are shown, a line each; of `--to text` the paragraphs in which something is marked.
//! `UPDATE_EXPECTED=1 cargo test --test diff` writes what the program says now; read every line of the difference.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its files fails")]

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
    text.split("\n\n").filter(marked).map(|paragraph| format!("{}\n\n", paragraph.trim_end())).collect()
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
