//! The wording of what is wrong with a filed text, and of what is doubtful about its answers.

use std::sync::Arc;

use super::page::Page;
use super::reading::{Found, Note};
use super::recognise::Unknown;
use super::said::{Words, words_of};
use super::{Reading, Sought};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Source;

/// An answer that is no surer than this is to be looked at.
const SURE: f64 = 0.7;

/// A file that is no text and no HTML.
pub(super) fn not_a_document(name: &str, what: &str) -> Box<Diagnostic> {
    let fault = Diagnostic::new(Code::NotADocument, format!("`{name}` cannot be read: it is {what}"));
    Box::new(fault.help("what is read is text or HTML: the `.txt` or `.htm` that EDGAR published"))
}

/// A text that is none of the forms.
pub(super) fn unknown(
    source: &Arc<Source>,
    page: &Page<'_>,
    unknown: &Unknown<'_, '_>,
    sought: Sought,
) -> Box<Diagnostic> {
    let file = source.name();
    let nearest = unknown.nearest.as_ref().map(|nearest| (nearest.template.name(), nearest.share));
    let near = nearest.as_ref().map(|(name, _)| name.as_str()).unwrap_or_default();
    let part = nearest.as_ref().map_or(0.0, |(_, share)| (share * 100.0).floor());
    let found = if part < 1.0 { "next to none".to_owned() } else { format!("{part} in 100") };
    let nearest = format!("the nearest is `{near}`, of whose words {found} stand there");
    let title = unknown.title.as_ref().filter(|_| sought == Sought::Recognised);
    let (message, place, label, help) = match title {
        Some(title) => {
            let place = page.place(title.tokens.0, title.tokens.1);
            let words = words_of(page, title.tokens.0..=title.tokens.1);
            if unknown.known {
                let message = format!("`{file}` calls itself `{words}`, and next to nothing of that form stands in it");
                (message, place, "its title", "is it an exhibit to the form, or a part of it?".to_owned())
            } else {
                let message = format!("`{file}` is not a form that is known: it calls itself `{words}`");
                let help = format!("`engross forms` lists what is built in; {nearest}");
                let force = format!("; `--form {near}` reads it as that all the same");
                (message, place, "its title", if part >= 15.0 { help + &force } else { help })
            }
        }
        None => {
            let message = match sought {
                Sought::Recognised => format!("`{file}` does not look like any form that is known"),
                Sought::Given => format!("`{file}` does not look like form `{near}`"),
            };
            let end = page.tokens_of(0).end.saturating_sub(1).min(8);
            let help = match sought {
                Sought::Recognised => format!("{nearest}; `engross forms` lists what is built in"),
                Sought::Given => format!("{found} of its words stand there"),
            };
            (message, page.place(0, end), "begins so", help)
        }
    };
    Box::new(Diagnostic::new(Code::NotAForm, message).at(source, place, label).help(help))
}

/// What is to be known of the answers that were read.
pub(super) fn findings(
    reading: &Reading<'_>,
    found: &Found,
    words: &Words<'_, '_>,
    page: &Page<'_>,
) -> Vec<Diagnostic> {
    let source = &reading.source;
    let mut out: Vec<Diagnostic> = Vec::new();
    for note in &found.notes {
        match note {
            Note::Several(path, places) => out.push(several(source, path, places)),
            Note::Other(path, mark, other) => {
                let place = mark.start.min(other.start)..mark.end.max(other.end);
                let beside = words.at(other);
                let message = if beside.chars().any(|c| c.is_alphanumeric() && !matches!(c, 'x' | 'X')) {
                    format!("`{path}` has no box `{}`, which is checked", excerpt(&beside))
                } else {
                    format!("a checked box stands at `{path}`, and beside no words of it")
                };
                let fault = Diagnostic::new(Code::OtherBox, message).at(source, place, "not a box of the form");
                out.push(
                    fault.help("no answer can say so; if another edition of the form has it, name that with `--form`"),
                );
            }
            Note::Differs(path, taken, other) => {
                let message = format!(
                    "`{path}` stands there twice, as `{}` and as `{}`",
                    excerpt(&words.at(taken)),
                    excerpt(&words.at(other))
                );
                let fault = Diagnostic::new(Code::Differs, message).at(source, other.clone(), "not taken");
                out.push(fault.at(source, taken.clone(), "taken").help("take the other if that is right"));
            }
            // The report lists them.
            Note::None(..) => {}
        }
    }
    if let Some(amendment) = found.amendment.filter(|amendment| amendment.number.is_none()) {
        let place = page.place(amendment.tokens.0, amendment.tokens.1);
        let message = "the document is marked as an amendment, without a number";
        let fault = Diagnostic::new(Code::NoNumber, message).at(source, place, "which one?");
        out.push(fault.help("the number is not guessed: write `amendment:` and the number into the YAML"));
    }
    for (path, place, _) in reading.answers.iter().filter(|(.., sure)| *sure <= SURE) {
        let said = reading.said(path).unwrap_or_else(|| words.at(place));
        let message = format!("`{path}` was read with doubt, as `{}`", excerpt(&said));
        let fault = Diagnostic::new(Code::Unsure, message).at(source, place.clone(), "is it that?");
        out.push(fault.help("compare it with the document"));
    }
    out
}

fn several(source: &Arc<Source>, path: &str, places: &[std::ops::Range<usize>]) -> Diagnostic {
    let message = format!("{} boxes of `{path}` are checked, and one may be", places.len());
    let mut fault = Diagnostic::new(Code::SeveralBoxes, message);
    let second = places.get(1).into_iter().map(|place| (place, "checked as well"));
    let others = places.iter().enumerate().filter(|(index, _)| *index != 1).map(|(_, place)| (place, "checked"));
    for (place, label) in second.chain(others) {
        fault = fault.at(source, place.clone(), label);
    }
    fault.help(format!("none of them is taken: write the right one as `{path}:` into the YAML"))
}

/// The first words of an answer.
pub(super) fn excerpt(words: &str) -> String {
    match words.char_indices().nth(60) {
        Some((at, _)) => format!("{}...", words.split_at(at).0.trim_end()),
        None => words.to_owned(),
    }
}
