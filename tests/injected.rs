//! One mistake at a time, at every place of the shipped definitions and examples: is the line that is named first the
//! line of the mistake, and is it the only one that is named?
//!
//! `cargo test --test injected -- --nocapture` prints the rates; `INJECTED=KIND` also prints what was said of the
//! mistakes of a kind that were not named on their line, or not alone.
//!
//! A mistake that leaves a file which says something else, but says it well, cannot be known for one and is not made;
//! the generators say where.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a failing test may panic")]

#[path = "injected/data.rs"]
mod data;
#[path = "injected/definitions.rs"]
mod definitions;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use engross::world::{World, tidy};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// In a hundred of each kind, so many must be named on their line.
const AT_LEAST: usize = 95;

/// So many errors may come of one mistake, at most.
const MOST_ERRORS: usize = 8;

/// A file with one mistake.
struct Mistake {
    kind: &'static str,
    /// The file that it is in.
    file: String,
    /// The text of that file.
    text: String,
    /// The lines on which it may be named: its own; for something left out also the line before.
    lines: Vec<usize>,
    /// What was done.
    what: String,
}

impl Mistake {
    /// A part of a text replaced: by nothing, it was left out, and may be named on the line before.
    fn new(kind: &'static str, file: &str, text: &str, range: std::ops::Range<usize>, by: &str) -> Self {
        let line = line_of(text, range.start);
        let mut lines = vec![line];
        if by.is_empty() {
            let before = text.lines().take(line - 1).collect::<Vec<_>>();
            lines.extend(before.iter().rposition(|line| !line.trim().is_empty()).map(|index| index + 1));
        }
        let what = format!("{file}:{line}: {:?} -> {by:?}", &text[range.clone()]);
        let text = format!("{}{by}{}", &text[..range.start], &text[range.end..]);
        Self { kind, file: file.to_owned(), text, lines, what }
    }
}

/// What the program said of a mistake.
struct Said {
    /// The file and line of each error, in the order of the report.
    errors: Vec<(String, usize)>,
    report: String,
}

/// The files of the repository, one of them with a mistake.
struct Files<'a>(Option<&'a Mistake>);

impl World for Files<'_> {
    fn read(&self, path: &Path, _: usize) -> io::Result<Vec<u8>> {
        let changed = self.0.filter(|mistake| Path::new(&mistake.file) == path);
        changed.map_or_else(|| std::fs::read(Path::new(ROOT).join(path)), |mistake| Ok(mistake.text.clone().into()))
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(tidy(path))
    }
}

fn text_of(path: &str) -> String {
    std::fs::read_to_string(Path::new(ROOT).join(path)).unwrap()
}

fn line_of(text: &str, offset: usize) -> usize {
    text[..offset].matches('\n').count() + 1
}

/// Counts for each kind of mistake.
#[derive(Default)]
struct Tally {
    kinds: BTreeMap<&'static str, Count>,
    missed: String,
}

#[derive(Default)]
struct Count {
    made: usize,
    named: usize,
    alone: usize,
    /// The most errors that one mistake gave.
    most: usize,
}

impl Tally {
    fn add(&mut self, mistake: &Mistake, said: &Said) {
        let first = said.errors.first();
        let named = first.is_some_and(|(file, line)| *file == mistake.file && mistake.lines.contains(line));
        let alone = said.errors.len() == 1;
        let count = self.kinds.entry(mistake.kind).or_default();
        count.made += 1;
        count.named += usize::from(named);
        count.alone += usize::from(alone);
        count.most = count.most.max(said.errors.len());
        let asked = std::env::var("INJECTED").is_ok_and(|kind| kind == mistake.kind || kind == "all" && !named);
        if !named || asked && !alone {
            let sign = if named { "not alone" } else { "not on its line" };
            let said = format!("[{}] {}: {sign}\n{}\n", mistake.kind, mistake.what, said.report);
            if asked || self.missed.len() < 4000 {
                self.missed.push_str(&said);
            }
        }
    }

    fn table(&self) -> String {
        let mut out =
            format!("{:<34} {:>6} {:>14} {:>14} {:>5}\n", "kind", "made", "on its line", "several errors", "most");
        let share = |part: usize, all: usize| format!("{part} {:>3} %", part * 100 / all.max(1));
        let mut sum = Count::default();
        for (kind, count) in &self.kinds {
            let several = count.made - count.alone;
            let (named, several) = (share(count.named, count.made), share(several, count.made));
            let _ = writeln!(out, "{kind:<34} {:>6} {named:>14} {several:>14} {:>5}", count.made, count.most);
            sum.made += count.made;
            sum.named += count.named;
            sum.alone += count.alone;
        }
        let (named, several) = (share(sum.named, sum.made), share(sum.made - sum.alone, sum.made));
        let _ = writeln!(out, "{:<34} {:>6} {named:>14} {several:>14}", "all", sum.made);
        out
    }

    /// Prints the table; fails where a kind is named too seldom, or was never made.
    #[expect(clippy::print_stdout, reason = "the table is read when the wording is worked on")]
    fn judge(&self, kinds: &[&str]) {
        println!("\n{}", self.table());
        if std::env::var_os("INJECTED").is_some() {
            println!("{}", self.missed);
        }
        let few = |kind: &&&str| self.kinds.get(**kind).is_none_or(|c| c.named * 100 < c.made * AT_LEAST);
        let few: Vec<&&str> = kinds.iter().filter(few).collect();
        let many: Vec<&&str> = self.kinds.iter().filter(|(_, c)| c.most > MOST_ERRORS).map(|(kind, _)| kind).collect();
        assert!(many.is_empty(), "more than {MOST_ERRORS} errors of one mistake: {many:?}\n{}", self.table());
        assert!(few.is_empty(), "fewer than {AT_LEAST} % of {few:?}\n{}\n{}", self.table(), self.missed);
    }
}

/// Chooses, always the same.
struct Chooser(u64);

impl Chooser {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most.max(1)
    }

    /// So many of each kind, chosen among all.
    fn sample(&mut self, mistakes: Vec<Mistake>, most: usize) -> Vec<Mistake> {
        let mut kinds: BTreeMap<&'static str, Vec<Mistake>> = BTreeMap::new();
        for mistake in mistakes {
            kinds.entry(mistake.kind).or_default().push(mistake);
        }
        for of_kind in kinds.values_mut() {
            while of_kind.len() > most {
                let at = self.below(of_kind.len());
                of_kind.swap_remove(at);
            }
        }
        kinds.into_values().flatten().collect()
    }

    /// A slip in a word: a letter left out, doubled, exchanged with its neighbour, or another one; never one of `not`.
    fn misspell(&mut self, word: &str, not: &[&str]) -> String {
        loop {
            let mut letters: Vec<char> = word.chars().collect();
            let at = self.below(letters.len());
            match self.below(4) {
                0 if letters.len() > 2 => drop(letters.remove(at)),
                1 => letters.insert(at, letters[at]),
                2 if at + 1 < letters.len() => letters.swap(at, at + 1),
                _ => letters[at] = if letters[at] == 'q' { 'x' } else { 'q' },
            }
            let wrong: String = letters.into_iter().collect();
            if wrong != word && !not.contains(&wrong.as_str()) && wrong.starts_with(|c: char| c.is_ascii_alphanumeric())
            {
                return wrong;
            }
        }
    }
}
