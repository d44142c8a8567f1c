//! A program that is ended while it writes.

use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::{engross, files, folder, limited, wait_until};

/// Whether a file is there that is to become another.
fn is_writing(folder: &Path) -> bool {
    let mut entries = fs::read_dir(folder).unwrap();
    entries.any(|entry| entry.unwrap().file_name().to_string_lossy().starts_with(".engross-"))
}

/// A filing whose document takes a while to write.
fn long(folder: &Path) {
    let late = fs::read_to_string(folder.join("late.yaml")).unwrap();
    let long = format!("portion: {}", "x".repeat(4 << 20));
    fs::write(folder.join("long.yaml"), late.replace("portion: N/A", &long)).unwrap();
}

/// Starts to write `out.txt`, and comes back when the program writes or has ended.
fn started(folder: &Path) -> Child {
    let args = ["render", "long.yaml", "-o", "out.txt"];
    let mut child = engross(folder, &args).stderr(Stdio::piped()).spawn().unwrap();
    wait_until("writing", || is_writing(folder) || child.try_wait().unwrap().is_some());
    child
}

/// The kernel ends a process whose file grows over a limit in the middle of its write: nothing can be done about it then.
#[test]
fn killed_in_the_middle_of_a_write_the_old_file_is_whole() {
    let folder = folder();
    fs::write(folder.path().join("out.txt"), "old").unwrap();
    let before = files(folder.path());
    let mut command = limited(folder.path(), "ulimit -f 8", &["render", "late.yaml", "-o", "out.txt"]);
    let status = command.status().unwrap();
    assert!(status.signal().is_some(), "{status}");
    let mut after = files(folder.path());
    let is_begun = |path: &Path| path.file_name().unwrap().to_string_lossy().starts_with(".engross-");
    assert_eq!(after.iter().filter(|(path, _)| is_begun(path)).count(), 1, "it was not writing");
    after.retain(|(path, _)| !is_begun(path));
    assert!(after == before);
    // What was left behind is in nobody's way.
    let done = engross(folder.path(), &["render", "late.yaml", "-o", "out.txt"]).status().unwrap();
    assert_eq!(done.code(), Some(0));
}

#[test]
fn killed_at_any_moment_the_file_is_the_old_one_or_the_new_one() {
    let folder = folder();
    long(folder.path());
    let out = folder.path().join("out.txt");
    assert_eq!(engross(folder.path(), &["render", "long.yaml", "-o", "out.txt"]).status().unwrap().code(), Some(0));
    let new = fs::read(&out).unwrap();
    fs::write(&out, "old").unwrap();
    let mut child = started(folder.path());
    let _ = child.kill();
    child.wait().unwrap();
    let found = fs::read(&out).unwrap();
    assert!(found == b"old" || found == new, "{} bytes", found.len());
}

#[test]
fn asked_to_end_it_leaves_nothing_begun() {
    let folder = folder();
    long(folder.path());
    let args = ["render", "long.yaml", "-o", "new.txt"];
    assert_eq!(engross(folder.path(), &args).status().unwrap().code(), Some(0));
    let new = fs::read(folder.path().join("new.txt")).unwrap();
    for signal in ["TERM", "INT", "HUP"] {
        fs::write(folder.path().join("out.txt"), "old").unwrap();
        let mut child = started(folder.path());
        let _ = Command::new("kill").args(["-s", signal, &child.id().to_string()]).stderr(Stdio::null()).status();
        let status = child.wait().unwrap();
        assert!(!is_writing(folder.path()), "{signal}: {status}");
        let found = fs::read(folder.path().join("out.txt")).unwrap();
        assert!(found == new || found == b"old" && !status.success(), "{signal}: {} bytes, {status}", found.len());
    }
}
