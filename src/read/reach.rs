//! What a statement can come to in a stretch of a document at most. Where that is not enough, it need not be aligned.

use super::find::Ground;
use super::outline::Statement;

/// The words of a statement that have not been met in a stretch, while it is gone through.
#[derive(Debug)]
pub(super) struct Reach {
    /// How often each word of the form is left.
    left: Vec<u32>,
}

/// Sums of the same weights in another order may differ by so much.
pub(super) const ROUNDING: f32 = 0.01;

impl Reach {
    pub(super) fn new(ground: &Ground<'_>) -> Self {
        Self { left: vec![0; ground.outline.words.count()] }
    }

    /// What the words of a statement that stand among some tokens tell, in whatever order.
    pub(super) fn most(
        &mut self,
        ground: &Ground<'_>,
        statement: &Statement,
        tokens: impl Iterator<Item = usize>,
    ) -> f32 {
        for (_, id) in &statement.words {
            self.left.get_mut(*id as usize).into_iter().for_each(|left| *left += 1);
        }
        let mut sum = ROUNDING;
        for known in tokens.filter_map(|token| ground.known(token)) {
            if let Some(left) = self.left.get_mut(known.id as usize).filter(|left| **left > 0) {
                *left -= 1;
                sum += ground.weight(known.id);
            }
        }
        for (_, id) in &statement.words {
            self.left.get_mut(*id as usize).into_iter().for_each(|left| *left = 0);
        }
        sum
    }
}
