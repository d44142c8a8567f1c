//! The parts of a statement, in order, as its layout sees them.

use std::cell::OnceCell;

use super::{Body, Layout, STEP, expression, is_faulty};
use crate::syntax::{Rule, Tree};

/// A part of a statement.
pub(super) struct Piece<'a> {
    pub(super) what: What<'a>,
    /// Whether the author began a line with it.
    pub(super) begins_line: bool,
}

pub(super) enum What<'a> {
    /// A word or a string of one line.
    Word(&'a str),
    Colon,
    /// The `else` of a rule.
    Else,
    /// The `otherwise` of a `when`.
    Otherwise,
    /// A condition, by the author's lines.
    Condition(Vec<String>),
    /// The value of a `let`, whose lines are the author's.
    Derivation(Vec<String>),
    /// A prose string as it was written.
    Prose(&'a str),
    Comment(&'a str),
    Block(Block<'a>),
}

pub(super) struct Block<'a> {
    tree: &'a Tree,
    /// The block on one line, if it was written so.
    pub(super) flat: Option<String>,
    open: OnceCell<Body<'a>>,
}

impl<'a> Block<'a> {
    /// The block's lines within its braces; `indent` is that of its statement.
    pub(super) fn open(&self, layout: &Layout<'a>, indent: usize) -> &Body<'a> {
        self.open.get_or_init(|| layout.body(&self.tree.children, Some(self.tree.range.start + 1), indent + STEP))
    }
}

impl<'a> Layout<'a> {
    /// The parts of a statement without faults.
    pub(super) fn pieces(&self, tree: &'a Tree) -> Vec<Piece<'a>> {
        let mut out = Vec::new();
        let mut end = tree.range.start;
        self.collect(tree, tree.rule != Rule::masthead, &mut end, &mut out);
        out
    }

    fn collect(&self, tree: &'a Tree, may_be_flat: bool, end: &mut usize, out: &mut Vec<Piece<'a>>) {
        for part in &tree.children {
            if matches!(part.rule, Rule::modifier | Rule::repeated | Rule::otherwise | Rule::string) {
                self.collect(part, may_be_flat, end, out);
                continue;
            }
            let begins_line = self.breaks(*end, part.range.start) > 0;
            *end = self.end(part);
            let lines = || expression::lines(self.slice(part.range.clone())).unwrap_or_default();
            #[expect(clippy::wildcard_enum_match_arm, reason = "every other part is a word")]
            let what = match part.rule {
                Rule::colon => What::Colon,
                Rule::kw_else => What::Else,
                Rule::kw_otherwise => What::Otherwise,
                Rule::condition | Rule::demanded => What::Condition(lines()),
                Rule::derivation => What::Derivation(lines()),
                Rule::prose => What::Prose(self.slice(part.range.clone())),
                Rule::comment => What::Comment(self.slice(part.range.clone()).trim_end()),
                Rule::block => {
                    What::Block(Block { tree: part, flat: self.flat(part, may_be_flat), open: OnceCell::new() })
                }
                _ => What::Word(self.words(part)),
            };
            out.push(Piece { what, begins_line });
        }
    }

    /// A block on one line, if the author wrote it so and it can stay so.
    fn flat(&self, block: &'a Tree, may_be_flat: bool) -> Option<String> {
        if block.children.is_empty() {
            return Some("{}".to_owned());
        }
        let written = self.slice(block.range.clone());
        if !may_be_flat || written.contains(super::LINE_BREAKS) {
            return None;
        }
        if block.children.iter().any(|child| has_fault(self.text, child)) {
            return Some(written.to_owned());
        }
        let statements = block.children.iter().map(|child| self.on_one_line(child)).collect::<Option<Vec<_>>>()?;
        Some(format!("{{ {} }}", statements.join(" ")))
    }
}

/// Whether a statement, or one that it holds, has a fault.
fn has_fault(text: &str, tree: &Tree) -> bool {
    is_faulty(text, tree) || tree.children.iter().any(|child| has_fault(text, child))
}
