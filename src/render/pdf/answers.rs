//! Answers beside, below and above their labels.

use super::inline::{Piece, width};
use super::layout::{Frame, Layout, Manner};
use super::lines::{put, set_lines};
use super::strip::{Strip, hold, hold_next};
use super::style::{BODY, FIELD, HAIRLINE, INSET, MONO, SHORTEST_RULE, SMALL, SMALLEST, SPACE, Style, WRITING};
use super::tags::{Role, TagId};
use crate::document::{Line, Stretch, Text, is_hole, plain, stretches, table_lines};
use crate::render::spacing::lines_to_write_on;
use crate::render::wording::{DASH, wants_dash};

impl Layout<'_> {
    /// The answer after its label, on a rule to the margin: `Full Name of Registrant - Innovo Group Inc.`
    pub(super) fn answer_beside(&mut self, label: &Text, value: &Text, frame: Frame) -> Vec<Strip> {
        let tag = self.tags.add(Role::Paragraph);
        let value = if is_hole(value) { Vec::new() } else { self.line_of(value, FIELD, false) };
        if label.is_empty() {
            return self.written(value, frame, FIELD, tag);
        }
        let mut words = self.separated(label, BODY);
        words.push(self.blank(BODY, false));
        let blank = self.blank(BODY, false).width();
        let lines = self.broken(words, BODY, frame.width);
        let taken = lines.last().map_or(0.0, |line| width(line) + blank);
        let (beside, room) = (Frame { x: frame.x + taken, width: frame.width - taken }, frame.width - taken);
        let mut out = set_lines(&lines, frame, BODY, false, tag, false);
        // Whatever the answer is: so it stands where the blank form has its rule.
        let mut written = self.written(value, if room < SHORTEST_RULE { frame } else { beside }, FIELD, tag);
        if room >= SHORTEST_RULE
            && let Some(last) = lines.last()
            && let Some(first) = written.first_mut()
        {
            out.pop();
            let mut line = Strip::line(FIELD);
            put(&mut line, last, frame.x, FIELD, tag, None);
            first.join(line, FIELD);
        }
        out.append(&mut written);
        hold(&mut out);
        out
    }

    /// A label with what parts it from an answer after it: nothing after a mark of punctuation, else a dash.
    pub(super) fn separated(&mut self, label: &Text, style: Style) -> Vec<Piece> {
        let mut pieces = self.line_of(label, style, true);
        if wants_dash(&plain(label)) {
            pieces.extend(self.added(DASH.trim_end(), style));
        }
        pieces
    }

    /// Pieces on lines with a rule under each, from margin to margin; one rule where there are none.
    fn written(&mut self, pieces: Vec<Piece>, frame: Frame, style: Style, tag: TagId) -> Vec<Strip> {
        let inner = frame.inset(INSET);
        let lines = self.broken(pieces, style, inner.width);
        let mut strips = set_lines(&lines, inner, style, false, tag, false);
        for strip in &mut strips {
            strip.rule(style, frame.x, frame.end(), HAIRLINE);
        }
        strips
    }

    /// The answer under its label.
    pub(super) fn answer_below(&mut self, label: &Text, value: &Text, frame: Frame) -> Vec<Strip> {
        let tag = self.tags.add(Role::Paragraph);
        let label = self.separated(label, BODY);
        let lines = self.broken(label, BODY, frame.width);
        let mut out = set_lines(&lines, frame, BODY, false, tag, false);
        hold_next(&mut out);
        out.extend(self.value(value, frame, FIELD));
        out
    }

    /// An answer on rules of its own.
    pub(super) fn value(&mut self, value: &Text, frame: Frame, style: Style) -> Vec<Strip> {
        let tag = self.tags.add(Role::Paragraph);
        if is_hole(value) {
            return self.written(Vec::new(), frame, style, tag);
        }
        let mut out = Vec::new();
        for line in value.iter().flat_map(|paragraph| &paragraph.lines) {
            let mut pieces = self.runs(line, style, false);
            pieces.push(self.blank(style, false));
            out.extend(self.written(pieces, frame, style, tag));
        }
        out
    }

    /// The answer on a rule, its label under it.
    pub(super) fn answer_captioned(&mut self, label: &Text, value: &Text, frame: Frame) -> Vec<Strip> {
        let (mut out, caption) = self.captioned(label, value, frame);
        out.extend(caption);
        out
    }

    /// What stands on the rule, and the caption under it; both in the middle.
    pub(super) fn captioned(&mut self, label: &Text, value: &Text, frame: Frame) -> (Vec<Strip>, Vec<Strip>) {
        self.tags.open(Role::Group);
        let mut over = if is_hole(value) {
            vec![Strip::line(FIELD)]
        } else {
            let tag = self.tags.add(Role::Paragraph);
            let pieces = self.line_of(value, FIELD, false);
            let lines = self.broken(pieces, BODY, frame.width);
            let (last, before) = lines.split_last().map_or((&[][..], &[][..]), |(last, before)| (last, before));
            let mut over = set_lines(before, frame, BODY, true, tag, false);
            over.extend(set_lines(&[last.to_vec()], frame, FIELD, true, tag, false));
            over
        };
        if let Some(last) = over.last_mut() {
            last.rule(FIELD, frame.x, frame.end(), HAIRLINE);
        }
        let caption = self.text(label, frame, SMALL, Manner::Centred);
        self.tags.close();
        hold(&mut over);
        hold_next(&mut over);
        (over, caption)
    }

    /// Paragraphs under the words that ask for them.
    pub(super) fn narrative(&mut self, label: &Text, value: &Text, frame: Frame) -> Vec<Strip> {
        let mut out = self.text(label, frame, BODY, Manner::Ruled);
        hold_next(&mut out);
        let labelled = !out.is_empty();
        if is_hole(value) {
            let count = lines_to_write_on(self.document);
            let mut rules: Vec<Strip> = std::iter::repeat_n(Strip::line(WRITING), count).collect();
            for strip in &mut rules {
                strip.rule(WRITING, frame.x, frame.end(), HAIRLINE);
            }
            // The space between blocks is room to write as well.
            if let Some(first) = rules.first_mut().filter(|_| !labelled) {
                first.raise(SPACE);
            }
            hold(&mut rules);
            out.extend(rules);
            return out;
        }
        for (index, stretch) in stretches(value).into_iter().enumerate() {
            let mut strips = match stretch {
                Stretch::Paragraph(lines) => self.paragraph(lines, frame, BODY, Manner::Left, false),
                Stretch::Table(parts) => self.preformatted(&parts, frame),
            };
            if let Some(first) = strips.first_mut().filter(|_| labelled || index > 0) {
                first.space = SPACE;
            }
            out.extend(strips);
        }
        out
    }

    /// A table that the writer laid out with blanks, in a type that lets its longest line fit, if that can be read.
    fn preformatted(&mut self, parts: &[&[Line]], frame: Frame) -> Vec<Strip> {
        let tag = self.tags.add(Role::Paragraph);
        let mut set: Vec<Vec<Piece>> = Vec::new();
        for line in table_lines(parts) {
            let mut pieces = Vec::new();
            if let Some(line) = line {
                let blank = self.blank(MONO, false);
                pieces.extend(std::iter::repeat_n(blank, line.indent));
                pieces.extend(self.runs(line, MONO, false));
                pieces.push(blank);
            }
            set.push(pieces);
        }
        let widest = set.iter().map(|pieces| width(pieces)).fold(0.0, f32::max);
        let scale = (frame.width / widest).clamp(SMALLEST / MONO.size, 1.0);
        let style = Style { size: MONO.size * scale, leading: MONO.leading * scale, ..MONO };
        let mut out = Vec::new();
        for pieces in set {
            let pieces = pieces.into_iter().map(|piece| piece.scaled(scale)).collect();
            let broken = self.broken(pieces, style, frame.width);
            out.extend(set_lines(&broken, frame, style, false, tag, false));
        }
        hold(&mut out);
        out
    }
}
