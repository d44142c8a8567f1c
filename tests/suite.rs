//! Runs the cases of `tests/suite/`: a case is a file `NAME.yaml` (rendered), `NAME.form` (checked) or `NAME.txt` or
//! `NAME.htm` (checked for EDGAR; below `read`, read), and what the program says of it stands beside it in `NAME.expected`: exit status,
//! standard error, standard output. `NAME.pdf.yaml` is rendered as PDF, and so with the other formats;
//! `NAME.restated.yaml` with what it restates only.
//!
//! A `NAME.form` that has a `NAME.yaml` belongs to that case, and what lies below a folder `parts` is included, answered or
//! amended by another.
//! `UPDATE_EXPECTED=1 cargo test` writes what the program says now; read every line of the difference before keeping it.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its files fails")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use engross::render::Format;

/// The inputs below a folder, sorted.
fn inputs(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            // Comparisons are run by `diff.rs`.
            if !path.ends_with("parts") && !path.ends_with("suite/diff") {
                out.extend(inputs(&path));
            }
        } else if ["yaml", "txt", "htm", "html"].iter().any(|known| path.extension().is_some_and(|kind| kind == *known))
            || path.extension().is_some_and(|kind| kind == "form") && !path.with_extension("yaml").exists()
        {
            out.push(path);
        }
    }
    out.sort();
    out
}

/// The format that a case's name asks for.
fn format_of(input: &Path) -> Option<Format> {
    let name = Path::new(input.file_stem()?).extension()?;
    Format::ALL.iter().copied().find(|format| name == format.name())
}

/// What the program says of an input.
fn run(input: &Path) -> String {
    let command: &[&str] = match input.extension().and_then(|kind| kind.to_str()) {
        Some("form") => &["check"],
        Some("yaml") => &["render"],
        _ if input.parent().is_some_and(|folder| folder.ends_with("suite/read")) => &["read"],
        _ => &["check", "--target", "edgar"],
    };
    let output = Command::new(env!("CARGO_BIN_EXE_engross"))
        .args(command)
        .arg(input.file_name().unwrap())
        .args(format_of(input).map(|format| ["--to", format.name()]).into_iter().flatten())
        .args(input.to_string_lossy().ends_with(".restated.yaml").then_some("--restated-only"))
        .current_dir(input.parent().unwrap())
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let mut out = format!("exit status {}\n", output.status.code().unwrap());
    for (name, bytes) in [("standard error", output.stderr), ("standard output", output.stdout)] {
        if !bytes.is_empty() {
            let _ = write!(out, "--- {name}\n{}", String::from_utf8(bytes).unwrap());
        }
    }
    out
}

#[test]
fn every_case_is_as_expected() {
    let cases = inputs(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite")));
    assert!(cases.len() > 50, "only {} cases found", cases.len());
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut failures = String::new();
    for case in &cases {
        // A program without PDF has nothing to say of it.
        if cfg!(not(feature = "pdf")) && case.to_string_lossy().ends_with(".pdf.yaml") {
            continue;
        }
        let said = run(case);
        let beside = case.with_extension("expected");
        let expected = fs::read_to_string(&beside).unwrap_or_default();
        if said != expected {
            if update {
                fs::write(&beside, &said).unwrap();
            } else {
                let diff = similar::TextDiff::from_lines(&expected, &said);
                let _ = writeln!(failures, "{}\n{}", case.display(), diff.unified_diff().header("expected", "said"));
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn error_cases_outnumber_good_ones_and_every_code_has_one() {
    let cases = inputs(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite")));
    let mut codes = BTreeSet::new();
    let mut good = 0;
    for case in &cases {
        let expected = fs::read_to_string(case.with_extension("expected")).unwrap_or_default();
        good += usize::from(expected.starts_with("exit status 0"));
        let found = expected.match_indices('[').filter_map(|(at, _)| expected.get(at + 1..at + 5));
        codes.extend(found.map(str::to_owned));
    }
    assert!(good * 2 < cases.len(), "{good} good cases of {}", cases.len());
    // A file that is too large is too large for the repository as well; `cli.rs` makes one.
    // Of a batch, `batch/` has the cases.
    codes.extend(["S010", "D019", "O012", "O013"].map(str::to_owned));
    let without: Vec<&str> =
        engross::diagnostic::Code::ALL.iter().map(|code| code.id()).filter(|id| !codes.contains(*id)).collect();
    assert!(without.is_empty(), "no case shows {without:?}");
}
