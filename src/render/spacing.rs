//! Room that every format leaves alike: between blocks, for words to be written, after a tab.

use crate::document::{Block, Document};
use crate::syntax::Words;

/// Whether two blocks stand on lines that follow each other.
pub(super) fn stands_close(before: &Block, block: &Block) -> bool {
    let unlabelled = |block: &Block| matches!(block, Block::Choice { label, .. } if label.is_empty());
    let answer = |block: &Block| block.is_beside() || unlabelled(block);
    let line = |block: &Block| matches!(block, Block::Words { kind: None, .. });
    let flag = |block: &Block| matches!(block, Block::Flag { checked, .. } if checked.blocks.is_empty());
    let note = |block: &Block| matches!(block, Block::Words { kind: Some(Words::Note), .. });
    // A note is about what stands over it.
    let noted = matches!(before, Block::Words { .. }) && note(block);
    (answer(before) && answer(block)) || (line(before) && line(block)) || (flag(before) && flag(block)) || noted
}

/// Rules for a narrative that is not told: several on a form to fill in by hand.
pub(super) fn lines_to_write_on(document: &Document) -> usize {
    if document.blank { 4 } else { 1 }
}

/// The columns from one to the next tab stop: every eighth is one, as on a typewriter.
pub(super) fn to_tab_stop(column: usize) -> usize {
    8 - column % 8
}
