//! Words as values: whether they fit a field's type, and what they say in it.

use std::collections::HashMap;

use super::dates;
use super::find::Ground;
use super::outline::Hole;
use super::words::norm;
use crate::form::{Ask, Field, Form, Logic, Scalar, ScopeId};

/// A value that was read, or words that the field's type cannot read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) text: String,
    /// The first and the last token of its words.
    pub(super) tokens: (usize, usize),
    /// Whether the field's type reads it.
    pub(super) reads: bool,
}

/// What stands between a label and an answer, and is part of neither.
const SEPARATORS: &[char] = &['-', ':', '.', ',', ';', '=', '*', '>', '\u{2013}', '\u{2014}', '\u{2022}'];
/// The longest value of a type that is no text, in words.
const LONGEST: usize = 8;

/// Reads values by a form's fields.
pub(super) struct Reader<'f> {
    form: &'f Form,
    /// Answers that are known already, by their paths.
    known: HashMap<String, String>,
}

impl<'f> Reader<'f> {
    pub(super) fn new(form: &'f Form) -> Self {
        Self { form, known: HashMap::new() }
    }

    pub(super) fn field(&self, hole: &Hole) -> Option<&'f Field> {
        self.form.scope(hole.field.scope).fields.get(hole.field.field)
    }

    /// Keeps an answer that is known.
    pub(super) fn know(&mut self, path: &str, answer: &str) {
        self.known.insert(path.to_owned(), answer.to_owned());
    }

    /// Whether what is known tells that a hole is not to be answered.
    pub(super) fn is_not_asked(&self, hole: &Hole) -> bool {
        let scope = self.form.scope(hole.field.scope);
        let Some(field) = self.field(hole).filter(|_| hole.field.scope == ScopeId::ROOT) else { return false };
        field.guards.iter().any(|guard| {
            let logic = scope.logic(hole.field.scope, *guard);
            logic.and_then(|logic| self.holds(&logic)) == Some(false)
        })
    }

    /// Whether a condition holds, as far as what is known tells.
    fn holds(&self, logic: &Logic) -> Option<bool> {
        let known = |field: &usize| {
            let field = self.form.root().fields.get(*field)?;
            self.known.get(field.path.as_str())
        };
        match logic {
            Logic::Yes(field) => known(field).map(|answer| answer == "yes"),
            Logic::Is(field, key) => known(field).map(|answer| answer == key),
            Logic::Has(field, key) => known(field).map(|answer| answer.split(',').any(|other| other == key)),
            Logic::Not(inner) => self.holds(inner).map(|holds| !holds),
            Logic::All(parts) => {
                let known: Vec<Option<bool>> = parts.iter().map(|part| self.holds(part)).collect();
                if known.contains(&Some(false)) {
                    Some(false)
                } else {
                    known.into_iter().all(|part| part == Some(true)).then_some(true)
                }
            }
            Logic::Some(parts) => {
                let known: Vec<Option<bool>> = parts.iter().map(|part| self.holds(part)).collect();
                if known.contains(&Some(true)) {
                    Some(true)
                } else {
                    known.into_iter().all(|part| part == Some(false)).then_some(false)
                }
            }
            Logic::Answered(_) | Logic::Amendment => None,
        }
    }

    /// What it costs that a hole stays open.
    pub(super) fn left_open(&self, hole: &Hole) -> f64 {
        match self.field(hole) {
            _ if self.is_not_asked(hole) => 0.0,
            Some(field) if !field.optional && field.guards.is_empty() => 1.6,
            _ => 0.3,
        }
    }

    /// What it costs that words on so many lines answer some holes: less than nothing where they are of the right type.
    pub(super) fn misfit(
        &self,
        ground: &Ground<'_>,
        holes: &[usize],
        words: &[usize],
        lines: usize,
        beside: bool,
    ) -> f64 {
        let outline = ground.outline;
        let asked: Vec<&Hole> = holes.iter().filter_map(|hole| outline.holes.get(*hole)).collect();
        let Some(hole) = asked.first() else { return 0.0 };
        if asked.iter().all(|other| other.path == hole.path) || asked.len() == 1 {
            let Some(field) = self.field(hole) else { return 0.0 };
            let Some(value) = value(ground, field, words) else { return 1.5 };
            let says_none = is_none(&value.text);
            // What the form prints again is known.
            let again = match self.known.get(hole.path.as_ref()) {
                Some(known) if letters(known) == letters(&value.text) => -3.0,
                Some(_) => 2.0,
                None => 0.0,
            };
            return again
                + match (is_text(field), value.reads) {
                    (true, _) => {
                        let figures = value.text.chars().filter(char::is_ascii_digit).count() * 2 > value.text.len();
                        if figures && !says_none { 0.3 } else { 0.0 }
                    }
                    // The more of the lines are read, the better.
                    (false, true) => -1.2 - 0.7 * (f64::from(u32::try_from(lines).unwrap_or(1)) - 1.0),
                    (false, false) if says_none => 0.4,
                    (false, false)
                        if value.tokens.1 - value.tokens.0 < 4 && value.text.chars().any(|c| c.is_ascii_digit()) =>
                    {
                        1.5
                    }
                    (false, false) if beside && lines == 1 && value.tokens.1 - value.tokens.0 < 6 => 1.3,
                    (false, false) => {
                        2.8 + 0.3 * f64::from(u32::try_from(value.tokens.1 - value.tokens.0).unwrap_or(u32::MAX))
                    }
                };
        }
        let parts = self.parted(ground, &asked, words);
        let typed = parts.iter().zip(&asked).filter(|(value, hole)| {
            let text = self.field(hole).is_none_or(is_text);
            !text && value.as_ref().is_some_and(|value| value.reads)
        });
        if typed.count() > 0 { -1.0 } else { 0.4 }
    }

    /// Words as the values of several holes, one after the other: those of a type that is no text are looked for among them.
    pub(super) fn parted(&self, ground: &Ground<'_>, holes: &[&Hole], words: &[usize]) -> Vec<Option<Value>> {
        let mut tokens = words;
        let mut out: Vec<Option<Value>> = vec![None; holes.len()];
        let mut from = 0;
        for at in 0..holes.len() {
            let Some(field) = holes.get(at).and_then(|hole| self.field(hole)).filter(|field| !is_text(field)) else {
                continue;
            };
            let Some((start, end, text)) = inside(ground, field, tokens) else { continue };
            let words = self.unlabelled(ground, holes, tokens.get(..start).unwrap_or_default());
            self.spread(ground, holes, &mut out, from..at, words);
            let span =
                (tokens.get(start).copied().unwrap_or_default(), tokens.get(end - 1).copied().unwrap_or_default());
            if let Some(slot) = out.get_mut(at) {
                *slot = Some(Value { text, tokens: span, reads: true });
            }
            tokens = tokens.get(end..).unwrap_or_default();
            from = at + 1;
        }
        let rest = from..holes.len();
        let mut tokens = self.unlabelled(ground, holes, tokens);
        // Figures at the end that the type of the last hole cannot read are its answer all the same.
        let unread = rest
            .clone()
            .find(|at| holes.get(*at).and_then(|hole| self.field(hole)).is_some_and(|field| !is_text(field)));
        let figures = |token: &usize| ground.page.text(*token).chars().filter(char::is_ascii_digit).count() > 2;
        if let (Some(at), Some(start)) = (unread, tokens.iter().position(figures).filter(|start| *start > 0)) {
            let (before, own) = tokens.split_at(start);
            let own = trimmed(ground, own);
            tokens = before;
            if let (Some(first), Some(last), Some(slot)) = (own.first(), own.last(), out.get_mut(at)) {
                *slot = Some(Value { text: joined(ground, own), tokens: (*first, *last), reads: false });
            }
        }
        self.spread(ground, holes, &mut out, rest, tokens);
        out
    }

    /// Words without the labels that a filer put before the answers among them: `Name: Jay Furrow  Telephone:`.
    fn unlabelled<'t>(&self, ground: &Ground<'_>, holes: &[&Hole], tokens: &'t [usize]) -> &'t [usize] {
        let labels: Vec<String> = holes
            .iter()
            .filter_map(|hole| self.field(hole))
            .filter_map(|field| Some(norm(field.label.text.split_whitespace().next()?)))
            .collect();
        let is_label = |token: usize| labels.contains(&norm(ground.page.text(token)));
        let mut out = trimmed(ground, tokens);
        while out.len() > 1 && out.first().is_some_and(|first| is_label(*first)) {
            out = trimmed(ground, out.get(1..).unwrap_or_default());
        }
        let colon = |token: usize| ground.page.text(token).ends_with([':', '.']);
        let own = labels.first().cloned().unwrap_or_default();
        while out.len() > 1
            && out.last().is_some_and(|last| is_label(*last) && (colon(*last) || norm(ground.page.text(*last)) != own))
        {
            out = trimmed(ground, out.get(..out.len() - 1).unwrap_or_default());
        }
        out
    }

    /// Gives words to the first text among some holes; commas part several.
    fn spread(
        &self,
        ground: &Ground<'_>,
        holes: &[&Hole],
        out: &mut [Option<Value>],
        among: std::ops::Range<usize>,
        words: &[usize],
    ) {
        let texts: Vec<usize> =
            among.filter(|at| holes.get(*at).and_then(|hole| self.field(hole)).is_some_and(is_text)).collect();
        let mut rest = words;
        for (index, at) in texts.iter().enumerate() {
            let comma = rest.iter().position(|token| ground.page.text(*token).ends_with(','));
            let end = comma.filter(|_| index + 1 < texts.len()).map_or(rest.len(), |comma| comma + 1);
            let (own, after) = rest.split_at(end);
            rest = after;
            let own = trimmed(ground, own);
            if let (Some(first), Some(last), Some(slot)) = (own.first(), own.last(), out.get_mut(*at)) {
                let text = joined(ground, own).trim_end_matches([',', ';', ':']).to_owned();
                *slot = Some(Value { text, tokens: (*first, *last), reads: true });
            }
        }
    }
}

/// Words without the label that a filer put before an answer, or in brackets after it.
fn without_label<'t>(ground: &Ground<'_>, field: &Field, tokens: &'t [usize]) -> &'t [usize] {
    let label = field.label.text.split_whitespace().next().map(norm).unwrap_or_default();
    let is_label = |token: &usize| !label.is_empty() && norm(ground.page.text(*token)) == label;
    let tokens = trimmed(ground, tokens);
    let parted = |text: &str| text.ends_with(':') || SEPARATORS.iter().any(|c| text.starts_with(*c));
    let before = tokens.first().filter(|first| is_label(first)).zip(tokens.get(1));
    let gap = |first: &usize, next: &usize| {
        ground
            .page
            .tokens
            .get(*first)
            .zip(ground.page.tokens.get(*next))
            .is_some_and(|(one, other)| one.piece != other.piece || other.left > one.right + 1)
    };
    if before
        .is_some_and(|(first, next)| parted(ground.page.text(*first)) || ground.says_nothing(*next) || gap(first, next))
    {
        return trimmed(ground, tokens.get(1..).unwrap_or_default());
    }
    let bracketed = |text: &str| text.starts_with('(') && text.ends_with(')');
    if tokens.len() > 1 && tokens.last().is_some_and(|last| is_label(last) && bracketed(ground.page.text(*last))) {
        return trimmed(ground, tokens.get(..tokens.len() - 1).unwrap_or_default());
    }
    tokens
}

/// A text as a field's type reads it; none if it does not.
pub(super) fn typed(field: &Field, text: &str) -> Option<String> {
    match &field.ask {
        Ask::Scalar(Scalar::Type(of, _)) if of.name == "text" => (!text.is_empty()).then(|| text.to_owned()),
        Ask::Scalar(Scalar::Type(of, _)) if of.name == "date" => dates::date(text).map(|date| date.to_string()),
        Ask::Scalar(Scalar::Type(of, _)) => {
            let closed = text.trim_end_matches(['.', ',', ';', ':']);
            let tries =
                [closed.to_owned(), text.to_owned(), closed.trim_start_matches("No. ").to_owned(), plain(closed)];
            tries.into_iter().find(|text| of.read(text).is_ok())
        }
        Ask::Scalar(Scalar::Pattern { pattern, .. }) => {
            let tries = [text, text.trim_matches(|c: char| !c.is_alphanumeric())];
            tries
                .into_iter()
                .find(|text| pattern.find(text).is_some_and(|found| found.len() == text.len()))
                .map(str::to_owned)
        }
        Ask::Narrative => (!text.is_empty()).then(|| text.to_owned()),
        Ask::One(_) | Ask::Any(_) | Ask::YesNo | Ask::List(_) => None,
    }
}

/// Of two values, the second of which stands in brackets, the second.
fn bracketed(field: &Field, text: &str) -> Option<String> {
    let (one, other) = text.trim_end_matches([')', '.', ' ']).split_once('(')?;
    typed(field, one.trim())?;
    typed(field, other.trim())
}

/// The longest run of some words that a field's type reads: from and to, and what it says.
fn inside(ground: &Ground<'_>, field: &Field, tokens: &[usize]) -> Option<(usize, usize, String)> {
    for length in (1..=LONGEST.min(tokens.len())).rev() {
        for start in 0..=tokens.len() - length {
            let run = tokens.get(start..start + length).unwrap_or_default();
            let edges = [run.first(), run.last()];
            if edges.into_iter().flatten().any(|token| !ground.page.text(*token).chars().any(char::is_alphanumeric)) {
                continue;
            }
            let text = joined(ground, run);
            let text = text.trim_end_matches([',', ';']);
            if let Some(text) = typed(field, text) {
                return Some((start, start + length, text));
            }
        }
    }
    None
}

/// Some words as a value of a field.
pub(super) fn value(ground: &Ground<'_>, field: &Field, tokens: &[usize]) -> Option<Value> {
    let tokens = if is_text(field) { without_label(ground, field, tokens) } else { trimmed(ground, tokens) };
    let (first, last) = (*tokens.first()?, *tokens.last()?);
    let text = joined(ground, tokens);
    Some(match typed(field, &text) {
        Some(text) => Value { text, tokens: (first, last), reads: true },
        // A label with brackets, as `Date of Report (Date of earliest event reported)`, has its answer so as well.
        None => match bracketed(field, &text) {
            Some(text) => Value { text, tokens: (first, last), reads: true },
            None => Value {
                text: text.trim_end_matches(['.', ',', ';', ':']).to_owned(),
                tokens: (first, last),
                reads: is_text(field),
            },
        },
    })
}

/// Whether a field takes words of any kind.
pub(super) fn is_text(field: &Field) -> bool {
    match &field.ask {
        Ask::Scalar(Scalar::Type(of, _)) => of.name == "text",
        Ask::Narrative => true,
        Ask::Scalar(Scalar::Pattern { .. }) | Ask::One(_) | Ask::Any(_) | Ask::YesNo | Ask::List(_) => false,
    }
}

/// The letters of a text.
pub(super) fn letters(text: &str) -> String {
    text.split_whitespace().map(norm).collect()
}

/// Whether words say that there is no answer.
pub(super) fn is_none(text: &str) -> bool {
    /// More letters than any of the words below has.
    const ENOUGH: usize = 16;
    let letters = text.chars().filter(|c| c.is_alphanumeric()).take(ENOUGH);
    let words: String = letters.flat_map(char::to_lowercase).collect();
    matches!(
        words.as_str(),
        "na" | "none" | "notapplicable" | "nil" | "noneassigned" | "notyetassigned" | "notassigned"
    )
}

/// Tokens without what parts an answer from its label.
pub(super) fn trimmed<'t>(ground: &Ground<'_>, tokens: &'t [usize]) -> &'t [usize] {
    let parts = |token: &&usize| {
        let text = ground.page.text(**token);
        ground.page.sign(**token).is_some() || text.chars().all(|c| SEPARATORS.contains(&c))
    };
    let before = tokens.iter().take_while(parts).count();
    let after = tokens.iter().skip(before).rev().take_while(parts).count();
    tokens.get(before..tokens.len() - after).unwrap_or_default()
}

/// The words of some tokens, with one blank between them; none where they touch.
pub(super) fn joined(ground: &Ground<'_>, tokens: &[usize]) -> String {
    ground.page.joined(tokens.iter().copied())
}

/// A text with the plain characters for those that word processors put in.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            '\u{2018}' | '\u{2019}' => '\'',
            c => c,
        })
        .collect::<String>()
        .replace(" - ", "-")
}
