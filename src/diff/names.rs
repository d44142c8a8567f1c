//! How a form calls the records of its lists: by the words that print their answers, as `Item 1.01`, or by an answer.

use crate::filing::{Chain, Record};
use crate::form::{Ask, Form, Layout, Part, ScopeId, Template};

/// What names the records of a form's lists.
#[derive(Debug, Default)]
pub(super) struct Names<'f>(Vec<(ScopeId, Name<'f>)>);

#[derive(Debug, Clone, Copy)]
enum Name<'f> {
    Words(&'f Template),
    Answer(usize),
}

impl<'f> Names<'f> {
    pub(super) fn new(form: &'f Form) -> Self {
        let mut names = Self::default();
        names.walk(form, ScopeId::ROOT, &form.layout);
        names
    }

    /// What a record is called; nothing where no answer names it.
    pub(super) fn of(&self, form: &Form, record: &Record) -> Option<String> {
        let (_, name) = self.0.iter().find(|(scope, _)| *scope == record.scope)?;
        let mut out = String::new();
        match name {
            Name::Words(template) => {
                let chain = Chain { record, outer: None };
                let filled = template.fill(&record.context, |part| match part {
                    Part::Words(words, _) => out.push_str(words),
                    Part::Derived(text, _) => out.push_str(&text),
                    Part::Answer(field, _) => out.push_str(&chain.printed(form, field)),
                    Part::Blank(_) => {}
                });
                filled.ok()?;
            }
            Name::Answer(index) => {
                let field = form.scope(record.scope).fields.get(*index)?;
                out = record.answer(*index)?.value.printed(field);
            }
        }
        let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(out.trim_end_matches([':', ';', ',', '-']).trim_end().to_owned()).filter(|name| !name.is_empty())
    }

    fn walk(&mut self, form: &'f Form, scope: ScopeId, layout: &'f [Layout]) {
        let list = |field: &usize| match form.scope(scope).fields.get(*field).map(|field| &field.ask) {
            Some(Ask::List(inner)) => Some(*inner),
            _ => None,
        };
        for statement in layout {
            match statement {
                Layout::Masthead(body)
                | Layout::Section { body, .. }
                | Layout::Item { body, .. }
                | Layout::Row(body) => self.walk(form, scope, body),
                Layout::When { body, otherwise, .. } => {
                    self.walk(form, scope, body);
                    self.walk(form, scope, otherwise);
                }
                Layout::Choice { boxes, .. } => {
                    for (_, body) in boxes.iter().filter_map(|checked| checked.body.as_ref()) {
                        self.walk(form, scope, body);
                    }
                }
                Layout::Flag { checked, .. } => {
                    if let Some((_, body)) = &checked.body {
                        self.walk(form, scope, body);
                    }
                }
                Layout::Repeat { field, body } => {
                    let Some(inner) = list(field) else { continue };
                    let words = first_words(inner, body).map(Name::Words);
                    self.0.extend(words.or(self::answer(form, inner, None)).map(|name| (inner, name)));
                    self.walk(form, inner, body);
                }
                Layout::Table { field, columns, .. } => {
                    let Some(inner) = list(field) else { continue };
                    let first = columns.first().map(|column| column.field);
                    self.0.extend(answer(form, inner, first).map(|name| (inner, name)));
                }
                Layout::Signature { list: Some(field), name, .. } => {
                    self.0.extend(list(field).map(|inner| (inner, Name::Answer(*name))));
                }
                Layout::Signature { list: None, .. }
                | Layout::Answer { .. }
                | Layout::Hidden { .. }
                | Layout::Words { .. }
                | Layout::Line(_)
                | Layout::Rule
                | Layout::Page => {}
            }
        }
    }
}

/// The key of a list's records, or else another of their answers.
fn answer<'f>(form: &Form, scope: ScopeId, other: Option<usize>) -> Option<Name<'f>> {
    form.scope(scope).key.or(other).map(Name::Answer)
}

/// The first words of a block that print one of its own answers.
fn first_words(scope: ScopeId, layout: &[Layout]) -> Option<&Template> {
    layout.iter().find_map(|statement| match statement {
        Layout::Item { label: words, .. } | Layout::Words { words, .. } | Layout::Line(words) => {
            words.names_answer_of(scope).then_some(words)
        }
        Layout::Section { label, title, .. } => {
            [Some(label), title.as_ref()].into_iter().flatten().find(|words| words.names_answer_of(scope))
        }
        Layout::Masthead(_)
        | Layout::Row(_)
        | Layout::Repeat { .. }
        | Layout::When { .. }
        | Layout::Answer { .. }
        | Layout::Hidden { .. }
        | Layout::Choice { .. }
        | Layout::Flag { .. }
        | Layout::Table { .. }
        | Layout::Signature { .. }
        | Layout::Rule
        | Layout::Page => None,
    })
}
