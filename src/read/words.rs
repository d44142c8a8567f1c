//! Words as they are compared: what retyping changes (capitals, punctuation, quotes) is left out; and a form's vocabulary, in
//! which a word with a slip in it is found as well.

use foldhash::HashMap;

use super::page::Page;

/// A word as it is compared; empty for what has neither letters nor digits. A single character between brackets, as in
/// `(a)`, keeps them: it is no article.
pub(super) fn norm(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    if word.is_ascii() {
        out.extend(word.bytes().filter(u8::is_ascii_alphanumeric).map(|c| char::from(c.to_ascii_lowercase())));
    } else {
        out.extend(word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase));
    }
    let label = word.trim_end_matches(['.', ',', ':', ';', '-']);
    if label.starts_with('(') && label.ends_with(')') && out.chars().count() <= 3 {
        out = format!("({out})");
    }
    out
}

/// A word as it is looked up: `No.` is `number`, `rules` is `rule`.
pub(super) fn spelled(word: &str) -> String {
    let abbreviated = word.trim_matches(['(', ')', ':', ',', '#']);
    if matches!(abbreviated, "No." | "NO." | "Nos." | "no.") || word == "#" {
        return "number".to_owned();
    }
    let mut word = norm(word);
    if word.len() > 4 && word.ends_with('s') && !word.ends_with("ss") {
        word.pop();
    }
    word
}

/// How well a word of a document stands for one of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    /// Which word.
    pub(super) id: u32,
    /// Whether it has a slip in it.
    pub(super) slip: bool,
    /// Whether the next token is its end: `10-` and `Q` at a line's break.
    pub(super) torn: bool,
}

/// The words of a form.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    ids: HashMap<String, u32>,
    words: Vec<String>,
    counts: Vec<u32>,
    /// What finding each word tells.
    weights: Vec<f32>,
    /// Words less one or two letters, and the words that they come from.
    deletions: HashMap<String, Vec<u32>>,
}

/// Shorter words differ by a letter without a slip.
const SHORTEST_WITH_SLIP: usize = 4;

impl Vocabulary {
    /// The number of a word of the form.
    pub(super) fn add(&mut self, word: &str) -> u32 {
        let word = spelled(word);
        if let Some(&id) = self.ids.get(&word) {
            if let Some(count) = self.counts.get_mut(id as usize) {
                *count += 1;
            }
            return id;
        }
        let id = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        each_deletion(&word, |key| match self.deletions.get_mut(key) {
            Some(ids) => {
                if ids.last() != Some(&id) {
                    ids.push(id);
                }
            }
            None => {
                self.deletions.insert(key.to_owned(), vec![id]);
            }
        });
        self.ids.insert(word.clone(), id);
        self.words.push(word);
        self.counts.push(1);
        id
    }

    /// Weighs the words, when all of them have been added.
    pub(super) fn weigh(&mut self) {
        self.weights = (0..).take(self.words.len()).map(|id| self.weighed(id)).collect();
    }

    /// What finding a word tells: the more seldom the form has it, the more.
    pub(super) fn weight(&self, id: u32) -> f32 {
        self.weights.get(id as usize).copied().unwrap_or_default()
    }

    fn weighed(&self, id: u32) -> f32 {
        let count = self.counts.get(id as usize).copied().unwrap_or(1);
        let word = self.words.get(id as usize).map_or("", String::as_str);
        if word.is_empty() {
            return 0.05;
        }
        // A count of a few thousand is exact.
        #[expect(clippy::cast_precision_loss, reason = "a count of words of a form")]
        let seldom = 1.6 - 0.35 * (count as f32).ln();
        let short = word.len() < 3 || word.starts_with('(') || word.chars().all(|c| c.is_ascii_digit());
        if short { seldom.clamp(0.3, 0.7) } else { seldom.clamp(0.4, 1.6) }
    }

    /// How many words there are.
    pub(super) fn count(&self) -> usize {
        self.words.len()
    }

    /// A word by its number.
    pub(super) fn word(&self, id: u32) -> &str {
        self.words.get(id as usize).map_or("", String::as_str)
    }

    pub(super) fn find(&self, word: &str) -> Option<u32> {
        self.ids.get(word).copied()
    }

    /// The word of the form that one with a slip was to be.
    fn nearest(&self, word: &str) -> Option<u32> {
        if word.chars().count() < SHORTEST_WITH_SLIP || word.chars().any(|c| c.is_ascii_digit()) {
            return None;
        }
        let mut found: Vec<(String, &[u32])> = Vec::new();
        each_deletion(word, |key| {
            if let Some(ids) = self.deletions.get(key) {
                found.push((key.to_owned(), ids));
            }
        });
        found.sort_unstable();
        found.dedup();
        let mut best: Option<(usize, u32)> = None;
        for &id in found.iter().flat_map(|(_, ids)| *ids) {
            let known = self.words.get(id as usize).map_or("", String::as_str);
            let distance = distance(word, known);
            let most = if word.chars().count().min(known.chars().count()) >= 8 { 2 } else { 1 };
            if distance <= most && best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, id));
            }
        }
        best.map(|(_, id)| id)
    }

    /// The word of the form that a word of a document is, as it is looked up.
    fn meant(&self, word: &str) -> Option<Known> {
        let word = if word == "no" && self.find(word).is_none() { "number" } else { word };
        let own = self.find(word).map(|id| Known { id, slip: false, torn: false });
        let slip = || self.nearest(word).map(|id| Known { id, slip: true, torn: false });
        own.or_else(slip)
    }

    /// The words of a document that the form has as well, one for each token.
    pub(super) fn know(&self, page: &Page<'_>) -> Vec<Option<Known>> {
        let words = page.distinct.words();
        let known: Vec<Option<Known>> = words.iter().map(|word| self.meant(word)).collect();
        let count = page.tokens.len();
        let mut out = Vec::with_capacity(count);
        while out.len() < count {
            let token = out.len();
            let number = page.distinct.number(token);
            if goes_on(page, token)
                && page.sign(token).is_none()
                && words.get(number).is_some_and(|word| !word.is_empty())
                && let Some(id) = self.find(&spelled(&format!("{}{}", page.text(token), page.text(token + 1))))
            {
                out.extend([Some(Known { id, slip: false, torn: true }), None]);
            } else {
                out.push(known.get(number).copied().flatten().filter(|_| page.sign(token).is_none()));
            }
        }
        out
    }
}

/// Whether the token after one may be the end of its word: it touches it, as `III-NARRATIVE` is two, or stands on the next line
/// after a hyphen, or is a paragraph's letter that a blank parts from a rule's number, as in `12b-25 (b)`.
fn goes_on(page: &Page<'_>, token: usize) -> bool {
    let (Some(one), Some(other)) = (page.tokens.get(token), page.tokens.get(token + 1)) else { return false };
    if one.end == other.start && one.piece == other.piece {
        return true;
    }
    let (letter, torn) = (other.bracket, one.hyphen);
    if !(letter || torn) {
        return false;
    }
    (letter && one.row == other.row) || (torn && other.row == one.row + 1)
}

/// Hands on a word, and what is left of it without each one of its letters.
fn each_deletion(word: &str, mut then: impl FnMut(&str)) {
    then(word);
    let letters = word.chars().count();
    if !(SHORTEST_WITH_SLIP..=24).contains(&letters) {
        return;
    }
    let mut key = String::with_capacity(word.len());
    for (at, letter) in word.char_indices() {
        key.clear();
        key.push_str(word.get(..at).unwrap_or_default());
        key.push_str(word.get(at + letter.len_utf8()..).unwrap_or_default());
        then(&key);
    }
}

/// Whether a word may be another one with slips in it.
pub(super) fn is_like(word: &str, other: &str) -> bool {
    let (word, other) = (norm(word), norm(other));
    let longest = word.chars().count().max(other.chars().count());
    longest > 2 && distance(&word, &other) * 2 < longest
}

/// Letters to put in, take out, exchange or swap to make one word of another.
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let width = other.len() + 1;
    let mut rows: Vec<Vec<usize>> = vec![(0..width).collect()];
    let at = |rows: &[Vec<usize>], row: usize, column: usize| {
        rows.get(row).and_then(|row| row.get(column)).copied().unwrap_or(usize::MAX / 2)
    };
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let before = row.last().copied().unwrap_or_default();
            let mut best = (at(&rows, i, j) + usize::from(a != b)).min(at(&rows, i, j + 1) + 1).min(before + 1);
            let swapped = i > 0 && j > 0 && one.get(i - 1) == Some(b) && other.get(j - 1) == Some(a);
            if swapped {
                best = best.min(at(&rows, i - 1, j - 1) + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    at(&rows, one.len(), other.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_what_retyping_changes() {
        assert_eq!(norm("(Check"), "check");
        assert_eq!(norm("(a)"), "(a)");
        assert_eq!(norm("12b-25(b)"), "12b25b");
        assert_eq!(norm("Registrant\u{2019}s"), "registrants");
        assert_eq!(norm("---"), "");
    }

    #[test]
    fn slips_are_a_letter_or_two() {
        let mut words = Vocabulary::default();
        let registrant = words.add("registrant");
        words.add("form");
        assert_eq!(words.nearest("registrnat"), Some(registrant));
        assert_eq!(words.nearest("registarnt"), Some(registrant));
        assert_eq!(words.nearest("restaurant"), None);
        assert_eq!(words.nearest("from"), words.find("form"));
    }
}
