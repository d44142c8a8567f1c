//! Batches. The cases of `tests/batch/` are folders: what is read, and `run`, whose lines are commands that are done one after the
//! other beside a copy of it. What they say stands in `expected`: exit status, standard error, standard output.
//!
//! Beside `engross` and what follows `<` on its standard input, a line may `ls` a folder, `cat` or `rm` a file, `put` words
//! into it, or `cut` so many bytes from its end; `#` begins a remark. `parts` lies beside every case.
//! `UPDATE_EXPECTED=1 cargo test` writes what is said now; read every line of the difference before keeping it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot set itself up fails")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use engross::data::StreamLine;
use engross::render::Format;
use proptest::prelude::*;
use serde_json::{Value, json};

#[path = "common/changes.rs"]
mod changes;

use changes::{changed, changes, text_of};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_engross"));
    command.args(args).current_dir(folder).env("NO_COLOR", "1");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn engross(folder: &Path, args: &[&str], input: &[u8]) -> Output {
    let mut child = command(folder, args).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // Who refuses to run reads nothing.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

/// The lines of standard output, by JSON.
fn lines(output: &Output) -> Vec<Value> {
    String::from_utf8(output.stdout.clone()).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The files below a folder by their path there, sorted.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut out = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = PathBuf::from(path.file_name().unwrap());
        if path.is_dir() {
            out.extend(files(&path).into_iter().map(|(file, bytes)| (name.join(file), bytes)));
        } else {
            out.insert(name, fs::read(&path).unwrap());
        }
    }
    out
}

/// The words of a line, those in quotes together.
fn words(line: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (index, piece) in line.split('"').enumerate() {
        if index % 2 == 1 {
            out.push(piece.to_owned());
        } else {
            out.extend(piece.split_whitespace().map(str::to_owned));
        }
    }
    out
}

fn said(output: &Output) -> String {
    let mut out = format!("exit status {}\n", output.status.code().unwrap());
    for (name, bytes) in [("standard error", &output.stderr), ("standard output", &output.stdout)] {
        if !bytes.is_empty() {
            let _ = write!(out, "--- {name}\n{}", String::from_utf8_lossy(bytes));
        }
    }
    out
}

/// Does a line of a case; what there is to be said of it.
fn step(folder: &Path, line: &str) -> String {
    let (what, rest) = line.split_once(' ').unwrap_or((line, ""));
    match what {
        "engross" => {
            let (command, input) = rest.split_once(" < ").unwrap_or((rest, ""));
            let input = if input.is_empty() { Vec::new() } else { fs::read(folder.join(input)).unwrap() };
            let args = words(command);
            said(&engross(folder, &args.iter().map(String::as_str).collect::<Vec<_>>(), &input))
        }
        "ls" => {
            files(&folder.join(rest)).keys().flat_map(|file| [file.display().to_string(), "\n".to_owned()]).collect()
        }
        "cat" => fs::read_to_string(folder.join(rest)).unwrap(),
        "rm" => fs::remove_file(folder.join(rest)).map(|()| String::new()).unwrap(),
        "put" => {
            let (file, text) = rest.split_once(' ').unwrap();
            fs::create_dir_all(folder.join(file).parent().unwrap()).unwrap();
            fs::write(folder.join(file), text.replace(" ; ", "\n") + "\n").map(|()| String::new()).unwrap()
        }
        _ => {
            assert_eq!(what, "cut", "nothing is done with `{line}`");
            let (file, bytes) = rest.split_once(' ').unwrap();
            let mut held = fs::read(folder.join(file)).unwrap();
            held.truncate(held.len() - bytes.parse::<usize>().unwrap());
            fs::write(folder.join(file), held).map(|()| String::new()).unwrap()
        }
    }
}

#[test]
fn every_case_is_as_expected() {
    let here = Path::new(ROOT).join("tests/batch");
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut cases: Vec<PathBuf> = fs::read_dir(&here).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|case| case.join("run").exists());
    cases.sort();
    assert!(cases.len() > 10, "only {} cases found", cases.len());
    let mut failures = String::new();
    for case in cases {
        let folder = tempfile::tempdir().unwrap();
        for (file, bytes) in files(&case).into_iter().chain(files(&here.join("parts"))) {
            let to = folder.path().join(&file);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            if !matches!(file.to_str(), Some("run" | "expected")) {
                fs::write(to, bytes).unwrap();
            }
        }
        let mut out = String::new();
        for line in fs::read_to_string(case.join("run")).unwrap().lines() {
            let _ = writeln!(out, "$ {line}");
            if !line.starts_with('#') {
                out.push_str(&step(folder.path(), line));
            }
        }
        // Where the case lies is not said.
        assert!(!out.contains(&*folder.path().to_string_lossy()), "{out}");
        let beside = case.join("expected");
        let expected = fs::read_to_string(&beside).unwrap_or_default();
        if out != expected {
            if update {
                fs::write(&beside, &out).unwrap();
            } else {
                let diff = similar::TextDiff::from_lines(&expected, &out);
                let _ = writeln!(failures, "{}\n{}", case.display(), diff.unified_diff().header("expected", "said"));
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

/// The examples of the shipped forms.
fn examples() -> Vec<PathBuf> {
    let all = files(&Path::new(ROOT).join("forms")).into_keys();
    let examples: Vec<PathBuf> = all.filter(|path| path.extension().is_some_and(|ending| ending == "yaml")).collect();
    assert!(examples.len() >= 3);
    examples
}

#[test]
fn a_batch_gives_what_render_gives_of_every_example_in_every_format() {
    let forms = Path::new(ROOT).join("forms");
    for format in Format::ALL {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().to_str().unwrap();
        let lines = lines(&engross(&forms, &["batch", ".", "--to", format.name()], b""));
        let filed =
            engross(&forms, &["batch", ".", "--to", format.name(), "--out-dir", out, "--name", "{{ id }}"], b"");
        assert_eq!(lines.len(), examples().len());
        for (line, example) in lines.iter().zip(examples()) {
            let path = format!("./{}", example.display());
            let rendered = engross(&forms, &["render", &path, "--to", format.name()], b"");
            assert_eq!(line["id"], json!(example.with_extension("").to_str().unwrap()));
            if *format == Format::Json {
                assert_eq!(line["output"], serde_json::from_slice::<Value>(&rendered.stdout).unwrap());
            } else if format.is_binary() {
                use base64::Engine as _;
                let bytes = base64::engine::general_purpose::STANDARD.decode(line["output_base64"].as_str().unwrap());
                assert!(bytes.unwrap() == rendered.stdout, "{path} as {}", format.name());
            } else {
                assert_eq!(line["output"].as_str().unwrap().as_bytes(), rendered.stdout, "{path}");
            }
            // EDGAR takes none of these names; the others are as they are asked for.
            let name = example.with_extension("").to_string_lossy().replace('/', "-");
            match fs::read(folder.path().join(&name)) {
                Ok(bytes) => assert!(bytes == rendered.stdout, "{name}"),
                Err(_) => assert!(format.is_for_edgar() && String::from_utf8_lossy(&filed.stdout).contains("E023")),
            }
        }
    }
}

/// Filings of several forms as lines of JSON, some with errors.
fn many(count: usize) -> String {
    let mut out = String::new();
    for number in 1..=count {
        let filing = match number % 5 {
            0 => json!({"form": "12b-25", "edition": 2003, "raport": number}),
            1 => json!({"form": "8-K", "edition": 2019, "registrant": {"name": format!("Company {number}")}}),
            _ => json!({"form": "./note.form", "from": format!("Company {number}"), "day": "2002-11-30"}),
        };
        let _ = writeln!(out, "{}", json!({"id": format!("a{number}"), "filing": filing}));
    }
    out
}

/// A folder with the small form.
fn with_note() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(Path::new(ROOT).join("tests/batch/parts/note.form"), folder.path().join("note.form")).unwrap();
    folder
}

#[test]
fn however_many_work_the_same_is_written_in_the_same_order() {
    let folder = with_note();
    let input = many(1_500);
    let run = |jobs: &str, out: &str| {
        let args = ["batch", "--jobs", jobs, "--to", "html", "--out-dir", out];
        let (to_stream, to_files) =
            (engross(folder.path(), &args[..5], input.as_bytes()), engross(folder.path(), &args, input.as_bytes()));
        (to_stream, to_files, files(&folder.path().join(out)))
    };
    let [one, two] = [run("1", "one"), run("2", "two")];
    assert_eq!(one.0, two.0);
    assert_eq!(one.1, two.1);
    assert!(one.2 == two.2, "the files differ");
    let ids: Vec<Value> = lines(&one.0).iter().map(|line| line["id"].clone()).collect();
    assert!(ids.iter().enumerate().all(|(index, id)| *id == json!(format!("a{}", index + 1))) && ids.len() == 1_500);
    // The ledger lies beside what was written.
    assert_eq!(one.2.len(), lines(&one.0).iter().filter(|line| line.get("output").is_some()).count() + 1);
}

#[test]
fn a_million_blanks_and_a_line_that_is_too_large_are_no_trouble() {
    let folder = with_note();
    let good = "{\"id\": 1, \"filing\": {\"form\": \"./note.form\", \"from\": \"A\"}}\n";
    let large = format!("{{\"id\": 2, \"filing\": \"{}\"}}\n", "x".repeat(17 << 20));
    let input = "\n".repeat(100_000) + good + &large + good;
    let output = engross(folder.path(), &["batch"], input.as_bytes());
    let lines = lines(&output);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[1]["id"], json!(100_002));
    assert_eq!(lines[1]["findings"][0]["code"], json!("S010"));
    assert_eq!(lines[0]["output"], lines[2]["output"]);
}

#[test]
fn nobody_is_told_when_nobody_reads() {
    let folder = with_note();
    let mut child = command(folder.path(), &["batch"]).spawn().unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    let input = many(2_000);
    let writer = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[cfg(unix)]
#[test]
fn what_was_interrupted_or_killed_is_whole_and_goes_on_where_it_was() {
    let input = many(1_200);
    let whole = with_note();
    engross(whole.path(), &["batch", "--out-dir", "out"], input.as_bytes());
    let wanted = files(&whole.path().join("out"));
    for signal in ["-INT", "-KILL"] {
        let folder = with_note();
        let out = folder.path().join("out");
        let mut child = command(folder.path(), &["batch", "--out-dir", "out"]).stdout(Stdio::null()).spawn().unwrap();
        // The input stays open: the batch waits for more when it is told to end.
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(input.split_inclusive('\n').take(700).collect::<String>().as_bytes()).unwrap();
        stdin.flush().unwrap();
        // What is not finished may be gone before it is read.
        while fs::read_dir(&out).map_or(0, Iterator::count) < 100 {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
        let output = child.wait_with_output().unwrap();
        drop(stdin);
        let hidden = |name: &&PathBuf| name.to_string_lossy().starts_with(".engross-unfinished");
        if signal == "-INT" {
            assert_eq!(output.status.code(), Some(130));
            let told = String::from_utf8(output.stderr).unwrap();
            assert!(told.ends_with("interrupted; the same command with `--resume` goes on from here\n"), "{told}");
            assert_eq!(files(&out).keys().filter(hidden).count(), 0);
        }
        for (name, bytes) in files(&out).iter().filter(|(name, _)| !name.to_string_lossy().starts_with('.')) {
            assert!(wanted[name] == *bytes, "{} is not whole", name.display());
        }
        let resumed = engross(folder.path(), &["batch", "--out-dir", "out", "--resume"], input.as_bytes());
        assert!(!String::from_utf8_lossy(&resumed.stdout).contains("O013"), "{}", said(&resumed));
        let visible = |files: &BTreeMap<PathBuf, Vec<u8>>| {
            let kept = files.iter().filter(|(name, _)| !name.to_string_lossy().starts_with('.'));
            kept.map(|(name, bytes)| (name.clone(), bytes.clone())).collect::<Vec<_>>()
        };
        assert!(visible(&files(&out)) == visible(&wanted));
        assert_eq!(files(&out).keys().filter(hidden).count(), 0);
        let again = engross(folder.path(), &["batch", "--out-dir", "out", "--resume"], input.as_bytes());
        let told = String::from_utf8(again.stderr).unwrap();
        assert!(told.contains(" 0 done, ") && told.contains(" 720 skipped"), "{told}");
    }
}

#[test]
fn two_batches_do_not_write_into_one_folder() {
    let folder = with_note();
    let mut first = command(folder.path(), &["batch", "--out-dir", "out"]).spawn().unwrap();
    first.stdin.as_mut().unwrap().write_all(many(3).as_bytes()).unwrap();
    while !folder.path().join("out/.engross-batch.jsonl").exists() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    std::thread::sleep(std::time::Duration::from_millis(50));
    let second = engross(folder.path(), &["batch", "--out-dir", "out"], b"");
    assert_eq!(said(&second), "exit status 2\n--- standard error\nerror: another batch is writing into `out`\n");
    drop(first.stdin.take());
    assert_eq!(first.wait_with_output().unwrap().status.code(), Some(1));
}

/// What a batch says of a stream, a line each, its places counted from the line with which each document begins.
fn counted_from(documents: &[(usize, &str)]) -> Vec<Value> {
    let mut stream = String::new();
    for (_, text) in documents {
        let _ = write!(stream, "---\n{text}\n");
    }
    let folder = Path::new(ROOT).join("tests");
    let mut said = lines(&engross(&folder, &["batch"], stream.as_bytes()));
    for (line, (before, _)) in said.iter_mut().zip(documents) {
        from_line(line, *before);
        line["id"] = Value::Null;
    }
    said
}

fn from_line(value: &mut Value, before: usize) {
    match value {
        Value::Object(object) => {
            let own = object.get("file") == Some(&json!("<stdin>"));
            for (key, value) in object {
                match value.as_u64() {
                    Some(line) if own && matches!(key.as_str(), "line" | "end_line") => {
                        *value = json!(line - u64::try_from(before).unwrap());
                    }
                    _ => from_line(value, before),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| from_line(value, before)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn documents_of_a_stream_are_as_each_is_alone(several in prop::collection::vec((0..3_usize, changes()), 2..5)) {
        let examples = [
            text_of("forms/12b-25/examples/innovo-2003.yaml"),
            text_of("forms/12b-25/examples/fictitious-2019.yaml"),
            text_of("forms/8-K/examples/fictitious-2019.yaml"),
        ];
        let mut texts: Vec<String> = several.iter().map(|(which, changes)| changed(&examples[*which], changes)).collect();
        // A mark would make two of it, and an end without words none.
        let is_one = |text: &String| {
            let mut marks = text.split('\n').map(|line| StreamLine::of(line.as_bytes()));
            let has_words = marks.clone().any(|mark| mark == StreamLine::Words);
            has_words && marks.all(|mark| matches!(mark, StreamLine::Blank | StreamLine::Words))
        };
        texts.retain(is_one);
        let mut before = 0;
        let mut documents = Vec::new();
        for text in &texts {
            documents.push((before + 1, text.as_str()));
            before += text.split('\n').count() + 1;
        }
        let together = counted_from(&documents);
        prop_assert_eq!(together.len(), texts.len());
        for (text, together) in texts.iter().zip(together) {
            prop_assert_eq!(counted_from(&[(1, text)]).remove(0), together);
        }
    }
}
