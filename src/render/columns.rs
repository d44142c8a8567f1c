//! Widths of columns side by side, in any unit: characters of plain text, parts of a point, twips.

/// What a column needs: the width of its widest word, and of its widest line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Need {
    pub(super) least: usize,
    pub(super) natural: usize,
}

/// The width that columns need at least, with `gap` between them.
pub(super) fn least(needs: &[Need], gap: usize) -> usize {
    needs.iter().map(|need| need.least).fold(gap * needs.len().saturating_sub(1), usize::saturating_add)
}

/// Widths for columns: each its natural one if that fits; else what is left beyond the least is dealt out evenly, and a
/// column that needs less of it leaves the rest to the others. None if even the least does not fit.
pub(super) fn fit(needs: &[Need], width: usize, gap: usize) -> Option<Vec<usize>> {
    let mut spare = width.checked_sub(least(needs, gap))?;
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

/// Widths that fill the whole width, in proportion to each column's part; but none less than its natural one if those
/// fit, else than its least. None if even the least does not fit.
pub(super) fn share(needs: &[Need], parts: &[usize], width: usize, gap: usize) -> Option<Vec<usize>> {
    let room = width.checked_sub(gap * needs.len().saturating_sub(1))?;
    let mut shared = divide(needs, parts, room)?;
    // What the division leaves goes to the last column.
    let left = room.saturating_sub(shared.iter().sum());
    if let Some(last) = shared.last_mut() {
        *last += left;
    }
    Some(shared)
}

/// The same of a room without gaps, of which what the division leaves is left free.
pub(super) fn divide(needs: &[Need], parts: &[usize], mut room: usize) -> Option<Vec<usize>> {
    let floors: [Vec<usize>; 2] =
        [needs.iter().map(|need| need.natural).collect(), needs.iter().map(|need| need.least).collect()];
    let floors = floors.into_iter().find(|floors| floors.iter().copied().fold(0, usize::saturating_add) <= room)?;
    let mut widths: Vec<Option<usize>> = vec![None; floors.len()];
    loop {
        // What is left is shared by the columns that do not stand at their floor.
        let all: usize = parts.iter().zip(&widths).filter(|(_, width)| width.is_none()).map(|(part, _)| part).sum();
        let part = |part: usize| (room * part).checked_div(all).unwrap_or_default();
        let columns = || widths.iter().zip(&floors).zip(parts).enumerate();
        let short = columns().find(|(_, ((width, floor), parts))| width.is_none() && part(**parts) < **floor);
        let Some((index, ((_, floor), _))) = short else {
            return Some(columns().map(|(_, ((width, _), parts))| width.unwrap_or_else(|| part(*parts))).collect());
        };
        room -= floor;
        if let Some(width) = widths.get_mut(index) {
            *width = Some(*floor);
        }
    }
}

/// Gives what is left of a width to the columns of words, to be written on; to all columns where none is of words.
pub(super) fn spread(widths: &mut [usize], numeric: &[bool], width: usize, gap: usize) {
    let used = widths.iter().sum::<usize>() + gap * widths.len().saturating_sub(1);
    let mut left = width.saturating_sub(used);
    let all = numeric.iter().all(|numeric| *numeric);
    let mut takers = numeric.iter().filter(|numeric| all || !**numeric).count();
    for (width, _) in widths.iter_mut().zip(numeric).filter(|(_, numeric)| all || !**numeric) {
        let more = left.checked_div(takers).unwrap_or_default();
        *width += more;
        left -= more;
        takers -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(least: usize, natural: usize) -> Need {
        Need { least, natural }
    }

    #[test]
    fn what_is_left_goes_to_words() {
        let spread = |mut widths: Vec<usize>, numeric: &[bool]| {
            spread(&mut widths, numeric, 25, 2);
            widths
        };
        assert_eq!(spread(vec![3, 4], &[false, true]), [19, 4]);
        assert_eq!(spread(vec![3, 4], &[true, true]), [11, 12]);
        assert_eq!(spread(vec![20, 20], &[false, false]), [20, 20]);
    }

    #[test]
    fn columns_fit_or_do_not() {
        assert_eq!(fit(&[need(3, 5), need(4, 10)], 20, 2), Some(vec![5, 10]));
        assert_eq!(fit(&[need(3, 13), need(4, 24)], 24, 2), Some(vec![11, 11]));
        assert_eq!(fit(&[need(3, 6), need(4, 24)], 24, 2), Some(vec![6, 16]));
        assert_eq!(fit(&[need(10, 10), need(10, 10)], 21, 2), None);
        assert_eq!(share(&[need(3, 5), need(4, 10)], &[1, 1], 22, 2), Some(vec![10, 10]));
        assert_eq!(share(&[need(3, 5), need(4, 5)], &[2, 1], 22, 2), Some(vec![13, 7]));
        assert_eq!(share(&[need(15, 15), need(1, 1)], &[1, 1], 22, 2), Some(vec![15, 5]));
        assert_eq!(share(&[need(3, 5), need(4, 10)], &[2, 1], 18, 2), Some(vec![6, 10]));
        assert_eq!(share(&[need(3, 5), need(4, 24)], &[1, 1], 22, 2), Some(vec![10, 10]));
        assert_eq!(share(&[need(10, 10), need(10, 10)], &[1, 1], 21, 2), None);
    }
}
