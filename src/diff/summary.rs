//! Changes in three lines, for a log or a mail.

use super::report::counts;
use super::{Changes, Kind};

/// Labels that are named of each kind.
const MOST_NAMED: usize = 6;

/// Three lines: what was compared, what changed and how many answers stayed, which answers changed.
pub fn summary(changes: &Changes) -> String {
    let [old, new] = changes.amendments;
    let name = |number: Option<u32>| {
        number.map_or_else(|| "the original".to_owned(), |number| format!("amendment no. {number}"))
    };
    let against = match (new, changes.strays()) {
        (None, _) => "one filing against another".to_owned(),
        (Some(_), Some([_, _, other])) => format!("{} against {other}, which it does not amend", name(new)),
        (Some(_), None) => format!("{} against {}", name(new), name(old)),
    };
    let [_, edition] = &changes.editions;
    let parts = Kind::ALL.iter().filter(|kind| kind.differs()).filter_map(|kind| {
        let labels: Vec<&str> =
            changes.changes.iter().filter(|change| change.kind == *kind).map(|change| change.path.as_str()).collect();
        let mut named = labels.iter().take(MOST_NAMED).copied().collect::<Vec<_>>().join(", ");
        if labels.len() > MOST_NAMED {
            named = format!("{named} and {} more", labels.len() - MOST_NAMED);
        }
        (!labels.is_empty()).then(|| format!("{}: {named}", kind.name()))
    });
    let parts = parts.collect::<Vec<_>>().join("; ");
    let parts = if parts.is_empty() { "nothing changed".to_owned() } else { parts };
    format!("Form {}, edition {edition}: {against}\n{}\n{parts}\n", changes.form, counts(changes))
}
