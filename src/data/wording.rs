//! The words for what is no YAML (D001), and the changes that mend it.

use std::ops::Range;
use std::sync::Arc;

use granit_parser::ErrorKind;

use super::build::Halt;
use super::faults::{long_key, property, quote};
use super::mistake::{Kind, Mistake};
use super::text::{byte, from, line_end, line_start, skip_blanks, slice, words_end};
use crate::diagnostic::{Code, Diagnostic, excerpt};
use crate::source::Source;

const QUOTES: &str = "in quotes, an answer may hold any characters";
const IN_QUOTES: &str = "put the answer in quotes";

/// A change of more lines than this is not shown.
const LONGEST_PATCH: usize = 12;

/// What the mistake is, and the change that mends it.
pub(super) fn mistake(source: &Arc<Source>, mistake: &Mistake) -> Diagnostic {
    let text = source.text();
    let at = mistake.at.clone();
    let here = slice(text, at.clone());
    let new = |message: String, label: &str| Diagnostic::new(Code::BadYaml, message).at(source, at.clone(), label);
    match &mistake.kind {
        Kind::Tab { lines, blanks, end } => {
            let message = match lines {
                1 => "a tab indents this line".to_owned(),
                _ => format!("tabs indent these {lines} lines"),
            };
            let fault = new(message, "").help("YAML indents with blanks only");
            if *lines > LONGEST_PATCH {
                return fault;
            }
            let range = if *lines == 1 { at.clone() } else { at.start..*end };
            fault.patch("indent with blanks", range.clone(), untabbed(slice(text, range), *blanks))
        }
        Kind::UnclosedQuote { quote, end } => {
            new(format!("`{quote}` opens an answer and nothing closes it"), "opened here")
                .help("close the quote where the answer ends")
                .patch(format!("close it with `{quote}`"), *end..*end, quote.to_string())
        }
        Kind::AfterQuote { quote, answer } => after_quote(new, *quote, here, text, answer),
        Kind::Escape => new(format!("`{here}` means nothing in double quotes"), "")
            .help("write `\\\\` for a backslash, or put the answer in single quotes")
            .patch("double the backslash", at.start..at.start, "\\"),
        Kind::UnclosedBracket { open, end } => {
            let (what, close) = if *open == '[' { ("list", ']') } else { ("record", '}') };
            new(format!("`{open}` opens a {what} and nothing closes it"), "opened here")
                .help(format!("close it with `{close}`, or put the answer in quotes if the bracket is part of it"))
                .patch(format!("close it with `{close}`"), *end..*end, close.to_string())
        }
        Kind::WrongBracket { open, opened, close } => {
            let right = if *open == '[' { ']' } else { '}' };
            new(format!("`{close}` closes what `{open}` opens"), "")
                .at(source, *opened..opened + 1, "opened here")
                .help(format!("close it with `{right}`"))
                .replace(format!("write `{right}`"), right.to_string())
        }
        Kind::AfterBracket { close, answer } => new(format!("words after the closing `{close}`"), "")
            .help("put the answer in quotes if the brackets are part of it")
            .patch(IN_QUOTES, answer.clone(), quote(slice(text, answer.clone()))),
        Kind::Reserved { first, answer } => reserved(new, *first, text, answer),
        Kind::Colon { lines: true, .. } => {
            new("a colon inside an answer without quotes".into(), "YAML reads a name before it")
                .help("write the answer as a text: `|` after its name, its lines below")
        }
        Kind::Colon { answer, .. } => {
            new("a colon inside an answer without quotes".into(), "YAML reads a second name before it")
                .help(QUOTES)
                .patch(IN_QUOTES, answer.clone(), quote(slice(text, answer.clone())))
        }
        Kind::NoBlank => new(format!("no blank after the colon of `{}`", here.trim_end_matches(':')), "")
            .help("a name, a colon, a blank and the answer make an entry")
            .patch("write a blank after it", at.end..at.end, " "),
        Kind::NoColon { word, text: above } => no_colon(new, text, word, *above),
        Kind::Indent { found, fits, leading } => indent(new, text, *found, fits, leading),
        Kind::TextIndent { found, expected, first, leading } => {
            let message = if *first {
                format!("the first line of this text is indented by {}, the next by {}", blanks(*found), expected)
            } else {
                format!("this line is indented by {}, the text above it by {}", blanks(*found), expected)
            };
            new(message, "")
                .help(
                    "the lines of a text are indented alike; only further lines may be indented deeper than the first",
                )
                .patch(format!("indent it by {}", blanks(*expected)), leading.clone(), " ".repeat(*expected))
        }
        Kind::Stray => new("this line belongs to no answer".into(), "")
            .help("a quote, a bracket or a comment ended the answer above it; move the words into that answer"),
        Kind::Mixed { dash: true } => new("a dash among the names of a record".into(), "")
            .help("the entries of a list stand below its name; an answer that begins with a dash is put in quotes"),
        Kind::Mixed { dash: false } => new("a name among the dashes of a list".into(), "")
            .help("begin each entry of a list with `- `, and indent what belongs to it"),
    }
}

fn after_quote(
    new: impl Fn(String, &str) -> Diagnostic,
    mark: char,
    here: &str,
    text: &str,
    answer: &Range<usize>,
) -> Diagnostic {
    let fault = new(format!("words after the closing `{mark}`"), "");
    let raw = slice(text, answer.clone());
    if here == "," {
        return fault.help("entries on lines of their own need no commas").replace("leave it out", "");
    }
    if here.starts_with('#') {
        return fault.help("a comment needs a blank before it");
    }
    if raw.contains('\n') {
        let escaped = if mark == '"' { "\\\"" } else { "''" };
        return fault.help(format!("write `{escaped}` for a quote inside the answer, or use a `|` text"));
    }
    let inner = raw.strip_prefix(mark).and_then(|raw| raw.strip_suffix(mark)).filter(|inner| !inner.contains('\\'));
    // `"The "A" team"` has its own quotes around it, `"A" and "B"` has not.
    let inner = inner.filter(|inner| {
        inner.split_once(mark).is_some_and(|(before, after)| before.ends_with(' ') || !after.starts_with(' '))
    });
    fault.help("a quote inside an answer needs quotes of the other kind around it").patch(
        "put the whole answer in quotes",
        answer.clone(),
        quote(inner.unwrap_or(raw)),
    )
}

fn reserved(new: impl Fn(String, &str) -> Diagnostic, first: char, text: &str, answer: &Range<usize>) -> Diagnostic {
    match first {
        '|' | '>' => new(format!("words on the line of `{first}`"), "").help(format!(
            "begin the text on the next line, deeper than its name; or put the answer in quotes if `{first}` is part of it"
        )),
        '-' => new("a list cannot begin on the line of its name".into(), "").help(
            "write it in brackets, or each entry on a line below; put the answer in quotes if the dash is part of it",
        ),
        _ => new(format!("an answer without quotes cannot begin with `{first}`"), "").help(QUOTES).patch(
            IN_QUOTES,
            answer.clone(),
            quote(slice(text, answer.clone())),
        ),
    }
}

fn no_colon(
    new: impl Fn(String, &str) -> Diagnostic,
    text: &str,
    word: &Range<usize>,
    above: Option<usize>,
) -> Diagnostic {
    let name = excerpt(slice(text, word.clone()));
    if let Some(indent) = above {
        return new("this line is no `name: answer`".into(), "").help(format!(
            "write a colon after the name, or indent the line by {} if it continues the text above",
            blanks(indent)
        ));
    }
    if name.is_empty() {
        return new("this line is no `name: answer`".into(), "")
            .help("a name, a colon, a blank and the answer make an entry");
    }
    let fault =
        new(format!("no colon after `{name}`"), "").help("a name, a colon, a blank and the answer make an entry");
    let next = skip_blanks(text, word.end);
    if matches!(byte(text, next), b'=' | b':') {
        return fault.patch("write a colon and a blank", word.end..skip_blanks(text, next + 1), ": ");
    }
    fault.patch("write a colon after it", word.end..word.end, ":")
}

fn indent(
    new: impl Fn(String, &str) -> Diagnostic,
    text: &str,
    found: usize,
    fits: &[(usize, Option<Range<usize>>)],
    leading: &Range<usize>,
) -> Diagnostic {
    let columns: Vec<String> = fits.iter().map(|&(column, _)| column.to_string()).collect();
    let message = format!("this line is indented by {} where {} would fit", blanks(found), columns.join(" or "));
    let fault = new(message, "");
    let belongs = |owner: Option<&Range<usize>>| match owner {
        Some(owner) => format!("to make it part of `{}`", excerpt(slice(text, owner.clone()))),
        None => "to make it an entry of the file".to_owned(),
    };
    if let [(column, _)] = fits {
        return fault.help("the entries of one record or list stand at one column").patch(
            format!("indent it by {}", blanks(*column)),
            leading.clone(),
            " ".repeat(*column),
        );
    }
    let ways: Vec<String> =
        fits.iter().map(|(column, owner)| format!("by {} {}", blanks(*column), belongs(owner.as_ref()))).collect();
    fault.help(format!("indent it {}", ways.join(", or ")))
}

/// What stopped the parser, where no mistake of the usual kinds explains it.
pub(super) fn halted(source: &Arc<Source>, text: &str, halt: &Halt) -> Diagnostic {
    use ErrorKind as E;
    let at = halt.at;
    let new = |end: usize, message: &str| Diagnostic::new(Code::BadYaml, message).at(source, at..end.max(at), "");
    let c = from(text, at).chars().next();
    let word = at + c.map_or(0, char::len_utf8);
    let end = words_end(text, at).max(word.min(line_end(text, at)));
    let kind = &halt.kind;
    if matches!(kind, E::DirectiveDisallowed) {
        return new(end, "a YAML directive, which a filing may not have")
            .help("leave the line out, or put the answer in quotes if it begins with `%`");
    }
    let is_tag = matches!(
        kind,
        E::UndeclaredTagHandle
            | E::ExpectedTagBang
            | E::InvalidTagTerminator
            | E::MissingTagUri
            | E::UnclosedVerbatimTag
            | E::InvalidTagEscape
            | E::InvalidTagUtf8LeadingByte
            | E::InvalidTagUtf8TrailingByte
            | E::InvalidTagUtf8
    );
    if is_tag || matches!(kind, E::MissingAnchorOrAliasName) {
        return property(source, at..end, if is_tag { "tag" } else { "anchor or alias" }, None);
    }
    if matches!(kind, E::CommentInterceptedScalar | E::CommentNotSeparated) {
        return new(end, "a comment inside an answer of several lines, or without a blank before it")
            .help("put the comment on a line of its own above the name, or the answer in quotes if `#` is part of it");
    }
    if matches!(kind, E::InvalidDocumentEnd) {
        return new(end, "words after `...`, which ends a document").help("leave the line out");
    }
    let in_brackets = matches!(
        kind,
        E::ExpectedFlowMappingSeparator
            | E::ExpectedFlowSequenceSeparator
            | E::UnexpectedEofFlowSequence
            | E::UnexpectedEofFlowMapping
            | E::UnexpectedEofImplicitFlowMapping
            | E::BlockEntryInFlowCollection
            | E::PlainScalarStartsWithDashFlowIndicator
            | E::FlowMappingValueAdjacentCollection
            | E::InvalidColonPlacement
            | E::UnexpectedCharacter { .. }
    );
    if matches!(kind, E::ExpectedFlowMappingSeparator | E::ExpectedFlowSequenceSeparator) && halt.reached <= at {
        let end = missing_comma(text, halt);
        return Diagnostic::new(Code::BadYaml, "no comma between two entries in brackets")
            .at(source, end..end, "here")
            .help("part the entries with commas, and put in quotes what has brackets, commas or colons of its own")
            .patch("write a comma", end..end, ",");
    }
    if in_brackets {
        return new(word, "this cannot stand here inside brackets")
            .help("part the entries with commas, and put in quotes what has brackets, commas or colons of its own");
    }
    if matches!(
        kind,
        E::TabNotAllowed
            | E::TabInBlockIndentation
            | E::TabInIndentation
            | E::TabInPlainScalar
            | E::TabAtBlockScalarStart
            | E::InvalidBlockEntryWhitespace
            | E::InvalidMappingValueWhitespace
    ) {
        return new(end, "a tab where YAML has blanks").help("put blanks in its place");
    }
    let start = line_start(text, at);
    let name = slice(text, start..line_end(text, at));
    let name = start..start + name.find(": ").unwrap_or(name.len());
    if matches!(kind, E::SimpleKeyExpected | E::MappingValueNotAllowed) && name.len() > 1000 {
        return long_key(source, name.clone(), slice(text, name).chars().count());
    }
    new(end, "this is no `name: answer` line")
        .help("look for a missing colon, quote or bracket, here or on the line above, and for a line indented wrongly")
}

/// Where the comma is missing that the parser wanted no later than where it gave up. Words on two lines are one to it; to a
/// person, each line is an entry.
fn missing_comma(text: &str, halt: &Halt) -> usize {
    let start = line_start(text, halt.at);
    let is_first = !slice(text, start..halt.at).contains([',', '[', '{']);
    let above = slice(text, 0..start).trim_end().len();
    let entry_above = words_end(text, line_start(text, above));
    if is_first && entry_above > halt.since { entry_above.min(halt.reached) } else { halt.reached }
}

/// Lines indented by blanks instead of tabs: the first by so many, the others by two more for each tab more.
fn untabbed(lines: &str, blanks: usize) -> String {
    let lead = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let tabs = |line: &str| slice(line, 0..lead(line)).matches('\t').count();
    let first = tabs(lines.lines().next().unwrap_or_default());
    let indented = |line: &str| {
        let words = from(line, lead(line));
        format!("{}{words}", " ".repeat((blanks + 2 * tabs(line)).saturating_sub(2 * first)))
    };
    lines.split_inclusive('\n').map(indented).collect()
}

fn blanks(count: usize) -> String {
    match count {
        0 => "no blanks".into(),
        1 => "1 blank".into(),
        _ => format!("{count} blanks"),
    }
}
