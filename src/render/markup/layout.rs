//! Where words stand, decided once for both formats.

use super::measure::length;
use crate::document::{Block, CheckBox, Document, Placement, Text};
use crate::syntax::Words;

/// A label shorter than this hangs in the margin of its boxes.
const MARGIN_LABEL: usize = 26;
/// Characters that surely fit a line, boxes and all.
const SURE_LINE: usize = 80;

/// What the page is called.
pub(in crate::render) fn title(document: &Document) -> String {
    format!("Form {} - {}", document.form, document.title)
}

/// Whether blocks are words that are set smaller: instructions and remarks.
pub(in crate::render) fn is_small(blocks: &[Block]) -> bool {
    blocks.iter().all(|block| matches!(block, Block::Words { kind: Some(Words::Instruction | Words::Note), .. }))
}

/// Where the label of boxes stands that are set across the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Place {
    /// In their margin.
    Margin,
    /// On their line, before them.
    Line,
    /// Over them.
    Above,
}

/// Where a label stands: a short one in the margin, one that fits the line of its boxes there.
pub(in crate::render) fn place_of_label(label: &Text, boxes: &[CheckBox], columns: Option<usize>) -> Place {
    let characters = length(label);
    let line: usize = boxes.iter().map(|checked| length(&checked.text) + length(&checked.more) + 5).sum();
    match characters {
        0 => Place::Above,
        _ if characters < MARGIN_LABEL => Place::Margin,
        _ if columns.is_none() && characters + line <= SURE_LINE => Place::Line,
        _ => Place::Above,
    }
}

/// Whether a block is set as a table, or holds one.
pub(in crate::render) fn holds_table(block: &Block) -> bool {
    let any = |blocks: &[Block]| blocks.iter().any(holds_table);
    match block {
        Block::Table { .. } => true,
        Block::Masthead(blocks)
        | Block::Section { blocks, .. }
        | Block::Item { blocks, .. }
        | Block::Row(blocks)
        | Block::Record { blocks, .. }
        | Block::Marked { blocks, .. } => any(blocks),
        Block::Choice { boxes, .. } => boxes.iter().any(|checked| any(&checked.blocks)),
        Block::Flag { checked, .. } => any(&checked.blocks),
        Block::Words { .. } | Block::Answer { .. } | Block::Signature { .. } | Block::Rule | Block::Page => false,
    }
}

/// Whether the rules of captioned answers in a row stand on one line if the answers begin on one: if each has as many
/// lines as the others. Widths are parts of a line.
pub(in crate::render) fn captions_stand(cells: &[Block], widths: &[usize]) -> bool {
    let mut lines = cells.iter().zip(widths).filter_map(|(cell, width)| {
        let Block::Answer { value, placement: Placement::Caption, .. } = cell else { return None };
        Some(length(value).max(1).div_ceil((*width).max(1)))
    });
    let first = lines.next();
    lines.all(|lines| Some(lines) == first)
}
