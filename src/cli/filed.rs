//! Documents to be filed.

use std::path::Path;

use super::CannotRun;
use super::open::cannot_read;
use super::world::Machine;
use crate::diagnostic::{Code, Diagnostic};
use crate::edgar::{self, Kind};
use crate::source::Source;
use crate::world::{LARGEST_FILING, World as _};

/// What EDGAR may refuse in a document and in its file's name; without a kind its content tells which it is.
pub(super) fn check(path: &Path, kind: Option<Kind>) -> Result<Vec<Diagnostic>, CannotRun> {
    let bytes = Machine.read(path, LARGEST_FILING).map_err(|error| cannot_read(path, &error))?;
    let is_file = path != Path::new("-");
    let name = if is_file { path.display().to_string() } else { "<stdin>".to_owned() };
    if bytes.len() > LARGEST_FILING {
        let megabytes = LARGEST_FILING >> 20;
        let fault = Diagnostic::new(Code::TooLarge, format!("`{name}` is larger than {megabytes} MB"));
        return Ok(vec![fault.help("is it the right file?")]);
    }
    let foreign = [(&b"%PDF-"[..], "a PDF"), (b"PK\x03\x04", "a zip archive, such as a Word document")];
    if let Some((_, what)) = foreign.iter().find(|(start, _)| bytes.starts_with(start)) {
        let fault = Diagnostic::new(Code::NotText, format!("`{name}` is {what}, not a text or HTML"));
        return Ok(vec![fault.help("only `.txt` and `.htm` are checked")]);
    }
    let (text, coding) = edgar::decode(bytes);
    let source = Source::new(name, text);
    let mut findings = match path.file_name() {
        Some(name) if is_file => edgar::check_name(&name.to_string_lossy()),
        _ => Vec::new(),
    };
    let kind = kind.unwrap_or_else(|| Kind::of_content(source.text()));
    findings.extend(edgar::check(&source, coding, kind));
    Ok(findings)
}
