//! The wording of faults of meaning in a definition.

use std::path::Path;
use std::sync::Arc;

use super::WIDTHS;
use super::scope::{BoxKey, Field};
use super::types;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::{Source, Span};
use crate::syntax::Name;

type Sources = [Arc<Source>];

/// A finding at a place of the definition.
fn at(sources: &Sources, span: Span, code: Code, message: String, label: &str) -> Diagnostic {
    also(sources, span, Diagnostic::new(code, message), label)
}

fn also(sources: &Sources, span: Span, fault: Diagnostic, label: &str) -> Diagnostic {
    match sources.get(usize::from(span.file)) {
        Some(source) => fault.at(source, span.range(), label),
        None => fault,
    }
}

fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn did_you_mean(fault: Diagnostic, near: Option<&str>) -> Diagnostic {
    match near {
        Some(near) => fault.help(format!("did you mean `{near}`?")).replace(format!("write `{near}`"), near),
        None => fault,
    }
}

/// A statement stands where it may not.
pub(super) fn misplaced(sources: &Sources, span: Span, place: &str) -> Diagnostic {
    let word = sources.get(usize::from(span.file)).map(|source| source.slice(span.range())).unwrap_or_default();
    let word = if word.starts_with('"') { "a bare line".to_owned() } else { format!("`{word}`") };
    let belongs = match word.as_str() {
        "`column`" => "a column belongs in the block of a `table`",
        "`field`" if place == "in a `table`" => "a table asks by its columns: write `column` for `field`",
        _ if place == "in a group of boxes" => "what a box asks for stands in the block of that box",
        "a bare line" => "lines in quotes alone belong in a `masthead`; elsewhere write `text \"...\"`",
        "`type`" => "a type is declared outside blocks",
        "`form`" | "`edition`" | "`authority`" | "`submission`" | "`width`" | "`marks`" => {
            "the head of a definition stands once, at its top, outside blocks and included files"
        }
        _ => "move it out of this block",
    };
    at(sources, span, Code::Misplaced, format!("{word} may not stand {place}"), "not here").help(belongs)
}

/// A header statement is given twice.
pub(super) fn header_twice(sources: &Sources, span: Span, first: Span) -> Diagnostic {
    let word = sources.get(usize::from(span.file)).map(|source| source.slice(span.range())).unwrap_or_default();
    let fault = at(sources, span, Code::NameTaken, format!("`{word}` is given twice"), "again here");
    also(sources, first, fault, "first here")
}

/// The definition does not say what it is.
pub(super) fn missing_header(sources: &Sources, word: &str) -> Diagnostic {
    let usage = crate::syntax::keywords::usage(word);
    at(sources, Span::default(), Code::MissingHeader, format!("the definition has no `{word}`"), "")
        .help(format!("write `{usage}` at its top"))
}

/// What other languages call a type of ours.
const OTHER_TYPES: &[(&str, &str)] = &[
    ("string", "text"),
    ("str", "text"),
    ("textarea", "narrative"),
    ("number", "decimal"),
    ("float", "decimal"),
    ("int", "integer"),
    ("telephone", "phone"),
    ("currency", "money"),
    ("amount", "money"),
    ("datetime", "date"),
];

/// A type that nobody declared.
pub(super) fn unknown_type(sources: &Sources, name: &Name, own: &[&str]) -> Diagnostic {
    let known = || types::TYPES.iter().map(|of| of.name).chain(own.iter().copied());
    let fault = at(sources, name.span, Code::UnknownType, format!("`{}` is no type", name.text), "unknown type");
    let other = OTHER_TYPES.iter().find(|(other, _)| *other == name.text).map(|(_, ours)| *ours);
    if name.text.starts_with("bool") {
        return fault.help(
            "a question of yes or no is written `choose yes_no PATH \"LABEL\"`, a single check box `box PATH \"TEXT\"`",
        );
    }
    let near = other.or_else(|| nearest(&name.text, known()));
    match near {
        Some(_) => did_you_mean(fault, near),
        None => fault.help(format!("the types are {}", list(known()))),
    }
}

/// A file that asks for answers is included twice.
pub(super) fn included_twice(sources: &Sources, include: Span, name: &str) -> Diagnostic {
    let message = format!("`{name}` is included twice, so its answers are asked for twice");
    at(sources, include, Code::PathTaken, message, "included a second time")
        .help("include a file that asks for answers once")
}

/// Two fields at one path, or one inside the other; `first` is the other one.
pub(super) fn path_taken(sources: &Sources, name: &Name, clash: &str, first: Option<(Span, &str)>) -> Diagnostic {
    let other = first.map(|(span, _)| span);
    let (message, here, there) = match first {
        Some((_, path)) if path != clash => (
            format!("`{clash}` cannot be an answer, for `{path}` lies inside it"),
            "an answer itself",
            "lies inside it",
        ),
        _ if clash != name.text => {
            let message = format!("`{}` cannot lie inside `{clash}`, which is an answer itself", name.text);
            (message, "lies inside an answer", "an answer itself")
        }
        _ => (format!("the path `{clash}` is taken"), "declared again", "first declared here"),
    };
    let fault = at(sources, name.span, Code::PathTaken, message, here).help("each answer has a path of its own");
    other.map_or(fault.clone(), |other| also(sources, other, fault, there))
}

/// A path that the data uses for something else.
pub(super) fn reserved(sources: &Sources, name: &Name) -> Diagnostic {
    at(sources, name.span, Code::ReservedPath, format!("an answer cannot be called `{}`", name.text), "reserved")
        .help("`form`, `edition`, `amends` and `amendment` say what a filing is; choose another name")
}

/// A name that no filing can give an answer under.
pub(super) fn long_name(sources: &Sources, name: &Name, most: usize) -> Diagnostic {
    let message = format!("a name has {most} characters at most");
    at(sources, name.span, Code::OutOfRange, message, "too long").help("choose a shorter name")
}

/// A path with a word of the expression language in it.
pub(super) fn word_of_expressions(sources: &Sources, name: &Name, word: &str) -> Diagnostic {
    at(sources, name.span, Code::ReservedPath, format!("an answer cannot be called `{word}`"), "reserved")
        .help("expressions use this word for something else; choose another name")
}

/// A date compared with a number.
pub(super) fn date_as_number(sources: &Sources, span: Span, field: &Field) -> Diagnostic {
    let message = format!("`{}` is a date and is compared with a number", field.path);
    at(sources, span, Code::DateAsText, message, "a number").help("a fixed date is written `date(\"2002-11-30\")`")
}

/// A name given twice.
pub(super) fn name_taken(sources: &Sources, name: &Name, first: Option<Span>) -> Diagnostic {
    if let Some(of) = types::find(&name.text).filter(|_| first.is_none()) {
        return at(sources, name.span, Code::NameTaken, format!("`{}` is a type of the language", of.name), "taken")
            .help("give your own type another name");
    }
    let fault = at(sources, name.span, Code::NameTaken, format!("the name `{}` is taken", name.text), "given again");
    first.map_or(fault.clone(), |first| also(sources, first, fault, "first given here"))
}

/// A name that stands for nothing.
pub(super) fn unknown_name(sources: &Sources, span: Span, name: &str, near: Option<&str>) -> Diagnostic {
    let fault = at(sources, span, Code::UnknownName, format!("`{name}` is not declared"), "unknown name");
    match near {
        Some(_) => did_you_mean(fault, near),
        None => fault.help("an expression may name the form's answers, its `let`s, `form`, `edition` and `amendment`"),
    }
}

/// A record where an answer is meant.
pub(super) fn record_named(sources: &Sources, span: Span, name: &str, inside: Option<&str>) -> Diagnostic {
    let fault = at(sources, span, Code::UnknownName, format!("`{name}` is a record, not an answer"), "a record");
    match inside {
        Some(inside) => fault.help(format!("name an answer in it, such as `{inside}`")),
        None => fault,
    }
}

/// A filter, function or test that does not exist.
pub(super) fn unknown_call(sources: &Sources, span: Span, what: &str, name: &str, known: &[&str]) -> Diagnostic {
    let fault = at(sources, span, Code::UnknownName, format!("`{name}` is no {what}"), &format!("unknown {what}"));
    match nearest(name, known.iter().copied()) {
        near @ Some(_) => did_you_mean(fault, near),
        None => fault.help(format!("there is {}", list(known.iter().copied()))),
    }
}

/// A list where one value is printed.
pub(super) fn list_printed(sources: &Sources, span: Span, name: &str) -> Diagnostic {
    at(sources, span, Code::BadExpression, format!("`{name}` is a list of records and cannot be printed"), "a list")
        .help("print its records with `repeat` or `table`")
}

/// An expression that cannot be read.
pub(super) fn bad_expression(sources: &Sources, span: Span, reason: &str) -> Diagnostic {
    at(sources, span, Code::BadExpression, format!("the expression cannot be read: {reason}"), "")
        .help("expressions are written as in Jinja: `not a and (b == \"10-K\" or \"c\" in d)`")
}

/// An expression that nobody could read.
pub(super) fn too_long(sources: &Sources, span: Span, most: usize) -> Diagnostic {
    at(sources, span, Code::BadExpression, format!("the expression has more than {most} words and signs"), "")
        .help("part it with `let`")
}

/// A sign of another language in an expression.
pub(super) fn other_sign(sources: &Sources, span: Span, sign: &str, ours: &str) -> Diagnostic {
    at(sources, span, Code::BadExpression, format!("`{sign}` is no operator; write `{}`", ours.trim()), "")
        .replace(format!("write `{}`", ours.trim()), ours)
}

/// A bracket without its partner, or a statement of a template without its end.
pub(super) fn unbalanced(sources: &Sources, span: Span, what: &str, other: &str) -> Diagnostic {
    at(sources, span, Code::BadExpression, format!("`{what}` has no `{other}`"), "")
}

/// A fixed date that is none.
pub(super) fn no_date(sources: &Sources, span: Span, literal: &str) -> Diagnostic {
    at(sources, span, Code::BadExpression, format!("{literal} is no date"), "")
        .help("a date is written `\"2002-11-30\"`")
}

/// A function of dates on something else.
pub(super) fn no_date_field(sources: &Sources, span: Span, field: &Field, filter: &str) -> Diagnostic {
    let message = format!("`{}` is no date, so `{filter}` cannot be applied to it", field.path);
    also(sources, field.span, at(sources, span, Code::DateAsText, message, "no date"), "declared here")
}

/// Lets that need each other.
pub(super) fn let_cycle(sources: &Sources, span: Span, cycle: &[&str]) -> Diagnostic {
    let way = cycle.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" needs ");
    at(sources, span, Code::LetCycle, format!("a `let` depends on itself: {way}"), "can never be computed")
        .help("derive it from answers, or from a `let` that does not need it")
}

/// A box key used twice.
pub(super) fn box_twice(sources: &Sources, name: &Name, first: Span) -> Diagnostic {
    let fault = at(sources, name.span, Code::BoxTwice, format!("the box key `{}` is taken", name.text), "again");
    also(sources, first, fault, "first used here").help("each box of a group has a key of its own")
}

/// A comparison with a box that the group does not have.
pub(super) fn unknown_box_compared(
    sources: &Sources,
    span: Span,
    field: &Field,
    literal: &str,
    boxes: &[BoxKey],
) -> Diagnostic {
    let message = format!("`{}` has no box `{literal}` to compare with", field.path);
    let fault =
        also(sources, field.span, at(sources, span, Code::UnknownBoxCompared, message, "no such box"), "the group");
    match nearest(literal, boxes.iter().map(|known| known.key.as_str())) {
        Some(near) => {
            fault.help(format!("did you mean `{near}`?")).replace(format!("write `{near}`"), format!("\"{near}\""))
        }
        None => fault.help(format!("its boxes are {}", list(boxes.iter().map(|known| known.key.as_str())))),
    }
}

/// A date compared with a string.
pub(super) fn date_as_text(sources: &Sources, span: Span, field: &Field, literal: &str) -> Diagnostic {
    let message = format!("`{}` is a date and is compared with text", field.path);
    at(sources, span, Code::DateAsText, message, "text")
        .help("a fixed date is written `date(\"2002-11-30\")`")
        .replace("make it a date", format!("date({literal})"))
}

/// An include that cannot be read; the world's reason.
pub(super) fn unreadable(sources: &Sources, span: Span, path: &Path, reason: &str) -> Diagnostic {
    let message = format!("the file `{}` cannot be read: {reason}", path.display());
    at(sources, span, Code::Includes, message, "included here")
        .help("an included file is named relative to the file that includes it")
}

/// A file that includes itself.
pub(super) fn include_cycle(sources: &Sources, span: Span, chain: &[String]) -> Diagnostic {
    let way = chain.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" includes ");
    at(sources, span, Code::IncludeCycle, format!("a file includes itself: {way}"), "included here")
        .help("take the `include` out, or move what both files need into a third")
}

/// Too many includes.
pub(super) fn too_many_includes(sources: &Sources, span: Span, most: usize) -> Diagnostic {
    at(sources, span, Code::Includes, format!("a definition may include {most} files at most"), "one too many")
}

/// An include that leaves the form's folder.
pub(super) fn include_outside(sources: &Sources, span: Span, path: &str) -> Diagnostic {
    at(sources, span, Code::IncludeOutside, format!("`{path}` lies outside the form's folder"), "leads outside")
        .help("what a form includes lies beside it or in a folder below; copy the file there")
}

/// A pattern that is none.
pub(super) fn bad_pattern(sources: &Sources, span: Span, reason: &str) -> Diagnostic {
    at(sources, span, Code::BadPattern, format!("the pattern is no regular expression: {reason}"), "")
        .help("patterns are written as for Rust's regex crate, and match the whole answer")
}

/// A width of page that EDGAR does not take or nobody can read.
pub(super) fn width(sources: &Sources, name: &Name) -> Diagnostic {
    let message = format!("the width `{}` is not from {} to {}", name.text, WIDTHS.start(), WIDTHS.end());
    at(sources, name.span, Code::OutOfRange, message, "columns of plain text")
        .help("17 CFR 232.305(a) allows lines of 80 characters")
}

/// A number of columns that makes no sense.
pub(super) fn columns(sources: &Sources, name: &Name, most: usize) -> Diagnostic {
    let message = format!("`columns {}` is not from 1 to {most}", name.text);
    at(sources, name.span, Code::OutOfRange, message, "columns of boxes")
}

/// More of something than any form has.
pub(super) fn too_many(sources: &Sources, span: Span, what: &str, most: usize) -> Diagnostic {
    at(sources, span, Code::OutOfRange, format!("there are more than {most} {what}"), "one too many")
        .help("ask for a list of records with `repeat` or `table`")
}

/// A list of boxes, or a question of yes or no, compared with a text.
pub(super) fn compared_as_text(sources: &Sources, span: Span, field: &Field, instead: &str) -> Diagnostic {
    let message = format!("`{}` is not a single text, so it is never equal to one", field.path);
    let fault = at(sources, span, Code::UnknownBoxCompared, message, "a text");
    also(sources, field.span, fault, "declared here").help(format!("write `{instead}`"))
}

/// A mark that is no sign.
pub(super) fn mark(sources: &Sources, span: Span, most: usize) -> Diagnostic {
    at(sources, span, Code::OutOfRange, format!("a mark has at most {most} characters, on one line"), "too long")
        .help("write for example `marks \"[X]\" \"[ ]\"`")
}

/// A date format that jiff does not know.
pub(super) fn date_format(sources: &Sources, span: Span, reason: &str) -> Diagnostic {
    at(sources, span, Code::OutOfRange, format!("the date format cannot be used: {reason}"), "")
        .help("a format is written as for strftime: `%m/%d/%Y` prints 11/30/2002, `%B %-d, %Y` November 30, 2002")
}

/// A modifier that does not apply.
pub(super) fn inapplicable(sources: &Sources, span: Span, why: &str) -> Diagnostic {
    let word = sources.get(usize::from(span.file)).map(|source| source.slice(span.range())).unwrap_or_default();
    at(sources, span, Code::Inapplicable, format!("`{word}` does not apply here: {why}"), "take it out")
}

/// A group without boxes, or a yes-or-no question with some.
pub(super) fn boxes(sources: &Sources, span: Span, yes_no: bool) -> Diagnostic {
    if yes_no {
        return at(
            sources,
            span,
            Code::BadBoxes,
            "a `yes_no` question has no boxes of its own".to_owned(),
            "asks yes or no",
        )
        .help("its boxes are Yes and No; for other boxes write `choose one`");
    }
    at(sources, span, Code::BadBoxes, "the group has no boxes".to_owned(), "needs a block of boxes")
        .help(format!("it is written `{}`", crate::syntax::keywords::usage("choose")))
}

/// A table that asks for nothing.
pub(super) fn no_columns(sources: &Sources, span: Span) -> Diagnostic {
    at(sources, span, Code::BadBoxes, "the table has no columns".to_owned(), "needs a block of columns")
        .help(format!("it is written `{}`", crate::syntax::keywords::usage("table")))
}

/// A character that no string of a form may hold.
pub(super) fn noncharacter(sources: &Sources, span: Span) -> Diagnostic {
    at(sources, span, Code::BadExpression, "the string holds U+FDD0, which is no character".to_owned(), "")
}
