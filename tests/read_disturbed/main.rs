//! Filings retyped the way that filers do, read back, and held against the answers that they were made of.
//!
//! `cargo test --test read_disturbed -- --nocapture` prints how many fields were read right, by kind of disturbance and by
//! field. `DISTURBED=10` takes ten times as many filings. `DISTURBED_SHOW='7,8-K,marks after labels'` prints one retyped
//! filing, of that seed, form and disturbances (several with `+` between), or of all forms without a form.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::wildcard_enum_match_arm,
    reason = "a test that cannot set itself up fails"
)]

mod answers;
#[path = "../diff_laws/generate.rs"]
#[allow(dead_code, reason = "its dice are used here, not its filings")]
mod generate;
#[path = "../common/answers.rs"]
mod given;
mod pieces;
mod score;
mod slips;
mod style;
mod typist;
mod typist_html;
mod wording;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use answers::{KINDS, Kind};
use engross::builtin::{self, BuiltIn};
use engross::data::{self, Style};
use engross::document::{self, Document};
use engross::filing::{self, Filing};
use engross::form::Named;
use engross::form::{self, Form};
use engross::read;
use engross::source::Source;
use generate::Dice;
use given::Given;
use score::{ReadAnswers, Tally, Wrong};
use style::{DISTURBANCES, Disturbance};

/// Reads a document of a form: the answers and how sure they are, by path.
fn read(template: &read::Template<'static>, name: &str, bytes: Vec<u8>) -> ReadAnswers {
    let reading = read::read(template, Named::BuiltIn, name, bytes).unwrap();
    let read = given::answers(&reading.node);
    let mut out: ReadAnswers = read.into_iter().map(|(path, given)| (path, (said(&given), 0.0))).collect();
    for (path, _, confidence) in &reading.answers {
        if let Some(given) = out.get_mut(path) {
            given.1 = *confidence;
        }
    }
    out
}

/// What an answer says, its paragraphs parted by an empty line.
fn said(given: &Given<'_>) -> String {
    match given {
        Given::Text(scalar) if scalar.style == Style::Folded => scalar.text.replace('\n', "\n\n"),
        Given::Text(scalar) => scalar.text.clone(),
        Given::Boxes(keys) => keys.join(","),
    }
}

/// Filings for each form and disturbance, and for each form with three disturbances at once.
const SINGLE: usize = 8;
const TRIPLE: usize = 100;

/// How many right fields are asked of a hundred.
const WITH_ONE: f64 = 99.5;
const WITH_THREE: f64 = 98.0;

fn template_of(kind: Kind) -> &'static read::Template<'static> {
    static TEMPLATES: LazyLock<Vec<read::Template<'static>>> =
        LazyLock::new(|| KINDS.iter().map(|kind| read::Template::new(form_of(*kind))).collect());
    &TEMPLATES[KINDS.iter().position(|known| *known == kind).unwrap()]
}

fn form_of(kind: Kind) -> &'static Form {
    static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
        let compiled = |(name, edition): (&str, &str)| {
            form::compile(&BuiltIn, builtin::find(name, Some(edition)).unwrap()).0.unwrap()
        };
        [("12b-25", "2003"), ("12b-25", "2019"), ("8-K", "2019")].into_iter().map(compiled).collect()
    });
    &FORMS[KINDS.iter().position(|known| *known == kind).unwrap()]
}

/// A retyped filing.
struct Case {
    seed: u64,
    kind: Kind,
    disturbances: Vec<&'static str>,
    name: String,
    text: String,
    truth: BTreeMap<String, Option<String>>,
    /// The answers as the form prints them.
    printed: Vec<String>,
}

fn filing(form: &'static Form, kind: Kind, dice: &mut Dice) -> Filing<'static> {
    let yaml = serde_json::Value::Object(answers::filing(dice, kind)).to_string();
    let source = Source::new("x.yaml", yaml);
    let mut findings = Vec::new();
    let node = data::load(&source, 0, &mut findings).unwrap();
    let (filing, findings) = filing::read(form, std::slice::from_ref(&source), &node);
    filing.unwrap_or_else(|| panic!("{findings:?}\n{}", source.text()))
}

fn case(seed: u64, kind: Kind, disturbances: &[&'static Disturbance]) -> Case {
    let form = form_of(kind);
    let mut dice = Dice::new(seed);
    let filing = filing(form, kind, &mut dice);
    let (mut document, findings) = document::document(&filing);
    assert!(findings.is_empty(), "{findings:?}");
    let printed = printed(&document);
    let submission = document.submission.clone().unwrap_or_default();
    let style = style::disturbed(disturbances, &mut document, &mut dice);
    let pieces = pieces::pieces(&document, &style, &mut dice);
    let text = match style.html {
        Some(kind) => typist_html::html(&pieces, &style, kind, &document.title, &mut dice),
        None => typist::text(&pieces, &style, style.width.unwrap_or(document.width), &mut dice),
    };
    let truth = score::truth(&filing);
    let name = if style.html.is_some() { "filed.htm" } else { "filed.txt" };
    let (text, name) =
        if style.envelope { (enveloped(&text, &submission, name, &truth), "filed.txt") } else { (text, name) };
    let disturbances = disturbances.iter().map(|disturbance| disturbance.name).collect();
    Case { seed, kind, disturbances, name: name.to_owned(), text, truth, printed }
}

/// The answers that a document prints, paragraph by paragraph.
fn printed(document: &Document) -> Vec<String> {
    let mut out = Vec::new();
    for block in &document.blocks {
        block.texts(&mut |text| {
            for run in text.iter().flat_map(|paragraph| &paragraph.lines).flat_map(|line| &line.runs) {
                if run.kind == document::RunKind::Answer {
                    out.push(run.text.clone());
                }
            }
        });
    }
    out
}

/// A document as EDGAR hands it out.
fn enveloped(text: &str, submission: &str, name: &str, truth: &BTreeMap<String, Option<String>>) -> String {
    let answer = |paths: &[&str]| paths.iter().find_map(|path| truth.get(*path).cloned().flatten()).unwrap_or_default();
    let company = answer(&["registrant.name"]).to_uppercase();
    let number = answer(&["file_number", "registrant.file_number"]);
    let day = answer(&["signed.date"]).replace('-', "");
    let period = answer(&["period_ended", "date_of_report", "transition_period_ended"]).replace('-', "");
    format!(
        "-----BEGIN PRIVACY-ENHANCED MESSAGE-----\nProc-Type: 2001,MIC-CLEAR\nOriginator-Name: webmaster@www.sec.gov\n\
         Originator-Key-Asymmetric:\n MFgwCgYEVQgBAQICAf8DSgAwRwJAW2sNKK9AVtBzYZmr6aGjlWyK3XmZv3dTINen\nMIC-Info: RSA-MD5,RSA,\n \
         UpmFRQsmCSpvPMC3SJ1wG2fxtnS9s1r4RRHFxxTCx7hTcQ8l\n\n<SEC-DOCUMENT>0000950148-03-000445.txt : {day}\n\
         <SEC-HEADER>0000950148-03-000445.hdr.sgml : {day}\nACCESSION NUMBER:\t\t0000950148-03-000445\n\
         CONFORMED SUBMISSION TYPE:\t{submission}\nPUBLIC DOCUMENT COUNT:\t\t1\nCONFORMED PERIOD OF REPORT:\t{period}\n\
         FILED AS OF DATE:\t\t{day}\n\nFILER:\n\n\tCOMPANY DATA:\t\n\t\tCOMPANY CONFORMED NAME:\t\t\t{company}\n\
         \t\tCENTRAL INDEX KEY:\t\t\t0000844143\n\t\tSTATE OF INCORPORATION:\t\t\tDE\n\t\tFISCAL YEAR END:\t\t\t1130\n\n\
         \tFILING VALUES:\n\t\tFORM TYPE:\t\t{submission}\n\t\tSEC ACT:\t\t1934 Act\n\t\tSEC FILE NUMBER:\t{number}\n\
         \t\tFILM NUMBER:\t\t03586811\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>{submission}\n<SEQUENCE>1\n<FILENAME>{name}\n\
         <DESCRIPTION>{submission}\n<TEXT>\n{}</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n-----END PRIVACY-ENHANCED MESSAGE-----\n",
        dash_escaped(text)
    )
}

/// In such a message a line that begins with a dash has another before it.
fn dash_escaped(text: &str) -> String {
    text.lines().map(|line| if line.starts_with('-') { format!("- {line}\n") } else { format!("{line}\n") }).collect()
}

fn times() -> usize {
    std::env::var("DISTURBED").ok().and_then(|times| times.parse().ok()).unwrap_or(1)
}

/// Reads cases and counts what was right.
#[derive(Default)]
struct Judge {
    by_disturbance: BTreeMap<String, Tally>,
    by_field: BTreeMap<String, Tally>,
    all: Tally,
    wrong: Vec<String>,
}

impl Judge {
    fn judge(&mut self, case: Case) {
        let form = form_of(case.kind);
        let answers = read(template_of(case.kind), &case.name, case.text.into_bytes());
        for scored in score::score(form, &case.truth, &answers) {
            self.all.add(&scored);
            let names = if case.disturbances.is_empty() { &["none"] } else { case.disturbances.as_slice() };
            for name in names {
                self.by_disturbance.entry((*name).to_owned()).or_default().add(&scored);
            }
            self.by_field.entry(format!("{} {}", form.name, scored.field)).or_default().add(&scored);
            if let Some((_, Wrong { path, expected, got })) = scored.wrong {
                let disturbances = case.disturbances.join("+");
                let mut line = format!("DISTURBED_SHOW='{},{},{disturbances}'\n  {path}\n", case.seed, id(case.kind));
                let _ = writeln!(line, "    expected {expected:?}\n    got      {got:?}");
                self.wrong.push(line);
            }
        }
    }

    /// The tables, and the first few wrong answers.
    fn report(&self, title: &str) -> String {
        let first: String = self.wrong.iter().take(shown()).map(String::as_str).collect();
        let all = BTreeMap::from([("all".to_owned(), self.all)]);
        format!(
            "{}{}{}\n{first}",
            score::table(title, &self.by_disturbance),
            score::table("by field", &self.by_field),
            score::table(title, &all)
        )
    }
}

fn id(kind: Kind) -> &'static str {
    match kind {
        Kind::Late2003 => "12b-25@2003",
        Kind::Late2019 => "12b-25@2019",
        Kind::Report8K => "8-K",
    }
}

#[test]
fn answers_are_read_with_any_one_disturbance() {
    let mut judge = Judge::default();
    for kind in KINDS {
        for seed in 0..(SINGLE * times()) as u64 {
            judge.judge(case(seed, kind, &[]));
            for (at, disturbance) in (1..).zip(DISTURBANCES) {
                // Each has filings of its own.
                judge.judge(case(at * 100_000 + seed, kind, &[disturbance]));
            }
        }
    }
    let report = judge.report("with one disturbance");
    println!("{report}");
    let bad: Vec<&String> =
        judge.by_disturbance.iter().filter(|(_, tally)| tally.percent() < WITH_ONE).map(|(name, _)| name).collect();
    assert!(bad.is_empty(), "less than {WITH_ONE} % with {bad:?}\n{report}");
}

#[test]
fn answers_are_read_with_three_disturbances_at_once() {
    let mut judge = Judge::default();
    for kind in KINDS {
        for seed in 0..(TRIPLE * times()) as u64 {
            judge.judge(case(seed, kind, &three(seed)));
        }
    }
    let report = judge.report("with three disturbances");
    println!("{report}");
    assert!(judge.all.percent() >= WITH_THREE, "less than {WITH_THREE} %\n{report}");
}

/// How many wrong answers are printed: twelve, or `DISTURBED_WRONG`.
fn shown() -> usize {
    std::env::var("DISTURBED_WRONG").ok().and_then(|count| count.parse().ok()).unwrap_or(12)
}

/// Three disturbances, none of them twice.
fn three(seed: u64) -> Vec<&'static Disturbance> {
    let mut dice = Dice::new(seed.wrapping_mul(0x2545_f491_4f6c_dd1d));
    let mut all: Vec<&Disturbance> = DISTURBANCES.iter().collect();
    generate::shuffle(&mut dice, &mut all);
    all.truncate(3);
    all
}

/// A text's words, as a reader sees them: without tags, rules and blanks.
fn seen(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        let tag =
            after.split_once('>').filter(|(tag, _)| tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'));
        rest = match tag {
            Some((_, after)) => {
                plain.push(' ');
                after
            }
            None => after,
        };
    }
    plain.push_str(rest);
    let plain = plain.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_truth_is_complete() {
    for kind in KINDS {
        let form = form_of(kind);
        let mut seen: BTreeMap<String, [usize; 2]> = BTreeMap::new();
        for seed in 0..200 {
            let case = case(seed, kind, &[]);
            for (path, value) in &case.truth {
                let path = path
                    .split_once('[')
                    .map_or(path.clone(), |(head, tail)| format!("{head}[]{}", tail.split_once(']').unwrap().1));
                seen.entry(path).or_default()[usize::from(value.is_some())] += 1;
            }
            // A reader that knows the truth is right everywhere, and one that knows nothing is not.
            let known = case.truth.iter().filter_map(|(path, value)| Some((path.clone(), (value.clone()?, 1.0))));
            let known: ReadAnswers = known.collect();
            assert!(score::score(form, &case.truth, &known).iter().all(|scored| scored.wrong.is_none()));
            let blank = score::score(form, &case.truth, &ReadAnswers::new());
            assert!(blank.iter().filter(|scored| scored.wrong.is_some()).count() >= 8);
            // What is wrong and sure counts double, and what nobody asked is wrong.
            let mut wrong = known.clone();
            wrong.insert("registrant.name".to_owned(), ("Nobody".to_owned(), 0.9));
            wrong.insert("items[9].title".to_owned(), ("Nothing".to_owned(), 0.1));
            let mut tally = Tally::default();
            for scored in score::score(form, &case.truth, &wrong) {
                tally.add(&scored);
            }
            assert_eq!((tally.wrong, tally.weighed), (2, 3));
        }
        for scope in &form.scopes {
            for field in &scope.fields {
                let of_list = |path: &String| {
                    *path == field.path
                        || path.ends_with(&format!("[].{}", field.path))
                        || path.starts_with(&format!("{}[]", field.path))
                };
                let counts: Vec<&[usize; 2]> =
                    seen.iter().filter(|(path, _)| of_list(path)).map(|(_, counts)| counts).collect();
                assert!(counts.iter().any(|counts| counts[1] > 0), "{} is never answered", field.path);
                let list = matches!(field.ask, form::Ask::List(_));
                let question = matches!(field.ask, form::Ask::YesNo);
                assert!(
                    list || question || !field.optional || counts.iter().any(|counts| counts[0] > 0),
                    "{} is never blank",
                    field.path
                );
            }
        }
    }
}

#[test]
fn without_a_disturbance_a_filing_is_typed_as_it_is_rendered() {
    for kind in KINDS {
        for seed in 0..40 {
            let case = case(seed, kind, &[]);
            let form = form_of(kind);
            let filing = filing(form, kind, &mut Dice::new(seed));
            let rendered = engross::render::text::render(&document::document(&filing).0).0;
            let words = |text: &str| text.replace(['_', '-'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
            let (typed, rendered) = (words(&case.text), words(&rendered));
            // Columns may wrap otherwise, which changes the order of their words.
            let sorted = |text: &str| {
                let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
                words.sort();
                words
            };
            assert_eq!(sorted(&typed), sorted(&rendered), "{}", case.text);
        }
    }
}

#[test]
fn every_answer_is_typed_whatever_the_disturbance() {
    let complete = |case: &Case| {
        let text = seen(&case.text);
        for word in case.printed.iter().flat_map(|answer| answer.split_whitespace()) {
            assert!(text.contains(word), "{word} of {:?}\nis not in\n{}", case.printed, case.text);
        }
    };
    for seed in 0..60 {
        for kind in KINDS {
            complete(&case(seed, kind, &three(seed)));
        }
    }
    let torn = ["answers in a column to the right", "numbers in a column to the right", "page marks in narratives"];
    for disturbance in DISTURBANCES.iter().filter(|disturbance| !torn.contains(&disturbance.name)) {
        for kind in KINDS {
            for seed in 0..5 {
                let case = case(seed, kind, &[disturbance]);
                let text = seen(&case.text);
                for answer in &case.printed {
                    let answer = answer.split_whitespace().collect::<Vec<_>>().join(" ");
                    let side = text.contains(&answer) || answer.split(' ').all(|word| text.contains(word));
                    assert!(side, "{answer}\nis not in\n{}", case.text);
                }
            }
        }
    }
}

#[test]
fn each_disturbance_changes_something() {
    for disturbance in DISTURBANCES {
        let other = |seed: u64, kind: Kind| case(seed, kind, &[disturbance]).text != case(seed, kind, &[]).text;
        let changed = KINDS.map(|kind| (0..10).filter(|seed| other(*seed, kind)).count());
        // A group of a few words, which can stand in columns, is not on every form.
        assert!(
            changed.iter().filter(|count| **count >= 5).count() >= 2,
            "{} changes {changed:?} of 10",
            disturbance.name
        );
    }
}

#[test]
fn a_retyped_filing_can_be_shown() {
    let Ok(wanted) = std::env::var("DISTURBED_SHOW") else { return };
    let parts: Vec<&str> = wanted.splitn(3, ',').collect();
    let (seed, form, names) = match parts.as_slice() {
        [seed, form, names] => (seed, Some(*form), *names),
        [seed, names] => (seed, None, *names),
        _ => panic!("DISTURBED_SHOW is `seed,disturbance` or `seed,form,disturbance`"),
    };
    let find = |name: &str| {
        DISTURBANCES.iter().find(|known| known.name == name).unwrap_or_else(|| panic!("no disturbance `{name}`"))
    };
    let disturbances: Vec<&Disturbance> =
        names.split('+').filter(|name| !["", "none"].contains(name)).map(find).collect();
    for kind in KINDS.into_iter().filter(|kind| form.is_none_or(|form| form == id(*kind))) {
        let case = case(seed.parse().unwrap(), kind, &disturbances);
        println!("{}\n{:#?}", case.text, case.truth);
    }
}
