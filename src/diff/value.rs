//! Two answers to one field: whether they say the same, and what changed if not.

use std::borrow::Cow;
use std::time::Instant;

use super::{Detail, Pair, Paragraph, Text, align};
use crate::document::in_columns;
use crate::filing::{self, AnswerValue};
use crate::form::Field;
use crate::form::types::Meaning;

/// Whether two answers say the same: values by their canonical spelling, boxes by their keys, texts by their words.
/// Records are compared one by one elsewhere.
pub(super) fn same(before: (&Field, &AnswerValue), after: (&Field, &AnswerValue)) -> bool {
    let ((field, before), (other, after)) = (before, after);
    match (before, after) {
        (AnswerValue::Scalar(before), AnswerValue::Scalar(after)) => before.canonical == after.canonical,
        (AnswerValue::YesNo(before), AnswerValue::YesNo(after)) => before == after,
        (AnswerValue::Narrative(before), AnswerValue::Narrative(after)) => {
            let (before, after) = (words_of(before), words_of(after));
            before == after
        }
        (AnswerValue::One(_) | AnswerValue::Any(_), AnswerValue::One(_) | AnswerValue::Any(_)) => {
            let (mut before, mut after) = (checked(field, before), checked(other, after));
            before.sort_unstable();
            after.sort_unstable();
            before == after
        }
        // The editions ask in different manners.
        (before, after) => before.printed(field) == after.printed(other),
    }
}

/// What more there is to say of two answers that differ. `words` are those of the boxes, by their keys.
pub(super) fn detail(
    before: (&Field, &AnswerValue),
    after: (&Field, &AnswerValue),
    box_words: impl Fn(&str) -> String,
    deadline: Option<Instant>,
) -> Detail {
    match (before.1, after.1) {
        (AnswerValue::Scalar(old), AnswerValue::Scalar(new)) => match (&old.meaning, &new.meaning) {
            (Meaning::Number(old), Meaning::Number(new)) => {
                let (old, new) = (old.to_f64(), new.to_f64());
                // Of a loss, or of nothing, no share tells anything.
                Detail::Number((old > 0.0 && new >= 0.0).then(|| (new - old) / old * 100.0))
            }
            (Meaning::Date(old), Meaning::Date(new)) => Detail::Days((*new - *old).get_days()),
            _ => Detail::None,
        },
        (AnswerValue::Narrative(old), AnswerValue::Narrative(new)) => {
            let (before, after) = (owned(old), owned(new));
            let pairs = align(&texts(&before), &texts(&after), deadline);
            Detail::Words { before, after, pairs }
        }
        (AnswerValue::One(_) | AnswerValue::Any(_), AnswerValue::One(_) | AnswerValue::Any(_)) => {
            let (old, new) = (checked(before.0, before.1), checked(after.0, after.1));
            let without = |these: &[&str], those: &[&str]| {
                let only = these.iter().filter(|key| !those.contains(key));
                only.map(|key| ((*key).to_owned(), box_words(key))).collect()
            };
            Detail::Boxes { checked: without(&new, &old), unchecked: without(&old, &new) }
        }
        _ => Detail::None,
    }
}

/// What more there is to say of an answer that went, or else came: a text's paragraphs, a group's boxes.
pub(super) fn only((field, answer): (&Field, &AnswerValue), gone: bool, box_words: impl Fn(&str) -> String) -> Detail {
    if let AnswerValue::One(_) | AnswerValue::Any(_) = answer {
        let boxes = checked(field, answer).into_iter().map(|key| (key.to_owned(), box_words(key))).collect();
        let (unchecked, checked) = if gone { (boxes, Vec::new()) } else { (Vec::new(), boxes) };
        return Detail::Boxes { checked, unchecked };
    }
    let AnswerValue::Narrative(paragraphs) = answer else { return Detail::None };
    let paragraphs = owned(paragraphs);
    let numbers = 0..paragraphs.len();
    if gone {
        Detail::Words { before: paragraphs, after: Vec::new(), pairs: numbers.map(Pair::Gone).collect() }
    } else {
        Detail::Words { before: Vec::new(), after: paragraphs, pairs: numbers.map(Pair::Come).collect() }
    }
}

/// A [`Paragraph`] whose words are those of an answer.
struct Worded<'t> {
    words: Vec<Cow<'t, str>>,
    lines: Vec<usize>,
}

/// Paragraphs by their words, wherever their lines end. A line whose columns mean something is one word: it is another one
/// if a figure stands elsewhere.
fn worded(paragraphs: &[filing::Paragraph]) -> Vec<Worded<'_>> {
    let lines: Vec<Vec<&str>> =
        paragraphs.iter().map(|text| text.lines.iter().map(|line| line.text.as_str()).collect()).collect();
    let in_columns = in_columns(&lines);
    let mut out = Vec::with_capacity(paragraphs.len());
    for (paragraph, in_columns) in paragraphs.iter().zip(&in_columns) {
        let mut worded = Worded { words: Vec::new(), lines: Vec::new() };
        for (line, in_columns) in paragraph.lines.iter().zip(in_columns) {
            worded.lines.extend((!worded.words.is_empty()).then_some(worded.words.len()));
            if *in_columns {
                worded.words.push(format!("{:indent$}{}", "", line.text, indent = line.indent).into());
            } else {
                worded.words.extend(line.text.split_whitespace().map(Cow::from));
            }
        }
        out.push(worded);
    }
    out
}

fn owned(paragraphs: &[filing::Paragraph]) -> Vec<Paragraph> {
    let owned = |worded: Worded<'_>| Paragraph {
        words: worded.words.into_iter().map(Cow::into_owned).collect(),
        lines: worded.lines,
    };
    worded(paragraphs).into_iter().map(owned).collect()
}

fn texts(paragraphs: &[Paragraph]) -> Vec<Text<'_>> {
    let texts = paragraphs.iter().map(|paragraph| Text {
        words: paragraph.words.iter().map(String::as_str).collect(),
        lines: paragraph.lines.clone(),
    });
    texts.collect()
}

/// The keys of the boxes that are checked.
pub(super) fn checked<'f>(field: &'f Field, value: &AnswerValue) -> Vec<&'f str> {
    let indices: &[usize] = match value {
        AnswerValue::One(index) => std::slice::from_ref(index),
        AnswerValue::Any(indices) => indices,
        AnswerValue::Scalar(_) | AnswerValue::Narrative(_) | AnswerValue::YesNo(_) | AnswerValue::List(_) => &[],
    };
    indices.iter().filter_map(|index| field.ask.boxes().get(*index)).map(|known| known.key.as_str()).collect()
}

/// The words of each paragraph.
pub(super) fn words_of(paragraphs: &[filing::Paragraph]) -> Vec<Vec<Cow<'_, str>>> {
    worded(paragraphs).into_iter().map(|paragraph| paragraph.words).collect()
}
