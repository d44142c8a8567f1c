//! Readers that leave.

use std::fs;
use std::io::{self, Read as _};
use std::process::Stdio;

use crate::{Done, engross, folder};

/// Every command that prints much, and its exit status.
const MUCH: &[(&[&str], i32)] = &[
    (&["render", "late.yaml"], 0),
    (&["render", "late.yaml", "--to", "page"], 0),
    (&["render", "late.yaml", "--to", "docx"], 0),
    (&["render", "late.yaml", "--to", "json"], 0),
    (&["read", "late.txt"], 0),
    (&["read", "late.txt", "--format", "json"], 0),
    (&["new", "12b-25"], 0),
    (&["diff", "late.yaml", "amended.yaml"], 1),
    (&["diff", "late.yaml", "amended.yaml", "--to", "text"], 1),
    (&["diff", "late.yaml", "amended.yaml", "--to", "page"], 1),
    (&["diff", "late.yaml", "amended.yaml", "--to", "docx"], 1),
    (&["diff", "late.yaml", "amended.yaml", "--to", "json"], 1),
    (&["fmt", "--check", "untidy.form"], 1),
    (&["blank", "8-K"], 0),
    (&["schema", "8-K"], 0),
    (&["forms"], 0),
    (&["explain", "D023"], 0),
    (&["completions", "bash"], 0),
    (&["--help"], 0),
];

#[test]
fn a_reader_that_has_gone_is_no_error() {
    let folder = folder();
    for (args, status) in MUCH {
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        let with_reader = Done::of(&mut engross(folder.path(), args));
        let done = Done::of(engross(folder.path(), args).stdout(writer).stderr(Stdio::piped()));
        assert_eq!((done.status, &done.err), (Some(*status), &with_reader.err), "{args:?}");
        assert_eq!(with_reader.status, Some(*status), "{args:?}");
    }
}

#[test]
fn a_reader_that_goes_after_a_few_bytes_is_no_error() {
    let folder = folder();
    // More than a pipe holds.
    let long = "The Company needs more time than anybody could have thought. ".repeat(3000);
    let late = fs::read_to_string(folder.path().join("late.yaml")).unwrap();
    fs::write(folder.path().join("long.yaml"), late.replace("portion: N/A", &format!("portion: {long}"))).unwrap();
    for (args, status) in [
        (&["render", "long.yaml"][..], 0),
        (&["render", "long.yaml", "--to", "json"], 0),
        (&["diff", "late.yaml", "long.yaml"], 1),
        (&["diff", "late.yaml", "long.yaml", "--to", "json"], 1),
        (&["completions", "bash"], 0),
    ] {
        let mut child = engross(folder.path(), args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut few = [0; 10];
        child.stdout.take().unwrap().read_exact(&mut few).unwrap();
        let done = Done::from(child.wait_with_output().unwrap());
        assert_eq!((done.status, done.err.as_str()), (Some(status), ""), "{args:?}");
    }
}

#[test]
fn findings_that_nobody_reads_are_found_all_the_same() {
    let folder = folder();
    fs::write(folder.path().join("bad.yaml"), "form: 12b-25\nedition: 2003\n").unwrap();
    for (args, status) in [(&["check", "bad.yaml"][..], 1), (&["check", "none.yaml"], 2), (&["render", "none"], 2)] {
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        assert_eq!(engross(folder.path(), args).stderr(writer).status().unwrap().code(), Some(status), "{args:?}");
    }
}
