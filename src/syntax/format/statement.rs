//! The layout of one statement: on one line if it fits, else broken where that says most.

use super::pieces::{Block, Piece, What};
use super::{Layout, STEP, WIDTH, expression, is_faulty, prose};
use crate::syntax::Tree;

/// How a statement is broken into lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// All on one line, its blocks as well.
    Flat,
    /// Its head on one line, its blocks opened.
    Joined,
    /// The same, but `else` begins a line.
    Else,
    /// Where the author broke it, and before `else`.
    Author,
}

impl<'a> Layout<'a> {
    /// The lines of a statement.
    pub(super) fn statement(&self, tree: &'a Tree, indent: usize) -> Vec<String> {
        if is_faulty(self.text, tree) {
            return vec![self.copied(tree, indent)];
        }
        let pieces = self.pieces(tree);
        let may_be_flat = pieces.iter().all(|piece| !matches!(&piece.what, What::Block(Block { flat: None, .. })));
        let mut ways = vec![Way::Joined, Way::Else];
        if may_be_flat {
            ways.insert(0, Way::Flat);
        }
        let fitting = ways.into_iter().map(|way| self.lay(&pieces, indent, way)).find(|lines| lines.fit);
        fitting.unwrap_or_else(|| self.lay(&pieces, indent, Way::Author)).done
    }

    /// A statement without faults on one line, if it can stand on one.
    pub(super) fn on_one_line(&self, tree: &'a Tree) -> Option<String> {
        let pieces = self.pieces(tree);
        if pieces.iter().any(|piece| matches!(&piece.what, What::Block(Block { flat: None, .. }))) {
            return None;
        }
        let mut lines = self.lay(&pieces, 0, Way::Flat).done;
        lines.pop().filter(|_| lines.is_empty())
    }

    fn lay(&self, pieces: &[Piece<'a>], indent: usize, way: Way) -> Lines {
        let mut lines = Lines { done: Vec::new(), line: String::new(), fresh: true, fit: true };
        lines.begin(indent);
        let inner = indent + STEP;
        let mut after_comment = false;
        for (index, piece) in pieces.iter().enumerate() {
            // Braces and `otherwise` stand under the statement, its other parts are set in.
            let rest = pieces.get(index..).unwrap_or_default();
            let next = rest.iter().find(|piece| !matches!(piece.what, What::Comment(_)));
            let outer = next.is_some_and(|piece| matches!(piece.what, What::Block(_) | What::Otherwise));
            let breaks = match &piece.what {
                What::Comment(_) => piece.begins_line,
                What::Block(_) | What::Otherwise => false,
                What::Else => matches!(way, Way::Else | Way::Author),
                What::Word(_) | What::Colon | What::Condition(_) | What::Derivation(_) | What::Prose(_) => {
                    way == Way::Author && piece.begins_line
                }
            };
            if breaks || after_comment {
                lines.begin(if outer { indent } else { inner });
            }
            after_comment = false;
            match &piece.what {
                What::Word(word) => lines.word(word),
                What::Colon => lines.line.push(':'),
                What::Else => lines.word("else"),
                What::Otherwise => lines.word("otherwise"),
                What::Condition(parts) if way != Way::Author => lines.word(&expression::joined(parts)),
                What::Condition(parts) | What::Derivation(parts) => lines.several(parts, inner),
                What::Prose(raw) => lines.prose(raw, inner),
                What::Comment(comment) => {
                    lines.comment(comment);
                    after_comment = true;
                }
                What::Block(block) => match &block.flat {
                    Some(flat) if way == Way::Flat => lines.word(flat),
                    _ => self.opened(block, indent, &mut lines),
                },
            }
        }
        lines.end();
        lines
    }

    fn opened(&self, block: &Block<'a>, indent: usize, lines: &mut Lines) {
        let body = block.open(self, indent);
        if body.lines.is_empty() && body.beside_brace.is_none() {
            lines.word("{}");
            return;
        }
        lines.word("{");
        if let Some(comment) = body.beside_brace {
            lines.comment(comment);
        }
        lines.end();
        lines.done.extend_from_slice(&body.lines);
        lines.begin(indent);
        lines.word("}");
    }
}

/// The lines of a statement, the last of which is being written.
struct Lines {
    done: Vec<String>,
    line: String,
    /// Whether the line that is being written has nothing but its indentation.
    fresh: bool,
    /// Whether no line so far is too wide; comments, prose and the lines of blocks do not count.
    fit: bool,
}

impl Lines {
    fn begin(&mut self, indent: usize) {
        self.end();
        self.line = " ".repeat(indent);
    }

    fn end(&mut self) {
        if !self.fresh {
            self.measure();
            self.done.push(std::mem::take(&mut self.line));
            self.fresh = true;
        }
    }

    fn measure(&mut self) {
        self.fit &= self.line.chars().count() <= WIDTH;
    }

    fn word(&mut self, word: &str) {
        if !std::mem::take(&mut self.fresh) {
            self.line.push(' ');
        }
        self.line += word;
    }

    fn several(&mut self, parts: &[String], indent: usize) {
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                self.begin(indent);
            }
            self.word(part);
        }
    }

    fn prose(&mut self, raw: &str, indent: usize) {
        let lines = prose::lines(raw, WIDTH.saturating_sub(indent).max(WIDTH / 2));
        if lines.is_empty() {
            self.word("\"\"\"\"\"\"");
            return;
        }
        self.word("\"\"\"");
        self.end();
        let set_in = |line: String| if line.is_empty() { line } else { " ".repeat(indent) + &line };
        self.done.extend(lines.into_iter().map(set_in));
        self.begin(indent);
        self.word("\"\"\"");
    }

    /// A comment, which ends its line.
    fn comment(&mut self, comment: &str) {
        if self.fresh {
            self.line += comment;
        } else {
            self.measure();
            self.line += "  ";
            self.line += comment;
        }
        self.done.push(std::mem::take(&mut self.line));
        self.fresh = true;
    }
}
