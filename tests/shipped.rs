//! What is shipped is whole and without a fault.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its files fails")]

use std::path::{Path, PathBuf};
use std::process::Command;

use engross::builtin::{self, BuiltIn};
use engross::world::World as _;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn files(folder: &Path, kind: &str) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            out.extend(files(&path, kind));
        } else if path.extension().is_some_and(|extension| extension == kind) {
            out.push(path.strip_prefix(ROOT).unwrap().to_owned());
        }
    }
    out.sort();
    out
}

#[test]
fn every_definition_is_built_in_as_it_stands() {
    let definitions = files(&Path::new(ROOT).join("forms"), "form");
    assert!(definitions.len() > 5);
    for path in definitions {
        let here = std::fs::read(Path::new(ROOT).join(&path)).unwrap();
        let built_in = BuiltIn.read(&path, usize::MAX);
        assert_eq!(built_in.ok(), Some(here), "{} is not in src/builtin.rs", path.display());
    }
}

#[test]
fn the_built_in_forms_say_what_their_list_says() {
    for (name, edition, path) in builtin::FORMS {
        let (form, findings) = engross::form::compile(&BuiltIn, Path::new(path));
        assert!(findings.is_empty(), "{findings:?}");
        let form = form.unwrap();
        assert_eq!((form.name.as_str(), form.edition.as_str()), (*name, *edition));
    }
}

#[test]
fn check_says_nothing_of_the_shipped_forms_and_examples() {
    let definitions = builtin::FORMS.iter().map(|(_, _, path)| PathBuf::from(path));
    let examples = files(&Path::new(ROOT).join("forms"), "yaml");
    assert!(examples.len() > 1);
    for file in definitions.chain(examples) {
        let output =
            Command::new(env!("CARGO_BIN_EXE_engross")).arg("check").arg(&file).current_dir(ROOT).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap() + &String::from_utf8(output.stdout).unwrap();
        assert_eq!((output.status.code(), said.as_str()), (Some(0), ""), "{}", file.display());
    }
}
