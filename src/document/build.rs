//! Layout and answers -> blocks.

use std::sync::Arc;

use super::{Block, BoxChange, CheckBox, Column, Document, Origin, Row, Run, RunKind, Text};
use crate::diagnostic::Diagnostic;
use crate::filing::{AnswerValue, Chain, Filing};
use crate::form::types::Meaning;
use crate::form::{
    Arrangement, Ask, BoxLayout, Failure, Field, FieldRef, Form, Guard, Layout, Marks, Name, Part, Placement, Scalar,
    Scope, Template,
};
use crate::source::Span;
use crate::syntax::Words;
use crate::text::Writer;

/// Rows of a table on a blank form.
const BLANK_ROWS: usize = 3;

pub(super) fn build(filing: &Filing<'_>, blank: bool) -> (Document, Vec<Diagnostic>) {
    let form = filing.form;
    let mut builder = Builder { form, blank, failures: Vec::new() };
    let chain = Chain { record: &filing.answers, outer: None };
    let blocks = builder.blocks(&form.layout, &chain);
    let submission = form.submission.as_ref().filter(|_| !blank);
    let submission = submission.map(|template| super::plain(&builder.fill(template, &chain)));
    let findings = builder.failures.iter().map(|failure| form.failed(failure)).collect();
    let document = Document {
        form: form.name.clone(),
        edition: form.edition.clone(),
        title: form.title.clone(),
        submission,
        width: form.width,
        blank,
        blocks,
        form_sources: form.sources.clone(),
        data_sources: filing.sources.clone(),
    };
    (document, findings)
}

struct Builder<'f> {
    form: &'f Form,
    blank: bool,
    failures: Vec<Failure>,
}

impl<'f> Builder<'f> {
    fn blocks(&mut self, layout: &'f [Layout], chain: &Chain<'_>) -> Vec<Block> {
        let mut out = Vec::with_capacity(layout.len());
        for statement in layout {
            self.block(statement, chain, &mut out);
        }
        out
    }

    fn block(&mut self, layout: &'f Layout, chain: &Chain<'_>, out: &mut Vec<Block>) {
        match layout {
            Layout::Masthead(body) => out.push(Block::Masthead(self.blocks(body, chain))),
            Layout::Section { label, title, numbered, body } => {
                let template_span = label.span;
                let (label, title) = (self.fill(label, chain), self.optional(title.as_ref(), chain));
                let blocks = self.blocks(body, chain);
                let blocks = if *numbered { number(blocks, template_span) } else { blocks };
                out.push(Block::Section { label, title, blocks });
            }
            Layout::Item { label, body } => {
                out.push(Block::Item { label: self.fill(label, chain), blocks: self.blocks(body, chain) });
            }
            Layout::Row(body) => out.push(Block::Row(self.blocks(body, chain))),
            Layout::Repeat { field, body } => match chain.record.answer(*field).map(|answer| &answer.value) {
                Some(AnswerValue::List(records)) => {
                    for (record, _) in records {
                        out.push(self.record(body, &Chain { record, outer: Some(chain) }));
                    }
                }
                _ if self.blank => self.with_blank(*field, chain, |this, chain| {
                    out.push(this.record(body, chain));
                }),
                _ => {}
            },
            Layout::When { guard, asked, body, otherwise } => {
                let holds = holds(*guard, chain);
                let both = self.blank && *asked;
                if holds || both {
                    out.extend(self.blocks(body, chain));
                }
                if !holds || both {
                    out.extend(self.blocks(otherwise, chain));
                }
            }
            Layout::Answer { field, label, placement, span } => {
                let Some((asked, field)) = self.field(chain, *field) else { return };
                let label = self.fill(label, chain);
                let narrative = matches!(asked.ask, Ask::Narrative);
                let value = answer(self.form, (asked, field), chain, *span);
                let open = is_open(asked);
                out.push(Block::Answer { label, placement: *placement, value, narrative, open });
            }
            Layout::Choice { field, label, arrangement, marks, boxes, span } => {
                out.extend(self.choice(*field, label, *arrangement, marks.as_ref(), boxes, *span, chain));
            }
            Layout::Flag { field, checked, span } => {
                let Some((_, field)) = self.field(chain, *field) else { return };
                let answer = chain.answer(field);
                let yes = matches!(answer.map(|answer| &answer.value), Some(AnswerValue::YesNo(true)));
                let origin = Origin { form: *span, data: chain.place(field) };
                let checked = self.check_box(checked, &chain.path(self.form, field), None, yes, origin, chain);
                out.push(Block::Flag { checked, marks: self.form.marks.clone() });
            }
            Layout::Table { field, caption, columns, .. } => {
                let caption = self.fill(caption, chain);
                let rows = self.rows(*field, columns, chain);
                let Some((Ask::List(scope), _)) = self.field(chain, *field).map(|(field, at)| (&field.ask, at)) else {
                    return;
                };
                let scope = self.form.scope(*scope);
                let columns = columns.iter().map(|column| Column {
                    heading: self.fill(&column.heading, chain),
                    numeric: scope.fields.get(column.field).is_some_and(is_numeric),
                    form: column.span,
                });
                out.push(Block::Table { caption, columns: columns.collect(), rows });
            }
            Layout::Signature { list, preamble, date, name, title, span } => {
                let preamble = self.fill(preamble, chain);
                let fields = [*date, *name, *title];
                let Some(list) = list else {
                    out.push(self.signature(preamble, fields, *span, chain));
                    return;
                };
                match chain.record.answer(*list).map(|answer| &answer.value) {
                    Some(AnswerValue::List(records)) => {
                        for (index, (record, _)) in records.iter().enumerate() {
                            let chain = Chain { record, outer: Some(chain) };
                            let preamble = if index == 0 { preamble.clone() } else { Text::EMPTY };
                            out.push(self.signature(preamble, fields, *span, &chain));
                        }
                    }
                    _ => self.with_blank(*list, chain, |this, chain| {
                        out.push(this.signature(preamble, fields, *span, chain));
                    }),
                }
            }
            Layout::Words { kind, words } => {
                let text = self.fill(words, chain);
                match out.last_mut() {
                    // A note is a remark about what stands over it.
                    Some(Block::Signature { note, .. }) if *kind == Words::Note && note.is_empty() => *note = text,
                    _ if text.is_empty() => {}
                    _ => out.push(Block::Words { kind: Some(*kind), text }),
                }
            }
            Layout::Line(words) => {
                let text = self.fill(words, chain);
                if !text.is_empty() {
                    out.push(Block::Words { kind: None, text });
                }
            }
            Layout::Hidden { .. } => {}
            Layout::Rule => out.push(Block::Rule),
            Layout::Page => out.push(Block::Page),
        }
    }

    /// One record of a list.
    fn record(&mut self, body: &'f [Layout], chain: &Chain<'_>) -> Block {
        let path = Arc::from(chain.record.prefix.trim_end_matches('.'));
        Block::Record { path, blocks: self.blocks(body, chain) }
    }

    /// A field of the record that is being printed.
    fn field(&self, chain: &Chain<'_>, field: usize) -> Option<(&'f Field, FieldRef)> {
        let scope: &'f Scope = self.form.scope(chain.record.scope);
        Some((scope.fields.get(field)?, FieldRef { scope: chain.record.scope, field }))
    }

    /// Prints a list once with a record of holes.
    fn with_blank(&mut self, field: usize, chain: &Chain<'_>, print: impl FnOnce(&mut Self, &Chain<'_>)) {
        if let Some(record) = crate::filing::blank_record(self.form, field, chain) {
            print(self, &Chain { record: &record, outer: Some(chain) });
        }
    }

    fn fill(&mut self, template: &Template, chain: &Chain<'_>) -> Text {
        if let Some(text) = template.text() {
            return text.clone();
        }
        let mut writer = Writer::default();
        let form = self.form;
        let filled = template.fill(&chain.record.context, |part| match part {
            Part::Words(words, span) => writer.push(run(RunKind::Words, words.to_owned(), span)),
            Part::Derived(text, span) => writer.push(run(RunKind::Derived, text, span)),
            Part::Blank(span) => writer.push(run(RunKind::Hole, String::new(), span)),
            Part::Answer(field, span) => {
                let path = Some(chain.path(form, field));
                let answer = chain.answer(field);
                let kind = if answer.is_some() { RunKind::Answer } else { RunKind::Hole };
                let origin = Origin { form: span, data: chain.place(field) };
                writer.push(Run { kind, text: chain.printed(form, field), path, origin, mark: None });
            }
        });
        match filled {
            // What cannot be computed without answers is a hole as well.
            Err(failure) if self.blank => writer.push(run(RunKind::Hole, String::new(), failure.span)),
            filled => self.failures.extend(filled.err()),
        }
        writer.finish()
    }

    fn optional(&mut self, template: Option<&Template>, chain: &Chain<'_>) -> Text {
        template.map(|template| self.fill(template, chain)).unwrap_or_default()
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one statement")]
    fn choice(
        &mut self,
        field: usize,
        label: &Template,
        arrangement: Arrangement,
        marks: Option<&Marks>,
        boxes: &'f [BoxLayout],
        span: Span,
        chain: &Chain<'_>,
    ) -> Option<Block> {
        let (asked, field) = self.field(chain, field)?;
        let answer = chain.answer(field);
        let value = answer.map(|answer| &answer.value);
        let data = chain.place(field);
        let label = self.fill(label, chain);
        let path = chain.path(self.form, field);
        let boxes = if let Ask::YesNo = asked.ask {
            let yes = match value {
                Some(AnswerValue::YesNo(yes)) => Some(*yes),
                _ => None,
            };
            let origin = Origin { form: span, data };
            let question = |key: &str, words: &str, means: bool| {
                let mut writer = Writer::default();
                writer.push(run(RunKind::Words, words.to_owned(), span));
                CheckBox {
                    path: Arc::clone(&path),
                    key: Some(key.into()),
                    checked: yes == Some(means),
                    text: writer.finish(),
                    more: Text::EMPTY,
                    blocks: Vec::new(),
                    change: BoxChange::None,
                    origin,
                }
            };
            vec![question("yes", "Yes", true), question("no", "No", false)]
        } else {
            let keys = asked.ask.boxes();
            let mut made = Vec::with_capacity(boxes.len());
            for layout in boxes {
                let Some(index) = keys.iter().position(|known| known.span == layout.span) else { continue };
                let checked = match value {
                    Some(AnswerValue::One(one)) => *one == index,
                    Some(AnswerValue::Any(any)) => any.contains(&index),
                    _ => false,
                };
                let key = keys.get(index).map(|known| known.key.clone());
                let origin = Origin { form: layout.span, data };
                made.push(self.check_box(layout, &path, key, checked, origin, chain));
            }
            made
        };
        let marks = marks.unwrap_or(&self.form.marks).clone();
        Some(Block::Choice { label, arrangement, marks, boxes })
    }

    fn check_box(
        &mut self,
        layout: &'f BoxLayout,
        path: &Arc<str>,
        key: Option<Name>,
        checked: bool,
        origin: Origin,
        chain: &Chain<'_>,
    ) -> CheckBox {
        let text = self.fill(&layout.text, chain);
        let more = self.optional(layout.more.as_ref(), chain);
        let blocks = match &layout.body {
            Some((guard, body)) if self.blank || holds(*guard, chain) => self.blocks(body, chain),
            _ => Vec::new(),
        };
        CheckBox { path: Arc::clone(path), key, checked, text, more, blocks, change: BoxChange::None, origin }
    }

    fn rows(&mut self, field: usize, columns: &[crate::form::Column], chain: &Chain<'_>) -> Vec<Row> {
        let row = |this: &Self, chain: &Chain<'_>| -> Row {
            let cell = |column: &crate::form::Column| {
                let asked = this.field(chain, column.field);
                asked.map(|asked| answer(this.form, asked, chain, column.span)).unwrap_or_default()
            };
            Row { cells: columns.iter().map(cell).collect(), mark: None }
        };
        let mut rows = Vec::new();
        match chain.record.answer(field).map(|answer| &answer.value) {
            Some(AnswerValue::List(records)) => {
                rows.extend(records.iter().map(|(record, _)| row(self, &Chain { record, outer: Some(chain) })));
            }
            _ if self.blank => self.with_blank(field, chain, |this, chain| {
                let blank = row(this, chain);
                rows.extend(std::iter::repeat_n(blank, BLANK_ROWS));
            }),
            _ => {}
        }
        rows
    }

    fn signature(&self, preamble: Text, [date, name, title]: [usize; 3], span: Span, chain: &Chain<'_>) -> Block {
        let part = |field: usize| {
            let asked = self.field(chain, field);
            asked.map(|asked| answer(self.form, asked, chain, span)).unwrap_or_default()
        };
        Block::Signature { preamble, date: part(date), name: part(name), title: part(title), note: Text::EMPTY }
    }
}

fn run(kind: RunKind, text: String, form: Span) -> Run {
    Run { kind, text, path: None, origin: Origin { form, data: None }, mark: None }
}

/// An answer as text; a hole where there is none.
fn answer(form: &Form, (field, at): (&Field, FieldRef), chain: &Chain<'_>, span: Span) -> Text {
    let path = chain.path(form, at);
    let answer = chain.answer(at);
    let origin = Origin { form: span, data: chain.place(at) };
    let run = |kind, text| Run { kind, text, path: Some(Arc::clone(&path)), origin, mark: None };
    let mut writer = Writer::default();
    match answer.map(|answer| &answer.value) {
        None => writer.push(run(RunKind::Hole, String::new())),
        Some(AnswerValue::Narrative(paragraphs)) => {
            for paragraph in paragraphs {
                for line in &paragraph.lines {
                    writer.indent(line.indent);
                    writer.push(run(RunKind::Answer, line.text.clone()));
                    writer.end_line();
                }
                writer.end_paragraph();
            }
        }
        Some(value) => writer.push(run(RunKind::Answer, value.printed(field))),
    }
    writer.finish()
}

/// Whether something under a guard is printed.
fn holds(guard: Guard, chain: &Chain<'_>) -> bool {
    chain.record.truths.get(guard.condition).copied().unwrap_or_default() == guard.holds
}

fn is_numeric(field: &Field) -> bool {
    let Ask::Scalar(Scalar::Type(of, _)) = &field.ask else { return false };
    of.read(of.example).is_ok_and(|value| matches!(value.meaning, Meaning::Number(_)))
}

/// Whether answers may be words of any length.
fn is_open(field: &Field) -> bool {
    match &field.ask {
        Ask::Scalar(Scalar::Type(of, _)) => of.name == "text",
        Ask::Narrative => true,
        Ask::Scalar(Scalar::Pattern { .. }) | Ask::One(_) | Ask::Any(_) | Ask::YesNo | Ask::List(_) => false,
    }
}

/// Gives each block a number before it; headings and rules have none.
fn number(blocks: Vec<Block>, span: Span) -> Vec<Block> {
    let mut count = 0;
    let numbered = |block: Block| {
        let heading = matches!(block, Block::Words { kind: Some(Words::Title | Words::Heading), .. });
        if heading || matches!(block, Block::Rule | Block::Page | Block::Item { .. } | Block::Section { .. }) {
            return block;
        }
        count += 1;
        let mut writer = Writer::default();
        writer.push(run(RunKind::Words, format!("{count}."), span));
        Block::Item { label: writer.finish(), blocks: vec![block] }
    };
    blocks.into_iter().map(numbered).collect()
}

impl Block {
    /// Whether it is an answer that stands on its label's line.
    pub fn is_beside(&self) -> bool {
        matches!(self, Self::Answer { placement: Placement::Beside, narrative: false, .. })
    }
}
