//! What several tests share: files in memory, and random changes of texts.

pub(crate) mod changes;

use std::cell::RefCell;
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use engross::builtin::BuiltIn;
use engross::world::{World, tidy};

/// Files in memory.
pub(crate) struct Memory(RefCell<HashMap<PathBuf, String>>);

impl Memory {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, text)| (PathBuf::from(path), (*text).to_owned()));
        Self(RefCell::new(files.collect()))
    }
}

impl World for Memory {
    fn read(&self, path: &Path, _: usize) -> io::Result<Vec<u8>> {
        let files = self.0.borrow();
        let text = files.get(&tidy(path)).map(|text| text.as_bytes().to_vec());
        text.map_or_else(|| BuiltIn.read(path, 0), Ok)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(tidy(path))
    }
}
