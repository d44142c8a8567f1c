//! Document x Document -> the redline: the amended document with what went and what came marked in place.

use std::collections::HashMap;
use std::time::Instant;

use similar::DiffOp;

use super::lists::{self, Group, Step};
use super::merge::{mark_text, merge, words_in};
use super::moved::{self, Side};
use super::paragraphs::{LEAST_MOVED, Pair, align_whole};
use super::{Changes, Pairing, words};
use crate::document::{Block, BoxChange, CheckBox, Document, Mark, Row, RunKind, Text, plain};
use crate::syntax::Words;

/// The amended document with its changes marked in place. Without what is marked as new or moved here it has the words of
/// the original, without what is marked as gone or moved away those of the amended one.
///
/// Fixed words are aligned by what they say, answers by their paths, so that the editions may differ; records as `changes`
/// has paired them. Past the deadline what is left counts as changed.
pub fn redline(original: Document, amended: Document, changes: &Changes, deadline: Option<Instant>) -> Document {
    let merger = Merger { lists: &changes.lists, deadline, depth: 0 };
    let blocks = merger.blocks(original.blocks, amended.blocks);
    Document { blocks, ..amended }
}

#[derive(Clone, Copy)]
struct Merger<'c> {
    lists: &'c [Pairing],
    deadline: Option<Instant>,
    /// How many records are around.
    depth: usize,
}

impl Merger<'_> {
    fn blocks(&self, before: Vec<Block>, after: Vec<Block>) -> Vec<Block> {
        let (before, after) = (lists::grouped(before, self.depth), lists::grouped(after, self.depth));
        let keys = |groups: &[Group]| groups.iter().map(|group| self.key_of(group)).collect::<Vec<String>>();
        let (old, new) = (keys(&before), keys(&after));
        let ops = super::aligned(&old, &new, self.deadline);
        let (mut before, mut after) = (before.into_iter(), after.into_iter());
        let mut out = Vec::new();
        for op in ops {
            let (old, new) = (op.old_range().len(), op.new_range().len());
            let (old, new) = (before.by_ref().take(old), after.by_ref().take(new));
            if let DiffOp::Equal { .. } = op {
                for pair in old.zip(new) {
                    match pair {
                        (Group::List(old), Group::List(new)) => self.list(old, new, &mut out),
                        (old, new) => {
                            let pairs = old.blocks().into_iter().zip(new.blocks());
                            out.extend(pairs.map(|(old, new)| self.block(old, new)));
                        }
                    }
                }
            } else {
                self.gap(old.flat_map(Group::blocks).collect(), new.flat_map(Group::blocks).collect(), &mut out);
            }
        }
        moves(&mut out);
        out
    }

    fn key_of(&self, group: &Group) -> String {
        match group {
            Group::One(block) => key(block),
            Group::List(blocks) => {
                let list = blocks.first().and_then(|block| lists::number(block, self.depth));
                format!("list {}", list.map(|(list, _)| anywhere(&list)).unwrap_or_default())
            }
        }
    }

    /// Records of one list, as they are paired.
    fn list(&self, before: Vec<Block>, after: Vec<Block>, out: &mut Vec<Block>) {
        let steps = lists::steps(self.lists, &self.numbers(&before), &self.numbers(&after));
        let (mut before, mut after) = (before, after);
        if !matches!(steps.first(), Some(Step::Both(..))) {
            // What stands before the first signature stays there, whoever signs first.
            let words = [&mut before, &mut after].map(|side| side.first_mut().and_then(lists::take_preamble));
            if let [Some(old), Some(new)] = words {
                let text = self.text(&old, new);
                out.push(Block::Words { kind: Some(Words::Text), text });
            }
        }
        for step in steps {
            let (old, new) = match step {
                Step::Both(one, other) | Step::Away(one, other) | Step::Here(one, other) => (Some(one), Some(other)),
                Step::Gone(one) => (Some(one), None),
                Step::Come(other) => (None, Some(other)),
            };
            let old = old.and_then(|at| before.get(at).cloned());
            let new = new.and_then(|at| after.get(at).cloned());
            out.extend(match (step, old, new) {
                (Step::Both(..), Some(old), Some(new)) => Some(self.block(old, new)),
                (Step::Away(..), Some(old), Some(new)) => Some(moved::block(self.block(old, new), Side::Away)),
                (Step::Here(..), Some(old), Some(new)) => Some(moved::block(self.block(old, new), Side::Here)),
                (_, Some(old), None) => Some(marked(old, Mark::Gone)),
                (_, None, Some(new)) => Some(marked(new, Mark::New)),
                _ => None,
            });
        }
    }

    fn numbers(&self, blocks: &[Block]) -> Vec<Option<(String, usize)>> {
        blocks.iter().map(|block| lists::number(block, self.depth)).collect()
    }

    /// Blocks that do not ask or say the same: those with most words in common are versions of each other.
    fn gap(&self, before: Vec<Block>, after: Vec<Block>, out: &mut Vec<Block>) {
        let words = |blocks: &[Block]| blocks.iter().map(words_of).collect::<Vec<Vec<String>>>();
        let (old_words, new_words) = (words(&before), words(&after));
        let pairs = align_whole(&borrowed(&old_words), &borrowed(&new_words), self.deadline);
        let mut before: Vec<Option<Block>> = before.into_iter().map(Some).collect();
        let mut after: Vec<Option<Block>> = after.into_iter().map(Some).collect();
        let take = |side: &mut Vec<Option<Block>>, at: usize| side.get_mut(at).and_then(Option::take);
        let get = |side: &[Option<Block>], at: usize| side.get(at).cloned().flatten();
        for pair in pairs {
            match pair {
                Pair::Both { before: one, after: other, .. } => {
                    let (Some(old), Some(new)) = (take(&mut before, one), take(&mut after, other)) else { continue };
                    if are_versions(&old, &new) {
                        out.push(self.block(old, new));
                    } else {
                        out.extend([marked(old, Mark::Gone), marked(new, Mark::New)]);
                    }
                }
                Pair::Gone(one) => out.extend(take(&mut before, one).map(|block| marked(block, Mark::Gone))),
                Pair::Come(other) => out.extend(take(&mut after, other).map(|block| marked(block, Mark::New))),
                Pair::Broken { before: ones, after: others } => {
                    out.extend(ones.filter_map(|one| take(&mut before, one)).map(|block| marked(block, Mark::Gone)));
                    out.extend(
                        others.filter_map(|other| take(&mut after, other)).map(|block| marked(block, Mark::New)),
                    );
                }
                Pair::MovedFrom { before: one, after: other, .. } => {
                    let (Some(old), Some(new)) = (get(&before, one), get(&after, other)) else { continue };
                    out.push(if are_versions(&old, &new) {
                        moved::block(self.block(old, new), Side::Away)
                    } else {
                        marked(old, Mark::Gone)
                    });
                }
                Pair::MovedTo { before: one, after: other, .. } => {
                    let (Some(old), Some(new)) = (get(&before, one), get(&after, other)) else { continue };
                    out.push(if are_versions(&old, &new) {
                        moved::block(self.block(old, new), Side::Here)
                    } else {
                        marked(new, Mark::New)
                    });
                }
            }
        }
    }

    /// Two versions of one block.
    fn block(&self, before: Block, after: Block) -> Block {
        match (before, after) {
            (Block::Masthead(old), Block::Masthead(new)) => Block::Masthead(self.blocks(old, new)),
            (
                Block::Section { label: old_label, title: old_title, blocks: old },
                Block::Section { label, title, blocks: new },
            ) => Block::Section {
                label: self.text(&old_label, label),
                title: self.text(&old_title, title),
                blocks: self.blocks(old, new),
            },
            (Block::Item { label: old_label, blocks: old }, Block::Item { label, blocks: new }) => {
                Block::Item { label: self.text(&old_label, label), blocks: self.blocks(old, new) }
            }
            (Block::Words { text: old, .. }, Block::Words { kind, text }) => {
                Block::Words { kind, text: self.text(&old, text) }
            }
            (
                Block::Answer { label: old_label, value: old, .. },
                Block::Answer { label, placement, value, narrative, open },
            ) => Block::Answer {
                label: self.text(&old_label, label),
                placement,
                value: merge(&old, value, !narrative, self.deadline),
                narrative,
                open,
            },
            (
                Block::Choice { label: old_label, boxes: old, .. },
                Block::Choice { label, arrangement, marks, boxes },
            ) => {
                Block::Choice { label: self.text(&old_label, label), arrangement, marks, boxes: self.boxes(old, boxes) }
            }
            (Block::Flag { checked: old, .. }, Block::Flag { checked, marks }) => {
                Block::Flag { checked: self.check_box(old, checked), marks }
            }
            (Block::Row(old), Block::Row(new)) => Block::Row(self.blocks(old, new)),
            (Block::Record { blocks: old, .. }, Block::Record { path, blocks: new }) => {
                let inside = Self { depth: self.depth + 1, ..*self };
                Block::Record { path, blocks: inside.blocks(old, new) }
            }
            (Block::Table { caption: old_caption, rows: old, .. }, Block::Table { caption, columns, rows }) => {
                Block::Table { caption: self.text(&old_caption, caption), columns, rows: self.rows(&old, &rows) }
            }
            (
                Block::Signature {
                    preamble: old_preamble,
                    date: old_date,
                    name: old_name,
                    title: old_title,
                    note: old_note,
                },
                Block::Signature { preamble, date, name, title, note },
            ) => Block::Signature {
                preamble: self.text(&old_preamble, preamble),
                date: self.text(&old_date, date),
                name: self.text(&old_name, name),
                title: self.text(&old_title, title),
                note: self.text(&old_note, note),
            },
            // Rules and page breaks, and what is no version of the other.
            (_, after) => after,
        }
    }

    fn text(&self, before: &Text, after: Text) -> Text {
        merge(before, after, true, self.deadline)
    }

    fn boxes(&self, before: Vec<CheckBox>, after: Vec<CheckBox>) -> Vec<CheckBox> {
        let mut before: Vec<Option<CheckBox>> = before.into_iter().map(Some).collect();
        let mut out = Vec::new();
        let mut done = 0;
        for checked in after {
            let found = before.iter().position(|other| other.as_ref().is_some_and(|other| other.key == checked.key));
            let Some(found) = found else {
                out.push(mark_box(checked, Mark::New));
                continue;
            };
            // What only the original had stands where it stood.
            for gone in before.iter_mut().take(found).skip(done) {
                out.extend(gone.take().map(|gone| mark_box(gone, Mark::Gone)));
            }
            done = done.max(found);
            if let Some(old) = before.get_mut(found).and_then(Option::take) {
                out.push(self.check_box(old, checked));
            }
        }
        out.extend(before.into_iter().flatten().map(|gone| mark_box(gone, Mark::Gone)));
        out
    }

    fn check_box(&self, before: CheckBox, after: CheckBox) -> CheckBox {
        let change = if before.checked == after.checked { BoxChange::None } else { BoxChange::Turned };
        CheckBox {
            text: self.text(&before.text, after.text),
            more: self.text(&before.more, after.more),
            blocks: self.blocks(before.blocks, after.blocks),
            change,
            ..after
        }
    }

    /// Rows under the same columns, as they are paired.
    fn rows(&self, before: &[Row], after: &[Row]) -> Vec<Row> {
        let numbers = |rows: &[Row]| rows.iter().map(lists::row_number).collect::<Vec<_>>();
        let merged = |one: usize, other: usize| {
            let (old, new) = (before.get(one)?.cells.iter(), after.get(other)?.cells.iter());
            Some(Row { cells: old.zip(new).map(|(old, new)| self.text(old, new.clone())).collect(), mark: None })
        };
        let mark = |row: Option<&Row>, mark: Mark| {
            let cells = row?.cells.iter().map(|cell| mark_text(cell.clone(), mark)).collect();
            Some(Row { cells, mark: Some(mark) })
        };
        let steps = lists::steps(self.lists, &numbers(before), &numbers(after)).into_iter();
        let rows = steps.map(|step| match step {
            Step::Both(one, other) => merged(one, other),
            Step::Away(one, other) => Some(moved::row(merged(one, other)?, Side::Away)),
            Step::Here(one, other) => Some(moved::row(merged(one, other)?, Side::Here)),
            Step::Gone(one) => mark(before.get(one), Mark::Gone),
            Step::Come(other) => mark(after.get(other), Mark::New),
        });
        rows.flatten().collect()
    }
}

/// What a block is in every edition: what it asks, or the fixed words that it says.
fn key(block: &Block) -> String {
    let fixed = |text: &Text| {
        let runs = text.iter().flat_map(|paragraph| &paragraph.lines).flat_map(|line| &line.runs);
        let words = runs.filter(|run| run.kind == RunKind::Words).flat_map(|run| run.text.split_whitespace());
        words.collect::<Vec<_>>().join(" ")
    };
    let path = |text: &Text| anywhere(lists::path_of(text).unwrap_or_default());
    match block {
        Block::Masthead(_) => "masthead".to_owned(),
        Block::Section { label, title, .. } => format!("section {} {}", fixed(label), fixed(title)),
        Block::Item { label, .. } => format!("item {}", fixed(label)),
        Block::Words { text, .. } => format!("words {}", fixed(text)),
        Block::Answer { value, .. } => format!("answer {}", path(value)),
        Block::Choice { boxes, .. } => {
            format!("choice {}", anywhere(boxes.first().map(|checked| checked.path.as_ref()).unwrap_or_default()))
        }
        Block::Flag { checked, .. } => format!("flag {}", anywhere(&checked.path)),
        Block::Row(blocks) => format!("row {}", blocks.iter().map(key).collect::<Vec<_>>().join("|")),
        Block::Record { path, .. } => format!("record {}", anywhere(path)),
        Block::Table { columns, .. } => {
            let headings = columns.iter().map(|column| plain(&column.heading));
            format!("table {}", headings.collect::<Vec<_>>().join("|"))
        }
        Block::Signature { name, .. } => format!("signature {}", path(name)),
        Block::Rule => "rule".to_owned(),
        Block::Page => "page".to_owned(),
        Block::Marked { blocks, .. } => blocks.iter().map(key).collect::<Vec<_>>().join("|"),
    }
}

/// A path whatever the number of its record.
fn anywhere(path: &str) -> String {
    let mut within = false;
    let number = |c: &char| {
        within = *c == '[' || (within && c.is_ascii_digit());
        !within
    };
    path.chars().filter(number).collect()
}

/// Whether a block can be shown as another one with changes: a table only under the same columns, and no record that was
/// not paired with it.
fn are_versions(before: &Block, after: &Block) -> bool {
    match (before, after) {
        (Block::Record { .. }, Block::Record { .. }) => false,
        (Block::Table { columns: old, .. }, Block::Table { columns: new, .. }) => {
            old.iter().map(|column| plain(&column.heading)).eq(new.iter().map(|column| plain(&column.heading)))
        }
        (before, after) => std::mem::discriminant(before) == std::mem::discriminant(after),
    }
}

fn borrowed(side: &[Vec<String>]) -> Vec<words::Text<'_>> {
    side.iter().map(|words| words.iter().map(String::as_str).collect::<Vec<_>>().into()).collect()
}

/// The words of a block.
fn words_of(block: &Block) -> Vec<String> {
    let mut out = Vec::new();
    block.texts(&mut |text| out.extend(words_in(text)));
    out
}

/// What went here and came there, to the word, has moved; records as they are paired.
fn moves(blocks: &mut [Block]) {
    let whole = |block: &Block, wanted: Mark| {
        let Block::Marked { mark, blocks } = block else { return None };
        if blocks.iter().any(|block| matches!(block, Block::Record { .. } | Block::Signature { .. })) {
            return None;
        }
        let words = || Some(words_of(block)).filter(|words| words.len() >= LEAST_MOVED);
        if *mark == wanted { words() } else { None }
    };
    let mut gone: HashMap<Vec<String>, usize> = HashMap::new();
    for (at, block) in blocks.iter().enumerate() {
        gone.extend(whole(block, Mark::Gone).map(|words| (words, at)));
    }
    for at in 0..blocks.len() {
        let from = blocks.get(at).and_then(|block| gone.remove(&whole(block, Mark::New)?));
        let Some(from) = from else { continue };
        for (at, mark) in [(from, Mark::MovedAway), (at, Mark::MovedHere)] {
            if let Some(Block::Marked { mark: was, blocks }) = blocks.get_mut(at) {
                *was = mark;
                for block in blocks {
                    set_mark(block, mark);
                }
            }
        }
    }
}

fn set_mark(block: &mut Block, mark: Mark) {
    block.texts_mut(&mut |text| *text = mark_text(std::mem::take(text), mark));
    block.boxes_mut(&mut |checked| checked.change = BoxChange::Marked(mark));
}

fn marked(block: Block, mark: Mark) -> Block {
    let mut block = block;
    set_mark(&mut block, mark);
    Block::Marked { mark, blocks: vec![block] }
}

fn mark_box(checked: CheckBox, mark: Mark) -> CheckBox {
    let blocks = checked.blocks.into_iter().map(|block| marked(block, mark)).collect();
    let (text, more) = (mark_text(checked.text, mark), mark_text(checked.more, mark));
    CheckBox { text, more, blocks, change: BoxChange::Marked(mark), ..checked }
}
