//! The first walk over a definition: which answers it asks for, by path, and which names it gives. Expressions are read
//! in the second walk, when every name is known: a form may print an answer before it asks for it.

use std::collections::HashMap;
use std::sync::Arc;

use super::expression::BUILT_IN;
use super::faults;
use super::scope::{Ask, BoxKey, Field, Scalar, Scope, ScopeId};
use super::tokens::WORDS;
use super::types;
use crate::data::LONGEST_KEY;
use crate::diagnostic::{self, Diagnostic, nearest};
use crate::source::{Source, Span};
use crate::syntax::{
    BoxStatement, Choice, ChoiceKind, FieldStatement, Kind, Modifier, ModifierKind, Name, Statement, Str,
};

/// The most answers that a form, or a record of a list, may ask for; real forms ask for some hundred.
const MOST_ANSWERS: usize = 2_000;
/// The most boxes of a group; all the countries of the world are 250.
const MOST_BOXES: usize = 1_000;

/// What a definition declares.
pub(super) struct Declared {
    pub(super) scopes: Vec<Scope>,
    /// The names of each scope's `let`s, in order.
    pub(super) lets: Vec<Vec<String>>,
    /// For a field by the place of its path, the scope of its records.
    pub(super) lists: HashMap<Span, ScopeId>,
}

struct OwnType {
    what: String,
    pattern: regex::Regex,
    span: Span,
}

pub(super) struct Declarer<'a> {
    sources: &'a [Arc<Source>],
    findings: &'a mut Vec<Diagnostic>,
    declared: Declared,
    types: Vec<(String, OwnType)>,
    /// Where each source is included.
    included: &'a [Option<Span>],
    /// Whether it was said that the form asks for too many answers.
    too_many: bool,
    /// The sources that were said to be included twice.
    twice: HashMap<u16, bool>,
    let_spans: HashMap<(ScopeId, String), Span>,
}

/// Walks a definition.
pub(super) fn declare(
    statements: &[Statement],
    sources: &[Arc<Source>],
    included: &[Option<Span>],
    findings: &mut Vec<Diagnostic>,
) -> Declared {
    let declared = Declared { scopes: vec![Scope::default()], lets: vec![Vec::new()], lists: HashMap::new() };
    let mut declarer = Declarer {
        sources,
        findings,
        declared,
        types: Vec::new(),
        included,
        too_many: false,
        twice: HashMap::new(),
        let_spans: HashMap::new(),
    };
    declarer.own_types(statements);
    declarer.block(statements, ScopeId::ROOT);
    declarer.declared
}

impl Declarer<'_> {
    /// Types are known wherever they stand, also where they may not.
    fn own_types(&mut self, statements: &[Statement]) {
        for statement in statements {
            self.own_type(statement);
            for body in statement.bodies() {
                self.own_types(body);
            }
        }
    }

    fn own_type(&mut self, statement: &Statement) {
        let Kind::Type { name, pattern, what } = &statement.kind else { return };
        let first = self.types.iter().find(|(known, _)| *known == name.text).map(|(_, own)| own.span);
        if first.is_some() || types::find(&name.text).is_some() {
            self.findings.push(faults::name_taken(self.sources, name, first));
            return;
        }
        // The text is compiled alone first: a pattern such as `a)(b` would be good only inside our brackets.
        let compiled = regex::Regex::new(&pattern.text)
            .and_then(|_| regex::RegexBuilder::new(&format!("^(?:{})$", pattern.text)).size_limit(1 << 20).build());
        match compiled {
            Ok(compiled) => {
                let own = OwnType { what: what.text.clone(), pattern: compiled, span: name.span };
                self.types.push((name.text.clone(), own));
            }
            Err(error) => {
                let text = error.to_string();
                let reason = text.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
                self.findings.push(faults::bad_pattern(self.sources, pattern.span, &reason));
                let own = OwnType { what: what.text.clone(), pattern: everything(), span: name.span };
                self.types.push((name.text.clone(), own));
            }
        }
    }

    fn block(&mut self, statements: &[Statement], scope: ScopeId) {
        for statement in statements {
            if self.findings.len() > diagnostic::MOST {
                break;
            }
            match &statement.kind {
                Kind::Field(field) => self.field(field, scope),
                Kind::Choose(choice) => self.choice(choice, statement.keyword, scope),
                Kind::Box(check_box) => {
                    self.flag(check_box, scope);
                    self.block(check_box.body.as_deref().unwrap_or_default(), scope);
                }
                Kind::Table { path, caption, body, modifiers } => {
                    let optional = is_optional(modifiers);
                    let inner = self.list(path, caption, optional, scope);
                    for column in body {
                        if let Kind::Column(column) = &column.kind {
                            self.field(column, inner);
                        }
                    }
                }
                Kind::Repeat { path, body } => {
                    let label = Str::plain("", path.span);
                    let inner = self.list(path, &label, false, scope);
                    self.block(body, inner);
                }
                Kind::Signature { path, repeat, preamble, .. } => self.signature(path, *repeat, preamble, scope),
                Kind::Let { name, .. } => self.name(name, scope),
                Kind::Masthead(body) | Kind::Section { body, .. } | Kind::Item { body, .. } | Kind::Row(body) => {
                    self.block(body, scope);
                }
                Kind::When { body, otherwise, .. } => {
                    self.block(body, scope);
                    self.block(otherwise.as_deref().unwrap_or_default(), scope);
                }
                Kind::Form { .. }
                | Kind::Edition(_)
                | Kind::Authority(_)
                | Kind::Submission(_)
                | Kind::Width(_)
                | Kind::Marks { .. }
                | Kind::Include(_)
                | Kind::Column(_)
                | Kind::Words { .. }
                | Kind::Line(_)
                | Kind::Rule
                | Kind::Page
                | Kind::Type { .. }
                | Kind::Demand { .. } => {}
            }
        }
    }

    fn field(&mut self, field: &FieldStatement, scope: ScopeId) {
        let format = field.modifiers.iter().find_map(|modifier| {
            if let ModifierKind::Format(format) = &modifier.kind { Some((modifier.span, format)) } else { None }
        });
        let ask = if let Some((_, own)) = self.types.iter().find(|(known, _)| *known == field.type_name.text) {
            let (what, pattern) = (own.what.clone(), Box::new(own.pattern.clone()));
            Ask::Scalar(Scalar::Pattern { name: field.type_name.text.clone(), what, pattern })
        } else if let Some(of) = types::find(&field.type_name.text) {
            if of.name == "narrative" { Ask::Narrative } else { Ask::Scalar(Scalar::Type(of, None)) }
        } else {
            let own: Vec<&str> = self.types.iter().map(|(name, _)| name.as_str()).collect();
            self.findings.push(faults::unknown_type(self.sources, &field.type_name, &own));
            // What was meant takes the same modifiers and filters.
            let meant = nearest(&field.type_name.text, types::TYPES.iter().map(|of| of.name)).and_then(types::find);
            meant.map_or(Ask::Narrative, |of| Ask::Scalar(Scalar::Type(of, None)))
        };
        let ask = match (ask, format) {
            (Ask::Scalar(Scalar::Type(of, _)), Some((_, format))) if of.name == "date" => {
                if let Err(reason) = types::check_date_format(&format.text) {
                    let (span, reason) = bad_directive(format).unwrap_or((format.span, reason));
                    self.findings.push(faults::date_format(self.sources, span, &reason));
                }
                Ask::Scalar(Scalar::Type(of, Some(format.text.clone())))
            }
            (ask, Some((span, _))) => {
                self.findings.push(faults::inapplicable(self.sources, span, "only a `date` has a format"));
                ask
            }
            (ask, None) => ask,
        };
        let key = field.modifiers.iter().find(|modifier| matches!(modifier.kind, ModifierKind::Key));
        if let Some(key) = key {
            self.key(key.span, &ask, is_optional(&field.modifiers), scope);
        }
        self.add(&field.path, field.label.clone(), ask, is_optional(&field.modifiers), scope);
    }

    /// The next field of a scope is the one that tells its records apart.
    fn key(&mut self, span: Span, ask: &Ask, optional: bool, scope: ScopeId) {
        let Some(target) = self.declared.scopes.get_mut(scope.index()) else { return };
        let why = if target.outer.is_none() {
            "it tells the records of a `repeat` or a `table` apart"
        } else if target.key.is_some() {
            "these records have a key already"
        } else if optional || !matches!(ask, Ask::Scalar(_)) {
            "a key is a single value that every record has"
        } else {
            target.key = Some(target.fields.len());
            return;
        };
        self.findings.push(faults::inapplicable(self.sources, span, why));
    }

    fn choice(&mut self, choice: &Choice, keyword: Span, scope: ScopeId) {
        let body = choice.body.as_deref().unwrap_or_default();
        let boxes = body.iter().filter_map(Statement::check_box);
        let mut keys: Vec<BoxKey> = Vec::new();
        for check_box in boxes.clone() {
            if self.findings.len() > diagnostic::MOST {
                break;
            }
            if keys.len() >= MOST_BOXES {
                self.findings.push(faults::too_many(self.sources, check_box.key.span, "boxes of a group", MOST_BOXES));
                break;
            }
            if let Some(first) = keys.iter().find(|known| known.key == check_box.key.text) {
                self.findings.push(faults::box_twice(self.sources, &check_box.key, first.span));
                continue;
            }
            let more = check_box.more.as_ref().map(|more| format!(" {}", more.text)).unwrap_or_default();
            let text = format!("{}{more}", check_box.text.text);
            keys.push(BoxKey { key: check_box.key.text.as_str().into(), text, span: check_box.key.span });
        }
        if (choice.kind == ChoiceKind::YesNo) == choice.body.is_some() {
            self.findings.push(faults::boxes(self.sources, keyword, choice.kind == ChoiceKind::YesNo));
        } else if choice.kind != ChoiceKind::YesNo && body.is_empty() {
            self.findings.push(faults::boxes(self.sources, keyword, false));
        }
        let ask = match choice.kind {
            ChoiceKind::One => Ask::One(keys),
            ChoiceKind::Any => Ask::Any(keys),
            ChoiceKind::YesNo => Ask::YesNo,
        };
        self.add(&choice.path, choice.label.clone(), ask, is_optional(&choice.modifiers), scope);
        for check_box in boxes {
            self.block(check_box.body.as_deref().unwrap_or_default(), scope);
        }
    }

    /// A box that stands alone; leaving it out means no.
    fn flag(&mut self, check_box: &BoxStatement, scope: ScopeId) {
        self.add(&check_box.key, check_box.text.clone(), Ask::YesNo, true, scope);
    }

    fn list(&mut self, path: &Name, label: &Str, optional: bool, outer: ScopeId) -> ScopeId {
        let id = ScopeId(u16::try_from(self.declared.scopes.len()).unwrap_or(u16::MAX));
        self.declared.scopes.push(Scope { outer: Some(outer), ..Scope::default() });
        self.declared.lets.push(Vec::new());
        self.declared.lists.insert(path.span, id);
        self.add(path, label.clone(), Ask::List(id), optional, outer);
        id
    }

    fn signature(&mut self, path: &Name, repeat: bool, preamble: &Str, scope: ScopeId) {
        let (scope, prefix) = if repeat {
            (self.list(path, preamble, false, scope), String::new())
        } else {
            (scope, format!("{}.", path.text))
        };
        let label = |words: &str| Str::plain(words, path.span);
        for (part, words, of) in [("date", "Date", "date"), ("name", "Name", "text"), ("title", "Title", "text")] {
            let Some(of) = types::find(of) else { continue };
            let name = Name { text: format!("{prefix}{part}"), span: path.span };
            self.add(&name, label(words), Ask::Scalar(Scalar::Type(of, None)), false, scope);
        }
    }

    fn name(&mut self, name: &Name, scope: ScopeId) {
        let first = self.let_spans.get(&(scope, name.text.clone())).copied();
        if first.is_some() || BUILT_IN.contains(&name.text.as_str()) {
            self.findings.push(faults::name_taken(self.sources, name, first));
            return;
        }
        self.let_spans.insert((scope, name.text.clone()), name.span);
        if let Some(lets) = self.declared.lets.get_mut(scope.index()) {
            lets.push(name.text.clone());
        }
    }

    fn add(&mut self, path: &Name, label: Str, ask: Ask, optional: bool, scope: ScopeId) {
        const RESERVED: &[&str] = &["form", "edition", "amends", "amendment"];
        let head = path.text.split('.').next().unwrap_or_default();
        let word = path.text.split('.').find(|part| WORDS.contains(part));
        if let Some(word) = word {
            self.findings.push(faults::word_of_expressions(self.sources, path, word));
            return;
        }
        if path.text.split('.').any(|part| part.len() > LONGEST_KEY) {
            self.findings.push(faults::long_name(self.sources, path, LONGEST_KEY));
            return;
        }
        if scope == ScopeId::ROOT && RESERVED.contains(&head) {
            self.findings.push(faults::reserved(self.sources, path));
            return;
        }
        let Some(target) = self.declared.scopes.get_mut(scope.index()) else { return };
        if target.fields.len() >= MOST_ANSWERS {
            if target.fields.len() == MOST_ANSWERS && !std::mem::replace(&mut self.too_many, true) {
                self.findings.push(faults::too_many(self.sources, path.span, "answers", MOST_ANSWERS));
            }
            return;
        }
        if let Err(clash) = target.names.add(&path.text, target.fields.len()) {
            let under = |known: &str| known == clash || known.starts_with(&format!("{clash}."));
            let first =
                target.fields.iter().find(|field| under(&field.path)).map(|field| (field.span, field.path.as_str()));
            let name = |span: Span| self.sources.get(usize::from(span.file)).map(|source| source.name());
            let include = self.included.get(usize::from(path.span.file)).copied().flatten();
            if let (Some((first, _)), Some(include)) = (first, include)
                && first.range() == path.span.range()
                && name(first) == name(path.span)
                && first.file != path.span.file
            {
                if !std::mem::replace(self.twice.entry(path.span.file).or_default(), true) {
                    let name = name(first).unwrap_or_default();
                    self.findings.push(faults::included_twice(self.sources, include, name));
                }
                return;
            }
            self.findings.push(faults::path_taken(self.sources, path, &clash, first));
            return;
        }
        let guards = Vec::new();
        target.fields.push(Field { path: path.text.as_str().into(), span: path.span, label, ask, optional, guards });
    }
}

/// The first directive of a format that means nothing for a date.
fn bad_directive(format: &Str) -> Option<(Span, String)> {
    let text = &format.text;
    text.match_indices('%').find_map(|(at, _)| {
        let rest = text.get(at + 1..)?;
        let end = rest.char_indices().find(|(_, c)| c.is_alphabetic()).map(|(at, c)| at + c.len_utf8())?;
        let directive = text.get(at..at + 1 + end)?;
        let bad = types::check_date_format(directive).is_err();
        bad.then(|| (format.place(at..at + 1 + end), format!("`{directive}` prints nothing of a date")))
    })
}

fn is_optional(modifiers: &[Modifier]) -> bool {
    modifiers.iter().any(|modifier| matches!(modifier.kind, ModifierKind::Optional))
}

/// Stands for a pattern that was faulty.
fn everything() -> regex::Regex {
    #[expect(clippy::expect_used, reason = "the pattern is a constant")]
    regex::Regex::new("").expect("the empty pattern is a regular expression")
}
