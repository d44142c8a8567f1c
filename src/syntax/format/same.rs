//! Whether two texts of a definition say the same.

use super::{LINE_BREAKS, WHITE, expression, unix};
use crate::source::{Source, Span};
use crate::syntax::{Rule, Tree, strings, tree};

/// Whether two texts of a definition have the same statements, parts and comments, layout left out of account: then they
/// compile to the same form.
///
/// ```
/// use engross::source::Source;
/// let a = Source::new("a.form", "rule\ntext \"Hello\"");
/// assert!(engross::syntax::same_but_for_layout(&a, &Source::new("b.form", "rule text   \"Hello\"")));
/// assert!(!engross::syntax::same_but_for_layout(&a, &Source::new("c.form", "rule text \"Hel lo\"")));
/// ```
pub fn same_but_for_layout(before: &Source, after: &Source) -> bool {
    let (one, other) = (unix(before.text()), unix(after.text()));
    match (tree::parse(&one), tree::parse(&other)) {
        (Ok(a), Ok(b)) => same(&one, &a, &other, &b),
        _ => one == other,
    }
}

fn same(one: &str, a: &Tree, other: &str, b: &Tree) -> bool {
    let leaf = || words(one, a) == words(other, b);
    rule(one, a) == rule(other, b)
        && a.children.len() == b.children.len()
        && if a.children.is_empty() {
            leaf()
        } else {
            a.children.iter().zip(&b.children).all(|(a, b)| same(one, a, other, b))
        }
}

/// What a tree is. At the end of a text, its last line break may be taken for an expression.
fn rule(text: &str, tree: &Tree) -> Rule {
    let expression = matches!(tree.rule, Rule::condition | Rule::demanded | Rule::derivation);
    let empty = expression && text.get(tree.range.clone()).is_some_and(|text| text.trim().is_empty());
    if empty { Rule::no_expression } else { tree.rule }
}

/// What a leaf says.
fn words(text: &str, leaf: &Tree) -> String {
    let raw = text.get(leaf.range.clone()).unwrap_or_default();
    #[expect(clippy::wildcard_enum_match_arm, reason = "every other leaf is read as it is written")]
    match leaf.rule {
        Rule::prose => strings::prose(raw, Span::default()).text,
        Rule::condition | Rule::demanded | Rule::derivation => match expression::lines(raw) {
            Some(lines) => expression::joined(&lines),
            None => raw.trim().to_owned(),
        },
        // Braces and the end of the text are no leaves that say anything.
        Rule::block | Rule::EOI | Rule::file => String::new(),
        Rule::comment => raw.trim_end().to_owned(),
        _ => raw.trim_matches(WHITE).replace(LINE_BREAKS, "\n"),
    }
}
