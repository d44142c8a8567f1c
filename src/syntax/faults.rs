//! The wording of syntax faults.

use std::ops::Range;
use std::sync::Arc;

use super::keywords::{self, KEYWORDS, MODIFIERS, OTHER_WORDS};
use super::{DEEPEST, Rule};
use crate::diagnostic::{Code, Diagnostic, excerpt, nearest};
use crate::source::{Source, Span};

/// What a missing part is called.
fn part(rule: Rule, keyword: &str) -> &'static str {
    #[expect(clippy::wildcard_enum_match_arm, reason = "every other rule is a string")]
    match rule {
        Rule::no_block => "a block in braces",
        Rule::no_path => "a path such as `registrant.name`",
        Rule::no_key if keyword == "edition" => "an edition such as `2003`",
        Rule::no_key => "a key such as `10-K`",
        Rule::no_name => "a name such as `due`",
        Rule::no_number => "a number",
        Rule::no_colon => "`:` and a type",
        Rule::no_type => "a type such as `text`",
        Rule::no_choice_kind => "`one`, `any` or `yes_no`",
        Rule::no_equals => "`=`",
        Rule::no_expression => "an expression",
        Rule::no_else => "`else` and a message in quotes",
        _ => match keyword {
            "field" | "choose" | "table" => "a label in quotes",
            "column" => "a heading in quotes",
            "include" => "a file name in quotes",
            "require" | "warn" => "a message in quotes",
            "type" => "two strings: a pattern, and what it is",
            "marks" => "two strings: a checked and an empty mark",
            _ => "words in quotes",
        },
    }
}

/// A part is missing at `at`; `junk` is what stands there instead.
pub(super) fn missing(
    source: &Arc<Source>,
    rule: Rule,
    keyword: &str,
    statement: Range<usize>,
    at: usize,
    junk: Option<Range<usize>>,
) -> Diagnostic {
    let expected = part(rule, keyword);
    // Words without quotes are wanted whole; of anything else the first word says enough.
    let junk = junk.map(|junk| {
        let words = rule == Rule::no_string && !source.slice(junk.clone()).starts_with(':');
        if words { unquoted(source, junk) } else { first_word(source, junk) }
    });
    let found = junk.clone().map(|junk| excerpt(source.slice(junk)));
    let message = match &found {
        Some(found) => format!("`{keyword}` needs {expected} here, not `{found}`"),
        None => format!("`{keyword}` needs {expected}"),
    };
    let place = junk.clone().unwrap_or(at..at);
    let fault = Diagnostic::new(Code::Missing, message)
        .at(source, place, format!("expected {expected}"))
        .help(format!("it is written `{}`", keywords::usage(keyword)));
    let fault = if statement.contains(&at) && source.position(statement.start).line != source.position(at).line {
        fault.at(source, statement, "")
    } else {
        fault
    };
    match (rule, junk) {
        (Rule::no_string, Some(junk)) if source.slice(junk.clone()) == ":" => fault.replace("take out the colon", ""),
        (Rule::no_string, Some(junk)) => {
            let words = source.slice(junk.clone()).trim_matches(['"', '\'', '“', '”', '‘', '’']).to_owned();
            if words.contains('"') {
                fault
            } else {
                fault.patch("put the words in quotes", junk, format!("\"{words}\""))
            }
        }
        (Rule::no_colon, Some(junk)) if source.slice(junk.clone()) == "=" => fault.replace("write a colon", ":"),
        (Rule::no_equals, Some(_)) => fault.replace("write one equals sign", "="),
        (Rule::no_colon, None) => fault.patch("write a colon", at..at, ":"),
        (Rule::no_equals, None) => fault.patch("write an equals sign", at..at, " ="),
        _ => fault,
    }
}

/// A statement's words without their quotes: up to a string that follows them, if one does.
fn unquoted(source: &Source, junk: Range<usize>) -> Range<usize> {
    let text = source.slice(junk.clone());
    match text.split_once(" \"") {
        Some((words, rest)) if rest.contains('"') && !words.contains('"') => {
            junk.start..junk.start + words.trim_end().len()
        }
        _ => junk,
    }
}

fn first_word(source: &Source, range: Range<usize>) -> Range<usize> {
    let text = source.slice(range.clone());
    let sign = text.chars().take_while(|c| c.is_ascii_punctuation() && !matches!(c, '"' | '\'')).count();
    let length = if sign > 0 { sign } else { text.find(char::is_whitespace).unwrap_or(text.len()) };
    range.start..range.start + length
}

/// What a string before its `else` was taken for.
pub(super) fn missing_else(source: &Arc<Source>, keyword: &str, string: Range<usize>) -> Diagnostic {
    let at = string.start;
    Diagnostic::new(Code::Missing, format!("`{keyword}` needs `else` before its message"))
        .at(source, string, "expected `else` before this")
        .help(format!("it is written `{}`", keywords::usage(keyword)))
        .patch("write `else`", at..at, "else ")
}

/// Something stands after a statement's end.
pub(super) fn junk(source: &Arc<Source>, keyword: &str, place: Range<usize>) -> Diagnostic {
    let text = source.slice(place.clone());
    let found = excerpt(text);
    let word = found.split_whitespace().next().unwrap_or_default();
    let modified = ["field", "choose", "table", "column", "signature"].contains(&keyword);
    let help = if modified && MODIFIERS.contains(&word) {
        format!("`{word}` stands before the words in quotes")
    } else if text.contains('"') && !text.starts_with('"') {
        "a quote inside words in quotes is written `\\\"`".to_owned()
    } else {
        format!("it is written `{}`; each statement begins with its keyword", keywords::usage(keyword))
    };
    Diagnostic::new(Code::Unexpected, format!("`{found}` does not belong to `{keyword}`"))
        .at(source, place, "not expected here")
        .help(help)
}

/// A statement that takes no block has one.
pub(super) fn needless_block(source: &Arc<Source>, keyword: &str, place: Range<usize>) -> Diagnostic {
    Diagnostic::new(Code::Unexpected, format!("`{keyword}` takes no block"))
        .at(source, place.start..place.start + 1, "not expected here")
        .help(format!("it is written `{}`", keywords::usage(keyword)))
}

/// A block without a statement.
pub(super) fn stray_block(source: &Arc<Source>, place: Range<usize>) -> Diagnostic {
    Diagnostic::new(Code::Unexpected, "a block needs a statement before it")
        .at(source, place.start..place.start + 1, "which statement's block is this?")
        .help("write for example `section \"PART I\" \"REGISTRANT INFORMATION\" {`")
}

/// A path that cannot be one.
pub(super) fn bad_path(source: &Arc<Source>, place: Range<usize>) -> Diagnostic {
    let found = source.slice(place.clone());
    let fault = Diagnostic::new(Code::Unexpected, format!("`{}` is no path", excerpt(found)))
        .at(source, place, "expected a path such as `registrant.name`")
        .help("a path is of lower-case letters, digits and `_`, its parts joined by dots");
    let lower: String = found
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '.' { c.to_ascii_lowercase() } else { '_' })
        .collect();
    let good = lower.split('.').all(|part| part.starts_with(|c: char| c.is_ascii_lowercase()));
    if good { fault.replace(format!("write `{lower}`"), lower.clone()) } else { fault }
}

/// A line that begins with no keyword.
pub(super) fn unknown_statement(source: &Arc<Source>, word: Range<usize>) -> Diagnostic {
    let found = source.slice(word.clone());
    if found == "otherwise" {
        return Diagnostic::new(Code::Misplaced, "`otherwise` has no `when` before it")
            .at(source, word, "follows no `when` block")
            .help(format!("it is written `{}`", keywords::usage("otherwise")));
    }
    let fault = Diagnostic::new(Code::UnknownStatement, format!("`{}` is no statement", excerpt(found))).at(
        source,
        word,
        "expected a keyword",
    );
    if ["//", "--", "/*", "<!--", ";"].iter().any(|sign| source.slice(fault_line(source, &fault)).starts_with(sign)) {
        return fault.help("a comment begins with `#`");
    }
    let other = OTHER_WORDS.iter().find(|(other, _)| *other == found).map(|(_, word)| *word);
    match other.or_else(|| nearest(found, KEYWORDS.iter().map(|keyword| keyword.word))) {
        Some(word) => {
            fault.help(format!("it is written `{}`", keywords::usage(word))).replace(format!("write `{word}`"), word)
        }
        None => fault.help("every statement begins with a keyword, such as `field`, `section` or `text`"),
    }
}

/// The line of a fault, from its place on.
fn fault_line(source: &Source, fault: &Diagnostic) -> Range<usize> {
    let start = fault.place().map_or(0, |label| label.range.start);
    start..source.line_range(source.position(start).line).end.max(start)
}

/// A modifier that the language does not have.
pub(super) fn unknown_modifier(source: &Arc<Source>, keyword: &str, place: Range<usize>) -> Diagnostic {
    let found = source.slice(place.clone());
    let fault = Diagnostic::new(Code::Unexpected, format!("`{found}` is no modifier of `{keyword}`"))
        .at(source, place, "expected a modifier or the words in quotes")
        .help(format!("it is written `{}`", keywords::usage(keyword)));
    match nearest(found, MODIFIERS.iter().copied()) {
        Some(word) => fault.replace(format!("write `{word}`"), word),
        None => {
            let all = MODIFIERS.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
            fault.help(format!("the modifiers are {all}"))
        }
    }
}

/// A group that asks for something else than boxes can.
pub(super) fn unknown_choice(source: &Arc<Source>, place: Range<usize>) -> Diagnostic {
    let found = source.slice(place.clone());
    let fault =
        Diagnostic::new(Code::Unexpected, format!("`choose` is followed by `one`, `any` or `yes_no`, not `{found}`"))
            .at(source, place, "expected `one`, `any` or `yes_no`")
            .help("`one` asks for exactly one box, `any` for any number of them, `yes_no` for yes or no");
    match nearest(found, ["one", "any", "yes_no"]) {
        Some(word) => fault.replace(format!("write `{word}`"), word),
        None => fault,
    }
}

/// Prose without its closing quotes: `expected` is where its words end, as the text tells; `lacking` closes it.
pub(super) fn unclosed_prose(source: &Arc<Source>, open: usize, expected: usize, lacking: &str) -> Diagnostic {
    Diagnostic::new(Code::UnclosedString, "the string has no closing `\"\"\"`")
        .at(source, expected..expected, "expected `\"\"\"` here")
        .at(source, open..open + 3, "opened here")
        .help("prose ends with three quotes; the place is where its words seem to end")
        .patch("close the string", expected..expected, lacking)
}

/// Prose without its opening quotes: `lacking` at `at` opens it.
pub(super) fn unopened_prose(source: &Arc<Source>, keyword: &str, at: usize, lacking: &str) -> Diagnostic {
    Diagnostic::new(Code::Missing, format!("`{keyword}` needs `\"\"\"` before its words"))
        .at(source, at..at, "expected `\"\"\"` here")
        .help("words of several lines stand between `\"\"\"` and `\"\"\"`")
        .patch("open the string", at..at, lacking)
}

/// A block without its opening brace, which belongs at `at`.
pub(super) fn unopened_block(source: &Arc<Source>, keyword: &str, at: usize) -> Diagnostic {
    Diagnostic::new(Code::Missing, format!("`{keyword}` needs `{{` before what it holds"))
        .at(source, at..at, "expected `{` here")
        .help(format!("it is written `{}`", keywords::usage(keyword)))
        .patch("open the block", at..at, " {")
}

/// A string without its closing quote.
pub(super) fn unclosed_string(source: &Arc<Source>, place: Range<usize>) -> Diagnostic {
    let quotes = if source.slice(place.clone()).starts_with("\"\"\"") { "\"\"\"" } else { "\"" };
    let fault = Diagnostic::new(Code::UnclosedString, format!("the string has no closing `{quotes}`"));
    if quotes.len() == 3 {
        return fault
            .at(source, place.start..place.start + 3, "opened here")
            .help("prose ends with three quotes; everything to the end of the file was taken for its words");
    }
    let end = place.end;
    fault
        .at(source, place, "opened here, not closed on this line")
        .help("words of several lines stand between `\"\"\"` and `\"\"\"`")
        .patch("close the string", end..end, "\"")
}

/// An escape that means nothing.
pub(super) fn bad_escape(source: &Arc<Source>, place: Span) -> Diagnostic {
    let found = source.slice(place.range()).to_owned();
    Diagnostic::new(Code::BadEscape, format!("`{found}` is no escape"))
        .at(source, place.range(), "means nothing")
        .help("the escapes are `\\\"`, `\\\\` and `\\n`")
        .replace("write the backslash itself", format!("\\{found}"))
}

/// A block without its closing brace: `expected` is where it should have stood, as the indentation tells.
pub(super) fn unclosed_block(source: &Arc<Source>, keyword: &str, open: usize, expected: usize) -> Diagnostic {
    let line = source.line_range(source.line_of(open));
    let text = source.slice(line);
    let indent = text.get(..text.len() - text.trim_start().len()).unwrap_or_default().to_owned();
    Diagnostic::new(Code::UnclosedBlock, format!("the block of `{keyword}` has no closing `}}`"))
        .at(source, expected..expected, "expected `}` here")
        .at(source, open..open + 1, "opened here")
        .help("every `{` has its `}`; the place is where the indentation says that the block ends")
        .patch("close the block", expected..expected, format!("\n{indent}}}"))
}

/// A closing brace that closes nothing; `closer` is the brace that closed too early, as the indentation tells.
pub(super) fn stray_brace(source: &Arc<Source>, place: Range<usize>, closer: Option<usize>) -> Diagnostic {
    let fault = Diagnostic::new(Code::StrayBrace, "a closing `}` too many");
    match closer {
        Some(at) => fault.at(source, at..at + 1, "this one closes a block that is not indented so").at(
            source,
            place,
            "so this one closes nothing",
        ),
        None => fault.at(source, place, "closes nothing").help("take it out, or look for a `{` that is missing above"),
    }
}

/// Too many blocks or brackets in each other.
pub(super) fn too_deep(source: &Arc<Source>, offset: usize) -> Diagnostic {
    Diagnostic::new(Code::TooDeep, format!("blocks and brackets are nested more than {DEEPEST} deep"))
        .at(source, offset..offset + 1, "too deep here")
        .help("no form needs this: look for braces that were never closed above")
}
