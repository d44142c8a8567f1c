//! The second walk: layout, conditions and rules, every expression compiled and every name resolved.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::declare::{self, Declared};
use super::expression::Resolver;
use super::include::{self, Loaded};
use super::layout::{Arrangement, BoxLayout, Column, Layout, Marks, Placement};
use super::order;
use super::place::Place;
use super::scope::{Condition, Demand, Entry, Guard, Let, ScopeId};
use super::template::Template;
use super::{Form, WIDTHS, faults};
use crate::diagnostic::{self, Code, Diagnostic};
use crate::source::{Source, Span};
use crate::syntax::{
    BoxStatement, Choice, ChoiceKind, ExprText, FieldStatement, Kind, Modifier, ModifierKind, Name, Statement, Str,
};
use crate::world::World;

/// The most characters of a mark.
const LONGEST_MARK: usize = 8;
/// The most columns of boxes.
const MOST_COLUMNS: usize = 6;

/// Compiles the definition at `path`. The form comes back only if the definition has no errors; the findings are sorted
/// by place.
pub fn compile(world: &dyn World, path: &Path) -> (Option<Form>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let loaded = include::load(world, path, &mut findings);
    let form = if loaded.sources.is_empty() { None } else { build(loaded, &mut findings) };
    diagnostic::sort(&mut findings);
    let good = !diagnostic::any_errors(&findings);
    (form.filter(|_| good), findings)
}

fn build(loaded: Loaded, findings: &mut Vec<Diagnostic>) -> Option<Form> {
    let Loaded { statements, sources, included, lost, incomplete } = loaded;
    let declared = declare::declare(&statements, &sources, &included, findings);
    let mut compiler = Compiler {
        sources: &sources,
        declared,
        findings,
        lost: &lost,
        incomplete,
        scope: ScopeId::ROOT,
        guards: Vec::new(),
        lets: HashMap::new(),
        header: Header::default(),
    };
    let layout = compiler.block(&statements, Place::Top);
    order::order(&mut compiler.declared.scopes, &compiler.lets, compiler.sources, compiler.findings);
    let header = std::mem::take(&mut compiler.header);
    let submission = header.submission.as_ref().map(|(words, _)| compiler.template(words));
    let scopes = std::mem::take(&mut compiler.declared.scopes);
    for word in [("form", header.name.is_none()), ("edition", header.edition.is_none())] {
        let elsewhere = |finding: &Diagnostic| matches!(finding.code, Code::Missing | Code::Misplaced);
        if word.1 && lost.is_empty() && !findings.iter().any(elsewhere) {
            findings.push(faults::missing_header(&sources, word.0));
        }
    }
    Some(Form {
        name: header.name?.0.text,
        edition: header.edition?.0.text,
        title: header.title.unwrap_or_default(),
        authority: header.authority.map(|(authority, _)| authority.text),
        submission,
        width: header.width.map_or(*WIDTHS.end(), |(width, _)| width),
        marks: header.marks.map(|(marks, _)| marks).unwrap_or_default(),
        sources,
        scopes,
        layout,
        guide: OnceLock::new(),
    })
}

/// The head of a definition, each part with the place of its keyword.
#[derive(Default)]
struct Header {
    name: Option<(Str, Span)>,
    title: Option<String>,
    edition: Option<(Name, Span)>,
    authority: Option<(Str, Span)>,
    submission: Option<(Str, Span)>,
    width: Option<(usize, Span)>,
    marks: Option<(Marks, Span)>,
}

struct Compiler<'a> {
    sources: &'a [Arc<Source>],
    declared: Declared,
    findings: &'a mut Vec<Diagnostic>,
    lost: &'a str,
    incomplete: bool,
    /// The scope of the block that is being compiled.
    scope: ScopeId,
    /// The conditions of the blocks around it, in its scope.
    guards: Vec<Guard>,
    /// The place of each `let`'s name.
    lets: HashMap<(ScopeId, String), Span>,
    header: Header,
}

impl Compiler<'_> {
    fn block(&mut self, statements: &[Statement], place: Place) -> Vec<Layout> {
        let mut out = Vec::new();
        for statement in statements {
            if self.findings.len() > diagnostic::MOST {
                break;
            }
            if place.takes(statement) {
                out.extend(self.statement(statement, place));
            } else {
                self.findings.push(faults::misplaced(self.sources, statement.keyword, place.name()));
            }
        }
        out
    }

    fn statement(&mut self, statement: &Statement, place: Place) -> Option<Layout> {
        let span = statement.keyword;
        match &statement.kind {
            Kind::Form { name, title } => {
                self.header.title = title.as_ref().map(|title| title.text.clone());
                let first = self.header.name.replace((name.clone(), span));
                self.once(span, first.map(|(_, first)| first))
            }
            Kind::Edition(edition) => {
                let first = self.header.edition.replace((edition.clone(), span));
                self.once(span, first.map(|(_, first)| first))
            }
            Kind::Authority(words) => {
                let first = self.header.authority.replace((words.clone(), span));
                self.once(span, first.map(|(_, first)| first))
            }
            Kind::Submission(words) => {
                let first = self.header.submission.replace((words.clone(), span));
                self.once(span, first.map(|(_, first)| first))
            }
            Kind::Width(width) => {
                let columns = width.text.parse().ok().filter(|columns| WIDTHS.contains(columns));
                if columns.is_none() {
                    self.findings.push(faults::width(self.sources, width));
                }
                let first = self.header.width.replace((columns.unwrap_or(*WIDTHS.end()), span));
                self.once(span, first.map(|(_, first)| first))
            }
            Kind::Marks { on, off } => {
                let marks = self.marks(on, off);
                let first = self.header.marks.replace((marks, span));
                self.once(span, first.map(|(_, first)| first))
            }
            Kind::Masthead(body) => Some(Layout::Masthead(self.block(body, Place::Masthead))),
            Kind::Section { label, title, modifiers, body } => {
                let numbered = modifiers.iter().any(|modifier| matches!(modifier.kind, ModifierKind::Numbered));
                self.allow(modifiers, "section", |kind| matches!(kind, ModifierKind::Numbered));
                let (label, title) = (self.template(label), title.as_ref().map(|title| self.template(title)));
                Some(Layout::Section { label, title, numbered, body: self.block(body, Place::Block) })
            }
            Kind::Item { label, body } => {
                Some(Layout::Item { label: self.template(label), body: self.block(body, Place::Block) })
            }
            Kind::Row(body) => Some(Layout::Row(self.block(body, Place::Row))),
            Kind::Repeat { path, body } => self.repeat(path, body),
            Kind::When { condition, body, otherwise } => self.when(condition, body, otherwise.as_deref(), place),
            Kind::Include(_) | Kind::Type { .. } | Kind::Column(_) => None,
            Kind::Field(field) => self.field(field),
            Kind::Choose(choice) => self.choice(choice, span),
            Kind::Box(check_box) => {
                let field = self.declared_at(&check_box.key)?;
                let checked = self.check_box(check_box, field, None);
                Some(Layout::Flag { field, checked, span })
            }
            Kind::Table { path, modifiers, caption, body } => self.table(path, modifiers, caption, body, span),
            Kind::Signature { path, repeat, modifiers, preamble } => {
                self.allow(modifiers, "signature", |_| false);
                self.signature(path, *repeat, preamble, span)
            }
            Kind::Words { kind, words } => Some(Layout::Words { kind: *kind, words: self.template(words) }),
            Kind::Line(words) => Some(Layout::Line(self.template(words))),
            Kind::Rule => Some(Layout::Rule),
            Kind::Page => Some(Layout::Page),
            Kind::Let { name, value } => {
                if let Some(value) = value {
                    self.derive(name, value);
                }
                None
            }
            Kind::Demand { warn, condition, message } => {
                let message = self.template(message);
                let condition = self.resolver(|resolver, findings| resolver.expression(condition, findings))?;
                let demand = Demand { warn: *warn, condition, message, guards: self.guards.clone(), span };
                self.declared.scopes.get_mut(self.scope.index())?.demands.push(demand);
                None
            }
        }
    }

    /// How boxes print; a mark is a sign, not a text.
    fn marks(&mut self, on: &Str, off: &Str) -> Marks {
        for mark in [on, off] {
            if mark.text.chars().count() > LONGEST_MARK || mark.text.contains('\n') {
                self.findings.push(faults::mark(self.sources, mark.span, LONGEST_MARK));
            }
        }
        Marks { on: on.text.as_str().into(), off: off.text.as_str().into() }
    }

    /// Reports a statement of the head that stands there already; it prints nothing.
    fn once(&mut self, span: Span, first: Option<Span>) -> Option<Layout> {
        if let Some(first) = first {
            self.findings.push(faults::header_twice(self.sources, span, first));
        }
        None
    }

    fn resolver<T>(&mut self, f: impl FnOnce(&Resolver<'_>, &mut Vec<Diagnostic>) -> T) -> T {
        let resolver = Resolver {
            scopes: &self.declared.scopes,
            lets: &self.declared.lets,
            scope: self.scope,
            sources: self.sources,
            lost: self.lost,
            incomplete: self.incomplete,
            given: &[],
        };
        f(&resolver, self.findings)
    }

    fn template(&mut self, words: &Str) -> Template {
        self.resolver(|resolver, findings| resolver.template(words, findings))
    }

    /// The field that was declared with this path, if it was this statement that declared it; it gets its guards.
    fn declared_at(&mut self, path: &Name) -> Option<usize> {
        self.declared_under(&path.text, path.span)
    }

    fn declared_under(&mut self, path: &str, span: Span) -> Option<usize> {
        let guards = self.guards.clone();
        let scope = self.declared.scopes.get_mut(self.scope.index())?;
        let Some(Entry::Field(index)) = scope.names.resolve(path) else { return None };
        let index = *index;
        let field = scope.fields.get_mut(index).filter(|field| field.span == span)?;
        field.guards = guards;
        Some(index)
    }

    /// Reports the modifiers that a statement does not take.
    fn allow(&mut self, modifiers: &[Modifier], word: &str, takes: impl Fn(&ModifierKind) -> bool) {
        let arranges = |modifier: &Modifier| {
            matches!(modifier.kind, ModifierKind::Across | ModifierKind::Down | ModifierKind::Columns(_))
        };
        for (index, modifier) in modifiers.iter().enumerate() {
            let same =
                |before: &&Modifier| std::mem::discriminant(&before.kind) == std::mem::discriminant(&modifier.kind);
            let mut before = modifiers.iter().take(index);
            if before.clone().any(|before| same(&before)) {
                self.findings.push(faults::inapplicable(self.sources, modifier.span, "it stands here twice"));
            } else if arranges(modifier) && before.any(arranges) {
                let why = "boxes stand `across`, `down` or in `columns`, one of the three";
                self.findings.push(faults::inapplicable(self.sources, modifier.span, why));
            }
        }
        for modifier in modifiers.iter().filter(|modifier| !takes(&modifier.kind)) {
            let why = format!("`{word}` has no use for it");
            self.findings.push(faults::inapplicable(self.sources, modifier.span, &why));
        }
    }

    fn field(&mut self, field: &FieldStatement) -> Option<Layout> {
        let index = self.declared_at(&field.path);
        self.allow(&field.modifiers, "field", |kind| {
            use ModifierKind::{Below, Caption, Format, Hidden, Key, Optional};
            matches!(kind, Optional | Below | Caption | Hidden | Key | Format(_))
        });
        let mut placement = Placement::Beside;
        for modifier in &field.modifiers {
            let wanted = if matches!(modifier.kind, ModifierKind::Below) {
                Placement::Below
            } else if matches!(modifier.kind, ModifierKind::Caption) {
                Placement::Caption
            } else {
                continue;
            };
            if placement != Placement::Beside && placement != wanted {
                let why = "an answer stands `below` its label or over its `caption`, not both";
                self.findings.push(faults::inapplicable(self.sources, modifier.span, why));
            }
            placement = wanted;
        }
        let hidden = field.modifiers.iter().any(|modifier| matches!(modifier.kind, ModifierKind::Hidden));
        let label = self.template(&field.label);
        let span = field.path.span;
        let field = index?;
        Some(if hidden { Layout::Hidden { field, label } } else { Layout::Answer { field, label, placement, span } })
    }

    fn choice(&mut self, choice: &Choice, span: Span) -> Option<Layout> {
        let field = self.declared_at(&choice.path);
        self.allow(&choice.modifiers, "choose", |kind| {
            use ModifierKind::{Across, Columns, Down, Marks, Optional};
            matches!(kind, Optional | Across | Down | Columns(_) | Marks(..))
        });
        let mut arrangement = if choice.kind == ChoiceKind::YesNo { Arrangement::Across } else { Arrangement::Down };
        let mut marks = None;
        for modifier in &choice.modifiers {
            if let ModifierKind::Across = modifier.kind {
                arrangement = Arrangement::Across;
            } else if let ModifierKind::Down = modifier.kind {
                arrangement = Arrangement::Down;
            } else if let ModifierKind::Columns(number) = &modifier.kind {
                match number.text.parse() {
                    Ok(columns @ 1..=MOST_COLUMNS) => arrangement = Arrangement::Columns(columns),
                    _ => self.findings.push(faults::columns(self.sources, number, MOST_COLUMNS)),
                }
            } else if let ModifierKind::Marks(on, off) = &modifier.kind {
                marks = Some(self.marks(on, off));
            }
        }
        let label = self.template(&choice.label);
        let body = choice.body.as_deref().unwrap_or_default();
        self.block_of_boxes(body);
        let boxes = body
            .iter()
            .filter_map(Statement::check_box)
            .filter_map(|check_box| Some(self.check_box(check_box, field?, Some(check_box.key.text.clone()))))
            .collect();
        Some(Layout::Choice { field: field?, label, arrangement, marks, boxes, span })
    }

    /// Reports what is no box in a group.
    fn block_of_boxes(&mut self, body: &[Statement]) {
        for statement in body.iter().filter(|statement| !Place::Group.takes(statement)).take(diagnostic::MOST) {
            self.findings.push(faults::misplaced(self.sources, statement.keyword, Place::Group.name()));
        }
    }

    fn check_box(&mut self, check_box: &BoxStatement, field: usize, key: Option<String>) -> BoxLayout {
        let text = self.template(&check_box.text);
        let more = check_box.more.as_ref().map(|more| self.template(more));
        let body = check_box.body.as_deref().map(|body| {
            let condition = self.condition(Condition::Checked(field, key));
            let guard = Guard { condition, holds: true };
            (guard, self.guarded(guard, body, Place::Block))
        });
        BoxLayout { text, more, body, span: check_box.key.span }
    }

    fn condition(&mut self, condition: Condition) -> usize {
        let Some(scope) = self.declared.scopes.get_mut(self.scope.index()) else { return 0 };
        scope.conditions.push(condition);
        scope.conditions.len() - 1
    }

    fn guarded(&mut self, guard: Guard, body: &[Statement], place: Place) -> Vec<Layout> {
        self.guards.push(guard);
        let layout = self.block(body, place);
        self.guards.pop();
        layout
    }

    fn when(
        &mut self,
        condition: &ExprText,
        body: &[Statement],
        otherwise: Option<&[Statement]>,
        place: Place,
    ) -> Option<Layout> {
        let place = if place == Place::Top { Place::Block } else { place };
        let expression = self.resolver(|resolver, findings| resolver.expression(condition, findings));
        let Some(expression) = expression else {
            // The fault is said; what the blocks hold is still looked at.
            self.block(body, place);
            self.block(otherwise.unwrap_or_default(), place);
            return None;
        };
        let asked = !expression.fields.is_empty() || !expression.lets.is_empty();
        let condition = self.condition(Condition::Expression(expression));
        let guard = Guard { condition, holds: true };
        let body = self.guarded(guard, body, place);
        let otherwise = self.guarded(Guard { holds: false, ..guard }, otherwise.unwrap_or_default(), place);
        Some(Layout::When { guard, asked, body, otherwise })
    }

    /// Compiles something in the scope of a list's records.
    fn within<T>(&mut self, path: &Name, f: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let inner = *self.declared.lists.get(&path.span)?;
        let outer = std::mem::replace(&mut self.scope, inner);
        let guards = std::mem::take(&mut self.guards);
        let out = f(self);
        self.scope = outer;
        self.guards = guards;
        Some(out)
    }

    fn repeat(&mut self, path: &Name, body: &[Statement]) -> Option<Layout> {
        let field = self.declared_at(path);
        let body = self.within(path, |this| this.block(body, Place::Block))?;
        Some(Layout::Repeat { field: field?, body })
    }

    fn table(
        &mut self,
        path: &Name,
        modifiers: &[Modifier],
        caption: &Str,
        body: &[Statement],
        span: Span,
    ) -> Option<Layout> {
        self.allow(modifiers, "table", |kind| matches!(kind, ModifierKind::Optional));
        let field = self.declared_at(path);
        let caption = self.template(caption);
        if body.is_empty() {
            self.findings.push(faults::no_columns(self.sources, span));
        }
        let columns = self.within(path, |this| {
            let mut columns = Vec::new();
            for statement in body {
                if this.findings.len() > diagnostic::MOST {
                    break;
                }
                let Kind::Column(column) = &statement.kind else {
                    this.findings.push(faults::misplaced(this.sources, statement.keyword, Place::Table.name()));
                    continue;
                };
                this.allow(&column.modifiers, "column", |kind| {
                    matches!(kind, ModifierKind::Optional | ModifierKind::Key | ModifierKind::Format(_))
                });
                let heading = this.template(&column.label);
                if let Some(field) = this.declared_at(&column.path) {
                    columns.push(Column { field, heading, span: column.path.span });
                }
            }
            columns
        })?;
        Some(Layout::Table { field: field?, caption, columns, span })
    }

    fn signature(&mut self, path: &Name, repeat: bool, preamble: &Str, span: Span) -> Option<Layout> {
        let preamble = self.template(preamble);
        let parts = |this: &mut Self, prefix: &str| {
            let mut part = |part: &str| this.declared_under(&format!("{prefix}{part}"), path.span);
            Some((part("date")?, part("name")?, part("title")?))
        };
        let (list, (date, name, title)) = if repeat {
            (Some(self.declared_at(path)?), self.within(path, |this| parts(this, ""))??)
        } else {
            (None, parts(self, &format!("{}.", path.text))?)
        };
        if let Some(scope) = self.declared.scopes.get_mut(self.scope.index()) {
            scope.signatures.push(list.unwrap_or(date));
        }
        Some(Layout::Signature { list, preamble, date, name, title, span })
    }

    fn derive(&mut self, name: &Name, value: &ExprText) {
        let value = self.resolver(|resolver, findings| resolver.expression(value, findings));
        let known = self.declared.lets.get(self.scope.index()).is_some_and(|lets| lets.contains(&name.text));
        let first = self.lets.contains_key(&(self.scope, name.text.clone()));
        if let (Some(value), true, false) = (value, known, first) {
            let scope = self.declared.scopes.get(self.scope.index());
            let field = scope.and_then(|scope| scope.fields.iter().find(|field| field.path == name.text));
            if let Some(field) = field {
                self.findings.push(faults::name_taken(self.sources, name, Some(field.span)));
            }
            self.lets.insert((self.scope, name.text.clone()), name.span);
            if let Some(scope) = self.declared.scopes.get_mut(self.scope.index()) {
                scope.lets.push(Let { name: name.text.clone(), value });
            }
        }
    }
}
