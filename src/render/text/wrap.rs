//! Lines of a width.

use std::borrow::Cow;

use super::printed::{Lines, Printed, blanks};
use crate::document::Mark;

/// The columns that the marks around a line of changed words take.
pub(super) const AROUND: usize = 4;

/// Wraps a text of plain characters: as many words on each line as it holds, with the blanks between them; a word longer than
/// a line is broken. Lines after the first have `hanging` columns less. An empty text is an empty line.
pub(super) fn wrap(text: &str, width: usize, hanging: usize) -> Vec<&str> {
    let text = text.trim_end_matches(' ');
    let mut room = width.max(1);
    if text.len() <= room {
        return vec![text];
    }
    let mut lines = Vec::with_capacity(text.len() / room + 2);
    let mut rest = text;
    loop {
        let Some((line, after)) = first_line(rest, room) else {
            lines.push(rest);
            return lines;
        };
        lines.push(line);
        rest = after;
        room = width.saturating_sub(hanging).max(1);
    }
}

/// Adds the lines of a wrapped text.
pub(super) fn wrapped<'d>(text: Cow<'d, str>, width: usize, out: &mut Lines<'d>) {
    match text {
        text if text.len() <= width && !text.ends_with(' ') => out.push(Printed::new(text)),
        Cow::Borrowed(text) => out.extend(wrap(text, width, 0).into_iter().map(Printed::new)),
        Cow::Owned(text) => out.extend(wrap(&text, width, 0).into_iter().map(|line| Printed::new(line.to_owned()))),
    }
}

/// What of a text stands on a line of so many characters, and what follows on the next one; none if it is no longer than
/// the line.
fn first_line(text: &str, room: usize) -> Option<(&str, &str)> {
    let (line, rest) = text.split_at_checked(room).filter(|(_, rest)| !rest.is_empty())?;
    if rest.starts_with(' ') {
        return Some((line.trim_end_matches(' '), rest.trim_start_matches(' ')));
    }
    let Some(end) = line.rfind(' ') else { return Some((line, rest)) };
    Some((line.get(..end)?.trim_end_matches(' '), text.get(end + 1..)?))
}

/// Wraps a text with marks of changes where other columns stand beside it: what is marked over several lines is marked on
/// each of them.
pub(super) fn wrap_marked(text: &str, width: usize, out: &mut Lines<'_>) {
    let lines = wrap(text, width, 0);
    if lines.len() < 2 {
        return out.extend(lines.into_iter().map(|line| Printed::new(line.to_owned())));
    }
    let signs = Mark::ALL.map(Mark::signs);
    let mut open: Option<(&str, &str)> = None;
    for line in wrap(text, width.saturating_sub(AROUND), 0) {
        let before = open.map(|(sign, _)| sign).unwrap_or_default();
        let mut rest = line;
        loop {
            let next = match open {
                Some((_, close)) => rest.find(close).map(|at| (at + close.len(), None)),
                None => {
                    let found = signs.iter().filter_map(|sign| Some((rest.find(sign.0)? + sign.0.len(), Some(*sign))));
                    found.min_by_key(|(at, _)| *at)
                }
            };
            let Some((at, state)) = next else { break };
            (rest, open) = (rest.get(at..).unwrap_or_default(), state);
        }
        let after = open.map(|(_, sign)| sign).unwrap_or_default();
        out.push(Printed::new(format!("{before}{line}{after}")));
    }
}

/// Puts a label into the margin of a block, whose lines begin at `from`: on its first line if it fits there, else above.
pub(super) fn hang<'d>(label: Cow<'d, str>, lines: &mut Lines<'d>, from: usize, indent: usize) {
    for line in lines.iter_mut().skip(from) {
        line.shift(indent);
    }
    match lines.get_mut(from).filter(|_| label.len() < indent) {
        Some(first) if first.is_empty() => *first = Printed::new(label),
        Some(first) => {
            let mut words = String::with_capacity(first.len());
            words.push_str(&label);
            blanks(first.indent - label.len(), &mut words);
            words.push_str(&first.words);
            *first = Printed::new(words);
        }
        None => lines.insert(from, Printed::new(label)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

    proptest! {
        #[test]
        fn lines_are_those_of_textwrap(text in "[ab ]{0,80}|(a{1,30} {1,4}){0,9}", width in 1_usize..30) {
            let options = Options::new(width)
                .word_separator(WordSeparator::AsciiSpace)
                .word_splitter(WordSplitter::NoHyphenation)
                .wrap_algorithm(WrapAlgorithm::FirstFit);
            let theirs = textwrap::wrap(&text, options);
            let theirs: Vec<&str> = theirs.iter().map(|line| line.trim_end()).collect();
            prop_assert_eq!(super::wrap(&text, width, 0), theirs);
        }
    }
}
