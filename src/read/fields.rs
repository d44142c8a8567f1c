//! Which statements ask for which answers, and the answers that stand between them.

use super::claims::Owner;
use super::gaps::{Asked, Taken};
use super::outline::{Hole, Item, Role, Stand};
use super::reading::{Answer, Given, Reading, text};
use super::streams::{self, Stream};
use super::values::{is_text, letters, typed, value};
use super::words::norm;

/// Which words ask for which answers.
struct Owners {
    /// For each statement the holes that it owns.
    statements: Vec<Vec<usize>>,
    /// For each group of boxes the holes that it owns.
    groups: Vec<Vec<usize>>,
    /// Where paragraphs may stand that are not after the last of the words that ask for them: their holes, and the other words.
    elsewhere: Vec<(usize, Vec<Owner>)>,
}

impl Owners {
    fn give(&mut self, hole: usize, owner: Owner) {
        let slot = match owner {
            Owner::Statement(statement) => self.statements.get_mut(statement),
            Owner::Group(group) => self.groups.get_mut(group),
            Owner::Free | Owner::Answer | Owner::Furniture => None,
        };
        if let Some(slot) = slot {
            slot.push(hole);
        }
    }

    fn take(&mut self, hole: usize) {
        for slot in self.statements.iter_mut().chain(&mut self.groups) {
            slot.retain(|own| *own != hole);
        }
    }
}

impl Reading<'_> {
    /// Reads what labels and words ask for.
    pub(super) fn fields(&mut self) {
        let mut owners = self.owners();
        let streams = streams::streams(self.ground, &self.claims);
        // What the form prints at several places is known from the first when the others are looked for.
        let first = self.shared_out(&streams, &owners);
        self.know_again(&first);
        drop(first);
        let mut taken = self.shared_out(&streams, &owners);
        // Paragraphs that do not stand after the last of the words that ask for them may stand after others of them.
        for (number, others) in std::mem::take(&mut owners.elsewhere) {
            let asked = self.ground.outline.holes.get(number).is_some_and(|hole| !self.reader.is_not_asked(hole));
            for owner in others.into_iter().take_while(|_| asked) {
                if taken.iter().any(|taken| taken.holes.contains(&number)) {
                    break;
                }
                owners.take(number);
                owners.give(number, owner);
                taken = self.shared_out(&streams, &owners);
            }
        }
        for taken in taken {
            self.taken(&taken);
        }
    }

    fn shared_out(&self, streams: &[Stream], owners: &Owners) -> Vec<Taken> {
        let asked = Asked {
            ground: self.ground,
            claims: &self.claims,
            reader: &self.reader,
            owned: &owners.statements,
            owned_by_group: &owners.groups,
        };
        streams.iter().flat_map(|stream| asked.share(stream)).collect()
    }

    /// Which words ask for which answers.
    fn owners(&self) -> Owners {
        let outline = self.ground.outline;
        let mut owners = Owners {
            statements: vec![Vec::new(); outline.statements.len()],
            groups: vec![Vec::new(); outline.groups.len()],
            elsewhere: Vec::new(),
        };
        // The words between the last hole and the next.
        let mut recent: Vec<(Owner, (usize, usize))> = Vec::new();
        let mut fresh = true;
        for item in &outline.items {
            let owner = match *item {
                Item::Statement(statement) => Owner::Statement(statement),
                Item::Group(group) => Owner::Group(group),
                Item::Hole(number) => {
                    self.hole(number, &recent, &mut owners);
                    fresh = true;
                    continue;
                }
                Item::List(_) | Item::Signature => continue,
            };
            if fresh {
                recent.clear();
                fresh = false;
            }
            recent.extend(self.item_span(*item).map(|span| (owner, span)));
        }
        owners
    }

    /// Finds what asks for a hole; `recent` are the words right before it.
    fn hole(&self, number: usize, recent: &[(Owner, (usize, usize))], owners: &mut Owners) {
        let holes = &self.ground.outline.holes;
        let in_place = |hole: &&Hole| hole.list.is_none() && !matches!(hole.stand, Stand::Cell | Stand::Signed);
        let Some(hole) = holes.get(number).filter(in_place) else { return };
        let owner = if hole.stand == Stand::Narrative {
            let mut order = recent.to_vec();
            order.sort_by_key(|(_, span)| std::cmp::Reverse(span.1));
            let mut order = order.into_iter().map(|(owner, _)| owner);
            let last = order.next();
            owners.elsewhere.push((number, order.collect()));
            last
        } else {
            let own = hole.label.filter(|label| self.span(*label).is_some());
            own.or_else(|| self.over_label(number, hole)).map(Owner::Statement)
        };
        if let Some(owner) = owner {
            owners.give(number, owner);
        }
    }

    /// The words over a caption that was left out: they have its answer.
    fn over_label(&self, number: usize, hole: &Hole) -> Option<usize> {
        let outline = self.ground.outline;
        let label = hole.label?;
        if outline.holes.iter().take(number).any(|other| other.path == hole.path) {
            return None;
        }
        let before = outline.items.iter().take_while(|item| **item != Item::Statement(label));
        let is_words = |statement: &usize| {
            let known = outline.statements.get(*statement);
            known.is_some_and(|known| known.role == Role::Words && known.words.len() > 5)
        };
        let found = |statement: &usize| self.span(*statement).is_some() && is_words(statement);
        let over = before.filter_map(|item| item.statement()).filter(found).last()?;
        let is_free = outline.holes.iter().all(|hole| hole.label != Some(over));
        (over + 3 > label && is_free).then_some(over)
    }

    /// Keeps what is known of answers that the form prints at several places.
    fn know_again(&mut self, taken: &[Taken]) {
        let holes = &self.ground.outline.holes;
        for (at, hole) in holes.iter().enumerate() {
            let again = holes.iter().skip(at + 1).any(|other| other.path == hole.path);
            let earlier = holes.iter().take(at).any(|other| other.path == hole.path);
            let own = taken.iter().find(|taken| taken.holes == [at]).filter(|_| again && !earlier);
            let value = own.and_then(|own| value(self.ground, self.reader.field(hole)?, &own.lines.concat()));
            let Some(value) = value.filter(|value| value.reads) else { continue };
            self.reader.know(&hole.path, &value.text);
            // Where the label of the other place was left out, the answer stands there all the same.
            let other = holes.iter().skip(at + 1).filter(|other| other.path == hole.path);
            if other.filter_map(|other| other.label).all(|label| self.span(label).is_some()) {
                continue;
            }
            let own: Vec<usize> = own.into_iter().flat_map(|own| own.lines.iter().flatten().copied()).collect();
            let said = letters(&value.text);
            for row in 0..self.ground.page.row_count() {
                let tokens = || self.ground.page.tokens_of(row).filter(|token| self.claims.is_free(*token));
                // Most lines are told by their first word.
                let says = tokens().try_fold(said.as_str(), |rest, token| {
                    rest.strip_prefix(norm(self.ground.page.text(token)).as_str())
                });
                if says == Some("") && !tokens().any(|token| own.contains(&token)) {
                    for token in tokens().collect::<Vec<_>>() {
                        self.claims.set(token, Owner::Furniture);
                    }
                }
            }
        }
    }

    fn taken(&mut self, taken: &Taken) {
        let outline = self.ground.outline;
        let holes: Vec<&Hole> = taken.holes.iter().filter_map(|hole| outline.holes.get(*hole)).collect();
        let Some(first) = holes.first() else { return };
        let label = first.label.map_or(0.6, |label| self.share(label));
        let confidence = 0.99 * (0.6 + 0.4 * label) * (0.7 + 0.3 * taken.fit);
        if holes.len() == 1 || first.stand == Stand::Narrative {
            self.answer(first, first.path.to_string(), &taken.lines, confidence);
            return;
        }
        let values = self.reader.parted(self.ground, &holes, &taken.lines.concat());
        let page = self.ground.page;
        for (hole, value) in holes.iter().zip(values) {
            let Some(value) = value else { continue };
            let place = page.place(value.tokens.0, value.tokens.1);
            let sure = if value.reads { confidence } else { confidence.min(0.5) };
            self.answers.push(Answer {
                path: hole.path.to_string(),
                given: text(&value.text),
                place,
                confidence: sure,
            });
        }
        for token in taken.lines.iter().flatten() {
            self.claims.set(*token, Owner::Answer);
        }
    }

    /// Parts an answer that has the next one at its end, where the next is open: a ZIP code after an address.
    pub(super) fn parted(&mut self) {
        let outline = self.ground.outline;
        for pair in outline.holes.windows(2) {
            let [one, other] = pair else { continue };
            let (Some(field), Some(next)) = (self.reader.field(one), self.reader.field(other)) else { continue };
            let open = self.answers.iter().all(|answer| answer.path != *other.path) && other.list.is_none();
            if !open || !is_text(field) || is_text(next) || one.stand == Stand::Narrative {
                continue;
            }
            // Where its label is not there, little else could be meant.
            let least = if other.label.is_some_and(|label| self.span(label).is_some()) { 5 } else { 7 };
            let Some(answer) = self.answers.iter_mut().find(|answer| answer.path == *one.path) else { continue };
            let Given::Text(scalar) = &mut answer.given else { continue };
            let ends = scalar.text.rmatch_indices(' ').map(|(at, _)| scalar.text.split_at(at));
            let mut found = ends.filter_map(|(rest, last)| {
                let value = typed(next, last.trim())?;
                (value.chars().filter(char::is_ascii_digit).count() >= least).then_some((rest, last.trim(), value))
            });
            let Some((rest, last, value)) = found.next() else { continue };
            // The label before it is no part of either.
            let rest = rest.rsplit_once(' ').filter(|(_, label)| label.ends_with(':')).map_or(rest, |(rest, _)| rest);
            let place = answer.place.end.saturating_sub(last.len())..answer.place.end;
            let confidence = answer.confidence * 0.9;
            scalar.text = rest.trim_end_matches([',', ';']).to_owned();
            self.answers.push(Answer { path: other.path.to_string(), given: text(&value), place, confidence });
        }
    }
}
