//! Pieces -> HTML, as programs and their users write it.

use std::fmt::Write as _;

use crate::generate::Dice;
use crate::pieces::{Boxed, Choice, Numbered, Piece, Signature, Spread, bare, closed, opened};
use crate::style::{Html, ItemHead, Mark, MarkPlace, Place, Signed, Spaces, Style};

/// The page of pieces.
pub(crate) fn html(pieces: &[Piece], style: &Style, kind: Html, title: &str, dice: &mut Dice) -> String {
    let (large, joined) = (dice.one_in(3), dice.one_in(2));
    let mut typist =
        Typist { style, kind, dice, out: String::new(), before: None, in_cell: false, joined, last: (0, 0) };
    typist.pieces(pieces);
    let page =
        format!("<html>\n<head>\n<title>{}</title>\n</head>\n<body>\n{}</body>\n</html>\n", escaped(title), typist.out);
    if large { capital_tags(&page) } else { page }
}

/// A page with the names of its elements in capitals, as old programs wrote them.
fn capital_tags(page: &str) -> String {
    let mut out = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once('<') {
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        let (name, attributes) =
            tag.split_once(' ').map_or((tag, String::new()), |(name, rest)| (name, format!(" {rest}")));
        let _ = write!(out, "{before}<{}{attributes}>", name.to_uppercase());
        rest = after;
    }
    out + rest
}

struct Typist<'a> {
    style: &'a Style,
    kind: Html,
    dice: &'a mut Dice,
    out: String,
    /// What stands before the words of the next paragraph: the label of an item.
    before: Option<String>,
    /// Within a cell there are no tables.
    in_cell: bool,
    /// Whether rows of as many cells that follow each other stand in one table.
    joined: bool,
    /// The cells of a row of the last table, and where it ends.
    last: (usize, usize),
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            _ if letter.is_ascii() => out.push(letter),
            _ => {
                let _ = write!(out, "&#{};", u32::from(letter));
            }
        }
    }
    out
}

impl Typist<'_> {
    /// Words: without double spaces unless the style has them, their source broken into lines.
    fn words(&mut self, text: &str) -> String {
        let mut out = String::new();
        let mut column = 0;
        let mut before = "";
        for word in text.split_whitespace() {
            if !before.is_empty() {
                let double = match self.style.spaces {
                    Spaces::AfterSentences => before.ends_with(['.', ':', '?']),
                    Spaces::Anywhere | Spaces::Justified => self.dice.one_in(6),
                    Spaces::Single => false,
                };
                out.push_str(if double {
                    "&nbsp; "
                } else if column > 80 {
                    "\n"
                } else {
                    " "
                });
                column = if column > 80 { 0 } else { column };
            }
            out.push_str(&escaped(word));
            column += word.len() + 1;
            before = word;
        }
        out
    }

    fn p(&mut self, inner: &str) {
        self.aligned(inner, "");
    }

    fn aligned(&mut self, inner: &str, align: &str) {
        let before = self.before.take().unwrap_or_default();
        let inner = format!("{before}{inner}");
        let _ = match (self.kind, align) {
            (Html::Divisions, "") => write!(
                self.out,
                "<div style=\"text-align: left; font-family: Times New Roman; font-size: 10pt\">{inner}</div>\n<div>&nbsp;</div>\n"
            ),
            (Html::Divisions, align) => {
                writeln!(
                    self.out,
                    "<div style=\"text-align: {align}; font-size: 10pt\">{inner}</div>\n<div>&nbsp;</div>"
                )
            }
            (_, "") => writeln!(self.out, "<p>{inner}</p>"),
            (_, align) => writeln!(self.out, "<p align=\"{align}\">{inner}</p>"),
        };
    }

    /// Rows of cells; within a cell, lines.
    fn rows(&mut self, rows: &[Vec<String>], attributes: &str) {
        if self.in_cell {
            let lines: Vec<String> = rows.iter().map(|row| row.join("&nbsp;&nbsp;&nbsp; ")).collect();
            self.p(&lines.join("<br>\n"));
            return;
        }
        if let Some(before) = self.before.take() {
            self.p(&before);
        }
        let cells = rows.first().map_or(0, Vec::len);
        if self.joined && attributes.is_empty() && self.last == (cells, self.out.len()) {
            self.out.truncate(self.out.len() - "</table>\n".len());
        } else {
            let _ = writeln!(self.out, "<table{attributes} width=\"100%\" cellpadding=\"0\">");
        }
        for row in rows {
            self.out.push_str("<tr>");
            for cell in row {
                let cell = if cell.is_empty() { "&nbsp;" } else { cell };
                let _ = write!(self.out, "<td valign=\"top\">{cell}</td>");
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</table>\n");
        self.last = if attributes.is_empty() { (cells, self.out.len()) } else { (0, 0) };
    }

    fn rule(&self, width: usize) -> String {
        self.style.rule.to_string().repeat(width)
    }

    fn mark(&self, mark: Mark) -> String {
        let glyph = escaped(mark.glyph).replace(' ', "&nbsp;");
        match (mark.font, self.kind) {
            (Some(font), Html::Divisions) => format!("<font style=\"font-family: {font}\">{glyph}</font>"),
            (Some(font), _) => format!("<font face=\"{font}\">{glyph}</font>"),
            (None, _) => glyph,
        }
    }

    fn pieces(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            self.piece(piece);
        }
    }

    fn lines(&mut self, paragraph: &[String]) -> String {
        let lines: Vec<String> = paragraph
            .iter()
            .map(|line| {
                // Columns of a row are kept.
                let cells: Vec<String> =
                    line.split("   ").map(str::trim).filter(|cell| !cell.is_empty()).map(str::to_owned).collect();
                cells.iter().map(|cell| self.words(cell)).collect::<Vec<_>>().join("&nbsp;&nbsp;&nbsp;&nbsp; ")
            })
            .collect();
        lines.join("<br>\n")
    }

    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Masthead(lines, column) => self.masthead(lines, column),
            Piece::Heading { words, middle } => {
                let words = format!("<b>{}</b>", self.words(words));
                self.aligned(&words, if *middle { "center" } else { "" });
            }
            Piece::Words { text, .. } => {
                for paragraph in text {
                    let inner = self.lines(paragraph);
                    self.p(&inner);
                }
            }
            Piece::Asked { label, value, place } => self.asked(label, value.as_deref(), *place),
            Piece::Side(cells) => {
                let over: Vec<String> = cells
                    .iter()
                    .map(|(_, value)| match value {
                        Some(value) => format!("<u>{}</u>", self.words(value)),
                        None => self.rule(20),
                    })
                    .collect();
                let under: Vec<String> = cells.iter().map(|(label, _)| self.words(&closed(label))).collect();
                if self.in_cell {
                    for (value, caption) in over.iter().zip(under) {
                        self.p(&format!("{value}<br>\n{caption}"));
                    }
                } else {
                    self.rows(&[over, under], " align=\"center\"");
                }
            }
            Piece::Narrative { label, value } => self.narrative(label, value),
            Piece::Choice(choice) => self.choice(choice),
            Piece::Item { label, pieces } => {
                if self.kind == Html::Tables && !self.in_cell {
                    let _ = write!(
                        self.out,
                        "<table width=\"100%\">\n<tr><td valign=\"top\" width=\"5%\">{}</td>\n<td>",
                        escaped(label)
                    );
                    self.in_cell = true;
                    self.pieces(pieces);
                    self.in_cell = false;
                    self.out.push_str("</td></tr>\n</table>\n");
                } else {
                    self.before = Some(format!("{}&nbsp;&nbsp; ", escaped(label)));
                    self.pieces(pieces);
                }
            }
            Piece::ItemHead { label, title, head } => {
                let (label, title) = (self.words(label), self.words(title));
                match head {
                    ItemHead::Hanging if self.kind == Html::Tables => {
                        self.rows(&[vec![format!("<b>{label}</b>"), format!("<b>{title}</b>")]], " cellspacing=\"0\"");
                    }
                    ItemHead::Hanging => self.p(&format!("<b>{label}&nbsp;&nbsp;{title}</b>")),
                    ItemHead::Point => self.p(&format!("<b>{label}. {title}</b>")),
                    ItemHead::Dash => self.p(&format!("<b>{label} - {title}</b>")),
                    ItemHead::Under => self.p(&format!("<b>{label}</b><br>\n<u>{title}</u>")),
                }
            }
            Piece::Table { caption, heads, rows } => {
                let caption = self.words(caption);
                self.p(&caption);
                let mut all = vec![heads.iter().map(|head| format!("<b>{}</b>", self.words(head))).collect::<Vec<_>>()];
                all.extend(rows.iter().map(|row| row.iter().map(|cell| self.words(cell)).collect::<Vec<_>>()));
                self.rows(&all, " border=\"1\"");
            }
            Piece::Signature(signature) => self.signature(signature),
            Piece::Rule if self.style.rule == '_' => self.out.push_str("<hr>\n"),
            Piece::Rule => {
                let rule = self.rule(60);
                self.aligned(&rule, "center");
            }
        }
    }

    fn masthead(&mut self, lines: &[String], column: &[Numbered]) {
        let stretches: Vec<String> = lines
            .split(String::is_empty)
            .map(|lines| lines.iter().map(|line| self.words(line)).collect::<Vec<_>>().join("<br>\n"))
            .collect();
        if column.is_empty() {
            for stretch in stretches {
                self.aligned(&format!("<b>{stretch}</b>"), "center");
            }
            return;
        }
        let under = self.dice.one_in(2);
        let numbers: Vec<String> = column
            .iter()
            .map(|number| {
                let value = number.value.as_deref().map(escaped).unwrap_or_default();
                format!("{}{}{value}", escaped(&number.label), if under { "<br>\n" } else { " " })
            })
            .collect();
        let cells = vec![format!("<center>{}</center>", stretches.join("<br><br>\n")), numbers.join("<br><br>\n")];
        self.rows(&[cells], "");
    }

    fn asked(&mut self, label: &str, value: Option<&str>, place: Place) {
        let blank = self.style.places.is_empty() || self.dice.one_in(2);
        let underlined = self.dice.one_in(3);
        let words = value.map(|value| self.words(value));
        let shown = match &words {
            Some(words) if underlined => format!("<u>{words}</u>"),
            Some(words) => words.clone(),
            None if blank => self.rule(20),
            None => String::new(),
        };
        match place {
            Place::Right => {
                let label = self.words(&opened(label));
                self.rows(&[vec![label, shown]], "");
            }
            Place::Beside(_) if self.kind == Html::Tables && label.len() < 80 => {
                let label = self.words(&opened(label));
                self.rows(&[vec![label, shown]], "");
            }
            Place::Beside(parted) => {
                let label = opened(label);
                let after = if parted.trim().is_empty() || !label.ends_with([':', '?', '-']) { parted } else { " " };
                let after = if after.trim().is_empty() && after.len() > 1 {
                    "&nbsp;&nbsp;&nbsp; ".to_owned()
                } else {
                    escaped(after)
                };
                let label = self.words(&label);
                self.p(&format!("{label}{after}{shown}"));
            }
            Place::Below { .. } => {
                let label = self.words(&opened(label));
                self.p(&format!("{label}<br>\n{shown}"));
            }
            Place::Above => {
                let label = self.words(bare(&opened(label)));
                let rule = self.rule(40);
                if self.kind == Html::Tables && words.is_some() {
                    // Each in a table of its own, or nobody could tell which label is whose.
                    self.rows(&[vec![shown], vec![label]], " align=\"left\"");
                } else {
                    let over = words.map(|words| format!("{words}<br>\n")).unwrap_or_default();
                    self.p(&format!("{over}{rule}<br>\n{label}"));
                }
            }
            Place::Caption { ruled, middle } => {
                let caption = self.words(&closed(label));
                let over = match words {
                    Some(words) if ruled && self.style.rule == '_' => format!("<u>{words}</u>"),
                    Some(words) if ruled => format!("{words}<br>\n{}", self.rule(40)),
                    Some(words) => words,
                    None => self.rule(40),
                };
                self.aligned(&format!("{over}<br>\n{caption}"), if middle { "center" } else { "" });
            }
        }
    }

    fn narrative(&mut self, label: &[Vec<String>], value: &[Vec<String>]) {
        for paragraph in label {
            let inner = self.lines(paragraph);
            self.p(&inner);
        }
        let broken = self.style.page_marks.then(|| self.dice.below(value.len().max(1)));
        for (at, paragraph) in value.iter().enumerate() {
            let indent = "&nbsp;".repeat(if paragraph.len() > 1 {
                0
            } else {
                self.style.indent.map_or(0, |(indent, _)| indent)
            });
            if broken != Some(at) || paragraph.len() > 1 {
                let inner = self.lines(paragraph);
                self.p(&format!("{indent}{inner}"));
                continue;
            }
            // A new page, where a sentence goes on.
            let words: Vec<&str> = paragraph[0].split_whitespace().collect();
            let goes_on = |at: &usize| {
                words[at - 1].ends_with(|c: char| c.is_alphanumeric())
                    && words[*at].starts_with(|c: char| c.is_lowercase())
            };
            let places: Vec<usize> = (1..words.len()).filter(goes_on).collect();
            let at = if places.is_empty() { words.len() } else { self.dice.pick(&places) };
            let (head, tail) = (words[..at].join(" "), words[at..].join(" "));
            let (head, tail) = (self.words(&head), self.words(&tail));
            self.p(&format!("{indent}{head}"));
            let number = 2 + self.dice.below(3);
            let number = if self.dice.one_in(2) { format!("{number}") } else { format!("- {number} -") };
            self.aligned(&number, "center");
            self.out.push_str("<hr style=\"page-break-after: always\">\n");
            if !tail.is_empty() {
                self.p(&tail);
            }
        }
    }

    fn choice(&mut self, choice: &Choice) {
        let label = choice.label.iter().flatten().cloned().collect::<Vec<_>>().join(" ");
        let label = self.words(&label);
        let cells: Vec<String> = choice.boxes.iter().map(|checked| self.check_box(checked, choice.place)).collect();
        let gap = "&nbsp;".repeat(choice.gap.max(2));
        let gap = format!("{gap} ");
        if choice.right {
            self.rows(&[vec![label, cells.join(&gap)]], "");
            return;
        }
        if choice.spread != Spread::Down {
            let columns = if let Spread::Columns(columns) = choice.spread { columns } else { choice.boxes.len() };
            if self.kind == Html::Tables && !self.in_cell && choice.place != MarkPlace::Torn {
                if choice.question && !label.is_empty() {
                    self.p(&label);
                }
                let apart = choice.place == MarkPlace::Before && self.dice.one_in(2);
                let rows: Vec<Vec<String>> = choice
                    .boxes
                    .chunks(columns)
                    .zip(cells.chunks(columns))
                    .enumerate()
                    .map(|(at, (boxes, cells))| {
                        let first = if choice.question {
                            Vec::new()
                        } else {
                            vec![if at == 0 { label.clone() } else { String::new() }]
                        };
                        let boxes: Vec<String> = if apart {
                            boxes.iter().flat_map(|checked| [self.mark(checked.mark), self.plain(checked)]).collect()
                        } else {
                            cells.to_vec()
                        };
                        first.into_iter().chain(boxes).collect()
                    })
                    .collect();
                self.rows(&rows, "");
            } else {
                let lines: Vec<String> = cells.chunks(columns).map(|cells| cells.join(&gap)).collect();
                let parted = if choice.question { "<br>\n" } else { " " };
                let head = if label.is_empty() { String::new() } else { format!("{label}{parted}") };
                self.p(&format!("{head}{}", lines.join("<br>\n")));
            }
            return;
        }
        if !label.is_empty() {
            self.p(&label);
        }
        for (checked, cell) in choice.boxes.iter().zip(cells) {
            let tables = self.kind == Html::Tables && !self.in_cell;
            if tables && matches!(choice.place, MarkPlace::Before | MarkPlace::Torn) {
                let mark = self.mark(checked.mark);
                let texts: Vec<String> = checked.text.iter().map(|paragraph| self.lines(paragraph)).collect();
                if texts.len() > 1 {
                    self.spanned(&mark, &texts);
                } else {
                    let letter = checked.letter.as_deref().map(escaped);
                    let row = [mark].into_iter().chain(letter).chain(texts).collect();
                    self.rows(&[row], "");
                }
            } else {
                self.p(&cell);
            }
        }
    }

    /// A mark beside several paragraphs.
    fn spanned(&mut self, mark: &str, texts: &[String]) {
        let _ = writeln!(self.out, "<table width=\"100%\">");
        for (at, text) in texts.iter().enumerate() {
            let first = if at == 0 {
                format!("<td rowspan=\"{}\" valign=\"middle\">{mark}</td>", texts.len())
            } else {
                String::new()
            };
            let _ = writeln!(self.out, "<tr>{first}<td>{text}</td></tr>");
        }
        self.out.push_str("</table>\n");
    }

    fn plain(&mut self, checked: &Boxed) -> String {
        let words: Vec<String> = checked.text.iter().map(|paragraph| self.lines(paragraph)).collect();
        let words = words.join("<br><br>\n");
        checked.letter.as_ref().map_or(words.clone(), |letter| format!("{}&nbsp;&nbsp;{words}", escaped(letter)))
    }

    fn check_box(&mut self, checked: &Boxed, place: MarkPlace) -> String {
        let mark = self.mark(checked.mark);
        let words = self.plain(checked);
        match place {
            _ if mark.is_empty() => words,
            MarkPlace::Before => format!("{mark}&nbsp;{words}"),
            MarkPlace::Touching => format!("{mark}{words}"),
            MarkPlace::After => match &checked.letter {
                Some(letter) => format!(
                    "{} {mark}&nbsp; {}",
                    escaped(letter),
                    words.split_once("&nbsp;&nbsp;").map_or("", |(_, words)| words)
                ),
                None => format!("{words}&nbsp;{mark}"),
            },
            MarkPlace::Torn => format!("{mark}<br>\n{words}"),
        }
    }

    fn signature(&mut self, signature: &Signature) {
        let Signature { date, name, title, note, how } = signature;
        let date = format!("Date: {}", escaped(date));
        let (name_label, title_label) = if *how == Signed::Labelled { ("Name: ", "Title: ") } else { ("", "") };
        let mut signed = vec![format!("By: <u>/s/ {}</u>", escaped(name))];
        for (label, words) in [("", note), (name_label, name), (title_label, title)] {
            if !words.is_empty() {
                signed.push(format!("{label}{}", escaped(words)));
            }
        }
        let signed = signed.join("<br>\n");
        match how {
            Signed::Beside => self.rows(&[vec![date, signed]], ""),
            Signed::DateAbove => {
                self.p(&date);
                self.p(&signed);
            }
            Signed::DateBelow | Signed::Labelled => {
                self.p(&signed);
                self.p(&date);
            }
        }
    }
}
