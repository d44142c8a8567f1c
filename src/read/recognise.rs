//! Which form a document answers: by what it calls itself, by what it was filed as, and by how much of the form stands in it.
//!
//! The cover of a 10-K shares most of its words with that of an 8-K, so words alone decide nothing while a title says
//! otherwise. An amendment may have little more of its form than the title, so a title needs few words beside it.

use std::ops::Range;

use super::align::{Match, Step};
use super::find::{self, Ground};
use super::marks::Sign;
use super::outline::{Role, Statement};
use super::page::Page;
use super::words::norm;
use super::{Sought, Template};
use crate::form::Form;

/// Lines at a document's top among which its title stands.
const TOP: usize = 60;
/// What a statement that was not found counts against those that were: a filer may leave out the instructions.
const UNFOUND: f32 = 0.1;
/// What a word counts that departs from a statement which was found: editions differ in few words of the same statements.
const DEPARTING: f32 = 3.0;
/// What a word tells that stands among a statement's and is none of them.
const ADDED: f32 = 0.5;
/// The share of a form that makes a document one of it, where nothing says what it is.
const WITHOUT_TITLE: f32 = 0.5;
/// The same where it was filed as one, or was said to be one.
const AS_FILED: f32 = 0.15;
/// What must be found beside a title, in words that tell something; of a short form, this share of it.
const BESIDE_TITLE: (f32, f32) = (4.0, 0.1);

/// A form beside a document.
pub(super) struct Candidate<'a, 'f> {
    pub(super) template: &'a Template<'f>,
    pub(super) ground: Ground<'a>,
    pub(super) matches: Vec<Match>,
    /// What its statements tell that were found, less something for the others and for words that depart from them.
    score: f32,
    /// The part of the form that was found, from 0 to 1.
    pub(super) share: f32,
    /// The same in words that tell something, without its titles.
    beside_title: f32,
    /// Whether its title stands at the top.
    titled: bool,
    /// The tokens of what the document calls itself, if that is this form.
    pub(super) title: Option<(usize, usize)>,
}

/// What a document calls itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Title {
    /// The form's name as it is compared: `12b25`.
    name: String,
    /// Its tokens.
    pub(super) tokens: (usize, usize),
}

/// Why no form was chosen: the nearest, and what the document calls itself.
pub(super) struct Unknown<'a, 'f> {
    pub(super) nearest: Option<Candidate<'a, 'f>>,
    pub(super) title: Option<Title>,
    /// Whether the title is that of a form that is known.
    pub(super) known: bool,
}

/// Chooses the form of a document; `filed_as` is its type at EDGAR.
pub(super) fn choose<'a, 'f>(
    templates: &[&'a Template<'f>],
    page: &'a Page<'a>,
    filed_as: Option<&str>,
    sought: Sought,
) -> Result<Candidate<'a, 'f>, Box<Unknown<'a, 'f>>> {
    let title = title(page);
    let filed =
        |template: &Template<'_>| filed_as.is_some_and(|kind| template.is_type(kind)) || sought == Sought::Given;
    let bears = |template: &Template<'_>| title.as_ref().is_none_or(|title| title.name == name_of(template.form));
    // A document that calls itself otherwise is none of the others.
    let (likely, others): (Vec<_>, Vec<_>) = templates.iter().partition(|known| bears(known) || filed(known));
    let looked_for = |templates: Vec<&&'a Template<'f>>| {
        templates.into_iter().map(|template| candidate(template, page, title.as_ref())).collect::<Vec<_>>()
    };
    let best_first = |candidates: &mut Vec<Candidate<'a, 'f>>| {
        candidates.sort_by(|one, other| other.score.total_cmp(&one.score));
    };
    let mut candidates: Vec<Candidate<'a, 'f>> = looked_for(likely);
    best_first(&mut candidates);
    let named = title.as_ref().is_some_and(|title| templates.iter().any(|known| name_of(known.form) == title.name));
    let fits = |candidate: &Candidate<'a, 'f>| {
        if candidate.title.is_some() || (candidate.titled && title.is_none()) {
            return candidate.beside_title >= BESIDE_TITLE.0.min(candidate.whole() * BESIDE_TITLE.1);
        }
        match title {
            _ if filed(candidate.template) => candidate.share >= AS_FILED,
            Some(_) => false,
            None => candidate.share >= WITHOUT_TITLE,
        }
    };
    if let Some(at) = candidates.iter().position(fits) {
        return Ok(candidates.swap_remove(at));
    }
    candidates.extend(looked_for(others));
    best_first(&mut candidates);
    Err(Box::new(Unknown { nearest: candidates.into_iter().next(), title, known: named }))
}

impl Candidate<'_, '_> {
    /// What finding all of the form would tell.
    fn whole(&self) -> f32 {
        whole(&self.ground)
    }

    /// The statement that names the form in its title, where the document calls itself so.
    pub(super) fn title_statement(&self) -> Option<usize> {
        self.title?;
        let name = name_of(self.template.form);
        let names = |statement: &Statement| {
            statement.role == Role::Title && statement.words.iter().any(|(word, _)| norm(word) == name)
        };
        self.ground.outline.statements.iter().position(names)
    }
}

fn whole(ground: &Ground<'_>) -> f32 {
    (0..ground.outline.statements.len()).map(|statement| ground.outline.weight(statement)).sum()
}

/// Looks for a form in a document.
fn candidate<'a, 'f>(template: &'a Template<'f>, page: &'a Page<'a>, title: Option<&Title>) -> Candidate<'a, 'f> {
    let ground = Ground::new(page, &template.outline);
    let matches = find::find(&ground);
    let name = name_of(template.form);
    let is_title = |found: &&Match| {
        ground.outline.statements.get(found.statement).is_some_and(|statement| statement.role == Role::Title)
    };
    let names = |found: &Match| {
        let statement = ground.outline.statements.get(found.statement);
        statement.is_some_and(|statement| statement.words.iter().any(|(word, _)| norm(word) == name))
    };
    let at_top = |found: &Match| page.row(found.first()) < TOP && alone(page, found);
    let title = title.filter(|title| title.name == name).map(|title| title.tokens);
    let titled = title.is_some() || matches.iter().filter(is_title).any(|found| names(found) && at_top(found));
    let found: f32 = matches.iter().map(|found| found.score.max(0.0)).sum();
    let titles: f32 = matches.iter().filter(is_title).filter(|found| names(found)).map(|found| found.score).sum();
    let whole = whole(&ground);
    let departing: f32 = matches.iter().map(|found| departing(&ground, found)).sum();
    let score = found - DEPARTING * departing - UNFOUND * (whole - found).max(0.0);
    let share = (found / whole.max(0.1)).clamp(0.0, 1.0);
    Candidate { template, score, share, beside_title: found - titles, titled, title, ground, matches }
}

/// How much of a statement that was found is otherwise in the document; no more than what was found tells.
fn departing(ground: &Ground<'_>, found: &Match) -> f32 {
    let words = ground.outline.statements.get(found.statement).map(|statement| statement.words.as_slice());
    let weight = |word: usize| words.and_then(|words| words.get(word)).map_or(0.0, |(_, id)| ground.weight(*id));
    let of = |step: &Step| match step {
        Step::Found { .. } => 0.0,
        Step::Missing { word } => weight(*word),
        Step::Added { .. } => ADDED,
    };
    found.steps.iter().map(of).sum::<f32>().min(found.score.max(0.0))
}

/// Whether nothing but a statement's words stands where it was found.
fn alone(page: &Page<'_>, found: &Match) -> bool {
    let Some(piece) = page.piece(found.first()) else { return false };
    let mut tokens = piece.tokens.clone().filter(|token| page.sign(*token).is_none());
    !marked(page, piece.row) && tokens.all(|token| found.tokens().any(|own| own == token))
}

/// Whether a line has a check box.
fn marked(page: &Page<'_>, row: usize) -> bool {
    page.tokens_of(row).any(|token| matches!(page.sign(token), Some(Sign::Checked | Sign::Empty)))
}

/// What a document calls itself: the first line at its top that begins with `Form` and the name of one.
fn title(page: &Page<'_>) -> Option<Title> {
    for row in (0..page.row_count().min(TOP)).filter(|row| !marked(page, *row)) {
        for piece in page.pieces_of(row).filter_map(|piece| page.pieces.get(piece)) {
            let mut words: Vec<usize> = piece.tokens.clone().filter(|token| page.sign(*token).is_none()).collect();
            let lone = words.len() == 1;
            if let (Some(last), true) = (words.last().copied(), lone) {
                // The name may stand on the line under the word.
                let next = page.tokens_of(row + 1).find(|token| page.sign(*token).is_none());
                words.extend(next.filter(|next| page.row(*next) == row + 1 && norm(page.text(last)) == "form"));
            }
            let found = words.iter().position(|token| norm(page.text(*token)) == "form");
            // `U.S. SECURITIES AND EXCHANGE COMMISSION FORM 8-K` is a title as well, `as stated on Form 8-K` is none.
            let Some(at) = found.filter(|at| *at == 0 || capitals(page, &words)) else { continue };
            let rest = words.get(at + 1..).unwrap_or_default();
            let [word, after @ ..] = rest else { continue };
            let Some(name) = designation(page.text(*word)) else { continue };
            let ends = after.is_empty() || page.text(*word).ends_with(['.', ',']) || capitals(page, after);
            let ends = ends || after.first().is_some_and(|next| page.text(*next).starts_with('('));
            if ends {
                let first = words.get(at).copied().unwrap_or(*word);
                return Some(Title { name, tokens: (first, *word) });
            }
        }
    }
    None
}

/// Whether words are all in capitals.
fn capitals(page: &Page<'_>, words: &[usize]) -> bool {
    words
        .iter()
        .all(|token| !page.text(*token).chars().any(char::is_lowercase) || designation(page.text(*token)).is_some())
}

/// A form's name as it is compared, from a word that may be one: `12b-25/A`, `8-K`, `S-1`, `4`.
fn designation(word: &str) -> Option<String> {
    let word = word.replace(['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}'], "-");
    let upper = word.trim_matches(|c: char| !c.is_alphanumeric()).to_uppercase();
    let bare = upper.strip_suffix("/A").unwrap_or(&upper);
    let tells = bare.chars().any(|c| c.is_ascii_digit()) || bare.chars().count() == 1 || bare.contains('-');
    let short = (1..=10).contains(&bare.chars().count());
    let plain = bare.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/'));
    (tells && short && plain).then(|| norm(bare))
}

/// A form's name as it is compared.
fn name_of(form: &Form) -> String {
    norm(&form.name)
}

/// How the type begins under which a form is filed: what its `submission` says before it asks for an answer.
pub(super) fn filed_as(form: &Form) -> String {
    let Some(template) = &form.submission else { return String::new() };
    let range: Range<usize> = template.span.range();
    let source = form.sources.get(usize::from(template.span.file));
    let words = source.map_or("", |source| source.slice(range)).trim_matches('"');
    words.split('{').next().unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forms_name_is_told_from_other_words() {
        for (word, name) in [("12b-25", "12b25"), ("8-K/A", "8k"), ("S-1", "s1"), ("(10-Q)", "10q"), ("4", "4")] {
            assert_eq!(designation(word).as_deref(), Some(name), "{word}");
        }
        for word in ["is", "and", "OF", "", "--", "12b-25-and-all-that"] {
            assert_eq!(designation(word), None, "{word}");
        }
    }
}
