//! What an older filing holds and the new file has no place for: kept at its end, as comments.

use std::collections::HashSet;
use std::ops::Range;

use super::write::comment;
use crate::data::{Node, NodeValue};
use crate::filing::Carried;
use crate::source::Source;

pub(super) fn write(out: &mut String, source: &Source, node: &Node, carried: &Carried, known: &[String]) {
    let mut say = |lines: Vec<String>| {
        for line in lines {
            out.push_str(line.trim_end());
            out.push('\n');
        }
    };
    let rule = || vec![String::new(), format!("# {}", "-".repeat(78))];
    let file = source.name();
    if !carried.left.is_empty() {
        say(rule());
        say(comment(&format!("Of {file}, this could not be carried over:"), 0, 0));
        for left in &carried.left {
            say(vec!["#".to_owned()]);
            let line = source.position(left.place.start).line;
            for why in &left.why {
                say(comment(&format!("Line {line}: {}.", why.message), 0, 0));
            }
            // Whole lines, so that the indentation of what hangs together stays.
            let start = line_start(source.text(), left.place.start);
            let text = source.slice(start..line_end(source.text(), left.place.end)).trim_start_matches('\u{feff}');
            say(text.split(['\n', '\r']).filter(|line| !line.is_empty()).map(|line| format!("#   {line}")).collect());
        }
    }
    // A comment of the program's own may have been commented out, or not any more, with the list that it is about.
    let words = |remark: &str| remark.trim_matches(['#', ' ', '\t', '\r']).to_owned();
    let own = known.iter().flat_map(|text| text.lines()).filter(|line| line.trim_start().starts_with('#'));
    let known: HashSet<String> = own.map(words).collect();
    let remarks = remarks(source.text(), node);
    let remarks: Vec<(usize, &str)> = remarks
        .into_iter()
        .filter_map(|range| Some((source.position(range.start).line, source.text().get(range)?.trim_end())))
        .filter(|(_, remark)| !words(remark).is_empty() && !known.contains(&words(remark)))
        .collect();
    if !remarks.is_empty() {
        say(rule());
        say(comment(&format!("The remarks in {file}:"), 0, 0));
        say(vec!["#".to_owned()]);
        for (line, remark) in remarks {
            say(vec![format!("# Line {line}: {remark}")]);
        }
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind(['\n', '\r'])).map_or(0, |end| end + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find(['\n', '\r'])).map_or(text.len(), |length| at + length)
}

/// The comments of a text, from their `#` to the end of their line.
fn remarks(text: &str, node: &Node) -> Vec<Range<usize>> {
    let mut taken = Vec::new();
    spans(node, &mut taken);
    taken.sort_by_key(|range| range.start);
    let mut out = Vec::new();
    let mut taken = taken.into_iter().peekable();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('#')) {
        let hash = at + found;
        while taken.next_if(|range| range.end <= hash).is_some() {}
        if let Some(inside) = taken.peek().filter(|range| range.start <= hash) {
            at = inside.end.max(hash + 1);
            continue;
        }
        let begins = text.get(..hash).is_none_or(|before| before.is_empty() || before.ends_with(char::is_whitespace));
        let end = text.get(hash..).and_then(|rest| rest.find(['\n', '\r'])).map_or(text.len(), |length| hash + length);
        if begins {
            out.push(hash..end);
        }
        at = if begins { end } else { hash + 1 };
    }
    out
}

/// The places of the names and the answers, in which `#` is no comment.
fn spans(node: &Node, out: &mut Vec<Range<usize>>) {
    match &node.value {
        NodeValue::Null => {}
        NodeValue::Scalar(_) => out.push(node.span.range()),
        NodeValue::List(nodes) => nodes.iter().for_each(|node| spans(node, out)),
        NodeValue::Record(entries) => {
            for entry in entries {
                out.push(entry.key_span.range());
                spans(&entry.node, out);
            }
        }
    }
}
