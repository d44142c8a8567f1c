//! The folder that a batch writes into, a file for each entry. No file is ever lost: what is there is left alone, unless the
//! ledger says that it is the entry's own and it was not changed since.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::digest::Digest;
use super::id::Id;
use super::ledger::{Ledger, Past, Written};
use crate::cli::{CannotRun, output};
use crate::diagnostic::{Code, Diagnostic};
use crate::world::reason;

/// How the names of the program's own files begin.
pub(super) const OWN: &str = ".engross-";
/// How those begin that are not finished.
const UNFINISHED: &str = ".engross-unfinished-";

/// The folder that a batch writes into.
pub(super) struct Folder {
    path: PathBuf,
    ledger: Ledger,
    /// What former runs wrote, if this one resumes.
    past: Option<Arc<Past>>,
    /// The names of this run's files and its ids, if it resumes; else the file system knows them.
    names: HashSet<String>,
    ids: HashSet<String>,
}

/// A file that is to be written.
pub(super) struct Output {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    /// What it is made of.
    pub(super) input: Digest,
    /// Whether its entry has errors all the same.
    pub(super) has_errors: bool,
}

impl Folder {
    /// Opens a folder, which is made if it is not there, for what is done in this run.
    pub(super) fn open(path: &Path, work: &str, resume: bool) -> Result<Self, CannotRun> {
        let failed =
            |error: io::Error| CannotRun(format!("cannot write into `{}`: {}", path.display(), reason(&error)));
        if path.exists() && !path.is_dir() {
            return Err(CannotRun(format!("`{}` is a file, and a folder is wanted", path.display())));
        }
        fs::create_dir_all(path).map_err(failed)?;
        let ledger = Ledger::open(path, work).map_err(failed)?;
        let ledger = ledger.ok_or_else(|| CannotRun(format!("another batch is writing into `{}`", path.display())))?;
        let mut past = None;
        if resume {
            // Nobody else writes here, so what is unfinished was left by a run that was ended.
            for entry in fs::read_dir(path).map_err(failed)?.flatten() {
                if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
                    fs::remove_file(entry.path()).map_err(failed)?;
                }
            }
            past = Past::read(path, work).map_err(failed)?.map(Arc::new);
        }
        Ok(Self { path: path.to_owned(), ledger, past, names: HashSet::new(), ids: HashSet::new() })
    }

    /// What is known of former runs.
    pub(super) fn past(&self) -> Option<Arc<Past>> {
        self.past.clone()
    }

    /// Takes note of an entry that is done already; a finding where another one has its id.
    pub(super) fn skip(&mut self, id: &Id, name: &str) -> Result<(), Box<Diagnostic>> {
        self.names.insert(name.to_owned());
        self.first(id)
    }

    /// Writes a file, or says why it is not written.
    pub(super) fn put(&mut self, id: &Id, output: Output) -> Result<Result<(), Box<Diagnostic>>, CannotRun> {
        if let Err(fault) = self.first(id) {
            return Ok(Err(fault));
        }
        let to = self.path.join(&output.name);
        let failed = |error: io::Error| CannotRun(format!("cannot write `{}`: {}", to.display(), reason(&error)));
        let Output { name, bytes, input, has_errors } = output;
        let written = Written { input, output: Digest::of(&bytes), file: name, has_errors };
        let former = self.past.as_ref().and_then(|past| past.of(id));
        let own = |former: &&Written| !self.names.contains(&former.file) && is_as_written(&self.path, former);
        let replaces = former.as_ref().is_some_and(|former| former.file == written.file && own(&former));
        let file = unfinished(&bytes, &to).map_err(failed)?;
        if replaces {
            file.persist(&to).map_err(|error| failed(error.error))?;
        } else if let Err(error) = file.persist_noclobber(&to) {
            if error.error.kind() != io::ErrorKind::AlreadyExists {
                return Err(failed(error.error));
            }
            // A run that was ended may have written the file and not said so in the ledger.
            let same = self.past.is_some() && is_as_written(&self.path, &written);
            if !same || self.names.contains(&written.file) {
                return Ok(Err(Box::new(self.not_replaced(&written.file, former.as_ref()))));
            }
        }
        // What the entry had under another name is in nobody's way, but would be taken for current.
        if let Some(former) = former.as_ref().filter(|former| former.file != written.file).filter(own) {
            fs::remove_file(self.path.join(&former.file)).map_err(failed)?;
        }
        self.ledger.add(id, &written).map_err(failed)?;
        if self.past.is_some() {
            self.names.insert(written.file);
        }
        Ok(Ok(()))
    }

    /// Hands the ledger's lines to the system.
    pub(super) fn flush(&mut self) -> Result<(), CannotRun> {
        let failed = |error: io::Error| {
            CannotRun(format!("cannot write `{}`: {}", self.path.join(Ledger::name()).display(), reason(&error)))
        };
        self.ledger.flush().map_err(failed)
    }

    /// Refuses an id that another entry of this run has: which of them is done could not be told.
    fn first(&mut self, id: &Id) -> Result<(), Box<Diagnostic>> {
        if self.past.is_none() || self.ids.insert(id.json()) {
            return Ok(());
        }
        let fault = Diagnostic::new(Code::NotReplaced, format!("two entries of the batch have the id {}", id.json()));
        Err(Box::new(fault.help("give them ids that differ; by its id `--resume` knows which of them is done")))
    }

    fn not_replaced(&self, name: &str, former: Option<&Written>) -> Diagnostic {
        let message = if self.names.contains(name) {
            format!("another filing of the batch was written to `{name}`")
        } else if former.is_some_and(|former| former.file == name) {
            format!("`{name}` was changed since it was written")
        } else {
            // Names are not kept without `--resume`, for there may be millions.
            format!("`{name}` is there already, from before or by another filing of the batch")
        };
        let help = "it is not written over; move it away, or give the output another name with `--name`";
        Diagnostic::new(Code::NotReplaced, message).help(help)
    }
}

/// Whether a file is there and holds what was written.
pub(super) fn is_as_written(folder: &Path, written: &Written) -> bool {
    // A ledger is data: it leads nowhere else.
    let inside = Path::new(&written.file).file_name().is_some_and(|name| name == written.file.as_str());
    inside && fs::read(folder.join(&written.file)).is_ok_and(|bytes| Digest::of(&bytes) == written.output)
}

/// A file that is not finished, beside what it is to become. Nobody waits until it is on the disk: that takes longer than to
/// render a filing, and a run that is killed leaves it whole or not at all without. After a machine stopped, the ledger's hashes
/// tell which files are not what was written.
fn unfinished(bytes: &[u8], to: &Path) -> io::Result<tempfile::NamedTempFile> {
    output::beside(bytes, to, UNFINISHED)
}
