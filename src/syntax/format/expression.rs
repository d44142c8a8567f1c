//! Expressions: kept as they are written, except for white space outside their string literals.

/// The lines of an expression, runs of blanks outside literals folded; nothing if white space in it cannot be told from
/// the rest: a quote that is not closed on its line, or a `#`.
pub(super) fn lines(text: &str) -> Option<Vec<String>> {
    let text = text.trim();
    if text.is_empty() || text.contains("\"\"\"") {
        return None;
    }
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut quote = None;
    let mut escaped = false;
    let mut blank = false;
    for c in text.chars() {
        let is_break = super::LINE_BREAKS.contains(&c);
        if let Some(closing) = quote {
            if is_break {
                return None;
            }
            line.push(c);
            if !escaped && c == closing {
                quote = None;
            }
            escaped = c == '\\' && !escaped;
        } else if c == '#' {
            return None;
        } else if is_break {
            lines.push(std::mem::take(&mut line));
            blank = false;
        } else if matches!(c, ' ' | '\t') {
            blank = true;
        } else {
            if std::mem::take(&mut blank) && !line.is_empty() {
                line.push(' ');
            }
            line.push(c);
            quote = matches!(c, '"' | '\'').then_some(c);
        }
    }
    lines.push(line);
    lines.retain(|line| !line.is_empty());
    quote.is_none().then_some(lines)
}

/// The lines of an expression as one; where a bracket stands at a break, there is no blank inside it.
pub(super) fn joined(lines: &[String]) -> String {
    let mut out = String::new();
    for line in lines {
        if !(out.is_empty() || out.ends_with(['(', '[']) || line.starts_with([')', ']'])) {
            out.push(' ');
        }
        out += line;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_folded_outside_literals_only() {
        let lines = lines("a  ==\t\"x  y\"\n\n   and b in [ 'it\\'s  c' ]  ");
        assert_eq!(lines, Some(vec!["a == \"x  y\"".to_owned(), "and b in [ 'it\\'s  c' ]".to_owned()]));
    }

    #[test]
    fn what_has_no_clear_ends_is_not_touched() {
        for text in ["a == \"x\n y\"", "don't", "(a # b\n)", "a \"\"\" b", " "] {
            assert_eq!(lines(text), None, "{text}");
        }
    }

    #[test]
    fn joined_lines_have_no_blanks_at_brackets() {
        let parts = lines("f(\n  a,\n  b\n) | g").unwrap_or_default();
        assert_eq!(joined(&parts), "f(a, b) | g");
    }
}
