//! The form's words that a document leaves out.

use super::outline::{Outline, Role, Statement};
use super::reading::Found;

/// Words of the form that stand nowhere in a document, under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The heading; none for what stands before the first.
    pub heading: Option<String>,
    /// Whether all that stands under the heading is left out.
    pub all: bool,
    /// What is left out, each statement in the form's words.
    pub statements: Vec<String>,
}

/// What was not found, by heading. `title` is the statement of the title, which may have been found by other means.
pub(super) fn left_out(outline: &Outline, found: &Found, title: Option<usize>) -> Vec<LeftOut> {
    let is_found = |number: usize| found.matches.iter().any(|found| found.statement == number);
    let mut out = vec![LeftOut { heading: None, all: true, statements: Vec::new() }];
    for (number, statement) in outline.statements.iter().enumerate() {
        if statement.role == Role::Heading {
            out.push(LeftOut { heading: Some(words(statement)), all: true, statements: Vec::new() });
        }
        let Some(open) = out.last_mut() else { continue };
        if is_found(number) || title == Some(number) {
            open.all = false;
        } else if tells(outline, found, statement) {
            open.statements.push(words(statement));
        }
    }
    out.retain(|left| !left.statements.is_empty());
    out
}

fn words(statement: &Statement) -> String {
    statement.words.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(" ")
}

/// Whether it tells something that a statement is left out: `Yes` or `Item` does not, nor do the few words beside a box of a
/// group that was read, nor the heading of a column in a table that is left out whole.
fn tells(outline: &Outline, found: &Found, statement: &Statement) -> bool {
    let is_read = statement
        .group
        .and_then(|group| outline.groups.get(group))
        .is_some_and(|group| found.answers.iter().any(|answer| answer.path.as_str() == group.path.as_ref()));
    let least = if is_read { 3 } else { 2 };
    match statement.role {
        Role::Box => statement.words.len() >= least,
        Role::Column => false,
        Role::Words => statement.list.is_none() || statement.words.len() >= least,
        Role::Title | Role::Heading | Role::Question => true,
    }
}
