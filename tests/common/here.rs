//! The crate's own files.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use engross::world::World;

/// The files below the crate's folder.
pub(crate) struct Here;

impl World for Here {
    fn read(&self, path: &Path, _: usize) -> io::Result<Vec<u8>> {
        fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path))
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(path.to_owned())
    }
}
