//! Labels that Word can count by itself: `1.`, `2.`, `3.`, or `(a)`, `(b)`.

use super::blocks::HANG;
use super::xml::Xml;
use crate::document::{Block, RunKind, Text};

/// An automatic list: what its numbers are, and what stands before and after them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct List {
    letters: bool,
    before: String,
    after: String,
}

/// The list that the items of these blocks make, if each has the label that Word would write.
pub(super) fn find(blocks: &[Block]) -> Option<List> {
    let labels = blocks.iter().filter_map(|block| match block {
        Block::Item { label, .. } => Some(label),
        Block::Masthead(_)
        | Block::Section { .. }
        | Block::Words { .. }
        | Block::Answer { .. }
        | Block::Choice { .. }
        | Block::Flag { .. }
        | Block::Row(_)
        | Block::Record { .. }
        | Block::Table { .. }
        | Block::Signature { .. }
        | Block::Marked { .. }
        | Block::Rule
        | Block::Page => None,
    });
    let labels: Vec<&str> = labels.map(fixed).collect::<Option<_>>()?;
    let (first, rest) = labels.split_first()?;
    if rest.is_empty() {
        return None;
    }
    let at = first.find(|c: char| c.is_ascii_alphanumeric())?;
    let (before, after) = (first.get(..at)?, first.get(at + 1..)?);
    let letters = first.get(at..=at)? == "a";
    let fits = |(index, label): (usize, &&str)| {
        let ordinal = if letters { letter(index) } else { Some((index + 1).to_string()) };
        ordinal.is_some_and(|ordinal| **label == format!("{before}{ordinal}{after}"))
    };
    // Word reads `%` as the place of a number.
    let plain = !before.contains('%') && !after.contains('%');
    let list = List { letters, before: before.to_owned(), after: after.to_owned() };
    (plain && labels.iter().enumerate().all(fits)).then_some(list)
}

/// A label of the form's own words.
fn fixed(label: &Text) -> Option<&str> {
    let [paragraph] = label.as_slice() else { return None };
    let [line] = paragraph.lines.as_slice() else { return None };
    match line.runs.as_slice() {
        [run] if run.kind == RunKind::Words && run.mark.is_none() => Some(&run.text),
        _ => None,
    }
}

fn letter(index: usize) -> Option<String> {
    ('a'..='z').nth(index).map(String::from)
}

/// The part that says how each list counts.
pub(super) fn part(lists: &[List]) -> String {
    let mut xml = Xml::new();
    xml.open("w:numbering", &[("xmlns:w", super::MAIN)]);
    for (index, list) in lists.iter().enumerate() {
        xml.open("w:abstractNum", &[("w:abstractNumId", &index.to_string())]);
        xml.value("w:multiLevelType", "singleLevel");
        xml.open("w:lvl", &[("w:ilvl", "0")]);
        xml.value("w:start", "1");
        xml.value("w:numFmt", if list.letters { "lowerLetter" } else { "decimal" });
        xml.value("w:lvlText", &format!("{}%1{}", list.before, list.after));
        xml.value("w:lvlJc", "left");
        xml.open("w:pPr", &[]);
        let hang = HANG.to_string();
        xml.empty("w:ind", &[("w:left", &hang), ("w:hanging", &hang)]);
        xml.close();
        xml.close();
        xml.close();
    }
    for index in 0..lists.len() {
        xml.open("w:num", &[("w:numId", &(index + 1).to_string())]);
        xml.value("w:abstractNumId", &index.to_string());
        xml.close();
    }
    xml.finish()
}
