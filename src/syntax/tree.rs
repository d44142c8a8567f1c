//! The lossless tree: every token and comment of the text with its place; what lies between is white space.

use std::ops::Range;

use pest::Parser as _;
use pest::iterators::Pair;

use super::DEEPEST;

#[expect(missing_docs, reason = "the grammar documents its rules; the derive writes this type")]
mod grammar {
    /// The grammar, as pest compiled it.
    #[derive(pest_derive::Parser)]
    #[grammar = "../grammar/form.pest"]
    pub(super) struct Grammar;
    pub use Rule as Kind;
}

pub use grammar::Kind as Rule;

/// A node: what the grammar calls it, where it is, and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// The grammar's rule.
    pub rule: Rule,
    /// The bytes.
    pub range: Range<usize>,
    /// The parts, in order.
    pub children: Vec<Tree>,
}

impl Tree {
    /// The first child of a rule.
    pub fn child(&self, rule: Rule) -> Option<&Self> {
        self.children.iter().find(|child| child.rule == rule)
    }

    /// The tree with its places moved.
    pub(super) fn moved(self, to: &dyn Fn(usize) -> usize) -> Self {
        let range = to(self.range.start)..to(self.range.end);
        Self { range, children: self.children.into_iter().map(|child| child.moved(to)).collect(), ..self }
    }

    /// The children of a rule, in order.
    pub fn all(&self, rule: Rule) -> impl Iterator<Item = &Self> {
        self.children.iter().filter(move |child| child.rule == rule)
    }
}

/// The tree of any text, or the place where it is nested too deeply.
pub(super) fn parse(text: &str) -> Result<Tree, usize> {
    if let Some(offset) = too_deep(text) {
        return Err(offset);
    }
    // The guard of pest against a full stack is all that could still fail.
    let mut pairs = grammar::Grammar::parse(Rule::file, text).map_err(|error| match error.location {
        pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _)) => at,
    })?;
    pairs.next().map(convert).ok_or(0)
}

fn convert(pair: Pair<'_, Rule>) -> Tree {
    let (rule, span) = (pair.as_rule(), pair.as_span());
    Tree { rule, range: span.start()..span.end(), children: pair.into_inner().map(convert).collect() }
}

/// Where braces and brackets outside strings and comments first go deeper than [`DEEPEST`]. Parsers recurse, so this is
/// asked of the bare text, before them.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}', '(', ')', '[', ']', '"', '#']) {
        let (_, found) = rest.split_at(at);
        let skip = match found.as_bytes().first() {
            Some(b'{' | b'(' | b'[') => {
                depth += 1;
                if depth > DEEPEST {
                    return Some(text.len() - found.len());
                }
                1
            }
            Some(b'"') => string_length(found),
            Some(b'#') => found.find('\n').unwrap_or(found.len()),
            _ => {
                depth = depth.saturating_sub(1);
                1
            }
        };
        rest = found.split_at(skip).1;
    }
    None
}

/// The length of the string that `text` begins with; an unclosed one ends with its line.
fn string_length(text: &str) -> usize {
    if let Some(prose) = text.strip_prefix("\"\"\"") {
        return prose.find("\"\"\"").map_or(text.len(), |end| end + 6);
    }
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            b'\n' => return at,
            b'"' if !escaped => return at + 1,
            _ => escaped = byte == b'\\' && !escaped,
        }
    }
    text.len()
}

/// Whether a rule stands for a part that a statement lacks.
pub(super) fn is_missing(part: Rule) -> bool {
    matches!(
        part,
        Rule::no_string
            | Rule::no_path
            | Rule::no_key
            | Rule::no_name
            | Rule::no_number
            | Rule::no_colon
            | Rule::no_type
            | Rule::no_choice_kind
            | Rule::no_equals
            | Rule::no_expression
            | Rule::no_else
            | Rule::no_block
    )
}
