//! Forms, each compiled once in a run.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use super::world::Machine;
use super::{CannotRun, open};
use crate::builtin::{self, BuiltIn};
use crate::diagnostic::{Diagnostic, nearest};
use crate::form::{self, Form};
use crate::world::World;

/// A form, if its definition has no errors, and what is wrong with the definition.
pub(super) type Compiled = (Option<Arc<Form>>, Vec<Diagnostic>);

/// The forms of definitions that are not built in and were compiled so far, by their paths. Threads share them, so that all
/// go by the same definition, though its file may change meanwhile.
#[derive(Debug, Default)]
pub(super) struct Forms(RwLock<HashMap<PathBuf, Compiled>>);

thread_local! {
    /// The built-in forms that this thread has compiled, by their paths. Threads that share a form wait for each other: each
    /// document counts its references to the form's texts.
    static BUILT_IN: RefCell<HashMap<PathBuf, Compiled>> = RefCell::default();
}

impl Forms {
    /// The form that a word of the command line means: `12b-25`, `12b-25@2003`, or a path.
    pub(super) fn form(&self, word: &str) -> Result<Compiled, CannotRun> {
        let (name, edition) = word.split_once('@').map_or((word, None), |(name, edition)| (name, Some(edition)));
        if let Some(path) = builtin::find(name, edition) {
            return Ok(Self::built_in(path));
        }
        let path = Path::new(word);
        if path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") {
            return Err(CannotRun(format!(
                "`{word}` is a filing, and a form is wanted: `12b-25`, or the path of a definition"
            )));
        }
        if path.is_file() {
            return self.definition(path);
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

    /// The form whose definition lies at a path of this machine.
    pub(super) fn definition(&self, path: &Path) -> Result<Compiled, CannotRun> {
        if let Some(known) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(path) {
            return Ok(known.clone());
        }
        open::readable(path)?;
        // Of two threads that compile at once, the first gives the form that both go on with.
        let compiled = compile(&Machine, path);
        Ok(self.0.write().unwrap_or_else(PoisonError::into_inner).entry(path.to_owned()).or_insert(compiled).clone())
    }

    /// The built-in form at a path among those that are built in.
    pub(super) fn built_in(path: &Path) -> Compiled {
        BUILT_IN.with_borrow_mut(|known| {
            if let Some(compiled) = known.get(path) {
                return compiled.clone();
            }
            known.entry(path.to_owned()).or_insert_with(|| compile(&BuiltIn, path)).clone()
        })
    }
}

fn compile(world: &dyn World, path: &Path) -> Compiled {
    let (form, findings) = form::compile(world, path);
    (form.map(Arc::new), findings)
}
