//! Tables that a writer laid out with blanks: their lines stand as they are.

use super::{Line, Paragraph};

/// A stretch of a text that is set in one manner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stretch<'t> {
    /// Lines of a paragraph, which are wrapped.
    Paragraph(&'t [Line]),
    /// A table that the writer laid out with blanks, mostly between the tags `<TABLE>` and `</TABLE>`, without lines of
    /// tags: its lines stand as they are, under each other in a type of one width. An empty slice is an empty line.
    Table(Vec<&'t [Line]>),
}

/// The lines of a table that the writer laid out; nothing for an empty one.
pub(crate) fn table_lines<'t>(parts: &[&'t [Line]]) -> impl Iterator<Item = Option<&'t Line>> {
    parts.iter().flat_map(|lines| if lines.is_empty() { vec![None] } else { lines.iter().map(Some).collect() })
}

/// The characters of the longest of them.
pub(crate) fn table_width(parts: &[&[Line]]) -> usize {
    let length = |line: &Line| line.indent + line.runs.iter().map(|run| run.text.chars().count()).sum::<usize>();
    table_lines(parts).flatten().map(length).max().unwrap_or_default()
}

/// Whether a paragraph's lines are laid out in columns: one has two or more gaps of three blanks in it.
fn laid_out(lines: &[&str]) -> bool {
    let gaps = |text: &&str| text.split("   ").filter(|piece| !piece.trim().is_empty()).count() > 2;
    lines.len() > 1 && lines.iter().any(gaps)
}

/// Which lines of each paragraph stand as they are, because their columns mean something: those of tables that a writer laid
/// out with blanks.
pub(crate) fn in_columns(paragraphs: &[Vec<&str>]) -> Vec<Vec<bool>> {
    let tables = tables(&paragraphs.concat());
    let mut tables = tables.into_iter();
    let paragraph = |lines: &Vec<&str>| {
        let mut inside: Vec<bool> = tables.by_ref().take(lines.len()).collect();
        let outside: Vec<&str> =
            lines.iter().zip(&inside).filter(|(_, inside)| !**inside).map(|(line, _)| *line).collect();
        let laid_out = laid_out(&outside);
        for inside in &mut inside {
            *inside |= laid_out;
        }
        inside
    };
    paragraphs.iter().map(paragraph).collect()
}

fn written(line: &Line) -> String {
    line.runs.iter().map(|run| run.text.as_str()).collect()
}

/// A text as stretches: what a format prints that has no use for EDGAR's tags of tables.
pub fn stretches(text: &[Paragraph]) -> Vec<Stretch<'_>> {
    let tables = in_tables(text);
    let mut out: Vec<Stretch<'_>> = Vec::new();
    let mut number = 0;
    for paragraph in text {
        let inside = |line: usize| tables.get(number + line).copied().unwrap_or_default();
        let open = number.checked_sub(1).and_then(|before| tables.get(before)).copied().unwrap_or_default();
        let mut rest = paragraph.lines.as_slice();
        let mut at = 0;
        while !rest.is_empty() {
            let table = inside(at);
            let length = rest.iter().enumerate().take_while(|(line, _)| inside(at + line) == table).count();
            let (lines, after) = rest.split_at(length);
            // A table goes on over an empty line, until its closing tag.
            match out.last_mut() {
                Some(Stretch::Table(parts)) if table && open && at == 0 && !opens(lines) => {
                    parts.extend([[].as_slice(), lines]);
                }
                _ if table => out.push(Stretch::Table(vec![lines])),
                _ if is_laid_out(lines) => out.push(Stretch::Table(vec![lines])),
                _ => out.push(Stretch::Paragraph(lines)),
            }
            (rest, at) = (after, at + length);
        }
        number += paragraph.lines.len();
    }
    for stretch in &mut out {
        if let Stretch::Table(parts) = stretch {
            let words = parts.iter().flat_map(|lines| {
                let kept = lines.split(is_tags).filter(|lines| !lines.is_empty());
                if lines.is_empty() { vec![*lines] } else { kept.collect() }
            });
            *parts = words.collect();
        }
    }
    out
}

fn is_laid_out(lines: &[Line]) -> bool {
    let lines: Vec<String> = lines.iter().map(written).collect();
    laid_out(&lines.iter().map(String::as_str).collect::<Vec<_>>())
}

fn opens(lines: &[Line]) -> bool {
    lines.first().is_some_and(|line| is_tag(line, "<TABLE>"))
}

fn is_tag(line: &Line, tag: &str) -> bool {
    matches!(line.runs.as_slice(), [run] if run.text.trim().eq_ignore_ascii_case(tag))
}

/// Whether a line of a table is nothing but tags: `<S>   <C>   <C>`.
fn is_tags(line: &Line) -> bool {
    let tags = ["<TABLE>", "</TABLE>", "<CAPTION>", "<S>", "<C>"];
    let mut words = line.runs.iter().flat_map(|run| run.text.split_whitespace());
    words.all(|word| tags.iter().any(|tag| word.eq_ignore_ascii_case(tag)))
}

/// Which lines of a text, counted through its paragraphs, a writer has put between `<TABLE>` tags, the tags included; none is
/// counted where there is no table.
pub fn in_tables(text: &[Paragraph]) -> Vec<bool> {
    let mut runs = text.iter().flat_map(|paragraph| &paragraph.lines).flat_map(|line| &line.runs);
    if !runs.any(|run| run.text.contains('<')) {
        return Vec::new();
    }
    let lines: Vec<String> = text.iter().flat_map(|paragraph| &paragraph.lines).map(written).collect();
    tables(&lines.iter().map(String::as_str).collect::<Vec<_>>())
}

fn tables(lines: &[&str]) -> Vec<bool> {
    let is_tag = |line: &&str, tag: &str| line.trim().eq_ignore_ascii_case(tag);
    let mut inside = vec![false; lines.len()];
    let mut at = 0;
    while let Some(start) = lines.iter().skip(at).position(|line| is_tag(line, "<TABLE>")).map(|found| found + at) {
        let Some(end) = lines.iter().skip(start).position(|line| is_tag(line, "</TABLE>")).map(|found| found + start)
        else {
            break;
        };
        inside.iter_mut().take(end + 1).skip(start).for_each(|inside| *inside = true);
        at = end + 1;
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;
    use crate::text::{Origin, Run, RunKind, Writer};

    /// Which lines of a text stand as they are.
    fn set(text: &str) -> Vec<String> {
        let mut writer = Writer::default();
        let origin = Origin { form: Span::new(0, 0..0), data: None };
        writer.push(Run { kind: RunKind::Answer, text: text.to_owned(), path: None, origin, mark: None });
        let line = |line: &Line| line.runs.iter().map(|run| run.text.as_str()).collect::<String>();
        let lines = |lines: &[Line]| lines.iter().map(line).collect::<Vec<_>>().join("/");
        let stretch = |stretch: Stretch<'_>| match stretch {
            Stretch::Paragraph(text) => format!("P {}", lines(text)),
            Stretch::Table(parts) => {
                format!("T {}", parts.iter().map(|part| lines(part)).collect::<Vec<_>>().join("|"))
            }
        };
        stretches(&writer.finish()).into_iter().map(stretch).collect()
    }

    #[test]
    fn tables_are_what_stands_between_tags_or_in_columns() {
        assert_eq!(set("one\ntwo"), ["P one/two"]);
        assert_eq!(set("10.1   Agreement\n99.1   Release"), ["P 10.1   Agreement/99.1   Release"]);
        let figures = "Sales   $ 1   $ 2\nIncome      3     4";
        assert_eq!(
            set(&format!("As follows:\n\n{figures}")),
            ["P As follows:".to_owned(), format!("T {}", figures.replace('\n', "/"))]
        );
        assert_eq!(set("<TABLE>\na   b\n\nc\n</TABLE>\nafter"), ["T a   b||c", "P after"]);
    }
}
