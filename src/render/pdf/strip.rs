//! Strips: what stands side by side on the page and is not parted by its foot.

use super::style::{Style, UNDER};
use super::tags::TagId;
use super::words::WordId;

/// A strip across the page.
#[derive(Debug, Clone, Default)]
pub(super) struct Strip {
    /// The space before it, which falls away at the head of a page.
    pub(super) space: f32,
    pub(super) height: f32,
    /// Whether the next strip stands on the same page.
    pub(super) keep: bool,
    pub(super) items: Vec<Item>,
    /// Whether a page ends before it.
    pub(super) page: bool,
    /// Whether it ends in a rule that an answer of paragraphs stands on, which another rule may stand for.
    pub(super) closed: bool,
    /// The table whose headings stand over it, by its number.
    pub(super) table: Option<usize>,
    /// The heading that it begins, by its number.
    pub(super) heading: Option<usize>,
}

/// What is drawn of a strip; `y` is from its top.
#[derive(Debug, Clone)]
pub(super) enum Item {
    /// Words of one style on a line, beginning at `x`, standing on `y`.
    Text { x: f32, y: f32, style: Style, tag: TagId, words: Vec<WordId> },
    /// A rule from `x` to `end`, its middle at `y`.
    Rule { x: f32, end: f32, y: f32, thickness: f32 },
}

impl Item {
    fn lower(&mut self, by: f32) {
        match self {
            Self::Text { y, .. } | Self::Rule { y, .. } => *y += by,
        }
    }
}

impl Strip {
    /// An empty strip of a line's height.
    pub(super) fn line(style: Style) -> Self {
        Self { height: style.leading, ..Self::default() }
    }

    /// Draws a rule under the letters.
    pub(super) fn rule(&mut self, style: Style, x: f32, end: f32, thickness: f32) {
        self.items.push(Item::Rule { x, end, y: style.baseline() + UNDER, thickness });
    }
}

/// The height of strips, without the space before the first.
pub(super) fn height(strips: &[Strip]) -> f32 {
    strips.iter().map(|strip| strip.space + strip.height).sum::<f32>() - strips.first().map_or(0.0, |first| first.space)
}

/// Keeps strips on one page, unless they take too much of it.
pub(super) fn hold(strips: &mut [Strip]) {
    const MOST: f32 = 100.0;
    if height(strips) > MOST {
        return;
    }
    if let Some((_, all_but_last)) = strips.split_last_mut() {
        for strip in all_but_last {
            strip.keep = true;
        }
    }
}

/// Keeps the last strip with what follows.
pub(super) fn hold_next(strips: &mut [Strip]) {
    if let Some(last) = strips.last_mut() {
        last.keep = true;
    }
}

/// Puts cells side by side: as one strip, or line by line where they take too much of a page.
pub(super) fn beside(cells: Vec<Vec<Strip>>) -> Vec<Strip> {
    const MOST: f32 = 300.0;
    let tall = cells.iter().map(|cell| height(cell)).fold(0.0, f32::max);
    if tall <= MOST {
        let mut strip = Strip { height: tall, ..Strip::default() };
        for cell in cells {
            let mut top = -cell.first().map_or(0.0, |first| first.space);
            for line in cell {
                top += line.space;
                let height = line.height;
                strip.items.extend(line.items.into_iter().map(|mut item| {
                    item.lower(top);
                    item
                }));
                top += height;
            }
        }
        return vec![strip];
    }
    let mut out: Vec<Strip> = Vec::new();
    for cell in cells {
        for (index, line) in cell.into_iter().enumerate() {
            match out.get_mut(index) {
                Some(strip) => {
                    strip.height = strip.height.max(line.height);
                    strip.space = strip.space.max(line.space);
                    strip.items.extend(line.items);
                }
                None => out.push(line),
            }
        }
    }
    out
}

impl Strip {
    /// Makes it less high, at its top.
    pub(super) fn raise(&mut self, by: f32) {
        self.items.iter_mut().for_each(|item| item.lower(-by));
        self.height -= by;
    }

    /// Moves what it holds to the right.
    pub(super) fn shift(&mut self, by: f32) {
        for item in &mut self.items {
            match item {
                Item::Text { x, .. } => *x += by,
                Item::Rule { x, end, .. } => {
                    *x += by;
                    *end += by;
                }
            }
        }
    }

    /// Puts a line beside the first line of this strip, on the same height of letters.
    pub(super) fn join(&mut self, line: Strip, style: Style) {
        let first = self.items.first().map(|item| match item {
            Item::Text { y, .. } => *y,
            Item::Rule { y, .. } => *y - UNDER,
        });
        let by = first.map_or(0.0, |first| first - style.baseline());
        let mut items: Vec<Item> = line
            .items
            .into_iter()
            .map(|mut item| {
                item.lower(by);
                item
            })
            .collect();
        items.append(&mut self.items);
        self.items = items;
        self.height = self.height.max(line.height);
    }
}
