//! How the program behaves as a command: streams, files, exit statuses.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot set itself up fails")]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/forms/12b-25/examples/innovo-2003.yaml");

fn engross(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_engross")).args(args).current_dir(folder).output().unwrap()
}

fn with_input(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_engross"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn standard_input_gives_what_the_file_gives() {
    let folder = tempfile::tempdir().unwrap();
    let from_file = engross(folder.path(), &["render", EXAMPLE]);
    let from_input = with_input(&["render", "-"], &fs::read(EXAMPLE).unwrap());
    assert_eq!(from_file.status.code(), Some(0));
    assert_eq!(from_file.stdout, from_input.stdout);
    assert!(from_file.stdout.len() > 5_000);
}

#[test]
fn the_name_of_the_output_says_the_format_where_nothing_else_does() {
    let folder = tempfile::tempdir().unwrap();
    let first = |args: &[&str], name: &str| {
        let done = engross(folder.path(), &[&["render", EXAMPLE, "-o", name], args].concat());
        assert_eq!((done.status.code(), stderr(&done)), (Some(0), String::new()), "{name}");
        fs::read(folder.path().join(name)).unwrap()
    };
    for (name, start) in [
        ("late.txt", &b"       "[..]),
        ("late", b"       "),
        ("late.htm", b"<html"),
        ("LATE.PDF", b"%PDF-"),
        ("late.docx", b"PK"),
        ("late.json", b"{"),
    ] {
        assert!(first(&[], name).starts_with(start), "{name}");
    }
    assert!(first(&["--to", "page"], "page.html").starts_with(b"<!DOCTYPE html>"));
    for (name, reason) in [
        (
            "late.html",
            "`.html` may be one of two formats; say `--to html` (HTML for EDGAR) or `--to page` (a page for a browser)",
        ),
        ("late.rtf", "no format is known by the ending `.rtf`; say `--to text`"),
    ] {
        let refused = engross(folder.path(), &["render", EXAMPLE, "-o", name, "--form", "12b-25@2003"]);
        assert_eq!(refused.status.code(), Some(2));
        assert!(stderr(&refused).contains(reason), "{}", stderr(&refused));
        assert!(!folder.path().join(name).exists(), "{name} is written");
    }
}

#[test]
fn output_is_written_whole_and_nothing_is_left_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let done = engross(folder.path(), &["render", EXAMPLE, "-o", "late.txt"]);
    assert_eq!((done.status.code(), done.stdout.len()), (Some(0), 0));
    let written = fs::read(folder.path().join("late.txt")).unwrap();
    assert_eq!(written, engross(folder.path(), &["render", EXAMPLE]).stdout);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_filing_with_errors_leaves_the_old_output_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("late.txt"), "old").unwrap();
    fs::write(folder.path().join("bad.yaml"), "form: 12b-25\nedition: 2003\n").unwrap();
    let done = engross(folder.path(), &["render", "bad.yaml", "-o", "late.txt"]);
    assert_eq!(done.status.code(), Some(1));
    assert_eq!(fs::read_to_string(folder.path().join("late.txt")).unwrap(), "old");
}

#[test]
fn a_filing_is_not_overwritten_by_its_document() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(EXAMPLE, folder.path().join("late.yaml")).unwrap();
    let done = engross(folder.path(), &["render", "late.yaml", "-o", "./late.yaml"]);
    assert_eq!(done.status.code(), Some(2));
    assert_eq!(fs::read(folder.path().join("late.yaml")).unwrap(), fs::read(EXAMPLE).unwrap());
}

#[test]
fn a_definition_is_not_overwritten_by_what_it_prints() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("inc")).unwrap();
    fs::write(folder.path().join("inc/part.form"), "field name: text \"Name\"\n").unwrap();
    fs::write(folder.path().join("a.form"), "form \"A\" \"A\"\nedition 1\ninclude \"inc/part.form\"\n").unwrap();
    fs::write(folder.path().join("a.yaml"), "form: ./a.form\nname: Innovo\n").unwrap();
    for (args, to) in [
        (&["render", "a.yaml"][..], "a.form"),
        (&["render", "a.yaml"], "inc/part.form"),
        (&["blank", "a.form"], "a.form"),
        (&["blank", "a.form"], "inc/part.form"),
    ] {
        let before = fs::read(folder.path().join(to)).unwrap();
        let done = engross(folder.path(), &[args, &["--to", "text", "-o", to]].concat());
        assert_eq!(done.status.code(), Some(2), "{args:?} {to}");
        assert_eq!(fs::read(folder.path().join(to)).unwrap(), before);
    }
}

#[test]
fn what_cannot_run_exits_with_2_and_says_why_in_a_line() {
    let folder = tempfile::tempdir().unwrap();
    for (args, reason) in [
        (&["render", "none.yaml"][..], "cannot read `none.yaml`"),
        (&["check", "none.form"], "cannot read `none.form`"),
        (&["blank", "12b-52"], "did you mean `12b-25`?"),
        (&["blank", "12b-25@1999"], "its editions are 2003, 2019"),
        (&["render", EXAMPLE, "-o", "no/such/folder.txt"], "cannot write `no/such/folder.txt`"),
    ] {
        let done = engross(folder.path(), args);
        assert_eq!(done.status.code(), Some(2), "{args:?}");
        assert!(stderr(&done).contains(reason), "{args:?}: {}", stderr(&done));
        assert_eq!(stderr(&done).lines().count(), 1);
    }
    assert_eq!(engross(folder.path(), &["render"]).status.code(), Some(2));
}

#[test]
fn a_broken_or_hostile_file_is_refused_with_a_finding() {
    let folder = tempfile::tempdir().unwrap();
    let files: &[(&str, Vec<u8>, &str)] = &[
        ("latin.yaml", b"form: 12b-25\nname: caf\xe9\n".to_vec(), "latin.yaml:2:10: error[S009]"),
        ("zero.yaml", b"form: 12b-25\n\0".to_vec(), "zero.yaml:2:1: error[S009]"),
        ("zero.form", b"form \"\0\"".to_vec(), "zero.form:1:7: error[S009]"),
        ("empty.yaml", Vec::new(), "empty.yaml:1:1: error[D007]"),
        ("huge.form", vec![b' '; (4 << 20) + 1], "error[S010]"),
        ("huge.yaml", vec![b'x'; 50 << 20], "error[S010]"),
        ("pdf.yaml", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec(), "error["),
    ];
    for (name, bytes, said) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
        let done = engross(folder.path(), &["check", name, "--format", "short"]);
        assert_eq!(done.status.code(), Some(1), "{name}");
        assert!(
            stderr(&done).starts_with(said) || (!said.contains(':') && stderr(&done).contains(said)),
            "{}",
            stderr(&done)
        );
        assert_eq!(stderr(&done).lines().count(), 1, "{}", stderr(&done));
    }
}

#[test]
fn findings_as_json_have_the_documented_shape() {
    let folder = tempfile::tempdir().unwrap();
    let yaml = fs::read_to_string(EXAMPLE).unwrap().replace("2002-11-30", "11/30/2002");
    fs::write(folder.path().join("x.yaml"), yaml).unwrap();
    let done = engross(folder.path(), &["check", "x.yaml", "--format", "json"]);
    let text = stderr(&done);
    assert_eq!(text.lines().count(), 1, "{text}");
    let finding: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(finding["code"], "D023");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["file"], "x.yaml");
    let place = ["line", "column", "end_line", "end_column"].map(|key| finding[key].as_u64().unwrap());
    assert_eq!(place, [8, 15, 8, 25]);
    assert_eq!(finding["labels"][0]["file"], "forms/12b-25/2003.form");
    assert_eq!(finding["fix"]["replacement"], "2002-11-30");
}

#[test]
fn colours_are_for_terminals() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bad.yaml"), "form: 12b-25\nedition: 2003\n").unwrap();
    assert!(!stderr(&engross(folder.path(), &["check", "bad.yaml"])).contains('\u{1b}'));
}

#[test]
fn forms_and_completions_and_help_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    for (args, said) in [
        (&["forms"][..], "12b-25@2003"),
        (&["completions", "bash"], "_engross"),
        (&["render", "--help"], "Examples:"),
        (&["read", "--help"], "Examples:"),
        (&["check", "--help"], "Examples:"),
        (&["blank", "--help"], "Examples:"),
        (&["fmt", "--help"], "Examples:"),
        (&["new", "--help"], "Examples:"),
        (&["schema", "--help"], "Examples:"),
    ] {
        let done = engross(folder.path(), args);
        assert_eq!(done.status.code(), Some(0));
        assert!(String::from_utf8(done.stdout).unwrap().contains(said), "{args:?}");
    }
}

#[test]
fn the_same_filing_gives_the_same_bytes_whatever_the_surroundings() {
    let folder = tempfile::tempdir().unwrap();
    let plain = engross(folder.path(), &["render", EXAMPLE]).stdout;
    let other = Command::new(env!("CARGO_BIN_EXE_engross"))
        .args(["render", EXAMPLE])
        .envs([("LC_ALL", "de_DE.UTF-8"), ("TZ", "Asia/Tokyo"), ("COLUMNS", "20"), ("CLICOLOR_FORCE", "1")])
        .output()
        .unwrap();
    assert_eq!(plain, other.stdout);
}
