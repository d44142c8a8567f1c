//! What both HTML formats are made with.
//!
//! In: elements and words. Out: markup in which every word is escaped, by one function, and no line of the file is long.

mod escape;
mod layout;
mod marks;
mod measure;
mod shell;

pub(super) use escape::Charset;
pub(super) use layout::{Place, captions_stand, holds_table, is_small, place_of_label, title};
pub(super) use marks::{Held, Side, any_turned, is_gone, marked_words, moved, of_both, told, unmarked, within_blanks};
pub(super) use measure::{breaks, columns, length, room_at_end, room_for, size_of_pre};
pub(super) use shell::{put, shell};

use super::spacing::to_tab_stop;

/// The blank that does not break a line.
pub(super) const NO_BREAK: char = '\u{a0}';
/// Where a line of the file ends at the next blank.
const LONG: usize = 100;

/// Markup that is being written.
#[derive(Debug)]
pub(super) struct Markup {
    out: String,
    charset: Charset,
    /// Where the line begins that is being written.
    line: usize,
    /// Whether blanks and line breaks stand as they are.
    verbatim: bool,
    /// The element around a word that is not broken at its hyphen.
    together: Element,
}

/// An element's name and its attributes.
pub(super) type Element = (&'static str, &'static [(&'static str, &'static str)]);

impl Markup {
    pub(super) fn new(charset: Charset, together: Element) -> Self {
        Self { out: String::new(), charset, line: 0, verbatim: false, together }
    }

    /// How much has been written.
    pub(super) fn len(&self) -> usize {
        self.out.len()
    }

    /// Opens an element; values of attributes are escaped as words are, and empty ones are left out.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        if is_block(name) {
            self.end_line();
        }
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            self.charset.escape(&mut self.out, value);
            self.out.push('"');
        }
        self.out.push('>');
        if holds_blocks(name) || is_empty(name) {
            self.end_line();
        }
        self.verbatim |= name == "pre";
    }

    /// Closes an element.
    pub(super) fn close(&mut self, name: &str) {
        if holds_blocks(name) {
            self.end_line();
        }
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
        self.verbatim &= name != "pre";
        if is_block(name) {
            self.end_line();
        }
    }

    /// Words of the form.
    pub(super) fn words(&mut self, words: &str) {
        if self.verbatim {
            self.charset.escape(&mut self.out, words);
            return;
        }
        for (index, word) in words.split(' ').enumerate() {
            if index > 0 && self.out.len() - self.line > LONG {
                self.end_line();
            } else if index > 0 {
                self.out.push(' ');
            }
            if stays_together(word) {
                let (name, attributes) = self.together;
                self.open(name, attributes);
                self.charset.escape(&mut self.out, word);
                self.close(name);
            } else {
                self.charset.escape(&mut self.out, word);
            }
        }
    }

    /// Words of which every blank is kept; `before` is the number of characters before them on their line. Tabs lead to
    /// every eighth column, as on a typewriter.
    pub(super) fn kept(&mut self, words: &str, before: usize) {
        if !self.verbatim && !words.contains("  ") && !words.contains('\t') {
            self.words(words);
            return;
        }
        let mut text = String::with_capacity(words.len());
        let mut blanks = 0;
        let blank = if self.verbatim { ' ' } else { NO_BREAK };
        let put = |blanks: &mut usize, text: &mut String| {
            text.extend(std::iter::repeat_n(blank, blanks.saturating_sub(1)));
            if *blanks > 0 {
                text.push(' ');
            }
            *blanks = 0;
        };
        let mut column = before;
        for c in words.chars() {
            let step = if c == '\t' { to_tab_stop(column) } else { 1 };
            column += step;
            if matches!(c, ' ' | '\t') {
                blanks += step;
            } else {
                put(&mut blanks, &mut text);
                text.push(c);
            }
        }
        put(&mut blanks, &mut text);
        self.words(&text);
    }

    /// Puts tags around what has been written since a place, on lines of their own.
    pub(super) fn enclose(&mut self, at: usize, open: &str, close: &str) {
        self.end_line();
        self.out.insert_str(at, &format!("{open}\n"));
        self.out.push_str(close);
        self.out.push('\n');
        self.line = self.out.len();
    }

    /// Ends the line of the file, which is a blank to a reader.
    pub(super) fn end_line(&mut self) {
        if !self.verbatim && self.out.len() > self.line {
            self.out.push('\n');
            self.line = self.out.len();
        }
    }

    /// A line break in words that stand as they are.
    pub(super) fn next_line(&mut self) {
        self.out.push('\n');
        self.line = self.out.len();
    }

    pub(super) fn finish(mut self) -> String {
        self.end_line();
        self.out
    }
}

/// Whether a word is a name with a hyphen, such as `10-K`, `N-SAR` or `725-5516`, which a browser would break there.
fn stays_together(word: &str) -> bool {
    let inner = word.trim_matches(|c: char| !c.is_alphanumeric());
    let short = word.len() <= 6 || word.bytes().any(|byte| byte.is_ascii_digit());
    inner.contains('-') && word.len() <= 16 && short
}

/// Elements that hold others, each of which stands on lines of its own.
fn holds_blocks(name: &str) -> bool {
    matches!(
        name,
        "div" | "section" | "header" | "main" | "nav" | "dl" | "dd" | "ul" | "ol" | "table" | "thead" | "tbody" | "tr"
    )
}

fn is_empty(name: &str) -> bool {
    matches!(name, "br" | "hr")
}

fn is_block(name: &str) -> bool {
    holds_blocks(name)
        || matches!(name, "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" | "hr" | "dt" | "li" | "caption")
        || matches!(name, "td" | "th")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_escaped_and_folded() {
        let mut ascii = Markup::new(Charset::Ascii, ("b", &[]));
        ascii.open("p", &[("title", "a \"b\" <c>")]);
        ascii.words("\u{2612} <script>alert('x & y')</script> &#9746; \u{1f600}");
        ascii.close("p");
        let written = ascii.finish();
        let expected = "<p title=\"a &#34;b&#34; &#60;c&#62;\">&#9746; &#60;script&#62;alert('x &#38; y')&#60;/script&#62; \
                        &#38;#9746;\n&#128512;</p>\n";
        assert_eq!(written, expected);
        let mut unicode = Markup::new(Charset::Unicode, ("b", &[]));
        unicode.words(&"word ".repeat(1000));
        assert!(unicode.finish().lines().all(|line| line.len() < 110));
    }

    #[test]
    fn blanks_are_kept() {
        let mut page = Markup::new(Charset::Ascii, ("b", &[]));
        page.kept("10.1   Supply\tAgreement", 0);
        assert_eq!(page.finish(), "10.1&#160;&#160; Supply&#160;&#160; Agreement\n");
    }
}
