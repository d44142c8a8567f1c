//! Compiling each definition that is built in, beside pest merely parsing the same text.

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot set itself up fails")]
#![allow(missing_docs, reason = "pest's rules have none")]

use std::path::Path;

use divan::{Bencher, black_box};
use engross::builtin::{self, BuiltIn};
use engross::form;
use pest::Parser as _;
use pest_derive::Parser;

/// Pest's parser of the language, and nothing more.
#[derive(Parser)]
#[grammar = "../grammar/form.pest"]
struct Plain;

fn main() {
    divan::main();
}

/// The paths of the definitions.
fn paths() -> impl Iterator<Item = &'static str> {
    builtin::FORMS.iter().map(|(_, _, path)| *path)
}

#[divan::bench(args = paths())]
fn compile(bencher: Bencher<'_, '_>, path: &str) {
    bencher.bench(|| form::compile(&BuiltIn, black_box(Path::new(path))));
}

/// What the compiler reads: the definition and what it includes.
#[divan::bench(args = paths())]
fn pest_alone(bencher: Bencher<'_, '_>, path: &str) {
    let form = form::compile(&BuiltIn, Path::new(path)).0.unwrap();
    let parse = |text: &str| Plain::parse(Rule::file, black_box(text)).unwrap().count();
    bencher.bench(|| form.sources.iter().map(|source| parse(source.text())).sum::<usize>());
}
