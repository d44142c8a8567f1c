//! Filed texts and HTML: whatever they hold, places lie in the file, and what is written as YAML is the same data.

#![no_main]

use engross::form::Named;
use engross::read::{self, Sought};
use engross::source::Source;
use engross::{data, diff, filing};
use engross_fuzz::sound;
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: { assert_eq!(read::built_in().len(), 3); }, |bytes: &[u8]| {
    let templates: Vec<_> = read::built_in().iter().collect();
    for (sought, templates) in [(Sought::Recognised, &templates[..]), (Sought::Given, &templates[..1])] {
        let _ = read::is_filed("-", bytes);
        let reading = match read::read_any(templates, sought, Named::BuiltIn, "x.txt", bytes.to_vec()) {
            Ok(reading) => reading,
            Err(fault) => {
                sound(&[*fault]);
                continue;
            }
        };
        let text = reading.source.text();
        let answers = reading.answers.iter().map(|(_, place, _)| place);
        for place in reading.unread.iter().chain(answers) {
            assert!(text.get(place.clone()).is_some(), "{place:?} is no place in the file");
        }
        let (filing, findings) = reading.filing();
        sound(&findings);
        let _ = reading.report(&findings, &str::to_owned);
        let _: serde_json::Value = serde_json::from_str(&reading.json()).expect("what was read is JSON");
        let yaml = Source::new("y.yaml", reading.yaml());
        let mut findings = Vec::new();
        let node = data::load(&yaml, 0, &mut findings);
        assert!(findings.is_empty(), "what was read is no YAML: {findings:?}\n{}", yaml.text());
        let (Some(filing), Some(node)) = (filing, node) else { continue };
        let (written, findings) = filing::read(reading.form, std::slice::from_ref(&yaml), &node);
        let written = written.unwrap_or_else(|| panic!("as YAML it has errors: {findings:?}\n{}", yaml.text()));
        let changes = diff::compare(&filing, &written, None);
        assert!(!changes.any(), "as YAML it differs:\n{}\n{}", diff::report(&changes, false), yaml.text());
    }
});
