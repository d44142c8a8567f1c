//! What goes wrong around the program: disks that are full, files that vanish or grow, readers that leave, signals. Whatever it
//! is, the exit status is the documented one, one message names the file, and what was there is whole.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up fails")]

mod batch;
mod disks;
mod endings;
mod inputs;
mod many;
mod names;
mod outputs;
mod pipes;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A folder with a filing, what was filed, an amendment, and a definition whose layout is not the canonical one.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let from = |path: &str| fs::read_to_string(Path::new(ROOT).join(path)).unwrap();
    let late = from("forms/12b-25/examples/innovo-2003.yaml");
    let amended = late.replace("portion: N/A", "portion: Part II");
    assert_ne!(late, amended);
    let untidy = from("tests/properties/everything.form").replace("\nfield ", "\nfield   ");
    for (name, text) in [
        ("late.yaml", late),
        ("amended.yaml", amended),
        ("late.txt", from("tests/filings/innovo-2003.txt")),
        ("untidy.form", untidy),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// The program, called in a folder.
fn engross(folder: &Path, args: &[impl AsRef<OsStr>]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_engross"));
    command.args(args).current_dir(folder).stdin(Stdio::null());
    command
}

/// The program under a limit of the shell's: `ulimit -f 1` lets no file grow over a block, `ulimit -v` bounds the memory.
fn limited(folder: &Path, limits: &str, args: &[&str]) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{limits} || exit 99; exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_engross")]);
    command.args(args).current_dir(folder).stdin(Stdio::null());
    command
}

/// What a command ended with.
struct Done {
    status: Option<i32>,
    out: Vec<u8>,
    err: String,
}

impl Done {
    fn of(command: &mut Command) -> Self {
        Self::from(command.output().unwrap())
    }

    /// The command could not run, and said so in one line that has these words.
    #[track_caller]
    fn refused(&self, words: &[&str]) {
        assert_eq!(self.status, Some(2), "{}", self.err);
        let complaints: Vec<&str> = self.err.lines().filter(|line| line.starts_with("error: ")).collect();
        assert_eq!(complaints.len(), 1, "{}", self.err);
        for word in words {
            assert!(complaints.iter().any(|line| line.contains(word)), "`{word}` is not in: {}", self.err);
        }
    }
}

impl From<Output> for Done {
    fn from(output: Output) -> Self {
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!err.contains("panicked"), "{err}");
        Self { status: output.status.code(), out: output.stdout, err }
    }
}

/// Every file of a folder with its bytes, temporary ones as well.
fn files(folder: &Path) -> Vec<(PathBuf, Option<Vec<u8>>)> {
    let mut out: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    out.sort();
    out.into_iter().map(|path| (path.clone(), fs::read(&path).ok())).collect()
}

/// Waits until something is so, and for a minute at most.
#[track_caller]
fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_mins(1), "{what} does not happen");
        std::thread::yield_now();
    }
}
