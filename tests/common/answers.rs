//! The answers of data by their paths: `items[2].title`.

use engross::data::{Node, NodeValue, Scalar};

/// What an answer says.
pub(crate) enum Given<'n> {
    Text(&'n Scalar),
    /// The keys of boxes that are checked.
    Boxes(Vec<&'n str>),
}

/// The answers of data in their order, each with its path.
pub(crate) fn answers(node: &Node) -> Vec<(String, Given<'_>)> {
    let mut out = Vec::new();
    add(node, "", &mut out);
    out
}

fn add<'n>(node: &'n Node, path: &str, out: &mut Vec<(String, Given<'n>)>) {
    match &node.value {
        NodeValue::Null => {}
        NodeValue::Scalar(scalar) => out.push((path.to_owned(), Given::Text(scalar))),
        NodeValue::List(nodes) if nodes.iter().all(|node| node.scalar().is_some()) => {
            let keys = nodes.iter().filter_map(|node| Some(node.scalar()?.text.as_str()));
            out.push((path.to_owned(), Given::Boxes(keys.collect())));
        }
        NodeValue::List(nodes) => {
            for (number, node) in (1..).zip(nodes) {
                add(node, &format!("{path}[{number}]"), out);
            }
        }
        NodeValue::Record(entries) => {
            for entry in entries {
                let path = if path.is_empty() { entry.key.clone() } else { format!("{path}.{}", entry.key) };
                add(&entry.node, &path, out);
            }
        }
    }
}
