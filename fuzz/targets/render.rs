//! A filing without errors in every format: what is for EDGAR holds its rules, and no line is wider than the page.

#![no_main]

use engross::edgar::{self, Kind};
use engross::render::{self, Format};
use engross::{diagnostic, document, filing};
use engross_fuzz::{FORMS, form_of, loaded, sound};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: { assert_eq!(FORMS.len(), 5); }, |bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Some((source, node)) = loaded("x.yaml", text) else { return };
    let form = form_of(&source, &node);
    let (filing, findings) = filing::read(form, std::slice::from_ref(&source), &node);
    sound(&findings);
    let Some(filing) = filing else { return };
    let (document, findings) = document::document(&filing);
    sound(&findings);
    for format in Format::ALL {
        sound(&render::render(&document, *format).1);
    }
    // One of them again: to write takes most of the time.
    let format = Format::ALL[text.len() % Format::ALL.len()];
    let [one, other] = [0, 1].map(|_| render::render(&document, format).0);
    assert!(one == other, "{} is not the same twice", format.name());
    let (text, findings) = render::text::render(&document);
    let mut in_table = false;
    for line in text.lines() {
        in_table = (in_table || line.trim() == "<TABLE>") && line.trim() != "</TABLE>";
        let widest = if in_table { edgar::WIDEST_TABLE } else { form.width };
        let fits = line.chars().count() <= widest || diagnostic::any_errors(&findings);
        assert!(fits, "a line of {} columns: {line}", line.chars().count());
    }
    lawful(&text, Kind::Text, &findings);
    let (html, findings) = render::html::render(&document);
    lawful(&html, Kind::Html, &findings);
});

/// What the renderer finds nothing wrong with, EDGAR takes.
fn lawful(rendered: &str, kind: Kind, said: &[diagnostic::Diagnostic]) {
    if diagnostic::any_errors(said) {
        return;
    }
    let found = edgar::check_rendered(rendered, kind, said);
    assert!(!diagnostic::any_errors(&found), "{}\n{rendered}", diagnostic::short::render(&found));
}
