//! Which blocks stand close to each other.

use crate::document::Block;
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
