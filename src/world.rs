//! The only door to files. Tests, built-in forms and, later, other hosts stand in for it.

use std::io;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Source;

/// Where texts come from.
pub trait World {
    /// The bytes of a file, at most `limit` of them and one more.
    fn read(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>>;

    /// The one name of a file, links followed: two paths name one file if their canonical paths are equal.
    fn canonical(&self, path: &Path) -> io::Result<PathBuf>;
}

/// The largest definition file that is read, in bytes. The largest form of the Commission has some 200 KB of words.
pub const LARGEST_DEFINITION: usize = 4 << 20;
/// The largest filing that is read, in bytes: a book of some 3,000 pages.
pub const LARGEST_FILING: usize = 16 << 20;
/// The largest filed text that is read, in bytes: a submission holds whatever was filed with the form.
pub const LARGEST_FILED: usize = 64 << 20;

/// Why something could not be read or written, in words that are the same on every system.
pub fn reason(error: &io::Error) -> String {
    let known = [
        (io::ErrorKind::NotFound, "there is no such file"),
        (io::ErrorKind::PermissionDenied, "it is not permitted"),
        (io::ErrorKind::IsADirectory, "it is a folder"),
        (io::ErrorKind::StorageFull, "the disk is full"),
        (io::ErrorKind::ResourceBusy, "it is being written to"),
    ];
    let words = known.iter().find(|(kind, _)| *kind == error.kind());
    words.map_or_else(|| error.kind().to_string(), |(_, words)| (*words).to_owned())
}

/// A path without `.` and `..`, as far as its text tells.
pub fn tidy(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(out.components().next_back(), Some(Component::Normal(_))) => {
                out.pop();
            }
            Component::ParentDir | Component::Normal(_) | Component::RootDir | Component::Prefix(_) => out.push(part),
        }
    }
    out
}

/// A file's bytes as text; `name` is how messages call it. Text is UTF-8, with or without a byte order mark.
///
/// # Errors
/// A diagnostic says at which line and column the bytes are no text, or that there are more than `limit`.
pub fn text(name: &str, bytes: Vec<u8>, limit: usize) -> Result<String, Box<Diagnostic>> {
    text_from(name, 1, bytes, limit)
}

/// The same of a part of a larger text, which begins there with the line `first_line`.
pub(crate) fn text_from(
    name: &str,
    first_line: usize,
    bytes: Vec<u8>,
    limit: usize,
) -> Result<String, Box<Diagnostic>> {
    let megabytes = limit >> 20;
    if bytes.len() > limit {
        let fault = Diagnostic::new(Code::TooLarge, format!("`{name}` is larger than {megabytes} MB"));
        return Err(Box::new(fault.help("is it the right file?")));
    }
    let nul = bytes.iter().position(|&byte| byte == 0);
    let (at, what) = match (String::from_utf8(bytes), nul) {
        (Ok(text), None) => return Ok(text),
        (Ok(text), Some(at)) => (text.get(..at).map(str::to_owned).unwrap_or_default(), "a zero byte"),
        (Err(error), _) => {
            let good = error.utf8_error().valid_up_to();
            let head = error.as_bytes().get(..good).unwrap_or_default();
            (String::from_utf8_lossy(head).into_owned(), "bytes that are no UTF-8")
        }
    };
    let source = Source::part(name, first_line, at.as_str());
    let fault = Diagnostic::new(Code::NotText, format!("`{name}` is not text: it has {what}"));
    Err(Box::new(fault.at(&source, at.len()..at.len(), "from here").help("save it as plain text in UTF-8")))
}
