//! Paragraphs of the same words that end elsewhere: two that were joined, one that was parted.

use std::ops::Range;

use super::words::Text;

/// Pairs of paragraphs that are looked at.
const MOST_COMPARED: usize = 100_000;

/// The first paragraphs of some that have the same words as others, and part them otherwise.
pub(super) fn find(
    (before, old): (&[Text<'_>], &[usize]),
    (after, new): (&[Text<'_>], &[usize]),
) -> Option<(Range<usize>, Range<usize>)> {
    if old.len().saturating_mul(new.len()) > MOST_COMPARED {
        return None;
    }
    let firsts = old.iter().flat_map(|one| new.iter().map(move |other| (*one, *other)));
    firsts.into_iter().find_map(|(one, other)| {
        let (old_end, new_end) = same((before, old, one), (after, new, other))?;
        (old_end - one != 1 || new_end - other != 1).then_some((one..old_end, other..new_end))
    })
}

/// Where paragraphs from these on end at the same word, if all their words until there are the same.
fn same(
    (before, old, mut one): (&[Text<'_>], &[usize], usize),
    (after, new, mut other): (&[Text<'_>], &[usize], usize),
) -> Option<(usize, usize)> {
    // What follows must stand there as well.
    let words = |side: &[Text<'_>], free: &[usize], at: usize| {
        free.binary_search(&at).ok()?;
        Some(side.get(at)?.words.len()).filter(|length| *length > 0)
    };
    let (mut one_length, mut other_length) = (words(before, old, one)?, words(after, new, other)?);
    let (mut one_at, mut other_at) = (0, 0);
    loop {
        if before.get(one)?.words.get(one_at) != after.get(other)?.words.get(other_at) {
            return None;
        }
        (one_at, other_at) = (one_at + 1, other_at + 1);
        match (one_at == one_length, other_at == other_length) {
            (true, true) => return Some((one + 1, other + 1)),
            (true, false) => {
                (one, one_at) = (one + 1, 0);
                one_length = words(before, old, one)?;
            }
            (false, true) => {
                (other, other_at) = (other + 1, 0);
                other_length = words(after, new, other)?;
            }
            (false, false) => {}
        }
    }
}

/// `paragraphs 1 and 2 are now paragraph 1`
pub fn told(before: &Range<usize>, after: &Range<usize>) -> String {
    let named = |range: &Range<usize>| match range.len() {
        0 | 1 => format!("paragraph {}", range.start + 1),
        2 => format!("paragraphs {} and {}", range.start + 1, range.end),
        _ => format!("paragraphs {} to {}", range.start + 1, range.end),
    };
    format!("{} {} now {}", named(before), if before.len() > 1 { "are" } else { "is" }, named(after))
}
