//! The lines that part a YAML stream into documents.

/// What a line is to the documents of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StreamLine {
    /// `---`: a document begins on the next line.
    Begins,
    /// `--- {form: 8-K}`: a document begins with this line.
    BeginsHere,
    /// `...`: the document before it ends.
    Ends,
    /// Nothing, or a comment: no document begins with it.
    Blank,
    /// A line of a document.
    Words,
}

impl StreamLine {
    /// What a line is, with or without its line break. YAML takes the marks for marks wherever they begin a line, within
    /// quotes and blocks as well, so nothing else need be known.
    ///
    /// ```
    /// use engross::data::StreamLine;
    /// assert_eq!(StreamLine::of(b"---\n"), StreamLine::Begins);
    /// assert_eq!(StreamLine::of(b"--- {form: 8-K}"), StreamLine::BeginsHere);
    /// assert_eq!(StreamLine::of(b"----"), StreamLine::Words);
    /// assert_eq!(StreamLine::of(b"  # a comment"), StreamLine::Blank);
    /// ```
    pub fn of(line: &[u8]) -> Self {
        let line = line.trim_ascii_end();
        let marked = |mark: &[u8]| {
            let rest = line.strip_prefix(mark)?;
            (rest.is_empty() || rest.starts_with(b" ") || rest.starts_with(b"\t")).then_some(rest)
        };
        match (marked(b"---"), marked(b"...")) {
            (Some([]), _) => Self::Begins,
            (Some(_), _) => Self::BeginsHere,
            (None, Some(_)) => Self::Ends,
            (None, None) => {
                let words = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line).trim_ascii_start();
                if words.is_empty() || words.starts_with(b"#") { Self::Blank } else { Self::Words }
            }
        }
    }
}
