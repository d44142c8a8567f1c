//! Comparing two filings, beside `similar` on the words of their answers.
//!
//! `similar` says which words went and came; `engross::diff` pairs answers, records and paragraphs besides, knows what
//! only stands elsewhere or is only written otherwise, and what an amendment did not restate.

#![allow(clippy::expect_used, reason = "a benchmark without its input ends")]

mod prose;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use engross::data::{self, Node};
use engross::diff::{self, Changes};
use engross::filing::{self, Filing};
use engross::form::Form;
use engross::source::Source;
use engross::{document, read};
use mimalloc::MiMalloc;
use similar::{Algorithm, capture_diff_slices};

/// The one of the command.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() {
    divan::main();
}

const INNOVO: &str = include_str!("../forms/12b-25/examples/innovo-2003.yaml");

/// What the amendment says: some answers, one of them only written otherwise, and one withdrawn.
const AMENDMENT: &str = "\
form: 12b-25
edition: 2003
amends: innovo-2003.yaml
amendment: 1
file_number: 000-18925
cusip: ~
reasons: >
  The Company requires additional time to complete the necessary
  audit of two international subsidiaries.
signed:
  date: 2003-03-14
  name: Jay Furrow
  title: CEO
";

fn form() -> &'static Form {
    read::built_in().iter().find(|known| known.name() == "12b-25@2003").expect("it is built in").form
}

fn loaded(yaml: &str, file: u16) -> (std::sync::Arc<Source>, Node) {
    let source = Source::new(format!("{file}.yaml"), yaml);
    let node = data::load(&source, file, &mut Vec::new()).expect("it is YAML");
    (source, node)
}

/// A filing and a small amendment that is laid over it.
fn amendment() -> [Filing<'static>; 2] {
    let (source, node) = loaded(INNOVO, 0);
    let (first, _) = filing::read(form(), &[source], &node);
    let ((own, amendment), (original, node)) = (loaded(AMENDMENT, 0), loaded(INNOVO, 1));
    let (second, _) = filing::read(form(), &[own, original], &filing::amended(form(), &node, &amendment));
    [first, second].map(|filing| filing.expect("it is sound"))
}

/// Two filings with narratives of so many bytes.
fn narratives(bytes: usize) -> [Filing<'static>; 2] {
    let (head, rest) = INNOVO.split_once("reasons: ").expect("it has reasons");
    let (_, tail) = rest.split_once("\ncontact:").expect("they end there");
    let before = prose::paragraphs(bytes);
    let after = prose::amended(&before);
    [before, after].map(|paragraphs| {
        let yaml = format!("{head}reasons: >\n{}contact:{tail}", prose::wrapped(&paragraphs, "  "));
        let (source, node) = loaded(&yaml, 0);
        filing::read(form(), &[source], &node).0.expect("it is sound")
    })
}

/// The words of all answers, as `similar` gets them.
fn texts(filings: &[Filing<'_>; 2]) -> [String; 2] {
    filings.each_ref().map(|filing| {
        let answers = filing.form.root().fields.iter().zip(&filing.answers.answers);
        let printed = answers.filter_map(|(field, answer)| Some(answer.as_ref()?.value.printed(field)));
        printed.collect::<Vec<_>>().join("\n")
    })
}

fn engross_compare(bencher: Bencher<'_, '_>, filings: &[Filing<'_>; 2]) {
    let [before, after] = filings;
    let bytes = texts(filings).concat().len();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| diff::compare(black_box(before), black_box(after), None));
}

fn engross_report(bencher: Bencher<'_, '_>, filings: &[Filing<'_>; 2]) {
    let [before, after] = filings;
    bencher.bench_local(|| diff::report(&diff::compare(black_box(before), black_box(after), None), false));
}

fn engross_redline(bencher: Bencher<'_, '_>, filings: &[Filing<'_>; 2]) {
    let [before, after] = filings;
    bencher.bench_local(|| {
        let changes: Changes = diff::compare(black_box(before), black_box(after), None);
        let [original, amended] = [before, after].map(|filing| document::document(filing).0);
        diff::redline(original, amended, &changes, None)
    });
}

/// By words and by the default algorithm. A `TextDiff` numbers the words first, which takes longer than it saves here.
fn similar_words(bencher: Bencher<'_, '_>, filings: &[Filing<'_>; 2]) {
    let texts = texts(filings);
    bencher.counter(BytesCount::new(texts.concat().len())).bench_local(|| {
        let [before, after] = black_box(&texts).each_ref().map(|text| text.split_whitespace().collect::<Vec<_>>());
        capture_diff_slices(Algorithm::default(), &before, &after)
    });
}

/// An amendment of a few answers.
mod small {
    use divan::Bencher;

    #[divan::bench]
    fn engross_compare(bencher: Bencher<'_, '_>) {
        super::engross_compare(bencher, &super::amendment());
    }

    #[divan::bench]
    fn engross_compare_and_report(bencher: Bencher<'_, '_>) {
        super::engross_report(bencher, &super::amendment());
    }

    #[divan::bench]
    fn engross_compare_and_redline(bencher: Bencher<'_, '_>) {
        super::engross_redline(bencher, &super::amendment());
    }

    #[divan::bench]
    fn similar_words(bencher: Bencher<'_, '_>) {
        super::similar_words(bencher, &super::amendment());
    }
}

/// Two filings with long narratives, by their bytes.
mod narrative {
    use divan::Bencher;

    const SIZES: &[usize] = &[1_000_000, 10_000_000];

    #[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
    fn engross_compare(bencher: Bencher<'_, '_>, bytes: usize) {
        super::engross_compare(bencher, &super::narratives(bytes));
    }

    #[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
    fn engross_compare_and_report(bencher: Bencher<'_, '_>, bytes: usize) {
        super::engross_report(bencher, &super::narratives(bytes));
    }

    #[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
    fn engross_compare_and_redline(bencher: Bencher<'_, '_>, bytes: usize) {
        super::engross_redline(bencher, &super::narratives(bytes));
    }

    /// On ten times as much it takes minutes.
    #[divan::bench(args = [1_000_000], sample_count = 3, sample_size = 1)]
    fn similar_words(bencher: Bencher<'_, '_>, bytes: usize) {
        super::similar_words(bencher, &super::narratives(bytes));
    }
}
