//! A filing changed in thousands of ways: never a panic, every place in the text. `read` asserts the places.

use super::places::assert_found;
use super::{FILING, read};
use crate::diagnostic::human;

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides.max(1)
    }
}

const SNIPPETS: &[&str] = &[
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "\r",
    ":",
    ": ",
    "- ",
    "-",
    "?",
    "? ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\"",
    "'",
    "''",
    "\\",
    "\\x4",
    "#",
    " # ",
    "|",
    ">",
    "|2-",
    ">+\n",
    "&a ",
    "*a",
    "!t ",
    "!!str ",
    "%YAML 1.2\n",
    "---\n",
    "--- ",
    "...\n",
    "<<: ",
    "~",
    "@",
    "`",
    "é",
    "\u{feff}",
    "\0",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{a0}",
    "😀",
    "[[[[",
    "- - - ",
    "{a: {b: ",
    "a: b: c",
    "\n\n\n",
];

fn mutated(text: &str, dice: &mut Dice) -> String {
    let mut text = text.to_owned();
    for _ in 0..=dice.roll(4) {
        let at = text.floor_char_boundary(dice.roll(text.len() + 1));
        let end = text.floor_char_boundary((at + dice.roll(12)).min(text.len())).max(at);
        match dice.roll(6) {
            0 => text.replace_range(at..end, ""),
            1 | 2 => text.insert_str(at, SNIPPETS.get(dice.roll(SNIPPETS.len())).copied().unwrap_or(" ")),
            3 => text.replace_range(at..end, SNIPPETS.get(dice.roll(SNIPPETS.len())).copied().unwrap_or(" ")),
            4 => {
                let piece = text.get(at..end).unwrap_or_default().to_owned();
                let to = text.floor_char_boundary(dice.roll(text.len() + 1));
                text.insert_str(to, &piece);
            }
            _ => {
                let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
                let (one, two) = (dice.roll(lines.len()), dice.roll(lines.len()));
                if !lines.is_empty() {
                    lines.swap(one, two);
                }
                text = lines.concat();
            }
        }
    }
    text
}

#[test]
fn no_text_makes_it_panic() {
    let mut dice = Dice(12_025);
    let crlf = FILING.replace('\n', "\r\n");
    for round in 0..4000 {
        let base = match round % 3 {
            0 => FILING,
            1 => include_str!("other.yaml"),
            _ => &crlf,
        };
        let (source, node, findings) = read(&mutated(base, &mut dice));
        human::render(&findings, false);
        if let Some(node) = node.filter(|_| round % 10 == 0 && findings.is_empty()) {
            assert_found(&source, &node, false);
        }
    }
}

#[test]
fn no_short_text_makes_it_panic() {
    let mut dice = Dice(7);
    for round in 0..10_000 {
        let text: String =
            (0..dice.roll(9)).map(|_| SNIPPETS.get(dice.roll(SNIPPETS.len())).copied().unwrap_or("a")).collect();
        read(&text);
        let (source, node, findings) = read(&format!("a: b\nc:\n  d: {text}\n  e: f\n"));
        if let Some(node) = node.filter(|_| round % 10 == 0 && findings.is_empty()) {
            assert_found(&source, &node, false);
        }
    }
}

#[test]
fn no_cut_makes_it_panic() {
    for (end, _) in FILING.char_indices() {
        read(FILING.get(..end).unwrap_or_default());
        read(FILING.get(end..).unwrap_or_default());
    }
}
