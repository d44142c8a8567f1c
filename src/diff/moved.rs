//! What moved, shown twice: where it stood, with what went from it, and where it stands, with what came into it.

use crate::document::{Block, BoxChange, CheckBox, Mark, Row, Text};

/// Where something that moved is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Where it stood, as it was.
    Away,
    /// Where it stands, as it is.
    Here,
}

impl Side {
    pub(super) fn mark(self) -> Mark {
        match self {
            Self::Away => Mark::MovedAway,
            Self::Here => Mark::MovedHere,
        }
    }

    /// The mark of what only this side has.
    pub(super) fn own(self) -> Mark {
        match self {
            Self::Away => Mark::Gone,
            Self::Here => Mark::New,
        }
    }

    fn has(self, mark: Option<Mark>) -> bool {
        mark.is_none_or(|mark| mark == self.mark() || mark == self.own())
    }

    fn text(self, text: &mut Text) {
        for paragraph in text.iter_mut() {
            for line in &mut paragraph.lines {
                line.runs.retain(|run| self.has(run.mark));
                for run in &mut line.runs {
                    run.mark.get_or_insert(self.mark());
                }
            }
            paragraph.lines.retain(|line| !line.runs.is_empty());
            paragraph.mark.get_or_insert(self.mark());
        }
        text.retain(|paragraph| !paragraph.lines.is_empty());
    }

    fn boxes(self, boxes: &mut Vec<CheckBox>) {
        boxes.retain(|checked| !matches!(checked.change, BoxChange::Marked(mark) if !self.has(Some(mark))));
        for checked in boxes {
            self.check_box(checked);
        }
    }

    fn check_box(self, checked: &mut CheckBox) {
        match checked.change {
            BoxChange::Turned => {
                checked.checked ^= self == Self::Away;
                checked.change = BoxChange::Marked(self.own());
            }
            BoxChange::None => checked.change = BoxChange::Marked(self.mark()),
            BoxChange::Marked(_) => {}
        }
        self.blocks(&mut checked.blocks);
    }

    fn blocks(self, blocks: &mut Vec<Block>) {
        blocks.retain(|block| !matches!(block, Block::Marked { mark, .. } if !self.has(Some(*mark))));
        for block in blocks {
            self.within(block);
        }
    }

    /// Keeps of what stands in a block what this side has.
    fn within(self, block: &mut Block) {
        match block {
            Block::Masthead(blocks)
            | Block::Row(blocks)
            | Block::Section { blocks, .. }
            | Block::Item { blocks, .. }
            | Block::Record { blocks, .. }
            | Block::Marked { blocks, .. } => self.blocks(blocks),
            Block::Choice { boxes, .. } => self.boxes(boxes),
            Block::Flag { checked, .. } => self.check_box(checked),
            Block::Table { rows, .. } => rows.retain(|row| self.has(row.mark)),
            Block::Words { .. } | Block::Answer { .. } | Block::Signature { .. } | Block::Rule | Block::Page => {}
        }
    }
}

/// One side of a block in which the changes are marked, as what moved.
pub(super) fn block(mut block: Block, side: Side) -> Block {
    side.within(&mut block);
    block.texts_mut(&mut |text| side.text(text));
    Block::Marked { mark: side.mark(), blocks: vec![block] }
}

/// The same of a row.
pub(super) fn row(mut row: Row, side: Side) -> Row {
    row.cells.iter_mut().for_each(|cell| side.text(cell));
    Row { mark: Some(side.mark()), ..row }
}
