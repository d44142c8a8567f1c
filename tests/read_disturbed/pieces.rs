//! A document in a style as pieces that a typist sets one after another, on paper or in HTML.
//!
//! What would leave a reader in doubt, a person does not type: here is where such a style is made a little plainer.

use engross::document::{Arrangement, Block, CheckBox, Document, Line, Placement, RunKind, Text, is_hole};
use engross::syntax::Words;

use crate::generate::Dice;
use crate::style::{Family, ItemHead, Mark, MarkPlace, Place, Signed, Style};

/// Something that is typed.
#[derive(Debug, Clone)]
pub(crate) enum Piece {
    /// Lines in the middle, an empty one where they stand apart; and what stands in a column beside them.
    Masthead(Vec<String>, Vec<Numbered>),
    /// A heading in the middle or at the margin.
    Heading {
        words: String,
        middle: bool,
    },
    /// Paragraphs of words; a remark stands close under what is over it.
    Words {
        text: Vec<Vec<String>>,
        close: bool,
    },
    /// An answer; nothing where it was not given.
    Asked {
        label: String,
        value: Option<String>,
        place: Place,
    },
    /// Answers side by side, each over its caption.
    Side(Vec<(String, Option<String>)>),
    /// Words that ask, and paragraphs that answer; a paragraph is lines, and most have one.
    Narrative {
        label: Vec<Vec<String>>,
        value: Vec<Vec<String>>,
    },
    Choice(Choice),
    /// Pieces with a label in the margin.
    Item {
        label: String,
        pieces: Vec<Piece>,
    },
    /// The head of an item of a report.
    ItemHead {
        label: String,
        title: String,
        head: ItemHead,
    },
    Table {
        caption: String,
        heads: Vec<String>,
        rows: Vec<Vec<String>>,
    },
    Signature(Signature),
    Rule,
}

/// A number in the column beside the masthead.
#[derive(Debug, Clone)]
pub(crate) struct Numbered {
    pub(crate) label: String,
    pub(crate) value: Option<String>,
}

/// A group of boxes.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub(crate) label: Vec<Vec<String>>,
    pub(crate) boxes: Vec<Boxed>,
    pub(crate) spread: Spread,
    pub(crate) place: MarkPlace,
    /// Whether it is yes or no, which stand under a question.
    pub(crate) question: bool,
    /// Whether boxes stand in a column to the right of their question.
    pub(crate) right: bool,
    /// Blanks between boxes of a line.
    pub(crate) gap: usize,
    /// Whether it stands close under what is over it.
    pub(crate) close: bool,
}

/// A box.
#[derive(Debug, Clone)]
pub(crate) struct Boxed {
    pub(crate) mark: Mark,
    pub(crate) text: Vec<Vec<String>>,
    /// A letter before the words.
    pub(crate) letter: Option<String>,
}

/// How the boxes of a group stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spread {
    Down,
    Columns(usize),
    /// As words run, from line to line.
    Flow,
}

/// Who signed.
#[derive(Debug, Clone)]
pub(crate) struct Signature {
    pub(crate) date: String,
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) note: String,
    pub(crate) how: Signed,
}

/// The pieces of a document.
pub(crate) fn pieces(document: &Document, style: &Style, dice: &mut Dice) -> Vec<Piece> {
    let mut builder = Builder { style, dice, column: Vec::new() };
    let mut blocks = document.blocks.clone();
    if style.right_column {
        let number = |block: &Block| matches!(block, Block::Answer { value, .. } if path_of(value).is_some_and(|path| ["file_number", "cusip"].contains(&path.as_str())));
        for block in blocks.extract_if(.., |block| number(block)) {
            if let Block::Answer { label, value, .. } = &block {
                builder.column.push(Numbered { label: line_of(label), value: value_of(value) });
            }
        }
    }
    builder.blocks(&blocks)
}

fn path_of(value: &Text) -> Option<String> {
    let mut runs = value.iter().flat_map(|paragraph| &paragraph.lines).flat_map(|line| &line.runs);
    runs.find_map(|run| run.path.as_ref().map(ToString::to_string))
}

fn words_of(line: &Line) -> String {
    let run =
        |run: &engross::document::Run| if run.kind == RunKind::Hole { "____________" } else { &run.text }.to_owned();
    line.runs.iter().map(run).collect()
}

fn text_of(text: &Text) -> Vec<Vec<String>> {
    text.iter().map(|paragraph| paragraph.lines.iter().map(words_of).collect()).collect()
}

fn line_of(text: &Text) -> String {
    text.iter().flat_map(|paragraph| &paragraph.lines).map(words_of).collect::<Vec<_>>().join(" ")
}

fn value_of(text: &Text) -> Option<String> {
    (!is_hole(text)).then(|| line_of(text))
}

/// Whether the answer of a path is a number or a date of the cover of a report.
fn is_number(path: &str) -> bool {
    let last = path.rsplit('.').next().unwrap_or(path);
    path.starts_with("registrant.") && ["file_number", "irs_number", "zip", "telephone"].contains(&last)
        || path == "date_of_report"
}

/// A label without what parts it from an answer after it.
pub(crate) fn bare(label: &str) -> &str {
    label.trim_end().trim_end_matches(" -").trim_end_matches(':').trim_end()
}

/// A caption without its parentheses: `(Area Code) (Telephone Number)` is `Area Code, Telephone Number`.
pub(crate) fn opened(label: &str) -> String {
    match label.strip_prefix('(').and_then(|label| label.strip_suffix(')')) {
        Some(inner) => inner.replace(") (", ", ").trim_end_matches('.').to_owned(),
        None => label.to_owned(),
    }
}

/// A label in parentheses.
pub(crate) fn closed(label: &str) -> String {
    if label.starts_with('(') { label.to_owned() } else { format!("({})", bare(label)) }
}

struct Builder<'a> {
    style: &'a Style,
    dice: &'a mut Dice,
    /// What stands beside the masthead.
    column: Vec<Numbered>,
}

impl Builder<'_> {
    /// Whether an answer is a number that stands in a column to the right.
    fn is_right(&self, value: &Text) -> bool {
        self.style.right_column && path_of(value).is_some_and(|path| is_number(&path))
    }

    fn blocks(&mut self, blocks: &[Block]) -> Vec<Piece> {
        let mut out = Vec::new();
        for block in blocks {
            self.block(block, &mut out);
        }
        out
    }

    /// Where an answer stands: as the form has it, or as the style does. Few would set a long question under its answer.
    fn place(&mut self, label: &str, given: Place) -> Place {
        if self.style.places.is_empty() {
            return given;
        }
        let place = self.dice.pick(&self.style.places);
        match place {
            Place::Above | Place::Caption { .. } if label.len() > 75 => given,
            Place::Right if label.len() > 160 => given,
            Place::Beside(parted) if label.len() > 75 && parted.trim().is_empty() => given,
            // Where a rule over a label means its answer, none stands under an answer.
            Place::Below { .. } if self.style.places.len() > 1 => Place::Below { ruled: false },
            place => place,
        }
    }

    fn block(&mut self, block: &Block, out: &mut Vec<Piece>) {
        match block {
            Block::Masthead(lines) => {
                let mut words: Vec<String> = Vec::new();
                let mut before = false;
                for line in lines {
                    let Block::Words { kind, text } = line else { continue };
                    let title = kind.is_some();
                    if !words.is_empty() && (title || before) {
                        words.push(String::new());
                    }
                    before = title;
                    words.push(line_of(text));
                }
                out.push(Piece::Masthead(words, std::mem::take(&mut self.column)));
            }
            Block::Section { label, title, blocks } => {
                let (label, title) = (line_of(label), line_of(title));
                let (words, middle) =
                    if title.is_empty() { (label, true) } else { (format!("{label} - {title}"), false) };
                out.push(Piece::Heading { words, middle });
                out.extend(self.blocks(blocks));
            }
            Block::Item { label, blocks } => self.item(&line_of(label), blocks, out),
            Block::Words { kind, text } => self.words(*kind, text, out),
            Block::Answer { label, value, narrative: true, .. } => {
                let value = if is_hole(value) { Vec::new() } else { text_of(value) };
                out.push(Piece::Narrative { label: text_of(label), value });
            }
            Block::Answer { label, placement, value, .. } => {
                let label = line_of(label);
                let given = match placement {
                    Placement::Beside => Place::Beside(" - "),
                    Placement::Below => Place::Below { ruled: false },
                    Placement::Caption => Place::Caption { ruled: true, middle: true },
                };
                let place = if self.is_right(value) { Place::Right } else { self.place(&label, given) };
                out.push(Piece::Asked { label, value: value_of(value), place });
            }
            Block::Choice { label, arrangement, boxes, .. } => out.push(self.choice(label, *arrangement, boxes)),
            Block::Flag { checked, .. } => {
                let close = matches!(out.last(), Some(Piece::Choice(choice)) if choice.close);
                let mut choice = self.group(&Text::EMPTY, Spread::Down, std::slice::from_ref(checked));
                choice.close = close && choice.boxes.iter().all(|checked| checked.text.len() == 1);
                out.push(Piece::Choice(choice));
            }
            Block::Row(cells) => {
                let right = |cell: &Block| matches!(cell, Block::Answer { value, .. } if self.is_right(value));
                let (numbers, cells): (Vec<Block>, Vec<Block>) = cells.iter().cloned().partition(right);
                if !numbers.is_empty() {
                    self.blocks(&cells).into_iter().chain(self.blocks(&numbers)).for_each(|piece| out.push(piece));
                    return;
                }
                let cells: Vec<(String, Option<String>)> = cells
                    .iter()
                    .filter_map(|cell| match cell {
                        Block::Answer { label, value, .. } => Some((line_of(label), value_of(value))),
                        _ => None,
                    })
                    .collect();
                let caption = Place::Caption { ruled: true, middle: true };
                let place = self.place("", caption);
                if matches!(place, Place::Caption { .. } | Place::Above) && place == caption {
                    out.push(Piece::Side(cells));
                } else {
                    out.extend(cells.into_iter().map(|(label, value)| Piece::Asked { label, value, place }));
                }
            }
            Block::Record { blocks, .. } => out.extend(self.blocks(blocks)),
            Block::Table { caption, columns, rows } => {
                let heads = columns.iter().map(|column| line_of(&column.heading)).collect();
                let cell = |cell: &Text| value_of(cell).unwrap_or_default();
                let rows = rows.iter().map(|row| row.cells.iter().map(cell).collect()).collect();
                out.push(Piece::Table { caption: line_of(caption), heads, rows });
            }
            Block::Signature { preamble, date, name, title, note } => {
                self.preamble(preamble, out);
                let how = self.dice.pick(&self.style.signatures);
                let [date, name, title, note] = [date, name, title, note].map(line_of);
                out.push(Piece::Signature(Signature { date, name, title, note, how }));
            }
            Block::Rule => out.push(Piece::Rule),
            Block::Page | Block::Marked { .. } => {}
        }
    }

    /// Words; those that end in an answer may have it where answers stand.
    fn words(&mut self, kind: Option<Words>, text: &Text, out: &mut Vec<Piece>) {
        let runs = match text.as_slice() {
            [paragraph] => match paragraph.lines.as_slice() {
                [line] => line.runs.as_slice(),
                _ => &[],
            },
            _ => &[],
        };
        let answer = |kind| matches!(kind, RunKind::Answer | RunKind::Hole);
        let given = |run: &engross::document::Run| (run.kind == RunKind::Answer).then(|| run.text.clone());
        match runs {
            [label, value] if label.kind == RunKind::Words && answer(value.kind) => {
                let right = value.path.as_deref().is_some_and(|path| self.style.right_column && is_number(path));
                let label = label.text.trim().to_owned();
                let place = if right { Place::Right } else { self.place(&label, Place::Beside(" ")) };
                out.push(Piece::Asked { label, value: given(value), place });
            }
            [label, one, between, other]
                if answer(one.kind)
                    && answer(other.kind)
                    && between.text.trim() == ","
                    && label.kind == RunKind::Words =>
            {
                let label = label.text.trim();
                match self.place("", Place::Beside(" - ")) {
                    Place::Caption { .. } | Place::Above => {
                        out.push(Piece::Words { text: vec![vec![bare(label).to_owned()]], close: false });
                        let cells = [("(Name)", one), ("(Area Code) (Telephone Number)", other)];
                        out.push(Piece::Side(
                            cells.iter().map(|(label, run)| ((*label).to_owned(), given(run))).collect(),
                        ));
                    }
                    place => {
                        // In a narrow column a number is not broken.
                        let value = format!("{}, {}", one.text, other.text.replace(' ', "\u{a0}"));
                        let parted = if let Place::Beside(parted) = place { parted } else { " - " };
                        // Two answers after a long question want a sign before them.
                        let parted = if parted.trim().is_empty() { ": " } else { parted };
                        let place = if matches!(place, Place::Beside(_)) { Place::Beside(parted) } else { place };
                        out.push(Piece::Asked { label: bare(label).to_owned(), value: Some(value), place });
                    }
                }
            }
            _ if matches!(kind, Some(Words::Heading | Words::Title)) => {
                out.push(Piece::Heading { words: line_of(text), middle: true });
            }
            _ => {
                let close = kind == Some(Words::Note) && matches!(out.last(), Some(Piece::Words { .. }));
                out.push(Piece::Words { text: text_of(text), close });
            }
        }
    }

    /// What is signed; where answers stand over captions, the registrant's name does as well.
    fn preamble(&mut self, preamble: &Text, out: &mut Vec<Piece>) {
        if preamble.is_empty() {
            return;
        }
        let runs: Vec<_> = preamble.iter().flat_map(|paragraph| &paragraph.lines).flat_map(|line| &line.runs).collect();
        let caption = self.style.places.iter().find(|place| matches!(place, Place::Caption { .. } | Place::Above));
        if let ([label, name, rest], Some(place)) = (runs.as_slice(), caption) {
            let (label, value) = (bare(&label.text).to_owned(), Some(name.text.clone()));
            out.push(Piece::Asked { label, value, place: *place });
            out.push(Piece::Words { text: vec![vec![rest.text.trim().to_owned()]], close: false });
        } else {
            out.push(Piece::Words { text: text_of(preamble), close: false });
        }
    }

    fn item(&mut self, label: &str, blocks: &[Block], out: &mut Vec<Piece>) {
        // The title of an item of a report.
        if let [Block::Answer { label: words, value, narrative: false, .. }] = blocks
            && words.is_empty()
        {
            let head = self.dice.pick(&self.style.item_heads);
            out.push(Piece::ItemHead { label: label.to_owned(), title: line_of(value), head });
            return;
        }
        let pieces = self.blocks(blocks);
        if label.is_empty() {
            out.extend(pieces);
        } else {
            out.push(Piece::Item { label: label.to_owned(), pieces });
        }
    }

    fn choice(&mut self, label: &Text, arrangement: Arrangement, boxes: &[CheckBox]) -> Piece {
        let spread = match arrangement {
            Arrangement::Down => Spread::Down,
            Arrangement::Across => Spread::Columns(boxes.len()),
            Arrangement::Columns(columns) => Spread::Columns(columns),
        };
        let lettered = boxes.iter().any(|checked| !checked.more.is_empty());
        let longest = boxes.iter().map(|checked| line_of(&checked.text).len()).max().unwrap_or(0);
        let spread = match self.style.box_columns {
            Some(columns) if !lettered && longest < 40 && boxes.len() > 2 => Spread::Columns(columns),
            _ => spread,
        };
        Piece::Choice(self.group(label, spread, boxes))
    }

    fn family(&mut self) -> Family {
        if self.style.families.is_empty() {
            let mark = |glyph| vec![Mark { glyph, font: None }];
            return Family { on: mark("[X]"), off: mark("[ ]") };
        }
        let family = self.dice.pick(&self.style.families);
        if self.style.mixed && family.on.len() > 3 {
            return family;
        }
        let (on, off) = (self.dice.pick(&family.on), self.dice.pick(&family.off));
        Family { on: vec![on], off: vec![off] }
    }

    fn group(&mut self, label: &Text, spread: Spread, boxes: &[CheckBox]) -> Choice {
        let family = self.family();
        let mark = |dice: &mut Dice, checked: bool| dice.pick(if checked { &family.on } else { &family.off });
        let boxes: Vec<Boxed> = boxes
            .iter()
            .map(|checked| {
                let mark = mark(self.dice, checked.checked);
                let (text, letter) = if checked.more.is_empty() {
                    (text_of(&checked.text), None)
                } else {
                    (text_of(&checked.more), Some(line_of(&checked.text)))
                };
                Boxed { mark, text, letter }
            })
            .collect();
        let question = boxes.len() == 2
            && boxes.iter().all(|checked| ["Yes", "YES", "No", "NO"].contains(&line(checked).as_str()));
        let mut place =
            if self.style.mark_places.is_empty() { MarkPlace::Before } else { self.dice.pick(&self.style.mark_places) };
        let nothing = boxes.iter().any(|checked| checked.mark.glyph.is_empty()) || family.off[0].glyph.is_empty();
        let bare = boxes.iter().any(|checked| checked.mark.is_bare());
        let paragraphs = boxes.iter().any(|checked| checked.text.len() > 1);
        // A bare letter that touches a word is part of it; a mark alone on a line beside no others belongs to anything.
        if (place == MarkPlace::Touching && bare)
            || (place == MarkPlace::Torn && (nothing || bare))
            || (place == MarkPlace::After && paragraphs)
        {
            place = MarkPlace::Before;
        }
        let mut spread = spread;
        let mut gap = 2;
        if let Spread::Columns(columns) = spread {
            if nothing {
                // Nothing shows where a box is, so that each has a line, or much room.
                gap = 8;
                if columns > 2 {
                    spread = Spread::Down;
                }
            } else if place == MarkPlace::After {
                gap = 5;
            } else if place == MarkPlace::Torn && !question {
                spread = Spread::Flow;
            }
        }
        let right = self.style.right_column && question;
        let close = label.is_empty() && boxes.iter().all(|checked| checked.letter.is_none());
        Choice { label: text_of(label), boxes, spread, place, question, right, gap, close }
    }
}

/// The words of a box on a line.
pub(crate) fn line(checked: &Boxed) -> String {
    checked.text.iter().flatten().cloned().collect::<Vec<_>>().join(" ")
}
