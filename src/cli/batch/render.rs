//! Filings, each rendered.

use super::entry::{Line, unread};
use super::id::Id;
use super::input::{Body, Item, Kind, Part};
use super::made::{Content, Made};
use super::shared::{Begun, Shared, forms_of, texts};
use crate::cli::open::{self, Opened};
use crate::diagnostic::Diagnostic;
use crate::render::Format;

/// Renders the filing of an entry.
pub(super) fn make(shared: &Shared, format: Format, item: Item) -> Made {
    let (id, opened) = match item.body {
        Body::File(path) => {
            (item.id, open::filing(&shared.forms, &path, shared.word()).map_err(|reason| vec![unread(reason)]))
        }
        Body::Part(part) => of_part(shared, item.id, part),
    };
    let opened = match opened {
        Ok(opened) => opened,
        Err(findings) => return shared.failed(id, findings),
    };
    let input = match shared.begin(&id, texts(&opened.sources), &forms_of(&[&opened])) {
        Begun::New(input) => input,
        Begun::Done(made) => return made,
    };
    let (filing, mut findings) = opened.answers();
    let name = match shared.name(filing.as_ref(), &id, &mut findings) {
        Ok(name) => name,
        Err(made) => return made,
    };
    let document = open::documents(&opened, filing.as_ref(), &[format], false, &mut findings).pop();
    let content = document.map(|bytes| Content::of(bytes, format));
    Made::Entry(shared.made(id, content, name, input, &findings))
}

/// An opened filing, or what keeps it from being opened.
type Tried = Result<Opened, Vec<Diagnostic>>;

fn of_part(shared: &Shared, id: Id, part: Part) -> (Id, Tried) {
    let kind = part.kind;
    let mut line = Line::read(&shared.stream, part, shared.largest);
    let has = |line: &Line, name: &str| line.node.as_ref().is_some_and(|node| node.get(name).is_some());
    let mut id = id;
    // A filing stands in its line alone, or under `filing`.
    if kind == Kind::Lines && line.node.is_some() && (has(&line, "filing") || !has(&line, "form")) {
        id = line.id().unwrap_or(id);
        line.allow(&["id", "filing"]);
        match line.record("filing") {
            Some(node) => line.node = Some(node),
            None => return (id, Err(line.findings)),
        }
    }
    let data = (line.source, line.node, line.findings);
    let opened = open::answering(&shared.forms, &shared.path, shared.word(), data, None);
    (id, opened.map_err(|reason| vec![unread(reason)]))
}
