//! Forms and filings from the command line's words.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use super::compiled::{Compiled, Forms};
use super::world::Machine;
use super::{CannotRun, intake};
use crate::builtin;
use crate::data::{self, Node, NodeValue};
use crate::diagnostic::{self, Code, Diagnostic, Severity};
use crate::diff::Changes;
use crate::filing::{self, Filing, FormName};
use crate::form::Form;
use crate::read::{self, Asked};
use crate::render::Format;
use crate::source::Source;
use crate::world::{LARGEST_FILED, LARGEST_FILING, World as _, reason, text, tidy};
use crate::{diff, document, render};

/// A filing's file with the form that it answers; without a form, the findings say why.
pub(super) struct Opened {
    pub(super) form: Option<Arc<Form>>,
    /// Its own text and, for an amendment, those that it amends.
    pub(super) sources: Vec<Arc<Source>>,
    pub(super) node: Option<Node>,
    /// What it amends, as a whole: it lies in the sources after the first.
    original: Option<Node>,
    pub(super) findings: Vec<Diagnostic>,
    /// What was found when a filed text was read.
    filed: Option<(Asked, Vec<Diagnostic>)>,
}

impl Opened {
    /// Whether it is a filed text.
    pub(super) fn is_filed(&self) -> bool {
        self.filed.is_some()
    }

    /// A file without data; the findings say why.
    fn unread(source: Arc<Source>, findings: Vec<Diagnostic>) -> Self {
        Self { form: None, sources: vec![source], node: None, original: None, findings, filed: None }
    }

    /// The files that it was read from, the definition's among them, which nothing may write over.
    pub(super) fn files(&self) -> Vec<PathBuf> {
        let texts = self.sources.iter().map(|source| PathBuf::from(source.name()));
        texts.chain(self.form.iter().flat_map(|form| files(form))).collect()
    }

    /// Its answers; none where it has errors, which are found as well.
    pub(super) fn read(&self) -> (Option<Filing<'_>>, Vec<Diagnostic>) {
        let (filing, findings) = self.answers();
        let good = !diagnostic::any_errors(&findings);
        (filing.filter(|_| good), findings)
    }

    /// The same; what could not be read of its YAML may be left out of them.
    pub(super) fn answers(&self) -> (Option<Filing<'_>>, Vec<Diagnostic>) {
        let (Some(form), Some(node)) = (&self.form, &self.node) else { return (None, self.findings.clone()) };
        let mut findings = self.findings.clone();
        let filing = filing::read_after(&mut findings, form, &self.sources, node);
        if let Some(original) = &self.original {
            findings.extend(filing::signed_earlier(form, &self.sources, original, node));
        }
        if let Some((asked, said)) = &self.filed {
            findings.extend(said.iter().cloned());
            asked.settle(&mut findings);
        }
        (filing, findings)
    }

    /// Its answers, to be compared: those of a filed text as far as they stand there, for what was filed without an answer or
    /// against a rule was filed so. What else is wrong keeps it from being compared.
    pub(super) fn comparable(&self) -> (Option<Filing<'_>>, Vec<Diagnostic>) {
        let (filing, findings) = self.read();
        let (Some(form), Some(node), true) = (&self.form, &self.node, self.is_filed()) else {
            return (filing, findings);
        };
        let bears = |finding: &Diagnostic| {
            finding.severity == Severity::Warning
                || matches!(finding.code, Code::MissingAnswer | Code::Require | Code::NoNumber)
        };
        // Of what has so many faults not all was read.
        if filing.is_none() && findings.len() <= diagnostic::MOST && findings.iter().all(bears) {
            return (Some(filing::attempt(form, &self.sources, node).0), findings);
        }
        (filing, findings)
    }

    /// What a filing changed of what it amends, if it amends anything.
    fn changes(&self, filing: &Filing<'_>) -> Option<Changes> {
        let (original, source) = (self.original.as_ref()?, self.sources.get(1)?);
        let own = form_of(&Forms::default(), Path::new(source.name()), source, original);
        let (before, _) = filing::attempt(own.as_deref().unwrap_or(filing.form), &self.sources, original);
        // Which answers are withdrawn is known without a look at their words.
        Some(diff::compare(&before, filing, Some(Instant::now())))
    }
}

/// The files of a definition.
pub(super) fn files(form: &Form) -> impl Iterator<Item = PathBuf> {
    form.sources.iter().map(|source| PathBuf::from(source.name()))
}

/// Whether a file can be read: what cannot is no fault of the input.
pub(super) fn readable(path: &Path) -> Result<(), CannotRun> {
    Machine.read(path, 0).map(|_| ()).map_err(|error| cannot_read(path, &error))
}

pub(super) fn cannot_read(path: &Path, error: &std::io::Error) -> CannotRun {
    CannotRun(format!("cannot read `{}`: {}", path.display(), reason(error)))
}

/// A filing's text, its data if it has any, and what is wrong with it.
pub(super) type Data = (Arc<Source>, Option<Node>, Vec<Diagnostic>);

/// A file's bytes, and how messages call it where it lies at another path.
fn bytes(path: &Path, lies: &Path) -> Result<(String, Vec<u8>), CannotRun> {
    let name = if lies == Path::new("-") { "<stdin>".to_owned() } else { lies.display().to_string() };
    Ok((name, Machine.read(path, LARGEST_FILED).map_err(|error| cannot_read(path, &error))?))
}

/// Reads the data of a filing in YAML.
pub(super) fn data(path: &Path) -> Result<Data, CannotRun> {
    let (name, bytes) = bytes(path, path)?;
    Ok(yaml(name, bytes))
}

fn yaml(name: String, bytes: Vec<u8>) -> Data {
    let text = match text(&name, bytes, LARGEST_FILING) {
        Ok(text) => text,
        Err(fault) => return (Source::new(name, ""), None, vec![*fault]),
    };
    let source = Source::new(name, text);
    let mut findings = Vec::new();
    let node = data::load(&source, 0, &mut findings);
    (source, node, findings)
}

/// The form that a filing names, if it can be found.
pub(super) fn form_of(forms: &Forms, path: &Path, source: &Arc<Source>, node: &Node) -> Option<Arc<Form>> {
    let named = filing::identify(source, node).ok()?;
    named_form(forms, path, source, &named, &mut Vec::new()).ok().flatten()
}

/// Whether a word of the command line means a form that is built in.
pub(super) fn is_built_in(word: &str) -> bool {
    let (name, edition) = word.split_once('@').map_or((word, None), |(name, edition)| (name, Some(edition)));
    builtin::find(name, edition).is_some()
}

/// Reads a filing, be it YAML or a filed text, and finds its form: the one that `form` names, else the one that the filing
/// names or shows. An amendment is laid over what it amends.
pub(super) fn filing(forms: &Forms, path: &Path, form: Option<&str>) -> Result<Opened, CannotRun> {
    opened(forms, path, path, form, None)
}

/// The same; an amendment that does not say what it amends is laid over `original`.
pub(super) fn amending(forms: &Forms, path: &Path, form: Option<&str>, original: &Opened) -> Result<Opened, CannotRun> {
    opened(forms, path, path, form, Some(original))
}

/// The same for a version of the filing that lies at another path, from which the files that it names are found.
pub(super) fn filing_version(path: &Path, lies: &Path) -> Result<Opened, CannotRun> {
    opened(&Forms::default(), path, lies, None, None)
}

fn opened(
    forms: &Forms,
    file: &Path,
    path: &Path,
    form: Option<&str>,
    original: Option<&Opened>,
) -> Result<Opened, CannotRun> {
    let (name, bytes) = bytes(file, path)?;
    if read::is_filed(&path.display().to_string(), &bytes) {
        let (source, read, findings) = intake::data(forms, form, &name, bytes)?;
        let Some((node, filed)) = read else { return Ok(Opened::unread(source, findings)) };
        let said = Some((filed.asked, filed.findings));
        let data = (source, node, findings);
        return Ok(Opened { filed: said, ..laid(forms, path, form, data, Some(filed.form), original) });
    }
    answering(forms, path, form, yaml(name, bytes), original)
}

/// The same of data that was read already; `path` is where it lies.
pub(super) fn answering(
    forms: &Forms,
    path: &Path,
    form: Option<&str>,
    (source, node, mut findings): Data,
    original: Option<&Opened>,
) -> Result<Opened, CannotRun> {
    let Some(node) = node else { return Ok(Opened::unread(source, findings)) };
    let compiled = match form {
        Some(word) => forms.form(word)?.accept(&mut findings),
        None => match filing::identify(&source, &node) {
            Ok(named) => named_form(forms, path, &source, &named, &mut findings)?,
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
    Ok(laid(forms, path, form, (source, node, findings), compiled, original))
}

/// A filing laid over what it amends, if it amends anything.
fn laid(
    forms: &Forms,
    path: &Path,
    word: Option<&str>,
    (source, node, mut findings): (Arc<Source>, Node, Vec<Diagnostic>),
    compiled: Option<Arc<Form>>,
    original: Option<&Opened>,
) -> Opened {
    let says = |key: &str| node.get(key).is_some_and(|entry| entry.node.value != NodeValue::Null);
    let originals = match original.and_then(|original| Some((&original.sources, original.node.as_ref()?))) {
        Some((sources, whole)) if says("amendment") && !says("amends") => {
            Some((sources.clone(), vec![filing::renumbered(whole, 1)]))
        }
        _ => {
            let load = |name: &str, bytes: Vec<u8>, file: u16, findings: &mut Vec<Diagnostic>| {
                intake::load(forms, word, name, bytes, file, findings)
            };
            let originals = filing::originals(&Machine, &load, path, &source, &node, &mut findings);
            originals.map(|originals| originals.into_iter().unzip())
        }
    };
    let mut sources = vec![source];
    let (mut original, mut whole) = (None, None);
    if let (Some((texts, nodes)), Some(form)) = (originals, &compiled) {
        sources.extend(texts);
        let amended = |original: Node, amendment: Node| filing::amended(form, &original, &amendment);
        original = nodes.into_iter().rev().reduce(amended);
        whole = Some(original.as_ref().map_or_else(|| node.clone(), |original| filing::amended(form, original, &node)));
    }
    Opened { form: compiled, sources, node: whole, original, findings, filed: None }
}

/// The form that a filing names: built in, or a path beside the filing.
fn named_form(
    forms: &Forms,
    filing: &Path,
    source: &Arc<Source>,
    named: &FormName,
    findings: &mut Vec<Diagnostic>,
) -> Result<Option<Arc<Form>>, CannotRun> {
    if named.is_path() {
        let beside: PathBuf = filing.parent().map(|folder| tidy(&folder.join(&named.name))).unwrap_or_default();
        if !beside.is_file() {
            findings.push(filing::unknown_form(source, named, builtin::names()));
            return Ok(None);
        }
        return Ok(forms.definition(&beside)?.accept(findings));
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
        if edition.is_some() || !filing::unread(findings) {
            findings.push(filing::unknown_edition(source, named, &editions));
        }
        return Ok(None);
    };
    Ok(Forms::built_in(path).accept(findings))
}

/// The document that an opened filing gives in each of some formats, none if it has errors; and all that is wrong with it,
/// sorted by place.
pub(super) fn written(opened: &Opened, formats: &[Format], restated_only: bool) -> (Vec<Vec<u8>>, Vec<Diagnostic>) {
    let (filing, mut findings) = opened.answers();
    let documents = documents(opened, filing.as_ref(), formats, restated_only, &mut findings);
    (documents, findings)
}

/// The same of answers that were read already, with `findings`.
pub(super) fn documents(
    opened: &Opened,
    filing: Option<&Filing<'_>>,
    formats: &[Format],
    restated_only: bool,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Vec<u8>> {
    let mut documents = Vec::new();
    if let Some(filing) = filing {
        let (document, faults) = document::document(filing);
        findings.extend(faults);
        let changes = if restated_only { opened.changes(filing) } else { None };
        let document = match changes {
            Some(changes) => document.restated_only(&changes),
            None => document,
        };
        for format in formats {
            let (bytes, faults) = render::render(&document, *format);
            findings.extend(faults);
            documents.push(bytes);
        }
    }
    diagnostic::sort(findings);
    if diagnostic::any_errors(findings) {
        documents.clear();
    }
    documents
}

/// Keeps a compiled form and hands on its findings.
trait Accept {
    fn accept(self, findings: &mut Vec<Diagnostic>) -> Option<Arc<Form>>;
}

impl Accept for Compiled {
    fn accept(self, findings: &mut Vec<Diagnostic>) -> Option<Arc<Form>> {
        findings.extend(self.1);
        self.0
    }
}
