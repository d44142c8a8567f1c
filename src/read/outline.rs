//! The blank form as it is looked for: its fixed words as statements, between them the places of answers and boxes.

use std::collections::HashMap;
use std::sync::Arc;

use super::pointers::Pointers;
use super::words::Vocabulary;
use crate::document::{self, Block, CheckBox, Placement, Run, RunKind, Text};
use crate::form::{Ask, FieldRef, Form, ScopeId};
use crate::source::Span;
use crate::syntax::Words;

/// What a statement's words are in the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Its title.
    Title,
    /// The heading of a part.
    Heading,
    /// Words, or the label of an answer.
    Words,
    /// The label of a group of boxes.
    Question,
    /// The words beside a box.
    Box,
    /// The heading of a table's column.
    Column,
}

/// Fixed words that stand together.
#[derive(Debug)]
pub(super) struct Statement {
    pub(super) role: Role,
    /// The words, as the form has them, and their numbers in the vocabulary.
    pub(super) words: Vec<(String, u32)>,
    /// Those numbers, sorted, and the places of the words among them, counted from 1.
    pub(super) places: Vec<(u32, u32)>,
    /// What each of the words tells.
    pub(super) tells: Vec<Tells>,
    /// Which group of boxes it belongs to.
    pub(super) group: Option<usize>,
    /// The list in whose records it stands.
    pub(super) list: Option<usize>,
}

/// What a word of a statement tells.
#[derive(Debug)]
pub(super) struct Tells {
    /// That it is found.
    pub(super) weight: f32,
    /// What it costs that all words before it are missing.
    pub(super) missing_before: f32,
    /// The same, and that it is missing as well.
    pub(super) missing: f32,
    /// That all words after it are found.
    pub(super) rest: f32,
}

/// The share of its weight that a missing word costs, and what it costs at least.
const MISSING: (f32, f32) = (0.3, 0.12);

impl Tells {
    /// What words of these weights tell.
    fn of(weights: &[f32]) -> Vec<Self> {
        let (mut missing_before, mut rest) = (0.0, weights.iter().sum::<f32>());
        let tells = |weight: &f32| {
            let missing = missing_before + (weight * MISSING.0).max(MISSING.1);
            rest -= weight;
            Self { weight: *weight, missing_before: std::mem::replace(&mut missing_before, missing), missing, rest }
        };
        weights.iter().map(tells).collect()
    }
}

/// Where an answer stands on the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// After its label, on its line.
    Beside,
    /// On lines under its label.
    Below,
    /// Over its label.
    Over,
    /// Within words.
    Within,
    /// Paragraphs.
    Narrative,
    /// In a column of a table.
    Cell,
    /// In a signature.
    Signed,
}

/// A place for an answer.
#[derive(Debug)]
pub(super) struct Hole {
    pub(super) path: Arc<str>,
    pub(super) field: FieldRef,
    pub(super) stand: Stand,
    /// The statement that asks for it: the one before it, or under it.
    pub(super) label: Option<usize>,
    pub(super) list: Option<usize>,
}

/// A box, and the statement with its words.
#[derive(Debug)]
pub(super) struct BoxPlace {
    /// Its key, `yes` or `no`; none for a box that stands alone.
    pub(super) key: Option<String>,
    pub(super) statement: usize,
}

/// Boxes of one answer.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) path: Arc<str>,
    pub(super) field: FieldRef,
    /// The statements that ask.
    pub(super) question: Vec<usize>,
    pub(super) boxes: Vec<BoxPlace>,
    pub(super) list: Option<usize>,
}

/// What records of a list are printed as.
#[derive(Debug)]
pub(super) struct List {
    pub(super) path: Arc<str>,
    pub(super) kind: ListKind,
    /// The first of its items, and the one after its last.
    pub(super) items: std::ops::Range<usize>,
}

/// How a list is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ListKind {
    Repeat,
    Table,
    Signatures,
}

/// What stands on the form, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    Statement(usize),
    Hole(usize),
    Group(usize),
    /// A list begins; its items follow.
    List(usize),
    /// A signature: its date, name and title follow as holes.
    Signature,
}

impl Item {
    /// The statement, if it is one.
    pub(super) fn statement(self) -> Option<usize> {
        match self {
            Self::Statement(statement) => Some(statement),
            Self::Hole(_) | Self::Group(_) | Self::List(_) | Self::Signature => None,
        }
    }

    /// The hole, if it is one.
    pub(super) fn hole(self) -> Option<usize> {
        match self {
            Self::Hole(hole) => Some(hole),
            Self::Statement(_) | Self::Group(_) | Self::List(_) | Self::Signature => None,
        }
    }
}

/// A form as it is looked for.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub(super) statements: Vec<Statement>,
    pub(super) holes: Vec<Hole>,
    pub(super) groups: Vec<Group>,
    pub(super) lists: Vec<List>,
    pub(super) items: Vec<Item>,
    pub(super) words: Vocabulary,
    /// The words that point to statements.
    pub(super) pointers: Pointers,
    /// What finding all of each statement tells.
    weights: Vec<f32>,
}

impl Outline {
    /// The outline of a form's blank.
    pub(super) fn new(form: &Form) -> Self {
        let (blank, _) = document::blank(form);
        let mut fields = HashMap::new();
        paths(form, ScopeId::ROOT, "", &mut fields);
        let mut builder =
            Builder { form, fields, out: Self::default(), role: Role::Words, before: Vec::new(), list: None };
        builder.blocks(&blank.blocks);
        let mut outline = builder.out;
        outline.words.weigh();
        let words = &outline.words;
        for statement in &mut outline.statements {
            let weights: Vec<f32> = statement.words.iter().map(|(_, id)| words.weight(*id)).collect();
            statement.tells = Tells::of(&weights);
            outline.weights.push(weights.iter().sum());
        }
        outline.pointers = Pointers::new(&outline);
        outline
    }

    /// What finding all of a statement tells.
    pub(super) fn weight(&self, statement: usize) -> f32 {
        self.weights.get(statement).copied().unwrap_or_default()
    }
}

/// The fields of a form by the paths that its blank has.
fn paths(form: &Form, scope: ScopeId, prefix: &str, out: &mut HashMap<String, FieldRef>) {
    for (index, field) in form.scope(scope).fields.iter().enumerate() {
        let path = format!("{prefix}{}", field.path);
        if let Ask::List(inner) = field.ask {
            paths(form, inner, &format!("{path}[1]."), out);
        }
        out.insert(path, FieldRef { scope, field: index });
    }
}

struct Builder<'f> {
    form: &'f Form,
    fields: HashMap<String, FieldRef>,
    out: Outline,
    role: Role,
    /// Words that the next statement begins with: an item's label.
    before: Vec<(String, Span)>,
    list: Option<usize>,
}

impl Builder<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        let mut rest = blocks.iter().peekable();
        while let Some(block) = rest.next() {
            // What is over a note that is about it is over its label.
            let over = match (block, rest.peek()) {
                (Block::Words { text, .. }, Some(Block::Words { kind: Some(Words::Note), text: note })) => {
                    lone_hole(text).map(|run| (run, note))
                }
                _ => None,
            };
            if let Some((run, note)) = over {
                self.text(note, Role::Words);
                self.hole(run, Stand::Over);
                rest.next();
                continue;
            }
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Masthead(blocks) | Block::Row(blocks) | Block::Marked { blocks, .. } => self.blocks(blocks),
            Block::Section { label, title, blocks } => {
                let words: Text = label.iter().chain(title).cloned().collect();
                self.joined(&words, Role::Heading);
                self.blocks(blocks);
            }
            Block::Item { label, blocks } => {
                if holes(label) {
                    self.text(label, Role::Words);
                } else {
                    self.before.extend(words_of(label));
                }
                self.blocks(blocks);
                self.before.clear();
            }
            Block::Words { kind, text } => {
                let role = match kind {
                    Some(Words::Title) => Role::Title,
                    Some(Words::Heading) => Role::Heading,
                    _ => Role::Words,
                };
                self.text(text, role);
            }
            Block::Answer { label, placement, value, narrative, .. } => {
                self.text(label, Role::Words);
                let stand = match placement {
                    _ if *narrative => Stand::Narrative,
                    Placement::Beside => Stand::Beside,
                    Placement::Below => Stand::Below,
                    Placement::Caption => Stand::Over,
                };
                if let Some(run) = lone_hole(value) {
                    self.hole(run, stand);
                }
            }
            Block::Choice { label, boxes, .. } => self.group(label, boxes),
            Block::Flag { checked, .. } => self.group(&Text::EMPTY, std::slice::from_ref(checked)),
            Block::Record { path, blocks } => {
                let path = path.trim_end_matches("[1]").to_owned();
                self.list(&path, ListKind::Repeat, |this| this.blocks(blocks));
            }
            Block::Table { caption, columns, rows } => {
                self.text(caption, Role::Words);
                let cells = rows.first().map(|row| row.cells.as_slice()).unwrap_or_default();
                let path = cells.iter().find_map(|cell| lone_hole(cell)?.path.clone());
                let path = path.and_then(|path| Some(path.rsplit_once("[1]")?.0.to_owned())).unwrap_or_default();
                self.list(&path, ListKind::Table, |this| {
                    for (column, cell) in columns.iter().zip(cells) {
                        let from = this.out.statements.len();
                        this.joined(&column.heading, Role::Column);
                        if let Some(run) = lone_hole(cell) {
                            this.hole(run, Stand::Cell);
                        }
                        if let (true, Some(hole)) = (this.out.statements.len() == from, this.out.holes.last_mut()) {
                            hole.label = None;
                        }
                    }
                });
            }
            Block::Signature { preamble, date, name, title, note } => {
                let path = lone_hole(date).and_then(|run| run.path.clone()).unwrap_or_default();
                self.text(preamble, Role::Words);
                let signed = |this: &mut Self| {
                    this.out.items.push(Item::Signature);
                    for part in [date, name, title] {
                        if let Some(run) = lone_hole(part) {
                            this.hole(run, Stand::Signed);
                        }
                    }
                };
                match path.rsplit_once("[1]") {
                    Some((list, _)) => self.list(list, ListKind::Signatures, signed),
                    None => signed(self),
                }
                self.text(note, Role::Words);
            }
            Block::Rule | Block::Page => {}
        }
    }

    fn list(&mut self, path: &str, kind: ListKind, inside: impl FnOnce(&mut Self)) {
        let Some(&field) = self.fields.get(path) else { return inside(self) };
        let asked = self.form.scope(field.scope).fields.get(field.field);
        if !asked.is_some_and(|asked| matches!(asked.ask, Ask::List(_))) {
            return inside(self);
        }
        let list = self.out.lists.len();
        self.out.items.push(Item::List(list));
        let from = self.out.items.len();
        self.out.lists.push(List { path: Arc::from(path), kind, items: from..from });
        let outer = self.list.replace(list);
        inside(self);
        self.list = outer;
        let to = self.out.items.len();
        if let Some(list) = self.out.lists.get_mut(list) {
            list.items.end = to;
        }
    }

    fn group(&mut self, label: &Text, boxes: &[CheckBox]) {
        let Some(first) = boxes.first() else { return };
        let Some(&field) = self.fields.get(first.path.as_ref()) else { return };
        let group = self.out.groups.len();
        let from = self.out.statements.len();
        self.out.groups.push(Group {
            path: Arc::clone(&first.path),
            field,
            question: Vec::new(),
            boxes: Vec::new(),
            list: self.list,
        });
        self.text(label, Role::Question);
        let question: Vec<usize> = (from..self.out.statements.len()).collect();
        self.out.items.push(Item::Group(group));
        let mut places = Vec::new();
        for checked in boxes {
            let at = self.out.statements.len();
            let words: Text = checked.text.iter().chain(&checked.more).cloned().collect();
            // The paragraphs beside one box are looked for one by one.
            if boxes.len() == 1 && words.len() > 1 {
                self.text(&words, Role::Box);
            } else {
                self.joined(&words, Role::Box);
            }
            if self.out.statements.len() > at {
                places.push(BoxPlace { key: checked.key.clone().map(String::from), statement: at });
            }
            for own in self.out.statements.iter_mut().skip(at) {
                own.group = Some(group);
            }
            self.blocks(&checked.blocks);
        }
        for asking in &question {
            if let Some(own) = self.out.statements.get_mut(*asking) {
                own.group = Some(group);
            }
        }
        if let Some(own) = self.out.groups.get_mut(group) {
            own.question = question;
            own.boxes = places;
        }
    }

    /// Words of several paragraphs as one statement.
    fn joined(&mut self, text: &Text, role: Role) {
        let words: Vec<(String, Span)> = self.before.drain(..).chain(words_of(text)).collect();
        self.statement(words, role);
    }

    /// Each paragraph as a statement, with the holes in it.
    fn text(&mut self, text: &Text, role: Role) {
        self.role = role;
        for paragraph in text {
            let mut words: Vec<(String, Span)> = self.before.drain(..).collect();
            for run in paragraph.lines.iter().flat_map(|line| &line.runs) {
                if run.kind == RunKind::Hole && run.path.is_some() {
                    self.statement(std::mem::take(&mut words), role);
                    self.hole(run, Stand::Within);
                } else {
                    words.extend(run.text.split_whitespace().map(|word| (word.to_owned(), run.origin.form)));
                }
            }
            self.statement(words, role);
        }
    }

    fn statement(&mut self, words: Vec<(String, Span)>, role: Role) {
        // Punctuation between two answers says nothing.
        if !words.iter().any(|(word, _)| word.chars().any(char::is_alphanumeric)) {
            return;
        }
        let words = words.into_iter().map(|(word, _)| {
            let id = self.out.words.add(&word);
            (word, id)
        });
        let words: Vec<(String, u32)> = words.collect();
        let mut places: Vec<(u32, u32)> = words.iter().map(|(_, id)| *id).zip(1..).collect();
        places.sort_unstable();
        let statement = Statement { role, words, places, tells: Vec::new(), group: None, list: self.list };
        self.out.items.push(Item::Statement(self.out.statements.len()));
        self.out.statements.push(statement);
    }

    fn hole(&mut self, run: &Run, stand: Stand) {
        let Some(path) = &run.path else { return };
        let Some(&field) = self.fields.get(path.as_ref()) else { return };
        let label = self.out.statements.len().checked_sub(1);
        self.out.items.push(Item::Hole(self.out.holes.len()));
        self.out.holes.push(Hole { path: Arc::clone(path), field, stand, label, list: self.list });
    }
}

fn runs(text: &Text) -> impl Iterator<Item = &Run> {
    text.iter().flat_map(|paragraph| &paragraph.lines).flat_map(|line| &line.runs)
}

fn words_of(text: &Text) -> Vec<(String, Span)> {
    let words = |run: &Run| {
        let span = run.origin.form;
        run.text.split_whitespace().map(|word| (word.to_owned(), span)).collect::<Vec<_>>()
    };
    runs(text).flat_map(words).collect()
}

fn holes(text: &Text) -> bool {
    runs(text).any(|run| run.kind == RunKind::Hole)
}

/// The hole that is all of a text.
fn lone_hole(text: &Text) -> Option<&Run> {
    let mut runs = runs(text);
    runs.next().filter(|run| run.kind == RunKind::Hole).filter(|_| runs.next().is_none())
}
