//! Originals and what amends them, each pair compared.

use std::path::Path;
use std::sync::Arc;

use super::entry::{Line, unread};
use super::id::Id;
use super::input::{Body, Item, Part};
use super::made::{Content, Made};
use super::shared::{Begun, Shared, beside, forms_of, texts};
use crate::cli::args::DiffFormat;
use crate::cli::diff::{self, Bytes, NotCompared, Wanted};
use crate::cli::open::{self, Opened};
use crate::data::{Entry, NodeValue};
use crate::diagnostic::Diagnostic;
use crate::filing;

/// Compares the two filings of an entry; none for a file that amends no other.
pub(super) fn make(shared: &Shared, wanted: &Wanted<'_>, item: Item) -> Option<Made> {
    let (id, both) = match item.body {
        Body::File(path) => (item.id, of_file(shared, &path).transpose()?),
        Body::Part(part) => of_part(shared, item.id, part),
    };
    let (original, amended) = match both {
        Ok(both) => both,
        Err(findings) => return Some(shared.failed(id, findings)),
    };
    let read = texts(&original.sources).chain(texts(&amended.sources));
    let input = match shared.begin(&id, read, &forms_of(&[&original, &amended])) {
        Begun::New(input) => input,
        Begun::Done(made) => return Some(made),
    };
    let not_compared = |id, NotCompared { findings, reason }: NotCompared| {
        // What keeps them from being compared is said by the findings, if there are any.
        shared.failed(id, if findings.is_empty() { vec![unread(reason)] } else { findings })
    };
    let ([before, after], mut findings) = match diff::both(&original, &amended) {
        Ok(both) => both,
        Err(not) => return Some(not_compared(id, not)),
    };
    // What a filed text lacks was filed so; it keeps nobody from comparing it.
    findings.clear();
    let name = match shared.name(Some(&after), &id, &mut findings) {
        Ok(name) => name,
        Err(made) => return Some(made),
    };
    let mut warnings = Vec::new();
    let written = match diff::written(&before, &after, wanted, &mut |warning| warnings.push(warning.to_owned())) {
        Ok(written) => written,
        Err(not) => return Some(not_compared(id, not)),
    };
    findings.extend(written.findings);
    let content = match written.bytes {
        Bytes::Document(bytes) => Content::Binary(bytes),
        Bytes::Text(text) if wanted.format == Some(DiffFormat::Json) => Content::Object(text),
        Bytes::Text(text) => Content::Text(diff::plain_words(&text)),
    };
    let mut entry = shared.made(id, Some(content), name, input, &findings);
    entry.warnings = warnings;
    Some(Made::Entry(entry))
}

/// A filing of a folder and what it amends, if it amends anything.
fn of_file(shared: &Shared, path: &Path) -> Result<Option<(Opened, Opened)>, Vec<Diagnostic>> {
    let cannot = |reason| vec![unread(reason)];
    let amended = open::filing(&shared.forms, path, shared.word()).map_err(cannot)?;
    // Without answers, what it amends may be what could not be read.
    let Some(node) = &amended.node else { return Err(amended.findings) };
    let Some(named) = filing::amends(node).map(str::to_owned) else { return Ok(None) };
    let original = open::filing(&shared.forms, &beside(path, &named), shared.word()).map_err(cannot)?;
    Ok(Some((original, amended)))
}

fn of_part(shared: &Shared, id: Id, part: Part) -> (Id, Result<(Opened, Opened), Vec<Diagnostic>>) {
    let mut line = Line::read(&shared.stream, part, shared.largest);
    let id = line.id().unwrap_or(id);
    line.allow(&["id", "original", "amended"]);
    let (original, amended) = (line.need("original"), line.need("amended"));
    let (Some(original), Some(amended), true) = (original, amended, line.findings.is_empty()) else {
        return (id, Err(line.findings));
    };
    let both = opened(shared, &mut line, &original, None).and_then(|original| {
        let amended = opened(shared, &mut line, &amended, Some(&original))?;
        Ok((original, amended))
    });
    (id, both)
}

/// A filing of a line: its answers, or the path of its file.
fn opened(
    shared: &Shared,
    line: &mut Line,
    entry: &Entry,
    original: Option<&Opened>,
) -> Result<Opened, Vec<Diagnostic>> {
    let opened = match &entry.node.value {
        NodeValue::Record(_) => {
            let data = (Arc::clone(&line.source), Some(entry.node.clone()), Vec::new());
            open::answering(&shared.forms, &shared.path, shared.word(), data, original)
        }
        NodeValue::Scalar(scalar) => {
            let path = beside(&shared.path, &scalar.text);
            match original {
                Some(original) => open::amending(&shared.forms, &path, shared.word(), original),
                None => open::filing(&shared.forms, &path, shared.word()),
            }
        }
        NodeValue::Null | NodeValue::List(_) => {
            line.expected(entry, "a record of answers, or the path of a filing");
            return Err(std::mem::take(&mut line.findings));
        }
    };
    opened.map_err(|reason| vec![line.unread(entry, reason)])
}
