//! Many filings in one call, and what goes wrong in the middle of them.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::{Done, engross, limited, wait_until};

/// A folder with a definition and this many filings below `in`, and as lines of JSON.
fn batch(filings: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("note.form"), "form \"Note\" \"A Note\"\nedition 1\nfield from: text \"From\"\n").unwrap();
    fs::create_dir(at("in")).unwrap();
    let mut lines = String::new();
    for number in 0..filings {
        fs::write(at(&format!("in/n{number:05}.yaml")), format!("form: ../note.form\nfrom: Number {number}\n"))
            .unwrap();
        lines += &line(number);
    }
    fs::write(at("in.jsonl"), lines).unwrap();
    folder
}

fn line(number: usize) -> String {
    format!("{{\"id\":\"n{number:05}\",\"filing\":{{\"form\":\"./note.form\",\"from\":\"Number {number}\"}}}}\n")
}

/// The outputs of a folder; the ledger tells of runs, of which there may be more.
fn outputs(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let mut out: Vec<_> = crate::files(folder)
        .into_iter()
        .map(|(path, bytes)| (name(&path), bytes.unwrap()))
        .filter(|(name, _)| name != ".engross-batch.jsonl")
        .collect();
    out.sort();
    out
}

/// What a batch that nothing disturbs writes.
fn whole(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let done = Done::of(&mut engross(folder, &["batch", "in", "--out-dir", "whole"]));
    assert_eq!(done.status, Some(0), "{}", done.err);
    outputs(&folder.join("whole"))
}

/// Starts a batch into the folder `out`, and comes back when it has written some files. Nobody reads its lines, so it cannot end.
fn started(folder: &Path) -> Child {
    let args = ["batch", "in", "--out-dir", "out"];
    let child = engross(folder, &args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let written = || fs::read_dir(folder.join("out")).map_or(0, Iterator::count);
    wait_until("writing", || written() > 20);
    child
}

/// Resumes what was started, and compares its folder with one that nothing disturbed.
#[track_caller]
fn resumes(folder: &Path, whole: &[(String, Vec<u8>)]) {
    let done = Done::of(&mut engross(folder, &["batch", "in", "--out-dir", "out", "--resume"]));
    assert_eq!(done.status, Some(0), "{}", done.err);
    assert!(outputs(&folder.join("out")) == whole);
}

fn signalled(child: &Child, signal: &str) {
    let sent = Command::new("kill").args(["-s", signal, &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

/// How many lines more than a pipe takes, and than a batch works on ahead of them.
const MANY: usize = 4_000;

#[test]
fn killed_in_the_middle_what_is_written_is_whole_and_the_rest_is_resumed() {
    let folder = batch(MANY);
    let whole = whole(folder.path());
    assert_eq!(whole.len(), MANY);
    let mut child = started(folder.path());
    child.kill().unwrap();
    child.wait().unwrap();
    let written = outputs(&folder.path().join("out"));
    assert!(written.len() < MANY);
    let finished = written.iter().filter(|(name, _)| !name.starts_with(".engross-unfinished-"));
    assert!(finished.clone().count() > 10);
    for file in finished {
        assert!(whole.contains(file), "{} is not whole", file.0);
    }
    resumes(folder.path(), &whole);
}

#[test]
fn interrupted_it_ends_with_what_is_whole() {
    let folder = batch(MANY);
    let whole = whole(folder.path());
    let mut child = started(folder.path());
    signalled(&child, "INT");
    let mut out = Vec::new();
    child.stdout.take().unwrap().read_to_end(&mut out).unwrap();
    let done = Done::from(child.wait_with_output().unwrap());
    assert_eq!(done.status, Some(130), "{}", done.err);
    assert!(done.err.ends_with("interrupted; the same command with `--resume` goes on from here\n"), "{}", done.err);
    let written = outputs(&folder.path().join("out"));
    assert!(written.len() < MANY);
    assert!(written.iter().all(|file| whole.contains(file)));
    // Each file has its line, and each line its file.
    let lines = String::from_utf8(out).unwrap();
    assert_eq!(lines.lines().count(), written.len());
    assert!(lines.lines().zip(&written).all(|(line, (name, _))| line.contains(&format!("\"file\":\"{name}\""))));
    resumes(folder.path(), &whole);
}

#[test]
fn a_disk_that_is_full_in_the_middle_ends_it_with_what_was_done() {
    let folder = batch(300);
    let long = format!("form: ../note.form\nfrom: Number{}\n", " and number".repeat(10_000));
    fs::write(folder.path().join("in/n00150.yaml"), long).unwrap();
    let whole = whole(folder.path());
    // Some 50,000 bytes: the ledger fits, the long one does not.
    let full = "trap '' XFSZ; ulimit -f 100";
    let done = Done::of(&mut limited(folder.path(), full, &["batch", "in", "--out-dir", "out"]));
    done.refused(&["cannot write `out/n00150.txt`: file too large"]);
    assert!(done.err.contains("150 filings: 150 done, 0 with errors, 0 skipped; the same command with `--resume`"));
    assert_eq!(String::from_utf8(done.out).unwrap().lines().count(), 150);
    let (first, _) = whole.split_at(150);
    assert!(outputs(&folder.path().join("out")) == first);
    resumes(folder.path(), &whole);
}

#[test]
fn a_ledger_that_cannot_be_written_ends_it_and_loses_nothing() {
    let folder = batch(600);
    let whole = whole(folder.path());
    let full = "trap '' XFSZ; ulimit -f 20";
    let done = Done::of(&mut limited(folder.path(), full, &["batch", "in", "--out-dir", "out"]));
    done.refused(&["cannot write `out/", "file too large"]);
    let written = outputs(&folder.path().join("out"));
    assert!(written.len() < 600 && written.iter().all(|file| whole.contains(file)));
    resumes(folder.path(), &whole);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_under_standard_output_ends_it() {
    let folder = batch(10);
    for args in [&["batch", "in"][..], &["batch", "in", "--out-dir", "out"], &["batch", "in.jsonl"]] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let done = Done::of(engross(folder.path(), args).stdout(full).stderr(Stdio::piped()));
        done.refused(&["cannot write to standard output: the disk is full"]);
    }
    let whole = whole(folder.path());
    resumes(folder.path(), &whole);
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_takes_no_files_is_named() {
    let folder = batch(3);
    fs::write(folder.path().join("file"), "").unwrap();
    for shut in ["/sys", "/proc", "/sys/engross", "file/below"] {
        Done::of(&mut engross(folder.path(), &["batch", "in", "--out-dir", shut])).refused(&[&format!("`{shut}`: ")]);
    }
    Done::of(&mut engross(folder.path(), &["batch", "in", "--out-dir", "file"])).refused(&["`file` is a file"]);
}

#[test]
fn a_reader_that_goes_away_ends_it_and_without_files_it_says_nothing() {
    let folder = batch(MANY);
    for args in [&["batch", "in"][..], &["batch", "in", "--out-dir", "out"], &["batch", "in.jsonl", "--to", "json"]] {
        let mut child = engross(folder.path(), args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut few = [0; 10];
        child.stdout.take().unwrap().read_exact(&mut few).unwrap();
        let done = Done::from(child.wait_with_output().unwrap());
        if args.contains(&"--out-dir") {
            done.refused(&["nobody reads standard output any more", "goes on from here"]);
        } else {
            assert_eq!((done.status, done.err.as_str()), (Some(0), ""), "{args:?}");
        }
    }
    let whole = whole(folder.path());
    assert!(outputs(&folder.path().join("out")).iter().all(|file| whole.contains(file)));
    resumes(folder.path(), &whole);
}

#[test]
fn links_that_lead_nowhere_are_said_and_the_others_are_rendered() {
    let folder = batch(1);
    for (to, name) in [("nowhere", "gone.yaml"), ("round.yaml", "round.yaml"), ("n00000.yaml", "other.yaml")] {
        std::os::unix::fs::symlink(to, folder.path().join("in").join(name)).unwrap();
    }
    let done = Done::of(&mut engross(folder.path(), &["batch", "in"]));
    assert_eq!(done.status, Some(1), "{}", done.err);
    assert!(done.err.contains("4 filings: 2 done, 2 with errors, 0 skipped"), "{}", done.err);
    let out = String::from_utf8(done.out).unwrap();
    assert!(out.lines().any(|line| line.starts_with("{\"id\":\"gone\",\"findings\"")), "{out}");
}

#[test]
fn a_file_that_vanishes_is_said_and_the_others_are_rendered() {
    let folder = batch(MANY);
    let args = ["batch", "in", "--out-dir", "out"];
    let mut child = engross(folder.path(), &args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    // The folder was listed, and so far ahead nothing is read: nobody takes the lines.
    let mut out = String::new();
    lines.read_line(&mut out).unwrap();
    let gone = format!("n{:05}", MANY - 2);
    fs::remove_file(folder.path().join(format!("in/{gone}.yaml"))).unwrap();
    lines.read_to_string(&mut out).unwrap();
    let done = Done::from(child.wait_with_output().unwrap());
    assert_eq!(done.status, Some(1), "{}", done.err);
    assert!(done.err.contains(&format!("{MANY} filings: {} done, 1 with errors, 0 skipped", MANY - 1)), "{}", done.err);
    let said: Vec<&str> = out.lines().filter(|line| line.contains("findings")).collect();
    assert!(
        matches!(said.as_slice(), [line] if line.contains(&gone) && line.contains("there is no such file")),
        "{said:?}"
    );
    assert_eq!(outputs(&folder.path().join("out")).len(), MANY - 1);
}

#[test]
fn lines_that_are_added_while_it_reads_are_read_whole() {
    let folder = batch(MANY);
    let args = ["batch", "in.jsonl"];
    let mut child = engross(folder.path(), &args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    let mut out = String::new();
    lines.read_line(&mut out).unwrap();
    let mut added = File::options().append(true).open(folder.path().join("in.jsonl")).unwrap();
    for number in MANY..MANY + 50 {
        // Each in two writes.
        let line = line(number);
        let (head, tail) = line.split_at(line.len() / 2);
        added.write_all(head.as_bytes()).unwrap();
        added.write_all(tail.as_bytes()).unwrap();
    }
    lines.read_to_string(&mut out).unwrap();
    let done = Done::from(child.wait_with_output().unwrap());
    assert_eq!(done.status, Some(0), "{}", done.err);
    let mut expected = String::new();
    for number in 0..MANY + 50 {
        writeln!(expected, "{{\"id\":\"n{number:05}\",\"output\":\"From - Number {number}\\n\"}}").unwrap();
    }
    assert!(out == expected, "{out}");
}

#[test]
fn a_stream_that_breaks_off_in_a_line_says_so_of_that_line() {
    let folder = batch(3);
    let lines = fs::read(folder.path().join("in.jsonl")).unwrap();
    let mut child = engross(folder.path(), &["batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (whole, _) = lines.split_at(lines.len() - 10);
    child.stdin.take().unwrap().write_all(whole).unwrap();
    let done = Done::from(child.wait_with_output().unwrap());
    assert_eq!(done.status, Some(1), "{}", done.err);
    let out = String::from_utf8(done.out).unwrap();
    assert_eq!(out.lines().filter(|line| line.contains("\"output\"")).count(), 2);
    assert_eq!(out.lines().filter(|line| line.contains("\"findings\"")).count(), 1);
}

#[test]
fn ten_thousand_filings_come_out_in_order_and_in_little_memory() {
    let folder = batch(10_000);
    // In KB; threads reserve more than they use.
    let done = Done::of(&mut limited(folder.path(), "ulimit -v 1000000", &["batch", "in", "--jobs", "2"]));
    assert_eq!(done.status, Some(0), "{}", done.err);
    let out = String::from_utf8(done.out).unwrap();
    assert_eq!(out.lines().count(), 10_000);
    for (number, line) in out.lines().enumerate() {
        assert!(line.starts_with(&format!("{{\"id\":\"n{number:05}\",\"output\":")), "{line}");
    }
}

#[test]
fn a_batch_that_cannot_begin_leaves_no_folder() {
    let folder = batch(0);
    Done::of(&mut engross(folder.path(), &["batch", "none", "--out-dir", "out"])).refused(&["cannot read `none`"]);
    assert!(!folder.path().join("out").exists());
    let (reader, writer) = io::pipe().unwrap();
    drop(writer);
    let done = Done::of(engross(folder.path(), &["batch"]).stdin(reader));
    assert_eq!((done.status, done.out.len()), (Some(0), 0), "{}", done.err);
}
