//! Changes as a person reads them: under the form's own headings, in colours that are never alone in saying something.

use std::fmt::Write as _;

use super::{Change, Changes, Detail, Kind, Pair};

/// Columns of a report.
const WIDTH: usize = 80;
/// Letters of a label, and of an answer that stayed, that are shown.
const LONGEST_LABEL: usize = 140;
const LONGEST_STAYED: usize = 100;
/// Words that are shown before and after a change.
const CONTEXT: usize = 8;

/// What happened to a word; the escapes are dropped where no terminal reads them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ink {
    Plain,
    Gone,
    Come,
    Moved,
    Heading,
    Quiet,
}

impl Ink {
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Gone => "\u{1b}[31;9m",
            Self::Come => "\u{1b}[34;4m",
            Self::Moved => "\u{1b}[32m",
            Self::Heading => "\u{1b}[1m",
            Self::Quiet => "\u{1b}[2m",
        }
    }

    fn paint(self, text: &str) -> String {
        if self == Self::Plain { text.to_owned() } else { format!("{}{text}\u{1b}[0m", self.code()) }
    }
}

/// The changes in form order, and how many answers stayed; `all` lists those as well.
///
/// Deleted words stand as `[-gone-]`, inserted ones as `{+new+}`. The text holds escapes for colours, which `anstream`
/// takes out where they are not wanted.
pub fn report(changes: &Changes, all: bool) -> String {
    let mut out = String::new();
    let [old, new] = &changes.editions;
    let number = changes.amendments[1].map(|number| format!(", amendment no. {number}")).unwrap_or_default();
    let editions = if old == new { format!("edition {new}") } else { format!("editions {old} and {new}") };
    let _ = writeln!(out, "{}", Ink::Heading.paint(&format!("Form {}, {editions}{number}", changes.form)));
    if old != new {
        out.push_str("The editions differ: answers are compared by their paths.\n");
    }
    let mut section = "";
    let listed = changes.changes.iter().filter(|change| all || change.kind.differs());
    for change in listed {
        if change.section != section {
            section = &change.section;
            if !section.is_empty() {
                let _ = write!(out, "\n{}\n", Ink::Heading.paint(section));
            }
        }
        one(change, &mut out);
    }
    // What an amendment restates for nothing may have been meant to be changed.
    let restated: Vec<&str> = changes
        .changes
        .iter()
        .filter(|change| change.kind == Kind::Restated)
        .map(|change| change.path.as_str())
        .collect();
    if !all && changes.count(Kind::NotRestated) > 0 && !restated.is_empty() {
        out.push('\n');
        fill(&said("Restated without change:", &restated.join(", ")), 0, &mut out);
    }
    let _ = write!(out, "\n{}\n", counts(changes));
    if changes.cut_short {
        out.push_str("The comparison was cut short: some changes are shown larger than they are.\n");
    }
    out
}

/// `2 changed, 1 withdrawn; 12 not restated`.
pub(crate) fn counts(changes: &Changes) -> String {
    let part = |kind: &Kind| {
        let count = changes.count(*kind);
        let name = kind.name().replace('_', " ");
        let name = if *kind == Kind::Restated { "restated without change".to_owned() } else { name };
        (count > 0).then(|| format!("{count} {name}"))
    };
    let (differ, stay): (Vec<&Kind>, Vec<&Kind>) = Kind::ALL.iter().partition(|kind| kind.differs());
    let list = |kinds: Vec<&Kind>| kinds.into_iter().filter_map(part).collect::<Vec<_>>().join(", ");
    let (differ, stay) = (list(differ), list(stay));
    let differ = if differ.is_empty() { "no changes".to_owned() } else { differ };
    if stay.is_empty() { differ } else { format!("{differ}; {stay}") }
}

fn one(change: &Change, out: &mut String) {
    let mut head = said("", &excerpt(&change.label, LONGEST_LABEL));
    if change.label != change.path {
        head.push((format!("({})", change.path), Ink::Quiet));
    }
    let indent = if change.section.is_empty() { 0 } else { 2 };
    out.push('\n');
    fill(&head, indent, out);
    let text = |side: &Option<super::Side>| side.as_ref().map(|side| side.text.clone()).unwrap_or_default();
    let (before, after) = (text(&change.before), text(&change.after));
    let mut line = |tokens: &[(String, Ink)]| fill(tokens, indent + 2, out);
    match (change.kind, &change.detail) {
        (Kind::Withdrawn, _) => {
            line(&[&[("withdrawn:".to_owned(), Ink::Plain)][..], &marked(&before, Ink::Gone)].concat())
        }
        (Kind::Added, _) => line(&[&[("added:".to_owned(), Ink::Plain)][..], &marked(&after, Ink::Come)].concat()),
        (Kind::Restated, _) => line(&said("restated without change:", &excerpt(&after, LONGEST_STAYED))),
        (Kind::NotRestated, _) => line(&said("not restated:", &excerpt(&after, LONGEST_STAYED))),
        (Kind::Moved, _) => {
            line(&[&[("moved within the list:".to_owned(), Ink::Plain)][..], &marked(&after, Ink::Moved)].concat())
        }
        (Kind::Changed, Detail::Words { before, after, pairs }) => paragraphs((before, after), pairs, indent + 2, out),
        (Kind::Changed, Detail::Boxes { checked, unchecked }) => {
            for (boxes, word, ink) in [(checked, "checked:", Ink::Come), (unchecked, "unchecked:", Ink::Gone)] {
                for (key, words) in boxes {
                    let words = if words.is_empty() { key } else { words };
                    line(&[&[(word.to_owned(), Ink::Plain)][..], &marked(words, ink)].concat());
                }
            }
        }
        (Kind::Changed, detail) => {
            let mut tokens = marked(&before, Ink::Gone);
            tokens.push(("->".to_owned(), Ink::Plain));
            tokens.extend(marked(&after, Ink::Come));
            let more = match detail {
                Detail::Number(Some(percent)) => Some(format!("({percent:+.1} %)")),
                Detail::Days(days) => Some(format!("({days:+} {})", if days.abs() == 1 { "day" } else { "days" })),
                Detail::Number(None) | Detail::None | Detail::Words { .. } | Detail::Boxes { .. } => None,
            };
            tokens.extend(more.map(|more| (more, Ink::Quiet)));
            line(&tokens);
        }
    }
}

fn said(what: &str, answer: &str) -> Vec<(String, Ink)> {
    let words = what.split_whitespace().chain(answer.split_whitespace());
    words.map(|word| (word.to_owned(), Ink::Plain)).collect()
}

/// The beginning of a text, in whole words.
fn excerpt(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let end = text.char_indices().take(most).filter(|(_, c)| c.is_whitespace()).last().map_or(0, |(at, _)| at);
    format!("{} ...", text.get(..end).unwrap_or_default().trim_end_matches([',', ';', ':']))
}

/// Words between marks of what happened to them.
fn marked(text: &str, ink: Ink) -> Vec<(String, Ink)> {
    let (open, close) = match ink {
        Ink::Gone => ("[-", "-]"),
        Ink::Come => ("{+", "+}"),
        Ink::Moved => ("{>", "<}"),
        Ink::Plain | Ink::Heading | Ink::Quiet => ("", ""),
    };
    let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    if let Some(first) = words.first_mut() {
        first.insert_str(0, open);
    }
    if let Some(last) = words.last_mut() {
        last.push_str(close);
    }
    words.into_iter().map(|word| (word, ink)).collect()
}

fn paragraphs((before, after): (&[Vec<String>], &[Vec<String>]), pairs: &[Pair], indent: usize, out: &mut String) {
    let text = |side: &[Vec<String>], index: usize| side.get(index).map(|words| words.join(" ")).unwrap_or_default();
    let mut blocks: Vec<Vec<(String, Ink)>> = Vec::new();
    let mut same = 0;
    for pair in pairs {
        let block = match pair {
            Pair::Both { words, .. } if words.iter().all(|stretch| stretch.same) => {
                same += 1;
                continue;
            }
            Pair::Both { before: old, after: new, words } => {
                let slice = |side: &[Vec<String>], index: usize, range: std::ops::Range<usize>| {
                    side.get(index).and_then(|words| words.get(range)).unwrap_or_default().to_vec()
                };
                let mut block = Vec::new();
                for (at, stretch) in words.iter().enumerate() {
                    let gone = slice(before, *old, stretch.before.clone());
                    if stretch.same {
                        block.extend(context(&gone, at > 0, at + 1 < words.len()));
                    } else {
                        block.extend(marked(&gone.join(" "), Ink::Gone));
                        block.extend(marked(&slice(after, *new, stretch.after.clone()).join(" "), Ink::Come));
                    }
                }
                block
            }
            Pair::Gone(index) => marked(&text(before, *index), Ink::Gone),
            Pair::Come(index) => marked(&text(after, *index), Ink::Come),
            Pair::MovedTo { before: old, after: new } => {
                let mut block = said(&format!("paragraph {} is now paragraph {}:", old + 1, new + 1), "");
                block.extend(marked(&text(after, *new), Ink::Moved));
                block
            }
            Pair::MovedFrom { .. } => continue,
        };
        unchanged(&mut same, &mut blocks);
        blocks.push(block);
    }
    unchanged(&mut same, &mut blocks);
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        fill(block, indent, out);
    }
}

fn unchanged(same: &mut usize, blocks: &mut Vec<Vec<(String, Ink)>>) {
    let count = std::mem::take(same);
    match count {
        0 => {}
        1 => blocks.push(vec![("(1 paragraph unchanged)".to_owned(), Ink::Quiet)]),
        _ => blocks.push(vec![(format!("({count} paragraphs unchanged)"), Ink::Quiet)]),
    }
}

/// Words that stayed, without those that are far from a change.
fn context(words: &[String], after_change: bool, before_change: bool) -> Vec<(String, Ink)> {
    let head = if after_change { CONTEXT } else { 0 };
    let tail = if before_change { CONTEXT } else { 0 };
    let plain = |words: &[String]| words.iter().map(|word| (word.clone(), Ink::Plain)).collect::<Vec<_>>();
    if words.len() <= head + tail + 1 {
        return plain(words);
    }
    let mut out = plain(words.get(..head).unwrap_or_default());
    out.push(("...".to_owned(), Ink::Quiet));
    out.extend(plain(words.get(words.len() - tail..).unwrap_or_default()));
    out
}

/// Sets words in lines.
fn fill(tokens: &[(String, Ink)], indent: usize, out: &mut String) {
    let mut column = 0;
    let mut ink = Ink::Plain;
    for (word, next) in tokens {
        let length = word.chars().count();
        let fits = column + 1 + length <= WIDTH;
        if column == 0 || !fits {
            if ink != Ink::Plain {
                out.push_str("\u{1b}[0m");
            }
            if column > 0 {
                out.push('\n');
            }
            out.push_str(&" ".repeat(indent));
            out.push_str(next.code());
            column = indent + length;
        } else if *next == ink {
            out.push(' ');
            column += 1 + length;
        } else {
            if ink != Ink::Plain {
                out.push_str("\u{1b}[0m");
            }
            out.push(' ');
            out.push_str(next.code());
            column += 1 + length;
        }
        ink = *next;
        out.push_str(word);
    }
    if ink != Ink::Plain {
        out.push_str("\u{1b}[0m");
    }
    out.push('\n');
}
