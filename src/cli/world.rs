//! The files of this machine.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::world::{LARGEST_FILED, World};

/// The files of this machine; `-` is standard input. Standard input and pipes may be named several times.
#[derive(Debug, Clone, Copy)]
pub(super) struct Machine;

/// What standard input and pipes held, which can be read only once; nothing of what belongs to somebody else.
static READ: Mutex<Option<HashMap<PathBuf, Option<Vec<u8>>>>> = Mutex::new(None);

/// Keeps standard input from those who ask for it by its name: for them there is none.
pub(super) fn close_input() {
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    read.get_or_insert_default().insert(PathBuf::from("-"), None);
}

impl World for Machine {
    fn read(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>> {
        if path == Path::new("-") {
            return once(path, limit, || Ok(io::stdin().lock()));
        }
        let kind = path.metadata()?;
        if !kind.is_file() && !kind.is_dir() {
            return once(path, limit, || File::open(path));
        }
        let file = File::open(path)?;
        let before = file.metadata()?;
        let bytes = at_most(limit, &file)?;
        let after = file.metadata()?;
        // Half of a file may look like a whole one.
        let same = before.len() == after.len() && before.modified().ok() == after.modified().ok();
        if same { Ok(bytes) } else { Err(io::ErrorKind::ResourceBusy.into()) }
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        path.canonicalize()
    }
}

fn at_most(limit: usize, from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads what can be read once, or gives what was read.
fn once<R: Read>(path: &Path, limit: usize, open: impl FnOnce() -> io::Result<R>) -> io::Result<Vec<u8>> {
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    let read = read.get_or_insert_default();
    if let Some(held) = read.get(path) {
        return held.clone().ok_or_else(|| io::ErrorKind::NotFound.into());
    }
    let bytes = at_most(limit.max(LARGEST_FILED), open()?)?;
    read.insert(path.to_owned(), Some(bytes.clone()));
    Ok(bytes)
}
