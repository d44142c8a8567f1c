//! The words of a form that point to its statements: where they stand in a document, a statement may stand.

use super::outline::{Outline, Role};

/// A pair of words in more statements than these points nowhere.
const MOST_STATEMENTS: usize = 10;

/// Pairs of words that follow each other in a statement, and words that point to one alone.
#[derive(Debug, Default)]
pub(super) struct Pointers {
    /// By its first word, each pair's second word, its statement, and the place of the second word there; sorted by second words.
    pairs: Vec<Vec<(u32, usize, usize)>>,
    /// By its word, the statements to which it points alone.
    singles: Vec<Vec<usize>>,
}

impl Pointers {
    pub(super) fn new(outline: &Outline) -> Self {
        let count = outline.words.count();
        let mut out = Self { pairs: vec![Vec::new(); count], singles: vec![Vec::new(); count] };
        for (number, statement) in outline.statements.iter().enumerate() {
            let words = statement.words.iter().map(|(_, id)| *id).enumerate();
            let telling: Vec<(usize, u32)> = words.filter(|(_, id)| outline.words.weight(*id) > 0.1).collect();
            if let [(_, only)] = telling.as_slice() {
                out.point(*only, number);
            }
            if statement.role == Role::Box && telling.len() <= 3 {
                for (_, word) in telling.iter().filter(|(_, word)| outline.words.weight(*word) > 0.55) {
                    out.point(*word, number);
                }
            }
            for pair in telling.windows(2) {
                if let [(_, one), (place, other)] = pair
                    && let Some(pairs) = out.pairs.get_mut(*one as usize)
                {
                    pairs.push((*other, number, *place));
                }
            }
        }
        for pairs in &mut out.pairs {
            pairs.sort_by_key(|(other, ..)| *other);
            let few = pairs.chunk_by(|one, other| one.0 == other.0).filter(|pair| pair.len() <= MOST_STATEMENTS);
            *pairs = few.flatten().copied().collect();
        }
        out
    }

    fn point(&mut self, word: u32, statement: usize) {
        if let Some(statements) = self.singles.get_mut(word as usize) {
            statements.push(statement);
        }
    }

    /// The statements that have two words one after the other, and where they have the second.
    pub(super) fn pair(&self, one: u32, other: u32) -> &[(u32, usize, usize)] {
        let pairs = self.pairs.get(one as usize).map(Vec::as_slice).unwrap_or_default();
        let start = pairs.partition_point(|(second, ..)| *second < other);
        let rest = pairs.get(start..).unwrap_or_default();
        let end = rest.iter().take_while(|(second, ..)| *second == other).count();
        rest.get(..end).unwrap_or_default()
    }

    /// The statements to which a word points alone.
    pub(super) fn single(&self, word: u32) -> &[usize] {
        self.singles.get(word as usize).map(Vec::as_slice).unwrap_or_default()
    }
}
