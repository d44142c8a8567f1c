//! The layout of definitions: nothing but white space changes, laid out twice is laid out once, and the form stays the same.

#![no_main]

use std::path::Path;

use engross::source::Source;
use engross::{document, form, render, syntax};
use engross_fuzz::{Memory, sound};
use libfuzzer_sys::fuzz_target;

const PATH: &str = "forms/12b-25/x.form";

fn ink(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}').collect()
}

fn faults(text: &str) -> Vec<&'static str> {
    let mut findings = Vec::new();
    let _ = syntax::parse(&Source::new("x.form", text), 0, &mut findings);
    sound(&findings);
    findings.iter().map(|finding| finding.code.id()).collect()
}

/// The blank form in print, and the codes of its findings: in another layout they may have another order.
fn meaning(text: &str) -> (Option<String>, Vec<&'static str>) {
    let (form, mut findings) = form::compile(&Memory::new([(PATH.to_owned(), text)]), Path::new(PATH));
    let print = form.map(|form| {
        let (blank, faults) = document::blank(&form);
        findings.extend(faults);
        let (text, faults) = render::text::render(&blank);
        findings.extend(faults);
        text
    });
    let mut codes: Vec<_> = findings.iter().map(|finding| finding.code.id()).collect();
    codes.sort_unstable();
    codes.dedup();
    (print, codes)
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let before = Source::new("x.form", text);
    let after = Source::new("x.form", syntax::format(&before));
    let out = after.text();
    assert_eq!(syntax::format(&after), out, "laid out twice is not laid out once");
    assert_eq!(ink(out), ink(text), "more than white space has changed");
    assert!(syntax::same_but_for_layout(&before, &after), "it says something else:\n{out}");
    assert_eq!(faults(out), faults(text), "the faults of syntax are others:\n{out}");
    assert_eq!(meaning(out), meaning(text), "the form is another:\n{out}");
});
