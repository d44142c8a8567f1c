//! Changes as a person reads them: under the form's own headings, in colours that are never alone in saying something.

use std::fmt::Write as _;
use std::ops::Range;

use super::lines::{Ink, Token, between_marks, excerpt, fill, marked, marked_lines, said};
use super::{Change, Changes, Detail, Given, Kind, Pair, Paragraph, Side, Stretch, told};

/// Letters of a label, and of an answer that stayed, that are shown.
const LONGEST_LABEL: usize = 140;
const LONGEST_STAYED: usize = 100;
/// Words that are shown before and after a change.
const CONTEXT: usize = 8;

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
    let (mut section, mut list) = ("", "");
    let listed = changes.changes.iter().filter(|change| all || change.kind.differs());
    for change in listed {
        for (heading, own) in [(&mut section, &change.section), (&mut list, &change.list)] {
            if own != heading && !own.is_empty() {
                out.push('\n');
                fill(
                    &own.split_whitespace().map(|word| Token::new(word, Ink::Heading)).collect::<Vec<_>>(),
                    0,
                    &mut out,
                );
            }
            *heading = own;
        }
        one(change, stays(changes), &mut out);
    }
    // What an amendment restates for nothing may have been meant to be changed.
    let restated = |change: &Change| !all && changes.is_partial() && change.kind == Kind::Restated;
    paths(changes, "Restated without change:", restated, &mut out);
    let otherwise = |change: &Change| change.is_respelled() || change.is_set_otherwise();
    paths(changes, "Only written otherwise:", otherwise, &mut out);
    out.push('\n');
    fill(&said("", &counts(changes)), 0, &mut out);
    if changes.cut_short {
        out.push_str("The comparison was cut short: some changes are shown larger than they are.\n");
    }
    out
}

/// A line that names answers.
fn paths(changes: &Changes, what: &str, are_named: impl Fn(&Change) -> bool, out: &mut String) {
    let paths = changes.changes.iter().filter(|change| are_named(change)).map(|change| change.path.as_str());
    let paths = paths.collect::<Vec<_>>().join(", ");
    if !paths.is_empty() {
        out.push('\n');
        fill(&said(what, &paths), 0, out);
    }
}

/// `2 changed, 1 withdrawn; 12 not restated`.
pub(crate) fn counts(changes: &Changes) -> String {
    let part = |kind: &Kind| {
        let count = changes.count(*kind);
        let name = kind.name().replace('_', " ");
        let name = if *kind == Kind::Restated { stays(changes).to_owned() } else { name };
        (count > 0).then(|| format!("{count} {name}"))
    };
    let (differ, stay): (Vec<&Kind>, Vec<&Kind>) = Kind::ALL.iter().partition(|kind| kind.differs());
    let list = |kinds: Vec<&Kind>| kinds.into_iter().filter_map(part).collect::<Vec<_>>().join(", ");
    let (differ, stay) = (list(differ), list(stay));
    let differ = if differ.is_empty() { "no changes".to_owned() } else { differ };
    if stay.is_empty() { differ } else { format!("{differ}; {stay}") }
}

/// What is said of an answer that both filings give. Only an amendment restates.
fn stays(changes: &Changes) -> &'static str {
    if changes.is_partial() { "restated without change" } else { "unchanged" }
}

fn one(change: &Change, stays: &str, out: &mut String) {
    // The words over a list stand over its records.
    let label = if change.label == change.list { "" } else { change.label.as_str() };
    let parts = [change.record.as_deref().unwrap_or_default(), label];
    let parts: Vec<String> =
        parts.iter().filter(|part| !part.is_empty()).map(|part| excerpt(part, LONGEST_LABEL)).collect();
    let mut head = said("", &parts.join(" - "));
    head.push(Token::new(
        if parts.is_empty() { change.path.clone() } else { format!("({})", change.path) },
        Ink::Quiet,
    ));
    let indent = if change.section.is_empty() && change.list.is_empty() { 0 } else { 2 };
    out.push('\n');
    fill(&head, indent, out);
    let (Some(side), indent) = (change.after.as_ref().or(change.before.as_ref()), indent + 2) else { return };
    let ink = if change.kind == Kind::Withdrawn { Ink::Gone } else { Ink::Come };
    match (change.kind, &change.detail) {
        (_, Detail::Boxes { .. }) => changed(change, &change.detail, indent, out),
        (Kind::Withdrawn | Kind::Added, detail) => {
            let kind = said(&format!("{}:", change.kind.name()), "");
            if let Detail::Words { before, after, pairs } = detail {
                paragraphs(kind, (before, after), pairs, indent, out);
            } else if side.answers.is_empty() {
                fill(&[kind, marked(&side.text, ink)].concat(), indent, out);
            } else {
                fill(&kind, indent, out);
                for given in &side.answers {
                    record_answer(given, ink, indent + 2, out);
                }
            }
        }
        (Kind::Restated, _) => fill(&said(&format!("{stays}:"), &excerpt(&side.text, LONGEST_STAYED)), indent, out),
        (Kind::NotRestated, _) => fill(&said("not restated:", &excerpt(&side.text, LONGEST_STAYED)), indent, out),
        (Kind::Moved | Kind::Changed, detail) => changed(change, detail, indent, out),
    }
}

fn changed(change: &Change, detail: &Detail, indent: usize, out: &mut String) {
    let text = |side: &Option<Side>| side.as_ref().map(|side| side.text.clone()).unwrap_or_default();
    let more = match detail {
        Detail::Words { before, after, pairs } => return paragraphs(Vec::new(), (before, after), pairs, indent, out),
        Detail::Boxes { checked, unchecked } => {
            for (boxes, word, ink) in [(checked, "checked:", Ink::Come), (unchecked, "unchecked:", Ink::Gone)] {
                for (key, words) in boxes {
                    let words = excerpt(if words.is_empty() { key } else { words }, LONGEST_LABEL);
                    fill(&[said(word, ""), marked(&words, ink)].concat(), indent, out);
                }
            }
            return;
        }
        Detail::Places { before, after } => {
            let moved = format!("{{>moved from place {before} to place {after} of the list<}}");
            let moved: Vec<_> = moved.split(' ').map(|word| Token::new(word, Ink::Moved)).collect();
            return fill(&moved, indent, out);
        }
        Detail::Number(Some(percent)) => Some(format!("({})", percentage(*percent))),
        Detail::Days(days) => Some(format!("({days:+} {})", if days.abs() == 1 { "day" } else { "days" })),
        Detail::Number(None) | Detail::None => None,
    };
    let mut tokens = marked(&text(&change.before), Ink::Gone);
    tokens.push(Token::new("->", Ink::Plain));
    tokens.extend(marked(&text(&change.after), Ink::Come));
    tokens.extend(more.map(|more| Token::new(more, Ink::Quiet)));
    fill(&tokens, indent, out);
}

/// An answer of a record that went or came.
fn record_answer(given: &Given, ink: Ink, indent: usize, out: &mut String) {
    let label = excerpt(&given.label, LONGEST_LABEL);
    let label = match label.chars().last() {
        Some(last) if last.is_alphanumeric() || last == ')' => label + ":",
        _ => label,
    };
    let mut paragraphs = given.text.split("\n\n");
    fill(&[said(&label, ""), marked_lines(paragraphs.next().unwrap_or_default(), ink)].concat(), indent, out);
    for paragraph in paragraphs {
        out.push('\n');
        fill(&marked_lines(paragraph, ink), indent, out);
    }
}

/// A change in per cent, with as many digits as it needs.
fn percentage(percent: f64) -> String {
    let small = percent != 0.0 && percent.abs() < 0.05;
    if small { format!("{percent:+.4} %") } else { format!("{percent:+.1} %") }
}

/// Paragraphs with what changed in them, after some words.
fn paragraphs(
    mut head: Vec<Token>,
    (before, after): (&[Paragraph], &[Paragraph]),
    pairs: &[Pair],
    indent: usize,
    out: &mut String,
) {
    let whole = |side: &[Paragraph], index: usize, ink: Ink| {
        side.get(index).map(|paragraph| words(paragraph, 0..paragraph.words.len(), ink)).unwrap_or_default()
    };
    let mut blocks: Vec<Vec<Token>> = Vec::new();
    let mut same = 0;
    for pair in pairs {
        let block = match pair {
            Pair::Both { words, .. } if words.iter().all(|stretch| stretch.same) => {
                same += 1;
                continue;
            }
            Pair::Both { before: old, after: new, words } => both((before, *old), (after, *new), words),
            Pair::Broken { before: old, after: new } => {
                let text = |paragraph: &Paragraph| paragraph.words.join(" ");
                let text: Vec<String> = after.get(new.clone()).unwrap_or_default().iter().map(text).collect();
                said(&format!("{}:", told(old, new)), &excerpt(&text.join(" "), LONGEST_STAYED))
            }
            Pair::Gone(index) => whole(before, *index, Ink::Gone),
            Pair::Come(index) => whole(after, *index, Ink::Come),
            Pair::MovedTo { before: old, after: new, words } => {
                let moved = if old == new {
                    format!("paragraph {} moved past others", old + 1)
                } else {
                    format!("paragraph {} is now paragraph {}", old + 1, new + 1)
                };
                if words.iter().all(|stretch| stretch.same) {
                    let text = after.get(*new).map(|paragraph| paragraph.words.join(" ")).unwrap_or_default();
                    let text = marked(&excerpt(&text, LONGEST_STAYED), Ink::Moved);
                    [said(&format!("{moved}:"), ""), text].concat()
                } else {
                    let moved = said(&format!("{{>{moved}<}} and changed:"), "");
                    [moved, both((before, *old), (after, *new), words)].concat()
                }
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
        head.extend_from_slice(block);
        fill(&head, indent, out);
        head.clear();
    }
}

/// Two versions of a paragraph.
fn both(
    (before, old): (&[Paragraph], usize),
    (after, new): (&[Paragraph], usize),
    stretches: &[Stretch],
) -> Vec<Token> {
    let (Some(old), Some(new)) = (before.get(old), after.get(new)) else { return Vec::new() };
    let mut out = Vec::new();
    for (at, stretch) in stretches.iter().enumerate() {
        if stretch.same {
            let kept = words(new, stretch.after.clone(), Ink::Plain);
            out.extend(context(kept, at > 0, at + 1 < stretches.len()));
        } else {
            out.extend(words(old, stretch.before.clone(), Ink::Gone));
            out.extend(words(new, stretch.after.clone(), Ink::Come));
        }
    }
    out
}

/// Words of a paragraph, in its lines.
fn words(paragraph: &Paragraph, range: Range<usize>, ink: Ink) -> Vec<Token> {
    let mut tokens =
        between_marks(paragraph.words.get(range.clone()).unwrap_or_default().iter().map(String::as_str), ink);
    let first = paragraph.lines.partition_point(|line| *line < range.start);
    for line in paragraph.lines.iter().skip(first).take_while(|line| range.contains(line)) {
        if let Some(token) = tokens.get_mut(line - range.start) {
            token.breaks = true;
        }
    }
    tokens
}

fn unchanged(same: &mut usize, blocks: &mut Vec<Vec<Token>>) {
    let count = std::mem::take(same);
    if count > 0 {
        let words = if count == 1 { "1 paragraph".to_owned() } else { format!("{count} paragraphs") };
        blocks.push(vec![Token::new(format!("({words} unchanged)"), Ink::Quiet)]);
    }
}

/// Words that stayed, without those that are far from a change.
fn context(words: Vec<Token>, after_change: bool, before_change: bool) -> Vec<Token> {
    let head = if after_change { CONTEXT } else { 0 };
    let tail = if before_change { CONTEXT } else { 0 };
    if words.len() <= head + tail + 1 {
        return words;
    }
    let between = Token::new("...", Ink::Quiet);
    let kept = words.get(words.len() - tail..).unwrap_or_default();
    words.iter().take(head).chain(std::iter::once(&between)).chain(kept).cloned().collect()
}
