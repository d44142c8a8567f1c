//! The list of changes over a redline: what was compared, how marks look, and each change in short, linked to its place.

use std::ops::Range;

use super::places::Places;
use super::redline::element;
use crate::diff::{Change, Changes, Detail, Kind, Pair, Paragraph, counts, told};
use crate::document::Mark;
use crate::render::markup::Markup;

/// Letters of a label, and of an answer, that are shown.
const LONGEST_LABEL: usize = 80;
const LONGEST: usize = 120;
/// Changes within a text that are shown.
const MOST: usize = 20;
/// Words that are shown before and after each.
const CONTEXT: usize = 3;

/// The landmark with the list.
pub(super) fn list(changes: &Changes, places: &Places) -> String {
    let mut list = List { out: super::markup() };
    list.out.open("nav", &[("aria-label", "Changes"), ("class", "changes")]);
    list.head(changes);
    let listed: Vec<(usize, &Change)> =
        changes.changes.iter().enumerate().filter(|(_, change)| change.is_marked()).collect();
    for part in listed.chunk_by(|(_, one), (_, other)| one.section == other.section) {
        let section = part.first().map(|(_, change)| change.section.as_str()).unwrap_or_default();
        if !section.is_empty() {
            list.paragraph("part", section);
        }
        list.out.open("ul", &[]);
        for (index, change) in part {
            list.change(change, places.link(*index, section));
        }
        list.out.close("ul");
    }
    if changes.cut_short {
        list.paragraph("", "The comparison was cut short: some changes are shown larger than they are.");
    }
    list.out.close("nav");
    list.out.finish()
}

struct List {
    out: Markup,
}

impl List {
    fn head(&mut self, changes: &Changes) {
        self.paragraph("title", &format!("Changes in Form {}", changes.form));
        self.paragraph("", &compared(changes));
        self.paragraph("", &format!("{}.", counts(changes)));
        self.out.open("p", &[("class", "key")]);
        self.out.words("Words are marked as ");
        for (index, (mark, word)) in
            [(Mark::Gone, "deleted"), (Mark::New, "inserted"), (Mark::MovedHere, "moved")].into_iter().enumerate()
        {
            self.out.words(["", ", ", " and "].get(index).copied().unwrap_or_default());
            self.marked(mark, word);
        }
        self.out.words(".");
        self.out.close("p");
    }

    fn paragraph(&mut self, class: &str, words: &str) {
        self.out.open("p", &[("class", class)]);
        self.out.words(words);
        self.out.close("p");
    }

    fn marked(&mut self, mark: Mark, words: &str) {
        let (name, class) = element(mark);
        self.out.open(name, &[("class", class)]);
        self.out.words(words);
        self.out.close(name);
    }

    fn change(&mut self, change: &Change, link: Option<&str>) {
        self.out.open("li", &[]);
        let href = link.map(|id| format!("#{id}"));
        let (name, href) = href.as_deref().map_or(("span", ""), |href| ("a", href));
        self.out.open(name, &[("href", href)]);
        self.out.words(&called(change));
        self.out.close(name);
        self.out.words(&format!(
            " \u{2014} {}: ",
            if change.kind == Kind::Restated { "only written otherwise" } else { change.kind.name() }
        ));
        if change.is_set_otherwise() {
            self.out.words("its lines end elsewhere");
            self.out.close("li");
            return;
        }
        let (before, after) = (text(change.before.as_ref()), text(change.after.as_ref()));
        match (change.kind, &change.detail) {
            (_, Detail::Places { before, after: place }) => {
                self.marked(Mark::MovedHere, &format!("from place {before} to place {place} of the list"));
            }
            (Kind::Moved, _) => self.marked(Mark::MovedHere, &after),
            (_, Detail::Boxes { checked, unchecked }) => {
                let boxes = unchecked.iter().map(|words| (Mark::Gone, "unchecked", words));
                let boxes = boxes.chain(checked.iter().map(|words| (Mark::New, "checked", words)));
                for (index, (mark, state, (key, words))) in boxes.enumerate() {
                    self.out.words(if index > 0 { "; " } else { "" });
                    self.out.words(&format!("{state} "));
                    self.marked(mark, &short(if words.is_empty() { key } else { words }));
                }
            }
            (Kind::Changed, Detail::Words { before, after, pairs }) => self.words((before, after), pairs),
            (_, detail) => {
                if change.before.is_some() {
                    self.marked(Mark::Gone, &before);
                }
                self.out.words(if change.before.is_some() && change.after.is_some() { " " } else { "" });
                if change.after.is_some() {
                    self.marked(Mark::New, &after);
                }
                match detail {
                    Detail::Number(Some(percent)) => self.out.words(&format!(" ({percent:+.1} %)")),
                    Detail::Days(days) => {
                        let unit = if days.abs() == 1 { "day" } else { "days" };
                        self.out.words(&format!(" ({days:+} {unit})"));
                    }
                    Detail::Number(None)
                    | Detail::None
                    | Detail::Words { .. }
                    | Detail::Boxes { .. }
                    | Detail::Places { .. } => {}
                }
            }
        }
        self.out.close("li");
    }

    /// The first changes within a text, each with some words around it.
    fn words(&mut self, (before, after): (&[Paragraph], &[Paragraph]), pairs: &[Pair]) {
        let mut pieces: Vec<Vec<(Option<Mark>, String)>> = Vec::new();
        let slice = |side: &[Paragraph], index: usize, range: Range<usize>| {
            side.get(index).map(|paragraph| lines(paragraph, range)).unwrap_or_default()
        };
        let whole = |side: &[Paragraph], index: usize| short(&slice(side, index, 0..usize::MAX));
        for pair in pairs {
            match pair {
                Pair::Gone(index) => pieces.push(vec![(Some(Mark::Gone), whole(before, *index))]),
                Pair::Broken { before: one, after: other } => pieces.push(vec![(None, told(one, other))]),
                Pair::Come(index) => pieces.push(vec![(Some(Mark::New), whole(after, *index))]),
                Pair::MovedTo { after: index, words, .. } if words.iter().all(|stretch| stretch.same) => {
                    pieces.push(vec![(Some(Mark::MovedHere), whole(after, *index))]);
                }
                Pair::MovedFrom { .. } => {}
                Pair::Both { before: one, after: other, words }
                | Pair::MovedTo { before: one, after: other, words } => {
                    if let Pair::MovedTo { .. } = pair {
                        let moved = (Some(Mark::MovedHere), whole(after, *other));
                        pieces.push(vec![moved, (None, "and changed:".to_owned())]);
                    }
                    for stretch in words.iter().filter(|stretch| !stretch.same) {
                        let (start, end) = (stretch.after.start, stretch.after.end);
                        let gone = short(&slice(before, *one, stretch.before.clone()));
                        let come = short(&slice(after, *other, start..end));
                        let rows = |side: &[Paragraph], index: usize, range: Range<usize>| {
                            let words = side.get(index).and_then(|paragraph| paragraph.words.get(range));
                            words.unwrap_or_default().iter().any(|word| word.contains(' '))
                        };
                        // What stands before and after it, with a stroke where a line ends or begins there.
                        let around = |range: Range<usize>| {
                            let breaks = |at: usize| {
                                let paragraph = after.get(*other);
                                paragraph.is_some_and(|paragraph| paragraph.lines.binary_search(&at).is_ok())
                            };
                            let words = slice(after, *other, range.clone());
                            match (
                                words.is_empty(),
                                range.end == start && breaks(start),
                                range.start == end && breaks(end),
                            ) {
                                (false, true, _) => format!("{words}{}", LINE.trim_end()),
                                (false, _, true) => format!("{}{words}", LINE.trim_start()),
                                _ => words,
                            }
                        };
                        pieces.push(if gone == come {
                            // Rows whose figures stand elsewhere.
                            vec![(None, "in other columns:".to_owned()), (Some(Mark::New), come)]
                        } else if rows(before, *one, stretch.before.clone()) || rows(after, *other, start..end) {
                            vec![(Some(Mark::Gone), gone), (Some(Mark::New), come)]
                        } else {
                            vec![
                                (None, around(start.saturating_sub(CONTEXT)..start)),
                                (Some(Mark::Gone), gone),
                                (Some(Mark::New), come),
                                (None, around(end..end + CONTEXT)),
                            ]
                        });
                    }
                }
            }
        }
        let more = pieces.len().saturating_sub(MOST);
        for (index, piece) in pieces.into_iter().take(MOST).enumerate() {
            self.out.words(if index > 0 { " \u{2026} " } else { "" });
            let parts = piece.into_iter().filter(|(_, words)| !words.is_empty());
            for (index, (mark, words)) in parts.enumerate() {
                self.out.words(if index > 0 { " " } else { "" });
                match mark {
                    None => self.out.words(&words),
                    Some(mark) => self.marked(mark, &words),
                }
            }
        }
        if more > 0 {
            self.out.words(&format!(" \u{2026} and {more} more"));
        }
    }
}

/// What changed: the record, and what was asked there; what the form has no words for goes by its path.
fn called(change: &Change) -> String {
    let label = cut(change.label.trim().trim_end_matches([':', '.', '-']), LONGEST_LABEL);
    let record = change.record.as_deref().map(short).unwrap_or_default();
    let parts: Vec<&str> = [record.as_str(), label.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    let path = || change.path.replace(['_', '.'], " ").replace('[', " ").replace(']', "");
    let words = if parts.is_empty() { change.list.clone() } else { parts.join(", ") };
    if words.is_empty() { path() } else { words }
}

/// Words of a paragraph, with a stroke where its lines break.
fn lines(paragraph: &Paragraph, range: Range<usize>) -> String {
    let mut out = String::new();
    let range = range.start..range.end.min(paragraph.words.len());
    for (at, word) in range.clone().zip(paragraph.words.get(range.clone()).unwrap_or_default()) {
        if at > range.start {
            out.push_str(if paragraph.lines.binary_search(&at).is_ok() { LINE } else { " " });
        }
        out.push_str(word);
    }
    out
}

/// Between lines in a row.
const LINE: &str = " / ";

/// Which filings were compared.
fn compared(changes: &Changes) -> String {
    let [old, new] = &changes.editions;
    let [first, second] = changes.amendments;
    let name = |number: Option<u32>, none: &str| {
        number.map_or_else(|| none.to_owned(), |number| format!("Amendment No. {number}"))
    };
    let (first, second) = match (second, changes.strays()) {
        (None, _) => ("another".to_owned(), "One filing".to_owned()),
        (Some(_), None) => (name(first, "the original"), name(second, "")),
        (Some(_), Some(_)) => ("a filing that it does not amend".to_owned(), name(second, "")),
    };
    if old == new {
        format!("{second} against {first}, edition {new}")
    } else {
        format!("{second}, edition {new}, against {first}, edition {old}")
    }
}

fn text(side: Option<&crate::diff::Side>) -> String {
    side.map(|side| short(&side.text)).unwrap_or_default()
}

/// The beginning of a text, in whole words if it has any.
fn short(text: &str) -> String {
    cut(text, LONGEST)
}

fn cut(text: &str, longest: usize) -> String {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let words = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(LINE);
    if words.chars().count() <= longest {
        return words;
    }
    let cut: String = words.chars().take(longest).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{} \u{2026}", whole.trim_end_matches([',', ';', ':']))
}
