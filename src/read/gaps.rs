//! Which words between statements answer which of them.
//!
//! Between two statements stand words that answer the one before them or the one after them: some filers type answers beside or
//! under a label, others over it. Where an answer stands, of what type it is and what manner the filer has kept to so far each
//! cost something if they do not fit; of all ways to share out the words of a stream the cheapest is taken.

use super::claims::{Claims, Owner};
use super::find::Ground;
use super::marks::Sign;
use super::outline::Stand;
use super::streams::Stream;
use super::values::Reader;

/// Words of a line that nothing has taken.
#[derive(Debug, Clone)]
pub(super) struct Words {
    pub(super) tokens: Vec<usize>,
    /// Empty lines between them and what stands over them.
    above: u16,
    /// Whether a rule stands over them, or under them, in the gap.
    ruled_over: bool,
    ruled_under: bool,
    /// Whether what is before them, or after them, stands on their line.
    after_on_line: bool,
    before_on_line: bool,
}

/// A statement in a stream, and what it asks.
#[derive(Debug, Clone)]
struct Element {
    owner: Owner,
    /// Holes that words after it may answer, and those that words over it may.
    after: Vec<usize>,
    over: Vec<usize>,
    /// Empty lines over it.
    above: u16,
    /// Whether a rule to write on stands right beside it, with nothing on it.
    ruled: bool,
    /// The gap after it.
    gap: Vec<Words>,
}

/// An answer: the hole, and its words line by line.
#[derive(Debug, Clone)]
pub(super) struct Taken {
    pub(super) holes: Vec<usize>,
    pub(super) lines: Vec<Vec<usize>>,
    /// How well the words' place and kind fit, from 0 to 1.
    pub(super) fit: f64,
}

/// Which side of its label an answer stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    After,
    Over,
    Neither,
}

const UNREAD_LINE: f64 = 1.6;
const UNREAD_WORD: f64 = 0.06;
const CHANGED_MANNER: f64 = 0.4;

/// What a gap is shared out by: the holes whose owner each statement is.
pub(super) struct Asked<'a> {
    pub(super) ground: &'a Ground<'a>,
    pub(super) claims: &'a Claims,
    pub(super) reader: &'a Reader<'a>,
    /// For each statement the holes that it owns.
    pub(super) owned: &'a [Vec<usize>],
    /// Groups whose last box owns holes.
    pub(super) owned_by_group: &'a [Vec<usize>],
}

impl Asked<'_> {
    /// Shares out the words of a stream. Words that nothing asks for are left.
    pub(super) fn share(&self, stream: &Stream) -> Vec<Taken> {
        let (head, elements) = self.elements(stream);
        self.cheapest(&head, &elements)
    }

    /// A stream as statements with gaps after them; first the gap before all.
    fn elements(&self, stream: &Stream) -> (Vec<Words>, Vec<Element>) {
        let page = self.ground.page;
        let mut elements: Vec<Element> = Vec::new();
        let mut head: Vec<Words> = Vec::new();
        let mut last_row: Option<usize> = None;
        let mut ruled = false;
        for &token in &stream.tokens {
            let row = page.row(token);
            let owner = self.claims.of(token);
            match owner {
                Owner::Statement(_) | Owner::Group(_) => {
                    // A label of several lines has its answer beside its first.
                    let goes_on = elements.last().is_some_and(|element| element.owner == owner);
                    if !goes_on {
                        let gap = elements.last_mut().map_or(&mut head, |element| &mut element.gap);
                        if let Some(words) = gap.last_mut() {
                            words.ruled_under |= ruled;
                            words.before_on_line = last_row == Some(row);
                        }
                        let above = page.line(row).filter(|_| last_row != Some(row)).map_or(0, |line| line.above);
                        elements.push(Element {
                            owner,
                            after: Vec::new(),
                            over: Vec::new(),
                            above,
                            ruled: false,
                            gap: Vec::new(),
                        });
                    }
                    ruled = false;
                }
                Owner::Free if page.sign(token) == Some(Sign::Rule) => {
                    let on_line = last_row == Some(row);
                    match elements.last_mut() {
                        Some(element) if on_line && element.gap.is_empty() => element.ruled = true,
                        _ => ruled = true,
                    }
                }
                Owner::Free => {
                    let first = elements.last().is_none_or(|element| element.gap.is_empty());
                    let gap = elements.last_mut().map_or(&mut head, |element| &mut element.gap);
                    match gap.last_mut().filter(|words| words.tokens.last().is_some_and(|last| page.row(*last) == row))
                    {
                        Some(words) => words.tokens.push(token),
                        None => {
                            let above = page.above(row);
                            let after_on_line = first && last_row == Some(row);
                            if let Some(words) = gap.last_mut() {
                                words.ruled_under |= ruled;
                            }
                            gap.push(Words {
                                tokens: vec![token],
                                above: if after_on_line { 0 } else { above },
                                ruled_over: ruled,
                                ruled_under: false,
                                after_on_line,
                                before_on_line: false,
                            });
                        }
                    }
                    ruled = false;
                }
                Owner::Answer | Owner::Furniture => {}
            }
            last_row = Some(row);
        }
        if ruled && let Some(words) = elements.last_mut().map_or(&mut head, |element| &mut element.gap).last_mut() {
            words.ruled_under = true;
        }
        let mut seen: Vec<Owner> = Vec::new();
        for element in &mut elements {
            if !seen.contains(&element.owner) {
                element.over = self.owned(element.owner).to_vec();
                seen.push(element.owner);
            }
        }
        seen.clear();
        for element in elements.iter_mut().rev() {
            if !seen.contains(&element.owner) {
                element.after = self.owned(element.owner).to_vec();
                seen.push(element.owner);
            }
        }
        (head, elements)
    }

    fn owned(&self, owner: Owner) -> &[usize] {
        let found = match owner {
            Owner::Statement(statement) => self.owned.get(statement),
            Owner::Group(group) => self.owned_by_group.get(group),
            Owner::Free | Owner::Answer | Owner::Furniture => None,
        };
        found.map(Vec::as_slice).unwrap_or_default()
    }

    /// Shares out the gaps so that it costs least.
    fn cheapest(&self, head: &[Words], elements: &[Element]) -> Vec<Taken> {
        let sides = [Side::After, Side::Over, Side::Neither];
        // Of the way so far: how the gap before the element is parted, the manner, the cost.
        let mut current: Vec<(usize, Side, f64)> = splits(head)
            .into_iter()
            .map(|split| (split, Side::Neither, unread(head.get(..split).unwrap_or_default())))
            .collect();
        let mut before: &[Words] = head;
        // For each element and each way to it: the way that led there, how its gap is parted, and its side.
        let mut kept: Vec<Vec<(usize, usize, Side)>> = Vec::new();
        for element in elements {
            let splits = splits(&element.gap);
            let mut next: Vec<(usize, Side, f64, usize, Side)> = Vec::new();
            // What an element's words cost on either side is the same whatever came before.
            let over: Vec<(usize, f64)> = {
                let mut over: Vec<(usize, f64)> = Vec::new();
                for (split, ..) in &current {
                    if over.iter().all(|(known, _)| known != split) {
                        let words = before.get(*split..).unwrap_or_default();
                        over.push((*split, self.cost(element, words, Side::Over)));
                    }
                }
                over
            };
            let after: Vec<(usize, f64, f64)> = splits
                .iter()
                .map(|split| {
                    let words = element.gap.get(..*split).unwrap_or_default();
                    (*split, self.cost(element, words, Side::After), unread(words))
                })
                .collect();
            let nothing = self.nothing(element);
            for (index, (split, manner, cost)) in current.iter().enumerate() {
                let upper = before.get(*split..).unwrap_or_default();
                let upper_unread = unread(upper);
                let over = over.iter().find(|(known, _)| known == split).map_or(f64::MAX, |(_, cost)| *cost);
                for (after_split, after_cost, after_unread) in &after {
                    for side in sides {
                        let own = match side {
                            Side::After if *after_split > 0 => upper_unread + after_cost,
                            Side::Over if !upper.is_empty() => over + after_unread,
                            Side::Neither => upper_unread + after_unread + nothing,
                            Side::After | Side::Over => continue,
                        };
                        let changed = side != Side::Neither && *manner != Side::Neither && side != *manner;
                        let total = cost + own + if changed { CHANGED_MANNER } else { 0.0 };
                        let manner = if side == Side::Neither { *manner } else { side };
                        match next.iter_mut().find(|known| known.0 == *after_split && known.1 == manner) {
                            Some(known) if total < known.2 => *known = (*after_split, manner, total, index, side),
                            Some(_) => {}
                            None => next.push((*after_split, manner, total, index, side)),
                        }
                    }
                }
            }
            kept.push(next.iter().map(|(split, _, _, from, side)| (*from, *split, *side)).collect());
            current = next.into_iter().map(|(split, manner, cost, ..)| (split, manner, cost)).collect();
            before = &element.gap;
        }
        // The last gap's rest is unread.
        let last = current
            .iter()
            .enumerate()
            .map(|(index, (split, _, cost))| (index, cost + unread(before.get(*split..).unwrap_or_default())));
        let mut at = last.min_by(|one, other| one.1.total_cmp(&other.1)).map(|(index, _)| index);
        let mut chosen: Vec<(usize, Side)> = Vec::new();
        for states in kept.iter().rev() {
            let Some((from, split, side)) = at.and_then(|at| states.get(at)) else { break };
            chosen.push((*split, *side));
            at = Some(*from);
        }
        chosen.reverse();
        let head_split = at.and_then(|at| splits(head).get(at).copied()).unwrap_or_default();
        self.taken(head, head_split, elements, &chosen)
    }

    fn taken(&self, head: &[Words], head_split: usize, elements: &[Element], chosen: &[(usize, Side)]) -> Vec<Taken> {
        let mut out = Vec::new();
        let (mut before, mut split) = (head, head_split);
        for (element, (after, side)) in elements.iter().zip(chosen) {
            let (words, holes) = match side {
                Side::After => (element.gap.get(..*after), &element.after),
                Side::Over => (before.get(split..), &element.over),
                Side::Neither => (None, &element.after),
            };
            if let Some(words) = words.filter(|words| !words.is_empty()) {
                let cost = self.cost(element, words, *side);
                let lines = words.iter().map(|words| words.tokens.clone()).collect();
                let fit = (1.0 - (cost + 1.0).max(0.0) / 8.0).clamp(0.3, 1.0);
                out.push(Taken { holes: holes.clone(), lines, fit });
            }
            (before, split) = (&element.gap, *after);
        }
        out
    }

    /// What it costs that an element's holes stay open.
    fn nothing(&self, element: &Element) -> f64 {
        let holes = element.after.iter().chain(&element.over);
        holes
            .filter_map(|hole| self.ground.outline.holes.get(*hole))
            .map(|hole| self.reader.left_open(hole))
            .sum::<f64>()
            / 2.0
    }

    /// What it costs that words answer an element's holes.
    fn cost(&self, element: &Element, words: &[Words], side: Side) -> f64 {
        let holes = match side {
            Side::After => &element.after,
            Side::Over => &element.over,
            Side::Neither => return 0.0,
        };
        let Some(hole) = holes.first().and_then(|hole| self.ground.outline.holes.get(*hole)) else { return 1000.0 };
        let stand = hole.stand;
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return 0.0 };
        let mut cost = match (side, stand) {
            (Side::After, Stand::Over) | (Side::Over, Stand::Beside | Stand::Below) => 0.45,
            (Side::Over, Stand::Within | Stand::Cell | Stand::Signed) => 0.9,
            (Side::Over, Stand::Narrative) => 6.0,
            (Side::Over, Stand::Over) | (Side::After | Side::Neither, _) => 0.0,
        };
        if self.reader.is_not_asked(hole) {
            return cost + 8.0 + unread(words);
        }
        if stand == Stand::Narrative {
            return cost;
        }
        cost += match side {
            Side::After if first.after_on_line => 0.0,
            Side::After => {
                let ruled = if element.ruled || first.ruled_over { 1.5 } else { 0.0 };
                ruled + 0.3 + 0.35 * f64::from(first.above.min(3))
            }
            Side::Over if last.before_on_line => 0.8,
            Side::Over if last.ruled_under => -0.2 + 0.2 * f64::from(element.above.min(3)),
            Side::Over | Side::Neither => 0.3 + 0.35 * f64::from(element.above.min(3)),
        };
        // Further lines of an answer stand close to its first.
        for further in words.iter().skip(1) {
            cost += 0.25 + 2.6 * f64::from(further.above.min(2)) + if further.ruled_over { 1.2 } else { 0.0 };
        }
        let tokens: Vec<usize> = words.iter().flat_map(|words| &words.tokens).copied().collect();
        if tokens.len() > 25 {
            cost += f64::from(u32::try_from(tokens.len() - 25).unwrap_or(u32::MAX)) * 0.1;
        }
        // What stands right beside its label is its answer, even if it cannot be read.
        let beside = side == Side::After && first.after_on_line && !element.ruled;
        cost + self.reader.misfit(self.ground, holes, &tokens, words.len(), beside)
    }
}

/// What words cost that nothing takes.
fn unread(words: &[Words]) -> f64 {
    let count = |words: &Words| f64::from(u32::try_from(words.tokens.len().min(40)).unwrap_or(40));
    words.iter().map(|words| UNREAD_LINE + UNREAD_WORD * count(words)).sum()
}

/// Between which lines a gap may be parted: all of a short one, the ends of a long one.
fn splits(gap: &[Words]) -> Vec<usize> {
    const ENDS: usize = 5;
    let near = |at: &usize| gap.len() <= 2 * ENDS || *at <= ENDS || *at + ENDS >= gap.len();
    (0..=gap.len()).filter(near).collect()
}
