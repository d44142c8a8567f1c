//! Compiling each definition that is built in, beside pest merely parsing the same text.

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot set itself up fails")]
#![allow(missing_docs, reason = "pest's rules have none")]

use std::path::PathBuf;

use divan::{Bencher, black_box};
use engross::builtin::{self, BuiltIn};
use engross::form;
use engross::world::World as _;
use pest::Parser as _;
use pest_derive::Parser;

/// Pest's parser of the language, and nothing more.
#[derive(Parser)]
#[grammar = "../grammar/form.pest"]
struct Plain;

fn main() {
    divan::main();
}

/// Each form with its edition.
fn forms() -> impl Iterator<Item = String> {
    builtin::names()
        .into_iter()
        .flat_map(|name| builtin::editions(name).into_iter().map(move |edition| format!("{name}@{edition}")))
}

fn path(form: &str) -> PathBuf {
    let (name, edition) = form.split_once('@').unwrap();
    builtin::find(name, Some(edition)).unwrap().to_path_buf()
}

/// What the compiler reads for a form: the definition and what it includes.
fn texts(form: &str) -> Vec<String> {
    let compiled = form::compile(&BuiltIn, &path(form)).0.unwrap();
    compiled.sources.iter().map(|source| source.text().to_owned()).collect()
}

#[divan::bench(args = forms())]
fn compile(bencher: Bencher<'_, '_>, form: &String) {
    let path = path(form);
    bencher.bench(|| form::compile(&BuiltIn, black_box(&path)));
}

#[divan::bench(args = forms())]
fn pest_alone(bencher: Bencher<'_, '_>, form: &String) {
    let texts = texts(form);
    bencher
        .bench(|| texts.iter().map(|text| Plain::parse(Rule::file, black_box(text)).unwrap().count()).sum::<usize>());
}
