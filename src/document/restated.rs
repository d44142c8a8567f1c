//! An amendment with only what it restates.

use super::{Block, Document, Line, Origin, Paragraph, Run, RunKind, Text};
use crate::source::Span;
use crate::syntax::Words;

/// What stands under the masthead of an amendment that sets out only what it restates.
const STANDS: &str = "This amendment sets out only what it restates. All other information stands as it was furnished.";

impl Document {
    /// The document of an amendment without what it does not restate: the masthead, the signature, the answers of the
    /// amendment's own text with the words that ask for them, and a line that says so.
    ///
    /// General Instruction 4 of Form 12b-25 allows it: amendments "need not restate information that has been correctly
    /// furnished".
    #[must_use]
    pub fn restated_only(mut self) -> Self {
        let start = Span::new(0, 0..0);
        let origin = Origin { form: start, data: None };
        let run = Run { kind: RunKind::Derived, text: STANDS.to_owned(), path: None, origin, mark: None };
        let line = Line { indent: 0, runs: vec![run], end: None };
        let text = vec![Paragraph { lines: vec![line], mark: None }];
        let note = Block::Words { kind: Some(Words::Notice), text };
        let blocks = restated(std::mem::take(&mut self.blocks));
        let head = blocks.iter().rposition(|block| matches!(block, Block::Masthead(_))).map_or(0, |at| at + 1);
        self.blocks = blocks;
        self.blocks.insert(head, note);
        self
    }
}

/// The blocks that are restated, each with the fixed words right before it.
fn restated(blocks: Vec<Block>) -> Vec<Block> {
    let mut out = Vec::new();
    let mut asking: Vec<Block> = Vec::new();
    for block in blocks {
        if let Block::Masthead(_) = block {
            out.push(block);
        } else if matches!(&block, Block::Words { text, .. } if !is_own(text)) {
            asking.push(block);
        } else if let Some(block) = kept(block) {
            out.append(&mut asking);
            out.push(block);
        } else {
            asking.clear();
        }
    }
    out
}

/// What of a block is restated.
fn kept(block: Block) -> Option<Block> {
    let some = |blocks: Vec<Block>| Some(restated(blocks)).filter(|blocks| !blocks.is_empty());
    match block {
        Block::Section { label, title, blocks } => some(blocks).map(|blocks| Block::Section { label, title, blocks }),
        Block::Item { label, blocks } => some(blocks).map(|blocks| Block::Item { label, blocks }),
        Block::Row(cells) => cells.iter().any(has_own).then_some(Block::Row(cells)),
        Block::Record { path, blocks } => blocks.iter().any(has_own).then_some(Block::Record { path, blocks }),
        Block::Choice { .. }
        | Block::Flag { .. }
        | Block::Answer { .. }
        | Block::Table { .. }
        | Block::Words { .. } => has_own(&block).then_some(block),
        Block::Masthead(_) | Block::Signature { .. } => Some(block),
        Block::Marked { mark, blocks } => some(blocks).map(|blocks| Block::Marked { mark, blocks }),
        Block::Rule | Block::Page => None,
    }
}

/// Whether a block has an answer of the filing's own text, which is the first of its texts.
fn has_own(block: &Block) -> bool {
    let mut own = false;
    block.texts(&mut |text| own |= is_own(text));
    block.boxes(&mut |checked| own |= checked.origin.data.is_some_and(|data| data.file == 0));
    own
}

fn is_own(text: &Text) -> bool {
    let mut runs = text.iter().flat_map(|paragraph| &paragraph.lines).flat_map(|line| &line.runs);
    runs.any(|run| run.origin.data.is_some_and(|data| data.file == 0))
}
