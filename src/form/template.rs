//! Strings of a form: fixed words, answers and derived values. A string that only prints answers is never run as a
//! template: its pieces are known when the form is compiled, each with its place.

use std::fmt::Write as _;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use minijinja::Environment;

use super::Form;
use super::expression::{
    Context, Expression, Failure, LONGEST, MOST_TEXT, Meant, Resolver, TOO_MUCH_TEXT, in_order, reason,
};
use super::faults;
use super::functions::{ENVIRONMENT, print_value};
use super::scope::{Ask, FieldRef, ScopeId};
use super::tokens::{Token, string_length, tokens as expression_tokens};
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};
use crate::syntax::{ExprText, Str};
use crate::text::{Origin, Run, RunKind, Text, Writer};

/// A compiled string.
#[derive(Debug)]
pub struct Template {
    /// The whole string in the definition.
    pub span: Span,
    body: Body,
    /// The whole of it, where it is fixed words.
    text: Option<Text>,
}

#[derive(Debug)]
enum Body {
    Pieces(Vec<Piece>),
    /// A string with statements (`{% if %}`), run by minijinja; answers printed in it stand as marks that are exchanged
    /// for the answers afterwards, so that they print as the form prints them and keep their origin.
    Program(Box<Program>),
}

#[derive(Debug)]
struct Program {
    environment: Environment<'static>,
    answers: Vec<(FieldRef, Span)>,
}

/// A piece of a string.
#[derive(Debug)]
enum Piece {
    /// Fixed words and where they stand.
    Words(String, Span),
    /// An answer, and where the string names it.
    Answer(FieldRef, Span),
    /// A derived value.
    Derived(Expression),
}

/// A piece of a string that has been filled in.
#[derive(Debug)]
pub enum Part<'a> {
    /// Fixed words.
    Words(&'a str, Span),
    /// An answer.
    Answer(FieldRef, Span),
    /// The print of a derived value, or of words that a statement chose.
    Derived(String, Span),
    /// A derived value that is not known, for what it derives from was not answered.
    Blank(Span),
}

const PROGRAM: &str = "string";
/// Noncharacters of Unicode: no definition and no answer may hold them, so marks cannot be forged.
const MARK: char = '\u{FDD0}';

impl Template {
    /// Compiles a string that is no part of a form, over the form's answers: how files are to be called, say. It may name as
    /// well what is `given` to it beside them, and that before an answer of that name. The findings are those of a string in a
    /// definition.
    ///
    /// ```
    /// use engross::builtin::{self, BuiltIn};
    /// use engross::form::{self, Template};
    /// use engross::source::Source;
    /// let (form, _) = form::compile(&BuiltIn, builtin::find("12b-25", Some("2003")).unwrap());
    /// let name = Source::new("<name>", "{{ file_numer }}-{{ id }}.txt");
    /// let findings = Template::beside(&form.unwrap(), &name, &["id"]).unwrap_err();
    /// assert_eq!(findings[0].help.as_deref(), Some("did you mean `file_number`?"));
    /// ```
    pub fn beside(form: &Form, source: &Arc<Source>, given: &[&str]) -> Result<Self, Vec<Diagnostic>> {
        let lets: Vec<Vec<String>> =
            form.scopes.iter().map(|scope| scope.lets.iter().map(|derived| derived.name.clone()).collect()).collect();
        let sources: Vec<Arc<Source>> = form.sources.iter().chain([source]).map(Arc::clone).collect();
        let file = u16::try_from(form.sources.len()).unwrap_or(u16::MAX);
        let (scopes, scope) = (form.scopes.as_slice(), ScopeId::ROOT);
        let resolver = Resolver { scopes, lets: &lets, scope, sources: &sources, lost: "", incomplete: false, given };
        let mut findings = Vec::new();
        let template = resolver.template(&Str::whole(source.text(), file), &mut findings);
        if findings.is_empty() { Ok(template) } else { Err(findings) }
    }

    /// A template that prints nothing.
    pub(super) fn empty(span: Span) -> Self {
        Self::new(span, Body::Pieces(Vec::new()))
    }

    fn new(span: Span, body: Body) -> Self {
        let words = |piece: &Piece| match piece {
            Piece::Words(text, form) => Some(Run {
                kind: RunKind::Words,
                text: text.clone(),
                path: None,
                origin: Origin { form: *form, data: None },
                mark: None,
            }),
            Piece::Answer(..) | Piece::Derived(_) => None,
        };
        let runs = match &body {
            Body::Pieces(pieces) => pieces.iter().map(words).collect::<Option<Vec<Run>>>(),
            Body::Program(_) => None,
        };
        let text = runs.map(|runs| {
            let mut writer = Writer::default();
            for run in runs {
                writer.push(run);
            }
            writer.finish().fixed()
        });
        Self { span, body, text }
    }

    /// Its words as text, if it holds nothing else.
    pub(crate) fn text(&self) -> Option<&Text> {
        self.text.as_ref()
    }

    /// Whether it prints nothing, whatever the answers.
    pub fn is_empty(&self) -> bool {
        matches!(&self.body, Body::Pieces(pieces) if pieces.is_empty())
    }

    /// The fixed words, if it holds nothing else.
    pub fn fixed(&self) -> Option<&str> {
        match &self.body {
            Body::Pieces(pieces) => match pieces.as_slice() {
                [] => Some(""),
                [Piece::Words(words, _)] => Some(words),
                _ => None,
            },
            Body::Program(_) => None,
        }
    }

    /// Whether it prints an answer of a scope.
    pub fn names_answer_of(&self, scope: ScopeId) -> bool {
        match &self.body {
            Body::Pieces(pieces) => {
                pieces.iter().any(|piece| matches!(piece, Piece::Answer(field, _) if field.scope == scope))
            }
            Body::Program(program) => program.answers.iter().any(|(field, _)| field.scope == scope),
        }
    }

    /// Hands out the parts in order.
    ///
    /// # Errors
    /// A [`Failure`] where an expression in it cannot be computed.
    pub fn fill(&self, context: &Context, mut take: impl FnMut(Part<'_>)) -> Result<(), Failure> {
        match &self.body {
            Body::Pieces(pieces) => {
                for piece in pieces {
                    match piece {
                        Piece::Words(words, span) => take(Part::Words(words, *span)),
                        Piece::Answer(field, span) => take(Part::Answer(*field, *span)),
                        Piece::Derived(expression) => {
                            let value = expression.evaluate(context)?;
                            take(if value.is_none() {
                                Part::Blank(expression.span())
                            } else {
                                Part::Derived(print_value(&value), expression.span())
                            });
                        }
                    }
                }
            }
            Body::Program(program) => {
                let template = program.environment.get_template(PROGRAM);
                let mut printed = Printed::default();
                let done = template.and_then(|template| template.render_captured_to(context.0.clone(), &mut printed));
                done.map_err(|error| Failure {
                    reason: if printed.is_full { TOO_MUCH_TEXT.to_owned() } else { reason(&error) },
                    span: self.span,
                })?;
                let printed = String::from_utf8_lossy(&printed.bytes);
                for (index, part) in printed.split(MARK).enumerate() {
                    match part.parse().ok().and_then(|answer: usize| program.answers.get(answer)) {
                        Some((field, span)) if index % 2 == 1 => take(Part::Answer(*field, *span)),
                        _ if part.is_empty() => {}
                        _ => take(Part::Derived(part.to_owned(), self.span)),
                    }
                }
            }
        }
        Ok(())
    }
}

/// What a string with statements prints, up to so much.
#[derive(Default)]
struct Printed {
    bytes: Vec<u8>,
    is_full: bool,
}

impl io::Write for Printed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.is_full |= self.bytes.len() + bytes.len() > MOST_TEXT;
        if self.is_full {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Resolver<'_> {
    /// Compiles a string; its faults are added to `findings`.
    pub(super) fn template(&self, source: &Str, findings: &mut Vec<Diagnostic>) -> Template {
        if source.text.is_empty() {
            return Template::empty(source.span);
        }
        if source.text.contains(MARK) {
            findings.push(faults::noncharacter(self.sources, source.span));
            return Template::empty(source.span);
        }
        let regions = regions(&source.text);
        let body = if regions.iter().any(|region| region.kind == RegionKind::Statement) {
            self.program(source, &regions, findings)
        } else {
            Some(Body::Pieces(self.pieces(source, &regions, findings)))
        };
        body.map_or_else(|| Template::empty(source.span), |body| Template::new(source.span, body))
    }

    fn pieces(&self, source: &Str, regions: &[Region], findings: &mut Vec<Diagnostic>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut at = 0;
        let words = |range: Range<usize>, pieces: &mut Vec<Piece>| {
            let text = source.text.get(range.clone()).unwrap_or_default();
            if !text.is_empty() {
                pieces.push(Piece::Words(text.to_owned(), source.place(range)));
            }
        };
        for region in regions {
            words(at..region.outer.start, &mut pieces);
            at = region.outer.end;
            if region.kind == RegionKind::Comment {
                continue;
            }
            if !region.closed {
                let span = source.place(region.outer.clone());
                findings.push(faults::bad_expression(self.sources, span, "`{{` has no `}}`"));
                continue;
            }
            let text = source.text.get(region.inner.clone()).unwrap_or_default();
            let start = region.inner.start + text.len() - text.trim_start().len();
            let text = text.trim();
            let span = source.place(start..start + text.len());
            if let Some(field) = self.answer(text, span, findings) {
                pieces.push(Piece::Answer(field, span));
            } else {
                let expression = ExprText { text: text.to_owned(), span };
                pieces.extend(self.expression(&expression, findings).map(Piece::Derived));
            }
        }
        words(at..source.text.len(), &mut pieces);
        pieces
    }

    /// The field that an expression prints, if it does no more than that.
    fn answer(&self, text: &str, span: Span, findings: &mut Vec<Diagnostic>) -> Option<FieldRef> {
        match self.resolve(text) {
            Some(Meant::Field(field)) => {
                if let Some(Ask::List(_)) = self.field(field).map(|field| &field.ask) {
                    findings.push(faults::list_printed(self.sources, span, text));
                }
                Some(field)
            }
            _ => None,
        }
    }

    fn program(&self, source: &Str, regions: &[Region], findings: &mut Vec<Diagnostic>) -> Option<Body> {
        let before = findings.len();
        let text = &source.text;
        // A loop or an assignment can give a field's name another meaning; then nothing is exchanged.
        let plain = !regions.iter().any(|region| {
            let inner = text.get(region.inner.clone()).unwrap_or_default();
            let word = inner.trim_start_matches(['-', '+']).split_whitespace().next().unwrap_or_default();
            region.kind == RegionKind::Statement && !matches!(word, "if" | "elif" | "else" | "endif")
        });
        let mut program = String::new();
        let mut answers = Vec::new();
        let mut at = 0;
        for region in regions.iter().filter(|region| plain && region.kind == RegionKind::Print) {
            let inner = text.get(region.inner.clone()).unwrap_or_default();
            let start = region.inner.start + inner.len() - inner.trim_start().len();
            let span = source.place(start..start + inner.trim().len());
            if let Some(field) = self.answer(inner.trim(), span, findings) {
                program.push_str(text.get(at..region.outer.start).unwrap_or_default());
                let _ = write!(program, "{MARK}{}{MARK}", answers.len());
                answers.push((field, span));
                at = region.outer.end;
            }
        }
        program.push_str(text.get(at..).unwrap_or_default());

        let mut tokens = Vec::new();
        for region in regions.iter().filter(|region| region.kind != RegionKind::Comment) {
            let inner = text.get(region.inner.clone()).unwrap_or_default();
            tokens.extend(expression_tokens(inner).into_iter().map(|token| {
                let range = token.range.start + region.inner.start..token.range.end + region.inner.start;
                Token { range, ..token }
            }));
        }
        if tokens.len() > LONGEST {
            findings.push(faults::too_long(self.sources, source.span, LONGEST));
            return None;
        }
        if let Some((region, word)) = unended(text, regions) {
            let inner = format!("{{% {word} %}}");
            let end = format!("{{% end{word} %}}");
            findings.push(faults::unbalanced(self.sources, source.place(region.outer.clone()), &inner, &end));
            return None;
        }
        // Names and places are those of the source; what runs has the marks in it.
        let mut environment = ENVIRONMENT.clone();
        if let Err(error) = environment.add_template_owned(PROGRAM, text.clone()) {
            let range = error.range().filter(|range| !range.is_empty() && range.end <= text.len());
            let span = range.map_or(source.span, |range| source.place(range));
            findings.push(faults::bad_expression(self.sources, span, &reason(&error)));
            return None;
        }
        let names = match environment.get_template(PROGRAM) {
            Ok(template) => in_order(template.undeclared_variables(true), &tokens),
            Err(_) => Vec::new(),
        };
        let place = |range: Range<usize>| source.place(range);
        self.names(&names, &tokens, &place, source.span, findings, &mut Vec::new(), &mut Vec::new());
        self.calls(&tokens, &place, findings);
        self.comparisons(&tokens, &place, findings);
        if findings.len() > before || environment.add_template_owned(PROGRAM, program).is_err() {
            return None;
        }
        Some(Body::Program(Box::new(Program { environment, answers })))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RegionKind {
    Print,
    Statement,
    Comment,
}

/// A part of a string between template braces.
#[derive(Debug)]
struct Region {
    kind: RegionKind,
    outer: Range<usize>,
    inner: Range<usize>,
    closed: bool,
}

fn regions(text: &str) -> Vec<Region> {
    let mut out = Vec::new();
    let mut from = 0;
    // Each brace is looked at once: a string may have thousands.
    for (open, _) in text.match_indices('{') {
        let begins = text.get(open + 1..open + 2).is_some_and(|next| matches!(next, "{" | "%" | "#"));
        if open < from || !begins {
            continue;
        }
        let (kind, close) = match text.get(open..open + 2) {
            Some("{{") => (RegionKind::Print, "}}"),
            Some("{%") => (RegionKind::Statement, "%}"),
            _ => (RegionKind::Comment, "#}"),
        };
        let end = close_of(text, open + 2, close, kind != RegionKind::Comment);
        let inner = open + 2..end.unwrap_or(text.len());
        from = end.map_or(text.len(), |end| end + 2);
        out.push(Region { kind, outer: open..from, inner, closed: end.is_some() });
    }
    out
}

/// The first statement that has no end: `{% if %}` without `{% endif %}`.
fn unended<'r, 't>(text: &'t str, regions: &'r [Region]) -> Option<(&'r Region, &'t str)> {
    let mut open: Vec<(&Region, &str)> = Vec::new();
    for region in regions.iter().filter(|region| region.kind == RegionKind::Statement) {
        let word =
            text.get(region.inner.clone())?.trim_matches(['-', '+', ' ', '\n']).split_whitespace().next().unwrap_or("");
        match word {
            "if" | "for" | "with" | "filter" => open.push((region, word)),
            "endif" | "endfor" | "endwith" | "endfilter" => drop(open.pop()),
            _ => {}
        }
    }
    open.first().copied()
}

/// Where a region ends; strings in it may hold its closing braces.
fn close_of(text: &str, start: usize, close: &str, strings: bool) -> Option<usize> {
    let mut at = start;
    loop {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        if rest.starts_with(close) {
            return Some(at);
        }
        let first = rest.chars().next()?;
        at += if strings && matches!(first, '"' | '\'') { string_length(rest, first) } else { first.len_utf8() };
    }
}
