//! What was found so far: the first of each kind, and how many more.

use std::ops::Range;
use std::sync::Arc;

use super::coding::Coding;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Source;

/// So many findings of a code are shown; a file with more has one fault many times.
const MOST: usize = 10;

/// Collects findings.
pub(super) struct Findings<'s> {
    pub(super) source: &'s Arc<Source>,
    pub(super) coding: Coding,
    codes: Vec<OfCode>,
}

/// The findings of one code.
struct OfCode {
    code: Code,
    shown: Vec<Shown>,
    /// How many are not shown, and where the first of them is.
    more: usize,
    first: Range<usize>,
}

/// A finding, and how many times more the same was found.
struct Shown {
    same: Option<String>,
    finding: Diagnostic,
    again: usize,
}

impl<'s> Findings<'s> {
    pub(super) fn new(source: &'s Arc<Source>, coding: Coding) -> Self {
        Self { source, coding, codes: Vec::new() }
    }

    /// Whether a character is the mark by which a document in UTF-16 was told.
    pub(super) fn is_utf16(&self, c: char) -> bool {
        c == '\u{feff}' && self.coding == Coding::Utf16
    }

    /// The text of a range.
    pub(super) fn slice(&self, range: Range<usize>) -> &'s str {
        self.source.text().get(range).unwrap_or_default()
    }

    /// Adds a finding of its own.
    pub(super) fn add(&mut self, code: Code, range: Range<usize>, make: impl FnOnce(&Self) -> Diagnostic) {
        self.push(code, None, range, make);
    }

    /// Adds a finding that is said once however often it is found: `same` tells whether it is the same.
    pub(super) fn add_once(
        &mut self,
        code: Code,
        same: &str,
        range: Range<usize>,
        make: impl FnOnce(&Self) -> Diagnostic,
    ) {
        self.push(code, Some(same), range, make);
    }

    fn push(&mut self, code: Code, same: Option<&str>, range: Range<usize>, make: impl FnOnce(&Self) -> Diagnostic) {
        let index = self.codes.iter().position(|of| of.code == code).unwrap_or(self.codes.len());
        if let Some(of) = self.codes.get_mut(index) {
            if let Some(shown) = of.shown.iter_mut().find(|shown| same.is_some() && shown.same.as_deref() == same) {
                shown.again += 1;
                return;
            }
            if of.shown.len() == MOST {
                if of.more == 0 {
                    of.first = range;
                }
                of.more += 1;
                return;
            }
        } else {
            self.codes.push(OfCode { code, shown: Vec::new(), more: 0, first: 0..0 });
        }
        let shown = Shown { same: same.map(str::to_owned), finding: make(self), again: 0 };
        if let Some(of) = self.codes.get_mut(index) {
            of.shown.push(shown);
        }
    }

    /// All that is to be said, in no order.
    pub(super) fn finish(self) -> Vec<Diagnostic> {
        let mut out = Vec::new();
        for of in self.codes {
            for Shown { mut finding, again, .. } in of.shown {
                match again {
                    0 => {}
                    1 => finding.message.push_str(", here and once more"),
                    _ => finding.message = format!("{}, here and {again} times more", finding.message),
                }
                out.push(finding);
            }
            if of.more > 0 {
                let (more, s) = (of.more, if of.more == 1 { "" } else { "s" });
                let message = format!("{more} more finding{s} of {}", of.code.id());
                out.push(Diagnostic::new(of.code, message).at(self.source, of.first, "the first of them"));
            }
        }
        out
    }
}
