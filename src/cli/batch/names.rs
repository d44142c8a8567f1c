//! How the files of a batch are called.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use super::id::Id;
use crate::diagnostic::{self, Code, Diagnostic};
use crate::edgar;
use crate::filing::Filing;
use crate::form::{Form, Template};
use crate::source::Source;

/// What a template may name beside a form's answers.
const GIVEN: &[&str] = &["id"];

/// The longest name that file systems take, in bytes.
const LONGEST: usize = 255;

/// Makes the names of files. A template is compiled once for each form.
pub(super) struct Names {
    template: Option<Arc<Source>>,
    /// How a name ends, if no template says so.
    ending: &'static str,
    /// Whether the files are for EDGAR.
    edgar: bool,
    /// The templates by the address of their form, which lives as long as the batch.
    compiled: RwLock<HashMap<usize, Arc<Template>>>,
}

/// Why there is no name.
pub(super) enum NoName {
    /// The template does not fit the form.
    Template(Vec<Diagnostic>),
    /// The name that it gives is none.
    Name(Vec<Diagnostic>),
}

impl Names {
    pub(super) fn new(template: Option<&str>, ending: &'static str, edgar: bool) -> Self {
        let template = template.map(|template| Source::new("<name>", template));
        Self { template, ending, edgar, compiled: RwLock::default() }
    }

    /// Compiles the template over a form, if it is not compiled yet.
    fn compiled(&self, form: &Form, source: &Arc<Source>) -> Result<Arc<Template>, Vec<Diagnostic>> {
        let key = std::ptr::from_ref(form).addr();
        let known = self.compiled.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let template = Arc::new(Template::beside(form, source, GIVEN)?);
        self.compiled.write().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&template));
        Ok(template)
    }

    /// Says what is wrong with the template over a form.
    pub(super) fn check(&self, form: &Form) -> Result<(), Vec<Diagnostic>> {
        self.template.as_ref().map_or(Ok(()), |source| self.compiled(form, source).map(drop))
    }

    /// The name of a filing's file, and what is doubtful about it.
    pub(super) fn name(&self, filing: &Filing<'_>, id: &Id) -> Result<(String, Vec<Diagnostic>), NoName> {
        let id = id.in_a_name();
        let name = match &self.template {
            None => format!("{id}.{}", self.ending),
            Some(source) => {
                let template = self.compiled(filing.form, source).map_err(NoName::Template)?;
                let filled = filing.fill(&template, &[("id", &id)]);
                let filled = filled.map_err(|failure| {
                    let fault = Diagnostic::new(Code::BadName, format!("the file has no name: {}", failure.reason));
                    NoName::Name(vec![fault.at(source, failure.span.range(), "")])
                })?;
                if let Some(blank) = filled.blanks.first() {
                    let what = source.slice(blank.range());
                    let fault =
                        Diagnostic::new(Code::BadName, format!("the file's name is made of `{what}`, which is blank"));
                    return Err(NoName::Name(vec![fault.at(source, blank.range(), "no answer").help(HELP)]));
                }
                filled.text
            }
        };
        if let Some(what) = fault(&name) {
            let fault = Diagnostic::new(Code::BadName, format!("`{name}` is no name of a file: it {what}"));
            return Err(NoName::Name(vec![fault.help(HELP)]));
        }
        let findings = if self.edgar { edgar::check_name(&name) } else { Vec::new() };
        if diagnostic::any_errors(&findings) { Err(NoName::Name(findings)) } else { Ok((name, findings)) }
    }
}

const HELP: &str = "make the name of answers that every filing has, or of its `id`: `--name \"{{ id }}.txt\"`";

/// Why a name is that of no file, or of one elsewhere.
fn fault(name: &str) -> Option<String> {
    let sign =
        name.chars().find(|c| c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|'));
    match sign {
        _ if name.trim().is_empty() => Some("is empty".to_owned()),
        Some(c) if c.is_control() => Some(format!("has a control character, U+{:04X}", u32::from(c))),
        Some(c) => Some(format!("has a `{c}`")),
        None if name.trim_matches('.').is_empty() => Some("leads to another folder".to_owned()),
        None if name.len() > LONGEST => Some(format!("has {} bytes, and a name has at most {LONGEST}", name.len())),
        None if name.starts_with('.') => Some("begins with a `.`, as files do that nobody is to see".to_owned()),
        None => None,
    }
}
