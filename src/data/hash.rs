//! Words that YAML drops: in `street: 900 Main St #104` the `#104` is a comment, though nobody meant one. A comment that
//! was meant stands two blanks or more after the answer, and has a blank after its `#`.

use std::sync::Arc;

use super::faults;
use super::node::{Node, NodeValue, Style};
use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// Reports each comment after an answer that does not look as if it was meant.
pub(super) fn dropped(source: &Arc<Source>, node: &Node, findings: &mut Vec<Diagnostic>) {
    match &node.value {
        NodeValue::List(nodes) => nodes.iter().for_each(|node| dropped(source, node, findings)),
        NodeValue::Record(entries) => entries.iter().for_each(|entry| dropped(source, &entry.node, findings)),
        NodeValue::Scalar(scalar) if matches!(scalar.style, Style::Literal | Style::Folded) => {}
        NodeValue::Scalar(_) | NodeValue::Null => {
            let end = node.span.range().end;
            let line = source.line_range(source.line_of(end));
            let rest = source.slice(end..line.end.max(end));
            let comment = rest.trim_start();
            let blanks = rest.len() - comment.len();
            let touches =
                comment.strip_prefix('#').is_some_and(|words| words.starts_with(|c: char| c.is_alphanumeric()));
            let near = blanks == 1 && comment.starts_with('#') && !node.span.range().is_empty();
            if touches || near {
                let at = line.end - comment.len();
                findings.push(faults::dropped(source, node.span.range(), at..at + comment.trim_end().len()));
            }
        }
    }
}
