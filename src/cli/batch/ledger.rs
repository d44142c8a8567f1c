//! What a batch wrote into a folder, a line of JSON for each file: of which entry, made of what, and what it holds. By it
//! a later run with `--resume` knows what is done, and which files are its own. A line with the program's version and what is
//! done begins each run: files of one format are no former versions of those of another.

use std::collections::HashMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufRead as _, BufReader, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::digest::Digest;
use super::folder::OWN;
use super::id::Id;

/// One file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    /// What it was made of.
    pub(super) input: Digest,
    /// How it is called.
    pub(super) file: String,
    /// What it holds.
    pub(super) output: Digest,
    /// Whether its entry has errors, so that it is not done.
    pub(super) has_errors: bool,
}

/// The ledger that is being written.
pub(super) struct Ledger {
    lines: BufWriter<File>,
}

impl Ledger {
    /// Where the ledger of a folder lies.
    pub(super) fn name() -> String {
        format!("{OWN}batch.jsonl")
    }

    /// Opens the ledger of a folder to add to it, for what is done in this run; none if another batch is writing it.
    pub(super) fn open(folder: &Path, work: &str) -> io::Result<Option<Self>> {
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(folder.join(Self::name()))?;
        // Where files cannot be locked, nobody is kept out.
        if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
            return Ok(None);
        }
        // A line that was not finished is left as it is, and read by nobody.
        if file.seek(SeekFrom::End(0))? > 0 {
            file.seek(SeekFrom::End(-1))?;
            let mut last = [0];
            file.read_exact(&mut last)?;
            if last != *b"\n" {
                file.write_all(b"\n")?;
            }
        }
        let mut lines = BufWriter::new(file);
        writeln!(lines, "{}", json!({ "run": env!("CARGO_PKG_VERSION"), "work": work }))?;
        Ok(Some(Self { lines }))
    }

    /// Adds a file. What the same entry had before is its own no more.
    pub(super) fn add(&mut self, id: &Id, written: &Written) -> io::Result<()> {
        // As a text, for a number as well is what its signs are: `1.10` is not `1.1`.
        let (id, file) = (json!(id.json()), json!(written.file));
        let (input, output) = (&written.input.0, &written.output.0);
        let errors = if written.has_errors { ",\"errors\":true" } else { "" };
        writeln!(self.lines, "{{\"id\":{id},\"file\":{file},\"input\":\"{input}\",\"output\":\"{output}\"{errors}}}")
    }

    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.lines.flush()
    }
}

/// What former runs wrote. In memory is only where to find it: a million entries take some 50 MB.
pub(super) struct Past {
    file: Mutex<File>,
    entries: HashMap<u64, Place>,
}

/// Where the last line of an id stands.
#[derive(Clone, Copy)]
struct Place {
    offset: u64,
    /// The run that wrote it.
    run: u32,
    /// Two entries of one run had this id: neither is known to be the one that has it now.
    shared: bool,
}

impl Past {
    /// Reads what the ledger of a folder has of runs that did the same, if it has one.
    pub(super) fn read(folder: &Path, work: &str) -> io::Result<Option<Self>> {
        let path = folder.join(Ledger::name());
        let mut reader = match File::open(&path) {
            Ok(file) => BufReader::new(file),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let mut entries: HashMap<u64, Place> = HashMap::new();
        let (mut line, mut offset, mut run, mut same) = (Vec::new(), 0, 0, false);
        while reader.read_until(b'\n', &mut line)? > 0 {
            // What is no line of a ledger was not finished.
            match parse(&line) {
                Some((Some(id), _)) if same => {
                    let next = Place { offset, run, shared: false };
                    let place = entries.entry(key(&id)).or_insert(next);
                    let shared = place.run == run && (place.shared || place.offset != offset);
                    *place = Place { shared, ..next };
                }
                Some((None, begun)) => {
                    run += 1;
                    same = begun.get("work").and_then(Value::as_str) == Some(work);
                }
                Some((Some(_), _)) | None => {}
            }
            offset += u64::try_from(line.len()).unwrap_or_default();
            line.clear();
        }
        Ok(Some(Self { file: Mutex::new(File::open(path)?), entries }))
    }

    /// What was written last for an entry.
    pub(super) fn of(&self, id: &Id) -> Option<Written> {
        let id = id.json();
        let place = self.entries.get(&key(&id)).filter(|place| !place.shared)?;
        let mut line = Vec::new();
        {
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(place.offset)).ok()?;
            BufReader::with_capacity(512, &*file).read_until(b'\n', &mut line).ok()?;
        }
        let (known, value) = parse(&line)?;
        let known = known?;
        let text = |name: &str| value.get(name)?.as_str().map(str::to_owned);
        let has_errors = value.get("errors").and_then(Value::as_bool).unwrap_or_default();
        let (input, output) = (Digest(text("input")?), Digest(text("output")?));
        let written = Written { input, file: text("file")?, output, has_errors };
        (known == id).then_some(written)
    }
}

/// A line of a ledger and the id that it is about; none for the line that begins a run.
fn parse(line: &[u8]) -> Option<(Option<String>, Value)> {
    let value: Value = serde_json::from_slice(line).ok()?;
    let id = value.get("id").and_then(Value::as_str).map(str::to_owned);
    (id.is_some() || value.get("run").is_some()).then_some((id, value))
}

fn key(id: &str) -> u64 {
    let hash = Sha256::digest(id.as_bytes());
    hash.iter().take(8).fold(0, |key, byte| key << 8 | u64::from(*byte))
}
