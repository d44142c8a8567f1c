//! Pieces -> plain text, as a person types it.

use crate::generate::Dice;
use crate::pieces::{Boxed, Choice, Numbered, Piece, Signature, Spread, bare, closed, line, opened};
use crate::style::{ItemHead, MarkPlace, Place, Signed, Spaces, Style};

/// A blank at which no line breaks.
const HARD: char = '\u{a0}';

/// The text of pieces.
pub(crate) fn text(pieces: &[Piece], style: &Style, width: usize, dice: &mut Dice) -> String {
    let mut typist = Typist { style, dice };
    let lines = typist.pieces(pieces, width);
    let margin = " ".repeat(style.margin);
    let line =
        |line: String| if line.trim().is_empty() { String::new() } else { format!("{margin}{}", line.trim_end()) };
    let mut out = lines.into_iter().map(line).collect::<Vec<_>>().join("\n").replace(HARD, " ");
    out.push('\n');
    out
}

struct Typist<'a> {
    style: &'a Style,
    dice: &'a mut Dice,
}

/// Words with the blanks before each; those of the first do not count.
fn parted(text: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut blanks = 0;
    for word in text.split(' ') {
        blanks += 1;
        if !word.is_empty() {
            out.push((blanks, word));
            blanks = 0;
        }
    }
    out
}

fn length(text: &str) -> usize {
    text.chars().count()
}

fn centred(line: &str, width: usize) -> String {
    format!("{}{line}", " ".repeat(width.saturating_sub(length(line)) / 2))
}

/// A label in the margin of lines.
fn hung(label: &str, lines: Vec<String>, indent: usize) -> Vec<String> {
    let mut lines = lines.into_iter();
    let mut out = Vec::new();
    if length(label) < indent {
        let pad = " ".repeat(indent - length(label));
        out.push(format!("{label}{pad}{}", lines.next().unwrap_or_default()));
    } else {
        out.push(label.to_owned());
    }
    out.extend(lines.map(|line| if line.is_empty() { line } else { format!("{}{line}", " ".repeat(indent)) }));
    out
}

/// Columns side by side, `gap` blanks between.
fn beside(columns: &[Vec<String>], widths: &[usize], gap: usize) -> Vec<String> {
    let height = columns.iter().map(Vec::len).max().unwrap_or(0);
    let row = |row: usize| {
        let mut out = String::new();
        for (at, (column, width)) in columns.iter().zip(widths).enumerate() {
            let text = column.get(row).map(String::as_str).unwrap_or_default();
            let pad = if at + 1 < columns.len() { (width + gap).saturating_sub(length(text)).max(1) } else { 0 };
            out.push_str(text);
            out.push_str(&" ".repeat(pad));
        }
        out.trim_end().to_owned()
    };
    (0..height).map(row).collect()
}

impl Typist<'_> {
    /// Lines of a width; blanks between words as the style has them.
    fn wrap(&mut self, text: &str, width: usize) -> Vec<String> {
        self.wrap_from(text, width, 0)
    }

    fn wrap_from(&mut self, text: &str, width: usize, indent: usize) -> Vec<String> {
        // A row with columns stands as it is.
        if text.trim().contains("   ") && length(text) + indent <= width {
            return vec![format!("{}{text}", " ".repeat(indent))];
        }
        let mut lines: Vec<String> = Vec::new();
        let mut open = " ".repeat(indent);
        let mut before = "";
        for (blanks, word) in parted(text) {
            let blanks = match self.style.spaces {
                Spaces::AfterSentences if before.ends_with(['.', ':', '?']) => blanks.max(2),
                Spaces::Anywhere if self.dice.one_in(6) => blanks.max(2),
                _ => blanks,
            };
            if before.is_empty() {
                open.push_str(word);
            } else if length(&open) + blanks + length(word) <= width {
                open.push_str(&" ".repeat(blanks));
                open.push_str(word);
            } else {
                lines.push(std::mem::replace(&mut open, word.to_owned()));
            }
            before = word;
        }
        if !open.trim().is_empty() {
            lines.push(open);
        }
        lines
    }

    /// The same of running words, which may be set to both margins.
    fn running(&mut self, text: &str, width: usize, indent: usize) -> Vec<String> {
        let mut lines = self.wrap_from(text, width, indent);
        if self.style.spaces == Spaces::Justified {
            let all = lines.len();
            for line in lines.iter_mut().take(all.saturating_sub(1)) {
                *line = self.justified(line, width);
            }
        }
        lines
    }

    fn justified(&mut self, line: &str, width: usize) -> String {
        let start = line.len() - line.trim_start().len();
        let mut gaps = parted(line.trim_start());
        let short = width.saturating_sub(length(line));
        if gaps.len() < 4 || short > gaps.len() {
            return line.to_owned();
        }
        for _ in 0..short {
            // Never three blanks, which would be columns.
            let narrow: Vec<usize> = (1..gaps.len()).filter(|at| gaps[*at].0 < 2).collect();
            if narrow.is_empty() {
                break;
            }
            gaps[self.dice.pick(&narrow)].0 += 1;
        }
        let mut out = " ".repeat(start);
        for (at, (blanks, word)) in gaps.iter().enumerate() {
            out.push_str(&" ".repeat(if at == 0 { 0 } else { *blanks }));
            out.push_str(word);
        }
        out
    }

    fn paragraphs(&mut self, text: &[Vec<String>], width: usize) -> Vec<String> {
        let mut out = Vec::new();
        for paragraph in text {
            if !out.is_empty() {
                out.push(String::new());
            }
            for line in paragraph {
                out.extend(self.running(line, width, 0));
            }
        }
        out
    }

    fn rule(&self, width: usize) -> String {
        self.style.rule.to_string().repeat(width)
    }

    fn pieces(&mut self, pieces: &[Piece], width: usize) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let mut before: Option<&Piece> = None;
        for piece in pieces {
            let lines = self.piece(piece, width);
            if lines.is_empty() {
                continue;
            }
            if before.is_some_and(|before| !close(before, piece)) {
                out.push(String::new());
            }
            out.extend(lines);
            before = Some(piece);
        }
        out
    }

    fn piece(&mut self, piece: &Piece, width: usize) -> Vec<String> {
        match piece {
            Piece::Masthead(lines, column) => self.masthead(lines, column, width),
            Piece::Heading { words, middle: true } => {
                self.wrap(words, width).iter().map(|line| centred(line, width)).collect()
            }
            Piece::Heading { words, .. } => self.wrap(words, width),
            Piece::Words { text, .. } => self.paragraphs(text, width),
            Piece::Asked { label, value, place } => self.asked(label, value.as_deref(), *place, width),
            Piece::Side(cells) => self.side(cells, width),
            Piece::Narrative { label, value } => self.narrative(label, value, width),
            Piece::Choice(choice) => self.choice(choice, width),
            Piece::Item { label, pieces } => {
                let indent = (length(label) + 2).max(5);
                let lines = self.pieces(pieces, width - indent);
                hung(label, lines, indent)
            }
            Piece::ItemHead { label, title, head } => match head {
                ItemHead::Hanging => {
                    let indent = length(label) + 2;
                    let lines = self.wrap(title, width - indent);
                    hung(label, lines, indent)
                }
                ItemHead::Point => self.wrap(&format!("{label}. {title}"), width),
                ItemHead::Dash => self.wrap(&format!("{label} - {title}"), width),
                ItemHead::Under => {
                    let mut lines = vec![label.clone()];
                    lines.extend(self.wrap(title, width));
                    lines
                }
            },
            Piece::Table { caption, heads, rows } => self.table(caption, heads, rows, width),
            Piece::Signature(signature) => self.signature(signature, width),
            Piece::Rule => vec![self.rule(width)],
        }
    }

    fn masthead(&mut self, lines: &[String], column: &[Numbered], width: usize) -> Vec<String> {
        const COLUMN: usize = 24;
        let room = if column.is_empty() { width } else { width - COLUMN - 2 };
        let mut left = Vec::new();
        for line in lines {
            if line.is_empty() {
                left.push(String::new());
            }
            left.extend(self.wrap(line, room).iter().map(|line| centred(line, room)));
        }
        if column.is_empty() {
            return left;
        }
        let framed = self.dice.one_in(2);
        let under = self.dice.one_in(2);
        let mut right: Vec<String> = Vec::new();
        for (at, number) in column.iter().enumerate() {
            let value = number.value.clone().unwrap_or_default();
            if at > 0 && !framed {
                right.push(String::new());
            }
            let one = format!("{} {value}", number.label);
            if under || one.len() > COLUMN - 4 {
                right.push(number.label.clone());
                right.push(if value.is_empty() && !framed { self.rule(14) } else { value });
            } else {
                right.push(one);
            }
            if at + 1 < column.len() && framed {
                right.push("-".repeat(COLUMN - 4));
            }
        }
        if framed {
            let edge = format!("+{}+", "-".repeat(COLUMN - 2));
            let inner = right.iter().map(|line| {
                if line.starts_with("---") { edge.clone() } else { format!("| {line:<width$} |", width = COLUMN - 4) }
            });
            right = std::iter::once(edge.clone()).chain(inner).chain(std::iter::once(edge.clone())).collect();
        }
        beside(&[left, right], &[room, COLUMN], 2)
    }

    fn asked(&mut self, label: &str, value: Option<&str>, place: Place, width: usize) -> Vec<String> {
        // A blank answer has a rule, or nothing.
        let blank = self.style.places.is_empty() || self.dice.one_in(2);
        match place {
            Place::Beside(parted) => {
                let label = opened(label);
                let after = if parted.trim().is_empty() {
                    parted
                } else if label.ends_with([':', '?', '-']) {
                    " "
                } else {
                    parted
                };
                let Some(value) = value else {
                    let mut lines = self.wrap(&format!("{label}{}", after.trim_end()), width);
                    let rule = self.style.rule.to_string();
                    let last = lines.last_mut().filter(|_| blank);
                    if let Some(last) = last {
                        let room = width.saturating_sub(length(last) + 1);
                        if room < 12 {
                            lines.push(rule.repeat(width));
                        } else {
                            last.push(' ');
                            last.push_str(&rule.repeat(room));
                        }
                    }
                    return lines;
                };
                // Blanks alone part a label from its answer on one line only.
                let line = format!("{label}{after}{value}");
                if parted.len() > 1 && parted.trim().is_empty() && length(&line) > width {
                    let mut lines = self.wrap(&label, width);
                    lines.extend(self.wrap(value, width));
                    return lines;
                }
                self.wrap(&line, width)
            }
            Place::Below { ruled } => {
                let label = opened(label);
                let parted = self.style.places.is_empty() && !label.ends_with([':', '-', '?']);
                let mut lines = self.wrap(&if parted { format!("{label} -") } else { label }, width);
                match value {
                    Some(value) => {
                        let value = self.wrap(value, width);
                        let longest = value.iter().map(|line| length(line)).max().unwrap_or(0);
                        lines.extend(value);
                        if ruled {
                            lines.push(self.rule(longest.max(30)));
                        }
                    }
                    None if blank => lines.push(self.rule(40)),
                    None => {}
                }
                lines
            }
            Place::Above => {
                let mut lines = value.map(|value| self.wrap(value, width)).unwrap_or_default();
                let longest = lines.iter().map(|line| length(line)).max().unwrap_or(0);
                let under = self.wrap(bare(&opened(label)), width);
                let least = under.iter().map(|line| length(line)).max().unwrap_or(0);
                lines.push(self.rule(longest.max(least).max(30)));
                lines.extend(under);
                lines
            }
            Place::Caption { ruled, middle } => {
                let mut lines = value.map(|value| self.wrap(value, width)).unwrap_or_default();
                let longest = lines.iter().map(|line| length(line)).max().unwrap_or(0);
                if ruled || lines.is_empty() {
                    lines.push(self.rule(if middle && self.style.places.is_empty() { width } else { longest.max(40) }));
                }
                lines.extend(self.wrap(&closed(label), width));
                if middle {
                    lines = lines.iter().map(|line| centred(line, width)).collect();
                }
                lines
            }
            Place::Right => {
                let left = width * 11 / 20;
                let right = width - left - 3;
                let label = self.wrap(&opened(label), left);
                let value = match value {
                    Some(value) => self.wrap(value, right),
                    None if blank => vec![self.rule(right)],
                    None => Vec::new(),
                };
                beside(&[label, value], &[left, right], 3)
            }
        }
    }

    fn side(&mut self, cells: &[(String, Option<String>)], width: usize) -> Vec<String> {
        let each = (width - 2 * (cells.len() - 1)) / cells.len();
        let widths = vec![each; cells.len()];
        let over: Vec<Vec<String>> = cells
            .iter()
            .map(|(_, value)| value.as_ref().map(|value| self.wrap(value, each)).unwrap_or_default())
            .collect();
        let height = over.iter().map(Vec::len).max().unwrap_or(0);
        let under: Vec<Vec<String>> = cells.iter().map(|(label, _)| self.wrap(&closed(label), each)).collect();
        let columns: Vec<Vec<String>> = over
            .into_iter()
            .zip(under)
            .map(|(value, caption)| {
                let middle =
                    |lines: Vec<String>| lines.into_iter().map(|line| centred(&line, each)).collect::<Vec<_>>();
                let blank = std::iter::repeat_n(String::new(), height - value.len());
                blank.chain(middle(value)).chain([self.rule(each)]).chain(middle(caption)).collect()
            })
            .collect();
        beside(&columns, &widths, 2)
    }

    fn narrative(&mut self, label: &[Vec<String>], value: &[Vec<String>], width: usize) -> Vec<String> {
        let mut out = self.paragraphs(label, width);
        let (indent, only) = self.style.indent.unwrap_or((0, false));
        let mut lines: Vec<String> = Vec::new();
        let mut before_kept = false;
        for paragraph in value {
            let kept = paragraph.len() > 1;
            if !lines.is_empty() && (!only || kept || before_kept) {
                lines.push(String::new());
            }
            before_kept = kept;
            for line in paragraph {
                let at = lines.len();
                lines.extend(self.running(line, width, if kept { 0 } else { indent }));
                // Eight blanks are a tab.
                if let Some(first) = lines.get_mut(at)
                    && let Some(words) = first.strip_prefix("        ")
                {
                    *first = format!("\t{words}");
                }
            }
        }
        if self.style.page_marks {
            self.break_page(&mut lines, width);
        }
        if !out.is_empty() && !lines.is_empty() {
            out.push(String::new());
        }
        out.extend(lines);
        out
    }

    /// Begins a new page, mostly where a sentence goes on, so that nobody takes the break for the end of a paragraph.
    fn break_page(&mut self, lines: &mut Vec<String>, width: usize) {
        let goes_on = |at: &usize| {
            let (before, after) = (&lines[at - 1], &lines[*at]);
            let inside = !before.is_empty()
                && !after.is_empty()
                && !before.ends_with(['.', ';', ':'])
                && !after.starts_with([' ', '\t']);
            inside && !before.trim().contains("   ") && !after.trim().contains("   ")
        };
        let between = |at: &usize| lines[at - 1].is_empty();
        let mut places: Vec<usize> = (1..lines.len()).filter(goes_on).collect();
        if places.is_empty() || self.dice.one_in(4) {
            places = (1..lines.len()).filter(between).collect();
        }
        if places.is_empty() {
            return;
        }
        let at = self.dice.pick(&places);
        let number = 2 + self.dice.below(3);
        let number = match self.dice.below(4) {
            0 => format!("{number}"),
            1 => format!("- {number} -"),
            2 => format!("-{number}-"),
            _ => format!("Page {number} of {}", number + 2),
        };
        let number = centred(&number, width);
        let mut mark = match self.dice.below(4) {
            0 => vec![String::new(), number, "<PAGE>".to_owned(), String::new()],
            1 => vec!["<PAGE>".to_owned()],
            2 => vec![String::new(), "<PAGE>".to_owned(), number, String::new()],
            _ => vec![String::new(), String::new(), number, String::new(), String::new()],
        };
        if lines[at - 1].is_empty() {
            mark.push(String::new());
        }
        lines.splice(at..at, mark);
    }

    fn table(&mut self, caption: &str, heads: &[String], rows: &[Vec<String>], width: usize) -> Vec<String> {
        let gap = 3;
        let mut widths: Vec<usize> = (0..heads.len())
            .map(|at| {
                let held = rows.iter().filter_map(|row| row.get(at)).map(|cell| length(cell)).max().unwrap_or(0);
                held.max(length(&heads[at]).div_ceil(2)).max(10)
            })
            .collect();
        while widths.iter().sum::<usize>() + gap * (widths.len() - 1) > width {
            let widest = widths.iter_mut().max().unwrap();
            *widest -= 1;
        }
        let wrapped: Vec<Vec<String>> =
            heads.iter().zip(&widths).map(|(head, width)| self.wrap(head, *width)).collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        let low: Vec<Vec<String>> = wrapped
            .into_iter()
            .map(|head| std::iter::repeat_n(String::new(), height - head.len()).chain(head).collect())
            .collect();
        let mut out = self.wrap(caption, width);
        out.push(String::new());
        out.extend(beside(&low, &widths, gap));
        let rule = if self.style.rule == '_' { '-' } else { self.style.rule };
        let rules: Vec<Vec<String>> = widths.iter().map(|width| vec![rule.to_string().repeat(*width)]).collect();
        out.extend(beside(&rules, &widths, gap));
        let rows: Vec<Vec<String>> = rows
            .iter()
            .map(|row| {
                let cells: Vec<Vec<String>> =
                    row.iter().zip(&widths).map(|(cell, width)| self.wrap(cell, *width)).collect();
                beside(&cells, &widths, gap)
            })
            .collect();
        let apart = rows.iter().any(|row| row.len() > 1);
        for (at, row) in rows.into_iter().enumerate() {
            if at > 0 && apart {
                out.push(String::new());
            }
            out.extend(row);
        }
        out
    }

    fn signature(&mut self, signature: &Signature, width: usize) -> Vec<String> {
        let Signature { date, name, title, note, how } = signature;
        let date = vec![format!("Date: {date}")];
        let half = if *how == Signed::Beside { (width - 2) / 2 } else { width };
        let conformed = format!("/s/ {name}");
        let mut signed = vec![format!("By: {conformed}")];
        let under = self.rule_under(length(&conformed));
        signed.push(format!("    {under}"));
        let (name_label, title_label) = if *how == Signed::Labelled { ("Name: ", "Title: ") } else { ("", "") };
        for (label, words) in [("", note), (name_label, name), (title_label, title)] {
            if !words.is_empty() {
                let lines = self.wrap(&format!("{label}{words}"), half - 4);
                signed.extend(lines.iter().map(|line| format!("    {line}")));
            }
        }
        match how {
            Signed::Beside => beside(&[date, signed], &[half, half], 2),
            Signed::DateAbove => [date, vec![String::new()], signed].concat(),
            Signed::DateBelow | Signed::Labelled => [signed, vec![String::new()], date].concat(),
        }
    }

    fn rule_under(&self, width: usize) -> String {
        let rule = if self.style.rule == '_' { '-' } else { self.style.rule };
        rule.to_string().repeat(width)
    }

    fn choice(&mut self, choice: &Choice, width: usize) -> Vec<String> {
        let label = choice.label.iter().flatten().cloned().collect::<Vec<_>>().join(" ");
        let marks = choice.boxes.iter().map(|checked| length(checked.mark.glyph)).max().unwrap_or(0).max(1);
        if choice.right {
            let cells: Vec<String> = choice.boxes.iter().map(|checked| short(checked, choice.place, marks)).collect();
            let room = cells.iter().map(|cell| length(cell)).sum::<usize>() + choice.gap * (cells.len() - 1);
            let left = width - room - 3;
            let question = self.running(&label, left, 0);
            let above = if self.dice.one_in(2) { 0 } else { question.len() - 1 };
            let boxes = cells.join(&" ".repeat(choice.gap));
            let column = std::iter::repeat_n(String::new(), above).chain([boxes]).collect();
            return beside(&[question, column], &[left, room], 3);
        }
        match choice.spread {
            Spread::Down => {
                let mut lines = self.paragraphs(&choice.label, width);
                let mut before = false;
                for (at, checked) in choice.boxes.iter().enumerate() {
                    let block = self.check_box(checked, choice.place, marks, width);
                    let apart = checked.letter.is_some() || choice.place == MarkPlace::Torn;
                    if (at == 0 && !lines.is_empty()) || (at > 0 && (apart || before)) {
                        lines.push(String::new());
                    }
                    before = apart;
                    lines.extend(block);
                }
                lines
            }
            Spread::Columns(columns) if choice.place != MarkPlace::Torn => {
                let cells: Vec<String> =
                    choice.boxes.iter().map(|checked| short(checked, choice.place, marks)).collect();
                let hanging = if !label.is_empty() && length(&label) < width / 3 { length(&label) + 1 } else { 0 };
                let body = grid(&cells, columns, width - hanging, choice.gap);
                if hanging > 0 {
                    return hung(&label, body, hanging);
                }
                let mut lines = self.paragraphs(&choice.label, width);
                lines.extend(body);
                lines
            }
            Spread::Columns(_) | Spread::Flow => {
                // One mark at least ends a line before its label.
                let torn = self.dice.below(choice.boxes.len());
                let apart = choice.question || length(&label) >= width / 3;
                let mut lines = if apart { self.paragraphs(&choice.label, width) } else { Vec::new() };
                let mut open = if apart { String::new() } else { label };
                for (at, checked) in choice.boxes.iter().enumerate() {
                    if !open.is_empty() {
                        open.push_str("  ");
                    }
                    open.push_str(checked.mark.glyph);
                    if at == torn {
                        lines.extend(self.wrap(&open.replace("[ ]", "[\u{a0}]").replace("( )", "(\u{a0})"), width));
                        open = line(checked);
                    } else {
                        open.push(' ');
                        open.push_str(&line(checked));
                    }
                }
                lines.extend(self.wrap(&open, width));
                lines
            }
        }
    }

    fn check_box(&mut self, checked: &Boxed, place: MarkPlace, marks: usize, width: usize) -> Vec<String> {
        let mark = hard(checked.mark.glyph);
        let Boxed { text, letter, .. } = checked;
        let hang = |letter: &str| (length(letter) + 2).max(5);
        match (place, letter) {
            (MarkPlace::Before | MarkPlace::Touching, None) => {
                let indent = if place == MarkPlace::Touching { marks } else { marks + 1 };
                let lines = self.paragraphs(text, width - indent);
                if place == MarkPlace::Touching && !mark.is_empty() {
                    let mut lines = self.paragraphs(text, width - indent);
                    if let Some(first) = lines.first_mut() {
                        *first = format!("{mark}{first}");
                    }
                    return lines
                        .into_iter()
                        .enumerate()
                        .map(
                            |(at, line)| {
                                if at == 0 || line.is_empty() { line } else { format!("{}{line}", " ".repeat(indent)) }
                            },
                        )
                        .collect();
                }
                hung(&mark, lines, indent)
            }
            (MarkPlace::Before, Some(letter)) => {
                let lines = self.paragraphs(text, width - marks - 2 - hang(letter));
                hung(&mark, hung(letter, lines, hang(letter)), marks + 2)
            }
            (MarkPlace::Touching, Some(letter)) => {
                let label = format!("{mark}{letter}");
                let indent = marks + hang(letter);
                let lines = self.paragraphs(text, width - indent);
                hung(&label, lines, indent)
            }
            (MarkPlace::After, Some(letter)) => {
                let label = format!("{letter} {mark}");
                let indent = hang(letter) + marks + 2;
                let lines = self.paragraphs(text, width - indent);
                hung(&label, lines, indent)
            }
            (MarkPlace::After, None) => {
                let words = line(checked);
                // No break before the mark.
                let last = words
                    .rsplit_once(' ')
                    .map_or(format!("{words}{HARD}{mark}"), |(head, last)| format!("{head} {last}{HARD}{mark}"));
                self.wrap(&last, width)
            }
            (MarkPlace::Torn, letter) => {
                let mut lines = vec![mark];
                match letter {
                    Some(letter) => {
                        let words = self.paragraphs(text, width - hang(letter));
                        lines.extend(hung(letter, words, hang(letter)));
                    }
                    None => lines.extend(self.paragraphs(text, width)),
                }
                lines
            }
        }
    }
}

/// A mark whose blanks break no line.
fn hard(mark: &str) -> String {
    mark.replace(' ', &HARD.to_string())
}

/// A box on a line that does not break.
fn short(checked: &Boxed, place: MarkPlace, marks: usize) -> String {
    let mark = hard(checked.mark.glyph);
    let words = line(checked);
    let words = checked.letter.as_ref().map_or(words.clone(), |letter| format!("{letter} {words}"));
    let out = match place {
        MarkPlace::Touching if !mark.is_empty() => format!("{mark}{words}"),
        MarkPlace::After => format!("{words} {mark}"),
        _ => format!("{mark}{} {words}", " ".repeat(marks - length(&mark))),
    };
    hard(&out)
}

/// Cells in rows of so many columns at most.
fn grid(cells: &[String], columns: usize, width: usize, gap: usize) -> Vec<String> {
    for columns in (1..=columns.max(1)).rev() {
        let rows: Vec<&[String]> = cells.chunks(columns).collect();
        let widest = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| length(cell)).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns).map(widest).collect();
        if widths.iter().sum::<usize>() + gap * (columns - 1) <= width || columns == 1 {
            let row =
                |row: &[String]| beside(&row.iter().map(|cell| vec![cell.clone()]).collect::<Vec<_>>(), &widths, gap);
            return rows.into_iter().flat_map(row).collect();
        }
    }
    Vec::new()
}

/// Whether a piece stands on the line after another one.
fn close(before: &Piece, piece: &Piece) -> bool {
    let beside = |piece: &Piece| match piece {
        Piece::Asked { place: Place::Beside(_), .. } => true,
        Piece::Choice(choice) => choice.close && choice.place != MarkPlace::Torn,
        _ => false,
    };
    let noted = matches!(piece, Piece::Words { close: true, .. });
    noted || (beside(before) && beside(piece))
}
