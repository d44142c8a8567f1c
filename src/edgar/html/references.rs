//! Character references: `&nbsp;`, `&#9746;`.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::diagnostic::Code;
use crate::edgar::faults;
use crate::edgar::findings::Findings;

/// The longest reference that is looked at: a longer word after `&` is no reference.
const LONGEST: usize = 40;

static NAMES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("references.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_ascii_whitespace).collect()
});

/// The names that are known, for the nearest one.
pub(in crate::edgar) fn names() -> impl Iterator<Item = &'static str> {
    let mut names: Vec<&str> = NAMES.iter().copied().collect();
    names.sort_unstable();
    names.into_iter()
}

/// Checks the references of a piece of text or of an attribute's value.
pub(super) fn check(findings: &mut Findings<'_>, range: Range<usize>) {
    for (at, _) in findings.slice(range.clone()).match_indices('&') {
        let start = range.start + at;
        let rest = findings.slice(start + 1..range.end);
        let inner = |c: &char| c.is_ascii_alphanumeric() || *c == '#';
        let length = rest.chars().take(LONGEST).take_while(inner).count();
        let Some((name, after)) = rest.split_at_checked(length) else { continue };
        if name.is_empty() || !after.starts_with(';') || is_known(name) {
            continue;
        }
        let place = start..start + length + 2;
        findings.add_once(Code::BadReference, name, place.clone(), |f| faults::bad_reference(f, place, name));
    }
}

fn is_known(name: &str) -> bool {
    let Some(number) = name.strip_prefix('#') else { return NAMES.contains(name) };
    let number = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    number.ok().and_then(char::from_u32).is_some_and(|c| {
        let code = u32::from(c);
        // Browsers read 128 to 159 as Windows-1252, and filings are full of them.
        let control = c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{80}'..='\u{9f}');
        !control && code & 0xfffe != 0xfffe && !(0xfdd0..=0xfdef).contains(&code)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_of_html_4_and_numbers_are_known() {
        for good in ["nbsp", "amp", "apos", "bull", "frac12", "#9746", "#x2612", "#146", "#10", "#X1F600"] {
            assert!(is_known(good), "{good}");
        }
        for bad in
            ["Nbsp", "check", "#", "#x", "#0", "#8", "#xD800", "#x110000", "#xFFFE", "#99999999999", "#1a", "AB#C"]
        {
            assert!(!is_known(bad), "{bad}");
        }
        assert_eq!(NAMES.len(), 253);
    }
}
