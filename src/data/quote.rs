//! Quotes that YAML takes for words: in `name: Innovo Group Inc."` the quote is part of the answer, though its writer
//! only forgot the one at its beginning.

use std::sync::Arc;

use super::faults;
use super::node::{Node, NodeValue, Style};
use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// Reports each answer that ends with a `"` and has no other.
pub(super) fn lone(source: &Arc<Source>, node: &Node, findings: &mut Vec<Diagnostic>) {
    match &node.value {
        NodeValue::List(nodes) => nodes.iter().for_each(|node| lone(source, node, findings)),
        NodeValue::Record(entries) => entries.iter().for_each(|entry| lone(source, &entry.node, findings)),
        NodeValue::Scalar(scalar) if scalar.style == Style::Plain => {
            if scalar.text.ends_with('"') && scalar.text.matches('"').count() == 1 {
                findings.push(faults::lone_quote(source, node.span.range()));
            }
        }
        NodeValue::Scalar(_) | NodeValue::Null => {}
    }
}
