//! Blocks -> objects.

use std::sync::Arc;

use super::write::Json;
use crate::document::{
    Arrangement, Block, CheckBox, Column, Document, Line, Marks, Origin, Placement, Run, RunKind, Text,
};
use crate::source::{Source, Span};
use crate::syntax::Words;

/// Writes the parts of a document.
pub(super) struct Writer<'d> {
    pub(super) document: &'d Document,
}

impl Writer<'_> {
    pub(super) fn blocks(&self, json: &mut Json, blocks: &[Block]) {
        json.name("blocks");
        json.list(blocks, |json, block| json.object(|json| self.block(json, block)));
    }

    fn block(&self, json: &mut Json, block: &Block) {
        let of_type = |json: &mut Json, name| json.text("type", name);
        match block {
            Block::Masthead(blocks) => {
                of_type(json, "masthead");
                self.blocks(json, blocks);
            }
            Block::Section { label, title, blocks } => {
                of_type(json, "section");
                self.text(json, "label", label);
                self.text(json, "title", title);
                self.blocks(json, blocks);
            }
            Block::Item { label, blocks } => {
                of_type(json, "item");
                self.text(json, "label", label);
                self.blocks(json, blocks);
            }
            Block::Words { kind, text } => {
                of_type(json, "words");
                json.text("kind", words(*kind));
                self.text(json, "text", text);
            }
            Block::Answer { label, placement, value, narrative, open } => {
                of_type(json, "answer");
                json.text("placement", self::placement(*placement));
                json.truth("narrative", *narrative);
                json.truth("open", *open);
                self.text(json, "label", label);
                self.text(json, "value", value);
            }
            Block::Choice { label, arrangement, marks, boxes } => {
                of_type(json, "choice");
                arrange(json, *arrangement);
                self::marks(json, marks);
                self.text(json, "label", label);
                json.name("boxes");
                json.list(boxes, |json, checked| json.object(|json| self.check_box(json, checked)));
            }
            Block::Flag { checked, marks } => {
                of_type(json, "flag");
                self::marks(json, marks);
                json.name("box");
                json.object(|json| self.check_box(json, checked));
            }
            Block::Row(blocks) => {
                of_type(json, "row");
                self.blocks(json, blocks);
            }
            Block::Record { blocks, .. } => {
                of_type(json, "record");
                self.blocks(json, blocks);
            }
            Block::Table { caption, columns, rows } => {
                of_type(json, "table");
                self.text(json, "caption", caption);
                json.name("columns");
                json.list(columns, |json, column| json.object(|json| self.column(json, column)));
                json.name("rows");
                json.list(rows, |json, row| json.list(&row.cells, |json, cell| self.paragraphs(json, cell)));
            }
            Block::Signature { preamble, date, name, title, note } => {
                of_type(json, "signature");
                for (part, text) in
                    [("preamble", preamble), ("date", date), ("name", name), ("note", note), ("title", title)]
                {
                    self.text(json, part, text);
                }
            }
            Block::Marked { blocks, .. } => {
                of_type(json, "marked");
                self.blocks(json, blocks);
            }
            Block::Rule => of_type(json, "rule"),
            Block::Page => of_type(json, "page"),
        }
    }

    fn check_box(&self, json: &mut Json, checked: &CheckBox) {
        json.text("path", &checked.path);
        if let Some(key) = &checked.key {
            json.text("key", key);
        }
        json.truth("checked", checked.checked);
        self.text(json, "text", &checked.text);
        self.text(json, "more", &checked.more);
        if !checked.blocks.is_empty() {
            self.blocks(json, &checked.blocks);
        }
        self.origin(json, checked.origin);
    }

    fn column(&self, json: &mut Json, column: &Column) {
        json.truth("numeric", column.numeric);
        self.text(json, "heading", &column.heading);
        self.origin(json, Origin { form: column.form, data: None });
    }

    /// A part of an object that is a text; none where the text is empty.
    fn text(&self, json: &mut Json, name: &str, text: &Text) {
        if !text.is_empty() {
            json.name(name);
            self.paragraphs(json, text);
        }
    }

    fn paragraphs(&self, json: &mut Json, text: &Text) {
        json.list(text, |json, paragraph| json.list(&paragraph.lines, |json, line| self.line(json, line)));
    }

    fn line(&self, json: &mut Json, line: &Line) {
        json.on_one_line(|json| {
            json.object(|json| {
                if line.indent > 0 {
                    json.number("indent", line.indent);
                }
                json.name("runs");
                json.list(&line.runs, |json, run| self.run(json, run));
            });
        });
    }

    fn run(&self, json: &mut Json, run: &Run) {
        json.object(|json| {
            json.text("kind", kind(run.kind));
            if run.kind != RunKind::Hole {
                json.text("text", &run.text);
            }
            if let Some(path) = &run.path {
                json.text("path", path);
            }
            self.origin(json, run.origin);
        });
    }

    fn origin(&self, json: &mut Json, origin: Origin) {
        place(json, "form", &self.document.form_sources, origin.form);
        if let Some(data) = origin.data {
            place(json, "data", &self.document.data_sources, data);
        }
    }
}

fn words(kind: Option<Words>) -> &'static str {
    match kind {
        None => "line",
        Some(Words::Title) => "title",
        Some(Words::Heading) => "heading",
        Some(Words::Text) => "text",
        Some(Words::Instruction) => "instruction",
        Some(Words::Notice) => "notice",
        Some(Words::Note) => "note",
    }
}

fn placement(placement: Placement) -> &'static str {
    match placement {
        Placement::Beside => "beside",
        Placement::Below => "below",
        Placement::Caption => "caption",
    }
}

fn kind(kind: RunKind) -> &'static str {
    match kind {
        RunKind::Words => "words",
        RunKind::Answer => "answer",
        RunKind::Derived => "derived",
        RunKind::Hole => "hole",
    }
}

fn arrange(json: &mut Json, arrangement: Arrangement) {
    match arrangement {
        Arrangement::Down => json.text("arrangement", "down"),
        Arrangement::Across => json.text("arrangement", "across"),
        Arrangement::Columns(columns) => {
            json.text("arrangement", "columns");
            json.number("columns", columns);
        }
    }
}

fn marks(json: &mut Json, marks: &Marks) {
    json.name("marks");
    json.on_one_line(|json| {
        json.object(|json| {
            json.text("on", &marks.on);
            json.text("off", &marks.off);
        });
    });
}

fn place(json: &mut Json, name: &str, sources: &[Arc<Source>], span: Span) {
    let Some(source) = sources.get(usize::from(span.file)) else { return };
    let (start, end) = (source.position(span.range().start), source.position(span.range().end));
    json.name(name);
    json.on_one_line(|json| {
        json.object(|json| {
            json.text("file", source.name());
            json.number("line", start.line);
            json.number("column", start.column);
            json.number("end_line", end.line);
            json.number("end_column", end.column);
        });
    });
}
