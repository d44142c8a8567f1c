//! What a batch reads: the files of a folder, or a stream of lines of JSON or of YAML documents. It is read as it is worked
//! on, and never held whole.

use std::collections::VecDeque;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Cursor, Read as _};
use std::path::{Path, PathBuf};

use super::id::Id;
use crate::cli::CannotRun;
use crate::cli::open::cannot_read;
use crate::data::StreamLine;

/// The most entries that are worked on at once, and the most bytes of them, whichever is reached first: what is in memory is
/// three times that and what is made of it.
const MOST_ENTRIES: usize = 256;
const MOST_BYTES: usize = 4 << 20;

/// How much of a stream is read at once.
const BUFFER: usize = 256 << 10;

/// How far the first character of a stream is looked for that is no blank.
const MOST_BLANKS: usize = 1 << 20;

/// One of those that are worked on.
#[derive(Debug)]
pub(super) struct Item {
    /// What it is called, if it does not say so itself.
    pub(super) id: Id,
    pub(super) body: Body,
}

/// Where an entry stands.
#[derive(Debug)]
pub(super) enum Body {
    File(PathBuf),
    Part(Part),
}

/// A part of a stream.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) kind: Kind,
    /// The line of the stream with which it begins, from 1.
    pub(super) first_line: usize,
    /// Its bytes; of what is too large, one more than the most.
    pub(super) bytes: Vec<u8>,
}

/// What a stream consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Lines of JSON.
    Lines,
    /// YAML documents.
    Documents,
}

/// What a batch reads.
pub(super) enum Input {
    Folder(VecDeque<(Id, PathBuf)>),
    Stream(Stream),
}

/// A stream of entries.
pub(super) struct Stream {
    /// How messages call it.
    pub(super) name: String,
    /// From where the files are found that its entries name; `-` is the folder that the program runs in.
    pub(super) path: PathBuf,
    pub(super) kind: Kind,
    reader: Box<dyn BufRead + Send>,
    /// The largest entry, in bytes.
    largest: usize,
    /// Lines that were read.
    lines: usize,
    /// Documents that were read.
    documents: usize,
    /// The document that is being read.
    open: Open,
}

/// A document that is being read.
#[derive(Debug, Default)]
struct Open {
    bytes: Vec<u8>,
    first_line: usize,
    /// Whether a mark began it.
    marked: bool,
    /// Whether it has more than blanks and comments.
    has_words: bool,
}

impl Input {
    /// Opens a folder, a file or, as `-`, standard input. Of a folder, the files with these endings are read.
    pub(super) fn open(path: &Path, endings: &[&str], largest: usize) -> Result<Self, CannotRun> {
        let unreadable = |error: &io::Error| cannot_read(path, error);
        if path.is_dir() {
            let mut files = Vec::new();
            list(path, endings, &mut files).map_err(|(folder, error)| cannot_read(&folder, &error))?;
            files.sort();
            let named = files.into_iter().map(|file| (within(path, &file), file));
            return Ok(Self::Folder(named.collect()));
        }
        let stream = |name: String, reader: Box<dyn BufRead + Send>| {
            let (kind, reader) = told(path, reader).map_err(|error| unreadable(&error))?;
            let path = path.to_owned();
            let open = Open { first_line: 1, ..Open::default() };
            Ok(Self::Stream(Stream { name, path, kind, reader, largest, lines: 0, documents: 0, open }))
        };
        if path == Path::new("-") {
            return stream("<stdin>".to_owned(), Box::new(BufReader::with_capacity(BUFFER, io::stdin())));
        }
        let file = File::open(path).map_err(|error| unreadable(&error))?;
        stream(path.display().to_string(), Box::new(BufReader::with_capacity(BUFFER, file)))
    }

    /// How many entries there are, if that is known.
    pub(super) fn len(&self) -> Option<usize> {
        match self {
            Self::Folder(files) => Some(files.len()),
            Self::Stream(_) => None,
        }
    }

    /// Adds the next entries, none at the end. What was read before a stream broke is in `items`.
    pub(super) fn chunk(&mut self, items: &mut Vec<Item>) -> Result<(), CannotRun> {
        match self {
            Self::Folder(files) => {
                let mut bytes = 0;
                while items.len() < MOST_ENTRIES && bytes < MOST_BYTES {
                    let Some((id, path)) = files.pop_front() else { break };
                    // A file that cannot be read is said so when its turn comes.
                    let size = path.metadata().map_or(0, |metadata| metadata.len());
                    bytes += usize::try_from(size).unwrap_or(MOST_BYTES);
                    items.push(Item { id, body: Body::File(path) });
                }
                Ok(())
            }
            Self::Stream(stream) => stream.chunk(items).map_err(|error| cannot_read(&stream.path, &error)),
        }
    }
}

impl Stream {
    fn chunk(&mut self, items: &mut Vec<Item>) -> io::Result<()> {
        let mut bytes = 0;
        while items.len() < MOST_ENTRIES && bytes < MOST_BYTES {
            let next = match self.kind {
                Kind::Lines => self.line()?,
                Kind::Documents => self.document()?,
            };
            let Some((number, part)) = next else { break };
            bytes += part.bytes.len();
            items.push(Item { id: Id::of_number(number), body: Body::Part(part) });
        }
        Ok(())
    }

    /// The next line that is not blank, and its number.
    fn line(&mut self) -> io::Result<Option<(usize, Part)>> {
        let mut bytes = Vec::new();
        while self.read_line(&mut bytes)? {
            if !bytes.trim_ascii().is_empty() {
                while bytes.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
                    bytes.pop();
                }
                return Ok(Some((self.lines, Part { kind: self.kind, first_line: self.lines, bytes })));
            }
            bytes.clear();
        }
        Ok(None)
    }

    /// The next document, and its number.
    fn document(&mut self) -> io::Result<Option<(usize, Part)>> {
        let mut line = Vec::new();
        while self.read_line(&mut line)? {
            let mark = StreamLine::of(&line);
            match mark {
                StreamLine::Blank | StreamLine::Words => {
                    self.open.has_words |= mark == StreamLine::Words;
                    let room = self.largest.saturating_add(1).saturating_sub(self.open.bytes.len());
                    self.open.bytes.extend(line.iter().take(room));
                }
                StreamLine::Begins | StreamLine::BeginsHere | StreamLine::Ends => {
                    let here = mark == StreamLine::BeginsHere;
                    let next = Open {
                        first_line: self.lines + usize::from(!here),
                        bytes: if here { std::mem::take(&mut line) } else { Vec::new() },
                        marked: mark != StreamLine::Ends,
                        has_words: here,
                    };
                    let done = std::mem::replace(&mut self.open, next);
                    // Comments before the first mark are no document; nothing between two marks is an empty one.
                    if done.has_words || done.marked {
                        return Ok(Some(self.closed(done)));
                    }
                }
            }
            line.clear();
        }
        let done = std::mem::take(&mut self.open);
        Ok(done.has_words.then(|| self.closed(done)))
    }

    fn closed(&mut self, done: Open) -> (usize, Part) {
        self.documents += 1;
        (self.documents, Part { kind: self.kind, first_line: done.first_line, bytes: done.bytes })
    }

    /// Reads a line with its break; of one that is too long, one byte more than an entry may have. False at the end.
    fn read_line(&mut self, line: &mut Vec<u8>) -> io::Result<bool> {
        let most = self.largest.saturating_add(1);
        let read = (&mut self.reader).take(u64::try_from(most).unwrap_or(u64::MAX)).read_until(b'\n', line)?;
        if read == most && line.last() != Some(&b'\n') {
            self.reader.skip_until(b'\n')?;
        }
        self.lines += usize::from(read > 0);
        Ok(read > 0)
    }
}

/// What a stream consists of, by its name or by its first character that is no blank; and the stream from its beginning.
fn told(path: &Path, mut reader: Box<dyn BufRead + Send>) -> io::Result<(Kind, Box<dyn BufRead + Send>)> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("jsonl" | "ndjson") => return Ok((Kind::Lines, reader)),
        Some("yaml" | "yml") => return Ok((Kind::Documents, reader)),
        _ => {}
    }
    let mut read = Vec::new();
    let first = loop {
        let more = (&mut reader).take(4096).read_until(b'\n', &mut read)?;
        let words = read.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&read).trim_ascii_start();
        if more == 0 || !words.is_empty() || read.len() > MOST_BLANKS {
            break words.first().copied();
        }
    };
    let kind = if first == Some(b'{') { Kind::Lines } else { Kind::Documents };
    Ok((kind, Box::new(Cursor::new(read).chain(reader))))
}

/// The files below a folder whose names end so. A folder that is a link is not entered, for it may lead to one around it.
fn list(folder: &Path, endings: &[&str], files: &mut Vec<PathBuf>) -> Result<(), (PathBuf, io::Error)> {
    let failed = |error| (folder.to_owned(), error);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let path = entry.path();
        if entry.file_type().map_err(failed)?.is_dir() {
            list(&path, endings, files)?;
        } else if has_ending(&path, endings) && path.metadata().map_or(true, |metadata| metadata.is_file()) {
            // Of a link that leads nowhere it is said when its turn comes.
            files.push(path);
        }
    }
    Ok(())
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// A file's path within a folder, without its ending.
fn within(folder: &Path, file: &Path) -> Id {
    let within = file.strip_prefix(folder).unwrap_or(file).with_extension("");
    Id::Path(within.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"))
}
