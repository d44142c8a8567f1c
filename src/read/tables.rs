//! Rows of a table, under the headings of its columns.

use std::ops::Range;

use super::claims::{Claims, Owner};
use super::find::Ground;
use super::marks::Sign;
use super::outline::{Item, List};
use super::records::Record;
use super::sheet::Start;
use super::values::{Reader, is_none, joined};

/// A column: its hole, and where its cells stand.
#[derive(Debug, Clone)]
struct Column {
    hole: usize,
    /// Whether each row must have an answer in it.
    required: bool,
    left: u32,
    right: u32,
}

/// Reads the rows of a table that stand among some tokens, and takes their words. `spans` gives a statement's tokens.
pub(super) fn read(
    ground: &Ground<'_>,
    claims: &mut Claims,
    reader: &Reader<'_>,
    list: &List,
    spans: &dyn Fn(usize) -> Option<(usize, usize)>,
    range: Range<usize>,
) -> Vec<Record> {
    let page = ground.page;
    let items = ground.outline.items.get(list.items.clone()).unwrap_or_default();
    let mut columns: Vec<Column> = Vec::new();
    let mut under = page.row(range.start);
    for item in items {
        let Item::Hole(hole) = item else { continue };
        let Some(label) = ground.outline.holes.get(*hole).and_then(|hole| hole.label) else { continue };
        let Some((first, last)) = spans(label) else { continue };
        let tokens = (first..=last).filter(|token| claims.of(*token) == Owner::Statement(label));
        let pieces: Vec<_> = tokens
            .filter_map(|token| {
                under = under.max(page.row(token));
                let own = page.tokens.get(token)?;
                let piece = page.piece(token)?;
                // A cell of a grid is as wide as its column.
                let alone = piece.tokens.clone().all(|other| claims.of(other) == Owner::Statement(label));
                Some(if alone { (piece.left, piece.right) } else { (own.left, own.right) })
            })
            .collect();
        let (left, right) =
            pieces.iter().fold((u32::MAX, 0), |(left, right), piece| (left.min(piece.0), right.max(piece.1)));
        let field = ground.outline.holes.get(*hole).and_then(|hole| reader.field(hole));
        columns.push(Column { hole: *hole, required: field.is_some_and(|field| !field.optional), left, right });
    }
    if columns.len() < 2 {
        return Vec::new();
    }
    columns.sort_by_key(|column| column.left);
    let mut exact = false;
    let mut out: Vec<Record> = Vec::new();
    let mut last_row: Option<usize> = None;
    let rows = under + 1..page.row(range.end.saturating_sub(1)) + 1;
    // In a document typed with wide spacing so is the table.
    let usual = rows.clone().skip(1).take(6).map(|row| page.above(row)).min().unwrap_or(0);
    for row in rows {
        let tokens = page.tokens_of(row).filter(|token| range.contains(token));
        let tokens: Vec<usize> =
            tokens.filter(|token| page.sign(*token).is_some() || !ground.says_nothing(*token)).collect();
        let rules: Vec<usize> = tokens.iter().copied().filter(|token| page.sign(*token) == Some(Sign::Rule)).collect();
        if rules.len() == tokens.len() || tokens.is_empty() {
            if rules.len() == columns.len() && out.is_empty() {
                for (column, rule) in columns.iter_mut().zip(&rules) {
                    if let Some(token) = page.tokens.get(*rule) {
                        (column.left, column.right) = (token.left, token.right);
                    }
                }
                exact = true;
            }
            continue;
        }
        let free: Vec<usize> = tokens.into_iter().filter(|token| claims.is_free(*token)).collect();
        if free.is_empty() {
            continue;
        }
        let mut cells: Vec<Vec<usize>> = vec![Vec::new(); columns.len()];
        for token in free {
            if let Some(cell) = place(ground, &columns, exact, token).and_then(|at| cells.get_mut(at)) {
                cell.push(token);
            }
        }
        let line = page.line(row);
        // One cell alone, and far from the table, is no row of it.
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        let apart = line.is_some_and(|line| line.above > usual);
        let goes_on = last_row == Some(row - 1)
            && !apart
            && match line.map(|line| line.start) {
                Some(Start::Block) => false,
                Some(Start::Break) => true,
                _ => out.last().is_some_and(|record| continues(ground, &columns, exact, record, &cells)),
            };
        if goes_on {
            if let Some(record) = out.last_mut() {
                for ((_, lines), cell) in record.parts.iter_mut().zip(cells) {
                    if !cell.is_empty() {
                        lines.push(cell);
                    }
                }
            }
        } else if filled > 1 && !cells.iter().filter(|cell| !cell.is_empty()).all(|cell| is_none(&joined(ground, cell)))
        {
            let parts = columns
                .iter()
                .zip(cells)
                .map(|(column, cell)| (column.hole, if cell.is_empty() { Vec::new() } else { vec![cell] }));
            out.push(Record { parts: parts.collect() });
        } else if !out.is_empty() || filled > 0 {
            break;
        }
        last_row = Some(row);
    }
    for token in out.iter().flat_map(|record| &record.parts).flat_map(|(_, lines)| lines.iter().flatten()) {
        claims.set(*token, Owner::Answer);
    }
    out
}

/// The column that a token stands in.
fn place(ground: &Ground<'_>, columns: &[Column], exact: bool, token: usize) -> Option<usize> {
    let own = ground.page.tokens.get(token)?;
    if exact {
        return columns.iter().rposition(|column| own.left + 1 > column.left).or(Some(0));
    }
    let piece = ground.page.piece(token)?;
    let distance = |column: &Column| {
        let shared = i64::from(piece.right.min(column.right)) - i64::from(piece.left.max(column.left));
        let middles = (i64::from(piece.left) - i64::from(column.left))
            .abs()
            .min((i64::from(piece.right) - i64::from(column.right)).abs());
        (-shared.clamp(-1_000, 1), middles)
    };
    columns.iter().enumerate().min_by_key(|(_, column)| distance(column)).map(|(at, _)| at)
}

/// Whether a line goes on with the cells of a row: where the width of the columns is known, each of its cells must have had
/// no room on the line before.
fn continues(ground: &Ground<'_>, columns: &[Column], exact: bool, record: &Record, cells: &[Vec<usize>]) -> bool {
    let page = ground.page;
    let width = |tokens: &[usize]| {
        let first = tokens.first().and_then(|token| page.tokens.get(*token)).map_or(0, |token| token.left);
        let last = tokens.last().and_then(|token| page.tokens.get(*token)).map_or(0, |token| token.right);
        last.saturating_sub(first)
    };
    if !exact {
        // The first cell of a row is rarely empty, and a row of which only the first goes on has no others.
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        return cells.first().is_some_and(Vec::is_empty) || filled < 2;
    }
    let whole = columns.iter().zip(cells).all(|(column, cell)| !column.required || !cell.is_empty());
    if !whole && cells.iter().filter(|cell| !cell.is_empty()).count() < 2 {
        return true;
    }
    let lower = |cell: &Vec<usize>| cell.first().is_some_and(|token| page.text(*token).starts_with(char::is_lowercase));
    if cells.iter().any(lower) {
        return true;
    }
    // A name in capitals or figures is not wrapped.
    let single = |tokens: &[usize]| {
        let [only] = tokens else { return false };
        page.text(*only).chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
    };
    let again = |(_, lines): &(usize, Vec<Vec<usize>>), cell: &Vec<usize>| {
        lines.last().is_some_and(|last| single(last)) && single(cell)
    };
    if record.parts.iter().zip(cells).any(|(part, cell)| again(part, cell)) {
        return false;
    }
    // Nor do all cells of a row go on with a capital or a figure.
    let begins = |cell: &Vec<usize>| {
        cell.first()
            .is_some_and(|token| !page.text(*token).starts_with(|c: char| c.is_lowercase() || !c.is_alphanumeric()))
    };
    if whole
        && cells.iter().filter(|cell| !cell.is_empty()).count() > 1
        && cells.iter().filter(|cell| !cell.is_empty()).all(begins)
    {
        return false;
    }
    record.parts.iter().zip(cells).zip(columns).all(|(((_, lines), cell), column)| {
        let Some(first) = cell.first().and_then(|token| page.tokens.get(*token)) else { return true };
        let Some(last) = lines.last() else { return false };
        width(last) + 1 + (first.right - first.left) > column.right - column.left
    })
}
