//! A sheet as lines of text, for tests.

use std::fmt::Write;

use crate::read::sheet::{Sheet, Start};

/// `page table +2 br [0] cell | [100] cell`: what a line has of its own, then its cells with their columns. A line of plain text
/// begins with nothing, one after `<br>` with `br`, a block with `-`.
pub(super) fn drawn(sheet: &Sheet) -> String {
    let mut out = String::new();
    for line in &sheet.lines {
        let start = match line.start {
            Start::Wrapped => "",
            Start::Break => "br ",
            Start::Block => "- ",
        };
        let page = if line.page { "page " } else { "" };
        let table = if line.table { "table " } else { "" };
        let above = if line.above > 0 { format!("+{} ", line.above) } else { String::new() };
        let cells = line.cells.iter().map(|cell| {
            let words = sheet.text.get(cell.range.start as usize..cell.range.end as usize).unwrap_or("?");
            format!("[{}] {words}", cell.left)
        });
        let _ = writeln!(out, "{page}{table}{above}{start}{}", cells.collect::<Vec<_>>().join(" | "));
    }
    out
}

/// What each cell stands for in the file.
pub(super) fn placed<'t>(sheet: &Sheet, text: &'t str) -> Vec<&'t str> {
    let cells = sheet.lines.iter().flat_map(|line| &line.cells);
    cells.map(|cell| text.get(sheet.places.range(cell.range.clone())).unwrap_or("?")).collect()
}
