//! Lines of a report: words in their colours, wrapped.

use crate::document::Mark;

/// Columns of a report.
const WIDTH: usize = 80;

/// What happened to a word; the escapes are dropped where no terminal reads them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Plain,
    Gone,
    Come,
    Moved,
    Heading,
    Quiet,
}

impl Ink {
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Gone => "\u{1b}[31;9m",
            Self::Come => "\u{1b}[34;4m",
            Self::Moved => "\u{1b}[32m",
            Self::Heading => "\u{1b}[1m",
            Self::Quiet => "\u{1b}[2m",
        }
    }

    pub(super) fn paint(self, text: &str) -> String {
        if self == Self::Plain { text.to_owned() } else { format!("{}{text}\u{1b}[0m", self.code()) }
    }
}

/// A redline in plain text with the colours of what is marked in it. Blanks around lines have none.
pub fn coloured(redline: &str) -> String {
    let signs = [("[-", "-]", Ink::Gone), ("{+", "+}", Ink::Come), ("[>", "<]", Ink::Moved), ("{>", "<}", Ink::Moved)];
    let mut out = String::with_capacity(redline.len());
    let mut open: Option<(&str, Ink)> = None;
    for line in redline.split_inclusive('\n') {
        let mut rest = line.trim_start_matches(' ');
        out.push_str(line.get(..line.len() - rest.len()).unwrap_or_default());
        while !rest.is_empty() {
            let (length, next) = match open {
                Some((close, _)) => match rest.find(close) {
                    Some(at) => (at + close.len(), None),
                    None => (rest.trim_end().len(), open),
                },
                None => {
                    let found = signs.iter().filter_map(|(sign, close, ink)| Some((rest.find(sign)?, (*close, *ink))));
                    match found.min_by_key(|(at, _)| *at) {
                        Some((at, mark)) => (at, Some(mark)),
                        None => (rest.len(), None),
                    }
                }
            };
            let (piece, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            let ink = open.map_or(Ink::Plain, |(_, ink)| ink);
            out.push_str(&if piece.is_empty() { String::new() } else { ink.paint(piece) });
            rest = after;
            if open == next {
                out.push_str(rest);
                break;
            }
            open = next;
        }
    }
    out
}

/// A word as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) word: String,
    pub(super) ink: Ink,
    /// Whether a line begins with it, whatever room there is.
    pub(super) breaks: bool,
}

impl Token {
    pub(super) fn new(word: impl Into<String>, ink: Ink) -> Self {
        Self { word: word.into(), ink, breaks: false }
    }
}

pub(super) fn said(what: &str, answer: &str) -> Vec<Token> {
    let words = what.split_whitespace().chain(answer.split_whitespace());
    words.map(|word| Token::new(word, Ink::Plain)).collect()
}

/// The beginning of a text, in whole words.
pub(super) fn excerpt(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let end = text.char_indices().take(most).filter(|(_, c)| c.is_whitespace()).last().map_or(0, |(at, _)| at);
    format!("{} ...", text.get(..end).unwrap_or_default().trim_end_matches([',', ';', ':']))
}

/// Words between marks of what happened to them.
pub(super) fn marked(text: &str, ink: Ink) -> Vec<Token> {
    between_marks(text.split_whitespace(), ink)
}

/// The same of lines, each on a line of its own.
pub(super) fn marked_lines(text: &str, ink: Ink) -> Vec<Token> {
    let mut tokens = marked(text, ink);
    let mut at = 0;
    for line in text.lines() {
        if let Some(token) = tokens.get_mut(at).filter(|_| at > 0) {
            token.breaks = true;
        }
        at += line.split_whitespace().count();
    }
    tokens
}

/// The same of words, of which some may be lines with columns. Their columns stay: a mark takes the room of blanks.
pub(super) fn between_marks<'w>(words: impl Iterator<Item = &'w str>, ink: Ink) -> Vec<Token> {
    let (open, close) = match ink {
        Ink::Gone => Mark::Gone.signs(),
        Ink::Come => Mark::New.signs(),
        Ink::Moved => Mark::MovedHere.signs(),
        Ink::Plain | Ink::Heading | Ink::Quiet => ("", ""),
    };
    let mut words: Vec<String> = words.map(str::to_owned).collect();
    if let Some(first) = words.first_mut() {
        let blanks = first.len() - first.trim_start().len();
        if blanks >= open.len() {
            first.replace_range(blanks - open.len()..blanks, open);
        } else {
            first.insert_str(blanks, open);
        }
    }
    if let Some(last) = words.last_mut() {
        last.push_str(close);
    }
    let mut columns = false;
    let token = |word: String| {
        let after = std::mem::replace(&mut columns, word.contains(' '));
        Token { breaks: after || columns, ..Token::new(word, ink) }
    };
    words.into_iter().map(token).collect()
}

/// Sets words in lines.
pub(super) fn fill(tokens: &[Token], indent: usize, out: &mut String) {
    let mut column = 0;
    let mut ink = Ink::Plain;
    for Token { word, ink: next, breaks } in tokens {
        let length = word.chars().count();
        let begins = column == 0 || *breaks || column + 1 + length > WIDTH;
        let turns = begins || *next != ink;
        if turns && ink != Ink::Plain {
            out.push_str("\u{1b}[0m");
        }
        if begins {
            out.push_str(if column > 0 { "\n" } else { "" });
            out.push_str(&" ".repeat(indent));
            column = indent + length;
        } else {
            out.push(' ');
            column += 1 + length;
        }
        if turns {
            out.push_str(next.code());
        }
        ink = *next;
        out.push_str(word);
    }
    if ink != Ink::Plain {
        out.push_str("\u{1b}[0m");
    }
    out.push('\n');
}
