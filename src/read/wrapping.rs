//! What the wrapping of a document says, beside what the document says itself. It never answers anything.

use std::ops::Range;
use std::sync::Arc;

use super::Reading;
use super::faults::excerpt;
use super::intake::{Fact, Facts};
use super::wording::COMPANIES;
use crate::data::Node;
use crate::diagnostic::{Code, Diagnostic};
use crate::filing;
use crate::form::types::{Meaning, Value};
use crate::form::{Ask, Field, Form, Scalar};
use crate::source::Source;

/// Where the wrapping says otherwise than the document.
pub(super) fn compare(reading: &Reading<'_>, facts: &Facts, marked: Option<Range<usize>>) -> Vec<Diagnostic> {
    let form = reading.form;
    let type_of = |field: &Field| match &field.ask {
        Ask::Scalar(Scalar::Type(of, _)) => Some(of.name),
        Ask::Scalar(Scalar::Pattern { .. })
        | Ask::Narrative
        | Ask::One(_)
        | Ask::Any(_)
        | Ask::YesNo
        | Ask::List(_) => None,
    };
    // The form's first date is that of its period, its first name that of its company.
    let first = |wanted: &dyn Fn(&Field) -> bool| form.root().fields.iter().find(|field| wanted(field));
    let name = first(&|field| field.path.rsplit('.').next() == Some("name") && type_of(field) == Some("text"));
    let number = first(&|field| type_of(field) == Some("sec_file_number"));
    let period = first(&|field| type_of(field) == Some("date"));
    let mut out = Vec::new();
    let mut pair =
        |fact: &Option<Fact>, field: Option<&Field>, what: &str, is_same: &dyn Fn(&str, &str, &Field) -> bool| {
            let (Some(fact), Some(field)) = (fact, field) else { return };
            let Some(node) = reading.node.find(&field.path).map(|entry| &entry.node) else { return };
            let Some(scalar) = node.scalar() else { return };
            if !is_same(&fact.text, &scalar.text, field) {
                let message = format!(
                    "the wrapping has the {what} `{}`, the document has `{}`",
                    excerpt(&fact.text),
                    excerpt(&scalar.text)
                );
                let fault =
                    says_otherwise(&reading.source, fact, message).at(&reading.source, node.span.range(), "read here");
                out.push(fault.help(format!(
                    "the wrapping answers nothing; look whether `{}` was read where it stands",
                    field.path
                )));
            }
        };
    pair(&facts.company, name, "company", &|fact, answer, _| same_company(fact, answer));
    pair(&facts.file_number, number, "file number", &|fact, answer, field| match (
        read(field, fact),
        read(field, answer),
    ) {
        (Some(one), Some(other)) => one.canonical == other.canonical,
        _ => true,
    });
    pair(
        &facts.period,
        period,
        "period",
        &|fact, answer, field| match read(field, answer).map(|value| value.meaning) {
            Some(Meaning::Date(date)) => digits(fact).len() != 8 || digits(&date.to_string()) == digits(fact),
            _ => true,
        },
    );
    if let Some(fact) = facts.document_type.as_ref().or(facts.submission_type.as_ref()) {
        out.extend(kind(reading, fact, marked));
    }
    out
}

/// The type under which it was filed, beside what the answers make it.
fn kind(reading: &Reading<'_>, fact: &Fact, marked: Option<Range<usize>>) -> Option<Diagnostic> {
    let source = &reading.source;
    let filed = fact.text.trim().to_uppercase();
    let amends = filed.ends_with("/A");
    match marked {
        None if amends => {
            let message = format!("it was filed as `{}`, and the document is not marked as an amendment", fact.text);
            let fault = says_otherwise(source, fact, message);
            return Some(fault.help("if it is one, write `amendment:` and its number into the YAML"));
        }
        Some(place) if !amends => {
            let message = format!("it was filed as `{}`, and the document is marked as an amendment", fact.text);
            return Some(says_otherwise(source, fact, message).at(source, place, "marked here"));
        }
        Some(_) | None => {}
    }
    let own = submission(reading.form, source, &reading.node)?;
    let bare = |kind: &str| kind.trim_end_matches("/A").split_whitespace().collect::<Vec<_>>().join(" ");
    let begins = super::recognise::filed_as(reading.form);
    // What it would be filed as is known only as far as its answers are.
    if bare(&own) == begins || bare(&own.to_uppercase()) == bare(&filed) {
        return None;
    }
    let message = format!("it was filed as `{}`, and its answers make it `{}`", fact.text, bare(&own));
    Some(says_otherwise(source, fact, message).help("look whether the boxes that say so were read as they are checked"))
}

/// What the answers would be filed as.
fn submission(form: &Form, source: &Arc<Source>, node: &Node) -> Option<String> {
    let template = form.submission.as_ref()?;
    let (filing, _) = filing::attempt(form, std::slice::from_ref(source), node);
    let mut out = String::new();
    let chain = filing::Chain { record: &filing.answers, outer: None };
    template
        .fill(&filing.answers.context, |part| match part {
            crate::form::Part::Words(words, _) => out.push_str(words),
            crate::form::Part::Answer(field, _) => out.push_str(&chain.printed(form, field)),
            crate::form::Part::Derived(words, _) => out.push_str(&words),
            crate::form::Part::Blank(_) => {}
        })
        .ok()?;
    Some(out.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn says_otherwise(source: &Arc<Source>, fact: &Fact, message: String) -> Diagnostic {
    Diagnostic::new(Code::Wrapping, message).at(source, fact.range.clone(), "the wrapping says so")
}

fn read(field: &Field, text: &str) -> Option<Value> {
    match &field.ask {
        Ask::Scalar(Scalar::Type(of, _)) => of.read(text).ok(),
        Ask::Scalar(Scalar::Pattern { .. })
        | Ask::Narrative
        | Ask::One(_)
        | Ask::Any(_)
        | Ask::YesNo
        | Ask::List(_) => None,
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Whether two names are of one company, as far as their words tell: one may have fewer, and each may be shortened.
fn same_company(one: &str, other: &str) -> bool {
    let words = |name: &str| {
        // A state stands between strokes: `ACME CORP /DE/`.
        let upper = name.to_uppercase().replace(['\'', '\u{2019}', '.'], "");
        let upper = upper.split('/').next().unwrap_or_default().to_owned();
        let words = upper.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.filter(|word| !COMPANIES.contains(word)).map(str::to_owned).collect::<Vec<_>>()
    };
    let (one, other) = (words(one), words(other));
    let alike = |a: &String, b: &String| a.starts_with(b.as_str()) || b.starts_with(a.as_str());
    let within = |few: &[String], many: &[String]| few.iter().all(|word| many.iter().any(|other| alike(word, other)));
    one.is_empty() || other.is_empty() || within(&one, &other) || within(&other, &one) || one.concat() == other.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companies_are_compared_by_the_words_that_tell() {
        for (one, other) in [
            ("INNOVO GROUP INC", "Innovo Group Inc."),
            ("ACME CORP /DE/", "Acme Corporation"),
            ("HOAX HOSIERY MILLS INC", "The Hoax Hosiery Mills, Inc."),
            ("JOES JEANS INC", "Joe\u{2019}s Jeans, Inc."),
            ("AT&T INC", "AT & T Inc."),
        ] {
            assert!(same_company(one, other), "{one}, {other}");
        }
        assert!(!same_company("INNOVO GROUP INC", "Acme Corporation"));
        assert!(!same_company("HOAX HOSIERY MILLS INC", "Hoax Stocking Works, Inc."));
    }
}
