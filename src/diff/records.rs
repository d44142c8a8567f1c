//! Records of two lists side by side.

use std::collections::HashMap;

use similar::{Algorithm, DiffOp};

use super::fields::said;
use crate::filing::Record;
use crate::form::Form;

/// Two records, or one that has no other, by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Match {
    /// Both lists have it; `moved` if others that both have stand between.
    Both { before: usize, after: usize, moved: bool },
    /// The original had it.
    Gone(usize),
    /// The amended list has it.
    Come(usize),
}

/// Pairs records: by the form's key if it names one; else those that say the same, and between them those that say most in
/// common, in their order. What comes back is in the order of the amended list, with what went where it stood.
pub(super) fn pair(before: (&Form, &[&Record]), after: (&Form, &[&Record])) -> Vec<Match> {
    let ((old_form, old), (new_form, new)) = (before, after);
    let names = |form: &Form, records: &[&Record]| -> Vec<String> {
        let name = |record: &&Record| {
            let key = form.scope(record.scope).key;
            let key = key.and_then(|key| said(form, record, key));
            key.map_or_else(|| whole(form, record), |key| format!("key {key}"))
        };
        records.iter().map(name).collect()
    };
    let (old_names, new_names) = (names(old_form, old), names(new_form, new));
    let mut out = Vec::new();
    for op in similar::capture_diff_slices(Algorithm::Myers, &old_names, &new_names) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            let both = |index| Match::Both { before: old_index + index, after: new_index + index, moved: false };
            out.extend((0..len).map(both));
        } else {
            out.extend(op.old_range().map(Match::Gone));
            out.extend(op.new_range().map(Match::Come));
        }
    }
    moves(&mut out, &old_names, &new_names);
    versions(&mut out, |one, other| match (old.get(one), new.get(other)) {
        (Some(one), Some(other)) => alike((old_form, one), (new_form, other)),
        _ => false,
    });
    out
}

/// A record as one text.
fn whole(form: &Form, record: &Record) -> String {
    let answers = (0..form.scope(record.scope).fields.len()).map(|field| said(form, record, field).unwrap_or_default());
    answers.collect::<Vec<_>>().join("\u{1f}")
}

/// Whether two records have an answer in common.
fn alike(one: (&Form, &Record), other: (&Form, &Record)) -> bool {
    let fields = &one.0.scope(one.1.scope).fields;
    fields.iter().enumerate().any(|(index, field)| {
        let others = &other.0.scope(other.1.scope).fields;
        let at = others.iter().position(|known| known.path == field.path);
        let (said, also) = (said(one.0, one.1, index), at.and_then(|at| said(other.0, other.1, at)));
        said.is_some() && said == also
    })
}

/// What went here and came there has moved.
fn moves(matches: &mut Vec<Match>, old: &[String], new: &[String]) {
    let mut gone: HashMap<&String, Vec<usize>> = HashMap::new();
    for one in matches.iter().rev() {
        if let Match::Gone(index) = one
            && let Some(name) = old.get(*index)
        {
            gone.entry(name).or_default().push(*index);
        }
    }
    let mut moved = Vec::new();
    for one in matches.iter_mut() {
        let Match::Come(after) = *one else { continue };
        if let Some(before) = new.get(after).and_then(|name| gone.get_mut(name)?.pop()) {
            moved.push(before);
            *one = Match::Both { before, after, moved: true };
        }
    }
    matches.retain(|one| !matches!(one, Match::Gone(index) if moved.contains(index)));
}

/// A record that went and one that came in its place are one that changed, if they have something in common.
fn versions(matches: &mut Vec<Match>, alike: impl Fn(usize, usize) -> bool) {
    let mut out: Vec<Match> = Vec::new();
    for one in matches.drain(..) {
        let Match::Come(after) = one else {
            out.push(one);
            continue;
        };
        // Only those that went at this place, and of them the first.
        let open = out.iter().rposition(|before| !matches!(before, Match::Gone(_))).map_or(0, |last| last + 1);
        let found = out.iter().enumerate().skip(open).find_map(|(at, before)| match before {
            Match::Gone(before) if alike(*before, after) => Some((at, *before)),
            _ => None,
        });
        match found {
            Some((at, before)) => {
                // What went before it stays before it.
                let rest = out.split_off(at + 1);
                out.truncate(at);
                out.push(Match::Both { before, after, moved: false });
                out.extend(rest);
            }
            None => out.push(one),
        }
    }
    *matches = out;
}
