//! Answers that hold what looks like a mark of a change: in plain text nobody can tell them apart.

use super::{Change, Changes, Side};
use crate::document::Mark;

impl Changes {
    /// The paths of the answers that are shown and hold such a sign, with the first of them.
    pub fn signs(&self, shown: impl Fn(&Change) -> bool) -> Vec<(String, &'static str)> {
        let mut out: Vec<(String, &'static str)> = Vec::new();
        for change in self.changes.iter().filter(|change| shown(change)) {
            for side in [&change.before, &change.after].into_iter().flatten() {
                let found = answers(change, side).filter_map(|(path, text)| Some((path, sign_in(text)?)));
                for (path, sign) in found {
                    if out.iter().all(|(known, _)| *known != path) {
                        out.push((path, sign));
                    }
                }
            }
        }
        out
    }
}

/// The answer of a change, or those of its record.
fn answers<'s>(change: &'s Change, side: &'s Side) -> impl Iterator<Item = (String, &'s str)> {
    let own = side.answers.is_empty().then(|| (change.path.clone(), side.text.as_str()));
    let within = side.answers.iter().map(|given| (format!("{}.{}", change.path, given.path), given.text.as_str()));
    own.into_iter().chain(within)
}

fn sign_in(text: &str) -> Option<&'static str> {
    let signs = Mark::ALL.into_iter().map(Mark::signs).flat_map(|(open, close)| [open, close]);
    let found = signs.filter_map(|sign| Some((text.find(sign)?, sign)));
    found.min_by_key(|(at, _)| *at).map(|(_, sign)| sign)
}
