//! The filings that an amendment amends, one after the other.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::unfit;
use crate::data::{self, Entry, Node, NodeValue};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Source;
use crate::world::{LARGEST_FILED, LARGEST_FILING, World, reason, text, tidy};

/// How a file becomes the data of a filing: its name, its bytes and the number of the text that it is among those of its
/// filing; what is wrong with it. A host that knows more than YAML tells files apart by their content.
pub type Load<'a> = dyn Fn(&str, Vec<u8>, u16, &mut Vec<Diagnostic>) -> Option<(Arc<Source>, Node)> + 'a;

/// Loads a file that is YAML.
pub fn from_yaml(name: &str, bytes: Vec<u8>, file: u16, findings: &mut Vec<Diagnostic>) -> Option<(Arc<Source>, Node)> {
    match text(name, bytes, LARGEST_FILING) {
        Ok(text) => {
            let source = Source::new(name, text);
            let node = data::load(&source, file, findings)?;
            Some((source, node))
        }
        Err(fault) => {
            findings.push(*fault);
            None
        }
    }
}

/// Reads the filing that a filing's `amends` names, the one that that one amends, and so on, the earliest last. The file
/// number of the first is 1. `path` is the filing's own; `-` is standard input. `load` makes data of what is read.
///
/// None comes back where one of them cannot be read or does not fit; the findings say why.
pub fn originals(
    world: &dyn World,
    load: &Load<'_>,
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
        let Some(entry) = amended_by(node) else { return Some(found) };
        let original = match original(world, &path, source, entry, &mut seen) {
            Ok(original) => original,
            Err(fault) => {
                findings.push(*fault);
                return None;
            }
        };
        let file = u16::try_from(seen.len() - 1).ok()?;
        let (next, shown) = (original.path, original.shown);
        let (text, data) = load(&shown, original.bytes, file, findings)?;
        if let Some(fault) = unfit((source, node), entry, (&text, &data)) {
            // No numbers fit filings that amend each other.
            let circle = circle((world, load), (next, text, data), &mut seen);
            findings.push(circle.map_or(fault, |circle| *circle));
            return None;
        }
        path = next;
        found.push((text, data));
    }
}

/// Where a filing says what it amends, if it does; blank, it says nothing.
pub(super) fn amended_by(node: &Node) -> Option<&Entry> {
    node.get("amends").filter(|entry| match &entry.node.value {
        NodeValue::Null => false,
        NodeValue::Scalar(scalar) => !scalar.text.trim().is_empty(),
        NodeValue::List(_) | NodeValue::Record(_) => true,
    })
}

/// A filing that is amended.
struct Original {
    path: PathBuf,
    /// How messages call it.
    shown: String,
    bytes: Vec<u8>,
}

/// Reads the filing that an entry names.
fn original(
    world: &dyn World,
    path: &Path,
    source: &Arc<Source>,
    entry: &Entry,
    seen: &mut Vec<PathBuf>,
) -> Result<Original, Box<Diagnostic>> {
    let named = entry.node.scalar().map(|scalar| scalar.text.trim().to_owned());
    let named = named.ok_or_else(|| unfit::amends_what(source, entry))?;
    let next = if named == "-" { PathBuf::from("-") } else { beside(path, &named) };
    let found = name(world, &next).and_then(|name| Ok((name, world.read(&next, LARGEST_FILED)?)));
    let (name, bytes) = found.map_err(|error| unfit::no_original(source, entry, &named, &reason(&error)))?;
    if seen.contains(&name) {
        return Err(Box::new(unfit::amends_itself(source, entry, &named)));
    }
    seen.push(name);
    let shown = if next == Path::new("-") { "<stdin>".to_owned() } else { next.display().to_string() };
    Ok(Original { path: next, shown, bytes })
}

/// Whether what a filing amends leads back to one that was seen: it cannot be amended so, whatever else is wrong.
fn circle(
    (world, load): (&dyn World, &Load<'_>),
    (mut path, mut source, mut node): (PathBuf, Arc<Source>, Node),
    seen: &mut Vec<PathBuf>,
) -> Option<Box<Diagnostic>> {
    loop {
        let entry = amended_by(&node)?;
        match original(world, &path, &source, entry, seen) {
            Ok(original) => {
                (source, node) = load(&original.shown, original.bytes, 0, &mut Vec::new())?;
                path = original.path;
            }
            Err(fault) => return Some(fault).filter(|fault| fault.code == Code::AmendsItself),
        }
    }
}

/// What a filing says that it amends.
pub fn amends(node: &Node) -> Option<&str> {
    amended_by(node)?.node.scalar().map(|scalar| scalar.text.trim())
}

/// The one name of a file; standard input has its own.
fn name(world: &dyn World, path: &Path) -> std::io::Result<PathBuf> {
    if path == Path::new("-") { Ok(path.to_owned()) } else { world.canonical(path) }
}

fn beside(filing: &Path, named: &str) -> PathBuf {
    let beside = filing.parent().map_or_else(|| PathBuf::from(named), |folder| tidy(&folder.join(named)));
    // The folder that the program runs in.
    if beside.as_os_str().is_empty() { PathBuf::from(".") } else { beside }
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
            return Some(unfit::other_form(source, span, &other).at(
                original_source,
                other_span.range(),
                "its original",
            ));
        }
        _ => {}
    }
    if amendment.get("amendment").is_none_or(|entry| entry.node.value == NodeValue::Null) {
        return Some(unfit::no_number(source, amendment, amends, number(original).unwrap_or_default() + 1));
    }
    let (_, span) = single(amendment, "amendment")?;
    let (mine, before) = (number(amendment)?, number(original)?);
    (mine <= before).then(|| unfit::not_later(source, span, mine, before))
}
