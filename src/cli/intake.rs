//! Filed texts, read by the form that a word of the command line means or that they show themselves.

use std::path::Path;
use std::sync::Arc;

use super::compiled::Forms;
use super::world::Machine;
use super::{CannotRun, open};
use crate::data::Node;
use crate::diagnostic::{self, Code, Diagnostic};
use crate::filing;
use crate::form::{Form, Named};
use crate::read::{self, Asked, Reading, Sought, Template};
use crate::source::Source;
use crate::world::{LARGEST_FILED, World as _};

/// A filed text that was read.
pub(super) struct Filed {
    /// The form that it answers.
    pub(super) form: Arc<Form>,
    /// Where it asks for its answers.
    pub(super) asked: Asked,
    /// What is to be known of the reading.
    pub(super) findings: Vec<Diagnostic>,
}

/// Whether a file of this machine is a filed text rather than YAML.
pub(super) fn is_filed(path: &Path) -> bool {
    Machine.read(path, LARGEST_FILED).is_ok_and(|bytes| read::is_filed(&path.display().to_string(), &bytes))
}

/// Refuses a filed text where the YAML of a filing is wanted.
pub(super) fn refuse_filed(path: &Path) -> Result<(), CannotRun> {
    if !is_filed(path) {
        return Ok(());
    }
    let (name, yaml) = (path.display(), path.with_extension("yaml"));
    let to = if path == Path::new("-") { String::new() } else { format!(" -o {}", yaml.display()) };
    Err(CannotRun(format!(
        "`{name}` is a filed text, not the YAML of a filing; read it first: `engross read {name}{to}`"
    )))
}

/// The forms that a filed text may answer, and how a filing is to name the form.
pub(super) struct Known<'a, 'f> {
    templates: &'a [&'a Template<'f>],
    sought: Sought,
    named: Named<'a>,
}

/// Goes on with the forms that `word` means, or else all that a filed text may show; or with what is wrong with the
/// definition. `named` is how a filing is to name a definition of that path.
pub(super) fn known<T>(
    forms: &Forms,
    word: Option<&str>,
    named: &str,
    then: impl FnOnce(Result<&Known<'_, '_>, Vec<Diagnostic>>) -> T,
) -> Result<T, CannotRun> {
    let built_in: Vec<&Template<'_>> = match word {
        None => read::built_in().iter().collect(),
        // Without an edition, the document tells which it is.
        Some(word) => read::built_in().iter().filter(|known| known.form.name == word || known.name() == word).collect(),
    };
    if !built_in.is_empty() {
        let sought = if word.is_some() { Sought::Given } else { Sought::Recognised };
        return Ok(then(Ok(&Known { templates: &built_in, sought, named: Named::BuiltIn })));
    }
    let (form, findings) = forms.form(word.unwrap_or_default())?;
    Ok(match form.filter(|_| !diagnostic::any_errors(&findings)) {
        Some(form) => {
            let template = Template::new(&form);
            then(Ok(&Known { templates: &[&template], sought: Sought::Given, named: Named::Path(named) }))
        }
        None => then(Err(findings)),
    })
}

impl<'f> Known<'_, 'f> {
    /// The forms.
    pub(super) fn forms(&self) -> Vec<&'f Form> {
        self.templates.iter().map(|template| template.form).collect()
    }

    /// Reads a filed text by one of these forms.
    pub(super) fn read(&self, name: &str, bytes: Vec<u8>) -> Result<Reading<'f>, Box<Diagnostic>> {
        if bytes.len() > LARGEST_FILED {
            let fault = Diagnostic::new(Code::TooLarge, format!("`{name}` is larger than {} MB", LARGEST_FILED >> 20));
            return Err(Box::new(fault.help("is it the right file?")));
        }
        read::read_any(self.templates, self.sought, self.named, name, bytes)
    }
}

/// A filed text as the data of a filing.
pub(super) type Loaded = (Arc<Source>, Option<(Node, Filed)>, Vec<Diagnostic>);

/// Reads a filed text as the data of a filing; without data, the findings say why.
pub(super) fn data(forms: &Forms, word: Option<&str>, name: &str, bytes: Vec<u8>) -> Result<Loaded, CannotRun> {
    let named =
        word.map_or_else(String::new, |word| if word.contains('/') { word.to_owned() } else { format!("./{word}") });
    let read = known(forms, word, &named, |known| {
        let reading = known.and_then(|known| known.read(name, bytes).map_err(|fault| vec![*fault]));
        reading.map(|reading| {
            let form = format!("{}@{}", reading.form.name, reading.form.edition);
            (reading.source, reading.node, reading.asked, reading.findings, form)
        })
    })?;
    let (source, node, asked, findings, known) = match read {
        Ok(read) => read,
        Err(findings) => return Ok((Source::new(name, ""), None, findings)),
    };
    let word = word.filter(|word| !open::is_built_in(word)).unwrap_or(&known);
    Ok(match forms.form(word)? {
        (Some(form), _) => (source, Some((node, Filed { form, asked, findings })), Vec::new()),
        (None, faults) => (source, None, faults),
    })
}

/// Loads what a filing amends: its YAML or, told apart by its content, the text that was filed.
pub(super) fn load(
    forms: &Forms,
    word: Option<&str>,
    name: &str,
    bytes: Vec<u8>,
    file: u16,
    findings: &mut Vec<Diagnostic>,
) -> Option<(Arc<Source>, Node)> {
    if !read::is_filed(name, &bytes) {
        return filing::from_yaml(name, bytes, file, findings);
    }
    let (source, read, faults) = data(forms, word, name, bytes).ok()?;
    findings.extend(faults);
    let (node, filed) = read?;
    // What is doubtful about it is for its own check.
    findings.extend(filed.findings.into_iter().filter(|finding| diagnostic::any_errors(std::slice::from_ref(finding))));
    Some((source, filing::renumbered(&node, file)))
}
