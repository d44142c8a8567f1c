//! Runs, and the texts that they make.

use super::Html;
use super::style::{CUT_OFF, INLINE_HOLE, RULE, Space, rest_of_line};
use crate::document::{Line, Run, RunKind, Stretch, Text, stretches, table_lines, table_width};
use crate::render::markup::{NO_BREAK, marked_words, moved, room_at_end, size_of_pre};
use crate::render::wording::BREAK;

/// How answers stand in their words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answers {
    /// Underlined, where a blank form has a rule.
    Underlined,
    /// Plain, where they stand on a rule of their own or are words of a heading.
    Plain,
}

impl Html<'_> {
    /// One run of a line, `before` characters after its line's beginning.
    fn run(&mut self, runs: &[Run], at: usize, answers: Answers, before: usize) {
        let Some(run) = runs.get(at) else { return };
        let touches = self.touches.take().filter(|mark| Some(*mark) != run.mark);
        if run.mark.is_none() {
            return self.plain_run(run, &run.text, answers, before);
        }
        let (blanks, words, after) = marked_words(runs, at);
        self.out.kept(blanks, before);
        self.touches = touches.filter(|_| blanks.is_empty());
        if !words.is_empty() || run.kind == RunKind::Hole {
            let before = before + blanks.len();
            // An answer that came is underlined as what came.
            self.marked(run.mark, |html| html.plain_run(run, words, Answers::Plain, before));
        }
        self.out.kept(after, before);
        self.touches = run.mark.filter(|_| after.is_empty());
    }

    fn plain_run(&mut self, run: &Run, words: &str, answers: Answers, before: usize) {
        match run.kind {
            RunKind::Words | RunKind::Derived => self.out.words(words),
            RunKind::Answer if answers == Answers::Underlined => {
                self.out.open("u", &[]);
                self.out.kept(words, before);
                self.out.close("u");
            }
            RunKind::Answer => self.out.kept(words, before),
            RunKind::Hole => {
                self.out.open("font", &[("style", INLINE_HOLE)]);
                self.out.words("\u{a0}");
                self.out.close("font");
            }
        }
    }

    fn line(&mut self, line: &Line, answers: Answers) {
        self.runs(&line.runs, line.runs.len(), line.indent, answers);
        // The break after it, if it came or went.
        if line.end.is_some() {
            self.touches = None;
            self.out.words(" ");
            self.marked(line.end, |html| html.out.words(BREAK));
        }
    }

    /// The first runs of a line.
    fn runs(&mut self, runs: &[Run], count: usize, mut before: usize, answers: Answers) {
        for (at, run) in runs.iter().enumerate().take(count) {
            self.run(runs, at, answers, before);
            before += run.text.chars().count();
        }
    }

    /// A text on one line, whatever its breaks.
    pub(super) fn line_of(&mut self, text: &Text, answers: Answers) {
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
                self.line(line, answers);
            }
        }
    }

    /// A text as paragraphs of a style.
    pub(super) fn paragraphs(&mut self, text: &Text, style: &str, answers: Answers) {
        for (index, stretch) in stretches(text).into_iter().enumerate() {
            if index > 0 {
                self.space = Space::Line;
            }
            match stretch {
                Stretch::Paragraph(lines) => self.paragraph(lines, style, answers),
                Stretch::Table(parts) => self.preformatted(&parts),
            }
        }
    }

    fn paragraph(&mut self, lines: &[Line], style: &str, answers: Answers) {
        // Lines that are all moved in are a paragraph that is.
        let indent = lines.iter().map(|line| line.indent).min().unwrap_or_default();
        let last = lines.last().and_then(|line| line.runs.split_last());
        let room = match last {
            Some((last, before)) if !(before.is_empty() && lines.len() == 1) => room_at_end(last),
            _ => None,
        };
        let room = room.filter(|_| answers == Answers::Underlined);
        let inset = if indent > 0 { format!("padding-left:{}em;", indent.min(40).div_ceil(2)) } else { String::new() };
        let cut = if room.is_some() { CUT_OFF } else { "" };
        self.open("p", &format!("{style}{inset}{cut}"));
        self.tell(moved(lines));
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                self.out.open("br", &[]);
            }
            let indent: String = std::iter::repeat_n(NO_BREAK, line.indent - indent).collect();
            self.out.words(&indent);
            match (line.runs.split_last(), room) {
                (Some((_, before)), Some(room)) if index + 1 == lines.len() => {
                    self.runs(&line.runs, before.len(), line.indent, answers);
                    self.rest_of_line(room, |html| html.run_on_rule(&line.runs, before.len()));
                }
                _ => self.line(line, answers),
            }
        }
        self.close("p");
    }

    /// What is left of a line as a rule, with words on it.
    pub(super) fn rest_of_line(&mut self, room: usize, words: impl FnOnce(&mut Self)) {
        self.out.open("font", &[("style", rest_of_line(room).trim_end_matches(';'))]);
        words(self);
        self.close("font");
    }

    fn run_on_rule(&mut self, runs: &[Run], at: usize) {
        if runs.get(at).is_some_and(|run| run.kind == RunKind::Hole) {
            self.out.words("\u{a0}");
        } else {
            self.run(runs, at, Answers::Plain, 0);
        }
    }

    /// A table that the writer laid out with blanks.
    fn preformatted(&mut self, parts: &[&[Line]]) {
        let longest = table_width(parts);
        let wrap = if longest > 132 { "pre-wrap" } else { "pre" };
        let size = size_of_pre(longest);
        let style = format!(
            "font-family:'Courier New',Courier,monospace;font-size:{size:.1}pt;white-space:{wrap};overflow:auto"
        );
        self.open("pre", &style);
        for (index, line) in table_lines(parts).enumerate() {
            if index > 0 {
                self.touches = None;
                self.out.next_line();
            }
            if let Some(line) = line {
                self.out.words(&" ".repeat(line.indent));
                self.line(line, Answers::Plain);
            }
        }
        self.close("pre");
    }

    /// Rules to write on.
    pub(super) fn writing_lines(&mut self, count: usize) {
        for _ in 0..count {
            self.open("p", super::style::WRITING_LINE);
            self.out.words("\u{a0}");
            self.close("p");
        }
    }

    /// Words that are nothing but an answer stand on a rule, as their hole does.
    pub(super) fn on_a_rule(&mut self, text: &Text, style: &str) {
        self.open("p", &format!("{style}{RULE}"));
        self.line_of(text, Answers::Plain);
        self.close("p");
    }
}
