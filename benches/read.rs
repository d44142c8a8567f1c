//! Reading a filed text, beside `similar` on the words of the form and of the text.
//!
//! Both have to find the form's words in the text, whatever its typist did to capitals and punctuation, and both have to do it
//! with each edition that the text may answer. `similar` says only which words are the form's and which are not;
//! `engross::read` chooses the edition, and makes answers of the other words.

#![allow(clippy::expect_used, reason = "a benchmark without its input ends")]

mod prose;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use engross::form::Named;
use engross::read::{self, Sought};
use engross::{document, render};
use mimalloc::MiMalloc;
use similar::{Algorithm, capture_diff_slices};

/// The one of the command.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

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

#[divan::bench(args = SIZES, sample_size = 1, max_time = 8)]
fn engross_read(bencher: Bencher<'_, '_>, more: usize) {
    let filed = filed(more);
    let forms: Vec<_> = read::built_in().iter().collect();
    bencher.counter(BytesCount::of_str(&filed)).with_inputs(|| filed.clone().into_bytes()).bench_values(|bytes| {
        read::read_any(&forms, Sought::Recognised, Named::BuiltIn, "filed.txt", bytes).expect("it is a notification")
    });
}

/// By words and by the default algorithm. A `TextDiff` numbers the words first, which takes longer than it saves here.
#[divan::bench(args = SIZES, sample_size = 1, max_time = 8)]
fn similar_words(bencher: Bencher<'_, '_>, more: usize) {
    let filed = filed(more);
    let editions = read::built_in().iter().filter(|known| known.form.name == "12b-25");
    let blanks = editions.map(|known| words(&render::text::render(&document::blank(known.form).0).0));
    let blanks: Vec<Vec<String>> = blanks.collect();
    bencher.counter(BytesCount::of_str(&filed)).bench(|| {
        let filed = words(black_box(&filed));
        let found = |blank: &Vec<String>| capture_diff_slices(Algorithm::default(), blank, &filed);
        black_box(&blanks).iter().map(found).collect::<Vec<_>>()
    });
}

/// Words as they are compared: letters and figures, in small letters.
fn words(text: &str) -> Vec<String> {
    let word = |word: &str| {
        let plain = word.bytes().filter(u8::is_ascii_alphanumeric);
        plain.map(|byte| char::from(byte.to_ascii_lowercase())).collect()
    };
    text.split_whitespace().map(word).collect()
}
