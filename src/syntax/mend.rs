//! What is left out of a text and turns the rest of it over: three quotes of prose, a brace of a block. Where the text
//! tells by its shape and its indentation where it belongs, it is reported there and put in before the text is parsed, so
//! that one mistake gives one message. A text that lacks none of them is never changed.

use std::ops::Range;
use std::sync::Arc;

use super::faults;
use super::keywords::KEYWORDS;
use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// A text with what was put into it.
pub(super) struct Mended {
    pub(super) text: String,
    /// What was put in: where in the source, and how many bytes; in order.
    put: Vec<(usize, usize)>,
}

impl Mended {
    /// The place in the source of an offset in the mended text.
    pub(super) fn back(&self, offset: usize) -> usize {
        let mut shift = 0;
        for &(at, length) in &self.put {
            if offset <= at + shift {
                break;
            }
            if offset < at + shift + length {
                return at;
            }
            shift += length;
        }
        offset - shift
    }

    /// Puts a piece at an offset of the mended text.
    fn put(&mut self, at: usize, piece: &str) {
        let place = self.back(at);
        self.text.insert_str(at, piece);
        let index = self.put.partition_point(|&(before, _)| before <= place);
        self.put.insert(index, (place, piece.len()));
    }
}

/// A text's lost quotes and braces; each is added to `findings`.
pub(super) fn mend(source: &Arc<Source>, findings: &mut Vec<Diagnostic>) -> Mended {
    let mut mended = Mended { text: source.text().to_owned(), put: Vec::new() };
    quotes(&mut mended, source, findings);
    braces(&mut mended, source, findings);
    mended
}

/// Whether a text lacks a brace or three quotes, or has one too many: its indentation is then all that tells what it
/// means.
pub(super) fn is_torn(text: &str) -> bool {
    let pieces = pieces(text);
    let count = |kind| pieces.iter().filter(|piece| piece.kind == kind).count();
    count(PieceKind::Unclosed) > 0 || count(PieceKind::Open) != count(PieceKind::Close)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PieceKind {
    Prose,
    /// Prose without its closing quotes: the rest of the text.
    Unclosed,
    Quoted,
    Word,
    Open,
    Close,
    Other,
}

/// A piece of a text; comments and white space are none.
#[derive(Debug, Clone)]
struct Piece {
    kind: PieceKind,
    range: Range<usize>,
    /// Whether it is the first on its line.
    first: bool,
    /// The indentation of its line.
    indent: usize,
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut at = 0;
    let (mut line, mut line_end) = (0..0, 0);
    while let Some(rest) = text.get(at..)
        && let Some(first) = rest.chars().next()
    {
        // A line may be the whole of a large file: it is measured once.
        if at == 0 || at > line_end {
            line = indentation(text, at);
            line_end = at + rest.find('\n').unwrap_or(rest.len());
        }
        let (kind, length) = match first {
            '"' => match rest.strip_prefix("\"\"\"") {
                Some(prose) => match prose.find("\"\"\"") {
                    Some(end) => (PieceKind::Prose, end + 6),
                    None => (PieceKind::Unclosed, rest.len()),
                },
                None => (PieceKind::Quoted, quoted_length(rest.get(..line_end - at).unwrap_or(rest))),
            },
            '{' => (PieceKind::Open, 1),
            '}' => (PieceKind::Close, 1),
            c if is_word(c) => (PieceKind::Word, rest.find(|c| !is_word(c)).unwrap_or(rest.len())),
            c => (PieceKind::Other, c.len_utf8()),
        };
        if first == '#' {
            at = line_end;
            continue;
        }
        if !first.is_whitespace() && first != '\u{feff}' {
            out.push(Piece { kind, range: at..at + length, first: at == line.end, indent: line.len() });
        }
        at += length;
    }
    out
}

/// The length of a string that a line begins with; one without its closing quote ends as the grammar says.
fn quoted_length(line: &str) -> usize {
    let mut escaped = false;
    for (at, c) in line.char_indices().skip(1) {
        match c {
            '"' if !escaped && line.get(at..).is_some_and(|rest| rest.starts_with("\"\"\"")) => {
                return line.get(..at).unwrap_or(line).trim_end().len();
            }
            '"' if !escaped => return at + 1,
            _ => escaped = c == '\\' && !escaped,
        }
    }
    let line = line.trim_end();
    let before_brace = line.strip_suffix('{').or_else(|| line.strip_suffix('}').filter(|line| line.ends_with(' ')));
    before_brace.map_or(line.len(), |line| line.trim_end().len()).max(1)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.')
}

fn first_word(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    text.split_at(text.find(|c| !is_word(c)).unwrap_or(text.len()))
}

fn is_keyword(word: &str) -> bool {
    KEYWORDS.iter().any(|keyword| keyword.word == word)
}

/// So many bytes of a line tell whether it begins a statement.
const LONGEST_HEAD: usize = 400;

/// Whether a line, from a place on, looks like a statement's beginning, and not like words of prose.
fn begins_statement(text: &str) -> bool {
    let text = text.get(..text.floor_char_boundary(LONGEST_HEAD)).unwrap_or(text);
    let line = text.lines().next().unwrap_or_default().trim();
    let (word, rest) = first_word(line);
    let rest = rest.trim();
    match word {
        "" => line.strip_prefix('}').is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.is_empty() || rest.starts_with(['#', '}']) || rest.starts_with("otherwise")
        }),
        "masthead" | "row" | "otherwise" => rest.starts_with('{'),
        "rule" | "page" => rest.is_empty() || rest.starts_with(['#', '}']),
        "edition" | "width" => !rest.is_empty() && !rest.contains(' '),
        "field" | "column" => rest.split_whitespace().next().is_some_and(|path| path.ends_with(':')),
        "choose" => matches!(first_word(rest).0, "one" | "any" | "yes_no"),
        "box" | "table" | "type" | "signature" => rest.contains('"'),
        "repeat" | "when" => rest.contains('{'),
        "let" => rest.contains('='),
        "require" | "warn" => !rest.ends_with('.'),
        _ => is_keyword(word) && rest.starts_with('"'),
    }
}

/// The lines of a part of a text: where each begins, its indentation, and what stands on it.
fn lines(text: &str, range: Range<usize>) -> impl Iterator<Item = (usize, usize, &str)> {
    let mut at = range.start;
    text.get(range).unwrap_or_default().split('\n').map(move |line| {
        let start = at;
        at += line.len() + 1;
        (start, line.len() - line.trim_start().len(), line.trim())
    })
}

/// The place of the indentation of an offset's line.
fn indentation(text: &str, offset: usize) -> Range<usize> {
    let start = text.get(..offset).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let line = text.get(start..).unwrap_or_default();
    let start = if line.starts_with('\u{feff}') { start + 3 } else { start };
    let line = text.get(start..).unwrap_or_default();
    start..start + line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// Prose that has only one of its two `"""`: from there on words are taken for statements and statements for words.
fn quotes(mended: &mut Mended, source: &Arc<Source>, findings: &mut Vec<Diagnostic>) {
    let pieces = pieces(&mended.text);
    if !pieces.iter().any(|piece| piece.kind == PieceKind::Unclosed) {
        return;
    }
    let mut from = 0;
    for (index, piece) in pieces.iter().enumerate() {
        if !matches!(piece.kind, PieceKind::Prose | PieceKind::Unclosed) {
            continue;
        }
        let before = pieces.get(..index).unwrap_or_default();
        if let Some((keyword, at)) = words_without_quotes(&mended.text, before, from) {
            let quotes = lacking(&mended.text, at, " \"\"\"");
            findings.push(faults::unopened_prose(source, &keyword, mended.back(at), quotes));
            mended.put(at, quotes);
            return;
        }
        if let Some(at) = statement_in_prose(&mended.text, &piece.range) {
            let quotes = lacking(&mended.text, at, "\"\"\"");
            findings.push(faults::unclosed_prose(source, mended.back(piece.range.start), mended.back(at), quotes));
            mended.put(at, quotes);
            return;
        }
        from = piece.range.end;
    }
    if let Some(last) = pieces.iter().find(|piece| piece.kind == PieceKind::Unclosed) {
        let at = mended.text.trim_end().len().max(last.range.start + 3);
        let quotes = lacking(&mended.text, at, "\"\"\"");
        findings.push(faults::unclosed_prose(source, mended.back(last.range.start), mended.back(at), quotes));
        mended.put(at, quotes);
    }
}

/// What is lacking at a place of three quotes: one, where two stand before it.
fn lacking<'q>(text: &str, at: usize, three: &'q str) -> &'q str {
    let before = text.get(..at).unwrap_or_default();
    if before.ends_with("\"\"") && !before.ends_with("\"\"\"") { "\"" } else { three }
}

/// The end of a statement's line under which, indented, words stand that are no statement; with the statement's keyword.
fn words_without_quotes(text: &str, pieces: &[Piece], from: usize) -> Option<(String, usize)> {
    let slice = |piece: &Piece| text.get(piece.range.clone()).unwrap_or_default();
    let mut keyword = "";
    let mut over: Option<(usize, &Piece)> = None;
    for piece in pieces.iter().skip_while(|piece| piece.range.start < from) {
        if piece.first {
            let word = slice(piece);
            let words = matches!(piece.kind, PieceKind::Word | PieceKind::Other) && !is_keyword(word) && word != "else";
            if let Some((indent, last)) = over
                && words
                && piece.indent > indent
                && wants_words(keyword, slice(last), last.kind)
            {
                return Some((keyword.to_owned(), last.range.end));
            }
            if is_keyword(word) {
                keyword = word;
            }
        }
        over = Some((piece.indent, piece));
    }
    None
}

/// Whether a statement whose line ends so goes on with words in quotes.
fn wants_words(keyword: &str, last: &str, kind: PieceKind) -> bool {
    match keyword {
        "require" | "warn" => last == "else" || last == "\"\"",
        "box" | "section" | "form" => matches!(kind, PieceKind::Word | PieceKind::Quoted),
        "let" | "when" | "masthead" | "row" | "repeat" | "rule" | "page" | "edition" | "width" | "otherwise" | "" => {
            false
        }
        _ => kind == PieceKind::Word || last == "\"\"",
    }
}

/// The end of the words of a prose string in which a statement stands: a line that looks like one and is not indented
/// deeper than the statement that the string belongs to.
fn statement_in_prose(text: &str, prose: &Range<usize>) -> Option<usize> {
    let own = indentation(text, prose.start).len();
    let mut end = None;
    for (start, indent, line) in lines(text, prose.clone()).skip(1) {
        if line.is_empty() {
            continue;
        }
        if indent <= own && begins_statement(line) {
            return Some(end.unwrap_or_else(|| text.get(..start).unwrap_or_default().trim_end().len()));
        }
        // Comments before the statement are not of the words.
        if indent <= own && line.starts_with('#') {
            end = end.or(Some(text.get(..start).unwrap_or_default().trim_end().len()));
        } else {
            end = None;
        }
    }
    None
}

/// A block that is open where the walk through a text has come.
struct Block {
    keyword: Range<usize>,
    /// The indentation of its statement.
    indent: usize,
    open: usize,
    /// Whether what it holds is indented, or begins on its own line: only then does indentation tell where it ends.
    tells: bool,
}

/// The statement that was begun last.
#[derive(Clone)]
struct Begun {
    keyword: Range<usize>,
    indent: usize,
    opened: bool,
}

/// Blocks that have only one of their two braces.
fn braces(mended: &mut Mended, source: &Arc<Source>, findings: &mut Vec<Diagnostic>) {
    // As many as are missing; each walk finds one.
    for _ in 0..8 {
        let pieces = pieces(&mended.text);
        let count = |kind| pieces.iter().filter(|piece| piece.kind == kind).count();
        let (opened, closed) = (count(PieceKind::Open), count(PieceKind::Close));
        if opened == closed {
            return;
        }
        let walk = Walk { text: &mended.text, pieces: &pieces, missing_close: opened > closed };
        match walk.find() {
            Some(Lost::Close(block, at)) => {
                let keyword = mended.text.get(block.keyword).unwrap_or_default().to_owned();
                findings.push(faults::unclosed_block(source, &keyword, mended.back(block.open), mended.back(at)));
                mended.put(at, " }");
            }
            Some(Lost::Open(begun, at)) => {
                let keyword = mended.text.get(begun.keyword).unwrap_or_default().to_owned();
                findings.push(faults::unopened_block(source, &keyword, mended.back(at)));
                mended.put(at, " {");
            }
            None => return,
        }
    }
}

enum Lost {
    Close(Block, usize),
    Open(Begun, usize),
}

struct Walk<'a> {
    text: &'a str,
    pieces: &'a [Piece],
    missing_close: bool,
}

impl Walk<'_> {
    fn find(&self) -> Option<Lost> {
        let mut blocks: Vec<Block> = Vec::new();
        let mut begun: Option<Begun> = None;
        let mut before: Option<&Piece> = None;
        for piece in self.pieces {
            let (first, indent) = (piece.first, piece.indent);
            let end = before.map_or(0, |before| before.range.end);
            let statement = self.is_statement(piece);
            if first && (statement || piece.kind == PieceKind::Close) {
                if let Some(top) = blocks.last_mut() {
                    top.tells |= indent > top.indent;
                }
                let ends = |top: &Block| if statement { indent <= top.indent } else { indent < top.indent };
                if self.missing_close && blocks.last().is_some_and(|top| top.tells && ends(top)) {
                    return blocks.pop().map(|top| Lost::Close(top, end));
                }
            }
            let is_otherwise = piece.kind == PieceKind::Word && self.slice(piece) == "otherwise";
            let after_close = before.is_some_and(|before| before.kind == PieceKind::Close);
            if self.missing_close
                && statement
                && is_otherwise
                && !after_close
                && blocks.last().is_some_and(|top| self.text.get(top.keyword.clone()) == Some("when"))
            {
                return blocks.pop().map(|top| Lost::Close(top, end));
            }
            // The lines of a masthead have no keyword.
            let bare = first
                && piece.kind == PieceKind::Quoted
                && begun.as_ref().is_some_and(|begun| self.takes_lines(begun) && indent > begun.indent);
            if !self.missing_close
                && (statement || bare)
                && let Some(begun) = begun.as_ref().filter(|begun| !begun.opened && self.takes_block(begun))
                && (!first || indent > begun.indent)
            {
                return Some(Lost::Open(begun.clone(), end));
            }
            match piece.kind {
                PieceKind::Open => {
                    let of = begun.as_mut().filter(|begun| !begun.opened);
                    let (keyword, own) = of.map_or((piece.range.clone(), indent), |begun| {
                        begun.opened = true;
                        (begun.keyword.clone(), begun.indent)
                    });
                    let rest = self.text.get(piece.range.end..).unwrap_or_default();
                    let rest = rest.trim_start_matches([' ', '\t', '\r']);
                    let tells = !rest.is_empty() && !rest.starts_with(['#', '\n']);
                    blocks.push(Block { keyword, indent: own, open: piece.range.start, tells });
                }
                PieceKind::Close => {
                    if !self.missing_close
                        && let Some(lost) = self.unopened_inline(piece, first, begun.as_ref())
                    {
                        return Some(lost);
                    }
                    blocks.pop();
                    begun = None;
                }
                PieceKind::Word if statement => {
                    begun = Some(Begun { keyword: piece.range.clone(), indent, opened: false });
                }
                PieceKind::Prose | PieceKind::Unclosed | PieceKind::Quoted | PieceKind::Word | PieceKind::Other => {}
            }
            before = Some(piece);
        }
        let end = before?.range.end;
        blocks.pop().filter(|_| self.missing_close).map(|top| Lost::Close(top, end))
    }

    /// A block on one line, `when amendment "(Amendment)" }`: its brace stands before the first string after it.
    fn unopened_inline(&self, close: &Piece, first: bool, begun: Option<&Begun>) -> Option<Lost> {
        let begun = begun.filter(|begun| !first && !begun.opened && self.takes_block(begun))?;
        let bare = self.takes_lines(begun);
        let after = |piece: &&Piece| piece.range.start > begun.keyword.start && piece.range.start < close.range.start;
        let string = self.pieces.iter().filter(after).find(|piece| piece.kind == PieceKind::Quoted)?;
        let end = self.text.get(..string.range.start)?.trim_end().len();
        bare.then(|| Lost::Open(begun.clone(), end))
    }

    fn slice(&self, piece: &Piece) -> &str {
        self.text.get(piece.range.clone()).unwrap_or_default()
    }

    fn is_statement(&self, piece: &Piece) -> bool {
        let rest = self.text.get(piece.range.start..).unwrap_or_default();
        match piece.kind {
            // Within a line words of expressions, paths and boxes may be called as statements are.
            PieceKind::Word if piece.first => is_keyword(self.slice(piece)) && !is_named(rest),
            PieceKind::Word => self.slice(piece) != "marks" && begins_statement(rest),
            PieceKind::Prose
            | PieceKind::Unclosed
            | PieceKind::Quoted
            | PieceKind::Open
            | PieceKind::Close
            | PieceKind::Other => false,
        }
    }

    fn takes_lines(&self, begun: &Begun) -> bool {
        matches!(self.text.get(begun.keyword.clone()), Some("when" | "otherwise" | "masthead"))
    }

    fn takes_block(&self, begun: &Begun) -> bool {
        let word = self.text.get(begun.keyword.clone()).unwrap_or_default();
        matches!(
            word,
            "masthead" | "section" | "item" | "row" | "repeat" | "when" | "otherwise" | "table" | "choose" | "box"
        )
    }
}

/// Whether a word is followed by `:` or `=`, so that it is a name.
fn is_named(text: &str) -> bool {
    first_word(text).1.trim_start_matches([' ', '\t']).starts_with([':', '='])
}
