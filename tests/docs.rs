//! The documents are executed: each file that a page shows is written, each command that it shows is run beside it, and
//! what the program says is what the page says. A line `...` stands for any lines.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its files fails")]

use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The fenced blocks of a page: the line before the fence, what it is, and what it holds.
fn blocks(page: &str) -> Vec<(String, String, String)> {
    let mut out = Vec::new();
    let mut before = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(kind) = line.strip_prefix("```") {
            let body: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
            out.push((before.clone(), kind.to_owned(), body.join("\n") + "\n"));
        }
        line.clone_into(&mut before);
    }
    out
}

/// Whether a text is as a page shows it.
fn is_as_shown(said: &str, shown: &str) -> bool {
    let mut rest = said;
    for (index, piece) in shown.split("...\n").enumerate() {
        let found = if index == 0 {
            rest.strip_prefix(piece)
        } else {
            rest.find(piece).and_then(|at| rest.get(at + piece.len()..))
        };
        let Some(after) = found else { return false };
        rest = after;
    }
    rest.is_empty() || shown.ends_with("...\n")
}

#[test]
fn the_readme_does_what_it_says() {
    let page = std::fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut run = 0;
    for (before, kind, body) in blocks(&page) {
        if let Some(name) = before.strip_prefix("<!-- file: ").and_then(|name| name.strip_suffix(" -->")) {
            std::fs::write(folder.path().join(name), body).unwrap();
        } else if kind == "console" {
            let (command, shown) = body.strip_prefix("$ engross ").unwrap().split_once('\n').unwrap();
            let output = Command::new(env!("CARGO_BIN_EXE_engross"))
                .args(command.split_whitespace())
                .current_dir(folder.path())
                .output()
                .unwrap();
            let said = String::from_utf8(output.stderr).unwrap() + &String::from_utf8(output.stdout).unwrap();
            assert!(is_as_shown(&said, shown), "engross {command} says\n{said}");
            run += 1;
        }
    }
    assert!(run >= 4, "only {run} commands were found");
}

#[test]
fn the_definitions_in_the_language_reference_compile() {
    let page = std::fs::read_to_string(Path::new(ROOT).join("docs/language.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut compiled = 0;
    for (_, kind, body) in blocks(&page).into_iter().filter(|(_, kind, _)| kind == "form") {
        let _ = kind;
        let head = if body.starts_with("form ") { "" } else { "form \"X\"\nedition 1\n" };
        std::fs::write(folder.path().join("x.form"), format!("{head}{body}")).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_engross"))
            .args(["check", "x.form"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success() && said.is_empty(), "{body}\n{said}");
        compiled += 1;
    }
    assert!(compiled >= 10, "only {compiled} definitions were found");
}
