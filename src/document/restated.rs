//! An amendment with only what it restates.

use std::collections::HashSet;

use super::{Block, Document, Line, Origin, Paragraph, Run, RunKind, Text};
use crate::diff::{Change, Changes, Detail, Kind};
use crate::source::Span;
use crate::syntax::Words;

impl Document {
    /// The document of an amendment without what it does not restate: the masthead, the signature, the answers of the
    /// amendment's own text with the words that ask for them, and under the masthead a note that says so and lists what is
    /// withdrawn. `changes` are those that the amendment makes to what it amends.
    ///
    /// General Instruction 4 of Form 12b-25 allows it: amendments "need not restate information that has been correctly
    /// furnished".
    #[must_use]
    pub fn restated_only(mut self, changes: &Changes) -> Self {
        let blocks = restated(std::mem::take(&mut self.blocks));
        let head = blocks.iter().rposition(|block| matches!(block, Block::Masthead(_))).map_or(0, |at| at + 1);
        let (says, withdrawn) = note(&blocks, &changes.changes);
        let withdrawn: Text = withdrawn.into_iter().map(paragraph).collect();
        let note = Block::Words { kind: Some(Words::Notice), text: vec![paragraph(says.to_owned())].into() };
        let list = (!withdrawn.is_empty()).then_some(Block::Words { kind: Some(Words::Text), text: withdrawn });
        self.blocks = blocks;
        self.blocks.splice(head..head, [note].into_iter().chain(list));
        self
    }
}

/// What is said under the masthead, and what is withdrawn. A record or a row is set out whole though only a part of it is
/// restated, so it is not said that nothing else is set out.
fn note(blocks: &[Block], changes: &[Change]) -> (&'static str, Vec<String>) {
    let mut boxes = HashSet::new();
    for block in blocks {
        block.boxes(&mut |checked| boxes.extend([checked.path.as_ref()]));
    }
    let mut signatures = HashSet::new();
    signed(blocks, &mut signatures);
    // Boxes that are no longer checked are set out, unless the form no longer prints them.
    let is_gone = |change: &Change| match (change.kind, &change.detail) {
        (Kind::Withdrawn, _) => true,
        (Kind::Changed, Detail::Boxes { checked, .. }) => checked.is_empty() && !boxes.contains(change.path.as_str()),
        _ => false,
    };
    let mut withdrawn = Vec::new();
    let mut restates = false;
    for (index, change) in changes.iter().enumerate() {
        // What is signed is the amendment, whoever signed the original.
        if change.kind == Kind::NotRestated || signatures.iter().any(|signature| is_in(&change.path, signature)) {
            continue;
        }
        if is_gone(change) {
            let name = name(change, changes.get(..index).unwrap_or_default());
            withdrawn.push(format!("Withdrawn: {name}"));
        } else {
            restates = true;
        }
    }
    let says = match (restates, withdrawn.is_empty()) {
        (true, true) => "This amendment sets out what it restates. All other information stands as it was furnished.",
        (true, false) => {
            "This amendment sets out what it restates, and withdraws what is listed here. All other information stands as \
             it was furnished."
        }
        (false, false) => {
            "This amendment withdraws what is listed here, and restates nothing. All other information stands as it was \
             furnished."
        }
        (false, true) => "This amendment restates nothing. All information stands as it was furnished.",
    };
    (says, withdrawn)
}

/// The paths of the signatures: `signed`; of several, `signers`.
fn signed<'b>(blocks: &'b [Block], paths: &mut HashSet<&'b str>) {
    for block in blocks {
        match block {
            Block::Signature { date, .. } => {
                let runs = date.iter().flat_map(|paragraph| &paragraph.lines).flat_map(|line| &line.runs);
                let records = runs.filter_map(|run| Some(run.path.as_deref()?.rsplit_once('.')?.0));
                paths.extend(records.filter_map(|record| record.split('[').next()));
            }
            Block::Section { blocks, .. } | Block::Item { blocks, .. } | Block::Marked { blocks, .. } => {
                signed(blocks, paths);
            }
            // A form is signed as a whole, not in its records.
            Block::Masthead(_)
            | Block::Record { .. }
            | Block::Row(_)
            | Block::Words { .. }
            | Block::Answer { .. }
            | Block::Choice { .. }
            | Block::Flag { .. }
            | Block::Table { .. }
            | Block::Rule
            | Block::Page => {}
        }
    }
}

/// Whether a path is another one, or lies in what that is.
fn is_in(path: &str, other: &str) -> bool {
    path.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

fn paragraph(text: String) -> Paragraph {
    let origin = Origin { form: Span::new(0, 0..0), data: None };
    let run = Run { kind: RunKind::Derived, text, path: None, origin, mark: None };
    Paragraph { lines: vec![Line { indent: 0, runs: vec![run], end: None }], mark: None }
}

/// What the form calls an answer or a record. An answer without words of its own stands under those of the one before it.
fn name(change: &Change, before: &[Change]) -> String {
    let own = if change.label == change.list { "" } else { change.label.as_str() };
    let record = change.record.as_deref().unwrap_or_default();
    let parts = [change.section.as_str(), change.list.as_str(), record, own]
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches(':').to_owned());
    let named = parts.iter().skip(1).any(|part| !part.is_empty());
    let mut parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let under = |words: &str| format!("what stood under \u{22}{words}\u{22}");
    if !named {
        let words = before.iter().rev().take_while(|other| other.section == change.section);
        parts.extend(words.map(|other| other.label.as_str()).find(|label| !label.is_empty()).map(under));
    } else if let Some(asking) = parts.pop_if(|words| words.ends_with(['.', '?']) && !own.is_empty()) {
        // A sentence asks for an answer, and is not what it is called.
        parts.push(under(&asking));
    }
    if parts.is_empty() { change.path.clone() } else { parts.join(": ") }
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
