//! The marks of check boxes as filers type them, and rules, at the beginning of a piece of text.
//!
//! The families are those of docs/edgar.md, "Check boxes as filers print them".

/// What is no word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// A checked box.
    Checked,
    /// An empty box.
    Empty,
    /// A rule, or leaders to the answer; a short one of `_` may be an empty box.
    Rule,
}

/// The longest rule that may be an empty box.
pub(super) const LONGEST_EMPTY: usize = 8;

const CHECKS: &[char] = &['x', 'X', '\u{2713}', '\u{2714}', '\u{2717}', '\u{2718}', '\u{221a}', '*', '\u{d7}'];
const CHECKED: &[char] = &[
    '\u{2611}',
    '\u{2612}',
    '\u{2713}',
    '\u{2714}',
    '\u{2717}',
    '\u{2718}',
    '\u{221a}',
    '\u{22a0}',
    '\u{1f5f9}',
    '\u{1f5f5}',
    '\u{25a0}',
    '\u{1f5f7}',
];
const EMPTY: &[char] = &[
    '\u{2610}', '\u{25a1}', '\u{25a2}', '\u{25fb}', '\u{274f}', '\u{2751}', '\u{2750}', '\u{25ab}', '\u{2b1c}',
    '\u{2b1a}',
];
const RULES: &[char] = &['_', '-', '=', '.', '~', '\u{2014}', '\u{2013}', '\u{2500}', '\u{2026}', '*'];
const BRACKETS: &[(char, char)] = &[('[', ']'), ('(', ')'), ('{', '}'), ('/', '/'), ('|', '|'), ('<', '>')];

/// The sign that a text begins with, and its bytes. `touching` tells that a word stands right before it.
pub(super) fn sign(text: &str, touching: bool) -> Option<(Sign, usize)> {
    let first = text.chars().next()?;
    if first.is_ascii_alphanumeric() && !matches!(first, 'x' | 'X') {
        return None;
    }
    if CHECKED.contains(&first) {
        return Some((Sign::Checked, first.len_utf8()));
    }
    if EMPTY.contains(&first) {
        return Some((Sign::Empty, first.len_utf8()));
    }
    if let Some((_, close)) = BRACKETS.iter().find(|(open, _)| *open == first)
        && let Some(found) = bracket(text, first, *close, touching)
    {
        return Some(found);
    }
    // The borders of boxes that are drawn.
    let border = text.split(' ').next().unwrap_or_default();
    let drawn = border.len() > 2 && border.chars().all(|c| matches!(c, '+' | '-' | '=' | '|'));
    if !touching && (border == "|" || drawn) {
        return Some((Sign::Rule, border.len()));
    }
    if first == '_' {
        return Some(underscores(text));
    }
    if matches!(first, 'x' | 'X') && !touching && text.chars().nth(1) == Some('_') {
        return Some((Sign::Checked, 1 + run(text.get(1..)?, '_')));
    }
    if RULES.contains(&first) {
        let length = run(text, first);
        let count = length / first.len_utf8();
        let alone = text.get(length..).is_none_or(|rest| rest.starts_with(' ') || rest.is_empty());
        let least = if first == '.' { 4 } else { 3 };
        if count >= least && ((alone && !touching) || count >= 4) {
            return Some((Sign::Rule, length));
        }
    }
    None
}

/// A box between brackets: `[X]`, `[  ]`, `(X)`, `/X/`, `|_|`, `{  }`.
fn bracket(text: &str, open: char, close: char, touching: bool) -> Option<(Sign, usize)> {
    let inside = text.get(1..)?;
    let end = inside.find(close)?;
    let held = inside.get(..end)?;
    let whole = end + 2;
    if held.chars().count() > 5 {
        return None;
    }
    let content = held.trim_matches([' ', '_']);
    let mut letters = content.chars();
    let sign = match (letters.next(), letters.next()) {
        (None, _) => Sign::Empty,
        (Some(c), None) if CHECKS.contains(&c) || CHECKED.contains(&c) => Sign::Checked,
        (Some(c), None) if EMPTY.contains(&c) => Sign::Empty,
        (Some(_), _) => return None,
    };
    let after = text.get(whole..).and_then(|rest| rest.chars().next());
    match open {
        // `//` and `()` are no boxes, nor is a slash within a word, nor what XML has.
        '/' if touching || held.is_empty() || after == Some('/') => None,
        '<' if content.is_empty() || content == "*" => None,
        '|' if held.is_empty() || held.len() > 3 => None,
        '(' if held.is_empty() || touching => None,
        _ if content == "*" && open != '[' => None,
        _ => Some((sign, whole)),
    }
}

/// A rule, or a box on one: `_X_`, `__X__`; its label may touch it: `_X_Yes`.
fn underscores(text: &str) -> (Sign, usize) {
    let before = run(text, '_');
    let rest = text.get(before..).unwrap_or_default();
    let mut letters = rest.chars();
    if let Some(c) = letters.next().filter(|c| CHECKS.contains(c) || CHECKED.contains(c)) {
        let after = run(letters.as_str(), '_');
        let next = letters.as_str().chars().next();
        if after > 0 || next.is_none_or(|c| c == ' ') {
            return (Sign::Checked, before + c.len_utf8() + after);
        }
    }
    (Sign::Rule, before)
}

/// The bytes of a run of one character.
fn run(text: &str, of: char) -> usize {
    text.len() - text.trim_start_matches(of).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_family_of_marks_is_known() {
        for text in [
            "[X]", "[x]", "[ X ]", "(X)", "/X/", "|X|", "_X_", "__X__", "\u{2611}", "\u{2612}", "\u{221a}", "[X]Form",
            "_X_Yes", "X__",
        ] {
            assert_eq!(sign(text, false).map(|found| found.0), Some(Sign::Checked), "{text}");
        }
        for text in ["[ ]", "[  ]", "[]", "[_]", "( )", "/ /", "|_|", "{  }", "\u{2610}", "\u{2610}Form", "[ ]Form"] {
            assert_eq!(sign(text, false).map(|found| found.0), Some(Sign::Empty), "{text}");
        }
        for text in ["__", "___No", "----", "=====", "......"] {
            assert_eq!(sign(text, false).map(|found| found.0), Some(Sign::Rule), "{text}");
        }
        for text in ["(a)", "/s/ Jay", "10-K", "-", "--", "[sic]", "()", "XYZ", "...", "and/or", "<b>"] {
            assert_eq!(sign(text, false), None, "{text}");
        }
    }
}
