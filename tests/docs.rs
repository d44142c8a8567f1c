//! The documents are executed: each file that a page shows is written, each command that it shows is run beside it, and
//! what the program says is what the page says. A line `...` stands for any lines.
//!
//! The line before a block says what is done with it: `<!-- file: NAME -->` writes a file, `<!-- more of: NAME -->` adds
//! to it, `<!-- part of: NAME -->` shows paragraphs of a file that a command wrote, `<!-- on paper: NAME -->` shows the words that the blank form of the file has at the page's end,
//! `<!-- of the command: engross COMMAND -->` shows a part of what a command says.

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

/// The words of a page of paper, its rules and marks folded.
fn words(text: &str) -> Vec<String> {
    let folded = text.replace("[ ]", " ").replace(['_', '-', '|'], " ");
    folded.split_whitespace().map(str::to_owned).collect()
}

fn engross(folder: &Path, command: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_engross"))
        .args(command.split_whitespace())
        .current_dir(folder)
        .output()
        .unwrap();
    String::from_utf8(output.stderr).unwrap() + &String::from_utf8(output.stdout).unwrap()
}

/// Does what a page says; the number of commands that it shows.
fn run(page: &str) -> usize {
    let page = std::fs::read_to_string(Path::new(ROOT).join(page)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut papers = Vec::new();
    let mut run = 0;
    for (before, kind, body) in blocks(&page) {
        let named = |what: &str| before.strip_prefix(what).and_then(|name| name.strip_suffix(" -->"));
        if let Some(name) = named("<!-- file: ") {
            std::fs::write(folder.path().join(name), body).unwrap();
        } else if let Some(name) = named("<!-- more of: ") {
            let path = folder.path().join(name);
            let text = std::fs::read_to_string(&path).unwrap();
            std::fs::write(path, format!("{text}\n{body}")).unwrap();
        } else if let Some(name) = named("<!-- part of: ") {
            let text = std::fs::read_to_string(folder.path().join(name)).unwrap();
            let missing = body.split("\n\n").find(|part| !text.contains(part.trim_end()));
            assert_eq!(missing, None, "{name} is\n{text}");
        } else if let Some(name) = named("<!-- on paper: ") {
            papers.push((name.to_owned(), body));
        } else if let Some(command) = named("<!-- of the command: engross ") {
            let said = engross(folder.path(), command);
            assert!(said.contains(body.trim_end()), "engross {command} says\n{said}");
            run += 1;
        } else if kind == "console" {
            for shown in format!("\n{body}").split("\n$ engross ").skip(1) {
                let (command, shown) = shown.split_once('\n').unwrap_or((shown, ""));
                let said = engross(folder.path(), command);
                assert!(is_as_shown(&said, shown), "engross {command} says\n{said}");
                run += 1;
            }
        } else {
            assert!(matches!(kind.as_str(), "" | "sh" | "rust"), "nothing is done with\n{body}");
        }
    }
    for (name, paper) in papers {
        assert_eq!(words(&engross(folder.path(), &format!("blank {name}"))), words(&paper));
    }
    run
}

#[test]
fn the_readme_does_what_it_says() {
    let run = run("README.md");
    assert!(run >= 4, "only {run} commands were found");
}

#[test]
fn the_tutorial_does_what_it_says() {
    let run = run("docs/authoring.md");
    assert!(run >= 8, "only {run} commands were found");
}

#[test]
fn the_page_about_the_document_does_what_it_says() {
    assert_eq!(run("docs/document.md"), 3);
}

#[test]
fn the_page_about_comparing_does_what_it_says() {
    let run = run("docs/diff.md");
    assert!(run >= 4, "only {run} commands were found");
}

#[test]
fn the_page_about_batches_does_what_it_says() {
    assert_eq!(run("docs/batch.md"), 5);
}

#[test]
fn the_page_about_reading_does_what_it_says() {
    let run = run("docs/reading.md");
    assert!(run >= 6, "only {run} commands were found");
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
