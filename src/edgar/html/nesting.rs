//! Which elements are open.

use std::collections::HashMap;
use std::ops::Range;

use super::elements::{Closing, Element, Judgement};
use crate::diagnostic::Code;
use crate::edgar::faults;
use crate::edgar::findings::Findings;

/// How far up an element is looked for that a tag closes; deeper nesting is no writer's.
const DEEPEST: usize = 500;

/// The open elements, outermost first.
#[derive(Debug, Default)]
pub(super) struct Nesting {
    open: Vec<Open>,
    /// How many of each are open.
    counts: HashMap<&'static str, usize>,
    /// How many of each were said to cross, whose closing tags are to come.
    crossed: HashMap<&'static str, usize>,
}

#[derive(Debug)]
struct Open {
    name: &'static str,
    closing: Closing,
    tag: Range<usize>,
    /// Whether it was said already that its closing tag may be missing.
    said: bool,
}

impl Nesting {
    /// A start tag: `tag` is its `<` and name.
    pub(super) fn open(&mut self, findings: &mut Findings<'_>, element: &Element, tag: &Range<usize>) {
        let Element { name, closing, .. } = *element;
        if closing == Closing::None {
            return;
        }
        if name == "table" && self.count(name) > 0 {
            let outer = self.open.iter_mut().rev().take(DEEPEST).find(|open| open.name == name).map(|open| {
                open.said = true;
                open.tag.clone()
            });
            findings.add(Code::NestedTable, tag.clone(), |f| faults::nested_table(f, tag.clone(), outer));
        }
        *self.counts.entry(name).or_default() += 1;
        self.open.push(Open { name, closing, tag: tag.clone(), said: false });
    }

    /// An end tag.
    pub(super) fn close(&mut self, findings: &mut Findings<'_>, element: &Element, tag: &Range<usize>) {
        let name = element.name;
        if element.judgement == Judgement::Own {
            return;
        }
        let Some(depth) = self.depth(name) else {
            match self.crossed.get_mut(name).filter(|crossed| **crossed > 0) {
                Some(crossed) => *crossed -= 1,
                None => findings.add(Code::Unmatched, tag.clone(), |f| faults::closes_nothing(f, tag.clone(), name)),
            }
            return;
        };
        for _ in 0..depth {
            let Some(inner) = self.pop() else { return };
            if inner.closing == Closing::Needed && !inner.said {
                *self.crossed.entry(inner.name).or_default() += 1;
                findings.add(Code::Unmatched, inner.tag.clone(), |f| {
                    faults::crossed(f, inner.tag, tag.clone(), inner.name, name)
                });
            }
        }
        self.pop();
    }

    /// How many elements are open inside the one that an end tag closes. What stands in a cell closes nothing outside.
    fn depth(&self, name: &str) -> Option<usize> {
        if self.count(name) == 0 {
            return None;
        }
        let of_tables = ["table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "body", "html"];
        let inner = !of_tables.contains(&name);
        for (depth, open) in self.open.iter().rev().take(DEEPEST).enumerate() {
            if open.name == name {
                return Some(depth);
            }
            if inner && of_tables.contains(&open.name) || open.name == "table" && name != "body" && name != "html" {
                return None;
            }
        }
        None
    }

    fn count(&self, name: &str) -> usize {
        self.counts.get(name).copied().unwrap_or(0)
    }

    fn pop(&mut self) -> Option<Open> {
        let open = self.open.pop()?;
        if let Some(count) = self.counts.get_mut(open.name) {
            *count -= 1;
        }
        Some(open)
    }

    /// Whether the innermost element holds no HTML.
    pub(super) fn is_raw(&self) -> bool {
        self.open.last().is_some_and(|open| matches!(open.name, "script" | "style" | "xmp" | "noscript"))
    }

    /// The document ends.
    pub(super) fn finish(&mut self, findings: &mut Findings<'_>) {
        for open in std::mem::take(&mut self.open) {
            if open.closing == Closing::Needed && !open.said {
                let Open { name, tag, .. } = open;
                findings.add(Code::Unmatched, tag.clone(), |f| faults::never_closed(f, tag, name));
            }
        }
    }
}
