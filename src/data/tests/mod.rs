//! The laws of reading a filing's YAML.

mod faults;
mod injected;
mod mutated;
mod places;
mod values;

use std::sync::Arc;

use super::{Node, NodeValue, load};
use crate::diagnostic::{Diagnostic, short};
use crate::source::Source;

/// A filing as filers write them: records, lists of both kinds, texts, quotes, comments.
const FILING: &str = include_str!("filing.yaml");

/// A text read, with what is wrong with it.
fn read(text: &str) -> (Arc<Source>, Option<Node>, Vec<Diagnostic>) {
    let source = Source::new("f.yaml", text);
    let mut findings = Vec::new();
    let node = load(&source, 0, &mut findings);
    assert_sound(&source, node.as_ref(), &findings);
    let halted = super::build::pass(text, &source, 0).halt.is_some();
    assert!(!halted || !findings.is_empty(), "the parser gave up and nothing is said: {text:?}");
    (source, node, findings)
}

/// A text that has no faults.
#[track_caller]
fn sound(text: &str) -> (Arc<Source>, Node) {
    let (source, node, findings) = read(text);
    assert_eq!(short::render(&findings), "", "{text:?}");
    (source, node.unwrap_or_else(|| unreachable!("no node and no fault: {text:?}")))
}

/// What is wrong with a text, a line each, without the file's name.
fn faults(text: &str) -> String {
    short::render(&read(text).2).replace("f.yaml:", "").replace("error", "")
}

/// Spans lie in the text, on character boundaries, children in their parents and in order; places of findings as well.
fn assert_sound(source: &Source, node: Option<&Node>, findings: &[Diagnostic]) {
    let text = source.text();
    if let Some(node) = node {
        assert!(matches!(node.value, NodeValue::Record(_)), "not a record: {text:?}");
        assert_within(text, node, 0, text.len(), 1);
    }
    for finding in findings {
        assert!(finding.place().is_some(), "no place: {finding:?}");
        let fix = finding.fix.iter().map(|fix| &fix.range);
        for range in finding.labels.iter().map(|label| &label.range).chain(fix) {
            assert!(text.get(range.clone()).is_some() || range.start == text.len(), "{finding:?} in {text:?}");
        }
    }
}

fn assert_within(text: &str, node: &Node, from: usize, to: usize, depth: usize) -> usize {
    let range = node.span.range();
    assert!(from <= range.start && range.end <= to, "{node:?} not in {from}..{to} of {text:?}");
    assert!(text.get(range.clone()).is_some(), "{node:?} in {text:?}");
    assert!(depth <= super::build::DEEPEST + 1, "too deep: {text:?}");
    let mut at = range.start;
    match &node.value {
        NodeValue::Null | NodeValue::Scalar(_) => {}
        NodeValue::List(items) => {
            for item in items {
                at = assert_within(text, item, at, range.end, depth + 1);
            }
        }
        NodeValue::Record(entries) => {
            for entry in entries {
                let key = entry.key_span.range();
                assert!(at <= key.start && text.get(key.clone()).is_some(), "{entry:?} in {text:?}");
                at = assert_within(text, &entry.node, key.end, range.end, depth + 1);
            }
        }
    }
    range.end
}
