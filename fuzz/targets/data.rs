//! Filings in YAML, read by every form: what is wrong is said, at its place, and what is carried into a new filing is YAML.

#![no_main]

use engross::form::Named;
use engross::world::{self, LARGEST_FILING};
use engross::{data, diagnostic, filing, new, source::Source};
use engross_fuzz::{FORMS, form_of, sound};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: { assert_eq!(FORMS.len(), 5); }, |bytes: &[u8]| {
    let text = match world::text("x.yaml", bytes.to_vec(), LARGEST_FILING) {
        Ok(text) => text,
        Err(fault) => return sound(&[*fault]),
    };
    let source = Source::new("x.yaml", text);
    let mut findings = Vec::new();
    let node = data::load(&source, 0, &mut findings);
    sound(&findings);
    let Some(node) = node else {
        assert!(diagnostic::any_errors(&findings), "nothing came of it, and nothing was said");
        return;
    };
    let broken = diagnostic::any_errors(&findings);
    let named = filing::identify(&source, &node);
    for form in FORMS.iter() {
        let (filing, findings) = filing::read(form, std::slice::from_ref(&source), &node);
        sound(&findings);
        assert_eq!(filing.is_none(), diagnostic::any_errors(&findings));
        match &named {
            Ok(named) => sound(filing::mismatch(&source, named, form).as_slice()),
            Err(fault) => sound(std::slice::from_ref(fault)),
        }
    }
    if broken {
        return;
    }
    let form = form_of(&source, &node);
    let carried = filing::carry(form, &source, &node);
    sound(&carried.findings());
    let text = new::from(form, Named::BuiltIn, &source, &node, &carried, &[]);
    let written = Source::new("new.yaml", text);
    let mut findings = Vec::new();
    data::load(&written, 0, &mut findings);
    assert!(findings.is_empty(), "what `new` writes is no YAML: {findings:?}\n{}", written.text());
});
