//! Lines of a document as paragraphs: where a break was meant and where a line was only full.

use super::claims::{Claims, Owner};
use super::marks::Sign;
use super::page::Page;
use super::sheet::Start;
use crate::data::{Scalar, Style};

/// A line of a narrative.
struct Line {
    text: String,
    left: usize,
    length: usize,
    above: u16,
    start: Start,
    table: bool,
    columns: bool,
    page: bool,
    opens: bool,
    /// What stands in the cells of a grid, and where each begins.
    cells: Vec<(u32, String)>,
    /// Whether it is nothing but rules.
    ruled: bool,
}

/// A paragraph while it is put together.
struct Paragraph {
    lines: Vec<String>,
    /// Whether its lines stand as they are.
    kept: bool,
    table: bool,
    /// Whether its lines stand between EDGAR's tags.
    tagged: bool,
}

/// A line shorter than this share of the others was ended on purpose.
const SHORT: usize = 70;

/// The narrative in some lines of a document; `tagged` tells that its tables stand between EDGAR's tags.
pub(super) fn narrative(page: &Page<'_>, claims: &Claims, rows: &[Vec<usize>], tagged: bool) -> Option<Scalar> {
    let mut last: Option<usize> = None;
    let lines = rows.iter().filter_map(|tokens| {
        let row = page.row(*tokens.first()?);
        let mut line = line(page, claims, tokens, tagged)?;
        // What stands between two lines of it is a page's foot and head.
        let between = last.map_or(row..row, |last| last + 1..row);
        line.page |= between.clone().any(|row| page.line(row).is_some_and(|line| line.page));
        line.page |= !between.is_empty()
            && between.flat_map(|row| page.tokens_of(row)).all(|token| claims.of(token) == Owner::Furniture);
        last = Some(row);
        Some(line)
    });
    let mut lines: Vec<Line> = lines.collect();
    // A heading between rows of a table is a row of it.
    for at in 1..lines.len() {
        let table = |at: usize| lines.get(at).is_some_and(|line| line.table);
        if table(at - 1) && table(at + 1) && lines.get(at).is_some_and(|line| !line.table && line.above == 0) {
            lines.iter_mut().skip(at).take(1).for_each(|line| line.table = true);
        }
    }
    for run in lines.chunk_by_mut(|one, other| one.table == other.table) {
        let grid = run.iter().filter(|line| line.cells.len() > 1).count() > 1;
        if grid {
            for line in run.iter_mut().filter(|line| line.cells.is_empty()) {
                line.cells = vec![(0, line.text.clone())];
            }
            lay_out(run);
        }
    }
    let lines = without_rules(lines);
    if !lines.iter().any(|line| line.text.chars().any(char::is_alphanumeric))
        && !lines.iter().any(|line| line.text.starts_with('-'))
    {
        return None;
    }
    let width =
        lines.iter().filter(|line| !line.table && !line.columns).map(|line| line.left + line.length).max().unwrap_or(0);
    let gap = if sentences_stand_apart(&lines) { "  " } else { " " };
    let mut out: Vec<Paragraph> = Vec::new();
    let mut before: Option<&Line> = None;
    let base = lines.iter().filter(|line| line.table || line.columns).map(|line| line.left).min().unwrap_or(0);
    for (at, line) in lines.iter().enumerate() {
        let stands = line.table || (line.columns && in_columns(&lines, at));
        let shown = if stands {
            format!("{:indent$}{}", "", line.text, indent = line.left - base.min(line.left))
        } else {
            line.text.clone()
        };
        let how = before.map_or(Break::Paragraph, |before| broken(before, line, width));
        // Lines with columns go on in the lines around them, unless they are a table.
        let open = out.last_mut().filter(|open| open.table == stands || (how != Break::Paragraph && !line.table));
        match (open, how) {
            (Some(open), Break::Wrapped) if !stands || !line.table && !line.columns => match open.lines.last_mut() {
                Some(last) => {
                    let apart = last.ends_with(['.', '?', '!'])
                        && line.text.starts_with(|c: char| c.is_uppercase() || c == '"');
                    if !(last.ends_with('-') && is_torn(last)) {
                        last.push_str(if apart { gap } else { " " });
                    }
                    last.push_str(&shown);
                }
                None => open.lines.push(shown),
            },
            (Some(open), Break::Wrapped | Break::Line) => {
                open.lines.push(shown);
                open.kept = true;
            }
            (Some(open), Break::Paragraph)
                if stands && line.table && !line.opens && before.is_some_and(|before| before.table) =>
            {
                open.lines.extend(std::iter::repeat_n(String::new(), usize::from(line.above.min(2))));
                open.lines.push(shown);
            }
            _ => out.push(Paragraph {
                lines: vec![shown],
                kept: stands,
                table: stands && line.table,
                tagged: tagged && line.table,
            }),
        }
        if let Some(open) = out.last_mut() {
            open.table = stands;
        }
        before = Some(line);
    }
    for paragraph in &mut out {
        paragraph.kept |= paragraph.table;
    }
    let tables: Vec<bool> = out.iter().map(|paragraph| paragraph.tagged).collect();
    let kept = out.iter().any(|paragraph| paragraph.kept);
    let text: Vec<String> = out
        .into_iter()
        .zip(tables)
        .map(|(paragraph, table)| {
            let words = paragraph.lines.join("\n");
            if table { format!("<TABLE>\n{words}\n</TABLE>") } else { words }
        })
        .collect();
    let style = if kept { Style::Literal } else { Style::Folded };
    Some(Scalar { text: text.join(if kept { "\n\n" } else { "\n" }), style })
}

/// Words joined as YAML's folding does it: a hyphen at a line's end stays, without a blank where it tore a name with figures.
fn is_torn(text: &str) -> bool {
    let word = text.rsplit(' ').next().unwrap_or_default().trim_end_matches('-');
    !word.is_empty() && word.chars().all(|c| c.is_ascii_digit())
}

fn line(page: &Page<'_>, claims: &Claims, tokens: &[usize], tagged: bool) -> Option<Line> {
    let row = page.row(*tokens.first()?);
    let whole = page.tokens_of(row);
    // Rules and marks within the line are its own.
    let (mut first, mut last) = (*tokens.first()?, *tokens.last()?);
    while first > whole.start && free_sign(page, claims, first - 1) {
        first -= 1;
    }
    while last + 1 < whole.end && free_sign(page, claims, last + 1) {
        last += 1;
    }
    let sheet = page.line(row)?;
    let (from, to) = (page.tokens.get(first)?, page.tokens.get(last)?);
    let one_cell_sheet = sheet.cells.len() == 1;
    let several = from.piece != to.piece;
    let one_cell = !several || one_cell_sheet;
    let text = if one_cell {
        page.sheet.text.get(from.start as usize..to.end as usize)?.to_owned()
    } else {
        cells(page, first, last)
    };
    let length = text.chars().count();
    Some(Line {
        left: if one_cell { from.left as usize } else { 0 },
        length,
        above: if whole.start == first { sheet.above } else { 0 },
        start: if whole.start == first { sheet.start } else { Start::Wrapped },
        table: sheet.table && (tagged || several),
        columns: one_cell && text.contains("   "),
        page: sheet.page,
        opens: sheet.opens,
        cells: if one_cell { Vec::new() } else { cells_of(page, first, last) },
        ruled: (first..=last).any(|token| page.sign(token) == Some(Sign::Rule))
            && (first..=last).all(|token| page.sign(token) == Some(Sign::Rule) || page.text(token) == "-"),
        text,
    })
}

fn free_sign(page: &Page<'_>, claims: &Claims, token: usize) -> bool {
    page.sign(token).is_some() && claims.of(token) == Owner::Free
}

/// The words of several cells, in columns.
fn cells(page: &Page<'_>, first: usize, last: usize) -> String {
    let mut out = String::new();
    let mut piece = None;
    let mut end = 0;
    for token in first..=last {
        let Some(own) = page.tokens.get(token) else { continue };
        if piece.is_some_and(|piece| piece != own.piece) {
            out.push_str("   ");
        } else if !out.is_empty() && own.start > end {
            out.push(' ');
        }
        out.push_str(page.text(token));
        (piece, end) = (Some(own.piece), own.end);
    }
    out
}

/// The cells of a line of a grid.
fn cells_of(page: &Page<'_>, first: usize, last: usize) -> Vec<(u32, String)> {
    let mut out: Vec<(u32, String)> = Vec::new();
    let mut before: Option<(u32, u32)> = None;
    for token in (first..=last).filter_map(|token| page.tokens.get(token).map(|own| (token, own))) {
        let (number, own) = token;
        let left = page.piece(number).map_or(own.left, |piece| piece.left);
        match (out.last_mut(), before) {
            (Some((_, text)), Some((piece, end))) if piece == own.piece => {
                if own.start > end {
                    text.push(' ');
                }
                text.push_str(page.text(number));
            }
            _ => out.push((left, page.text(number).to_owned())),
        }
        before = Some((own.piece, own.end));
    }
    out
}

/// Lays the rows of a grid out in columns, so that an empty cell has its place and a figure stands under its heading.
fn lay_out(lines: &mut [Line]) {
    let mut lefts: Vec<u32> = lines.iter().flat_map(|line| line.cells.iter().map(|(left, _)| *left)).collect();
    lefts.sort_unstable();
    lefts.dedup();
    let column = |left: u32| lefts.partition_point(|known| *known < left);
    let mut widths = vec![0_usize; lefts.len()];
    for (left, text) in lines.iter().flat_map(|line| &line.cells) {
        if let Some(width) = widths.get_mut(column(*left)) {
            *width = (*width).max(text.chars().count());
        }
    }
    for line in lines {
        let mut out = String::new();
        for (at, width) in widths.iter().enumerate() {
            let cell = line.cells.iter().find(|(left, _)| column(*left) == at).map_or("", |(_, text)| text.as_str());
            let figures = cell.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '(' | '$' | '-'));
            let cell = if figures && at > 0 { format!("{cell:>width$}") } else { format!("{cell:width$}") };
            if at > 0 {
                out.push_str("   ");
            }
            out.push_str(&cell);
        }
        out.trim_end().clone_into(&mut line.text);
        line.length = line.text.chars().count();
    }
}

/// Rules at the ends of a narrative part it from what is around it.
fn without_rules(mut lines: Vec<Line>) -> Vec<Line> {
    let is_rule = |line: &Line| line.ruled;
    while lines.last().is_some_and(is_rule) {
        lines.pop();
    }
    let leading = lines.iter().take_while(|line| is_rule(line)).count();
    lines.drain(..leading);
    lines
}

/// Whether the writer puts two blanks after a sentence.
fn sentences_stand_apart(lines: &[Line]) -> bool {
    let (mut one, mut two) = (0, 0);
    for line in lines.iter().filter(|line| !line.table) {
        for (at, _) in line.text.match_indices(['.', '?', '!']) {
            let rest = line.text.get(at + 1..).unwrap_or_default();
            let begins = |rest: &str| rest.starts_with(|c: char| c.is_uppercase() || c == '"');
            one += usize::from(rest.strip_prefix(' ').is_some_and(begins));
            two += usize::from(rest.strip_prefix("  ").is_some_and(begins));
        }
    }
    two > one
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Break {
    Wrapped,
    Line,
    Paragraph,
}

/// Whether a line has columns, and so has one of its neighbours.
fn in_columns(lines: &[Line], at: usize) -> bool {
    let near = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
    near.filter_map(|near| lines.get(near)).any(|line| line.columns || line.table)
}

/// What the break between two lines was meant as.
fn broken(before: &Line, line: &Line, width: usize) -> Break {
    let ended = before.text.ends_with(['.', '?', '!', ':', ';', '"', ')', '\u{201d}']);
    if line.page && !ended {
        return Break::Wrapped;
    }
    match line.start {
        Start::Block if line.table && before.table => return Break::Line,
        Start::Block => return Break::Paragraph,
        Start::Break | Start::Wrapped if line.above > 0 => return Break::Paragraph,
        Start::Break => return Break::Line,
        Start::Wrapped => {}
    }
    if line.opens {
        return Break::Paragraph;
    }
    if line.table || before.table {
        return if line.table == before.table { Break::Line } else { Break::Paragraph };
    }
    // A line with columns begins anew.
    if line.columns {
        return Break::Line;
    }
    let first = line.text.split(' ').next().unwrap_or_default();
    let would_be = before.left + before.length + 1 + first.chars().count();
    let short = would_be * 100 < width * SHORT;
    if line.left >= before.left + 2
        && (ended || short)
        && !is_item(first)
        && !is_item(before.text.split(' ').next().unwrap_or_default())
    {
        return Break::Paragraph;
    }
    if short && (ended || !first.starts_with(char::is_lowercase)) || (is_item(first) && (ended || short)) {
        return Break::Line;
    }
    Break::Wrapped
}

/// Whether a word begins an item of a list: `(1)`, `a.`, `-`.
fn is_item(word: &str) -> bool {
    let inner = word.trim_matches(['(', ')', '.']);
    let numbered = inner.len() <= 3 && !inner.is_empty() && inner.chars().all(char::is_alphanumeric);
    matches!(word, "-" | "--" | "o" | "*" | "\u{2022}")
        || (numbered
            && inner.len() < word.len()
            && !word.ends_with("..")
            && (word.ends_with(')') || word.ends_with('.')))
}
