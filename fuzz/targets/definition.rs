//! Definitions, with what they include: every stage that a form alone goes through.

#![no_main]

use std::path::Path;

use engross::filing;
use engross::form::{self, Named};
use engross::read::Template;
use engross::render::{self, Format};
use engross::schema::{self, Draft};
use engross::source::Source;
use engross::{data, diagnostic, document, new};
use engross_fuzz::{Memory, sound, texts};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some(texts) = texts(bytes, 4) else { return };
    // The first is the definition; it may include the others as `a.form`, `b.form`, `c.form`, and the built-in ones.
    let names = ["x.form", "a.form", "b.form", "c.form"].map(|name| format!("forms/12b-25/{name}"));
    let world = Memory::new(names.into_iter().zip(texts));
    let (form, findings) = form::compile(&world, Path::new("forms/12b-25/x.form"));
    sound(&findings);
    assert_eq!(form.is_none(), diagnostic::any_errors(&findings));
    let Some(form) = form else { return };
    let (blank, findings) = document::blank(&form);
    sound(&findings);
    for format in Format::ALL {
        sound(&render::render(&blank, *format).1);
    }
    let _ = Template::new(&form);
    for draft in [Draft::Of2020, Draft::Seven] {
        let _ = schema::schema(&form, Named::Path("./x.form"), draft);
    }
    for yaml in [new::empty(&form, Named::Path("./x.form")), new::example(&form, Named::Path("./x.form"))] {
        let source = Source::new("new.yaml", yaml);
        let mut findings = Vec::new();
        let node = data::load(&source, 0, &mut findings);
        assert!(findings.is_empty(), "what `new` writes is no YAML: {findings:?}\n{}", source.text());
        let Some(node) = node else { continue };
        let (filing, findings) = filing::read(&form, std::slice::from_ref(&source), &node);
        sound(&findings);
        if let Some(filing) = filing {
            let (document, findings) = document::document(&filing);
            sound(&findings);
            sound(&render::render(&document, Format::Text).1);
        }
    }
});
