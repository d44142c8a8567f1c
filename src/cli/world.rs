//! The files of this machine.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::world::{LARGEST_FILED, World};

/// The files of this machine; `-` is standard input, which may be named several times.
#[derive(Debug, Clone, Copy)]
pub(super) struct Machine;

/// What standard input held; nothing if it belongs to somebody else.
static INPUT: OnceLock<Option<Vec<u8>>> = OnceLock::new();

/// Keeps standard input from those who ask for it by its name: for them there is none.
pub(super) fn close_input() {
    let _ = INPUT.set(None);
}

impl World for Machine {
    fn read(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>> {
        let most = |limit: usize| u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
        let mut bytes = Vec::new();
        if path == Path::new("-") {
            if INPUT.get().is_none() {
                io::stdin().lock().take(most(limit.max(LARGEST_FILED))).read_to_end(&mut bytes)?;
            }
            let held = INPUT.get_or_init(|| Some(bytes));
            return held.clone().ok_or_else(|| io::ErrorKind::NotFound.into());
        }
        File::open(path)?.take(most(limit)).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        path.canonicalize()
    }
}
