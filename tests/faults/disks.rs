//! Disks that are full and folders that nobody may write to.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use crate::{Done, engross, files, folder, limited};

/// Every command that prints, with how it does.
const PRINTING: &[&[&str]] = &[
    &["render", "late.yaml"],
    &["render", "late.yaml", "--to", "pdf"],
    &["render", "late.yaml", "--to", "docx"],
    &["render", "late.yaml", "--to", "json"],
    &["read", "late.txt"],
    &["read", "late.txt", "--format", "json"],
    &["new", "12b-25"],
    &["diff", "late.yaml", "amended.yaml"],
    &["diff", "late.yaml", "amended.yaml", "--summary"],
    &["diff", "late.yaml", "amended.yaml", "--to", "json"],
    &["diff", "late.yaml", "amended.yaml", "--to", "text"],
    &["diff", "late.yaml", "amended.yaml", "--to", "docx"],
    &["fmt", "--check", "untidy.form"],
    &["blank", "8-K"],
    &["schema", "8-K"],
    &["forms"],
    &["explain", "D023"],
    &["completions", "bash"],
];

/// Every command that writes a file of a name.
const WRITING: &[&[&str]] = &[
    &["render", "late.yaml", "--to", "text", "-o"],
    &["render", "late.yaml", "--to", "html", "-o"],
    &["render", "late.yaml", "--to", "page", "-o"],
    &["render", "late.yaml", "--to", "docx", "-o"],
    &["render", "late.yaml", "--to", "json", "-o"],
    &["read", "late.txt", "-o"],
    &["read", "late.txt", "--format", "json", "-o"],
    &["diff", "late.yaml", "amended.yaml", "--all", "-o"],
    &["diff", "late.yaml", "amended.yaml", "--to", "docx", "-o"],
    &["diff", "late.yaml", "amended.yaml", "--to", "page", "-o"],
    &["blank", "8-K", "--to", "text", "-o"],
    &["schema", "8-K", "-o"],
    &["new", "8-K", "-o"],
];

/// Files end after a block, as if the disk was full.
const FULL: &str = "trap '' XFSZ; ulimit -f 1";

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_under_standard_output_is_said() {
    let folder = folder();
    for args in PRINTING.iter().filter(|args| cfg!(feature = "pdf") || !args.contains(&"pdf")) {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let done = Done::of(engross(folder.path(), args).stdout(full).stderr(Stdio::piped()));
        done.refused(&["cannot write to standard output: the disk is full"]);
    }
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let untidy = fs::File::open(folder.path().join("untidy.form")).unwrap();
    let done = Done::of(engross(folder.path(), &["fmt", "-"]).stdin(untidy).stdout(full).stderr(Stdio::piped()));
    done.refused(&["cannot write to standard output: the disk is full"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_under_standard_error_changes_no_exit_status() {
    let folder = folder();
    fs::write(folder.path().join("bad.yaml"), "form: 12b-25\nedition: 2003\n").unwrap();
    for (args, status) in [(&["check", "bad.yaml"][..], 1), (&["check", "none.yaml"], 2), (&["render", "bad.yaml"], 1)]
    {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        assert_eq!(engross(folder.path(), args).stderr(full).status().unwrap().code(), Some(status), "{args:?}");
    }
}

#[test]
fn a_file_that_does_not_fit_leaves_the_old_one_whole_and_nothing_beside_it() {
    let folder = folder();
    for args in WRITING {
        let is_new = args.contains(&"new");
        if !is_new {
            fs::write(folder.path().join("out"), "old").unwrap();
        }
        let before = files(folder.path());
        let done = Done::of(&mut limited(folder.path(), FULL, &[args, &["out"][..]].concat()));
        done.refused(&["cannot write `out`: file too large"]);
        assert!(files(folder.path()) == before, "{args:?}");
        let _ = fs::remove_file(folder.path().join("out"));
    }
}

#[test]
fn a_definition_that_cannot_be_rewritten_stays_as_it_was() {
    let folder = folder();
    fs::write(folder.path().join("a.form"), "form   \"A\"\nedition 1\n").unwrap();
    fs::copy(folder.path().join("untidy.form"), folder.path().join("b.form")).unwrap();
    let before = files(folder.path());
    let done = Done::of(&mut limited(folder.path(), FULL, &["fmt", "a.form", "b.form"]));
    done.refused(&["b.form`: file too large"]);
    // The first fits and is rewritten: its name in the message of the second would be wrong.
    let after = files(folder.path());
    assert_eq!(after.len(), before.len());
    for ((path, before), (_, after)) in before.iter().zip(&after) {
        assert_eq!(before == after, !path.ends_with("a.form"), "{}", path.display());
    }
}

/// Folders of the system in which not even its administrator makes files.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_takes_no_files_is_named() {
    let folder = folder();
    let before = files(folder.path());
    for shut in ["/sys/engross", "/proc/engross"] {
        assert!(fs::write(shut, "").is_err());
        for args in WRITING {
            let done = Done::of(&mut engross(folder.path(), &[args, &[shut][..]].concat()));
            done.refused(&[&format!("cannot write `{shut}`: ")]);
        }
    }
    assert!(files(folder.path()) == before);
    assert!(!Path::new("/sys/engross").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_is_written_to() {
    let folder = folder();
    Done::of(&mut engross(folder.path(), &["render", "late.yaml", "-o", "/dev/full"]))
        .refused(&["cannot write `/dev/full`: the disk is full"]);
    let done = Done::of(&mut engross(folder.path(), &["render", "late.yaml", "-o", "/dev/null"]));
    assert_eq!((done.status, done.err.as_str()), (Some(0), ""));
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}
