//! Laws of comparing: a filing does not differ from itself; the changes, applied to the original, give the amended filing; a
//! redline holds both documents, to the word.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::wildcard_enum_match_arm,
    reason = "a test that cannot set itself up fails"
)]

mod accept;
mod apply;
mod generate;

use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::time::Instant;

use accept::{ACCEPTED, REJECTED};
use apply::Answers;
use engross::builtin::{self, BuiltIn};
use engross::data::{self, Node};
use engross::document::{self, Document};
use engross::filing::{self, AnswerValue, Filing, Paragraph, Record};
use engross::form::{self, Form};
use engross::source::Source;
use engross::world::World;
use engross::{diff, render};
use generate::{Dice, KINDS, Kind};
use proptest::prelude::*;
use serde_json::{Map, Value};

struct Disk;

impl World for Disk {
    fn read(&self, path: &Path, _: usize) -> std::io::Result<Vec<u8>> {
        std::fs::read(path)
    }

    fn canonical(&self, path: &Path) -> std::io::Result<std::path::PathBuf> {
        path.canonicalize()
    }
}

fn form_of(kind: Kind) -> &'static Form {
    static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
        let built_in = |name, edition| form::compile(&BuiltIn, builtin::find(name, Some(edition)).unwrap()).0.unwrap();
        let everything = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/properties/everything.form");
        vec![
            built_in("12b-25", "2003"),
            built_in("12b-25", "2019"),
            built_in("8-K", "2019"),
            form::compile(&Disk, &everything).0.unwrap(),
        ]
    });
    &FORMS[KINDS.iter().position(|known| *known == kind).unwrap()]
}

fn loaded(text: &Map<String, Value>) -> (Arc<Source>, Node) {
    let source = Source::new("x.yaml", Value::Object(text.clone()).to_string());
    let mut findings = Vec::new();
    let node = data::load(&source, 0, &mut findings);
    assert!(findings.is_empty(), "{findings:?}");
    (source, node.unwrap())
}

fn read<'f>(form: &'f Form, sources: &[Arc<Source>], node: &Node) -> Filing<'f> {
    let (filing, findings) = filing::read(form, sources, node);
    filing.unwrap_or_else(|| panic!("{findings:?}\n{}", sources[0].text()))
}

fn whole<'f>(form: &'f Form, text: &Map<String, Value>) -> Filing<'f> {
    let (source, node) = loaded(text);
    read(form, &[source], &node)
}

fn amended<'f>(form: &'f Form, original: &Map<String, Value>, amendment: &Map<String, Value>) -> Filing<'f> {
    let ((old_source, old), (source, node)) = (loaded(original), loaded(amendment));
    let node = filing::amended(form, &filing::renumbered(&old, 1), &node);
    read(form, &[source, old_source], &node)
}

fn written(filing: &Filing<'_>) -> Document {
    let (document, findings) = document::document(filing);
    assert!(findings.is_empty(), "{findings:?}");
    document
}

/// The words of each paragraph of each narrative.
fn paragraphs(record: &Record) -> Vec<Vec<String>> {
    let words = |paragraph: &Paragraph| {
        let lines = paragraph.lines.iter().flat_map(|line| line.text.split_whitespace());
        lines.collect::<Vec<_>>().join(" ")
    };
    let answers = record.answers.iter().flatten();
    let narratives = answers.flat_map(|answer| match &answer.value {
        AnswerValue::Narrative(paragraphs) => vec![paragraphs.iter().map(words).collect()],
        AnswerValue::List(records) => records.iter().flat_map(|(record, _)| self::paragraphs(record)).collect(),
        _ => Vec::new(),
    });
    narratives.collect()
}

/// Everything that must hold of two filings, in time or not.
fn check(kind: Kind, before: &Filing<'_>, after: &Filing<'_>, answers: &Answers, expected: &Answers) {
    for deadline in [None, Some(Instant::now())] {
        let changes = diff::compare(before, after, deadline);
        let json: Value = serde_json::from_str(&diff::json(&changes)).unwrap();
        assert_eq!(&answers.clone().applied(&json), expected, "{json:#}");
        // Answers are held by their words; where paragraphs part is a change as well.
        let parted = answers == expected && paragraphs(&before.answers) != paragraphs(&after.answers);
        assert_eq!(changes.any(), answers != expected || parted);
        let _ = (diff::report(&changes, true), diff::summary(&changes));
        assert_eq!(diff::report(&changes, false).contains("The comparison was cut short"), deadline.is_some());
        holds_both(before, after, matches!(kind, Kind::Late2003), deadline);
    }
}

/// A redline without what came is the original's document, without what went the amended one's.
fn holds_both(before: &Filing<'_>, after: &Filing<'_>, in_order: bool, deadline: Option<Instant>) {
    let (one, other) = (written(before), written(after));
    let changes = diff::compare(before, after, deadline);
    let redline = diff::redline(written(before), written(after), &changes, deadline);
    assert_eq!(accept::words(&redline, REJECTED), accept::words(&one, REJECTED), "rejected");
    assert_eq!(accept::words(&redline, ACCEPTED), accept::words(&other, ACCEPTED), "accepted");

    let text = render::text::render(&redline).0;
    for (document, without) in [(&one, REJECTED), (&other, ACCEPTED)] {
        let (plain, expected) =
            (accept::plain(&text, without), accept::plain(&render::text::render(document).0, without));
        if in_order {
            assert_eq!(plain, expected, "\n{text}");
        } else {
            assert_eq!(accept::sorted(&plain), accept::sorted(&expected), "\n{text}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_differs_from_itself(seed in any::<u64>(), kind in prop::sample::select(&KINDS)) {
        let filing = generate::filing(&mut Dice::new(seed), kind);
        let (one, other) = (whole(form_of(kind), &filing), whole(form_of(kind), &filing));
        let changes = diff::compare(&one, &other, None);
        prop_assert!(!changes.any(), "{}", diff::report(&changes, true));
        let text = render::text::render(&written(&one)).0;
        let redline = diff::redline(written(&one), written(&other), &changes, None);
        prop_assert_eq!(render::text::render(&redline).0, text);
    }

    #[test]
    fn changes_make_the_other_filing_and_a_redline_holds_both(seed in any::<u64>(), kind in prop::sample::select(&KINDS)) {
        let mut dice = Dice::new(seed);
        let one = generate::filing(&mut dice, kind);
        let other = if dice.one_in(4) { generate::filing(&mut dice, kind) } else { generate::version(&mut dice, kind, &one) };
        let form = form_of(kind);
        check(kind, &whole(form, &one), &whole(form, &other), &Answers::of(&one), &Answers::of(&other));
    }

    #[test]
    fn what_an_amendment_leaves_out_is_no_change(seed in any::<u64>(), kind in prop::sample::select(&KINDS)) {
        let mut dice = Dice::new(seed);
        let one = generate::filing(&mut dice, kind);
        let other = generate::version(&mut dice, kind, &one);
        let amendment = generate::amendment(&mut dice, &one, &other);
        let form = form_of(kind);
        let (before, after) = (whole(form, &one), amended(form, &one, &amendment));
        let mut expected = Answers::of(&other);
        if kind == Kind::Report8K && amendment.contains_key("items") {
            // Records with a key are restated one by one: those of the original stay.
            expected = expected.with_records_of(&Answers::of(&one), "items", "number");
        }
        check(kind, &before, &after, &Answers::of(&one), &expected);
        let changes = diff::compare(&before, &after, None);
        for change in &changes.changes {
            let top = change.path.split(['.', '[']).next().unwrap();
            prop_assert!(!change.kind.differs() || amendment.contains_key(top), "{} was left out", change.path);
        }
    }

    #[test]
    fn editions_are_compared_by_path(seed in any::<u64>(), forth in any::<bool>()) {
        let mut dice = Dice::new(seed);
        let kinds = if forth { [Kind::Late2003, Kind::Late2019] } else { [Kind::Late2019, Kind::Late2003] };
        let [one, other] = kinds.map(|kind| whole(form_of(kind), &generate::filing(&mut dice, kind)));
        let changes = diff::compare(&one, &other, None);
        prop_assert!(diff::report(&changes, true).contains("The editions differ"));
        holds_both(&one, &other, false, None);
    }
}
