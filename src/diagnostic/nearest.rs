//! The nearest known name, for "did you mean".

use similar::get_close_matches;

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
    let lower: Vec<String> = known.iter().map(|name| name.to_lowercase()).collect();
    let candidates: Vec<&str> = lower.iter().map(String::as_str).collect();
    let word = word.to_lowercase();
    let best = get_close_matches(word.as_str(), &candidates, 1, 0.6).into_iter().next();
    // A last part alone ("name" for "registrant.name") is a near name as well.
    let by_tail = || known.iter().position(|name| name.rsplit('.').next() == Some(word.as_str()));
    let index = best.and_then(|best| lower.iter().position(|name| name == best)).or_else(by_tail)?;
    known.get(index).copied()
}
