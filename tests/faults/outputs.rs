//! Outputs that are links, folders, pipes, or what is read.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};

use crate::{Done, engross, files, folder};

#[test]
fn what_is_read_is_not_written_to_by_whatever_name() {
    let folder = folder();
    symlink("late.yaml", folder.path().join("link.yaml")).unwrap();
    symlink("link.yaml", folder.path().join("link-of-link.yaml")).unwrap();
    symlink("late.txt", folder.path().join("link.txt")).unwrap();
    fs::create_dir(folder.path().join("sub")).unwrap();
    let before = files(folder.path());
    for (args, output) in [
        (&["render", "late.yaml"][..], "late.yaml"),
        (&["render", "late.yaml"], "sub/../late.yaml"),
        (&["render", "late.yaml"], "link.yaml"),
        (&["render", "late.yaml"], "link-of-link.yaml"),
        (&["render", "link-of-link.yaml"], "late.yaml"),
        (&["read", "late.txt"], "late.txt"),
        (&["read", "late.txt"], "link.txt"),
        (&["diff", "late.yaml", "amended.yaml", "--all"], "late.yaml"),
        (&["diff", "late.yaml", "amended.yaml", "--all"], "amended.yaml"),
        (&["diff", "late.txt", "amended.yaml", "--all"], "link.txt"),
    ] {
        let format = if args.contains(&"render") { &["--to", "text"][..] } else { &[] };
        let done = Done::of(&mut engross(folder.path(), &[args, format, &["-o", output]].concat()));
        done.refused(&["is read from, so it is not written to"]);
        assert!(files(folder.path()) == before, "{args:?} -o {output}");
    }
    let done = Done::of(&mut engross(folder.path(), &["new", "12b-25@2003", "--from", "late.yaml", "-o", "link.yaml"]));
    done.refused(&["`link.yaml` is there already"]);
    assert!(files(folder.path()) == before);
}

#[test]
fn a_link_is_written_through_be_there_a_file_or_not() {
    let folder = folder();
    fs::create_dir(folder.path().join("sub")).unwrap();
    fs::write(folder.path().join("sub/there.txt"), "old").unwrap();
    for (link, target) in [("there", "sub/there.txt"), ("not-yet", "sub/not-yet.txt"), ("second", "not-yet")] {
        symlink(target, folder.path().join(link)).unwrap();
    }
    let expected = Done::of(&mut engross(folder.path(), &["render", "late.yaml"])).out;
    for (link, target) in [("there", "sub/there.txt"), ("second", "sub/not-yet.txt"), ("not-yet", "sub/not-yet.txt")] {
        let done = Done::of(&mut engross(folder.path(), &["render", "late.yaml", "-o", link]));
        assert_eq!((done.status, done.err.as_str()), (Some(0), ""), "{link}");
        assert!(fs::symlink_metadata(folder.path().join(link)).unwrap().is_symlink(), "{link}");
        assert!(!fs::symlink_metadata(folder.path().join(target)).unwrap().is_symlink(), "{link}");
        assert_eq!(fs::read(folder.path().join(target)).unwrap(), expected, "{link}");
        fs::write(folder.path().join(target), "old").unwrap();
    }
    assert_eq!(files(&folder.path().join("sub")).len(), 2);
    symlink("round", folder.path().join("round")).unwrap();
    symlink("none/file", folder.path().join("nowhere")).unwrap();
    symlink("sub", folder.path().join("folder")).unwrap();
    let before = files(folder.path());
    for link in ["round", "nowhere", "folder"] {
        Done::of(&mut engross(folder.path(), &["render", "late.yaml", "-o", link])).refused(&["cannot write `"]);
    }
    assert!(files(folder.path()) == before);
}

#[test]
fn a_pipe_is_written_to() {
    let folder = folder();
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let child = engross(folder.path(), &["render", "late.yaml", "-o", "pipe"]).stderr(Stdio::piped()).spawn().unwrap();
    let read = fs::read(&pipe).unwrap();
    let done = Done::from(child.wait_with_output().unwrap());
    assert_eq!((done.status, done.err.as_str()), (Some(0), ""));
    assert_eq!(read, Done::of(&mut engross(folder.path(), &["render", "late.yaml"])).out);
}
