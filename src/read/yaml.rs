//! Data as YAML: in the order of the node, narratives as blocks.

use crate::data::{Node, NodeValue};
use std::fmt::Write as _;

use crate::new::scalar;

/// The YAML of a filing's data. It reads back as the same data.
pub(super) fn yaml(node: &Node) -> String {
    let mut out = String::new();
    let mut before_record = false;
    for entry in node.entries() {
        // Records and long answers stand apart, as in a file that a person writes.
        let wide = matches!(entry.node.value, NodeValue::Record(_)) || is_block(&entry.node) || is_records(&entry.node);
        if (wide || before_record) && !out.is_empty() {
            out.push('\n');
        }
        before_record = wide;
        write(&mut out, &entry.key, &entry.node, 0);
    }
    out
}

fn is_block(node: &Node) -> bool {
    node.scalar().is_some_and(|scalar| scalar.style != crate::data::Style::Plain)
}

fn is_records(node: &Node) -> bool {
    matches!(&node.value, NodeValue::List(nodes) if nodes.iter().any(|node| matches!(node.value, NodeValue::Record(_))))
}

fn write(out: &mut String, key: &str, node: &Node, indent: usize) {
    let margin = " ".repeat(indent);
    match &node.value {
        NodeValue::Null => {
            let _ = writeln!(out, "{margin}{key}: ~");
        }
        NodeValue::Scalar(scalar) if is_block(node) => {
            let _ = writeln!(out, "{margin}{key}: {}", scalar::block(scalar, indent + 2));
        }
        NodeValue::Scalar(scalar) => {
            let _ = writeln!(out, "{margin}{key}: {}", scalar::inline(&scalar.text, false));
        }
        NodeValue::List(nodes) if is_records(node) => {
            let _ = writeln!(out, "{margin}{key}:");
            for node in nodes {
                let mut record = String::new();
                for entry in node.entries() {
                    write(&mut record, &entry.key, &entry.node, indent + 4);
                }
                if record.is_empty() {
                    record = format!("{}{{}}\n", " ".repeat(indent + 4));
                }
                record.replace_range(indent + 2..indent + 3, "-");
                out.push_str(&record);
            }
        }
        NodeValue::List(nodes) => {
            let keys: Vec<String> =
                nodes.iter().filter_map(Node::scalar).map(|scalar| scalar::inline(&scalar.text, true)).collect();
            let _ = writeln!(out, "{margin}{key}: [{}]", keys.join(", "));
        }
        NodeValue::Record(entries) => {
            let _ = writeln!(out, "{margin}{key}:");
            for entry in entries {
                write(out, &entry.key, &entry.node, indent + 2);
            }
        }
    }
}
