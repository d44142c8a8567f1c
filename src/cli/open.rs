//! Forms and filings from the command line's words.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::CannotRun;
use super::world::Machine;
use crate::builtin::{self, BuiltIn};
use crate::data::{self, Node};
use crate::diagnostic::{self, Code, Diagnostic, nearest};
use crate::filing::{self, FormName};
use crate::form::{self, Form};
use crate::render::Format;
use crate::source::Source;
use crate::world::{LARGEST_FILING, World as _, reason, text, tidy};
use crate::{document, render};

/// A filing's file with the form that it answers; without a form, the findings say why.
pub(super) struct Opened {
    pub(super) form: Option<Form>,
    pub(super) source: Arc<Source>,
    pub(super) node: Option<Node>,
    pub(super) findings: Vec<Diagnostic>,
}

impl Opened {
    /// The files that it was read from, which nothing may write over.
    pub(super) fn inputs(&self, filing: &Path) -> Vec<PathBuf> {
        std::iter::once(filing.to_owned()).chain(self.form.iter().flat_map(files)).collect()
    }
}

/// The files of a definition.
pub(super) fn files(form: &Form) -> impl Iterator<Item = PathBuf> {
    form.sources.iter().map(|source| PathBuf::from(source.name()))
}

/// Compiles the definition that a word of the command line means: `12b-25`, `12b-25@2003`, or a path.
pub(super) fn form(word: &str) -> Result<(Option<Form>, Vec<Diagnostic>), CannotRun> {
    let (name, edition) = word.split_once('@').map_or((word, None), |(name, edition)| (name, Some(edition)));
    if let Some(path) = builtin::find(name, edition) {
        return Ok(form::compile(&BuiltIn, path));
    }
    let path = Path::new(word);
    if path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") {
        return Err(CannotRun(format!(
            "`{word}` is a filing, and a form is wanted: `12b-25`, or the path of a definition"
        )));
    }
    if path.is_file() {
        return definition(path);
    }
    if let Some(edition) = edition.filter(|_| builtin::names().contains(&name)) {
        let known = builtin::editions(name).join(", ");
        return Err(CannotRun(format!("form `{name}` has no edition `{edition}`; its editions are {known}")));
    }
    let near = nearest(name, builtin::names());
    let hint = near.map_or_else(
        || "`engross forms` lists what is built in; a definition of your own is named by its path".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    Err(CannotRun(format!("there is no form and no file `{word}`; {hint}")))
}

/// Compiles the definition at a path of this machine.
pub(super) fn definition(path: &Path) -> Result<(Option<Form>, Vec<Diagnostic>), CannotRun> {
    readable(path)?;
    Ok(form::compile(&Machine, path))
}

/// Whether a file can be read: what cannot is no fault of the input.
fn readable(path: &Path) -> Result<(), CannotRun> {
    Machine.read(path, 0).map(|_| ()).map_err(|error| cannot_read(path, &error))
}

pub(super) fn cannot_read(path: &Path, error: &std::io::Error) -> CannotRun {
    CannotRun(format!("cannot read `{}`: {}", path.display(), reason(error)))
}

/// A filing's text, its data if it has any, and what is wrong with it.
pub(super) type Data = (Arc<Source>, Option<Node>, Vec<Diagnostic>);

/// Reads a filing's data.
pub(super) fn data(path: &Path) -> Result<Data, CannotRun> {
    let name = if path == Path::new("-") { "<stdin>".to_owned() } else { path.display().to_string() };
    let bytes = Machine.read(path, LARGEST_FILING).map_err(|error| cannot_read(path, &error))?;
    let text = match text(&name, bytes, LARGEST_FILING) {
        Ok(text) => text,
        Err(fault) => return Ok((Source::new(name, ""), None, vec![*fault])),
    };
    let source = Source::new(name, text);
    let mut findings = Vec::new();
    let node = data::load(&source, 0, &mut findings);
    Ok((source, node, findings))
}

/// The form that a filing names, if it can be found.
pub(super) fn form_of(path: &Path, source: &Arc<Source>, node: &Node) -> Option<Form> {
    let named = filing::identify(source, node).ok()?;
    named_form(path, source, &named, &mut Vec::new()).ok().flatten()
}

/// Whether a word of the command line means a form that is built in.
pub(super) fn is_built_in(word: &str) -> bool {
    let (name, edition) = word.split_once('@').map_or((word, None), |(name, edition)| (name, Some(edition)));
    builtin::find(name, edition).is_some()
}

/// Reads a filing and finds its form: the one that `form` names, else the one that the filing names.
pub(super) fn filing(path: &Path, form: Option<&str>) -> Result<Opened, CannotRun> {
    let (source, node, mut findings) = self::data(path)?;
    let Some(node) = node else { return Ok(Opened { form: None, source, node: None, findings }) };
    let compiled = match form {
        Some(word) => self::form(word)?.accept(&mut findings),
        None => match filing::identify(&source, &node) {
            Ok(named) => named_form(path, &source, &named, &mut findings)?,
            Err(fault) => {
                // Keys that could not be read may have said it.
                if findings.is_empty() {
                    findings.push(*fault);
                }
                None
            }
        },
    };
    if let (Some(compiled), Ok(named)) = (&compiled, filing::identify(&source, &node)) {
        findings.extend(filing::mismatch(&source, &named, compiled));
    }
    Ok(Opened { form: compiled, source, node: Some(node), findings })
}

/// The form that a filing names: built in, or a path beside the filing.
fn named_form(
    filing: &Path,
    source: &Arc<Source>,
    named: &FormName,
    findings: &mut Vec<Diagnostic>,
) -> Result<Option<Form>, CannotRun> {
    if named.is_path() {
        let beside: PathBuf = filing.parent().map(|folder| tidy(&folder.join(&named.name))).unwrap_or_default();
        if !beside.is_file() {
            findings.push(filing::unknown_form(source, named, builtin::names()));
            return Ok(None);
        }
        return Ok(definition(&beside)?.accept(findings));
    }
    let editions = builtin::editions(&named.name);
    if editions.is_empty() {
        findings.push(filing::unknown_form(source, named, builtin::names()));
        return Ok(None);
    }
    let edition = named.edition.as_ref().map(|(edition, _)| edition.as_str());
    let edition = edition.or(match editions.as_slice() {
        [one] => Some(*one),
        _ => None,
    });
    let found = edition.and_then(|edition| builtin::find(&named.name, Some(edition)));
    let Some(path) = found else {
        // A line that could not be read may have said it.
        if edition.is_some() || !unread(findings) {
            findings.push(filing::unknown_edition(source, named, &editions));
        }
        return Ok(None);
    };
    Ok(form::compile(&BuiltIn, path).accept(findings))
}

/// The document that an opened filing gives in each of some formats, none if it has errors; and all that is wrong with it,
/// sorted by place.
pub(super) fn written(opened: Opened, formats: &[Format]) -> (Vec<Vec<u8>>, Vec<Diagnostic>) {
    let mut findings = opened.findings;
    let mut documents = Vec::new();
    if let (Some(form), Some(node)) = (&opened.form, &opened.node) {
        let (filing, faults) = filing::read(form, &opened.source, node);
        findings = with_faults(findings, faults);
        if let Some(filing) = filing {
            let (document, faults) = document::document(&filing);
            findings.extend(faults);
            for format in formats {
                let (bytes, faults) = render::render(&document, *format);
                findings.extend(faults);
                documents.push(bytes);
            }
        }
    }
    diagnostic::sort(&mut findings);
    if diagnostic::any_errors(&findings) {
        documents.clear();
    }
    (documents, findings)
}

/// Whether there may be answers that could not be read.
fn unread(findings: &[Diagnostic]) -> bool {
    let codes = [Code::BadYaml, Code::Alias, Code::DataTooDeep, Code::BadKey];
    findings.iter().any(|finding| codes.contains(&finding.code))
}

/// Adds what is wrong with the answers to what is wrong with their YAML. What could not be read is not missing, nor
/// does a rule that asks for it fail, and what stands at a fault of the YAML is that fault.
fn with_faults(mut findings: Vec<Diagnostic>, faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let lost = unread(&findings);
    let places: Vec<_> =
        findings.iter().filter_map(|finding| finding.place().map(|label| label.range.clone())).collect();
    let at_a_fault = |fault: &Diagnostic| {
        let place = fault.place().map(|label| label.range.clone()).unwrap_or_default();
        places.iter().any(|other| other.start < place.end && place.start < other.end)
    };
    let deep = findings.iter().any(|finding| finding.code == Code::DataTooDeep);
    let follows = |fault: &Diagnostic| {
        (lost && matches!(fault.code, Code::MissingAnswer | Code::Require)) || (deep && fault.code == Code::WrongShape)
    };
    findings.extend(faults.into_iter().filter(|fault| !follows(fault) && !at_a_fault(fault)));
    findings
}

/// Keeps a compiled form and hands on its findings.
trait Accept {
    fn accept(self, findings: &mut Vec<Diagnostic>) -> Option<Form>;
}

impl Accept for (Option<Form>, Vec<Diagnostic>) {
    fn accept(self, findings: &mut Vec<Diagnostic>) -> Option<Form> {
        findings.extend(self.1);
        self.0
    }
}
