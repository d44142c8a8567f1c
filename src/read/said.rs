//! What a file says, as a person sees it: without tags, references and gaps; and whether it is a filed text at all.

use std::cell::OnceCell;
use std::ops::Range;
use std::path::Path;

use super::marks::Sign;
use super::page::{Page, Token};

/// The words of some tokens, with one blank between them; rules are none.
pub(super) fn words_of(page: &Page<'_>, tokens: impl Iterator<Item = usize>) -> String {
    page.joined(tokens.filter(|token| page.sign(*token) != Some(Sign::Rule)))
}

/// The words of places in the file.
pub(super) struct Words<'a, 's> {
    page: &'a Page<'s>,
    /// The first byte of each token in the file, sorted, and its number; made when they are first wanted.
    starts: OnceCell<Vec<(usize, usize)>>,
}

impl<'a, 's> Words<'a, 's> {
    pub(super) fn new(page: &'a Page<'s>) -> Self {
        Self { page, starts: OnceCell::new() }
    }

    fn starts(&self) -> &[(usize, usize)] {
        self.starts.get_or_init(|| {
            let start = |(number, token): (usize, &Token)| (self.page.sheet.places.of(token.start), number);
            let mut starts: Vec<(usize, usize)> = self.page.tokens.iter().enumerate().map(start).collect();
            starts.sort_unstable();
            starts
        })
    }

    /// The words that stand at a place.
    pub(super) fn at(&self, place: &Range<usize>) -> String {
        let starts = self.starts();
        let from = starts.partition_point(|(start, _)| *start < place.start);
        let to = starts.partition_point(|(start, _)| *start < place.end);
        words_of(self.page, starts.get(from..to).unwrap_or_default().iter().map(|(_, token)| *token))
    }
}

/// Whether a file is a filed text or HTML rather than the YAML of a filing, by its name and, where that leaves it open, by
/// its first words.
///
/// ```
/// use engross::read::is_filed;
/// assert!(is_filed("late.txt", b"UNITED STATES\nSECURITIES AND EXCHANGE COMMISSION\n"));
/// assert!(is_filed("-", b"<html><body>FORM 8-K"));
/// assert!(!is_filed("-", b"# a notice\nform: 12b-25\nedition: 2003\n"));
/// assert!(!is_filed("late.yaml", b"UNITED STATES\n"));
/// ```
pub fn is_filed(name: &str, bytes: &[u8]) -> bool {
    let ending = Path::new(name).extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let head = String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes));
    let head = head.trim_start_matches('\u{feff}');
    let mut lines = head.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    match ending.as_deref() {
        Some("yaml" | "yml") => false,
        // Answers may have been saved under any name.
        Some("txt" | "htm" | "html") => {
            !(lines.next().is_some_and(is_yaml) && head.lines().any(|line| line.starts_with("form:")))
        }
        _ => lines.next().is_some_and(|line| !is_yaml(line)),
    }
}

/// Whether a first line is one of YAML: a key, or how a list, a record or a document begins.
fn is_yaml(line: &str) -> bool {
    let key = line.split_once(':').is_some_and(|(key, rest)| {
        let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '"' | '\'' | '.');
        !key.is_empty() && key.chars().all(word) && (rest.is_empty() || rest.starts_with([' ', '\t']))
    });
    key || line == "---"
        || line.starts_with("--- ")
        || line.starts_with("- ")
        || line.starts_with(['{', '[', '%', '&', '*', '!', '?'])
}
