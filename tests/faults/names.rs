//! Names that are no UTF-8, and names that are too long.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;

use crate::{Done, engross, files, folder};

/// Not every system takes such a name.
fn takes(folder: &std::path::Path, name: &OsStr) -> bool {
    fs::write(folder.join(name), "").is_ok()
}

#[test]
fn a_name_that_is_no_utf_8_is_a_name() {
    let folder = folder();
    let (late, out, untidy) =
        (OsStr::from_bytes(b"late\xff.yaml"), OsStr::from_bytes(b"out\xff"), OsStr::from_bytes(b"untidy\xff.form"));
    if cfg!(not(target_os = "linux")) && !takes(folder.path(), late) {
        return;
    }
    fs::copy(folder.path().join("late.yaml"), folder.path().join(late)).unwrap();
    fs::copy(folder.path().join("untidy.form"), folder.path().join(untidy)).unwrap();
    let expected = Done::of(&mut engross(folder.path(), &["render", "late.yaml"])).out;
    let done = Done::of(&mut engross(folder.path(), &[OsStr::new("render"), late, OsStr::new("-o"), out]));
    assert_eq!((done.status, done.err.as_str()), (Some(0), ""));
    assert_eq!(fs::read(folder.path().join(out)).unwrap(), expected);
    let done = Done::of(&mut engross(folder.path(), &[OsStr::new("fmt"), untidy]));
    assert_eq!((done.status, done.err.as_str()), (Some(0), ""));
    assert_ne!(fs::read(folder.path().join(untidy)).unwrap(), fs::read(folder.path().join("untidy.form")).unwrap());
    let gone = OsStr::from_bytes(b"gone\xff.yaml");
    Done::of(&mut engross(folder.path(), &[OsStr::new("check"), gone])).refused(&["cannot read `gone\u{fffd}.yaml`"]);
}

#[test]
fn a_filing_whose_name_is_no_utf_8_is_not_overwritten_by_its_document() {
    let folder = folder();
    let late = OsStr::from_bytes(b"late\xff.yaml");
    if cfg!(not(target_os = "linux")) && !takes(folder.path(), late) {
        return;
    }
    fs::copy(folder.path().join("late.yaml"), folder.path().join(late)).unwrap();
    let before = files(folder.path());
    let words = ["render", "--to", "text", "-o"].map(OsStr::new);
    let done = Done::of(&mut engross(folder.path(), &[&words[..], &[late, late]].concat()));
    done.refused(&["is read from, so it is not written to"]);
    let words = ["diff", "--all", "amended.yaml", "-o"].map(OsStr::new);
    let done = Done::of(&mut engross(folder.path(), &[&words[..], &[late, late]].concat()));
    done.refused(&["is read from, so it is not written to"]);
    assert!(files(folder.path()) == before);
}

#[test]
fn names_may_be_as_long_as_the_system_takes_them() {
    let folder = folder();
    let longest = "x".repeat(255);
    let done = Done::of(&mut engross(folder.path(), &["render", "late.yaml", "-o", &longest]));
    assert_eq!((done.status, done.err.as_str()), (Some(0), ""));
    assert!(folder.path().join(&longest).is_file());
    let before = files(folder.path());
    let longer = "x".repeat(256);
    let path = "y/".repeat(3000) + "z";
    for long in [&longer, &path] {
        let name = format!("`{long}`");
        for args in
            [&["render", "late.yaml", "-o", long][..], &["read", "late.txt", "-o", long], &["new", "8-K", "-o", long]]
        {
            Done::of(&mut engross(folder.path(), args)).refused(&["cannot write ", &name]);
        }
        for args in [&["render", long][..], &["read", long], &["check", long]] {
            Done::of(&mut engross(folder.path(), args)).refused(&["cannot read ", &name]);
        }
    }
    assert!(files(folder.path()) == before);
}
