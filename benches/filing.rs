//! One filing, from YAML to what is filed, beside a template typed by hand.

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot set itself up fails")]

mod peer;

use std::sync::{Arc, LazyLock};

use divan::{Bencher, black_box};
use engross::builtin::{self, BuiltIn};
use engross::data::{self, Node};
use engross::document::{self, Document};
use engross::filing::{self, Filing};
use engross::form::{self, Form};
use engross::render::{self, Format};
use engross::source::Source;
use mimalloc::MiMalloc;

/// The one of the command.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const YAML: &str = include_str!("../forms/12b-25/examples/innovo-2003.yaml");

static FORM: LazyLock<Form> =
    LazyLock::new(|| form::compile(&BuiltIn, builtin::find("12b-25", Some("2003")).unwrap()).0.unwrap());

fn main() {
    // Both print the same bytes, or nothing is compared.
    let peer = peer::render(&peer::environment(), &serde_yaml::from_str(YAML).unwrap());
    assert!(to_text(YAML) == peer.as_bytes(), "the template prints another text:\n{peer}");
    divan::main();
}

fn load(yaml: &str) -> (Arc<Source>, Node) {
    let source = Source::new("innovo-2003.yaml", yaml);
    let mut findings = Vec::new();
    let node = data::load(&source, 0, &mut findings).unwrap();
    assert!(findings.is_empty());
    (source, node)
}

fn check(source: Arc<Source>, node: &Node) -> Filing<'static> {
    let (filing, findings) = filing::read(&FORM, &[source], node);
    assert!(findings.is_empty());
    filing.unwrap()
}

fn filing() -> Filing<'static> {
    let (source, node) = load(YAML);
    check(source, &node)
}

fn fill(filing: &Filing<'_>) -> Document {
    let (document, findings) = document::document(filing);
    assert!(findings.is_empty());
    document
}

fn to_text(yaml: &str) -> Vec<u8> {
    let (source, node) = load(yaml);
    render::render(&fill(&check(source, &node)), Format::Text).0
}

/// From a loaded filing to text.
#[divan::bench_group]
mod render_text {
    use super::{Bencher, Format, YAML, black_box, filing, fill, peer, render};

    #[divan::bench]
    fn engross(bencher: Bencher<'_, '_>) {
        let filing = filing();
        bencher.bench(|| render::render(&fill(black_box(&filing)), Format::Text));
    }

    #[divan::bench]
    fn template(bencher: Bencher<'_, '_>) {
        let environment = peer::environment();
        let value = serde_yaml::from_str(YAML).unwrap();
        bencher.bench(|| peer::render(&environment, black_box(&value)));
    }
}

/// From the bytes of the YAML to text; `engross` checks what it reads and what it writes.
#[divan::bench_group]
mod yaml_to_text {
    use super::{Bencher, YAML, black_box, peer, to_text};

    #[divan::bench]
    fn engross() -> Vec<u8> {
        to_text(black_box(YAML))
    }

    #[divan::bench]
    fn serde_yaml_and_template(bencher: Bencher<'_, '_>) {
        let environment = peer::environment();
        bencher.bench(|| peer::render(&environment, &serde_yaml::from_str(black_box(YAML)).unwrap()));
    }
}

/// The stages before the text.
#[divan::bench_group]
mod stages {
    use super::{Arc, Bencher, Node, Source, YAML, black_box, check, filing, fill, load};

    #[divan::bench]
    fn load_yaml() -> (Arc<Source>, Node) {
        load(black_box(YAML))
    }

    #[divan::bench]
    fn serde_yaml_value() -> serde_yaml::Value {
        serde_yaml::from_str(black_box(YAML)).unwrap()
    }

    #[divan::bench]
    fn check_answers(bencher: Bencher<'_, '_>) {
        let (source, node) = load(YAML);
        bencher.bench(|| check(Arc::clone(&source), black_box(&node)));
    }

    #[divan::bench]
    fn fill_document(bencher: Bencher<'_, '_>) {
        let filing = filing();
        bencher.bench(|| fill(black_box(&filing)));
    }
}

/// The document in each format.
#[divan::bench(args = Format::ALL.iter().map(|format| format.name()))]
fn render_document(bencher: Bencher<'_, '_>, name: &str) {
    let format = *Format::ALL.iter().find(|format| format.name() == name).unwrap();
    let document = fill(&filing());
    bencher.bench(|| render::render(black_box(&document), format));
}
