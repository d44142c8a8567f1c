//! The different words of a document, each of which is looked up once, however often it stands there.

use foldhash::HashMap;

use super::page::Page;
use super::words::spelled;

/// The different words of a document.
#[derive(Debug, Default)]
pub(super) struct Distinct {
    /// For each token the number of its word.
    numbers: Vec<u32>,
    /// The words as they are looked up; of what is no word, nothing.
    words: Vec<String>,
}

impl Distinct {
    pub(super) fn new(page: &Page<'_>) -> Self {
        let mut known: HashMap<&str, u32> = HashMap::default();
        let mut words = Vec::new();
        let number = |token: usize| {
            let text = if page.sign(token).is_some() { "" } else { page.text(token) };
            *known.entry(text).or_insert_with(|| {
                // `FORM 8-K/A`
                words.push(spelled(text.strip_suffix("/A").or_else(|| text.strip_suffix("/a")).unwrap_or(text)));
                u32::try_from(words.len() - 1).unwrap_or(u32::MAX)
            })
        };
        let numbers = (0..page.tokens.len()).map(number).collect();
        Self { numbers, words }
    }

    /// The words as they are looked up, by their numbers.
    pub(super) fn words(&self) -> &[String] {
        &self.words
    }

    /// The number of a token's word.
    pub(super) fn number(&self, token: usize) -> usize {
        self.numbers.get(token).map_or(usize::MAX, |number| *number as usize)
    }
}
