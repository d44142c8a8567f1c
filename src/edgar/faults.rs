//! The wording of what EDGAR may refuse.

use std::ops::Range;

use super::findings::Findings;
use super::html::reference_names;
use super::name::Fault;
use crate::diagnostic::{Code, Diagnostic, excerpt, nearest};

fn at(findings: &Findings<'_>, code: Code, range: Range<usize>, message: impl Into<String>, label: &str) -> Diagnostic {
    Diagnostic::new(code, message).at(findings.source, range, label)
}

/// A character as messages show it.
fn shown(c: char) -> String {
    let code = u32::from(c);
    match c {
        '\u{feff}' => format!("a byte order mark (U+{code:04X})"),
        _ if c.is_control() => format!("a control character (U+{code:04X})"),
        _ if c.is_whitespace() => format!("a blank of another kind (U+{code:04X})"),
        _ => format!("`{c}` (U+{code:04X})"),
    }
}

pub(super) fn long_line(
    findings: &Findings<'_>,
    code: Code,
    line: &Range<usize>,
    over: Range<usize>,
    most: usize,
) -> Diagnostic {
    let text = findings.slice(line.clone());
    let length = text.chars().count();
    let words = text.trim_end();
    let fits = words.chars().count() <= most;
    let label = if fits { "blanks, which are counted" } else { "beyond the line" };
    let place = if code == Code::LongTableLine { " in a table" } else { "" };
    let message = format!("a line{place} of {length} characters; EDGAR takes {most}");
    let fault = at(findings, code, over, message, label);
    if fits {
        let end = line.start + words.len();
        return fault.patch("leave out the blanks at its end", end..line.end, "");
    }
    fault.help(if code == Code::LongTableLine {
        "narrow the columns, or part the table in two"
    } else {
        "break the line; a table may have 132 between a line `<TABLE>` and a line `</TABLE>`"
    })
}

pub(super) fn tab(findings: &Findings<'_>, range: Range<usize>) -> Diagnostic {
    at(findings, Code::Tab, range, "a tab, whose width nobody knows", "a tab")
        .help("EDGAR takes tabs, but columns that they line up may stand elsewhere; write blanks")
}

/// A document in UTF-16 is told by its byte order mark.
pub(super) fn utf16(findings: &Findings<'_>, code: Code, range: Range<usize>) -> Diagnostic {
    at(findings, code, range, "the document is UTF-16, and EDGAR takes ASCII", "")
        .help("save it as plain text; words in ASCII are the same in UTF-8")
}

pub(super) fn typographic(findings: &Findings<'_>, range: Range<usize>, c: char, plain: &str) -> Diagnostic {
    let what = shown(c);
    let origin = findings.coding.origin(c);
    let (message, change) = match plain {
        "" => (format!("{what} is not plain text"), "leave it out".to_owned()),
        _ if plain.trim().is_empty() => (format!("{what} is not plain text; a blank is"), "write a blank".to_owned()),
        _ => (format!("{what} is not plain text; `{plain}` is"), format!("write `{plain}`")),
    };
    at(findings, Code::Typographic, range, message, &origin).replace(change, plain)
}

pub(super) fn not_plain(findings: &Findings<'_>, range: Range<usize>, c: char) -> Diagnostic {
    let origin = findings.coding.origin(c);
    let help = match c {
        '^' => "the caret is the one sign of the keyboard that EDGAR does not take; write it in words",
        '\u{8}' => "nothing can be struck over; what is to be bold is written in capitals",
        _ if c.is_control() => "leave it out",
        _ => "write it in plain letters, digits and signs",
    };
    at(findings, Code::NotPlain, range, format!("{} cannot be filed as plain text", shown(c)), &origin).help(help)
}

pub(super) fn not_ascii(findings: &Findings<'_>, range: Range<usize>, c: char) -> Diagnostic {
    let origin = findings.coding.origin(c);
    let message = match c {
        _ if c.is_ascii() => format!("{} does not stand in HTML as it is", shown(c)),
        _ => format!("{} is not ASCII", shown(c)),
    };
    let fault = at(findings, Code::NotAscii, range, message, &origin);
    if c.is_control() || matches!(c, '\u{feff}' | char::REPLACEMENT_CHARACTER) {
        return fault.replace("leave it out", "");
    }
    let reference = format!("&#{};", u32::from(c));
    fault.replace(format!("write `{reference}`"), reference)
}

pub(super) fn bold(findings: &Findings<'_>, range: Range<usize>, tag: &str) -> Diagnostic {
    at(findings, Code::BoldInText, range, format!("`{tag}` makes nothing bold in plain text"), "")
        .help("leave the tag out; write what must be bold in capitals")
}

pub(super) fn tag_in_text(findings: &Findings<'_>, range: Range<usize>, tag: &str) -> Diagnostic {
    at(findings, Code::TagInText, range, format!("EDGAR may read `{tag}` as a tag"), "")
        .help("write it without the angle brackets")
}

pub(super) fn page_tag(findings: &Findings<'_>, range: Range<usize>) -> Diagnostic {
    at(findings, Code::PageTag, range, "`<PAGE>` is not alone on its line", "")
        .help("give it a line of its own, without a number")
}

pub(super) fn outside_table(findings: &Findings<'_>, range: Range<usize>, tag: &str) -> Diagnostic {
    at(findings, Code::TableTags, range, format!("`{tag}` stands outside a table"), "")
        .help("it belongs between a line `<TABLE>` and a line `</TABLE>`")
}

pub(super) fn table_in_table(findings: &Findings<'_>, range: Range<usize>, first: Range<usize>) -> Diagnostic {
    at(findings, Code::TableTags, range, "a table begins inside a table", "")
        .at(findings.source, first, "this table is open")
        .help("tables do not nest; if the first has ended, its `</TABLE>` is missing")
}

pub(super) fn no_table_to_close(findings: &Findings<'_>, range: Range<usize>) -> Diagnostic {
    at(findings, Code::TableTags, range, "`</TABLE>` closes no table", "")
        .help("a line `<TABLE>` is missing before, or the tag stands twice")
}

pub(super) fn unclosed_table(findings: &Findings<'_>, range: Range<usize>) -> Diagnostic {
    at(findings, Code::TableTags, range, "the table is never closed", "opened here")
        .help("write `</TABLE>` on the line after it")
}

pub(super) fn unknown_element(findings: &Findings<'_>, range: Range<usize>, name: &str) -> Diagnostic {
    let fault = at(findings, Code::UnknownElement, range, format!("EDGAR knows no element `{}`", excerpt(name)), "");
    let help = match nearest(name, super::html::allowed_elements()) {
        _ if name.contains(':') => {
            "leave the tags out, or save as plain HTML; an Inline XBRL document follows other rules, which are not \
             checked here"
                .to_owned()
        }
        Some(near) => format!("did you mean `{near}`?"),
        None => "leave the tags out; if it is no tag, write `&lt;` for its `<`".to_owned(),
    };
    fault.help(help)
}

pub(super) fn forbidden(findings: &Findings<'_>, range: Range<usize>, name: &str, instead: &str) -> Diagnostic {
    at(findings, Code::ForbiddenElement, range, format!("EDGAR does not take the element `{name}`"), "").help(instead)
}

pub(super) fn disputed(findings: &Findings<'_>, range: Range<usize>, name: &str, instead: &str) -> Diagnostic {
    at(findings, Code::DisputedElement, range, format!("not every validator takes the element `{name}`"), "")
        .help(instead)
}

pub(super) fn runs(findings: &Findings<'_>, range: Range<usize>, name: &str) -> Diagnostic {
    at(findings, Code::ExecutableCode, range, format!("the element `{name}` holds or loads what runs"), "")
        .help("leave it out with all that is in it; a submission that holds executable code is suspended")
}

pub(super) fn handler(findings: &Findings<'_>, range: Range<usize>, name: &str) -> Diagnostic {
    at(findings, Code::ExecutableCode, range, format!("the attribute `{}` holds what runs", excerpt(name)), "")
        .help("leave it out; a submission that holds executable code is suspended")
}

pub(super) fn address_runs(findings: &Findings<'_>, range: Range<usize>, scheme: &str) -> Diagnostic {
    at(findings, Code::ExecutableCode, range, format!("an address with `{scheme}` runs"), "")
        .help("leave it out; a submission that holds executable code is suspended")
}

pub(super) fn style_runs(findings: &Findings<'_>, range: Range<usize>, what: &str) -> Diagnostic {
    at(findings, Code::ExecutableCode, range, format!("a style with `{what}` runs"), "")
        .help("leave it out; a submission that holds executable code is suspended")
}

pub(super) fn second_html(findings: &Findings<'_>, range: Range<usize>, first: Range<usize>) -> Diagnostic {
    at(findings, Code::SecondHtml, range, "a second `html` element", "")
        .at(findings.source, first, "the first")
        .help("a document has one; file the other as a document of its own, or leave its tags out")
}

pub(super) fn namespace(findings: &Findings<'_>, range: Range<usize>, name: &str) -> Diagnostic {
    at(findings, Code::Namespace, range, format!("`{}` declares a namespace", excerpt(name)), "").help(
        "leave the attribute out; only an Inline XBRL document has namespaces, and follows other rules, which are not \
         checked here",
    )
}

pub(super) fn forbidden_attribute(
    findings: &Findings<'_>,
    range: Range<usize>,
    element: &str,
    name: &str,
    help: &str,
) -> Diagnostic {
    let message = format!("EDGAR does not take the attribute `{name}` of `{}`", excerpt(element));
    at(findings, Code::ForbiddenAttribute, range, message, "").help(help)
}

pub(super) fn unknown_attribute(findings: &Findings<'_>, range: Range<usize>, element: &str, name: &str) -> Diagnostic {
    let message = format!("EDGAR may not know the attribute `{}` of `{element}`", excerpt(name));
    at(findings, Code::UnknownAttribute, range, message, "")
        .help("leave it out, or say the same in a `style` attribute")
}

pub(super) fn nested_table(findings: &Findings<'_>, range: Range<usize>, outer: Option<Range<usize>>) -> Diagnostic {
    let fault = at(findings, Code::NestedTable, range, "a table begins inside a table", "");
    let fault = match outer {
        Some(outer) => fault.at(findings.source, outer, "this table is open"),
        None => fault,
    };
    fault.help("make it rows and cells of the outer one; if that has ended, its `</table>` is missing")
}

pub(super) fn bad_reference(findings: &Findings<'_>, range: Range<usize>, name: &str) -> Diagnostic {
    let fault = at(findings, Code::BadReference, range, format!("EDGAR knows no character `&{name};`"), "");
    let near = nearest(name, reference_names()).filter(|_| !name.starts_with('#'));
    fault.help(match near {
        Some(near) => format!("did you mean `&{near};`? Any character may be written by its number, as `&#9746;`"),
        None => "write the number of a character, as `&#9746;`; for `&` itself write `&amp;`".to_owned(),
    })
}

pub(super) fn outside(findings: &Findings<'_>, range: Range<usize>, address: &str) -> Diagnostic {
    at(findings, Code::OutsideLink, range, format!("`{}` leads out of the submission", excerpt(address)), "").help(
        "link to this document, to another of the submission by its file name, or to what was filed, under \
         `https://www.sec.gov/Archives/edgar/data/`; other addresses are written as words",
    )
}

pub(super) fn picture(findings: &Findings<'_>, range: Range<usize>, address: &str) -> Diagnostic {
    at(findings, Code::OutsideLink, range, format!("`{}` is no picture that EDGAR takes", excerpt(address)), "")
        .help("save it as `.gif` or `.jpg` and file it with the document")
}

pub(super) fn closes_nothing(findings: &Findings<'_>, range: Range<usize>, name: &str) -> Diagnostic {
    at(findings, Code::Unmatched, range, format!("`</{name}>` closes nothing here"), "")
        .help("leave it out, or put it where its element ends")
}

pub(super) fn crossed(
    findings: &Findings<'_>,
    inner: Range<usize>,
    tag: Range<usize>,
    name: &str,
    outer: &str,
) -> Diagnostic {
    let message = format!("`<{name}>` is still open where `</{outer}>` closes what it is in");
    at(findings, Code::Unmatched, inner, message, "opened here")
        .at(findings.source, tag, "still open here")
        .help(format!("write `</{name}>` before `</{outer}>`"))
}

pub(super) fn never_closed(findings: &Findings<'_>, range: Range<usize>, name: &str) -> Diagnostic {
    at(findings, Code::Unmatched, range, format!("`<{name}>` is never closed"), "opened here")
        .help(format!("write `</{name}>` where it ends"))
}

/// What the tokenizer stumbles over: the name that the HTML standard gives it, the sign before it that is to be shown,
/// what is said, and how to mend it.
pub(super) const STUMBLES: &[(&str, &str, &str, &str)] = &[
    ("eof-in-comment", "<!--", "a comment is never closed", "write `-->` where it ends"),
    ("eof-in-tag", "<", "a tag is never closed", "write `>` where it ends, or `&lt;` if it is no tag"),
    ("eof-before-tag-name", "<", "a `<` at the document's end begins no tag", "write `&lt;`"),
    ("invalid-first-character-of-tag-name", "<", "a `<` that begins no tag", "write `&lt;`"),
    ("missing-end-tag-name", "</", "`</>` closes nothing", "leave it out"),
    ("cdata-in-html-content", "<!", "`<![CDATA[` is read as a comment", "leave it and its `]]>` out"),
    ("unexpected-question-mark-instead-of-tag-name", "<?", "`<?` is read as a comment", "leave it out"),
    ("incorrectly-opened-comment", "<!", "`<!` that opens no comment", "a comment stands between `<!--` and `-->`"),
    ("missing-attribute-value", "=", "an attribute has no value after its `=`", "write the value in quotes"),
    (
        "unexpected-character-in-attribute-name",
        "",
        "a quote or `<` in the name of an attribute",
        "before it a quote or a `>` is missing",
    ),
    (
        "unexpected-character-in-unquoted-attribute-value",
        "",
        "a sign that wants quotes in a value without any",
        "write the value in quotes",
    ),
    ("missing-whitespace-between-attributes", "", "no blank between two attributes", "write one"),
    (
        "missing-semicolon-after-character-reference",
        "&",
        "a character reference without its semicolon",
        "write `;` after it, or `&amp;` if it is none",
    ),
];

pub(super) fn stumble(findings: &Findings<'_>, range: Range<usize>, message: &str, help: &str) -> Diagnostic {
    at(findings, Code::Unmatched, range, message, "").help(help)
}

pub(super) fn name(name: &str, fault: &Fault) -> Diagnostic {
    let whose = if fault.code == Code::DoubtfulName {
        "which not every edition of the manual takes"
    } else {
        "which EDGAR does not take"
    };
    Diagnostic::new(fault.code, format!("the file name `{name}` {}, {whose}", fault.what)).help(fault.help)
}
