//! The table of elements.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What EDGAR is known to do with an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Judgement {
    /// Both known validators take it.
    Allowed,
    /// One of them takes it.
    Disputed,
    /// EDGAR's own mark.
    Own,
    /// Neither of them takes it.
    Forbidden,
    /// It holds or loads what runs.
    Code,
}

/// Whether an element is closed by a tag of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closing {
    /// It is.
    Needed,
    /// The tag may be left out.
    Optional,
    /// There is no such tag.
    None,
}

struct Element {
    judgement: Judgement,
    closing: Closing,
    attributes: Vec<&'static str>,
    instead: &'static str,
}

static ELEMENTS: LazyLock<HashMap<&'static str, Element>> = LazyLock::new(|| {
    let rows = include_str!("elements.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| {
        let mut parts = row.split('\t');
        let name = parts.next()?;
        let judgement = match parts.next()? {
            "allowed" => Judgement::Allowed,
            "disputed" => Judgement::Disputed,
            "own" => Judgement::Own,
            "code" => Judgement::Code,
            _ => Judgement::Forbidden,
        };
        let closing = match parts.next()? {
            "needed" => Closing::Needed,
            "optional" => Closing::Optional,
            _ => Closing::None,
        };
        let attributes = parts.next()?.split_ascii_whitespace().collect();
        Some((name, Element { judgement, closing, attributes, instead: parts.next().unwrap_or_default() }))
    })
    .collect()
});

/// What EDGAR is known to do with an element; nothing if it is none of HTML's.
pub(super) fn judgement(name: &str) -> Option<Judgement> {
    // The first row is not an element: it has the attributes that all may have.
    ELEMENTS.get(name).filter(|_| name != "*").map(|element| element.judgement)
}

/// What to do instead.
pub(super) fn instead(name: &str) -> &'static str {
    ELEMENTS.get(name).map_or("", |element| element.instead)
}

/// Whether an element is closed by a tag of its own.
pub(super) fn closing(name: &str) -> Closing {
    ELEMENTS.get(name).map_or(Closing::None, |element| element.closing)
}

/// Whether an element may have an attribute.
pub(super) fn has_attribute(element: &str, attribute: &str) -> bool {
    let has = |element| ELEMENTS.get(element).is_some_and(|element| element.attributes.contains(&attribute));
    has("*") || has(element)
}

/// The elements of HTML that are allowed, for the nearest name.
pub(in crate::edgar) fn allowed() -> impl Iterator<Item = &'static str> {
    let allowed = ELEMENTS.iter().filter(|(name, row)| **name != "*" && row.judgement == Judgement::Allowed);
    let mut names: Vec<&str> = allowed.map(|(name, _)| *name).collect();
    names.sort_unstable();
    names.into_iter()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read_and_the_tables_of_the_document_hold() {
        let rows = include_str!("elements.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(ELEMENTS.len(), rows);
        let facts = include_str!("../../../docs/edgar.md");
        let list = facts.split("validators: ").nth(1).unwrap().split('.').next().unwrap();
        let mut listed: Vec<String> = list.split_whitespace().map(str::to_owned).collect();
        let range = listed.iter().position(|name| name == "h1-h6").unwrap();
        listed.splice(range..=range, (1..=6).map(|n| format!("h{n}")));
        listed.sort();
        assert_eq!(allowed().collect::<Vec<_>>(), listed);
    }
}
