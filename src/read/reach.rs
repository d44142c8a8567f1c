//! What a statement can come to in a stretch of a document at most. Where that is not enough, it need not be aligned.

use super::find::Ground;
use super::outline::Statement;

/// Sums of the same weights in another order may differ by so much.
pub(super) const ROUNDING: f32 = 0.01;

/// How often a statement has each word of the form, and how often they were met in a stretch. The room serves one statement
/// after the other.
#[derive(Debug)]
pub(super) struct Reach {
    words: Vec<Word>,
    /// The number of the stretch, of all that were gone through.
    stretch: u32,
}

#[derive(Debug, Clone, Copy, Default)]
struct Word {
    has: u32,
    /// How often it was met, in the stretch of this number.
    met: u32,
    stretch: u32,
}

impl Reach {
    pub(super) fn new(ground: &Ground<'_>) -> Self {
        Self { words: vec![Word::default(); ground.outline.words.count()], stretch: 0 }
    }

    /// Begins with a statement.
    pub(super) fn begin(&mut self, statement: &Statement) {
        self.each(statement, |word| word.has += 1);
    }

    /// Forgets the statement.
    pub(super) fn end(&mut self, statement: &Statement) {
        self.each(statement, |word| word.has = 0);
    }

    fn each(&mut self, statement: &Statement, then: impl Fn(&mut Word)) {
        for (_, id) in &statement.words {
            self.words.get_mut(*id as usize).into_iter().for_each(&then);
        }
    }

    /// What the words of the statement that stand among some tokens tell, in whatever order.
    pub(super) fn most(&mut self, ground: &Ground<'_>, tokens: impl Iterator<Item = usize>) -> f32 {
        self.stretch += 1;
        let mut sum = ROUNDING;
        for known in tokens.filter_map(|token| ground.known(token)) {
            let Some(word) = self.words.get_mut(known.id as usize).filter(|word| word.has > 0) else { continue };
            if word.stretch != self.stretch {
                (word.met, word.stretch) = (0, self.stretch);
            }
            if word.met < word.has {
                word.met += 1;
                sum += ground.weight(known.id);
            }
        }
        sum
    }
}
