//! Lines of a width.

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

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
