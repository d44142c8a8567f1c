//! Two filings, parted by a line `---`: a filing does not differ from itself, a redline holds both documents to the word, and
//! every report and format can be made of it.

#![no_main]

#[path = "../../tests/diff_laws/accept.rs"]
#[allow(dead_code)]
mod accept;

use accept::{ACCEPTED, REJECTED};
use engross::filing::{self, Filing};
use engross::render::docx::Reviser;
use engross::render::{self, Format};
use engross::{diff, document};
use engross_fuzz::{FORMS, form_of, loaded, sound, texts};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: { assert_eq!(FORMS.len(), 5); }, |bytes: &[u8]| {
    let Some(texts) = texts(bytes, 2) else { return };
    let [one, other] = texts.as_slice() else { return };
    let Some((old_source, old)) = loaded("old.yaml", one) else { return };
    let Some((source, node)) = loaded("new.yaml", other) else { return };
    let (old_form, form) = (form_of(&old_source, &old), form_of(&source, &node));
    if old_form.name != form.name {
        return;
    }
    let Some(before) = filing::read(old_form, std::slice::from_ref(&old_source), &old).0 else { return };
    let itself = diff::compare(&before, &before, None);
    assert!(!itself.any(), "it differs from itself:\n{}", diff::report(&itself, true));
    if let Some(after) = filing::read(form, std::slice::from_ref(&source), &node).0 {
        compare(&before, &after);
    }
    // The same as an amendment of the other.
    let whole = filing::amended(form, &filing::renumbered(&old, 1), &node);
    let (after, findings) = filing::read(form, &[source, old_source.clone()], &whole);
    sound(&findings);
    if let Some(after) = after {
        compare(&before, &after);
        let changes = diff::compare(&before, &after, None);
        sound(&document::document(&after).1);
        let _ = render::render(&document::document(&after).0.restated_only(&changes), Format::Text);
    }
});

fn compare(before: &Filing<'_>, after: &Filing<'_>) {
    let changes = diff::compare(before, after, None);
    for all in [false, true] {
        let _ = diff::report(&changes, all);
    }
    let _ = diff::summary(&changes);
    let _: serde_json::Value = serde_json::from_str(&diff::json(&changes)).expect("changes are JSON");
    let [one, other] = [before, after].map(|filing| document::document(filing).0);
    let redline = diff::redline(document::document(before).0, document::document(after).0, &changes, None);
    assert_eq!(accept::words(&redline, REJECTED), accept::words(&one, REJECTED), "rejected");
    assert_eq!(accept::words(&redline, ACCEPTED), accept::words(&other, ACCEPTED), "accepted");
    let _ = diff::coloured(&render::text::render(&redline).0);
    for tags in [false, true] {
        sound(&render::html::redline(&redline, tags).1);
    }
    sound(&render::page::redline(&redline, &changes).1);
    sound(&render::docx::redline(&redline, Reviser::default()).1);
}
