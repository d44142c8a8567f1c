//! Expressions: compiled once, with every name resolved to a field or a `let`.

use std::collections::HashSet;
use std::ops::Range;

use minijinja::Value;

use super::faults;
use super::functions::{DATE_FILTERS, ENVIRONMENT, FILTERS, FUNCTIONS, TESTS};
use super::scope::{Ask, Entry, Field, FieldRef, Scalar, Scope, ScopeId};
use super::tokens::{Token, TokenKind, tokens};
use super::types::Meaning;
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::{Source, Span};
use crate::syntax::ExprText;

/// The values that an expression sees, by name.
#[derive(Debug, Clone, Default)]
pub struct Context(pub Value);

/// A compiled expression.
#[derive(Debug)]
pub struct Expression {
    compiled: minijinja::Expression<'static, 'static>,
    text: String,
    span: Span,
    /// The fields that it depends on directly.
    pub fields: Vec<FieldRef>,
    /// The `let`s that it depends on, by name.
    pub lets: Vec<String>,
}

/// How long a text may be that a definition derives, in bytes. Each `let` could make one that is many times as long as that
/// of the one before it.
pub(super) const MOST_TEXT: usize = 1 << 20;
pub(super) const TOO_MUCH_TEXT: &str = "it derives a text of more than 1 MB";

/// Why an evaluation failed, and where in the definition.
#[derive(Debug, Clone)]
pub struct Failure {
    /// What went wrong.
    pub reason: String,
    /// Where.
    pub span: Span,
}

impl Expression {
    /// The value on these answers.
    ///
    /// # Errors
    /// A [`Failure`] where it cannot be computed: a date expected and text found, too many steps, or too long a text.
    pub fn evaluate(&self, context: &Context) -> Result<Value, Failure> {
        let value = self.computed(context)?;
        if value.as_str().is_some_and(|text| text.len() > MOST_TEXT) {
            return Err(Failure { reason: TOO_MUCH_TEXT.to_owned(), span: self.span });
        }
        Ok(value)
    }

    /// Whether it holds on these answers. `reasons or relief` is a text, however long the reasons are, of which nothing is kept.
    ///
    /// # Errors
    /// As [`evaluate`](Self::evaluate), but for the length of a text.
    pub fn holds(&self, context: &Context) -> Result<bool, Failure> {
        Ok(self.computed(context)?.is_true())
    }

    fn computed(&self, context: &Context) -> Result<Value, Failure> {
        self.compiled.eval(&context.0).map_err(|error| self.failure(&error))
    }

    /// The expression as the definition has it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where it stands.
    pub fn span(&self) -> Span {
        self.span
    }

    fn failure(&self, error: &minijinja::Error) -> Failure {
        let range = error.range().filter(|range| !range.is_empty() && range.end <= self.text.len());
        Failure { reason: reason(error), span: range.map_or(self.span, |range| self.span.inner(range)) }
    }
}

/// minijinja's reason in our voice.
pub(super) fn reason(error: &minijinja::Error) -> String {
    if error.kind() == minijinja::ErrorKind::OutOfFuel {
        return "it takes too many steps".to_owned();
    }
    error.detail().map_or_else(|| error.kind().to_string(), str::to_owned)
}

/// The most tokens of an expression: minijinja nests as deeply as there are operators, and real ones have some ten.
pub(super) const LONGEST: usize = 500;

/// What names mean at a place of the definition.
pub(super) struct Resolver<'a> {
    pub(super) scopes: &'a [Scope],
    /// The `let`s of each scope, by name.
    pub(super) lets: &'a [Vec<String>],
    pub(super) scope: ScopeId,
    pub(super) sources: &'a [std::sync::Arc<Source>],
    /// Text that could not be understood: names that stand in it are not unknown.
    pub(super) lost: &'a str,
    /// A file is missing, and any name may be its.
    pub(super) incomplete: bool,
    /// Names that are known beside those of the form, and before them.
    pub(super) given: &'a [&'a str],
}

/// Names that every expression knows.
pub(super) const BUILT_IN: &[&str] = &["form", "edition", "amendment"];

/// What a name stands for.
pub(super) enum Meant {
    Field(FieldRef),
    Let,
    BuiltIn,
    Record,
}

impl<'a> Resolver<'a> {
    fn chain(&self) -> impl Iterator<Item = (ScopeId, &'a Scope)> {
        let at = |id: ScopeId| self.scopes.get(id.index()).map(|scope| (id, scope));
        std::iter::successors(at(self.scope), move |(_, scope)| scope.outer.and_then(at))
    }

    /// What a dotted name stands for, from the inmost scope outwards.
    pub(super) fn resolve(&self, name: &str) -> Option<Meant> {
        if self.given.contains(&name) {
            return Some(Meant::BuiltIn);
        }
        for (id, scope) in self.chain() {
            match scope.names.resolve(name) {
                Some(Entry::Field(field)) => return Some(Meant::Field(FieldRef { scope: id, field: *field })),
                Some(Entry::Record(_)) => return Some(Meant::Record),
                None => {}
            }
            if self.lets.get(id.index()).is_some_and(|lets| lets.iter().any(|known| known == name)) {
                return Some(Meant::Let);
            }
        }
        BUILT_IN.contains(&name).then_some(Meant::BuiltIn)
    }

    pub(super) fn field(&self, field: FieldRef) -> Option<&'a Field> {
        self.scopes.get(field.scope.index())?.fields.get(field.field)
    }

    /// The list that a name reaches into, if it does: its records have names, it has none.
    fn list_before<'n>(&self, name: &'n str) -> Option<&'n str> {
        let heads = name.match_indices('.').filter_map(|(at, _)| name.get(..at));
        heads.into_iter().find(|head| match self.resolve(head) {
            Some(Meant::Field(field)) => matches!(self.field(field).map(|field| &field.ask), Some(Ask::List(_))),
            _ => false,
        })
    }

    fn known(&self) -> Vec<String> {
        let mut known: Vec<String> = Vec::new();
        for (id, scope) in self.chain() {
            known.extend(scope.names.paths());
            known.extend(self.lets.get(id.index()).into_iter().flatten().cloned());
        }
        known.extend(BUILT_IN.iter().chain(self.given).map(|&name| name.to_owned()));
        known
    }

    /// Compiles an expression; its faults are added to `findings`, and nothing comes back if there are any.
    pub(super) fn expression(&self, source: &ExprText, findings: &mut Vec<Diagnostic>) -> Option<Expression> {
        let place = |range: Range<usize>| source.span.inner(range);
        let tokens = tokens(&source.text);
        if tokens.len() > LONGEST {
            findings.push(faults::too_long(self.sources, source.span, LONGEST));
            return None;
        }
        if self.signs(&tokens, &place, findings) {
            return None;
        }
        let compiled = match ENVIRONMENT.compile_expression_owned(source.text.clone()) {
            Ok(compiled) => compiled,
            Err(error) => {
                let range = error.range().filter(|range| range.end <= source.text.len());
                let span = range.map_or(source.span, |range| source.span.inner(range));
                findings.push(faults::bad_expression(self.sources, span, &reason(&error)));
                return None;
            }
        };
        let before = findings.len();
        let mut fields = Vec::new();
        let mut lets = Vec::new();
        let names = in_order(compiled.undeclared_variables(true), &tokens);
        self.names(&names, &tokens, &place, source.span, findings, &mut fields, &mut lets);
        self.calls(&tokens, &place, findings);
        self.comparisons(&tokens, &place, findings);
        let (text, span) = (source.text.clone(), source.span);
        (findings.len() == before).then_some(Expression { compiled, text, span, fields, lets })
    }

    /// Resolves the names of an expression or template.
    #[expect(clippy::too_many_arguments, reason = "two results and where the names stand")]
    pub(super) fn names(
        &self,
        names: &[String],
        tokens: &[Token<'_>],
        place: &dyn Fn(Range<usize>) -> Span,
        whole: Span,
        findings: &mut Vec<Diagnostic>,
        fields: &mut Vec<FieldRef>,
        lets: &mut Vec<String>,
    ) {
        for name in names {
            let at = tokens.iter().find(|token| token.kind == TokenKind::Name && token.text == name);
            let head =
                || tokens.iter().find(|token| token.kind == TokenKind::Name && token.text.starts_with(name.as_str()));
            let span = at.or_else(head).map_or(whole, |token| place(token.range.clone()));
            match self.resolve(name) {
                Some(Meant::Field(field)) => fields.push(field),
                Some(Meant::Let) => lets.push(name.clone()),
                Some(Meant::BuiltIn) => {}
                Some(Meant::Record) => {
                    let inside = self.known().into_iter().find(|known| known.starts_with(&format!("{name}.")));
                    findings.push(faults::record_named(self.sources, span, name, inside.as_deref()));
                }
                None if self.incomplete || self.lost.contains(name.as_str()) => {}
                None if tokens.iter().any(|token| token.kind == TokenKind::Call && token.text == name) => {}
                None if let Some(list) = self.list_before(name) => {
                    findings.push(faults::list_printed(self.sources, span, list));
                }
                None => {
                    let known = self.known();
                    let near = nearest(name, known.iter().map(String::as_str));
                    findings.push(faults::unknown_name(self.sources, span, name, near));
                }
            }
        }
    }

    /// Signs of other languages, and brackets without their partners: minijinja would say where it gave up. Whether there
    /// are any.
    pub(super) fn signs(
        &self,
        tokens: &[Token<'_>],
        place: &dyn Fn(Range<usize>) -> Span,
        findings: &mut Vec<Diagnostic>,
    ) -> bool {
        let before = findings.len();
        let mut open: Vec<&Token<'_>> = Vec::new();
        for (token, next) in tokens.iter().zip(tokens.iter().skip(1).map(Some).chain([None])) {
            if token.kind != TokenKind::Other {
                continue;
            }
            let twice = next.is_some_and(|next| next.text == token.text && next.range.start == token.range.end);
            let whole = token.range.start..next.filter(|_| twice).map_or(token.range.end, |next| next.range.end);
            let closes = |open: &&Token<'_>, with| open.text == with;
            match token.text {
                "=" => findings.push(faults::other_sign(self.sources, place(token.range.clone()), "=", "==")),
                "!" => findings.push(faults::other_sign(self.sources, place(token.range.clone()), "!", "not ")),
                "&" if twice => findings.push(faults::other_sign(self.sources, place(whole), "&&", "and")),
                "|" if twice => findings.push(faults::other_sign(self.sources, place(whole), "||", "or")),
                "(" | "[" => open.push(token),
                ")" if open.last().is_some_and(|open| closes(open, "(")) => drop(open.pop()),
                "]" if open.last().is_some_and(|open| closes(open, "[")) => drop(open.pop()),
                ")" => findings.push(faults::unbalanced(self.sources, place(token.range.clone()), ")", "(")),
                "]" => findings.push(faults::unbalanced(self.sources, place(token.range.clone()), "]", "[")),
                _ => {}
            }
        }
        if let (Some(open), true) = (open.first(), findings.len() == before) {
            let close = if open.text == "(" { ")" } else { "]" };
            findings.push(faults::unbalanced(self.sources, place(open.range.clone()), open.text, close));
        }
        findings.len() > before
    }

    /// Filters, functions and tests that do not exist would fail only when evaluated.
    pub(super) fn calls(
        &self,
        tokens: &[Token<'_>],
        place: &dyn Fn(Range<usize>) -> Span,
        findings: &mut Vec<Diagnostic>,
    ) {
        for token in tokens {
            let (what, known) = match token.kind {
                TokenKind::Filter => ("filter", FILTERS),
                TokenKind::Call => ("function", FUNCTIONS),
                TokenKind::Test => ("test", TESTS),
                TokenKind::Name | TokenKind::Text | TokenKind::Other => continue,
            };
            if !known.contains(&token.text) {
                findings.push(faults::unknown_call(self.sources, place(token.range.clone()), what, token.text, known));
            }
        }
    }

    /// `report == "10-X"` would be false for ever, and a date is never equal to text: both are slips.
    pub(super) fn comparisons(
        &self,
        tokens: &[Token<'_>],
        place: &dyn Fn(Range<usize>) -> Span,
        findings: &mut Vec<Diagnostic>,
    ) {
        let mut dates = Vec::new();
        let mut numbers = Vec::new();
        let equals = |op: &Token<'_>| matches!(op.text, "==" | "!=");
        for window in tokens.windows(3) {
            let [a, op, b] = window else { continue };
            for (name, text) in [(a, b), (b, a)] {
                if name.kind == TokenKind::Name
                    && text.kind == TokenKind::Text
                    && equals(op)
                    && let Some(Meant::Field(field)) = self.resolve(name.text)
                    && let Some(field) = self.field(field)
                {
                    let instead = match &field.ask {
                        Ask::Any(_) => format!("{} in {}", text.text, name.text),
                        Ask::YesNo => format!("{0}` or `not {0}", name.text),
                        Ask::Scalar(_) | Ask::Narrative | Ask::One(_) | Ask::List(_) => continue,
                    };
                    findings.push(faults::compared_as_text(self.sources, place(text.range.clone()), field, &instead));
                    return;
                }
            }
        }
        let mut compare = |name: &Token<'_>, text: &Token<'_>| {
            let Some(Meant::Field(field)) = self.resolve(name.text) else { return };
            let Some(field) = self.field(field) else { return };
            let literal = text.text.get(1..text.text.len().saturating_sub(1)).unwrap_or_default();
            let span = place(text.range.clone());
            match &field.ask {
                // A box in text that could not be understood is not missing.
                Ask::One(_) | Ask::Any(_) if self.lost.contains(literal) => {}
                Ask::One(boxes) | Ask::Any(boxes) if !boxes.iter().any(|known| known.key == literal) => {
                    findings.push(faults::unknown_box_compared(self.sources, span, field, literal, boxes));
                }
                Ask::Scalar(Scalar::Type(of, _)) if is_date(of) => {
                    findings.push(faults::date_as_text(self.sources, span, field, text.text));
                }
                Ask::Scalar(_) | Ask::Narrative | Ask::One(_) | Ask::Any(_) | Ask::YesNo | Ask::List(_) => {}
            }
        };
        let is = |token: &Token<'_>, kind| token.kind == kind;
        for window in tokens.windows(3) {
            let [a, sign, b] = window else { continue };
            if a.kind == TokenKind::Call && a.text == "date" && sign.text == "(" && is(b, TokenKind::Text) {
                let literal = b.text.trim_matches(['"', '\'']);
                if literal.parse::<jiff::civil::Date>().is_err() {
                    dates.push(faults::no_date(self.sources, place(b.range.clone()), b.text));
                }
            }
            if is(a, TokenKind::Name)
                && sign.text == "|"
                && DATE_FILTERS.contains(&b.text)
                && let Some(Meant::Field(field)) = self.resolve(a.text)
                && let Some(field) = self.field(field)
                && !matches!(&field.ask, Ask::Scalar(Scalar::Type(of, _)) if is_date(of))
            {
                dates.push(faults::no_date_field(self.sources, place(a.range.clone()), field, b.text));
            }
        }
        let operator = |token: &Token<'_>| matches!(token.text, "==" | "!=" | "<" | ">" | "<=" | ">=" | "in");
        for window in tokens.windows(3) {
            let [a, op, b] = window else { continue };
            if !operator(op) || op.kind != TokenKind::Other {
                continue;
            }
            let number = |token: &Token<'_>| token.text.starts_with(|c: char| c.is_ascii_digit());
            for (name, other) in [(a, b), (b, a)] {
                if is(name, TokenKind::Name)
                    && number(other)
                    && let Some(Meant::Field(field)) = self.resolve(name.text)
                    && let Some(field) = self.field(field)
                    && matches!(&field.ask, Ask::Scalar(Scalar::Type(of, _)) if is_date(of))
                {
                    numbers.push(faults::date_as_number(self.sources, place(other.range.clone()), field));
                }
            }
            if is(a, TokenKind::Name) && is(b, TokenKind::Text) {
                compare(a, b);
            } else if is(a, TokenKind::Text) && is(b, TokenKind::Name) {
                compare(b, a);
            }
        }
        // `report in ["10-K", "10-Q"]`
        for (index, token) in tokens.iter().enumerate() {
            let mut rest = tokens.iter().skip(index + 1).skip_while(|token| token.text == "not");
            if is(token, TokenKind::Name)
                && rest.next().is_some_and(|token| token.text == "in")
                && rest.next().is_some_and(|token| matches!(token.text, "[" | "("))
            {
                rest.take_while(|token| !matches!(token.text, "]" | ")"))
                    .filter(|item| is(item, TokenKind::Text))
                    .for_each(|item| compare(token, item));
            }
        }
        findings.append(&mut dates);
        findings.append(&mut numbers);
    }
}

/// Names in the order in which an expression mentions them.
pub(super) fn in_order(names: HashSet<String>, tokens: &[Token<'_>]) -> Vec<String> {
    let place =
        |name: &String| tokens.iter().position(|token| token.kind == TokenKind::Name && token.text.starts_with(name));
    let mut names: Vec<(Option<usize>, String)> = names.into_iter().map(|name| (place(&name), name)).collect();
    names.sort();
    names.into_iter().map(|(_, name)| name).collect()
}

fn is_date(of: &super::types::Type) -> bool {
    of.read(of.example).is_ok_and(|value| matches!(value.meaning, Meaning::Date(_)))
}
