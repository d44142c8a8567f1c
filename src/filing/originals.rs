//! The filings that an amendment amends, one after the other.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::faults;
use crate::data::{self, Entry, Node, NodeValue};
use crate::diagnostic::Diagnostic;
use crate::source::Source;
use crate::world::{LARGEST_FILING, World, reason, text, tidy};

/// Reads the filing that a filing's `amends` names, the one that that one amends, and so on, the earliest last. The file
/// number of the first is 1. `path` is the filing's own; `-` is standard input.
///
/// None comes back where one of them cannot be read or does not fit; the findings say why.
pub fn originals(
    world: &dyn World,
    path: &Path,
    source: &Arc<Source>,
    node: &Node,
    findings: &mut Vec<Diagnostic>,
) -> Option<Vec<(Arc<Source>, Node)>> {
    let mut found: Vec<(Arc<Source>, Node)> = Vec::new();
    let mut seen: Vec<PathBuf> = vec![name(world, path).unwrap_or_else(|_| path.to_owned())];
    let mut path = path.to_owned();
    loop {
        let (source, node) = found.last().map_or((source, node), |(source, node)| (source, node));
        let Some(entry) = node.get("amends").filter(|entry| entry.node.value != NodeValue::Null) else {
            return Some(found);
        };
        let Some(named) = entry.node.scalar().map(|scalar| scalar.text.trim().to_owned()) else {
            findings.push(faults::amends_what(source, entry));
            return None;
        };
        let next = if named == "-" { PathBuf::from("-") } else { beside(&path, &named) };
        let original = name(world, &next).and_then(|name| Ok((name, world.read(&next, LARGEST_FILING)?)));
        let (name, bytes) = match original {
            Ok(original) => original,
            Err(error) => {
                findings.push(faults::no_original(source, entry, &named, &reason(&error)));
                return None;
            }
        };
        if seen.contains(&name) {
            findings.push(faults::amends_itself(source, entry, &named));
            return None;
        }
        seen.push(name);
        let shown = if next == Path::new("-") { "<stdin>".to_owned() } else { next.display().to_string() };
        let text = match text(&shown, bytes, LARGEST_FILING) {
            Ok(text) => text,
            Err(fault) => {
                findings.push(*fault);
                return None;
            }
        };
        let original = Source::new(shown, text);
        let file = u16::try_from(seen.len() - 1).ok()?;
        let data = data::load(&original, file, findings)?;
        if let Some(fault) = unfit((source, node), entry, (&original, &data)) {
            findings.push(fault);
            return None;
        }
        found.push((original, data));
        path = next;
    }
}

/// What a filing says that it amends.
pub fn amends(node: &Node) -> Option<&str> {
    node.get("amends")?.node.scalar().map(|scalar| scalar.text.trim())
}

/// The one name of a file; standard input has its own.
fn name(world: &dyn World, path: &Path) -> std::io::Result<PathBuf> {
    if path == Path::new("-") { Ok(path.to_owned()) } else { world.canonical(path) }
}

fn beside(filing: &Path, named: &str) -> PathBuf {
    filing.parent().map_or_else(|| PathBuf::from(named), |folder| tidy(&folder.join(named)))
}

/// What of an amendment does not fit its original.
fn unfit(
    (source, amendment): (&Arc<Source>, &Node),
    amends: &Entry,
    (original_source, original): (&Arc<Source>, &Node),
) -> Option<Diagnostic> {
    let single = |node: &Node, key: &str| {
        let entry = node.get(key)?;
        Some((entry.node.scalar()?.text.trim().to_owned(), entry.node.span))
    };
    let number = |node: &Node| single(node, "amendment").and_then(|(text, _)| text.parse::<u32>().ok());
    match (single(amendment, "form"), single(original, "form")) {
        (Some((form, span)), Some((other, other_span)))
            if form != other && ![&form, &other].iter().any(|name| name.contains('/')) =>
        {
            return Some(faults::other_form(source, span, &other).at(
                original_source,
                other_span.range(),
                "its original",
            ));
        }
        _ => {}
    }
    if amendment.get("amendment").is_none_or(|entry| entry.node.value == NodeValue::Null) {
        return Some(faults::no_number(source, amends, number(original).unwrap_or_default() + 1));
    }
    let (_, span) = single(amendment, "amendment")?;
    let (mine, before) = (number(amendment)?, number(original)?);
    (mine <= before).then(|| faults::not_later(source, span, mine, before))
}
