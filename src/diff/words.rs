//! Words of two texts side by side: what stayed, what went, what came.

use std::ops::Range;
use std::time::Instant;

use similar::DiffOp;

/// A stretch of words, given by their numbers in both texts. Where both are there and `same` is not set, the one was
/// replaced by the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Whether both sides have the same words.
    pub same: bool,
    /// The words of the original.
    pub before: Range<usize>,
    /// The words of the amended text.
    pub after: Range<usize>,
}

/// A text by its words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text<'t> {
    /// Its words.
    pub words: Vec<&'t str>,
    /// The numbers of the words, but for the first, that begin a line of their own.
    pub lines: Vec<usize>,
}

impl<'t> From<Vec<&'t str>> for Text<'t> {
    fn from(words: Vec<&'t str>) -> Self {
        Self { words, lines: Vec::new() }
    }
}

/// Compares words. Stretches of change that only a few common words part are one change, as a reader sees it; a change that
/// could stand in several places stands where a line or a sentence begins or ends.
///
/// Past the deadline what is left counts as changed.
///
/// ```
/// use engross::diff::{Text, words};
/// let before = Text::from("net revenues of $9,292,000 in fiscal 2001".split(' ').collect::<Vec<_>>());
/// let after = Text::from("net revenues of $9,922,000 in fiscal 2001".split(' ').collect::<Vec<_>>());
/// let stretches = words(&before, &after, None);
/// let changed: Vec<_> = stretches.iter().filter(|stretch| !stretch.same).collect();
/// assert_eq!(changed.len(), 1);
/// assert_eq!((changed[0].before.clone(), changed[0].after.clone()), (3..4, 3..4));
/// ```
pub fn words(before: &Text<'_>, after: &Text<'_>, deadline: Option<Instant>) -> Vec<Stretch> {
    let ops = super::aligned(&before.words, &after.words, deadline);
    let stretches = ops.iter().map(|op| Stretch {
        same: matches!(op, DiffOp::Equal { .. }),
        before: op.old_range(),
        after: op.new_range(),
    });
    let mut stretches = joined(stretches, &before.words);
    for at in 1..stretches.len().saturating_sub(1) {
        slide(&mut stretches, at, before, after);
    }
    stretches.retain(|stretch| !stretch.before.is_empty() || !stretch.after.is_empty());
    stretches.into_iter().flat_map(|stretch| row_by_row(stretch, before, after)).collect()
}

/// Puts each row of a table beside the one that came for it, where all of them begin with the same words.
fn row_by_row(stretch: Stretch, before: &Text<'_>, after: &Text<'_>) -> Vec<Stretch> {
    let rows = || stretch.before.clone().zip(stretch.after.clone());
    let called = |text: &Text<'_>, at: usize| {
        let row = text.words.get(at).filter(|row| row.contains(' '))?;
        Some(row.split("  ").find(|piece| !piece.is_empty())?.trim().to_owned())
    };
    let alike =
        |(one, other): (usize, usize)| called(before, one).is_some_and(|name| called(after, other) == Some(name));
    if stretch.same || stretch.before.len() < 2 || stretch.before.len() != stretch.after.len() || !rows().all(alike) {
        return vec![stretch];
    }
    let pair = |(one, other)| Stretch { same: false, before: one..one + 1, after: other..other + 1 };
    rows().map(pair).collect()
}

/// Makes one change of two that have fewer words between them than in them: the text between was hardly kept on purpose.
fn joined(stretches: impl Iterator<Item = Stretch>, before: &[&str]) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    for stretch in stretches {
        if stretch.same {
            out.push(stretch);
            continue;
        }
        let mut change = stretch;
        while let [.., first, between] = out.as_slice() {
            let weight = |stretch: &Stretch| stretch.before.len().max(stretch.after.len());
            let kept: usize = between.before.clone().filter_map(|word| before.get(word)).map(|word| word.len()).sum();
            let small = between.same && !first.same && between.before.len() <= weight(first).min(weight(&change));
            // A long word or two were kept.
            if !small || kept > LONGEST_JOINED {
                break;
            }
            change.before.start = first.before.start;
            change.after.start = first.after.start;
            out.truncate(out.len() - 2);
        }
        match out.last_mut() {
            Some(last) if !last.same => {
                last.before.end = change.before.end;
                last.after.end = change.after.end;
            }
            _ => out.push(change),
        }
    }
    out
}

/// The letters that two changes may have between them and still be one.
const LONGEST_JOINED: usize = 24;

/// Moves an insertion or a deletion between equal words to where a line, a sentence or a clause begins or ends.
fn slide(stretches: &mut [Stretch], at: usize, before: &Text<'_>, after: &Text<'_>) {
    let Some([left, change, right]) = at.checked_sub(1).and_then(|from| stretches.get_mut(from..=at + 1)) else {
        return;
    };
    if change.same || !left.same || !right.same {
        return;
    }
    let (text, edit) = match (change.before.is_empty(), change.after.is_empty()) {
        (true, false) => (after, change.after.clone()),
        (false, true) => (before, change.before.clone()),
        _ => return,
    };
    let word = |at: usize| text.words.get(at);
    let ends = |at: usize| match at.checked_sub(1).and_then(word) {
        Some(_) if text.lines.binary_search(&at).is_ok() => 3_u8,
        Some(word) if word.ends_with(['.', '!', '?', ':']) => 2,
        Some(word) if word.ends_with([',', ';', ')']) => 1,
        Some(_) => 0,
        None => 3,
    };
    let score = |shift: isize| {
        let place = |at: usize| at.saturating_add_signed(shift);
        ends(place(edit.start)) + ends(place(edit.end))
    };
    let (mut best, mut shift) = (score(0), 0_isize);
    let mut consider = |to: isize| {
        if score(to) > best {
            (best, shift) = (score(to), to);
        }
    };
    let most = left.before.len().min(MOST_SLIDE);
    for back in 1..=most {
        if word(edit.start - back) != word(edit.end - back) {
            break;
        }
        consider(-isize::try_from(back).unwrap_or_default());
    }
    let most = right.before.len().min(MOST_SLIDE);
    for on in 0..most {
        if word(edit.start + on) != word(edit.end + on) {
            break;
        }
        consider(isize::try_from(on + 1).unwrap_or_default());
    }
    let moved = |range: &mut Range<usize>| {
        range.start = range.start.saturating_add_signed(shift);
        range.end = range.end.saturating_add_signed(shift);
    };
    moved(&mut change.before);
    moved(&mut change.after);
    (left.before.end, left.after.end) = (change.before.start, change.after.start);
    (right.before.start, right.after.start) = (change.before.end, change.after.end);
}

/// How far a change is moved.
const MOST_SLIDE: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    /// Words; a line begins after `|`.
    fn text(text: &str) -> Text<'_> {
        let mut out = Text::default();
        for line in text.split('|') {
            out.lines.extend((!out.words.is_empty()).then_some(out.words.len()));
            out.words.extend(line.split_whitespace());
        }
        out
    }

    /// `[-gone-]` and `{+come+}`.
    fn marked(before: &str, after: &str) -> String {
        let (before, after) = (text(before), text(after));
        let mut out = Vec::new();
        for stretch in words(&before, &after, None) {
            let [gone, come] = [(&before, stretch.before), (&after, stretch.after)]
                .map(|(text, range)| text.words.get(range).unwrap_or_default().join(" "));
            if stretch.same {
                out.push(gone);
            } else {
                out.extend((!gone.is_empty()).then(|| format!("[-{gone}-]")));
                out.extend((!come.is_empty()).then(|| format!("{{+{come}+}}")));
            }
        }
        out.join(" ")
    }

    #[test]
    fn a_change_is_as_a_reader_sees_it() {
        for (before, after, expected) in [
            ("a b c", "a b c", "a b c"),
            ("a b c", "a x c", "a [-b-] {+x+} c"),
            // Two changes with one word between them are one.
            (
                "we do not expect a loss",
                "we now do foresee some loss",
                "we [-do not expect a-] {+now do foresee some+} loss",
            ),
            // A sentence that came in is that sentence, though its first word is that of the next as well.
            (
                "It was. The end is near.",
                "It was. The sky is blue. The end is near.",
                "It was. {+The sky is blue.+} The end is near.",
            ),
            // So is a line.
            (
                "Lease, 2002 | Lease, 2004",
                "Lease, 2002 | Lease, 2003 | Lease, 2004",
                "Lease, 2002 {+Lease, 2003+} Lease, 2004",
            ),
            ("one two", "", "[-one two-]"),
        ] {
            assert_eq!(marked(before, after), expected, "{before} / {after}");
        }
    }
}
