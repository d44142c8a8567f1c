//! The words that every format adds to a document's own.

use crate::document::Mark;

/// Before the date of a signature.
pub(super) const DATE: &str = "Date:";
/// Before a signature.
pub(super) const BY: &str = "By:";
/// Before the name of a conformed signature, 17 CFR 232.302.
pub(super) const CONFORMED: &str = "/s/ ";
/// Between a label and its answer, and between a part's number and its title.
pub(super) const DASH: &str = " - ";

/// A ballot box with a mark in it.
pub(super) const CHECKED: &str = "\u{2612}";
/// An empty ballot box.
pub(super) const EMPTY: &str = "\u{2610}";

/// Whether a dash parts a label from an answer beside it: not where the label ends in a mark of punctuation.
pub(super) fn wants_dash(label: &str) -> bool {
    !label.is_empty() && !label.ends_with([':', '?', '-', '.', ',', ';'])
}

/// The sign of a break between lines or paragraphs, where that came or went.
pub(super) const BREAK: &str = "\u{b6}";

/// What stands in plain text before and after what an amendment did to something.
pub(super) fn mark(mark: Option<Mark>) -> (&'static str, &'static str) {
    mark.map_or(("", ""), Mark::signs)
}
