//! Pieces on lines -> strips.

use super::inline::{Piece, width};
use super::layout::Frame;
use super::strip::{Item, Strip};
use super::style::{HAIRLINE, INLINE_RULE, Style};
use super::tags::TagId;
use super::words::WordId;

/// Draws a line of pieces from `x` on. Where `end` is given, the rule of an answer that ends the line runs that far.
pub(super) fn put(strip: &mut Strip, pieces: &[Piece], x: f32, style: Style, tag: TagId, end: Option<f32>) {
    let y = style.baseline();
    let last = pieces.iter().rposition(|piece| !piece.is_blank());
    let mut at = x;
    let mut text: (f32, Vec<WordId>) = (x, Vec::new());
    let mut rule: Option<f32> = None;
    let flush = |strip: &mut Strip, text: &mut (f32, Vec<WordId>), at: f32| {
        let (x, words) = std::mem::replace(text, (at, Vec::new()));
        if !words.is_empty() {
            strip.items.push(Item::Text { x, y, style, tag, words });
        }
    };
    for (index, piece) in pieces.iter().enumerate() {
        let written_on = piece.is_written_on() && last.is_some_and(|last| index <= last);
        if written_on && rule.is_none() {
            rule = Some(at);
        }
        if !written_on && let Some(start) = rule.take() {
            strip.rule(style, start, at, HAIRLINE);
        }
        match piece {
            Piece::Word { word, .. } | Piece::Blank { word, .. } => text.1.push(*word),
            Piece::Hole => flush(strip, &mut text, at + INLINE_RULE),
        }
        at += piece.width();
        if Some(index) == last
            && let Some(start) = rule.take()
        {
            strip.rule(style, start, end.unwrap_or(at), HAIRLINE);
        }
    }
    flush(strip, &mut text, at);
}

/// Lines as strips; the first two and the last two stay together.
pub(super) fn set_lines(
    lines: &[Vec<Piece>],
    frame: Frame,
    style: Style,
    centred: bool,
    tag: TagId,
    ruled_to_end: bool,
) -> Vec<Strip> {
    let mut out: Vec<Strip> = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        let mut strip = Strip::line(style);
        let x = if centred { frame.x + (frame.width - width(line)) / 2.0 } else { frame.x };
        let end = (ruled_to_end && index + 1 == lines.len()).then(|| frame.end());
        put(&mut strip, line, x, style, tag, end);
        out.push(strip);
    }
    widows_and_orphans(&mut out);
    out
}

/// Keeps the first two and the last two lines of a paragraph together.
pub(super) fn widows_and_orphans(strips: &mut [Strip]) {
    let count = strips.len();
    for (index, strip) in strips.iter_mut().enumerate() {
        strip.keep |= index + 1 < count && (index == 0 || index + 2 == count);
    }
}
