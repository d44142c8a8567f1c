//! Runs of words that stand under each other where several stand side by side.

use super::page::Page;

/// Which runs stand under which.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// Of the first token of a run, the last of the run right over it; sorted.
    over: Vec<(usize, usize)>,
    /// Of the last token of a run, the first of the leftmost run right under it; sorted.
    under: Vec<(usize, usize)>,
    /// Whether a token is the first of a run with another over it.
    has_over: Vec<bool>,
}

impl Columns {
    /// The columns of a page; those of a table may be two blanks apart.
    pub(super) fn new(page: &Page<'_>) -> Self {
        let mut columns = Self::default();
        let mut above = Vec::new();
        for row in 0..page.row_count() {
            let here = runs(page, row);
            if (above.len() > 1 || here.len() > 1) && page.above(row) == 0 {
                columns.row(&above, &here);
            }
            above = here;
        }
        columns.under.sort_unstable();
        columns.under.dedup_by_key(|(last, _)| *last);
        columns
    }

    fn row(&mut self, above: &[Run], here: &[Run]) {
        for run in here {
            let shared = |other: &Run| run.right.min(other.right).saturating_sub(run.left.max(other.left));
            let best = above.iter().filter(|other| shared(other) > 0).max_by_key(|other| shared(other));
            if let Some(other) = best {
                self.over.push((run.first, other.last));
                self.under.push((other.last, run.first));
                self.has_over.resize(run.first, false);
                self.has_over.push(true);
            }
        }
    }

    pub(super) fn over(&self, first: usize) -> Option<usize> {
        if self.has_over.get(first) == Some(&true) { found(&self.over, first) } else { None }
    }

    pub(super) fn under(&self, last: usize) -> Option<usize> {
        found(&self.under, last)
    }
}

fn found(sorted: &[(usize, usize)], token: usize) -> Option<usize> {
    let at = sorted.binary_search_by_key(&token, |(token, _)| *token).ok()?;
    sorted.get(at).map(|(_, other)| *other)
}

/// Words with single blanks between them.
struct Run {
    first: usize,
    last: usize,
    left: u32,
    right: u32,
}

fn runs(page: &Page<'_>, row: usize) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for token in page.tokens_of(row) {
        let Some(own) = page.tokens.get(token) else { continue };
        let goes_on = out.last().is_some_and(|run| {
            let same = page.tokens.get(run.last).is_some_and(|last| last.piece == own.piece);
            let close = own.left <= run.right + 1;
            let sentence = || page.text(run.last).ends_with(['.', ':', '!', '?', ';']);
            same && (close || (own.left <= run.right + 2 && sentence()))
        });
        match out.last_mut().filter(|_| goes_on) {
            Some(run) => (run.last, run.right) = (token, own.right),
            None => {
                out.push(Run { first: token, last: token, left: own.left, right: own.right });
            }
        }
    }
    // A cell of a grid is as wide as its column.
    for run in &mut out {
        if let Some(piece) = page.piece(run.first).filter(|piece| piece.tokens.end == run.last + 1) {
            run.right = run.right.max(piece.right);
        }
    }
    out
}
