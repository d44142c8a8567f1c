//! Characters -> markup that shows them.

use std::fmt::Write as _;

/// The characters that a file may hold as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Charset {
    /// Those that EDGAR takes as they are: of ASCII all but the caret. Each other is a decimal reference.
    Ascii,
    /// All, in UTF-8.
    Unicode,
}

impl Charset {
    /// Adds a text to markup, as words or as the value of an attribute in double quotes.
    pub(in crate::render) fn escape(self, out: &mut String, text: &str) {
        for c in text.chars() {
            let reserved = matches!(c, '&' | '<' | '>' | '"' | '\u{a0}');
            if reserved || (self == Self::Ascii && (!c.is_ascii() || c == '^')) {
                let _ = write!(out, "&#{};", u32::from(c));
            } else if matches!(c, '\r' | '\n') {
                out.push(' ');
            } else {
                out.push(c);
            }
        }
    }
}
