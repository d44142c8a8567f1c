//! Reading a filed text, beside `similar` on the words of the form and of the text.
//!
//! Both have to find the form's words in the text. `similar` says only which words are the form's and which are not;
//! `engross::read` recognises the form among those that are built in, and makes answers of the others.

#![allow(clippy::expect_used, reason = "a benchmark without its input ends")]

mod prose;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use engross::form::Named;
use engross::read::{self, Sought};
use engross::{document, render};
use similar::{Algorithm, capture_diff_slices};

fn main() {
    // The forms are made ready once for any number of texts.
    read::built_in();
    divan::main();
}

/// A real notification, and the same with a longer narrative, in bytes.
const SIZES: &[usize] = &[0, 2_000_000, 20_000_000];

const INNOVO: &str = include_str!("../tests/filings/innovo-2003.txt");

/// The notification with so many bytes more of its narrative.
fn filed(more: usize) -> String {
    let (before, after) = INNOVO.split_once("PART IV - OTHER INFORMATION").expect("its narrative ends there");
    format!("{before}{}PART IV - OTHER INFORMATION{after}", prose::wrapped(&prose::paragraphs(more), ""))
}

#[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
fn engross_read(bencher: Bencher<'_, '_>, more: usize) {
    let filed = filed(more);
    let forms: Vec<_> = read::built_in().iter().collect();
    bencher.counter(BytesCount::of_str(&filed)).with_inputs(|| filed.clone().into_bytes()).bench_values(|bytes| {
        read::read_any(&forms, Sought::Recognised, Named::BuiltIn, "filed.txt", bytes).expect("it is a notification")
    });
}

/// By words and by the default algorithm. A `TextDiff` numbers the words first, which takes longer than it saves here.
#[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
fn similar_words(bencher: Bencher<'_, '_>, more: usize) {
    let filed = filed(more);
    let form = read::built_in().iter().find(|known| known.name() == "12b-25@2003").expect("it is built in").form;
    let (blank, _) = render::text::render(&document::blank(form).0);
    bencher.counter(BytesCount::of_str(&filed)).bench(|| {
        let blank: Vec<&str> = black_box(&blank).split_whitespace().collect();
        let filed: Vec<&str> = black_box(&filed).split_whitespace().collect();
        capture_diff_slices(Algorithm::default(), &blank, &filed)
    });
}
