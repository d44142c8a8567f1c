//! Mistakes in definitions and the files that they include.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use engross::builtin::FORMS;
use engross::diagnostic::{Severity, short};
use engross::form::types;
use engross::source::Source;
use engross::syntax::{self, ExprText, Kind, Modifier, Statement};
use engross::{document, form};

use super::{Chooser, Files, Mistake, Said, Tally, line_of, text_of};

/// So many of a kind.
const MOST: usize = 200;

const KINDS: &[&str] = &[
    "opening quote dropped",
    "closing quote dropped",
    "opening triple quote dropped",
    "closing triple quote dropped",
    "triple quote one short",
    "{ dropped",
    "} dropped",
    "colon dropped",
    "= dropped",
    "else dropped",
    "keyword misspelt",
    "modifier misspelt",
    "type misspelt",
    "choose kind misspelt",
    "name in an expression misspelt",
    "name in {{ }} misspelt",
    "filter misspelt",
    "box key in a comparison misspelt",
    "path twice",
    "box key twice",
    "bracket dropped",
    "words after a statement",
];

const KEYWORDS: &[&str] = &[
    "form",
    "edition",
    "authority",
    "submission",
    "width",
    "marks",
    "masthead",
    "section",
    "item",
    "row",
    "repeat",
    "when",
    "otherwise",
    "include",
    "field",
    "choose",
    "box",
    "table",
    "column",
    "signature",
    "title",
    "heading",
    "text",
    "instruction",
    "notice",
    "note",
    "rule",
    "page",
    "type",
    "let",
    "require",
    "warn",
];
const OPERATORS: &[&str] = &["and", "or", "not", "in", "is", "if", "else", "elif", "endif", "true", "false", "none"];

#[test]
fn mistakes_in_definitions() {
    let mut chooser = Chooser(1);
    let mut files: BTreeMap<String, &str> = BTreeMap::new();
    let shipped = FORMS.iter().map(|(_, _, path)| *path);
    for root in shipped.chain(["tests/properties/everything.form"]) {
        let form = form::compile(&Files(None), Path::new(root)).0.unwrap();
        for source in &form.sources {
            files.entry(source.name().to_owned()).or_insert(root);
        }
    }
    let mut mistakes = Vec::new();
    for file in files.keys() {
        mistakes.extend(Definition::new(file, &text_of(file), &mut chooser).mistakes());
    }
    let mut tally = Tally::default();
    for (number, mut mistake) in chooser.sample(mistakes, MOST).into_iter().enumerate() {
        // Lines end so as well.
        if number % 3 == 0 {
            mistake.text = mistake.text.replace('\n', "\r\n");
        }
        let said = check(&mistake, files[&mistake.file]);
        tally.add(&mistake, &said);
    }
    tally.judge(KINDS);
}

/// What `engross check` says of a definition.
fn check(mistake: &Mistake, root: &str) -> Said {
    let (form, mut findings) = form::compile(&Files(Some(mistake)), Path::new(root));
    if let Some(form) = form {
        findings.extend(document::blank(&form).1);
    }
    findings.retain(|finding| finding.severity == Severity::Error);
    let place = |finding: &engross::diagnostic::Diagnostic| {
        let label = finding.place()?;
        Some((label.source.name().to_owned(), label.source.position(label.range.start).line))
    };
    let errors = findings.iter().map(|finding| place(finding).unwrap_or_default()).collect();
    Said { errors, report: short::render(&findings) }
}

/// A word, a string or a sign of a definition that has no faults.
#[derive(Clone)]
struct Token {
    range: Range<usize>,
    /// Its first character.
    first: char,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        let length = if let Some(prose) = rest.strip_prefix("\"\"\"") {
            prose.find("\"\"\"").unwrap() + 6
        } else if first == '"' || first == '\'' {
            let mut end = 1;
            while !rest[end..].starts_with(first) {
                end += if rest[end..].starts_with('\\') { 2 } else { rest[end..].chars().next().unwrap().len_utf8() };
            }
            end + 1
        } else if first == '#' {
            rest.find('\n').unwrap_or(rest.len())
        } else if word(first) {
            rest.find(|c| !word(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        if !first.is_whitespace() && first != '#' {
            out.push(Token { range: at..at + length, first });
        }
        at += length;
    }
    out
}

/// A definition and the mistakes that can be made in it.
struct Definition<'a> {
    file: &'a str,
    text: &'a str,
    tokens: Vec<Token>,
    /// Where statements begin.
    starts: Vec<usize>,
    chooser: &'a mut Chooser,
    out: Vec<Mistake>,
}

impl<'a> Definition<'a> {
    fn new(file: &'a str, text: &'a str, chooser: &'a mut Chooser) -> Self {
        Self { file, text, tokens: tokens(text), starts: Vec::new(), chooser, out: Vec::new() }
    }

    fn mistakes(mut self) -> Vec<Mistake> {
        let source = Source::new(self.file, self.text);
        let mut findings = Vec::new();
        let statements = syntax::parse(&source, 0, &mut findings).statements;
        assert!(findings.is_empty(), "{findings:?}");
        self.note(&statements);
        self.signs();
        self.statements(&statements, false);
        self.strings();
        self.out
    }

    fn note(&mut self, statements: &[Statement]) {
        for statement in statements {
            self.starts.push(statement.keyword.range().start);
            statement.bodies().into_iter().for_each(|body| self.note(body));
        }
    }

    fn add(&mut self, kind: &'static str, range: Range<usize>, by: &str) {
        self.out.push(Mistake::new(kind, self.file, self.text, range, by));
    }

    fn misspell(&mut self, kind: &'static str, range: Range<usize>, not: &[&str]) {
        let wrong = self.chooser.misspell(&self.text[range.clone()], not);
        self.add(kind, range, &wrong);
    }

    /// What can be left out of the text as such.
    fn signs(&mut self) {
        for (index, token) in self.tokens.clone().into_iter().enumerate() {
            let range = token.range.clone();
            let before = index.checked_sub(1).map_or("", |before| &self.text[self.tokens[before].range.clone()]);
            match &self.text[range.clone()] {
                "{" => self.add("{ dropped", range, ""),
                "}" => self.add("} dropped", range, ""),
                ":" => self.add("colon dropped", range, ""),
                // `==` is two tokens; in `let a = b` the sign stands alone.
                "=" if !matches!(before, "=" | "<" | ">" | "!") && !self.text[range.end..].starts_with('=') => {
                    self.add("= dropped", range, "");
                }
                prose if prose.starts_with("\"\"\"") => {
                    self.add("opening triple quote dropped", range.start..range.start + 3, "");
                    self.add("closing triple quote dropped", range.end - 3..range.end, "");
                    self.add("triple quote one short", range.start..range.start + 1, "");
                    self.add("triple quote one short", range.end - 1..range.end, "");
                }
                _ if matches!(token.first, '"' | '\'') => {
                    self.add("opening quote dropped", range.start..range.start + 1, "");
                    self.add("closing quote dropped", range.end - 1..range.end, "");
                }
                _ => {}
            }
        }
    }

    fn statements(&mut self, statements: &[Statement], group: bool) {
        for statement in statements {
            let keyword = statement.keyword.range();
            let bare = matches!(statement.kind, Kind::Line(_));
            if !bare {
                self.misspell("keyword misspelt", keyword.clone(), KEYWORDS);
            }
            let end = self.end_of(keyword.start);
            // After an expression a word is part of it.
            if !matches!(statement.kind, Kind::Let { .. }) && !self.text[..end].ends_with('}') {
                self.add("words after a statement", end..end, " twice");
            }
            let mut modifiers: &[Modifier] = &[];
            #[expect(clippy::wildcard_enum_match_arm, reason = "the other statements have no parts of these kinds")]
            match &statement.kind {
                Kind::Field(field) | Kind::Column(field) => {
                    let word = if matches!(statement.kind, Kind::Field(_)) { "field" } else { "column" };
                    self.again("path twice", statement, end, &format!("{word} {}: text \"Again\"", field.path.text));
                    let types: Vec<&str> = types::TYPES.iter().map(|of| of.name).collect();
                    self.misspell("type misspelt", field.type_name.span.range(), &types);
                    modifiers = &field.modifiers;
                }
                Kind::Choose(choice) => {
                    self.again("path twice", statement, end, &format!("field {}: text \"Again\"", choice.path.text));
                    let kind = self.tokens.iter().find(|token| token.range.start > keyword.start).unwrap();
                    self.misspell("choose kind misspelt", kind.range.clone(), &["one", "any", "yes_no"]);
                    modifiers = &choice.modifiers;
                }
                Kind::Box(check_box) => {
                    let kind = if group { "box key twice" } else { "path twice" };
                    self.again(kind, statement, end, &format!("box {} \"Again\"", check_box.key.text));
                }
                Kind::Signature { path, modifiers: own, repeat, .. } => {
                    self.again("path twice", statement, end, &format!("field {}: text \"Again\"", path.text));
                    if *repeat {
                        let word = self.tokens.iter().find(|token| token.range.start >= path.span.range().end).unwrap();
                        self.misspell("modifier misspelt", word.range.clone(), &[]);
                    }
                    modifiers = own;
                }
                Kind::Table { path, modifiers: own, .. } => {
                    self.again("path twice", statement, end, &format!("field {}: text \"Again\"", path.text));
                    modifiers = own;
                }
                Kind::Repeat { path, .. } => {
                    self.again("path twice", statement, end, &format!("field {}: text \"Again\"", path.text));
                }
                Kind::Section { modifiers: own, .. } => modifiers = own,
                Kind::When { condition, otherwise, .. } => {
                    self.expression(condition);
                    if otherwise.is_some() {
                        let word = |token: &&Token| {
                            token.range.start > keyword.start && &self.text[token.range.clone()] == "otherwise"
                        };
                        let range = self.tokens.iter().find(word).unwrap().range.clone();
                        self.misspell("keyword misspelt", range, KEYWORDS);
                    }
                }
                Kind::Let { value: Some(value), .. } => self.expression(value),
                Kind::Demand { condition, .. } => {
                    self.expression(condition);
                    let word = |token: &&Token| token.range.start >= condition.span.range().end;
                    let range = self.tokens.iter().find(word).unwrap().range.clone();
                    self.add("else dropped", range, "");
                }
                _ => {}
            }
            for modifier in modifiers {
                self.misspell("modifier misspelt", modifier.span.range(), KEYWORDS);
            }
            for body in statement.bodies() {
                self.statements(body, matches!(statement.kind, Kind::Choose(_)));
            }
        }
    }

    /// The end of a statement: before the next one, or the brace that closes the block around it.
    fn end_of(&self, start: usize) -> usize {
        let mut depth = 0;
        let mut end = start;
        for token in self.tokens.iter().skip_while(|token| token.range.start < start) {
            match token.first {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                _ if depth == 0 && token.range.start > start && self.starts.contains(&token.range.start) => break,
                _ => {}
            }
            end = token.range.end;
        }
        end
    }

    /// A statement that gives a name again, on the line after the statement that gave it, or after it on its line.
    fn again(&mut self, kind: &'static str, statement: &Statement, end: usize, again: &str) {
        let start = statement.keyword.range().start;
        let line = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let indent = &self.text[line..start];
        let rest = self.text[end..].lines().next().unwrap_or_default().trim();
        let mut mistake = if indent.trim().is_empty() && rest.is_empty() {
            Mistake::new(kind, self.file, self.text, end..end, &format!("\n{indent}{again}"))
        } else {
            Mistake::new(kind, self.file, self.text, end..end, &format!(" {again}"))
        };
        if indent.trim().is_empty() && rest.is_empty() {
            mistake.lines = vec![line_of(self.text, end) + 1];
        }
        self.out.push(mistake);
    }

    fn expression(&mut self, expression: &ExprText) {
        let range = expression.span.range();
        self.words("name in an expression misspelt", range.clone());
        for token in self.tokens.clone() {
            if range.contains(&token.range.start) && matches!(token.first, '(' | ')' | '[' | ']') {
                self.add("bracket dropped", token.range, "");
            }
        }
    }

    /// Names, filters and boxes in a part of the text that is an expression.
    fn words(&mut self, kind: &'static str, range: Range<usize>) {
        let text = self.text;
        let tokens: Vec<Token> = tokens(&text[range.clone()]);
        let place = |token: &Token| token.range.start + range.start..token.range.end + range.start;
        let at = |index: usize| tokens.get(index).map_or("", |token| &text[place(token)]);
        for (index, token) in tokens.iter().enumerate() {
            let before = if index == 0 { "" } else { at(index - 1) };
            let word = &text[place(token)];
            if token.first.is_ascii_lowercase() && !OPERATORS.contains(&word) {
                if before == "|" {
                    self.misspell("filter misspelt", place(token), &[]);
                } else if at(index + 1) != "(" && before != "is" {
                    self.misspell(kind, place(token), &[]);
                }
            }
            // `=` `=` `"10-K"`
            if matches!(token.first, '"' | '\'') && before == "=" {
                let inner = place(token).start + 1..place(token).end - 1;
                self.misspell("box key in a comparison misspelt", inner, &[]);
            }
        }
    }

    /// What stands between template braces. Printed braces are dropped by nobody here: `{{ a }` is words as good as any.
    fn strings(&mut self) {
        for token in self.tokens.clone().into_iter().filter(|token| token.first == '"') {
            let text = &self.text[token.range.clone()];
            for (open, close) in [("{{", "}}"), ("{%", "%}")] {
                for (at, _) in text.match_indices(open) {
                    let end = at + text[at..].find(close).unwrap();
                    let range = token.range.start + at + 2..token.range.start + end;
                    self.words("name in {{ }} misspelt", range.clone());
                    for (bracket, _) in self.text[range.clone()].match_indices(['(', ')']) {
                        self.add("bracket dropped", range.start + bracket..range.start + bracket + 1, "");
                    }
                }
            }
        }
    }
}
