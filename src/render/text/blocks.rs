//! Blocks -> lines.

use std::collections::HashMap;

use super::columns::{self, Need, beside};
use super::wrap::{centred, hang, indented, wrap};
use super::{WIDEST_TABLE, characters, faults};
use crate::diagnostic::Diagnostic;
use crate::document::{
    Arrangement, Block, CheckBox, Column, Document, Line, Marks, Origin, Paragraph, Placement, RunKind, Text,
};
use crate::source::Span;
use crate::syntax::Words;

/// The columns that a short label such as `(a)` hangs in.
const HANG: usize = 5;
/// The shortest rule that an answer can be written on.
const SHORTEST_RULE: usize = 12;
/// The rule for an answer within words.
const INLINE_RULE: usize = 20;
/// Columns from one tab stop to the next.
const TAB: usize = 8;
/// Rules for a narrative on a blank form.
const BLANK_LINES: usize = 4;

/// Writes the lines of a document.
pub(super) struct Page<'d> {
    document: &'d Document,
    findings: Vec<Diagnostic>,
    /// Characters that were not plain.
    replaced: HashMap<char, Replaced>,
    /// For each answer the place in the form that first printed it: what is printed again is not counted again.
    printed: HashMap<Span, Span>,
}

/// A character that was not plain.
#[derive(Debug, Clone)]
struct Replaced {
    /// How many others came before it.
    before: usize,
    /// Where it stands first.
    origin: Origin,
    /// How often it stands in the filing and the form.
    count: usize,
}

impl<'d> Page<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self { document, findings: Vec::new(), replaced: HashMap::new(), printed: HashMap::new() }
    }

    pub(super) fn findings(self) -> Vec<Diagnostic> {
        let mut findings = self.findings;
        let mut refused: Vec<(Origin, Vec<char>)> = Vec::new();
        let mut replaced: Vec<(char, Replaced)> = self.replaced.into_iter().collect();
        replaced.sort_by_key(|(_, replaced)| replaced.before);
        for (c, Replaced { origin, count, .. }) in replaced {
            match characters::replacement(c) {
                Some(by) => findings.push(faults::transliterated(self.document, origin, c, by, count)),
                None => match refused.iter_mut().find(|(place, _)| *place == origin) {
                    Some((_, characters)) => characters.push(c),
                    None => refused.push((origin, vec![c])),
                },
            }
        }
        let refused =
            refused.iter().map(|(origin, characters)| faults::not_allowed(self.document, *origin, characters));
        findings.extend(refused);
        findings
    }

    pub(super) fn blocks(&mut self, blocks: &[Block], width: usize) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let mut before: Option<(&Block, usize)> = None;
        let mut blocks = blocks.iter().peekable();
        while let Some(block) = blocks.next() {
            let lines = if let Block::Signature { preamble, date, name, title } = block {
                let note = blocks.next_if(|next| is_note(next));
                self.signature(preamble, [date, name, title], note, width)
            } else {
                self.block(block, width)
            };
            if lines.is_empty() {
                continue;
            }
            // Single boxes stand close while their words take a line each.
            let close = |(before, height): (&Block, usize)| {
                let flags = matches!((before, block), (Block::Flag { .. }, Block::Flag { .. }));
                stands_close(before, block) && !(flags && height.max(lines.len()) > 1)
            };
            if before.is_some_and(|before| !close(before)) {
                out.push(String::new());
            }
            before = Some((block, lines.len()));
            out.extend(lines);
        }
        out
    }

    fn block(&mut self, block: &Block, width: usize) -> Vec<String> {
        match block {
            Block::Masthead(lines) => {
                self.blocks(lines, width).iter().map(|line| centred(line.trim(), width)).collect()
            }
            Block::Section { label, title, blocks } => {
                let mut head = self.heading(label, title, width);
                let body = self.blocks(blocks, width);
                if !head.is_empty() && !body.is_empty() {
                    head.push(String::new());
                }
                head.extend(body);
                head
            }
            Block::Item { label, blocks } => {
                let label = self.line_of(label);
                let indent = HANG.max(label.len() + 2).min(width / 2);
                let lines = self.blocks(blocks, width.saturating_sub(indent));
                hang(&label, lines, indent)
            }
            Block::Words { kind, text } => {
                if is_hole(text) {
                    return vec!["_".repeat(width)];
                }
                let middle = matches!(kind, None | Some(Words::Title | Words::Heading));
                if middle {
                    self.text(text, width).iter().map(|line| centred(line, width)).collect()
                } else {
                    self.sentences(text, width)
                }
            }
            Block::Answer { label, placement, value, narrative, .. } => match placement {
                _ if *narrative => self.narrative(label, value, width),
                Placement::Beside => self.beside(label, value, width),
                Placement::Below => self.below(label, value, width),
                Placement::Caption => self.caption(label, value, width),
            },
            Block::Choice { label, arrangement, marks, boxes } => self.choice(label, *arrangement, marks, boxes, width),
            Block::Flag { checked, marks } => self.check_box(checked, marks, width),
            Block::Row(cells) => self.row(cells, width),
            Block::Record(blocks) => self.blocks(blocks, width),
            Block::Table { caption, columns, rows } => self.table(caption, columns, rows, width),
            Block::Signature { preamble, date, name, title } => {
                self.signature(preamble, [date, name, title], None, width)
            }
            Block::Rule => vec!["_".repeat(width)],
            Block::Page => vec!["<PAGE>".to_owned()],
        }
    }

    /// A part's heading; without a title, the label is its heading, in the middle.
    fn heading(&mut self, label: &Text, title: &Text, width: usize) -> Vec<String> {
        let (label, title) = (self.line_of(label), self.line_of(title));
        if title.is_empty() {
            return wrap(&label, width, 0).iter().map(|line| centred(line, width)).collect();
        }
        wrap(&format!("{label} - {title}"), width, 0)
    }

    // Text.

    /// A text's lines. What a writer has put between `<TABLE>` tags stands as it is, in lines of up to 132 columns.
    fn text(&mut self, text: &[Paragraph], width: usize) -> Vec<String> {
        let mut out = Vec::new();
        let tables = tables(text);
        let mut number = 0;
        for paragraph in text {
            if !out.is_empty() {
                out.push(String::new());
            }
            for line in &paragraph.lines {
                let widest = WIDEST_TABLE.saturating_sub(self.document.width.saturating_sub(width));
                let (inside, width) = if tables.get(number) == Some(&true) { (true, widest) } else { (false, width) };
                number += 1;
                let indent = line.indent.min(width / 2);
                let words = self.words(line, width.saturating_sub(indent), inside);
                out.extend(wrap(&words, width.saturating_sub(indent), 0).iter().map(|line| indented(line, indent)));
            }
        }
        out
    }

    /// A text's lines; where it ends in a hole, the rest of its last line is there to write on.
    fn sentences(&mut self, text: &Text, width: usize) -> Vec<String> {
        let mut words = text.clone();
        let last = words.last_mut().and_then(|paragraph| paragraph.lines.last_mut());
        if last.and_then(|line| line.runs.pop_if(|run| run.kind == RunKind::Hole)).is_none() {
            return self.text(text, width);
        }
        ruled(self.text(&words, width), width)
    }

    /// A text on one line, whatever its breaks.
    fn line_of(&mut self, text: &[Paragraph]) -> String {
        let lines = text.iter().flat_map(|paragraph| &paragraph.lines);
        lines.map(|line| self.words(line, usize::MAX, false)).collect::<Vec<_>>().join(" ")
    }

    /// The words of a line in plain characters; what is not plain, or longer than a line, is noted.
    fn words(&mut self, line: &Line, width: usize, in_table: bool) -> String {
        let mut out = String::new();
        for run in &line.runs {
            match run.kind {
                RunKind::Hole => out.push_str(&"_".repeat(INLINE_RULE)),
                RunKind::Words | RunKind::Answer | RunKind::Derived => {
                    if run.kind != RunKind::Words && !in_table {
                        self.tags(&run.text, run.origin);
                    }
                    self.plain(&run.text, run.origin, &mut out);
                }
            }
        }
        let origin =
            line.runs.iter().find(|run| run.kind == RunKind::Answer).or(line.runs.first()).map(|run| run.origin);
        if let (Some(word), Some(origin)) = (out.split(' ').find(|word| word.len() > width), origin) {
            let fault = faults::long_word(self.document, origin, word, width);
            self.findings.push(fault);
        } else if let Some(origin) = origin.filter(|_| out.len() > width && out.contains("   ")) {
            self.findings.push(faults::columns_wrapped(self.document, origin, &out, width));
        }
        out
    }

    fn plain(&mut self, text: &str, origin: Origin, out: &mut String) {
        if text.bytes().all(|byte| characters::allowed(char::from(byte))) {
            out.push_str(text);
            return;
        }
        let first = origin.data.is_none_or(|data| *self.printed.entry(data).or_insert(origin.form) == origin.form);
        for c in text.chars() {
            match c {
                // EDGAR takes tabs, but nobody knows where they lead: to every eighth column, as on a typewriter.
                '\t' => out.push_str(&" ".repeat(TAB - out.len() % TAB)),
                '\n' | '\r' => out.push(' '),
                _ if characters::allowed(c) => out.push(c),
                _ => {
                    let before = self.replaced.len();
                    let found = self.replaced.entry(c).or_insert(Replaced { before, origin, count: 0 });
                    found.count += usize::from(first);
                    let by = characters::replacement(c).unwrap_or("#");
                    // ` 1/2` keeps its blank after a digit only.
                    let parted = by.len() > 1 && !out.ends_with(|before: char| before.is_ascii_digit());
                    out.push_str(if parted { by.trim_start() } else { by });
                }
            }
        }
    }

    fn tags(&mut self, text: &str, origin: Origin) {
        let mut seen: Vec<&str> = Vec::new();
        for (_, tag) in characters::tags(text) {
            if !seen.contains(&tag) {
                seen.push(tag);
                self.findings.push(faults::tag_like(self.document, origin, tag));
            }
        }
    }

    // Answers.

    /// The answer after its label: `Full Name of Registrant - Innovo Group Inc.`
    fn beside(&mut self, label: &Text, value: &Text, width: usize) -> Vec<String> {
        let lines = self.labelled(label, width);
        if is_hole(value) {
            return ruled(lines, width);
        }
        let mut label = self.separated(label);
        let words =
            value.first().and_then(|paragraph| paragraph.lines.first()).map(|line| self.words(line, usize::MAX, false));
        if !label.is_empty() {
            label.push(' ');
        }
        wrap(&format!("{label}{}", words.unwrap_or_default()), width, 0)
    }

    /// A label with what parts it from an answer after it: nothing after a mark of punctuation, else a dash.
    fn separated(&mut self, label: &Text) -> String {
        let label = self.line_of(label);
        if label.is_empty() || label.ends_with([':', '?', '-', '.', ',', ';']) { label } else { format!("{label} -") }
    }

    fn labelled(&mut self, label: &Text, width: usize) -> Vec<String> {
        let label = self.separated(label);
        wrap(&label, width, 0)
    }

    /// The answer under its label.
    fn below(&mut self, label: &Text, value: &Text, width: usize) -> Vec<String> {
        let mut lines = self.labelled(label, width);
        lines.extend(self.value(value, width));
        lines
    }

    /// An answer on lines of its own; a hole is a rule.
    fn value(&mut self, value: &Text, width: usize) -> Vec<String> {
        if is_hole(value) { vec!["_".repeat(width)] } else { self.text(value, width) }
    }

    /// The answer on a rule, its label under it.
    fn caption(&mut self, label: &Text, value: &Text, width: usize) -> Vec<String> {
        let (mut lines, caption) = self.captioned(label, value, width);
        lines.extend(caption);
        lines
    }

    /// What stands over the rule, and the rule with its caption; both in the middle.
    fn captioned(&mut self, label: &Text, value: &Text, width: usize) -> (Vec<String>, Vec<String>) {
        let value = if is_hole(value) { Vec::new() } else { self.text(value, width) };
        let label = self.text(label, width);
        let middle = |lines: Vec<String>| lines.into_iter().map(|line| centred(&line, width)).collect::<Vec<_>>();
        (middle(value), std::iter::once("_".repeat(width)).chain(middle(label)).collect())
    }

    /// Paragraphs under the words that ask for them.
    fn narrative(&mut self, label: &Text, value: &Text, width: usize) -> Vec<String> {
        let mut lines = self.text(label, width);
        if !lines.is_empty() {
            lines.push(String::new());
        }
        if is_hole(value) {
            let count = if self.document.blank { BLANK_LINES } else { 1 };
            lines.extend(std::iter::repeat_n("_".repeat(width), count));
        } else {
            lines.extend(self.text(value, width));
        }
        lines
    }

    // Check boxes.

    fn choice(
        &mut self,
        label: &Text,
        arrangement: Arrangement,
        marks: &Marks,
        boxes: &[CheckBox],
        width: usize,
    ) -> Vec<String> {
        let columns = match arrangement {
            Arrangement::Down => {
                let mut lines = self.text(label, width);
                let mut before = false;
                for (index, checked) in boxes.iter().enumerate() {
                    let block = self.check_box(checked, marks, width);
                    // Boxes with words of more than a line stand apart.
                    let apart = !checked.more.is_empty() || !checked.blocks.is_empty();
                    if (index == 0 && !lines.is_empty()) || (index > 0 && (apart || before)) {
                        lines.push(String::new());
                    }
                    before = apart;
                    lines.extend(block);
                }
                return lines;
            }
            Arrangement::Across => boxes.len(),
            Arrangement::Columns(columns) => columns,
        };
        let cells: Vec<String> = boxes.iter().map(|checked| self.short_box(checked, marks)).collect();
        let label_line = self.line_of(label);
        let short = !label_line.is_empty() && label_line.len() < width / 3;
        let hanging = if short { label_line.len() + 1 } else { 0 };
        let mut body = grid(&cells, columns, width.saturating_sub(hanging));
        let beside_label = body.len() == 1
            && hanging == 0
            && !label_line.is_empty()
            && body.iter().all(|line| label_line.len() + columns::GAP + line.len() <= width);
        let mut lines = if beside_label {
            body.iter().map(|line| format!("{label_line}{:gap$}{line}", "", gap = columns::GAP)).collect()
        } else if hanging > 0 {
            hang(&label_line, std::mem::take(&mut body), hanging)
        } else {
            let mut lines = self.text(label, width);
            lines.append(&mut body);
            lines
        };
        for checked in boxes.iter().filter(|checked| !checked.blocks.is_empty()) {
            lines.push(String::new());
            lines.extend(self.blocks(&checked.blocks, width));
        }
        lines
    }

    /// A box and its words on a line.
    fn short_box(&mut self, checked: &CheckBox, marks: &Marks) -> String {
        let words = [self.line_of(&checked.text), self.line_of(&checked.more)];
        let words = words.iter().filter(|words| !words.is_empty()).cloned().collect::<Vec<_>>().join(" ");
        format!("{} {words}", mark(marks, checked.checked))
    }

    /// A box with its words hanging beside it: `[X]  (b)  The subject annual report ...`
    fn check_box(&mut self, checked: &CheckBox, marks: &Marks, width: usize) -> Vec<String> {
        let margin = marks.on.len().max(marks.off.len());
        let indent = if checked.more.is_empty() { margin + 1 } else { margin + 2 };
        let inner = width.saturating_sub(indent);
        let mut lines = if checked.more.is_empty() {
            self.text(&checked.text, inner)
        } else {
            let label = self.line_of(&checked.text);
            let hanging = HANG.max(label.len() + 2).min(inner / 2);
            let more = self.text(&checked.more, inner.saturating_sub(hanging));
            hang(&label, more, hanging)
        };
        if !checked.blocks.is_empty() {
            lines.push(String::new());
            lines.extend(self.blocks(&checked.blocks, inner));
        }
        hang(mark(marks, checked.checked), lines, indent)
    }

    // Columns.

    fn row(&mut self, cells: &[Block], width: usize) -> Vec<String> {
        let needs: Vec<Need> = cells.iter().map(|cell| self.need(cell)).collect();
        // What is words of any length has twice the room of a date or a number.
        let open = |cell: &Block| !matches!(cell, Block::Answer { open: false, .. });
        let parts: Vec<usize> = cells.iter().map(|cell| 1 + usize::from(open(cell))).collect();
        let Some(widths) = columns::share(&needs, &parts, width) else { return self.blocks(cells, width) };
        let mut out: Vec<(Vec<String>, Vec<String>)> = Vec::new();
        for (cell, width) in cells.iter().zip(&widths) {
            out.push(
                if let Block::Answer { label, placement: Placement::Caption, value, narrative: false, .. } = cell {
                    self.captioned(label, value, *width)
                } else {
                    (self.block(cell, *width), Vec::new())
                },
            );
        }
        // Captions of one row stand on one line, so that their rules do.
        let height =
            out.iter().filter(|(_, caption)| !caption.is_empty()).map(|(value, _)| value.len()).max().unwrap_or(0);
        let cells = out.into_iter().map(|(value, caption)| {
            let above = if caption.is_empty() { 0 } else { height - value.len() };
            std::iter::repeat_n(String::new(), above).chain(value).chain(caption).collect()
        });
        beside(&cells.collect::<Vec<_>>(), &widths, &[])
    }

    /// What a cell of a row needs.
    fn need(&mut self, cell: &Block) -> Need {
        // A trial at a width that breaks nothing and wraps everything.
        let findings = self.findings.len();
        let replaced = self.replaced.clone();
        let lines = self.block(cell, super::super::text::WIDEST_TABLE);
        self.findings.truncate(findings);
        self.replaced = replaced;
        let words: Vec<&str> = lines.iter().flat_map(|line| line.split(' ')).collect();
        let words = words.iter().filter(|word| !word.starts_with("____")).map(|word| word.len());
        let least = words.max().unwrap_or(1).max(SHORTEST_RULE);
        let whole = lines.iter().map(|line| line.trim()).filter(|line| !line.ends_with("____")).map(str::len);
        let natural = whole.max().unwrap_or(least).max(least);
        Need { least, natural }
    }

    fn table(&mut self, caption: &Text, columns: &[Column], rows: &[Vec<Text>], width: usize) -> Vec<String> {
        let heads: Vec<String> = columns.iter().map(|column| self.line_of(&column.heading)).collect();
        let cells: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row.iter().map(|cell| if is_hole(cell) { String::new() } else { self.line_of(cell) }).collect())
            .collect();
        let needs: Vec<Need> = heads
            .iter()
            .enumerate()
            .map(|(index, head)| {
                let held = cells.iter().filter_map(|row| row.get(index)).filter(|cell| !cell.is_empty());
                let longest = |text: &String| text.split(' ').map(str::len).max().unwrap_or(0);
                let least = held.clone().map(longest).max().unwrap_or(0).max(longest(head)).max(1);
                // A heading may stand on two lines; answers would rather not.
                let heading = head.len().div_ceil(2);
                let natural = held.map(String::len).max().unwrap_or_else(|| head.len().max(SHORTEST_RULE));
                let natural = natural.max(heading).max(least);
                Need { least, natural }
            })
            .collect();
        // Inside tags a table may be wider than the page.
        let outside = self.document.width.saturating_sub(width);
        let widest = WIDEST_TABLE.saturating_sub(outside);
        let wide = columns::least(&needs) > width;
        let Some(mut widths) = columns::fit(&needs, if wide { widest } else { width }) else {
            let widest_column = columns.iter().zip(&needs).max_by_key(|(_, need)| need.least);
            if let Some((column, _)) = widest_column {
                let fault = faults::too_wide(self.document, column, columns::least(&needs), widest);
                self.findings.push(fault);
            }
            return Vec::new();
        };
        let right: Vec<bool> = columns.iter().map(|column| column.numeric).collect();
        if self.document.blank && !wide {
            columns::spread(&mut widths, &right, width);
        }
        let set = |row: &[String]| {
            let cells: Vec<Vec<String>> = row.iter().zip(&widths).map(|(cell, width)| wrap(cell, *width, 0)).collect();
            beside(&cells, &widths, &right)
        };
        let mut lines = if wide { vec!["<TABLE>".to_owned(), "<CAPTION>".to_owned()] } else { Vec::new() };
        lines.extend(self.text(caption, width));
        if !caption.is_empty() {
            lines.push(String::new());
        }
        let wrapped: Vec<Vec<String>> = heads.iter().zip(&widths).map(|(head, width)| wrap(head, *width, 0)).collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        let low = wrapped
            .into_iter()
            .map(|head| std::iter::repeat_n(String::new(), height - head.len()).chain(head).collect::<Vec<String>>());
        lines.extend(beside(&low.collect::<Vec<_>>(), &widths, &right));
        if wide {
            let tags = (0..columns.len()).map(|index| vec![if index == 0 { "<S>" } else { "<C>" }.to_owned()]);
            lines.extend(beside(&tags.collect::<Vec<_>>(), &widths, &[]));
        }
        lines.extend(beside(&widths.iter().map(|width| vec!["-".repeat(*width)]).collect::<Vec<_>>(), &widths, &[]));
        for (row, texts) in cells.iter().zip(rows) {
            if texts.iter().all(is_hole) {
                lines.extend(beside(
                    &widths.iter().map(|width| vec!["_".repeat(*width)]).collect::<Vec<_>>(),
                    &widths,
                    &[],
                ));
            } else {
                lines.extend(set(row));
            }
        }
        if wide {
            lines.push("</TABLE>".to_owned());
        }
        lines
    }

    // Signatures.

    /// Signature and date; a note stands right under the signature, over the name.
    fn signature(
        &mut self,
        preamble: &Text,
        [date, name, title]: [&Text; 3],
        note: Option<&Block>,
        width: usize,
    ) -> Vec<String> {
        let mut lines = self.text(preamble, width);
        if !lines.is_empty() {
            lines.extend([String::new(), String::new()]);
        }
        let beside_date = width.saturating_sub(columns::GAP) / 2;
        let longest = |text: &String| text.split(' ').map(str::len).max().unwrap_or(0);
        let words = [self.line_of(name), self.line_of(title)].iter().map(longest).max().unwrap_or(0);
        let stacked = words + "By: /s/ ".len() > beside_date;
        let half = if stacked { width } else { beside_date };
        let inner = half.saturating_sub("By: ".len());
        let rule = "_".repeat(inner);
        let note = note.map(|note| self.block(note, inner)).unwrap_or_default();
        let note = note.iter().map(|line| indented(line, 4));
        let signed: Vec<String> = if is_hole(name) {
            let mut lines = vec![format!("By: {rule}")];
            lines.extend(note);
            lines.extend([String::new(), indented(&rule, 4), indented(&rule, 4)]);
            lines
        } else {
            let name_lines = self.text(name, inner);
            let conformed = wrap(&format!("/s/ {}", self.line_of(name)), inner, 0);
            let under = "-".repeat(conformed.iter().map(String::len).max().unwrap_or(0));
            let mut lines = hang("By:", conformed, 4);
            lines.push(indented(&under, 4));
            lines.extend(note);
            lines.extend(name_lines.iter().map(|line| indented(line, 4)));
            lines.extend(self.value(title, inner).iter().map(|line| indented(line, 4)));
            lines
        };
        let date = if is_hole(date) {
            format!("Date: {}", "_".repeat(INLINE_RULE))
        } else {
            format!("Date: {}", self.line_of(date))
        };
        if stacked {
            lines.extend([date, String::new()]);
            lines.extend(signed);
        } else {
            lines.extend(beside(&[vec![date], signed], &[half, half], &[]));
        }
        lines
    }
}

/// Whether two blocks stand on lines that follow each other.
fn stands_close(before: &Block, block: &Block) -> bool {
    let unlabelled = |block: &Block| matches!(block, Block::Choice { label, .. } if label.is_empty());
    let answer = |block: &Block| block.is_beside() || unlabelled(block);
    let line = |block: &Block| matches!(block, Block::Words { kind: None, .. });
    let flag = |block: &Block| matches!(block, Block::Flag { checked, .. } if checked.blocks.is_empty());
    // A note is about what stands over it.
    let noted = matches!(before, Block::Words { .. }) && is_note(block);
    (answer(before) && answer(block)) || (line(before) && line(block)) || (flag(before) && flag(block)) || noted
}

fn is_note(block: &Block) -> bool {
    matches!(block, Block::Words { kind: Some(Words::Note), .. })
}

/// Words with a rule after them, on a line of its own if the last has too little room.
fn ruled(mut lines: Vec<String>, width: usize) -> Vec<String> {
    let last = lines.pop().unwrap_or_default();
    let room = width.saturating_sub(last.len() + 1);
    if last.is_empty() {
        lines.push("_".repeat(width));
    } else if room < SHORTEST_RULE {
        lines.extend([last, "_".repeat(width)]);
    } else {
        lines.push(format!("{last} {}", "_".repeat(room)));
    }
    lines
}

fn is_hole(text: &Text) -> bool {
    let mut runs = text.iter().flat_map(|paragraph| &paragraph.lines).flat_map(|line| &line.runs);
    runs.next().is_none_or(|run| run.kind == RunKind::Hole) && runs.next().is_none()
}

/// Which lines of a text, counted through its paragraphs, a writer has put between `<TABLE>` tags, the tags included.
fn tables(text: &[Paragraph]) -> Vec<bool> {
    let lines: Vec<&Line> = text.iter().flat_map(|paragraph| &paragraph.lines).collect();
    let is =
        |line: &Line, tag: &str| matches!(line.runs.as_slice(), [run] if run.text.trim().eq_ignore_ascii_case(tag));
    let mut inside = vec![false; lines.len()];
    let mut at = 0;
    while let Some(start) = lines.iter().skip(at).position(|line| is(line, "<TABLE>")).map(|found| found + at) {
        let Some(end) = lines.iter().skip(start).position(|line| is(line, "</TABLE>")).map(|found| found + start)
        else {
            break;
        };
        inside.iter_mut().take(end + 1).skip(start).for_each(|inside| *inside = true);
        at = end + 1;
    }
    inside
}

fn mark(marks: &Marks, checked: bool) -> &str {
    if checked { &marks.on } else { &marks.off }
}

/// Cells in rows of at most so many columns, each column as wide as its widest cell; fewer columns if they do not fit.
fn grid(cells: &[String], columns: usize, width: usize) -> Vec<String> {
    for columns in (1..=columns.max(1)).rev() {
        let rows: Vec<&[String]> = cells.chunks(columns).collect();
        let widths: Vec<usize> = (0..columns)
            .map(|index| rows.iter().filter_map(|row| row.get(index)).map(String::len).max().unwrap_or(0))
            .collect();
        let total = widths.iter().sum::<usize>() + columns::GAP * (columns - 1);
        if total <= width {
            let row =
                |row: &&[String]| beside(&row.iter().map(|cell| vec![cell.clone()]).collect::<Vec<_>>(), &widths, &[]);
            return rows.iter().flat_map(row).collect();
        }
    }
    cells.iter().flat_map(|cell| wrap(cell, width, 4)).collect()
}
