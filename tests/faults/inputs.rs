//! Inputs that are not there, that end early or never, and that change while they are read.

use std::fs::{self, File};
use std::io::Write as _;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::{Done, engross, files, folder};

/// Each command with an input of a name.
fn commands(name: &str) -> Vec<Vec<&str>> {
    let mut out = vec![
        vec!["render", name],
        vec!["check", name],
        vec!["read", name, "--form", "12b-25"],
        vec!["diff", name, "late.yaml"],
        vec!["diff", "late.yaml", name],
        vec!["new", "12b-25", "--from", name],
        vec!["check", "--target", "edgar", name],
    ];
    if Path::new(name).extension().is_some_and(|ending| ending == "form") {
        out = vec![vec!["fmt", name], vec!["fmt", "--check", name], vec!["check", name]];
    }
    if name.ends_with(".yaml") {
        out.retain(|args| !args.contains(&"read"));
    }
    out
}

fn fifo(folder: &Path, name: &str) {
    assert!(Command::new("mkfifo").arg(folder.join(name)).status().unwrap().success());
}

#[test]
fn a_folder_is_no_input() {
    let folder = folder();
    for name in ["folder.yaml", "folder.txt", "folder.form"] {
        fs::create_dir(folder.path().join(name)).unwrap();
        for args in commands(name) {
            Done::of(&mut engross(folder.path(), &args)).refused(&[&format!("cannot read `{name}`: it is a folder")]);
        }
    }
}

#[test]
fn what_a_link_does_not_lead_to_cannot_be_read() {
    let folder = folder();
    for name in ["gone.yaml", "gone.txt", "gone.form"] {
        symlink("nowhere", folder.path().join(name)).unwrap();
        for args in commands(name) {
            Done::of(&mut engross(folder.path(), &args)).refused(&[&format!("cannot read `{name}`: there is no such")]);
        }
    }
    symlink("round.yaml", folder.path().join("round.yaml")).unwrap();
    for args in commands("round.yaml") {
        Done::of(&mut engross(folder.path(), &args)).refused(&["cannot read `round.yaml`: "]);
    }
}

#[test]
fn files_that_vanished_since_they_were_listed_keep_no_other_from_being_checked() {
    let folder = folder();
    fs::write(folder.path().join("bad.yaml"), "form: 12b-25\nedition: 2003\n").unwrap();
    let args = ["check", "--format", "short", "late.yaml", "gone.yaml", "bad.yaml", "gone.form", "late.txt"];
    let done = Done::of(&mut engross(folder.path(), &args));
    assert_eq!(done.status, Some(2));
    assert!(done.err.contains("bad.yaml:2:14: error[D022]"), "{}", done.err);
    let complaints: Vec<&str> = done.err.lines().filter(|line| line.starts_with("error: ")).collect();
    let gone = ["gone.yaml", "gone.form"].map(|name| format!("error: cannot read `{name}`: there is no such file"));
    assert_eq!(complaints, gone);
}

#[test]
fn a_pipe_is_read_as_a_file_is_whichever_the_command() {
    let folder = folder();
    fifo(folder.path(), "pipe.yaml");
    fifo(folder.path(), "pipe.txt");
    fifo(folder.path(), "pipe.form");
    for (file, pipe) in [("amended.yaml", "pipe.yaml"), ("late.txt", "pipe.txt"), ("untidy.form", "pipe.form")] {
        let bytes = fs::read(folder.path().join(file)).unwrap();
        for (args, direct) in commands(pipe).into_iter().zip(commands(file)) {
            if args.first() == Some(&"fmt") && !args.contains(&"--check") {
                continue;
            }
            let expected = Done::of(&mut engross(folder.path(), &direct));
            let child = engross(folder.path(), &args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
            // Opening waits for the reader.
            File::options().write(true).open(folder.path().join(pipe)).unwrap().write_all(&bytes).unwrap();
            let done = Done::from(child.wait_with_output().unwrap());
            // Messages name the file, or what it might be read into.
            let [stem, other] = [pipe, file].map(|name| name.split_once('.').unwrap().0);
            let renamed = |text: &[u8]| String::from_utf8_lossy(text).replace(stem, other);
            assert_eq!(done.status, expected.status, "{args:?}: {}", done.err);
            assert_eq!(renamed(&done.out), renamed(&expected.out), "{args:?}");
            assert_eq!(renamed(done.err.as_bytes()), expected.err, "{args:?}");
        }
    }
}

#[test]
fn a_pipe_whose_writer_goes_away_holds_what_it_held() {
    let folder = folder();
    fifo(folder.path(), "pipe.yaml");
    let bytes = fs::read(folder.path().join("late.yaml")).unwrap();
    let (half, _) = bytes.split_at(bytes.len() / 2);
    for (held, code) in [(&b""[..], "D007"), (half, "D022")] {
        let args = ["render", "pipe.yaml", "-o", "out.txt", "--format", "short"];
        let child = engross(folder.path(), &args).stderr(Stdio::piped()).spawn().unwrap();
        File::options().write(true).open(folder.path().join("pipe.yaml")).unwrap().write_all(held).unwrap();
        let done = Done::from(child.wait_with_output().unwrap());
        assert_eq!(done.status, Some(1), "{}", done.err);
        assert!(done.err.contains(&format!("error[{code}]")), "{}", done.err);
        assert!(!folder.path().join("out.txt").exists());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_input_without_end_is_too_large() {
    let folder = folder();
    symlink("/dev/zero", folder.path().join("endless.yaml")).unwrap();
    symlink("/dev/zero", folder.path().join("endless.form")).unwrap();
    for args in [&["render", "endless.yaml"][..], &["check", "endless.form"], &["read", "/dev/zero"]] {
        let done = Done::of(&mut crate::limited(folder.path(), "ulimit -v 1000000", args));
        assert_eq!(done.status, Some(1), "{args:?}: {}", done.err);
        assert!(done.err.contains("error[S010]"), "{args:?}: {}", done.err);
    }
    Done::of(&mut engross(folder.path(), &["fmt", "endless.form"]));
}

#[test]
fn a_file_that_grows_is_read_whole_or_refused() {
    let folder = folder();
    let path = folder.path().join("growing.yaml");
    fs::copy(folder.path().join("late.yaml"), &path).unwrap();
    let line = "# So long as it is written to, nobody knows what it will say.\n".repeat(500);
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                let mut file = File::options().append(true).open(&path).unwrap();
                if file.metadata().unwrap().len() > 8 << 20 {
                    file.set_len(0).unwrap();
                    file.write_all(&fs::read(folder.path().join("late.yaml")).unwrap()).unwrap();
                }
                file.write_all(line.as_bytes()).unwrap();
            }
        });
        for _ in 0..10 {
            let done = Done::of(&mut engross(folder.path(), &["check", "growing.yaml", "--format", "short"]));
            match done.status {
                Some(0) => assert_eq!(done.err, ""),
                // Between the cut and what is written next, it is empty.
                Some(1) => assert_eq!(done.err.lines().count(), 1, "{}", done.err),
                _ => done.refused(&["cannot read `growing.yaml`: it is being written to"]),
            }
        }
        done.store(true, Ordering::Relaxed);
    });
}

#[test]
fn what_an_amendment_names_may_be_a_folder_or_gone() {
    let folder = folder();
    fs::create_dir(folder.path().join("folder")).unwrap();
    symlink("nowhere", folder.path().join("gone")).unwrap();
    for (name, why) in [("folder", "it is a folder"), ("gone", "there is no such file")] {
        let text = format!("form: 12b-25\nedition: 2003\namends: {name}\namendment: 1\n");
        fs::write(folder.path().join("second.yaml"), text).unwrap();
        let before = files(folder.path());
        let done =
            Done::of(&mut engross(folder.path(), &["render", "second.yaml", "-o", "out.txt", "--format", "short"]));
        assert_eq!(done.status, Some(1));
        assert!(done.err.contains(name) && done.err.contains(why), "{}", done.err);
        assert!(files(folder.path()) == before);
    }
}
