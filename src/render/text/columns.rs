//! Columns side by side.

/// What a column needs: the length of its longest word, and of its longest line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Need {
    pub(super) least: usize,
    pub(super) natural: usize,
}

/// Blanks between columns.
pub(super) const GAP: usize = 2;

/// The width that columns need at least.
pub(super) fn least(needs: &[Need]) -> usize {
    needs.iter().map(|need| need.least).sum::<usize>() + GAP * needs.len().saturating_sub(1)
}

/// Widths for columns: each its natural one if that fits; else what is left beyond the least is dealt out evenly, and a
/// column that needs less of it leaves the rest to the others. None if even the least does not fit.
pub(super) fn fit(needs: &[Need], width: usize) -> Option<Vec<usize>> {
    let mut spare = width.checked_sub(least(needs))?;
    let mut widths: Vec<usize> = needs.iter().map(|need| need.least).collect();
    loop {
        let wanting = widths.iter().zip(needs).filter(|(width, need)| **width < need.natural).count();
        let Some(share) = spare.checked_div(wanting).map(|share| share.max(1)).filter(|_| spare > 0) else {
            return Some(widths);
        };
        for (width, need) in widths.iter_mut().zip(needs) {
            let more = share.min(need.natural - *width).min(spare);
            *width += more;
            spare -= more;
        }
    }
}

/// Widths that fill the whole width, equal if the least allows it.
pub(super) fn share(needs: &[Need], width: usize) -> Option<Vec<usize>> {
    let count = needs.len();
    let equal = width.saturating_sub(GAP * count.saturating_sub(1)).checked_div(count)?;
    if needs.iter().all(|need| need.least <= equal) {
        return Some(vec![equal; count]);
    }
    let mut widths = fit(needs, width)?;
    let used = widths.iter().sum::<usize>() + GAP * count.saturating_sub(1);
    if let Some(last) = widths.last_mut() {
        *last += width.saturating_sub(used);
    }
    Some(widths)
}

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

#[cfg(test)]
mod tests {
    use super::*;

    fn need(least: usize, natural: usize) -> Need {
        Need { least, natural }
    }

    #[test]
    fn columns_fit_or_do_not() {
        assert_eq!(fit(&[need(3, 5), need(4, 10)], 20), Some(vec![5, 10]));
        assert_eq!(fit(&[need(3, 13), need(4, 24)], 24), Some(vec![11, 11]));
        assert_eq!(fit(&[need(3, 6), need(4, 24)], 24), Some(vec![6, 16]));
        assert_eq!(fit(&[need(10, 10), need(10, 10)], 21), None);
        assert_eq!(share(&[need(3, 5), need(4, 10)], 22), Some(vec![10, 10]));
        assert_eq!(share(&[need(15, 15), need(1, 1)], 22), Some(vec![15, 5]));
    }
}
