//! Answers that were read beside those that are true, field by field.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use engross::filing::{AnswerValue, Filing, Record};
use engross::form::{Ask, Field, Form, Scalar, ScopeId};

/// Answers by their paths, `items[2].title`: what was read, and how sure the reader is of it, from 0 to 1. Boxes are their
/// keys with commas between, flags and questions `yes` or `no`; paragraphs are parted by an empty line.
pub(crate) type ReadAnswers = BTreeMap<String, (String, f64)>;

/// From here on a reader is sure of an answer; a wrong one counts double.
const SURE: f64 = 0.8;

/// What a filing says of itself, not of its form's answers.
const HEAD: [&str; 4] = ["form", "edition", "amends", "amendment"];

/// What the answers of a filing are, by path; none for one that is asked and was not given. What is not asked is not here.
pub(crate) fn truth(filing: &Filing<'_>) -> BTreeMap<String, Option<String>> {
    let mut out = BTreeMap::new();
    record(filing.form, &filing.answers, &mut out);
    out
}

fn record(form: &Form, record: &Record, out: &mut BTreeMap<String, Option<String>>) {
    for (index, field) in form.scope(record.scope).fields.iter().enumerate() {
        let path = format!("{}{}", record.prefix, field.path);
        let holds = |guard: &engross::form::Guard| record.truths.get(guard.condition) == Some(&guard.holds);
        if !field.guards.iter().all(holds) {
            continue;
        }
        let key = |at: &usize| field.ask.boxes()[*at].key.to_string();
        let value = match record.answer(index).map(|answer| &answer.value) {
            Some(AnswerValue::List(records)) => {
                for (inner, _) in records {
                    self::record(form, inner, out);
                }
                continue;
            }
            None if matches!(field.ask, Ask::List(_)) => continue,
            None if matches!(field.ask, Ask::YesNo) => Some("no".to_owned()),
            None => None,
            Some(AnswerValue::Scalar(value)) => Some(value.canonical.clone()),
            Some(AnswerValue::Narrative(paragraphs)) => {
                let lines = |paragraph: &engross::filing::Paragraph| {
                    paragraph.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
                };
                Some(words(&paragraphs.iter().map(lines).collect::<Vec<_>>().join("\n\n")))
            }
            Some(AnswerValue::One(at)) => Some(key(at)),
            Some(AnswerValue::Any(all)) => {
                Some(all.iter().map(key).collect::<Vec<_>>().join(",")).filter(|keys| !keys.is_empty())
            }
            Some(AnswerValue::YesNo(yes)) => Some(if *yes { "yes" } else { "no" }.to_owned()),
        };
        out.insert(path, value);
    }
}

/// The words of paragraphs, single blanks between them.
fn words(text: &str) -> String {
    let mut paragraphs: Vec<String> = vec![String::new()];
    for line in text.lines() {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        let open = paragraphs.last_mut().unwrap();
        if line.is_empty() {
            if !open.is_empty() {
                paragraphs.push(String::new());
            }
        } else {
            if !open.is_empty() {
                open.push(' ');
            }
            open.push_str(&line);
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs.join("\n\n")
}

/// The field of a path such as `items[2].title`.
fn field<'f>(form: &'f Form, path: &str) -> Option<&'f Field> {
    let find = |scope: ScopeId, path: &str| form.scope(scope).fields.iter().find(|field| field.path == path);
    let Some((list, rest)) = path.split_once('[') else { return find(ScopeId::ROOT, path) };
    let Ask::List(scope) = find(ScopeId::ROOT, list)?.ask else { return None };
    find(scope, rest.split_once("].")?.1)
}

/// A read answer in the one spelling by which answers are compared; nothing for a blank one.
fn canonical(field: &Field, text: &str) -> Option<String> {
    let text = text.trim();
    let plain = || Some(text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty());
    match &field.ask {
        Ask::Scalar(Scalar::Type(of, _)) => of.read(text).map_or_else(|_| plain(), |value| Some(value.canonical)),
        Ask::Narrative => Some(words(text)).filter(|text| !text.is_empty()),
        Ask::Any(boxes) => {
            let given: Vec<&str> = text.split(',').map(str::trim).filter(|key| !key.is_empty()).collect();
            let mut known: Vec<&str> =
                boxes.iter().map(|known| known.key.as_str()).filter(|key| given.contains(key)).collect();
            known.extend(given.iter().filter(|key| !boxes.iter().any(|known| known.key == **key)));
            Some(known.join(",")).filter(|keys| !keys.is_empty())
        }
        Ask::Scalar(Scalar::Pattern { .. }) | Ask::One(_) | Ask::YesNo | Ask::List(_) => plain(),
    }
}

/// An answer that was read wrong.
#[derive(Debug)]
pub(crate) struct Wrong {
    pub(crate) path: String,
    pub(crate) expected: Option<String>,
    pub(crate) got: Option<(String, f64)>,
}

/// One field of one filing.
pub(crate) struct Scored {
    /// Its path without the numbers of records.
    pub(crate) field: String,
    pub(crate) wrong: Option<(usize, Wrong)>,
}

/// Holds what was read against what is true.
pub(crate) fn score(form: &Form, truth: &BTreeMap<String, Option<String>>, read: &ReadAnswers) -> Vec<Scored> {
    let mut out = Vec::new();
    let flag = |path: &str| field(form, path).is_some_and(|field| matches!(field.ask, Ask::YesNo) && field.optional);
    for (path, expected) in truth {
        let given = read.get(path);
        let got = given.and_then(|(text, _)| canonical(field(form, path)?, text));
        // A single box that nobody speaks of is not checked.
        let got = if got.is_none() && flag(path) { Some("no".to_owned()) } else { got };
        let wrong = (got != *expected).then(|| wrong(path, expected.clone(), given));
        out.push(Scored { field: numberless(path), wrong });
    }
    let unasked = read.iter().filter(|(path, _)| !truth.contains_key(*path) && !HEAD.contains(&path.as_str()));
    for (path, given) in unasked {
        // An empty group, or a `no`, says nothing of what is not asked.
        let says = field(form, path).map_or(Some(given.0.clone()), |field| canonical(field, &given.0));
        if says.is_some_and(|text| !(text == "no" && flag(path))) {
            out.push(Scored { field: numberless(path), wrong: Some(wrong(path, None, Some(given))) });
        }
    }
    out
}

fn wrong(path: &str, expected: Option<String>, given: Option<&(String, f64)>) -> (usize, Wrong) {
    let sure = given.is_some_and(|(_, confidence)| *confidence >= SURE);
    let wrong = Wrong { path: path.to_owned(), expected, got: given.cloned() };
    (if sure { 2 } else { 1 }, wrong)
}

fn numberless(path: &str) -> String {
    match (path.split_once('['), path.split_once(']')) {
        (Some((head, _)), Some((_, tail))) => format!("{head}[]{tail}"),
        _ => path.to_owned(),
    }
}

/// Counts of right and wrong fields.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Tally {
    pub(crate) fields: usize,
    pub(crate) wrong: usize,
    /// Wrong ones, those that the reader was sure of twice.
    pub(crate) weighed: usize,
}

impl Tally {
    pub(crate) fn add(&mut self, scored: &Scored) {
        self.fields += 1;
        if let Some((weight, _)) = &scored.wrong {
            self.wrong += 1;
            self.weighed += weight;
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of fields")]
    pub(crate) fn percent(&self) -> f64 {
        100.0 * (1.0 - self.weighed as f64 / self.fields.max(1) as f64)
    }
}

/// A table of counts, one line each.
pub(crate) fn table(title: &str, tallies: &BTreeMap<String, Tally>) -> String {
    let mut out = format!("\n{title:<42}{:>8}{:>7}{:>6}{:>9}\n", "fields", "wrong", "sure", "right");
    for (name, tally) in tallies {
        let sure = tally.weighed - tally.wrong;
        let _ = writeln!(out, "{name:<42}{:>8}{:>7}{sure:>6}{:>8.2}%", tally.fields, tally.wrong, tally.percent());
    }
    out
}
