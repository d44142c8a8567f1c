//! What the fuzz targets share: forms that are compiled once, files in memory, and the laws of findings.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use engross::builtin::{self, BuiltIn};
use engross::data::{self, Node};
use engross::diagnostic::{self, Diagnostic, human, json, short};
use engross::filing;
use engross::form::{self, Form};
use engross::source::Source;
use engross::world::{World, tidy};

/// What parts the texts of an input that is several: no filing holds two documents, and no definition such a line.
const BETWEEN: &str = "\n---\n";

/// Files in memory, and those of the built-in forms.
pub struct Memory(HashMap<PathBuf, String>);

impl Memory {
    /// A world of some files.
    pub fn new<'t>(files: impl IntoIterator<Item = (String, &'t str)>) -> Self {
        Self(files.into_iter().map(|(path, text)| (PathBuf::from(path), text.to_owned())).collect())
    }
}

impl World for Memory {
    fn read(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>> {
        let text = self.0.get(&tidy(path)).map(|text| text.as_bytes().to_vec());
        text.map_or_else(|| BuiltIn.read(path, limit), Ok)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(tidy(path))
    }
}

/// The texts of an input, the last of them with all that is left; none if it is not text.
pub fn texts(bytes: &[u8], most: usize) -> Option<Vec<&str>> {
    Some(std::str::from_utf8(bytes).ok()?.splitn(most, BETWEEN).collect())
}

/// The built-in forms, and two of the tests that have every statement.
pub static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let built_in = builtin::FORMS.iter().map(|(_, _, path)| compiled(&BuiltIn, path));
    let own = [
        ("everything.form", include_str!("../../tests/properties/everything.form")),
        ("every.form", include_str!("../../tests/html/every.form")),
    ];
    built_in.chain(own.map(|(path, text)| compiled(&Memory::new([(path.to_owned(), text)]), path))).collect()
});

fn compiled(world: &dyn World, path: &str) -> Form {
    let (form, findings) = form::compile(world, Path::new(path));
    form.unwrap_or_else(|| panic!("{}", short::render(&findings)))
}

/// The form that a filing means; one of the tests' own if it names none that is built in.
pub fn form_of(source: &Arc<Source>, node: &Node) -> &'static Form {
    let named = filing::identify(source, node).ok();
    let edition = named.as_ref().and_then(|named| Some(named.edition.as_ref()?.0.as_str()));
    let is = |form: &&Form| named.as_ref().is_some_and(|named| named.name == form.name);
    let of_edition = |form: &&Form| edition.is_none_or(|edition| edition == form.edition);
    let other = if named.as_ref().is_some_and(|named| named.is_path()) { FORMS.len() - 2 } else { FORMS.len() - 1 };
    FORMS.iter().find(|form| is(form) && of_edition(form)).or(FORMS.iter().find(is)).unwrap_or(&FORMS[other])
}

/// A filing's data. Where there is none, an error says so.
pub fn loaded(name: &str, text: &str) -> Option<(Arc<Source>, Node)> {
    let source = Source::new(name, text);
    let mut findings = Vec::new();
    let node = data::load(&source, 0, &mut findings);
    sound(&findings);
    assert!(node.is_some() || diagnostic::any_errors(&findings), "nothing came of it, and nothing was said");
    node.filter(|_| !diagnostic::any_errors(&findings)).map(|node| (source, node))
}

/// Each place of each finding lies in its text, on character boundaries, and every report can be made of it.
pub fn sound(findings: &[Diagnostic]) {
    for label in findings.iter().flat_map(|finding| &finding.labels) {
        assert!(label.source.text().get(label.range.clone()).is_some(), "{:?}: {}", label.range, label.message);
    }
    let _ = (human::render(findings, true), short::render(findings));
    for line in json::render(findings).lines() {
        let _: serde_json::Value = serde_json::from_str(line).expect("a finding is one line of JSON");
    }
}
