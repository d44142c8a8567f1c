//! A definition with its included files as one block of statements.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::faults;
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};
use crate::syntax::{self, Block, Kind};
use crate::world::{LARGEST_DEFINITION, World, reason, text, tidy};

/// How many files a definition may include, each time counted: what includes two files that include two files ... grows.
const MOST: usize = 256;

/// A definition as one block.
pub(super) struct Loaded {
    pub(super) statements: Block,
    pub(super) sources: Vec<Arc<Source>>,
    /// Where each of them is included; none for the definition itself.
    pub(super) included: Vec<Option<Span>>,
    /// Text that could not be understood.
    pub(super) lost: String,
    /// A file is missing, and what it declares is not known.
    pub(super) incomplete: bool,
}

/// Reads a definition and what it includes.
pub(super) fn load(world: &dyn World, path: &Path, findings: &mut Vec<Diagnostic>) -> Loaded {
    let loaded = Loaded {
        statements: Vec::new(),
        sources: Vec::new(),
        included: Vec::new(),
        lost: String::new(),
        incomplete: false,
    };
    let folder = path.parent().map(Path::to_owned).unwrap_or_default();
    let mut loader = Loader { world, loaded, folder, chain: Vec::new(), findings };
    let statements = loader.file(path, None);
    Loaded { statements, ..loader.loaded }
}

struct Loader<'a> {
    world: &'a dyn World,
    loaded: Loaded,
    /// The folder of the definition: includes stay in it.
    folder: PathBuf,
    /// The files that are being included, outermost first, by their one name and as called.
    chain: Vec<(PathBuf, String)>,
    findings: &'a mut Vec<Diagnostic>,
}

impl Loader<'_> {
    fn file(&mut self, path: &Path, from: Option<Span>) -> Block {
        let name = path.display().to_string();
        let place = from.unwrap_or_default();
        let read = self.world.canonical(path).and_then(|one| Ok((one, self.world.read(path, LARGEST_DEFINITION)?)));
        let (one, bytes) = match read {
            Ok(read) => read,
            Err(error) => {
                self.loaded.incomplete = true;
                self.findings.push(faults::unreadable(&self.loaded.sources, place, path, &reason(&error)));
                return Vec::new();
            }
        };
        if from.is_some() && !self.inside(&one) {
            self.loaded.incomplete = true;
            self.findings.push(faults::include_outside(&self.loaded.sources, place, &name));
            return Vec::new();
        }
        if let Some(start) = self.chain.iter().position(|(known, _)| *known == one) {
            let chain = self.chain.iter().skip(start).map(|(_, name)| name.clone()).chain([name]);
            self.findings.push(faults::include_cycle(&self.loaded.sources, place, &chain.collect::<Vec<_>>()));
            return Vec::new();
        }
        let text = match text(&name, bytes, LARGEST_DEFINITION) {
            Ok(text) => text,
            Err(fault) => {
                self.loaded.incomplete = true;
                self.findings.push(*fault);
                return Vec::new();
            }
        };
        let source = Source::new(name.clone(), text);
        let number = u16::try_from(self.loaded.sources.len()).unwrap_or(u16::MAX);
        self.loaded.sources.push(Arc::clone(&source));
        self.loaded.included.push(from);
        let mut file = syntax::parse(&source, number, self.findings);
        for lost in &file.lost {
            self.loaded.lost.push_str(source.slice(lost.range()));
            self.loaded.lost.push('\n');
        }
        // An `include` that could not be understood.
        self.loaded.incomplete |= file.lost.iter().any(|lost| source.slice(lost.range()).contains(".form"));
        if from.is_some() {
            for header in file.statements.iter().filter(|statement| statement.is_header()) {
                self.findings.push(faults::misplaced(&self.loaded.sources, header.keyword, "in an included file"));
            }
            file.statements.retain(|statement| !statement.is_header());
        }
        self.chain.push((one, name));
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        let statements = self.expand(file.statements, &folder);
        self.chain.pop();
        statements
    }

    /// Whether a file lies in the form's folder, links followed.
    fn inside(&self, one: &Path) -> bool {
        let here = if self.folder.as_os_str().is_empty() { Path::new(".") } else { &self.folder };
        self.world.canonical(here).is_ok_and(|folder| one.starts_with(folder))
    }

    fn expand(&mut self, statements: Block, folder: &Path) -> Block {
        let mut out = Vec::new();
        for statement in statements {
            if let Kind::Include(name) = &statement.kind {
                out.extend(self.include(&name.text, name.span, folder));
                continue;
            }
            out.push(statement.map_bodies(|body| self.expand(body, folder)));
        }
        out
    }

    fn include(&mut self, name: &str, span: Span, folder: &Path) -> Block {
        if name.is_empty() {
            return Vec::new();
        }
        let path = tidy(&folder.join(name));
        // By its text first, so that a file outside is not even asked for.
        if Path::new(name).is_absolute()
            || name.contains('\\')
            || path.starts_with("..")
            || !path.starts_with(tidy(&self.folder))
        {
            self.loaded.incomplete = true;
            self.findings.push(faults::include_outside(&self.loaded.sources, span, name));
            return Vec::new();
        }
        if self.loaded.sources.len() > MOST {
            if self.loaded.sources.len() == MOST + 1 && !self.loaded.incomplete {
                self.findings.push(faults::too_many_includes(&self.loaded.sources, span, MOST));
            }
            self.loaded.incomplete = true;
            return Vec::new();
        }
        self.file(&path, Some(span))
    }
}
