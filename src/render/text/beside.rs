//! Cells side by side.

/// Blanks between columns.
pub(super) const GAP: usize = 2;

/// Sets cells side by side, each in its width; `right` ones stand to the right.
pub(super) fn beside(cells: &[Vec<String>], widths: &[usize], right: &[bool]) -> Vec<String> {
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    (0..height)
        .map(|row| {
            let mut line = String::new();
            for (index, (cell, width)) in cells.iter().zip(widths).enumerate() {
                let text = cell.get(row).map(String::as_str).unwrap_or_default();
                if index > 0 {
                    line.push_str(&" ".repeat(GAP));
                }
                let pad = " ".repeat(width.saturating_sub(text.len()));
                if right.get(index) == Some(&true) {
                    line.push_str(&pad);
                    line.push_str(text);
                } else {
                    line.push_str(text);
                    line.push_str(&pad);
                }
            }
            line.trim_end().to_owned()
        })
        .collect()
}
