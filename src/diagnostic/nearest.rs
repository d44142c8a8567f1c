//! The nearest known name, for "did you mean".

use similar::get_close_matches;

/// How alike two names must be, from 0 to 1: `raport` and `report` are 0.83 alike, `question` and `edition` 0.67.
const ALIKE: f32 = 0.7;

/// The known name that is most like `word`, if one is like it enough; letter case does not count.
///
/// ```
/// use engross::diagnostic::nearest;
/// assert_eq!(nearest("raport", ["report", "reasons"]), Some("report"));
/// assert_eq!(nearest("xyz", ["report", "reasons"]), None);
/// ```
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A name of hundreds of characters is no slip of the hand, and comparing it costs the square of its length.
    if word.len() > 200 {
        return None;
    }
    let known: Vec<&str> = known.into_iter().collect();
    // Of paths with the same beginning the last parts are compared: a long beginning makes any two of them alike.
    if let Some((head, tail)) = word.rsplit_once('.') {
        let inside = known.iter().filter_map(|name| name.rsplit_once('.').filter(|(other, _)| *other == head));
        let tails: Vec<&str> = inside.map(|(_, tail)| tail).collect();
        if !tails.is_empty() {
            let near = nearest(tail, tails)?;
            return known
                .into_iter()
                .find(|name| name.strip_prefix(head).and_then(|rest| rest.strip_prefix('.')) == Some(near));
        }
    }
    let lower: Vec<String> = known.iter().map(|name| name.to_lowercase()).collect();
    let candidates: Vec<&str> = lower.iter().map(String::as_str).collect();
    let word = word.to_lowercase();
    let best = get_close_matches(word.as_str(), &candidates, 1, ALIKE).into_iter().next();
    // A last part alone ("name" for "registrant.name") is a near name as well.
    let by_tail = || known.iter().position(|name| name.rsplit('.').next() == Some(word.as_str()));
    let index = best.and_then(|best| lower.iter().position(|name| name == best)).or_else(by_tail)?;
    known.get(index).copied()
}
