//! The widths of columns, in twips. Where not even the least fit, the reader's program breaks words.

use crate::render::columns::{self, Need};

/// What a column needs: the width of its widest word, and of its widest line.
pub(super) fn need(least: u32, natural: u32) -> Need {
    Need { least: least as usize, natural: natural as usize }
}

/// Widths that fill a room, each in proportion to its column's part, but for what the columns need.
pub(super) fn share(needs: &[Need], parts: &[usize], room: u32) -> Vec<u32> {
    let shared = |needs: &[Need]| columns::divide(needs, parts, room as usize);
    let broken = || needs.iter().map(|need| Need { least: 0, ..*need }).collect::<Vec<_>>();
    twips(shared(needs).or_else(|| shared(&broken())).unwrap_or_default(), room)
}

/// Widths that fill a room: what the columns need, and what is left goes to the columns of words.
pub(super) fn fit(needs: &[Need], numeric: &[bool], room: u32) -> Vec<u32> {
    let Some(mut widths) = columns::fit(needs, room as usize, 0) else {
        // None gives way to another: all are narrower than their words.
        let least = columns::least(needs, 0) as u64;
        let narrow = |need: &Need| need.least as u64 * u64::from(room) / least.max(1);
        return needs.iter().map(|need| u32::try_from(narrow(need)).unwrap_or(room)).collect();
    };
    columns::spread(&mut widths, numeric, room as usize, 0);
    twips(widths, room)
}

/// No column is wider than the room.
fn twips(widths: Vec<usize>, room: u32) -> Vec<u32> {
    widths.into_iter().map(|width| u32::try_from(width).unwrap_or(room)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fit_into_a_room() {
        let words = [false, false];
        assert_eq!(fit(&[need(30, 50), need(40, 100)], &words, 200), [75, 125]);
        assert_eq!(fit(&[need(30, 50), need(40, 100)], &[true, false], 200), [50, 150]);
        assert_eq!(fit(&[need(30, 130), need(40, 240)], &words, 240), [115, 125]);
        assert_eq!(fit(&[need(30, 60), need(40, 240)], &words, 240), [60, 180]);
        assert_eq!(fit(&[need(300, 300), need(100, 100)], &[false, true], 200), [150, 50]);
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
