//! The widths of columns, in twips.

/// What a column needs: the length of its longest word, and of its longest line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Need {
    pub(super) least: u32,
    pub(super) natural: u32,
}

/// Widths that fill a room, each in proportion to its column's part; but none less than its natural one if those fit, else
/// than its least. Where not even the least fit, the reader's program breaks words.
pub(super) fn share(needs: &[Need], parts: &[u32], room: u32) -> Vec<u32> {
    let sum = |need: fn(&Need) -> u32| needs.iter().map(need).fold(0, u32::saturating_add) <= room;
    let floor: fn(&Need) -> u32 = if sum(|need| need.natural) {
        |need| need.natural
    } else if sum(|need| need.least) {
        |need| need.least
    } else {
        |_| 0
    };
    let mut widths: Vec<Option<u32>> = vec![None; needs.len()];
    let mut left = room;
    loop {
        // What is left is shared by the columns that do not stand at their floor.
        let all: u32 = parts.iter().zip(&widths).filter(|(_, width)| width.is_none()).map(|(part, _)| part).sum();
        let share = |part: u32| (left * part).checked_div(all).unwrap_or_default();
        let mut columns = widths.iter().zip(needs).zip(parts);
        let short = columns.position(|((width, need), part)| width.is_none() && share(*part) < floor(need));
        match short.and_then(|index| Some((needs.get(index)?, widths.get_mut(index)?))) {
            Some((need, width)) => {
                *width = Some(floor(need));
                left -= floor(need);
            }
            None => {
                return widths.iter().zip(parts).map(|(width, part)| width.unwrap_or_else(|| share(*part))).collect();
            }
        }
    }
}

/// Widths that fill a room: each column its natural one if those fit; else what is left beyond the least is dealt out
/// evenly, and a column that needs less of it leaves the rest to the others. What is left then goes to the columns that
/// have a part in it.
pub(super) fn fit(needs: &[Need], parts: &[u32], room: u32) -> Vec<u32> {
    let least = needs.iter().map(|need| need.least).fold(0, u32::saturating_add);
    let Some(mut spare) = room.checked_sub(least) else {
        // None gives way to another: all are narrower than their words.
        let narrow = |need: &Need| u64::from(need.least) * u64::from(room) / u64::from(least.max(1));
        return needs.iter().map(|need| u32::try_from(narrow(need)).unwrap_or(room)).collect();
    };
    let mut widths: Vec<u32> = needs.iter().map(|need| need.least).collect();
    loop {
        let wanting = widths.iter().zip(needs).filter(|(width, need)| **width < need.natural).count();
        let share = u32::try_from(wanting).ok().and_then(|wanting| spare.checked_div(wanting)).unwrap_or(0);
        if share == 0 {
            break;
        }
        for (width, need) in widths.iter_mut().zip(needs) {
            let more = share.min(need.natural.saturating_sub(*width));
            *width += more;
            spare -= more;
        }
    }
    let all = parts.iter().sum::<u32>();
    for (width, part) in widths.iter_mut().zip(parts) {
        *width += (spare * part).checked_div(all).unwrap_or(0);
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(least: u32, natural: u32) -> Need {
        Need { least, natural }
    }

    #[test]
    fn columns_fit_into_a_room() {
        assert_eq!(fit(&[need(30, 50), need(40, 100)], &[1, 1], 200), [75, 125]);
        assert_eq!(fit(&[need(30, 50), need(40, 100)], &[0, 1], 200), [50, 150]);
        assert_eq!(fit(&[need(30, 130), need(40, 240)], &[1, 1], 240), [115, 125]);
        assert_eq!(fit(&[need(30, 60), need(40, 240)], &[1, 1], 240), [60, 180]);
        assert_eq!(fit(&[need(300, 300), need(100, 100)], &[1, 0], 200), [150, 50]);
    }

    #[test]
    fn columns_share_a_room() {
        assert_eq!(share(&[need(30, 50), need(40, 100)], &[1, 1], 200), [100, 100]);
        assert_eq!(share(&[need(30, 50), need(40, 50)], &[2, 1], 210), [140, 70]);
        assert_eq!(share(&[need(150, 150), need(10, 10)], &[1, 1], 200), [150, 50]);
        assert_eq!(share(&[need(30, 50), need(40, 240)], &[1, 1], 200), [100, 100]);
        assert_eq!(share(&[need(300, 300), need(10, 10)], &[1, 1], 200), [100, 100]);
    }
}
