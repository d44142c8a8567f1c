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

/// A row of the table.
pub(super) struct Element {
    pub(super) name: &'static str,
    pub(super) judgement: Judgement,
    pub(super) closing: Closing,
    /// The attributes that it may have, with those that all may have.
    pub(super) attributes: Vec<&'static str>,
    /// What to do instead.
    pub(super) instead: &'static str,
}

/// The row whose attributes all elements may have.
const EVERY: &str = "*";

static ELEMENTS: LazyLock<HashMap<&'static str, Element>> = LazyLock::new(|| {
    let rows = include_str!("elements.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut elements: HashMap<_, _> = rows.filter_map(element).map(|element| (element.name, element)).collect();
    if let Some(every) = elements.remove(EVERY) {
        for element in elements.values_mut() {
            element.attributes.extend(&every.attributes);
        }
    }
    elements
});

fn element(row: &'static str) -> Option<Element> {
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
    Some(Element { name, judgement, closing, attributes, instead: parts.next().unwrap_or_default() })
}

/// What is known of an element; nothing if it is none of HTML's.
pub(super) fn find(name: &str) -> Option<&'static Element> {
    ELEMENTS.get(name)
}

/// The elements of HTML that are allowed, for the nearest name.
pub(in crate::edgar) fn allowed() -> impl Iterator<Item = &'static str> {
    let allowed = ELEMENTS.values().filter(|element| element.judgement == Judgement::Allowed);
    let mut names: Vec<&str> = allowed.map(|element| element.name).collect();
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
        assert_eq!(ELEMENTS.len() + 1, rows);
        let facts = include_str!("../../../docs/edgar.md");
        let list = facts.split("validators: ").nth(1).unwrap().split('.').next().unwrap();
        let mut listed: Vec<String> = list.split_whitespace().map(str::to_owned).collect();
        let range = listed.iter().position(|name| name == "h1-h6").unwrap();
        listed.splice(range..=range, (1..=6).map(|n| format!("h{n}")));
        listed.sort();
        assert_eq!(allowed().collect::<Vec<_>>(), listed);
    }
}
