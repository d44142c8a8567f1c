//! The order in which a document is read: line by line, but where labels stand side by side column by column.

use super::claims::{Claims, Owner};
use super::find::Ground;
use super::outline::{Item, Outline, Role, Stand};
use super::page::{Page, Piece};

/// Lines without labels of its own that a column may reach over, up or down.
const MOST_LINES: usize = 6;

/// Tokens in the order in which they are read; what stands in another column is in another stream.
pub(super) struct Stream {
    pub(super) tokens: Vec<usize>,
}

/// Lines that are read column by column.
struct Band {
    first: usize,
    last: usize,
    /// For each border between columns the least and the most column at which it may be.
    borders: Vec<(u32, u32)>,
    /// Lines that do not keep to them, but have as many pieces as the labels: the first piece is over the first label.
    ordered: Vec<usize>,
}

/// The streams of a document, from top to bottom and from left to right.
pub(super) fn streams(ground: &Ground<'_>, claims: &Claims) -> Vec<Stream> {
    let page = ground.page;
    let asks = asking(ground.outline);
    let mut out: Vec<Stream> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut row = 0;
    let mut least = 0;
    while row < page.row_count() {
        let borders = borders(ground, claims, &asks, row);
        if borders.is_empty() {
            open.extend(page.tokens_of(row));
            row += 1;
            continue;
        }
        let band = grown(ground, claims, &asks, row, least, borders);
        // Lines over the labels that have been read already belong to the columns.
        let from = page.tokens_of(band.first).start;
        open.retain(|token| *token < from);
        if !open.is_empty() {
            out.push(Stream { tokens: std::mem::take(&mut open) });
        }
        out.extend(columns(page, &band).into_iter().map(|tokens| Stream { tokens }));
        row = band.last + 1;
        least = row;
    }
    if !open.is_empty() {
        out.push(Stream { tokens: open });
    }
    out
}

/// The statements that ask for an answer which is no paragraphs.
fn asking(outline: &Outline) -> Vec<bool> {
    let mut asks = vec![false; outline.statements.len()];
    let mut last = None;
    for item in &outline.items {
        match item {
            Item::Statement(statement) => last = Some(*statement),
            Item::Hole(hole) => {
                let stand = outline.holes.get(*hole).map(|hole| hole.stand);
                let asked = stand.is_some_and(|stand| !matches!(stand, Stand::Narrative | Stand::Cell | Stand::Signed));
                if let (true, Some(slot)) = (asked, last.and_then(|last| asks.get_mut(last))) {
                    *slot = true;
                }
            }
            Item::Group(_) | Item::List(_) | Item::Signature => {}
        }
    }
    asks
}

/// The statement that a piece's words belong to: its first, or its last.
fn statement(page: &Page<'_>, claims: &Claims, piece: &Piece, last: bool) -> Option<usize> {
    let mut owners = piece.tokens.clone().filter(|token| page.sign(*token).is_none()).map(|token| claims.of(token));
    let owner = if last { owners.next_back() } else { owners.next() };
    owner?.statement()
}

/// Where labels stand side by side in a line.
fn borders(ground: &Ground<'_>, claims: &Claims, asks: &[bool], row: usize) -> Vec<(u32, u32)> {
    let page = ground.page;
    if page.pieces_of(row).len() < 2 {
        return Vec::new();
    }
    let pieces: Vec<&Piece> = page.pieces_of(row).filter_map(|piece| page.pieces.get(piece)).collect();
    let is_label = |number: usize| {
        let role = ground.outline.statements.get(number).map(|statement| statement.role);
        !matches!(role, Some(Role::Box | Role::Question | Role::Column) | None)
    };
    let asks = |number: usize| asks.get(number).copied().unwrap_or_default();
    let mut out = Vec::new();
    let mut label: Option<usize> = None;
    let mut right = 0;
    for piece in pieces {
        let words = piece.tokens.clone().any(|token| page.sign(token).is_none());
        let first = statement(page, claims, piece, false);
        if let (Some(one), Some(other)) = (label, first)
            && one != other
            && is_label(other)
            && ((is_label(one) && asks(one)) || asks(other))
        {
            out.push((right, piece.left));
        }
        if words {
            label = statement(page, claims, piece, true).or(first).or(label);
        }
        right = piece.right;
    }
    out
}

/// A band with the lines over and under it that keep to its columns.
fn grown(
    ground: &Ground<'_>,
    claims: &Claims,
    asks: &[bool],
    row: usize,
    least: usize,
    borders: Vec<(u32, u32)>,
) -> Band {
    let page = ground.page;
    let starts = borders.clone();
    let mut band = Band { first: row, last: row, borders, ordered: Vec::new() };
    let own: Vec<usize> = page.tokens_of(row).filter_map(|token| claims.of(token).statement()).collect();
    for (bare, over) in (least..row).rev().enumerate() {
        let blank = page.above(over + 1);
        if blank > 2 || bare >= MOST_LINES || !is_bare(ground, claims, over) {
            break;
        }
        if !fits(page, &mut band, over) {
            if over + 1 != row || page.pieces_of(over).len() != page.pieces_of(row).len() {
                break;
            }
            band.ordered.push(over);
        }
        band.first = over;
    }
    // Where the second label begins.
    let inner = starts.first().map_or(0, |border| border.1);
    let values_over = (band.first..row).any(|over| page.tokens_of(over).any(|token| page.sign(token).is_none()));
    let (mut bare, mut end) = (0, row);
    for under in row + 1..page.row_count() {
        let blank = page.above(under);
        let mut trial = Band { first: band.first, last: under, borders: band.borders.clone(), ordered: Vec::new() };
        if blank > 2 || is_label_and_answer(ground, claims, asks, under) || !fits(page, &mut trial, under) {
            break;
        }
        let several = page.pieces_of(under).len() > 1;
        let right =
            page.pieces_of(under).filter_map(|piece| page.pieces.get(piece)).all(|piece| piece.left + 2 >= inner);
        let caption = page
            .tokens_of(under)
            .any(|token| matches!(claims.of(token), Owner::Statement(statement) if own.contains(&statement)));
        // A line at the left alone belongs to what follows, unless the columns go on under it.
        if caption || (!values_over && (several || right)) {
            (end, bare) = (under, 0);
            band.borders = trial.borders;
        } else {
            bare += 1;
        }
        if bare > 3 {
            break;
        }
    }
    band.last = end;
    band
}

/// Whether a label and, in another piece, its answer stand in a line: it is read as a line, not in columns.
fn is_label_and_answer(ground: &Ground<'_>, claims: &Claims, asks: &[bool], row: usize) -> bool {
    let page = ground.page;
    let pieces: Vec<&Piece> = page.pieces_of(row).filter_map(|piece| page.pieces.get(piece)).collect();
    pieces.windows(2).any(|pair| {
        let [one, other] = pair else { return false };
        let label = statement(page, claims, one, true);
        let asking = label.is_some_and(|label| {
            let question = ground.outline.statements.get(label).is_some_and(|known| known.role == Role::Question);
            question || asks.get(label).copied().unwrap_or_default()
        });
        let next = statement(page, claims, other, false);
        asking
            && next.is_none_or(|next| ground.outline.statements.get(next).is_some_and(|known| known.role == Role::Box))
    })
}

/// Whether no statement stands in a line.
fn is_bare(ground: &Ground<'_>, claims: &Claims, row: usize) -> bool {
    ground.page.tokens_of(row).all(|token| claims.is_free(token))
}

/// Whether a line keeps to a band's columns; the borders are then narrowed to it.
fn fits(page: &Page<'_>, band: &mut Band, row: usize) -> bool {
    let mut narrowed = band.borders.clone();
    for border in &mut narrowed {
        for piece in page.pieces_of(row).filter_map(|piece| page.pieces.get(piece)) {
            // A rule may reach over all columns.
            let says = piece.tokens.clone().any(|token| page.text(token).chars().any(char::is_alphanumeric));
            if !says || piece.right <= border.0 || piece.left >= border.1 {
                continue;
            }
            let middle = u32::midpoint(border.0, border.1);
            match (piece.left <= border.0, piece.right >= border.1) {
                (true, true) => return false,
                (true, false) => border.0 = piece.right,
                (false, false) if u32::midpoint(piece.left, piece.right) < middle => border.0 = piece.right,
                (false, _) => border.1 = piece.left,
            }
        }
        if border.0 > border.1 {
            return false;
        }
    }
    band.borders = narrowed;
    true
}

/// The tokens of a band, column by column.
fn columns(page: &Page<'_>, band: &Band) -> Vec<Vec<usize>> {
    let mut out = vec![Vec::new(); band.borders.len() + 1];
    for row in band.first..=band.last {
        let labels = page.pieces_of(row + 1);
        for (at, piece) in page.pieces_of(row).filter_map(|piece| page.pieces.get(piece)).enumerate() {
            let under = labels.clone().nth(at).and_then(|label| page.pieces.get(label));
            let piece_over = under.filter(|_| band.ordered.contains(&row)).unwrap_or(piece);
            let column = band.borders.iter().filter(|border| piece_over.left >= border.0).count();
            if let Some(tokens) = out.get_mut(column) {
                tokens.extend(piece.tokens.clone());
            }
        }
    }
    out
}
