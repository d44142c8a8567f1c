//! Every text and every check box of a block, in the order in which they are read.

use super::{Block, CheckBox, Text};

impl Block {
    /// Hands every text of the block, and of those in it, to a visitor.
    pub fn texts<'b>(&'b self, visit: &mut dyn FnMut(&'b Text)) {
        fn check_box<'b>(checked: &'b CheckBox, visit: &mut dyn FnMut(&'b Text)) {
            visit(&checked.text);
            visit(&checked.more);
            for block in &checked.blocks {
                block.texts(visit);
            }
        }
        match self {
            Self::Masthead(blocks) | Self::Row(blocks) | Self::Record { blocks, .. } | Self::Marked { blocks, .. } => {
                for block in blocks {
                    block.texts(visit);
                }
            }
            Self::Section { label, title, blocks } => {
                visit(label);
                visit(title);
                for block in blocks {
                    block.texts(visit);
                }
            }
            Self::Item { label, blocks } => {
                visit(label);
                for block in blocks {
                    block.texts(visit);
                }
            }
            Self::Words { text, .. } => visit(text),
            Self::Answer { label, value, .. } => {
                visit(label);
                visit(value);
            }
            Self::Choice { label, boxes, .. } => {
                visit(label);
                for checked in boxes {
                    check_box(checked, visit);
                }
            }
            Self::Flag { checked, .. } => check_box(checked, visit),
            Self::Table { caption, columns, rows } => {
                visit(caption);
                for column in columns {
                    visit(&column.heading);
                }
                rows.iter().flat_map(|row| &row.cells).for_each(visit);
            }
            Self::Signature { preamble, date, name, title, note } => {
                [preamble, date, name, note, title].into_iter().for_each(visit);
            }
            Self::Rule | Self::Page => {}
        }
    }

    /// The same, to be changed.
    pub fn texts_mut(&mut self, visit: &mut dyn FnMut(&mut Text)) {
        fn check_box(checked: &mut CheckBox, visit: &mut dyn FnMut(&mut Text)) {
            visit(&mut checked.text);
            visit(&mut checked.more);
            for block in &mut checked.blocks {
                block.texts_mut(visit);
            }
        }
        match self {
            Self::Masthead(blocks) | Self::Row(blocks) | Self::Record { blocks, .. } | Self::Marked { blocks, .. } => {
                for block in blocks {
                    block.texts_mut(visit);
                }
            }
            Self::Section { label, title, blocks } => {
                visit(label);
                visit(title);
                for block in blocks {
                    block.texts_mut(visit);
                }
            }
            Self::Item { label, blocks } => {
                visit(label);
                for block in blocks {
                    block.texts_mut(visit);
                }
            }
            Self::Words { text, .. } => visit(text),
            Self::Answer { label, value, .. } => {
                visit(label);
                visit(value);
            }
            Self::Choice { label, boxes, .. } => {
                visit(label);
                for checked in boxes {
                    check_box(checked, visit);
                }
            }
            Self::Flag { checked, .. } => check_box(checked, visit),
            Self::Table { caption, columns, rows } => {
                visit(caption);
                for column in columns {
                    visit(&mut column.heading);
                }
                rows.iter_mut().flat_map(|row| &mut row.cells).for_each(visit);
            }
            Self::Signature { preamble, date, name, title, note } => {
                [preamble, date, name, note, title].into_iter().for_each(visit);
            }
            Self::Rule | Self::Page => {}
        }
    }

    /// Hands every check box of the block, and of those in it, to a visitor.
    pub fn boxes<'b>(&'b self, visit: &mut dyn FnMut(&'b CheckBox)) {
        fn check_box<'b>(checked: &'b CheckBox, visit: &mut dyn FnMut(&'b CheckBox)) {
            visit(checked);
            for block in &checked.blocks {
                block.boxes(visit);
            }
        }
        match self {
            Self::Masthead(blocks)
            | Self::Row(blocks)
            | Self::Record { blocks, .. }
            | Self::Marked { blocks, .. }
            | Self::Section { blocks, .. }
            | Self::Item { blocks, .. } => {
                for block in blocks {
                    block.boxes(visit);
                }
            }
            Self::Choice { boxes, .. } => {
                for checked in boxes {
                    check_box(checked, visit);
                }
            }
            Self::Flag { checked, .. } => check_box(checked, visit),
            Self::Words { .. }
            | Self::Answer { .. }
            | Self::Table { .. }
            | Self::Signature { .. }
            | Self::Rule
            | Self::Page => {}
        }
    }

    /// Hands every check box of the block, and of those in it, to a visitor, to be changed.
    pub fn boxes_mut(&mut self, visit: &mut dyn FnMut(&mut CheckBox)) {
        fn check_box(checked: &mut CheckBox, visit: &mut dyn FnMut(&mut CheckBox)) {
            visit(checked);
            for block in &mut checked.blocks {
                block.boxes_mut(visit);
            }
        }
        match self {
            Self::Masthead(blocks)
            | Self::Row(blocks)
            | Self::Record { blocks, .. }
            | Self::Marked { blocks, .. }
            | Self::Section { blocks, .. }
            | Self::Item { blocks, .. } => {
                for block in blocks {
                    block.boxes_mut(visit);
                }
            }
            Self::Choice { boxes, .. } => {
                for checked in boxes {
                    check_box(checked, visit);
                }
            }
            Self::Flag { checked, .. } => check_box(checked, visit),
            Self::Words { .. }
            | Self::Answer { .. }
            | Self::Table { .. }
            | Self::Signature { .. }
            | Self::Rule
            | Self::Page => {}
        }
    }
}
