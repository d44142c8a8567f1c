//! The shipped examples, rendered, and the shipped forms, blank, are what `tests/golden/` holds.
//!
//! `UPDATE_EXPECTED=1 cargo test --test golden` writes what the program says now; read every line of the difference
//! beside the official page before keeping it.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its files fails")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use engross::builtin;

#[path = "extract/docx.rs"]
mod docx;
#[cfg(feature = "pdf")]
#[path = "extract/pdf.rs"]
mod pdf;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A format, the ending of its golden files, and what of its bytes they hold.
type Kind = (&'static str, &'static str, fn(Vec<u8>) -> String);

const KINDS: &[Kind] = &[
    ("text", "txt", utf8),
    ("html", "htm", utf8),
    ("page", "html", utf8),
    ("docx", "docx.xml", |bytes| docx::parts(&bytes)),
    ("json", "json", utf8),
    #[cfg(feature = "pdf")]
    ("pdf", "pdf.txt", |bytes| pdf::tree(&bytes)),
];

fn utf8(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

/// What the program writes, and nothing but that.
fn written(args: &[&str]) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_engross")).args(args).current_dir(ROOT).output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{args:?}");
    assert!(output.status.success(), "{args:?}");
    output.stdout
}

#[test]
fn every_shipped_form_and_example_is_written_as_its_golden_file() {
    let mut commands: Vec<(String, [String; 2])> = Vec::new();
    for (name, edition, _) in builtin::FORMS {
        commands.push((format!("{name}-blank-{edition}"), ["blank".to_owned(), format!("{name}@{edition}")]));
    }
    for name in builtin::names() {
        for entry in fs::read_dir(Path::new(ROOT).join(format!("forms/{name}/examples"))).unwrap() {
            let path = entry.unwrap().path();
            let example = path.file_stem().unwrap().to_string_lossy().into_owned();
            // As a user names it: the JSON says where its answers stand.
            let path = path.strip_prefix(ROOT).unwrap().to_string_lossy().into_owned();
            let command = ["render".to_owned(), path];
            commands.push((format!("{name}-{example}"), command));
        }
    }
    let mut texts: Vec<(String, String)> = Vec::new();
    for (format, ending, text) in KINDS {
        for (name, [command, what]) in &commands {
            texts.push((format!("{name}.{ending}"), text(written(&[command, what, "--to", format]))));
        }
    }
    let mut failures = String::new();
    for (name, text) in &texts {
        let golden = Path::new(ROOT).join(format!("tests/golden/{name}"));
        let expected = fs::read_to_string(&golden).unwrap_or_default();
        if *text == expected {
            continue;
        }
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&golden, text).unwrap();
        } else {
            let diff = similar::TextDiff::from_lines(&expected, text);
            let _ = writeln!(failures, "{name}\n{}", diff.unified_diff().header("golden", "written"));
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
    let kept = fs::read_dir(Path::new(ROOT).join("tests/golden")).unwrap().map(|entry| entry.unwrap().file_name());
    let strange: Vec<_> = kept.filter(|kept| !texts.iter().any(|(name, _)| **name == **kept)).collect();
    // Without PDF, its golden files belong to nothing.
    assert!(strange.is_empty() || cfg!(not(feature = "pdf")), "{strange:?} belong to no form or example");
}
