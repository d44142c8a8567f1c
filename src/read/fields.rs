//! Which statements ask for which answers, and the answers that stand between them.

use super::claims::Owner;
use super::gaps::{Asked, Taken};
use super::outline::{Hole, Item, Role, Stand};
use super::reading::{Answer, Given, Reading, text};
use super::streams;
use super::values::{is_text, letters, typed, value};
use super::words::norm;

impl Reading<'_> {
    /// Reads what labels and words ask for.
    pub(super) fn fields(&mut self) {
        let outline = self.ground.outline;
        let mut owned: Vec<Vec<usize>> = vec![Vec::new(); outline.statements.len()];
        let mut by_group: Vec<Vec<usize>> = vec![Vec::new(); outline.groups.len()];
        let mut recent: Vec<(Owner, (usize, usize))> = Vec::new();
        let mut fresh = true;
        // Where paragraphs may stand that are not after the last of the words that ask for them.
        let mut elsewhere: Vec<(usize, Vec<Owner>)> = Vec::new();
        for item in &outline.items {
            match item {
                Item::Statement(statement) => {
                    if fresh {
                        recent.clear();
                        fresh = false;
                    }
                    recent.extend(self.span(*statement).map(|span| (Owner::Statement(*statement), span)));
                }
                Item::Group(group) => {
                    if fresh {
                        recent.clear();
                        fresh = false;
                    }
                    recent.extend(self.item_span(*item).map(|span| (Owner::Group(*group), span)));
                }
                Item::Hole(number) => {
                    let Some(hole) = outline.holes.get(*number) else { continue };
                    let asked = hole.list.is_none() && !matches!(hole.stand, Stand::Cell | Stand::Signed);
                    if asked {
                        let owner = if hole.stand == Stand::Narrative {
                            let mut order = recent.clone();
                            order.sort_by_key(|(_, span)| std::cmp::Reverse(span.1));
                            let mut owners = order.into_iter().map(|(owner, _)| owner);
                            let last = owners.next();
                            elsewhere.push((*number, owners.collect()));
                            last
                        } else {
                            hole.label.filter(|label| self.span(*label).is_some()).map(Owner::Statement).or_else(|| {
                                // Captions that were left out leave their answers to the words over them.
                                let label = hole.label?;
                                let again = outline.holes.iter().take(*number).any(|other| other.path == hole.path);
                                if again {
                                    return None;
                                }
                                let over = outline
                                    .items
                                    .iter()
                                    .take_while(|item| **item != Item::Statement(label))
                                    .filter_map(|item| item.statement());
                                let over = over
                                    .filter(|statement| {
                                        self.span(*statement).is_some()
                                            && outline
                                                .statements
                                                .get(*statement)
                                                .is_some_and(|known| known.role == Role::Words && known.words.len() > 5)
                                    })
                                    .last()?;
                                (over + 3 > label && outline.holes.iter().all(|hole| hole.label != Some(over)))
                                    .then_some(Owner::Statement(over))
                            })
                        };
                        let slot = match owner {
                            Some(Owner::Statement(statement)) => owned.get_mut(statement),
                            Some(Owner::Group(group)) => by_group.get_mut(group),
                            _ => None,
                        };
                        if let Some(slot) = slot {
                            slot.push(*number);
                        }
                    }
                    fresh = true;
                }
                Item::List(_) | Item::Signature => {}
            }
        }
        let streams = streams::streams(self.ground, &self.claims);
        let share = |this: &Self, owned: &[Vec<usize>], by_group: &[Vec<usize>]| -> Vec<Taken> {
            let asked = Asked {
                ground: this.ground,
                claims: &this.claims,
                reader: &this.reader,
                owned,
                owned_by_group: by_group,
            };
            streams.iter().flat_map(|stream| asked.share(stream)).collect()
        };
        // What the form prints at several places is known from the first when the others are looked for.
        let first = share(self, &owned, &by_group);
        self.know_again(&first);
        let mut taken = share(self, &owned, &by_group);
        // Paragraphs that do not stand after the last of the words that ask for them may stand after others of them.
        for (number, owners) in elsewhere {
            let asked = outline.holes.get(number).is_some_and(|hole| !self.reader.is_not_asked(hole));
            let mut owners = owners.into_iter();
            while asked && !taken.iter().any(|taken| taken.holes.contains(&number)) {
                let Some(owner) = owners.next() else { break };
                for slot in owned.iter_mut().chain(&mut by_group) {
                    slot.retain(|hole| *hole != number);
                }
                let slot = match owner {
                    Owner::Statement(statement) => owned.get_mut(statement),
                    Owner::Group(group) => by_group.get_mut(group),
                    Owner::Free | Owner::Answer | Owner::Furniture => None,
                };
                if let Some(slot) = slot {
                    slot.push(number);
                }
                taken = share(self, &owned, &by_group);
            }
        }
        for taken in taken {
            self.taken(&taken);
        }
    }

    /// Keeps what is known of answers that the form prints at several places.
    fn know_again(&mut self, taken: &[Taken]) {
        let holes = &self.ground.outline.holes;
        for (at, hole) in holes.iter().enumerate() {
            let again = holes.iter().skip(at + 1).any(|other| other.path == hole.path);
            let earlier = holes.iter().take(at).any(|other| other.path == hole.path);
            let own = taken.iter().find(|taken| taken.holes == [at]).filter(|_| again && !earlier);
            let value = own.and_then(|own| value(self.ground, self.reader.field(hole)?, &own.lines));
            let Some(value) = value.filter(|value| value.reads) else { continue };
            self.reader.know(&hole.path, &value.text);
            // Where the label of the other place was left out, the answer stands there all the same.
            let other = holes.iter().skip(at + 1).filter(|other| other.path == hole.path);
            if other.filter_map(|other| other.label).all(|label| self.span(label).is_some()) {
                continue;
            }
            let own: Vec<usize> = own.into_iter().flat_map(|own| own.lines.iter().flatten().copied()).collect();
            for row in 0..self.ground.page.row_count() {
                let tokens: Vec<usize> =
                    self.ground.page.tokens_of(row).filter(|token| self.claims.is_free(*token)).collect();
                let words: String = tokens.iter().map(|token| norm(self.ground.page.text(*token))).collect();
                if words == letters(&value.text) && !tokens.iter().any(|token| own.contains(token)) {
                    for token in tokens {
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
        let values = self.reader.parted(self.ground, &holes, &taken.lines);
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
