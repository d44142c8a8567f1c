//! Lines of a width.

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use crate::document::Mark;

/// The columns that the marks around a line of changed words take.
pub(super) const AROUND: usize = 4;

/// Wraps a text of plain characters; a word longer than a line is broken. Lines after the first are indented.
pub(super) fn wrap(text: &str, width: usize, indent: usize) -> Vec<String> {
    let blanks = " ".repeat(indent.min(width / 2));
    let options = Options::new(width.max(1))
        .subsequent_indent(&blanks)
        .break_words(true)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::wrap(text, options).into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// Wraps a text with marks of changes where other columns stand beside it: what is marked over several lines is marked on
/// each of them.
pub(super) fn wrap_marked(text: &str, width: usize) -> Vec<String> {
    let lines = wrap(text, width, 0);
    if lines.len() < 2 {
        return lines;
    }
    let signs = Mark::ALL.map(Mark::signs);
    let mut open: Option<(&str, &str)> = None;
    let mut out = Vec::new();
    for line in wrap(text, width.saturating_sub(AROUND), 0) {
        let before = open.map(|(sign, _)| sign).unwrap_or_default();
        let mut rest = line.as_str();
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
        out.push(format!("{before}{line}{after}"));
    }
    out
}

/// Puts a label into the margin of a block: on its first line if it fits there, else above.
pub(super) fn hang(label: &str, lines: Vec<String>, indent: usize) -> Vec<String> {
    let mut out = Vec::with_capacity(lines.len() + 1);
    let mut lines = lines.into_iter();
    if label.len() < indent {
        let first = lines.next().unwrap_or_default();
        out.push(format!("{label:indent$}{first}"));
    } else {
        out.push(label.to_owned());
    }
    out.extend(lines.map(|line| indented(&line, indent)));
    out
}

/// A line moved to the right; an empty one stays empty.
pub(super) fn indented(line: &str, indent: usize) -> String {
    if line.is_empty() { String::new() } else { format!("{:indent$}{line}", "") }
}

/// A line in the middle of a width.
pub(super) fn centred(line: &str, width: usize) -> String {
    indented(line, width.saturating_sub(line.len()) / 2)
}
