//! Scalars as YAML: without quotes where YAML allows it, in quotes where it does not, narratives as blocks.

use std::fmt::Write as _;

use crate::data::{Scalar, Style};

/// How wide the lines of a folded block are, in columns.
const WIDTH: usize = 80;

/// A text of one line as YAML; `flow` tells whether it stands between brackets. It reads back as itself.
pub(crate) fn inline(text: &str, flow: bool) -> String {
    if is_plain(text, flow) {
        text.to_owned()
    } else if text.chars().all(is_printable) && text.contains(['"', '\\']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        quoted(text)
    }
}

/// Whether a text means itself without quotes. Some that would are quoted all the same.
fn is_plain(text: &str, flow: bool) -> bool {
    let starts = |c: char| c.is_alphanumeric() || matches!(c, '(' | '$' | '/' | '.' | '+');
    let inside = |c: char| is_printable(c) && !(flow && matches!(c, ',' | '[' | ']' | '{' | '}'));
    let colon = text.ends_with(':') || text.contains(": ") || flow && text.contains(':');
    let other = text.ends_with([' ', '"'])
        || text.contains(" #")
        || text.starts_with("...")
        || text.eq_ignore_ascii_case("null");
    text.starts_with(starts) && text.chars().all(inside) && !colon && !other
}

/// What may stand in YAML as it is, and is no white space but a blank.
pub(super) fn is_printable(c: char) -> bool {
    let separator = matches!(c, '\u{85}' | '\u{A0}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}');
    let noncharacter = matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE;
    !c.is_control() && !separator && !noncharacter
}

fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if is_printable(c) => out.push(c),
            c => {
                let number = u32::from(c);
                let _ = if number <= 0xFFFF { write!(out, "\\u{number:04X}") } else { write!(out, "\\U{number:08X}") };
            }
        }
    }
    out.push('"');
    out
}

/// A narrative as a block, which begins on its key's line; the lines below are indented by `indent`. Its paragraphs and
/// the line breaks that its writer meant are those of the scalar.
pub(crate) fn block(scalar: &Scalar, indent: usize) -> String {
    let text = scalar.text.split('\n').map(str::trim_end).collect::<Vec<_>>().join("\n");
    let text = text.trim_end_matches('\n').trim_start_matches('\n');
    let kept = match scalar.style {
        Style::Literal | Style::DoubleQuoted => text.contains('\n'),
        Style::Plain | Style::SingleQuoted | Style::Folded => false,
    };
    if !text.chars().all(|c| is_printable(c) || matches!(c, '\n' | '\t' | '\u{A0}')) {
        // Only quotes can hold it; a break that ends a paragraph is an empty line there.
        return quoted(&if kept { text.to_owned() } else { apart(text) });
    }
    let mark = if kept { '|' } else { '>' };
    let given = if text.starts_with([' ', '\t']) { "2" } else { "" };
    let mut out = format!("{mark}{given}\n");
    let lines: Vec<String> = if kept { text.split('\n').map(str::to_owned).collect() } else { folded(text, indent) };
    for line in lines {
        let _ = if line.is_empty() { writeln!(out) } else { writeln!(out, "{:indent$}{line}", "") };
    }
    out.truncate(out.trim_end_matches('\n').len());
    out
}

/// Whether folding leaves a line as it stands.
fn stands(line: &str) -> bool {
    line.starts_with([' ', '\t'])
}

/// The lines of a folded block for a text.
fn folded(text: &str, indent: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut before: Option<&str> = None;
    let mut breaks = 0;
    for line in text.split('\n') {
        if line.is_empty() {
            breaks += 1;
            continue;
        }
        if let Some(last) = before {
            // One more break than the text has, for YAML makes a blank of the first between lines that it joins.
            let more = usize::from(!stands(last) && !stands(line));
            out.extend(std::iter::repeat_n(String::new(), breaks + more));
        }
        if stands(line) {
            out.push(line.to_owned());
        } else {
            out.extend(wrapped(line, WIDTH.saturating_sub(indent)));
        }
        before = Some(line);
        breaks = 0;
    }
    out
}

/// A line broken at single blanks, which is where folding puts one.
fn wrapped(line: &str, width: usize) -> Vec<String> {
    let mut out = Vec::new();
    let mut open = String::new();
    let mut pieces: Vec<String> = Vec::new();
    let mut blank = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let single = c == ' ' && !blank && chars.peek().is_some_and(|next| !matches!(next, ' ' | '\t'));
        let single = single && !open.ends_with('\t');
        if single {
            pieces.push(std::mem::take(&mut open));
        } else {
            open.push(c);
        }
        blank = c == ' ';
    }
    pieces.push(open);
    let mut last = String::new();
    for piece in pieces {
        let long = last.chars().count() + 1 + piece.chars().count() > width;
        if !last.is_empty() && long {
            out.push(std::mem::take(&mut last));
        } else if !last.is_empty() {
            last.push(' ');
        }
        last.push_str(&piece);
    }
    out.push(last);
    out
}

/// A text whose every break ends a paragraph, for a style in which only an empty line does.
fn apart(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut out = String::new();
    for (index, line) in lines.iter().enumerate() {
        out.push_str(line);
        if let Some(next) = lines.get(index + 1) {
            out.push_str(if stands(line) && stands(next) { "\n" } else { "\n\n" });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::data::{self, NodeValue};
    use crate::filing::paragraphs;
    use crate::source::Source;

    fn read(yaml: &str) -> Scalar {
        let source = Source::new("a.yaml", yaml);
        let mut findings = Vec::new();
        let node = data::load(&source, 0, &mut findings);
        assert!(findings.is_empty(), "{yaml}\n{findings:?}");
        let node = node.and_then(|node| node.get("key").map(|entry| entry.node.clone()));
        match node.map(|node| node.value) {
            Some(NodeValue::Scalar(scalar)) => scalar,
            Some(NodeValue::List(list)) => list.first().and_then(|node| node.scalar()).cloned().unwrap_or_else(blank),
            Some(NodeValue::Null | NodeValue::Record(_)) | None => blank(),
        }
    }

    fn blank() -> Scalar {
        Scalar { text: String::new(), style: Style::Plain }
    }

    fn reads_back(text: &str) {
        for (before, after, flow) in [("", "", false), ("[", ", b]", true)] {
            let yaml = format!("key: {before}{}{after}\nnext: ~\n", inline(text, flow));
            assert_eq!(read(&yaml).text, text, "{yaml}");
        }
    }

    fn block_reads_back(scalar: &Scalar) {
        let written = format!("key: {}\n\n# a remark\nnext: ~\n", block(scalar, 2));
        assert_eq!(paragraphs(&read(&written)), paragraphs(scalar), "{scalar:?}\n{written}");
    }

    #[test]
    fn words_that_mean_something_to_yaml_are_quoted_and_others_are_not() {
        for plain in
            ["10-K", "no", "(323) 725-5516", "Commerce, CA 90040", "457954-50-1", "$9,292,000", "Joe's Jeans, Inc."]
        {
            assert_eq!(inline(plain, false), plain);
        }
        for text in [
            "~", "null", "- a", "a: b", "a #b", "#a", "'a'", "\"a\"", "[a]", "{a}", "a:", "*a", "&a", "!a", "%a", "@a",
            "`a`", "...", "---", "|", ">", "? a", "", " a ", "a\tb", "a\nb", "\u{A0}a", "a\u{85}b", "=", "<<", "a, b",
            "a:b",
        ] {
            reads_back(text);
        }
        assert_eq!(inline("Innovo: a company", false), "\"Innovo: a company\"");
        assert_eq!(inline("so-called \"Joe's\"", false), "'so-called \"Joe''s\"'");
        assert_eq!(inline("\"Joe's\"", false), "'\"Joe''s\"'");
    }

    #[test]
    fn a_narrative_keeps_its_double_blanks_and_is_wrapped() {
        let text = format!("{}.  {}\nNext.\n", "word ".repeat(20).trim_end(), "more ".repeat(20).trim_end());
        let written = block(&Scalar { text: text.clone(), style: Style::Folded }, 2);
        assert!(written.lines().all(|line| line.len() <= 80), "{written}");
        assert_eq!(read(&format!("key: {written}\n")).text, text);
    }

    proptest! {
        #[test]
        fn a_line_reads_back_as_itself(text in "\\PC{0,60}|[-?:,\\[\\]{}#&*!|>'\"%@` a]{0,12}") {
            reads_back(&text);
        }

        #[test]
        fn a_narrative_keeps_its_paragraphs(
            text in "[ab .:#'\"|>-]{0,40}(\n{1,3}[ \t]{0,3}[ab .:#'\"|>-]{0,100}){0,6}\n{0,2}",
            style in prop::sample::select(vec![Style::Folded, Style::Literal, Style::Plain, Style::DoubleQuoted]),
        ) {
            block_reads_back(&Scalar { text, style });
        }
    }
}
