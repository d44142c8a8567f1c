//! Spans, and the places of single characters.

use super::{FILING, sound};
use crate::data::{Entry, Node, NodeValue, place_of};
use crate::source::Source;

/// What the spans of a text's nodes cover, in order, names with a colon after them.
fn covered(text: &str) -> Vec<String> {
    fn walk(source: &Source, node: &Node, out: &mut Vec<String>) {
        out.push(source.slice(node.span.range()).to_owned());
        match &node.value {
            NodeValue::Null | NodeValue::Scalar(_) => {}
            NodeValue::List(items) => items.iter().for_each(|item| walk(source, item, out)),
            NodeValue::Record(entries) => entries.iter().for_each(|entry: &Entry| {
                out.push(format!("{}:", source.slice(entry.key_span.range())));
                walk(source, &entry.node, out);
            }),
        }
    }
    let (source, node) = sound(text);
    let mut out = Vec::new();
    walk(&source, &node, &mut out);
    out
}

#[test]
fn a_span_is_exactly_its_words() {
    assert_eq!(covered("# c\na: b c  # d\n\n"), ["a: b c", "a:", "b c"]);
    assert_eq!(covered("'a' : \"b\\n\"  # d"), ["'a' : \"b\\n\"", "'a':", "\"b\\n\""]);
    assert_eq!(covered("a: b\n  c\n"), ["a: b\n  c", "a:", "b\n  c"]);
    assert_eq!(covered("é: ü\r\n\r\n"), ["é: ü", "é:", "ü"]);
}

#[test]
fn a_text_goes_from_its_mark_to_its_last_words() {
    assert_eq!(covered("a: |\n  b\n  c\n\n\nd: e\n"), ["a: |\n  b\n  c\n\n\nd: e", "a:", "|\n  b\n  c", "d:", "e"]);
    assert_eq!(covered("a: >- # | c\n\n  b \n"), ["a: >- # | c\n\n  b ", "a:", ">- # | c\n\n  b "]);
    assert_eq!(covered("a: # c |\n  |2\n    b\n# d\n"), ["a: # c |\n  |2\n    b", "a:", "|2\n    b"]);
    assert_eq!(covered("a: |\r\n  b\r\n\r\n"), ["a: |\r\n  b", "a:", "|\r\n  b"]);
    assert_eq!(covered("a: |\n# c\nb: |+\n\n"), ["a: |\n# c\nb: |+", "a:", "|", "b:", "|+"]);
    assert_eq!(covered("\"a|b\": |\n  c"), ["\"a|b\": |\n  c", "\"a|b\":", "|\n  c"]);
}

#[test]
fn a_list_goes_from_its_first_dash_or_bracket() {
    assert_eq!(
        covered("a:\n- b\n-\n- c:\n    d\n"),
        ["a:\n- b\n-\n- c:\n    d", "a:", "- b\n-\n- c:\n    d", "b", "", "c:\n    d", "c:", "d"]
    );
    assert_eq!(
        covered("a:\n  # x - y\n  - - b\n    - c\n"),
        ["a:\n  # x - y\n  - - b\n    - c", "a:", "- - b\n    - c", "- b\n    - c", "b", "c"]
    );
    assert_eq!(
        covered("a: [b, {c: d}, ]  # e\n"),
        ["a: [b, {c: d}, ]", "a:", "[b, {c: d}, ]", "b", "{c: d}", "c:", "d"]
    );
    assert_eq!(covered("a: []\n"), ["a: []", "a:", "[]"]);
    assert_eq!(covered("a: [b: c, d: ]\n"), ["a: [b: c, d: ]", "a:", "[b: c, d: ]", "b: c", "b:", "c", "d:", "d:", ""]);
}

#[test]
fn an_empty_answer_stands_right_after_its_colon() {
    for (text, at) in [("a:\n", 2), ("a: # c\nb: d\n", 2), ("x:\n  a :   \n", 8), ("{a: , b: c}", 3), ("{a, b: c}", 2)]
    {
        let (_, node) = sound(text);
        let holder = node.get("x").map_or(&node, |entry| &entry.node);
        assert_eq!(holder.get("a").map(|entry| entry.node.span.range()), Some(at..at), "{text:?}");
    }
}

/// What is found for a character of a scalar reads as it, or is the whole scalar; `all` asks for the former.
pub(super) fn assert_found(source: &Source, node: &Node, all: bool) {
    match &node.value {
        NodeValue::Null => {}
        NodeValue::List(items) => items.iter().for_each(|item| assert_found(source, item, all)),
        NodeValue::Record(entries) => entries.iter().for_each(|entry| assert_found(source, &entry.node, all)),
        NodeValue::Scalar(scalar) => {
            let mut from = node.span.range().start;
            for (offset, c) in scalar.text.char_indices() {
                let place = place_of(source, node, offset).range();
                let there = source.slice(place.clone());
                if place == node.span.range() && !all {
                    continue;
                }
                assert!(place.start >= from && place.end <= node.span.range().end, "{c:?} at {place:?} of {node:?}");
                let same =
                    there.starts_with(c) || there.starts_with('\\') || c.is_whitespace() && there.trim().is_empty();
                assert!(same, "{c:?} is not {there:?} in {node:?} of {:?}", source.text());
                from = place.start;
            }
        }
    }
}

#[test]
fn every_character_of_an_answer_is_found() {
    for text in [
        FILING,
        include_str!("other.yaml"),
        "a: b  c\n   d\n\n\n  e\n",
        "a: 'b''c\n  d''''\n\n  e '\n",
        "a: \"b\\tc\\u00e9 \\x41 \\\n   d\n\n  e\"\n",
        "a: |\n\n    b\n   \n      c  \n\n    d é\n",
        "a: >\n\n  b\n  c\n\n\n  d\n\n",
        "a: >-\n  b\n    more\n    deep\n  c\n",
        "a: |2-\n    b\n   c",
        "a: |+\n  b\n\n\n",
        "a:\n  - |\n    b\n  - >\n    c\n    d\n",
    ] {
        for text in [text.to_owned(), text.replace('\n', "\r\n")] {
            let (source, node) = sound(&text);
            assert_found(&source, &node, true);
        }
    }
}

#[test]
fn the_place_of_a_character_is_exact() {
    let place = |text: &str, offset: usize| {
        let (source, node) = sound(text);
        let answer = node.get("a").map(|entry| place_of(&source, &entry.node, offset).range());
        answer.map(|range| {
            (source.position(range.start).line, source.position(range.start).column, source.slice(range).to_owned())
        })
    };
    assert_eq!(place("a: bcd", 1), Some((1, 5, "c".into())));
    assert_eq!(place("a: bcd", 3), Some((1, 7, String::new())));
    assert_eq!(place("a: bcd", 4), Some((1, 4, "bcd".into())));
    assert_eq!(place("a: 'b''c'", 1), Some((1, 6, "''".into())));
    assert_eq!(place("a: \"b\\u00e9c\"", 1), Some((1, 6, "\\u00e9".into())));
    assert_eq!(place("a: |\r\n    b\r\n    cd\r\n", 3), Some((3, 6, "d".into())));
    assert_eq!(place("a: >\n  b\n  c\n", 1), Some((2, 4, "\n".into())));
    assert_eq!(place("a: >\n  b\n  c\n", 2), Some((3, 3, "c".into())));
    assert_eq!(place("a: [b, c]", 0), Some((1, 4, "[b, c]".into())));
}
