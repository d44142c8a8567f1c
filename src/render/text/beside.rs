//! Cells side by side.

use super::printed::{Lines, Printed, blanks};

/// Blanks between columns.
pub(super) const GAP: usize = 2;

/// Adds cells side by side, each in its width; `right` ones stand to the right.
pub(super) fn beside<'c>(cells: &[impl AsRef<[Printed<'c>]>], widths: &[usize], right: &[bool], out: &mut Lines<'_>) {
    let height = cells.iter().map(|cell| cell.as_ref().len()).max().unwrap_or(0);
    let row = |row: usize| {
        let mut line = String::with_capacity(widths.iter().sum::<usize>() + GAP * widths.len());
        for (index, (cell, width)) in cells.iter().zip(widths).enumerate() {
            if index > 0 {
                blanks(GAP, &mut line);
            }
            let cell = cell.as_ref().get(row);
            let pad = width.saturating_sub(cell.map(Printed::len).unwrap_or_default());
            let right = right.get(index) == Some(&true);
            blanks(if right { pad } else { 0 }, &mut line);
            if let Some(cell) = cell {
                cell.put(&mut line);
            }
            blanks(if right { 0 } else { pad }, &mut line);
        }
        line.truncate(line.trim_end_matches(' ').len());
        Printed::new(line)
    };
    out.extend((0..height).map(row));
}
