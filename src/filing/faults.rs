//! The wording of faults of the data against its form.

use super::at::At;
use super::read::meant_head;
use super::{Answer, Chain, unfit};
use crate::data::{Entry, Node};
use crate::diagnostic::{Code, Diagnostic, excerpt, nearest};
use crate::form::types::{Fault, Type};
use crate::form::{Ask, BoxKey, Condition, Demand, Field, FieldRef, Scope};
use crate::source::Span;

fn keys(boxes: &[BoxKey]) -> String {
    boxes.iter().map(|known| format!("`{}`", known.key)).collect::<Vec<_>>().join(", ")
}

/// How an answer is written, by an example.
fn example(name: &str, ask: &Ask) -> String {
    let first = |boxes: &[BoxKey]| boxes.first().map(|known| known.key.to_string()).unwrap_or_default();
    match ask {
        Ask::Scalar(crate::form::Scalar::Type(of, _)) if of.name == "text" => format!("`{name}:` and a line of text"),
        Ask::Scalar(crate::form::Scalar::Type(of, _)) => {
            format!("`{name}:` and {}, written as {}", of.what, of.example)
        }
        Ask::Scalar(crate::form::Scalar::Pattern { what, .. }) => format!("`{name}:` and {what}"),
        Ask::Narrative => {
            format!("`{name}: >` and below it, indented, its paragraphs; `|` instead of `>` keeps its lines apart")
        }
        Ask::One(boxes) => format!("`{name}: {}`, or another of its boxes", first(boxes)),
        Ask::Any(boxes) => format!("`{name}: [{}]`, or `[]` for no box", first(boxes)),
        Ask::YesNo => format!("`{name}: yes` or `{name}: no`"),
        Ask::List(_) => format!("`{name}:` and below it, indented, its records, each begun by `-`"),
    }
}

/// What an answer should be, with an article.
fn wanted(ask: &Ask) -> String {
    match ask {
        Ask::Scalar(crate::form::Scalar::Type(of, _)) => of.what.to_owned(),
        Ask::Scalar(crate::form::Scalar::Pattern { what, .. }) => what.clone(),
        Ask::Narrative => "text".to_owned(),
        Ask::One(_) => "one box".to_owned(),
        Ask::Any(_) => "a list of boxes".to_owned(),
        Ask::YesNo => "`yes` or `no`".to_owned(),
        Ask::List(_) => "a list of records".to_owned(),
    }
}

/// A key that the form does not ask for. `known` are the paths of the record, `all` those of the whole form.
pub(super) fn unknown_key(at: &At<'_>, entry: &Entry, parent: &str, known: &[String], all: &[String]) -> Diagnostic {
    let path = format!("{parent}{}", entry.key);
    let message = format!("the form asks for no `{}{}`", at.shown, excerpt(&path));
    let fault = at.fault(Code::UnknownKey, entry.key_span, message, "not an answer of this form");
    if all.contains(&entry.key) && entry.key.contains('.') {
        let nested = entry.key.split('.').map(|part| format!("`{part}:`")).collect::<Vec<_>>().join(" with ");
        return fault.help(format!("write it nested: {nested} indented under it"));
    }
    let head = if parent.is_empty() && at.prefix.is_empty() { meant_head(at, &entry.key, known) } else { None };
    if let Some(near) = head.or_else(|| nearest(&entry.key, known.iter().map(String::as_str))) {
        return fault.help(format!("did you mean `{near}`?")).replace(format!("write `{near}`"), near);
    }
    let tail = |name: &&String| name.rsplit('.').next() == Some(entry.key.as_str());
    let elsewhere: Vec<&String> = all.iter().filter(tail).collect();
    match elsewhere.as_slice() {
        [] => match nearest(&path, all.iter().map(String::as_str)) {
            Some(near) => fault.help(format!("did you mean `{near}`?")),
            None if known.is_empty() => fault,
            None => {
                let some = known.iter().take(12).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
                fault.help(format!("it asks here for {some}{}", if known.len() > 12 { ", ..." } else { "" }))
            }
        },
        [one] => match one.rsplit_once('.') {
            Some((record, _)) => fault.help(format!("`{}` belongs under `{record}:`, indented", entry.key)),
            None => fault.help(format!("`{}` belongs at the top, not indented", entry.key)),
        },
        several => {
            let places = several.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ");
            fault.help(format!("did you mean {places}?"))
        }
    }
}

/// A list where a value was expected, and the like.
pub(super) fn wrong_shape(at: &At<'_>, node: &Node, key: Span, field: &Field) -> Diagnostic {
    let message = format!("`{}` should be {}, not {}", at.path(field), wanted(&field.ask), node.what());
    let place = if node.span.range().is_empty() { key } else { node.span };
    let fault = at.fault(Code::WrongShape, place, message, &format!("expected {}", wanted(&field.ask)));
    let fault = at.defined(fault, field.span, "asked for here");
    let word = node.scalar().map(|scalar| scalar.text.clone());
    match (&field.ask, word) {
        (Ask::Any(boxes), Some(word)) if boxes.iter().any(|known| known.key == word) => {
            fault.replace("make it a list", format!("[{word}]"))
        }
        (ask, _) => {
            let name = field.path.rsplit('.').next().unwrap_or_default();
            fault.help(format!("write {}", example(name, ask)))
        }
    }
}

/// A value where a record of answers was expected.
pub(super) fn no_record(at: &At<'_>, node: &Node, key: Span, path: &str, inside: &[String]) -> Diagnostic {
    let message = format!("`{}{path}` should be a record, not {}", at.shown, node.what());
    let names = inside.iter().take(6).map(|name| format!("`{name}:`")).collect::<Vec<_>>().join(", ");
    let place = if node.span.range().is_empty() { key } else { node.span };
    at.fault(Code::WrongShape, place, message, "expected a record")
        .help(format!("write {names} on lines of their own below `{path}:`, indented"))
}

/// An entry of a list that is no record.
pub(super) fn no_list_record(at: &At<'_>, node: &Node, field: &Field) -> Diagnostic {
    let message = format!("each entry of `{}` should be a record, not {}", at.path(field), node.what());
    let fault = at.fault(Code::WrongShape, node.span, message, "expected a record");
    at.defined(fault, field.span, "asked for here")
        .help("begin each with `-` and write its answers as `name: answer` lines")
}

/// A value that its type does not accept.
pub(super) fn bad_value(at: &At<'_>, node: &Node, text: &str, field: &Field, of: &Type, fault: &Fault) -> Diagnostic {
    let message = format!("`{}`: `{}` is not {}: {}", at.path(field), excerpt(text), of.what, fault.reason);
    let found = at.fault(Code::BadValue, node.span, message, &format!("expected {}", of.what));
    let nothing = matches!(text.to_lowercase().as_str(), "n/a" | "na" | "none" | "nil" | "-" | "not applicable");
    let found = at.defined(found, field.span, "asked for here").help(if nothing && field.optional {
        "it need not be answered: leave it out, or write `~`".to_owned()
    } else {
        format!("{} is {}", of.what, of.accepts)
    });
    match &fault.meant {
        Some(meant) => found.replace(format!("write `{meant}`"), meant),
        None => found,
    }
}

/// A value that an author's pattern does not match.
pub(super) fn no_match(at: &At<'_>, node: &Node, text: &str, field: &Field, what: &str) -> Diagnostic {
    let message = format!("`{}`: `{}` is not {what}", at.path(field), excerpt(text));
    at.defined(at.fault(Code::BadValue, node.span, message, &format!("expected {what}")), field.span, "asked for here")
}

/// Neither yes nor no.
pub(super) fn no_yes(at: &At<'_>, node: &Node, text: &str, field: &Field) -> Diagnostic {
    let message = format!("`{}`: `{}` is neither `yes` nor `no`", at.path(field), excerpt(text));
    let fault = at.fault(Code::BadValue, node.span, message, "expected `yes` or `no`");
    let fault = at.defined(fault, field.span, "asked for here");
    match text.to_lowercase().as_str() {
        "y" => fault.replace("write `yes`", "yes"),
        "n" => fault.replace("write `no`", "no"),
        _ => fault.help("write `yes` or `no`"),
    }
}

/// A box that the group does not have.
pub(super) fn unknown_box(at: &At<'_>, node: &Node, text: &str, field: &Field, boxes: &[BoxKey]) -> Diagnostic {
    let message = format!("`{}` has no box `{}`", at.path(field), excerpt(text));
    let fault = at.defined(at.fault(Code::UnknownBox, node.span, message, "no such box"), field.span, "the group");
    let by_label =
        boxes.iter().find(|known| known.text.to_lowercase().contains(&text.to_lowercase()) && text.len() > 3);
    // Another box is never offered for one that the group does not have: `N-CSR` is no slip for `N-SAR`.
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let by_key = || boxes.iter().find(|known| bare(&known.key) == bare(text));
    match by_label.or_else(by_key) {
        Some(known) => fault
            .help(format!("a box is named by its key: {}", keys(boxes)))
            .replace(format!("write `{}`", known.key), known.key.clone()),
        None if text.starts_with('-') => fault.help("write a blank after each dash that begins an entry of a list"),
        None if matches!(field.ask, Ask::Any(_))
            && matches!(text.to_lowercase().as_str(), "yes" | "no" | "true" | "false") =>
        {
            let fault = fault.help(format!("list the boxes to check, `[]` for none; the boxes are {}", keys(boxes)));
            match boxes {
                _ if matches!(text.to_lowercase().as_str(), "no" | "false") => fault.replace("check none", "[]"),
                [only] => fault.replace("check the box", format!("[{}]", only.key)),
                _ => fault,
            }
        }
        None => fault.help(format!("the boxes are {}", keys(boxes))),
    }
}

/// A box named twice.
pub(super) fn box_repeated(at: &At<'_>, node: &Node, key: &str, field: &Field, first: Option<Span>) -> Diagnostic {
    let message = format!("`{}` names the box `{key}` twice", at.path(field));
    let fault = at.fault(Code::BoxRepeated, node.span, message, "named again").help("name each box once");
    first.map_or(fault.clone(), |first| at.also(fault, first, "first named here"))
}

/// Two records of a list have one key.
pub(super) fn key_repeated(at: &At<'_>, list: &Field, key: &str, span: Span, first: Span) -> Diagnostic {
    let message = format!("`{}` has two records with the key `{}`", at.path(list), excerpt(key));
    let fault = at.fault(Code::KeyRepeated, span, message, "again here");
    at.also(fault, first, "first here").help("write what belongs together in one record, or mend one of the keys")
}

/// A character that no document can hold.
pub(super) fn bad_character(at: &At<'_>, span: Span, character: char) -> Diagnostic {
    let message = format!("U+{:04X} cannot stand in a filing", u32::from(character));
    at.fault(Code::BadCharacter, span, message, "this character")
        .help("take it out; it is a control character, or none at all")
}

/// What is answered though the form does not ask for it in this case.
pub(super) fn not_asked(
    at: &At<'_>,
    field: &Field,
    answer: &Answer,
    condition: Option<&Condition>,
    holds: bool,
    scope: &Scope,
) -> Diagnostic {
    let (when, place) = match condition {
        Some(Condition::Expression(expression)) => {
            let text = expression.text().split_whitespace().collect::<Vec<_>>().join(" ");
            (
                if holds {
                    format!("asks for it only when `{text}`")
                } else {
                    format!("does not ask for it when `{text}`")
                },
                Some(expression.span()),
            )
        }
        Some(Condition::Checked(group, key)) => {
            let group = scope.fields.get(*group);
            let path = group.map(|group| at.path(group)).unwrap_or_default();
            let named = key.as_ref().map_or_else(|| format!("`{path}`"), |key| format!("`{key}` of `{path}`"));
            let known = group
                .and_then(|group| group.ask.boxes().iter().find(|known| Some(known.key.as_str()) == key.as_deref()));
            let place = known.map(|known| known.span).or(group.map(|group| group.span));
            (format!("asks for it only when the box {named} is checked"), place)
        }
        None => (String::new(), None),
    };
    let message = format!("`{}` is answered, but the form {when}", at.path(field));
    let fault = at.fault(Code::NotAsked, answer.span, message, "would not be printed");
    let fault = match place {
        Some(place) => at.defined(fault, place, if holds { "asked only then" } else { "not asked then" }),
        None => at.defined(fault, field.span, "asked for here"),
    };
    fault.help("take the answer out, or change the answer that it depends on")
}

/// The answers that are missing; those of one record that is missing whole are one fault.
pub(super) fn missing(at: &At<'_>, scope: &Scope, fields: &[usize], findings: &mut Vec<Diagnostic>) {
    let mut groups: Vec<(String, Vec<&Field>)> = Vec::new();
    for field in fields.iter().filter_map(|&index| scope.fields.get(index)) {
        let absent = absent_part(at, &field.path);
        match groups.iter_mut().find(|(path, _)| *path == absent) {
            Some((_, group)) => group.push(field),
            None => groups.push((absent, vec![field])),
        }
    }
    for (absent, group) in groups {
        let Some(first) = group.first() else { continue };
        let path = format!("{}{absent}", at.shown);
        let own = group.len() == 1 && absent == first.path;
        let blank = at.find(&absent).filter(|entry| entry.node.entries().is_empty());
        let name = absent.rsplit('.').next().unwrap_or_default();
        let (span, label) = match (blank, swallowed(at, at.node, name)) {
            (Some(entry), _) => (entry.key_span.to(entry.node.span), "blank".to_owned()),
            (None, Some((span, text))) => (span, format!("indented so, it is a part of the words of `{text}`")),
            (None, None) => (
                before(at, scope, &absent),
                format!("expected `{}:` here", absent.rsplit('.').next().unwrap_or_default()),
            ),
        };
        let message = match blank {
            Some(_) if own => format!("`{path}` is blank, and the form requires it"),
            None if own => format!("`{path}` is missing"),
            _ => {
                let inside = |field: &&Field| {
                    format!("`{}`", field.path.strip_prefix(&format!("{absent}.")).unwrap_or(&field.path))
                };
                let parts = group.iter().map(inside).collect::<Vec<_>>().join(", ");
                let is = if blank.is_some() { "blank" } else { "missing" };
                format!("`{path}` is {is}, and the form requires its {parts}")
            }
        };
        let fault = at.defined(at.fault(Code::MissingAnswer, span, message, &label), first.span, "asked for here");
        let name = first.path.rsplit('.').next().unwrap_or_default();
        let above = if own { String::new() } else { format!("`{absent}:` and below it, indented, ") };
        let write = format!("write {above}{}", example(name, &first.ask));
        let withdrawn = blank.filter(|entry| unfit::withdraws(at, entry, &absent));
        findings.push(fault.help(match withdrawn {
            Some(_) => unfit::stands(at, scope, &write),
            None if blank.is_none() && unfit::is_alone(at) => {
                format!("{write}; or name the filing whose answer stands with `amends:`")
            }
            None => write,
        }));
    }
}

/// An answer's key that stands in the lines of another answer, which took them for its words; with the other's key.
fn swallowed<'a>(at: &At<'_>, node: &'a Node, name: &str) -> Option<(Span, &'a str)> {
    node.entries().iter().find_map(|entry| {
        let words = entry.node.span;
        let mut start = words.start as usize;
        let lines = at.slice(words).split_inclusive('\n').map(|line| {
            let place = start + line.len() - line.trim_start().len();
            start += line.len();
            (place, line.trim())
        });
        let is_key = |line: &str| line.strip_prefix(name).is_some_and(|rest| rest == ":" || rest.starts_with(": "));
        let found = entry.node.scalar().and_then(|_| lines.skip(1).find(|(_, line)| is_key(line)));
        let span = |(place, _): (usize, &str)| Span::new(words.file, place..place + name.len());
        found.map(|found| (span(found), entry.key.as_str())).or_else(|| swallowed(at, &entry.node, name))
    })
}

/// The first part of a path that is not there.
fn absent_part(at: &At<'_>, path: &str) -> String {
    let ends = path.match_indices('.').map(|(end, _)| end).chain([path.len()]);
    let part = ends
        .filter_map(|end| path.get(..end))
        .find(|part| at.find(part).is_none_or(|entry| entry.node.entries().is_empty()));
    part.unwrap_or(path).to_owned()
}

/// Where an absent answer would stand: after the answer before it in form order, else at its record's start.
fn before(at: &At<'_>, scope: &Scope, absent: &str) -> Span {
    let under = |path: &str| path == absent || path.starts_with(&format!("{absent}."));
    let parent = absent.rsplit_once('.').map(|(parent, _)| parent);
    let mut last = None;
    for field in scope.fields.iter().take_while(|field| !under(&field.path)) {
        // The neighbour in the same record: of `registrant.street` for `registrant.city`, of all `registrant` for `relief`.
        let sibling = match parent {
            Some(parent) => field
                .path
                .strip_prefix(parent)
                .and_then(|rest| rest.strip_prefix('.'))
                .map(|rest| format!("{parent}.{}", rest.split('.').next().unwrap_or_default())),
            None => field.path.split('.').next().map(str::to_owned),
        };
        last = sibling.and_then(|sibling| at.find(&sibling)).or(last);
    }
    let end = |span: Span| Span { start: span.end, ..span };
    match (last, parent.and_then(|parent| at.find(parent))) {
        (Some(entry), _) => end(entry.key_span.to(entry.node.span)),
        (None, Some(record)) => record.key_span,
        (None, None) => {
            let head = ["edition", "form"].iter().find_map(|key| at.node.get(key)).filter(|_| at.prefix.is_empty());
            head.map_or(Span { end: at.span.start, ..at.span }, |entry| end(entry.key_span.to(entry.node.span)))
        }
    }
}

/// A demand of the form that does not hold.
pub(super) fn unmet(at: &At<'_>, demand: &Demand, message: &str, fields: &[FieldRef], chain: &Chain<'_>) -> Diagnostic {
    let code = if demand.warn { Code::Warn } else { Code::Require };
    let answered: Vec<Span> =
        fields.iter().filter_map(|field| chain.answer(*field)).map(|answer| answer.span).collect();
    // Where nothing was answered, the place is that of the answer that is not there.
    let absent = fields.iter().find_map(|field| {
        let scope = at.form.scope(field.scope);
        scope
            .fields
            .get(field.field)
            .map(|asked| (before(at, scope, &asked.path), format!("`{}:` would stand here", asked.path)))
    });
    let (span, label) = match (answered.first(), absent) {
        (Some(span), _) => (*span, String::new()),
        (None, Some((span, label))) => (span, label),
        (None, None) => (Span { end: at.span.start, ..at.span }, String::new()),
    };
    let mut fault = at.fault(code, span, message.to_owned(), &label);
    for also in answered.iter().skip(1).filter(|also| **also != span) {
        if !fault.labels.iter().any(|label| label.range == also.range()) {
            fault = at.also(fault, *also, "");
        }
    }
    at.defined(fault, demand.span, if demand.warn { "the form warns of it here" } else { "the form requires it here" })
}
