//! When an amendment is signed, beside its original.

use std::sync::Arc;

use jiff::civil::Date;

use super::unfit;
use crate::data::{Node, NodeValue};
use crate::diagnostic::Diagnostic;
use crate::form::types::Meaning;
use crate::form::{Ask, Field, Form, Scalar};
use crate::source::{Source, Span};

/// Warns of the signatures of an amendment whose days are before those of its original. `original` is the data that the
/// amendment is laid over, `amended` the whole; both lie in `sources`, the amendment in the first.
pub fn signed_earlier(form: &Form, sources: &[Arc<Source>], original: &Node, amended: &Node) -> Vec<Diagnostic> {
    let fields = form.root().signatures.iter().filter_map(|field| form.root().fields.get(*field));
    let earlier = fields.filter_map(|field| {
        let [before, after] = [original, amended].map(|node| signed(form, field, node));
        let ((day, place), (before, signed)) = (after?, before?);
        (place.file == 0 && day < before).then(|| unfit::signed_earlier(sources, place, signed))
    });
    earlier.collect()
}

/// The last day on which something was signed, and where it says so.
fn signed(form: &Form, signature: &Field, node: &Node) -> Option<(Date, Span)> {
    let node = &node.find(&signature.path)?.node;
    let Ask::List(signers) = signature.ask else { return date(signature, node) };
    let NodeValue::List(records) = &node.value else { return None };
    let asked = form.scope(signers).fields.iter().find(|field| field.path == "date")?;
    let dates = records.iter().filter_map(|record| date(asked, &record.find(&asked.path)?.node));
    dates.max_by_key(|(date, _)| *date)
}

fn date(field: &Field, node: &Node) -> Option<(Date, Span)> {
    let Ask::Scalar(Scalar::Type(of, _)) = &field.ask else { return None };
    match of.read(node.scalar()?.text.trim()).ok()?.meaning {
        Meaning::Date(date) => Some((date, node.span)),
        Meaning::Text | Meaning::Number(_) => None,
    }
}
