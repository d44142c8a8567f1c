//! EDGAR's tags in plain text, and words that look like tags.

use std::ops::Range;

use crate::diagnostic::Code;
use crate::edgar::findings::Findings;
use crate::edgar::{faults, tags};

/// The tables of a text, while it is read line by line.
#[derive(Debug, Default)]
pub(super) struct Tables {
    /// The tag that opened the table that is open.
    open: Option<Range<usize>>,
    /// How many further tables were opened in it and are open.
    further: usize,
    /// Whether anything was said of it.
    said: bool,
}

impl Tables {
    /// Whether a table is open.
    pub(super) fn inside(&self) -> bool {
        self.open.is_some()
    }

    /// Reads the tags of a line.
    pub(super) fn line(&mut self, findings: &mut Findings<'_>, line: &str, start: usize) {
        for (at, tag) in tags(line) {
            let range = start + at..start + at + tag.len();
            let words = tag.trim_start_matches('<').trim_end_matches('>').to_ascii_lowercase();
            let (name, closing) = words.strip_prefix('/').map_or((words.as_str(), false), |name| (name, true));
            // An attribute is none of EDGAR's, but a reader of HTML would take the tag for one with it.
            let name = name.split_ascii_whitespace().next().unwrap_or_default();
            match name {
                "table" if closing => self.close(findings, range),
                "table" => self.open(findings, range),
                "page" if line.trim() == tag => {}
                "page" => findings.add(Code::PageTag, range.clone(), |f| faults::page_tag(f, range)),
                // EDGAR's own mark of what an amendment changed.
                "r" => {}
                "b" | "strong" | "u" => {
                    findings.add_once(Code::BoldInText, name, range.clone(), |f| faults::bold(f, range, tag));
                }
                _ if is_of_tables(name) => {
                    if self.open.is_none() {
                        let make = |f: &Findings<'_>| faults::outside_table(f, range.clone(), tag);
                        findings.add_once(Code::TableTags, &words, range.clone(), make);
                    }
                }
                _ => findings.add_once(Code::TagInText, name, range.clone(), |f| faults::tag_in_text(f, range, tag)),
            }
        }
    }

    fn open(&mut self, findings: &mut Findings<'_>, tag: Range<usize>) {
        match self.open.clone() {
            Some(first) => {
                self.further += 1;
                self.said = true;
                findings.add(Code::TableTags, tag.clone(), |f| faults::table_in_table(f, tag, first));
            }
            None => {
                self.open = Some(tag);
                self.said = false;
            }
        }
    }

    fn close(&mut self, findings: &mut Findings<'_>, tag: Range<usize>) {
        // One table too many was opened, and said to be: its closing tag, if it has one, is no second fault.
        if self.further > 0 {
            self.further -= 1;
        } else if self.open.take().is_none() {
            findings.add(Code::TableTags, tag.clone(), |f| faults::no_table_to_close(f, tag));
        }
    }

    /// The text ends.
    pub(super) fn finish(self, findings: &mut Findings<'_>) {
        if let Some(tag) = self.open.filter(|_| !self.said) {
            findings.add(Code::TableTags, tag.clone(), |f| faults::unclosed_table(f, tag));
        }
    }
}

/// Whether a tag has its place inside a table: the caption, the columns, the footnotes and their marks.
fn is_of_tables(name: &str) -> bool {
    let footnote = |name: &str| name.strip_prefix('f').is_some_and(|n| n.len() <= 2 && n.parse::<u8>().is_ok());
    matches!(name, "caption" | "s" | "c" | "fn") || footnote(name)
}
