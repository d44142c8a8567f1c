//! Tables: cells in the columns of their grid, rows as lines.

use super::flow::{Flow, Lines};
use crate::read::sheet::{Cell, Line, Start};

/// How many columns a grid has at most.
const MOST_COLUMNS: usize = 1000;
/// How wide a column is.
const WIDTH: u32 = 100;

/// A table that has begun.
#[derive(Debug)]
pub(super) struct Table {
    /// How deep its element is.
    pub(super) depth: usize,
    /// The lines around the table, while those of a cell are written.
    outer: Lines,
    /// The cell that is being written: its first column, and how many it takes.
    cell: Option<(u32, u32)>,
    /// The cells of the row before.
    cells: Vec<Placed>,
    row: u32,
    column: usize,
    /// Before which row each column is taken by a cell of a row above.
    until: Vec<u32>,
}

/// A cell of a row.
#[derive(Debug)]
struct Placed {
    column: u32,
    span: u32,
    lines: Vec<Line>,
    /// Its empty lines, if it is empty.
    above: u16,
}

impl Table {
    pub(super) fn new(depth: usize) -> Self {
        Self { depth, outer: Lines::default(), cell: None, cells: Vec::new(), row: 0, column: 0, until: Vec::new() }
    }

    pub(super) fn open_cell(&mut self, flow: &mut Flow, columns: u16, rows: u16) {
        let taken = |until: &Vec<u32>, column: usize| until.get(column).is_some_and(|until| *until > self.row);
        while taken(&self.until, self.column) {
            self.column += 1;
        }
        let column = self.column.min(MOST_COLUMNS);
        let span = usize::from(columns.max(1)).min(MOST_COLUMNS + 1 - column);
        self.column = column + span;
        if rows > 1 {
            let until = self.row.saturating_add(u32::from(rows));
            if self.until.len() < self.column {
                self.until.resize(self.column, 0);
            }
            self.until.iter_mut().skip(column).take(span).for_each(|taken| *taken = until);
        }
        let narrow = |number: usize| u32::try_from(number).unwrap_or_default();
        self.cell = Some((narrow(column), narrow(span)));
        flow.release();
        flow.block();
        std::mem::swap(&mut self.outer, &mut flow.lines);
        flow.lines = Lines::default();
    }

    pub(super) fn close_cell(&mut self, flow: &mut Flow) {
        flow.release();
        flow.block();
        let Some((column, span)) = self.cell.take() else { return };
        let Lines { done: lines, above, .. } = std::mem::replace(&mut flow.lines, std::mem::take(&mut self.outer));
        self.cells.push(Placed { column, span, lines, above });
    }

    pub(super) fn close_row(&mut self, flow: &mut Flow) {
        self.close_cell(flow);
        self.column = 0;
        let mut cells = std::mem::take(&mut self.cells);
        if cells.is_empty() {
            return;
        }
        self.row = self.row.saturating_add(1);
        let lines = &mut flow.lines;
        if cells.iter().all(|cell| cell.lines.is_empty()) {
            lines.empty(cells.iter().map(|cell| cell.above).max().unwrap_or_default());
            return;
        }
        cells.retain(|cell| !cell.lines.is_empty());
        let tables = cells.iter().filter(|cell| cell.lines.iter().any(|line| line.cells.len() > 1)).count();
        if cells.len() == 1 || tables > 1 {
            for cell in cells {
                under(lines, cell.lines);
            }
        } else {
            beside(lines, cells);
        }
        lines.start = Start::Block;
    }
}

/// Lines under others; the first is a row's.
fn under(to: &mut Lines, lines: Vec<Line>) {
    let mut lines = lines.into_iter();
    if let Some(first) = lines.next() {
        to.push(Line { start: Start::Block, ..first });
    }
    if to.done.len() == 1 && lines.len() > 0 {
        to.done.reserve(lines.len());
    }
    to.done.extend(lines);
}

/// Lines of cells beside each other. An empty line of a cell has its place: a caption under a blank stands beside those under
/// answers.
fn beside(to: &mut Lines, cells: Vec<Placed>) {
    let mut columns: Vec<_> = cells
        .into_iter()
        .map(|cell| {
            let is_table = cell.lines.iter().any(|line| line.cells.len() > 1);
            let rights = cell.lines.iter().flat_map(|line| &line.cells).map(|inner| inner.right);
            let width = if is_table { rights.max() } else { None };
            let lines = cell
                .lines
                .into_iter()
                .flat_map(|line| std::iter::repeat_n(None, usize::from(line.above)).chain(std::iter::once(Some(line))));
            (cell.column, cell.span, width, lines)
        })
        .collect();
    let mut start = Start::Block;
    let mut above = 0;
    loop {
        let mut line = Line { start, above, page: false, table: true, opens: false, cells: Vec::new() };
        let mut goes_on = false;
        for (column, span, width, lines) in &mut columns {
            let Some(inner) = lines.next() else { continue };
            goes_on = true;
            let Some(inner) = inner else { continue };
            line.page |= inner.page;
            // A paragraph of a cell is one in the row as well.
            if inner.start == Start::Block {
                line.start = Start::Block;
            }
            line.cells.extend(inner.cells.into_iter().map(|inner| within(inner, *column, *span, *width)));
        }
        if !goes_on {
            return;
        }
        if line.cells.is_empty() {
            above += 1;
            continue;
        }
        to.push(line);
        (start, above) = (Start::Break, 0);
    }
}

/// A cell in its columns; one of a table within them keeps its share.
fn within(cell: Cell, column: u32, span: u32, width: Option<u32>) -> Cell {
    let (left, all) = (column * WIDTH, span * WIDTH);
    let Some(width) = width.filter(|width| *width > 0) else { return Cell { left, right: left + all, ..cell } };
    let share = |at: u32| u32::try_from(u64::from(at) * u64::from(all) / u64::from(width)).unwrap_or(all);
    Cell { left: left + share(cell.left), right: left + share(cell.right), ..cell }
}
