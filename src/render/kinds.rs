//! What a block or a text is, where formats set it in a manner of its own.

use crate::document::{Block, RunKind, Text};
use crate::syntax::Words;

/// Whether a block is the form's name or title.
pub(super) fn is_title(block: &Block) -> bool {
    matches!(block, Block::Words { kind: Some(Words::Title), .. })
}

/// Whether words are nothing but an answer.
pub(super) fn is_answer(text: &Text) -> bool {
    let mut runs = text.iter().flat_map(|paragraph| &paragraph.lines).flat_map(|line| &line.runs);
    runs.next().is_some_and(|run| run.kind == RunKind::Answer) && runs.next().is_none()
}
