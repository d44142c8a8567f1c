//! The wording of faults of an amendment against what it amends.

use std::fmt::Write as _;
use std::sync::Arc;

use super::at::At;
use super::originals::amended_by;
use super::read::HEAD;
use crate::data::{Entry, Node, NodeValue};
use crate::diagnostic::{Code, Diagnostic, excerpt, nearest};
use crate::form::{Field, Scope};
use crate::source::{Source, Span};

/// An amendment's number that is none.
pub(super) fn bad_amendment(at: &At<'_>, node: &Node, text: &str) -> Diagnostic {
    at.fault(
        Code::BadValue,
        node.span,
        format!("`amendment`: `{}` is not a number from 1", excerpt(text)),
        "expected a number",
    )
    .help("the first amendment is `amendment: 1`")
}

/// An amendment is not signed itself.
pub(super) fn signed_before(at: &At<'_>, signed: Span) -> Diagnostic {
    let number = at.node.get("amendment").map_or(at.node.span, |entry| entry.key_span.to(entry.node.span));
    let fault =
        at.fault(Code::SignedBefore, number, "the amendment is not signed".to_owned(), "has no signature of its own");
    at.also(fault, signed, "signed here")
        .help("whoever signs the amendment says when and as what: restate the signature")
}

/// An amendment is signed on a day before its original.
pub(super) fn signed_earlier(sources: &[Arc<Source>], span: Span, original: Span) -> Diagnostic {
    let mut fault = Diagnostic::new(Code::SignedEarlier, "the amendment is signed before its original");
    for (span, label) in [(span, "the amendment"), (original, "its original")] {
        if let Some(source) = sources.get(usize::from(span.file)) {
            fault = fault.at(source, span.range(), label);
        }
    }
    fault.help("one of the dates is mistaken, or the wrong filing is amended")
}

fn amends(source: &Arc<Source>, entry: &Entry, code: Code, message: String, label: &str) -> Diagnostic {
    Diagnostic::new(code, message).at(source, entry.node.span.range(), label)
}

/// `amends` holds a list or a record.
pub(super) fn amends_what(source: &Arc<Source>, entry: &Entry) -> Diagnostic {
    let message = format!("`amends` should be a single value, not {}", entry.node.what());
    amends(source, entry, Code::WrongShape, message, "expected a path")
        .help("write `amends:` and the path of the filing that is amended, from this file's folder")
}

/// The filing that is amended cannot be read.
pub(super) fn no_original(source: &Arc<Source>, entry: &Entry, named: &str, reason: &str) -> Diagnostic {
    let message = format!("the original `{}` cannot be read: {reason}", excerpt(named));
    amends(source, entry, Code::NoOriginal, message, "named here")
        .help("`amends` is the path of a filing's YAML from this file's folder; `\"-\"` in quotes is standard input")
}

/// A filing amends itself, at once or in a circle.
pub(super) fn amends_itself(source: &Arc<Source>, entry: &Entry, named: &str) -> Diagnostic {
    let message = format!("`{}` is an original of itself", excerpt(named));
    amends(source, entry, Code::AmendsItself, message, "leads back here")
        .help("name the filing that was furnished before this one")
}

/// An amendment and its original answer different forms.
pub(super) fn other_form(source: &Arc<Source>, span: Span, original: &str) -> Diagnostic {
    Diagnostic::new(Code::Unfit, format!("the original answers form `{}`", excerpt(original)))
        .at(source, span.range(), "another form")
        .help("an amendment is filed on the form of its original")
}

/// An amendment without its number.
pub(super) fn no_number(source: &Arc<Source>, amendment: &Node, entry: &Entry, next: u32) -> Diagnostic {
    let message = "the amendment has no number";
    let slip = amendment
        .entries()
        .iter()
        .find(|entry| !HEAD.contains(&entry.key.as_str()) && nearest(&entry.key, ["amendment"]).is_some());
    if let Some(slip) = slip.filter(|_| amendment.get("amendment").is_none()) {
        let fault = Diagnostic::new(Code::Unfit, message).at(source, slip.key_span.range(), "expected `amendment`");
        return fault.help("did you mean `amendment`?").replace("write `amendment`", "amendment");
    }
    amends(source, entry, Code::Unfit, message.to_owned(), "amends an original")
        .help(format!("write `amendment: {next}` below; the form is marked with it"))
}

/// An amendment that leaves out what the form requires, and names no filing in which it stands.
pub(super) fn no_amends(at: &At<'_>, entry: &Entry) -> Diagnostic {
    let place = entry.key_span.to(entry.node.span);
    let (what, label) = if entry.key == "amends" {
        ("`amends` is blank, and the filing leaves out required answers", "names no filing")
    } else {
        ("the amendment does not say what it amends, and leaves out required answers", "of which filing?")
    };
    at.fault(Code::NoAmends, place, what.to_owned(), label).help(
        "write `amends:` and the path of the filing that is amended, in which they stand; or answer the whole form",
    )
}

/// Whether a filing has an amendment's number and does not say what it amends.
pub(super) fn is_alone(at: &At<'_>) -> bool {
    let is_amendment = at.node.get("amendment").is_some_and(|entry| entry.node.value != NodeValue::Null);
    at.prefix.is_empty() && !at.is_laid() && is_amendment && amended_by(at.node).is_none()
}

/// Whether an amendment withdraws by this entry, at this path, what may stand in its original. It is signed itself.
pub(super) fn withdraws(at: &At<'_>, entry: &Entry, path: &str) -> bool {
    let record = |path: &str| path.rsplit_once('.').map(|(record, _)| record.to_owned());
    let mut signatures = at.form.root().signatures.iter().filter_map(|field| at.form.root().fields.get(*field));
    let is_signature = signatures.any(|field| {
        field.path == path || record(&field.path).is_some_and(|signed| signed == path || record(path) == Some(signed))
    });
    let in_original = || at.node.entries().iter().any(|entry| entry.node.span.file > 0);
    at.is_laid() && entry.node.span.file == 0 && if at.prefix.is_empty() { !is_signature } else { in_original() }
}

/// How to mend the withdrawal of a required answer. `write` is how to answer it.
pub(super) fn stands(at: &At<'_>, scope: &Scope, write: &str) -> String {
    let mut help = format!("leave it out, and the original's answer stands; or {write}");
    if let Some(key) = scope.key.and_then(|key| scope.fields.get(key)) {
        let given = |field: &&Field| at.find(&field.path).is_some_and(|entry| entry.node.value != NodeValue::Null);
        let others = scope.fields.iter().filter(|field| field.path != key.path).filter(given);
        let others = others.map(|field| format!("`{}: ~`", field.path)).collect::<Vec<_>>().join(", ");
        if !others.is_empty() {
            let _ = write!(help, "; to withdraw the whole record, write {others} as well");
        }
    }
    help
}

/// An amendment whose number is not beyond that of what it amends.
pub(super) fn not_later(source: &Arc<Source>, span: Span, mine: u32, before: u32) -> Diagnostic {
    let message = format!("amendment {mine} amends amendment {before}");
    Diagnostic::new(Code::Unfit, message)
        .at(source, span.range(), format!("expected {} or more", before + 1))
        .help("amendments are numbered in the order in which they are filed")
}
