//! Filed texts, each read.

use std::path::Path;

use super::entry::{Line, unread};
use super::id::Id;
use super::input::{Body, Item, Part};
use super::made::{Content, Made};
use super::shared::{Begun, Shared, beside};
use crate::cli::args::ReadFormat;
use crate::cli::intake::Known;
use crate::cli::open::cannot_read;
use crate::cli::world::Machine;
use crate::cli::{CannotRun, read};
use crate::diagnostic::{Code, Diagnostic};
use crate::filing;
use crate::world::{LARGEST_FILED, World as _};

/// Reads the filed text of an entry, by one of the forms that it may answer.
pub(super) fn make(shared: &Shared, known: &Known<'_, '_>, format: ReadFormat, item: Item) -> Made {
    let (id, filed) = match item.body {
        Body::File(path) => (item.id, of_file(&path).map_err(|reason| vec![unread(reason)])),
        Body::Part(part) => of_part(shared, item.id, part),
    };
    let (name, bytes) = match filed {
        Ok(filed) => filed,
        Err(findings) => return shared.failed(id, findings),
    };
    let input = match shared.begin(&id, std::iter::once(bytes.as_slice()), &known.forms()) {
        Begun::New(input) => input,
        Begun::Done(made) => return made,
    };
    let reading = match known.read(&name, bytes) {
        Ok(reading) => reading,
        Err(fault) => return shared.failed(id, vec![*fault]),
    };
    let (text, mut findings) = read::written(&reading, format);
    let sources = [std::sync::Arc::clone(&reading.source)];
    // As in a file of its own, what was read is written though there is more to be known of it.
    let answers = shared.files.is_some().then(|| filing::attempt(reading.form, &sources, &reading.node).0);
    let name = match shared.name(answers.as_ref(), &id, &mut findings) {
        Ok(name) => name,
        Err(made) => return made,
    };
    let content = if format == ReadFormat::Json { Content::Object(text) } else { Content::Text(text) };
    Made::Entry(shared.made(id, Some(content), name, input, &findings))
}

/// A filed text and how messages call it.
type Filed = (String, Vec<u8>);

fn of_file(path: &Path) -> Result<Filed, CannotRun> {
    let bytes = Machine.read(path, LARGEST_FILED).map_err(|error| cannot_read(path, &error))?;
    Ok((path.display().to_string(), bytes))
}

fn of_part(shared: &Shared, id: Id, part: Part) -> (Id, Result<Filed, Vec<Diagnostic>>) {
    let mut line = Line::read(&shared.stream, part, shared.largest);
    let id = line.id().unwrap_or(id);
    line.allow(&["id", "text", "file"]);
    let has = |name: &str| line.node.as_ref().is_some_and(|node| node.get(name).is_some());
    let (has_file, has_text) = (has("file"), has("text"));
    if has_file && has_text {
        line.findings.push(Diagnostic::new(Code::BadEntry, "the entry has both `text` and `file`").at(
            &line.source,
            0..line.source.text().len(),
            "expected one of them",
        ));
    }
    let text = line.text(if has_file { "file" } else { "text" });
    let filed = match text {
        Some((file, entry)) if line.findings.is_empty() && has_file => {
            of_file(&beside(&shared.path, &file)).map_err(|reason| vec![line.unread(&entry, reason)])
        }
        // The places of what is found are those of the text, so it is called by its own name.
        Some((text, _)) if line.findings.is_empty() => Ok((id.in_a_name().into_owned(), text.into_bytes())),
        _ => Err(line.findings),
    };
    (id, filed)
}
