//! What all threads of a batch have in common.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use super::digest::Digest;
use super::folder::{Output, is_as_written};
use super::id::Id;
use super::ledger::{Past, Written};
use super::made::{Content, Entry, Made, What};
use super::names::{Names, NoName};
use crate::cli::CannotRun;
use crate::cli::compiled::Forms;
use crate::cli::open::Opened;
use crate::diagnostic::{self, Diagnostic};
use crate::filing::Filing;
use crate::form::Form;
use crate::source::Source;

/// What all threads of a batch have in common.
pub(super) struct Shared {
    pub(super) forms: Forms,
    /// The form that filings answer, instead of those that they name.
    pub(super) word: Option<String>,
    /// How messages call the stream, and from where the files are found that it names.
    pub(super) stream: String,
    pub(super) path: PathBuf,
    /// The largest entry of a stream, in bytes.
    pub(super) largest: usize,
    /// Where files are written, if they are.
    pub(super) files: Option<Files>,
}

/// What is known of the files that are written.
pub(super) struct Files {
    pub(super) folder: PathBuf,
    pub(super) names: Names,
    pub(super) past: Option<Arc<Past>>,
    /// What the command line says of the outputs.
    pub(super) settings: String,
    /// What the definitions of forms hold, by the address of a form, which lives as long as the batch.
    pub(super) definitions: RwLock<HashMap<usize, Digest>>,
}

/// What an entry is made into, before it is.
pub(super) enum Begun {
    /// It has to be made, of what this tells.
    New(Digest),
    /// It was made by a former run.
    Done(Made),
}

impl Shared {
    pub(super) fn word(&self) -> Option<&str> {
        self.word.as_deref()
    }

    /// Whether an entry was made by a former run of what it is now: these texts, and the form that they answer.
    pub(super) fn begin<'a>(&self, id: &Id, texts: impl Iterator<Item = &'a [u8]>, forms: &[&Form]) -> Begun {
        let Some(files) = &self.files else { return Begun::New(Digest(String::new())) };
        let definitions: Vec<Digest> = forms.iter().map(|form| files.definition(form)).collect();
        let settings = [env!("CARGO_PKG_VERSION").as_bytes(), files.settings.as_bytes()];
        let definitions = definitions.iter().map(|digest| digest.0.as_bytes());
        let texts = Digest::of_all(texts);
        let input = Digest::of_all(settings.into_iter().chain(definitions).chain([texts.0.as_bytes()]));
        let written = files.past.as_ref().and_then(|past| past.of(id));
        let is_done =
            |written: &Written| !written.has_errors && written.input == input && is_as_written(&files.folder, written);
        match written.filter(is_done) {
            Some(written) => Begun::Done(Made::Entry(Entry::new(id.clone(), What::Done(written.file), &[]))),
            None => Begun::New(input),
        }
    }

    /// The name of a filing's file, if it is to have one; faults are added to the findings.
    pub(super) fn name(
        &self,
        filing: Option<&Filing<'_>>,
        id: &Id,
        findings: &mut Vec<Diagnostic>,
    ) -> Result<Option<String>, Made> {
        let (Some(files), Some(filing)) = (&self.files, filing) else { return Ok(None) };
        match files.names.name(filing, id) {
            Ok((name, faults)) => {
                findings.extend(faults);
                Ok(Some(name))
            }
            Err(NoName::Name(faults)) => {
                findings.extend(faults);
                Ok(None)
            }
            Err(NoName::Template(faults)) => Err(Made::CannotRun(faults, template_misfits(filing.form))),
        }
    }

    /// What became of an entry that gives this content under this name.
    pub(super) fn made(
        &self,
        id: Id,
        content: Option<Content>,
        name: Option<String>,
        input: Digest,
        findings: &[Diagnostic],
    ) -> Box<Entry> {
        let what = match (content, name, &self.files) {
            (Some(content), _, None) => What::Line(content.in_a_line()),
            (Some(content), Some(name), Some(_)) => {
                let has_errors = diagnostic::any_errors(findings);
                What::File(Output { name, bytes: content.into_bytes(), input, has_errors })
            }
            (None, ..) | (_, None, Some(_)) => What::Nothing,
        };
        let stale = if matches!(what, What::Nothing) { self.stale(&id) } else { None };
        let mut entry = Entry::new(id, what, findings);
        entry.stale = stale;
        entry
    }

    /// An entry of which nothing can be made.
    pub(super) fn failed(&self, id: Id, mut findings: Vec<Diagnostic>) -> Made {
        diagnostic::sort(&mut findings);
        Made::Entry(self.made(id, None, None, Digest(String::new()), &findings))
    }

    /// The file that a former run wrote of an entry of which nothing is made now.
    fn stale(&self, id: &Id) -> Option<String> {
        let files = self.files.as_ref()?;
        let written = files.past.as_ref()?.of(id)?;
        is_as_written(&files.folder, &written).then_some(written.file)
    }
}

impl Files {
    fn definition(&self, form: &Form) -> Digest {
        let key = std::ptr::from_ref(form).addr();
        let known = self.definitions.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        known.unwrap_or_else(|| {
            let digest = Digest::of_all(texts(&form.sources));
            self.definitions.write().unwrap_or_else(PoisonError::into_inner).insert(key, digest.clone());
            digest
        })
    }
}

/// Why no file of a form's filings has a name.
pub(super) fn template_misfits(form: &Form) -> CannotRun {
    CannotRun(format!("`--name` does not fit form {}", form.display_name()))
}

/// The texts of some sources.
pub(super) fn texts(sources: &[Arc<Source>]) -> impl Iterator<Item = &[u8]> {
    sources.iter().map(|source| source.text().as_bytes())
}

/// The forms that filings answer.
pub(super) fn forms_of<'o>(opened: &[&'o Opened]) -> Vec<&'o Form> {
    opened.iter().filter_map(|opened| opened.form.as_deref()).collect()
}

/// A path that an entry of a stream names.
pub(super) fn beside(stream: &Path, named: &str) -> PathBuf {
    stream.parent().map_or_else(|| PathBuf::from(named), |folder| folder.join(named))
}
