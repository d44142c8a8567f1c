//! Prose: wrapped anew, its text unchanged.

use crate::source::Span;
use crate::syntax::strings;

/// The lines of a prose string within so many columns; empty lines part its paragraphs.
///
/// Lines are broken only where the text has a single blank, so the text that they fold to is the same.
pub(super) fn lines(raw: &str, width: usize) -> Vec<String> {
    let text = strings::prose(raw, Span::default()).text;
    let mut out = Vec::new();
    for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.is_empty()) {
        if !out.is_empty() {
            out.push(String::new());
        }
        let mut line = String::new();
        for word in words(paragraph, true) {
            // What prints an answer stays on its line, unless no line can hold it.
            if word.chars().count() > width {
                for word in words(word, false) {
                    push(word, &mut line, width, &mut out);
                }
            } else {
                push(word, &mut line, width, &mut out);
            }
        }
        out.push(line);
    }
    out
}

fn push(word: &str, line: &mut String, width: usize, out: &mut Vec<String>) {
    if line.is_empty() {
        word.clone_into(line);
    } else if line.chars().count() + 1 + word.chars().count() <= width {
        *line += " ";
        *line += word;
    } else {
        out.push(std::mem::replace(line, word.to_owned()));
    }
}

/// The pieces of a paragraph between which a line may end: where a single blank stands and, if `whole`, not inside
/// `{{ ... }}` and its like.
fn words(text: &str, whole: bool) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut start, mut at) = (0, 0);
    let mut tags = if whole { vec![("{{", "}}"), ("{%", "%}"), ("{#", "#}")] } else { Vec::new() };
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        if let Some(&(open, close)) = tags.iter().find(|(open, _)| rest.starts_with(open)) {
            if let Some(length) = rest.find(close) {
                at += length + close.len();
                continue;
            }
            // None of its kind is closed from here on.
            tags.retain(|(other, _)| *other != open);
        }
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(at + c.len_utf8()..).and_then(|text| text.chars().next());
        let inside = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
        if c == ' ' && inside(before) && inside(after) {
            out.extend(text.get(start..at));
            start = at + 1;
        }
        at += c.len_utf8();
    }
    out.extend(text.get(start..));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(raw: &str) -> String {
        strings::prose(raw, Span::default()).text
    }

    #[test]
    fn any_width_keeps_the_text() {
        let raw = "\"\"\" One  two   three.  Four {{ five | six(\"a  b c\") }}\u{a0} seven\r\n\n\n {% if x %} e \u{a0} i\n {{ g\"\"\"";
        for width in 1..60 {
            let again = format!("\"\"\"\n  {}\n  \"\"\"", lines(raw, width).join("\n  "));
            assert_eq!(folded(&again), folded(raw), "{again}");
            assert_eq!(lines(&again, width), lines(raw, width));
        }
    }

    #[test]
    fn double_blanks_and_answers_are_not_broken() {
        let raw = "\"\"\"Please type or print.  Then sign {{ signed.name | upper }} here.\"\"\"";
        assert_eq!(lines(raw, 26), ["Please type or", "print.  Then sign", "{{ signed.name | upper }}", "here."]);
    }
}
