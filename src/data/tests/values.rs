//! Scalars come as they were written, after YAML's own folding and unescaping.

use super::{FILING, sound};
use crate::data::{Node, NodeValue, Style};

/// The text and the style of the answer `a`.
#[track_caller]
fn answer(text: &str) -> (String, Style) {
    let (_, node) = sound(text);
    let scalar = node.get("a").and_then(|entry| entry.node.scalar()).map(|scalar| (scalar.text.clone(), scalar.style));
    scalar.unwrap_or_else(|| unreachable!("no scalar `a` in {text:?}: {node:?}"))
}

#[test]
fn nothing_is_typed() {
    for raw in [
        "9128285E0",
        "037833100",
        "01234",
        "no",
        "Yes",
        "true",
        "10-K",
        "5.10",
        "1_000",
        "2002-11-30",
        "0x10",
        ".5",
        "nULL",
        "12:30:45",
        "1e3",
        "http://a.b/c#d",
        "a:b",
        "-5",
        "=",
        "~x",
        "nullable",
        "50% more",
        "Smith & Sons",
        "a#b",
    ] {
        assert_eq!(answer(&format!("a: {raw}\n")), (raw.to_owned(), Style::Plain));
        assert_eq!(answer(&format!("a: '{raw}'")), (raw.to_owned(), Style::SingleQuoted));
        assert_eq!(answer(&format!("{{\"a\": \"{raw}\"}}")), (raw.to_owned(), Style::DoubleQuoted));
    }
}

#[test]
fn blank_is_nothing_a_tilde_or_null() {
    for raw in ["", " ", "~", "null", "Null", "NULL", " # nothing", "\n  # nothing"] {
        for text in [format!("a: {raw}\nb: c\n"), format!("a: {raw}"), format!("x:\n  a: {raw}\n")] {
            let (_, node) = sound(&text);
            let holder = node.get("x").map_or(&node, |entry| &entry.node);
            assert_eq!(holder.get("a").map(|entry| &entry.node.value), Some(&NodeValue::Null), "{text:?}");
        }
    }
    assert_eq!(answer("a: \"\""), (String::new(), Style::DoubleQuoted));
    assert_eq!(answer("a: '~'"), ("~".into(), Style::SingleQuoted));
    assert_eq!(answer("a: |\n").1, Style::Literal);
}

#[test]
fn texts_have_line_feeds_whatever_the_file_has() {
    for end in ["\n", "\r\n", "\r"] {
        let with = |text: &str| text.replace('\n', end);
        assert_eq!(answer(&with("a: |\n  b\n\n   c\nd: e\n")), ("b\n\n c\n".into(), Style::Literal));
        assert_eq!(answer(&with("a: |-\n  b\n  c\n\n")), ("b\nc".into(), Style::Literal));
        assert_eq!(answer(&with("a: |+\n  b\n\n")), ("b\n\n".into(), Style::Literal));
        assert_eq!(answer(&with("a: >\n  b\n  c\n\n  d\n")), ("b c\nd\n".into(), Style::Folded));
        assert_eq!(answer(&with("a: b\n  c\n\n  d\n")), ("b c\nd".into(), Style::Plain));
        assert_eq!(answer(&with("a: \"b\n  c\\n\n\n  d\"\n")), ("b c\n\nd".into(), Style::DoubleQuoted));
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_first_name() {
    let (source, node) = sound("\u{feff}form: 12b-25\n");
    let span = node.get("form").map(|entry| entry.key_span.range());
    assert_eq!(span, Some(3..7));
    assert_eq!(source.slice(3..7), "form");
}

#[test]
fn names_may_be_quoted_and_a_document_marked() {
    let (_, node) = sound("---\n'a': 1\n\"b c\": 2\n10-K: 3\n...\n");
    let names: Vec<&str> = node.entries().iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(names, ["a", "b c", "10-K"]);
}

#[test]
fn a_filing_has_its_answers_in_order() {
    let (_, node) = sound(FILING);
    let names: Vec<&str> = node.entries().iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(names.len(), 17);
    assert_eq!(names.first().zip(names.last()), Some((&"form", &"signed")));
    let at = |path: &[&str]| {
        let mut node: Option<&Node> = Some(&node);
        for key in path {
            node = node.and_then(|node| node.get(key)).map(|entry| &entry.node);
        }
        node.and_then(Node::scalar).map(|scalar| scalar.text.clone())
    };
    assert_eq!(at(&["cusip"]).as_deref(), Some("457954-50-1"));
    assert_eq!(at(&["registrant", "city"]).as_deref(), Some("Commerce, CA 90040"));
    assert_eq!(at(&["contact", "phone", "area"]).as_deref(), Some("323"));
    assert_eq!(at(&["explanation"]).as_deref(), Some("The Company anticipates increases in sales for fiscal 2002.\n"));
}

#[test]
fn long_answers_are_read_in_no_time() {
    let line = "x".repeat(1 << 20);
    assert_eq!(answer(&format!("a: {line}\n")).0.len(), 1 << 20);
    let text = "  some words of a long narrative\n".repeat(100_000);
    assert_eq!(answer(&format!("a: |\n{text}")).0.len(), text.len() - 200_000);
}
