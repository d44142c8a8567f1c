//! Runs, and the texts that they make.

use super::Page;
use super::places::{Place, path_of};
use crate::document::{Line, Run, RunKind, Stretch, Text, is_hole, stretches, table_lines, table_width};
use crate::render::markup::{NO_BREAK, is_gone, marked_words, moved, room_at_end, size_of_pre};
use crate::render::wording::BREAK;

impl Page<'_> {
    /// One run of a line, `before` characters after its line's beginning. An answer bears its path, but where an element around it
    /// does.
    fn run(&mut self, runs: &[Run], at: usize, before: usize) {
        let Some(run) = runs.get(at) else { return };
        let touches = self.touches.take().filter(|mark| Some(*mark) != run.mark);
        if run.mark.is_none() {
            return self.plain_run(run, &run.text, before);
        }
        let (blanks, words, after) = marked_words(runs, at);
        self.out.kept(blanks, before);
        self.touches = touches.filter(|_| blanks.is_empty());
        if !words.is_empty() || run.kind == RunKind::Hole {
            self.marked(run.mark, |page| page.plain_run(run, words, before + blanks.len()));
        }
        self.out.kept(after, before);
        self.touches = run.mark.filter(|_| after.is_empty());
    }

    fn plain_run(&mut self, run: &Run, words: &str, before: usize) {
        let within = self.within.is_some() && (run.path == self.within || is_gone(run.mark));
        match run.kind {
            RunKind::Words | RunKind::Derived => self.out.words(words),
            RunKind::Answer if within => self.out.kept(words, before),
            RunKind::Answer => {
                let place = self.place_of_run(run);
                let attributes: Vec<_> = [("class", "answer")].into_iter().chain(place.attributes()).collect();
                self.out.open("span", &attributes);
                self.out.kept(words, before);
                self.out.close("span");
            }
            RunKind::Hole => {
                // Who cannot see a rule is told that the place is blank.
                let place = self.place_of_run(run);
                let attributes = [("class", "hole"), ("role", "img"), ("aria-label", "blank")];
                let attributes: Vec<_> = attributes.into_iter().chain(place.attributes()).collect();
                self.out.open("span", &attributes);
                self.out.close("span");
            }
        }
    }

    /// The first runs of a line.
    fn runs(&mut self, runs: &[Run], count: usize, mut before: usize) {
        for (at, run) in runs.iter().enumerate().take(count) {
            self.run(runs, at, before);
            before += run.text.chars().count();
        }
    }

    /// The break after a line, if it came or went.
    fn end(&mut self, line: &Line) {
        if line.end.is_some() {
            self.touches = None;
            self.out.words(" ");
            self.marked(line.end, |page| page.out.words(BREAK));
        }
    }

    /// A text on one line, whatever its breaks.
    pub(super) fn line_of(&mut self, text: &Text) {
        self.touches = None;
        for (number, paragraph) in text.iter().enumerate() {
            if number > 0 {
                self.touches = None;
                self.out.words(" ");
            }
            self.tell(moved(&paragraph.lines));
            for (index, line) in paragraph.lines.iter().enumerate() {
                if index > 0 {
                    self.touches = None;
                    self.out.words(" ");
                }
                self.runs(&line.runs, line.runs.len(), line.indent);
            }
        }
    }

    /// A text as paragraphs of classes.
    pub(super) fn paragraphs(&mut self, text: &Text, classes: &str) {
        for stretch in stretches(text) {
            match stretch {
                Stretch::Paragraph(lines) => self.paragraph(lines, classes),
                Stretch::Table(parts) => self.preformatted(&parts),
            }
        }
    }

    fn paragraph(&mut self, lines: &[Line], classes: &str) {
        // Lines that are all moved in are a paragraph that is.
        let indent = lines.iter().map(|line| line.indent).min().unwrap_or_default();
        let last = lines.last().and_then(|line| line.runs.split_last());
        let room = match last {
            Some((last, before)) if !(before.is_empty() && lines.len() == 1) => room_at_end(last),
            _ => None,
        };
        let room = room.filter(|_| self.within.is_none());
        let classes = if room.is_some() { format!("{classes} after") } else { classes.to_owned() };
        let inset = format!("padding-left:{}em", indent.min(40).div_ceil(2));
        let style = [("style", inset.as_str())];
        self.open("p", classes.trim_start(), if indent > 0 { &style } else { &[] });
        self.tell(moved(lines));
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                self.out.open("br", &[]);
            }
            let indent: String = std::iter::repeat_n(NO_BREAK, line.indent - indent).collect();
            self.out.words(&indent);
            match (line.runs.split_last(), room) {
                (Some((_, before)), Some(room)) if index + 1 == lines.len() => {
                    self.runs(&line.runs, before.len(), line.indent);
                    self.rest_of_line(room, |page| page.run(&line.runs, before.len(), 0));
                }
                _ => self.runs(&line.runs, line.runs.len(), line.indent),
            }
            self.end(line);
        }
        self.close("p");
    }

    /// What is left of a line as a rule, with words on it.
    pub(super) fn rest_of_line(&mut self, room: usize, words: impl FnOnce(&mut Self)) {
        let room = format!("--room:{}.{}em", room / 10, room % 10);
        self.out.open("span", &[("class", "rest"), ("style", &room)]);
        words(self);
        self.out.close("span");
    }

    /// A table that the writer laid out with blanks.
    fn preformatted(&mut self, parts: &[&[Line]]) {
        let longest = table_width(parts);
        let wrap = if longest > 132 { "pre-wrap" } else { "pre" };
        let style = format!("font-size:{:.1}pt;white-space:{wrap}", size_of_pre(longest));
        // What scrolls must be reached without a mouse.
        self.open("pre", "", &[("tabindex", "0"), ("style", &style)]);
        for (index, line) in table_lines(parts).enumerate() {
            if index > 0 {
                self.touches = None;
                self.out.next_line();
            }
            if let Some(line) = line {
                self.out.words(&" ".repeat(line.indent));
                self.runs(&line.runs, line.runs.len(), line.indent);
                self.end(line);
            }
        }
        self.close("pre");
    }

    /// An element that is an answer, or a place for one, and bears its path.
    pub(super) fn answer(&mut self, name: &str, classes: &str, value: &Text, words: impl FnOnce(&mut Self)) {
        let place = if is_hole(value) { Place::default() } else { self.place(value) };
        self.open(name, classes, &place.attributes().collect::<Vec<_>>());
        self.inside(value, words);
        self.close(name);
    }

    /// Writes what stands in an element that bears an answer's path.
    pub(super) fn inside(&mut self, value: &Text, words: impl FnOnce(&mut Self)) {
        let within = std::mem::replace(&mut self.within, path_of(value));
        words(self);
        self.within = within;
    }
}
