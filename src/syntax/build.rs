//! Lossless tree -> typed syntax. The first fault of each statement is reported; a statement that lacks a part stands
//! with an empty one, so that what it declares is known and one mistake gives one message.

use std::ops::Range;
use std::sync::Arc;

use super::ast::{
    Block, BoxStatement, Choice, ChoiceKind, ExprText, FieldStatement, File, Kind, Modifier, ModifierKind, Name,
    Statement, Words,
};
use super::{Rule, Str, Tree, faults, strings, tree};
use crate::diagnostic::{self, Diagnostic};
use crate::source::{Source, Span};

pub(super) fn build(tree: &Tree, source: &Arc<Source>, file: u16, findings: &mut Vec<Diagnostic>) -> File {
    let mut builder = Builder { source, file, findings, lost: Vec::new(), unopened: 0, strays: 0 };
    let statements = builder.statements(&tree.children);
    builder.unclosed(&tree.children);
    File { statements, lost: builder.lost }
}

struct Builder<'a> {
    source: &'a Arc<Source>,
    file: u16,
    findings: &'a mut Vec<Diagnostic>,
    lost: Vec<Span>,
    /// Statements whose `{` was missing: as many `}` close nothing and are not reported again.
    unopened: usize,
    /// Closing braces that close nothing.
    strays: usize,
}

/// For so many closing braces that close nothing the one that closes too early is looked for.
const MOST_STRAYS: usize = 8;

impl Builder<'_> {
    fn statements(&mut self, trees: &[Tree]) -> Block {
        let mut out = Vec::new();
        let mut after_unknown = false;
        for (index, tree) in trees.iter().enumerate() {
            if self.findings.len() > diagnostic::MOST {
                break;
            }
            let unknown = tree.rule == Rule::unknown;
            #[expect(clippy::wildcard_enum_match_arm, reason = "every other rule is a statement")]
            match tree.rule {
                Rule::comment | Rule::EOI | Rule::no_close => continue,
                Rule::stray_close => self.stray_close(tree, trees.get(..index).unwrap_or_default()),
                Rule::stray_block => {
                    self.findings.push(faults::stray_block(self.source, tree.range.clone()));
                    out.extend(self.body(tree));
                }
                // Lines of lost text in a row come of one mistake.
                Rule::unknown => {
                    let line = tree.child(Rule::unknown_line).map_or(tree.range.clone(), |line| line.range.clone());
                    self.lost.push(self.span(&tree.range));
                    if !after_unknown {
                        self.findings.push(faults::unknown_statement(self.source, self.first_word(&line)));
                    }
                    out.extend(homeless(self.body(tree)));
                }
                _ => {
                    self.first_fault(tree);
                    out.extend(self.statement(tree));
                }
            }
            after_unknown = unknown;
        }
        out
    }

    fn stray_close(&mut self, tree: &Tree, before: &[Tree]) {
        if self.unopened > 0 {
            self.unopened -= 1;
        } else {
            // Of many only the first ones are worth the search.
            self.strays += 1;
            let worth = if self.strays > MOST_STRAYS { &[] } else { before };
            let closer = worth.iter().find_map(|statement| self.early_close(statement));
            self.findings.push(faults::stray_brace(self.source, tree.range.clone(), closer));
        }
    }

    /// The brace of a block that stands on a line of its own, but not under the statement that it closes.
    fn early_close(&self, statement: &Tree) -> Option<usize> {
        let deeper = statement.children.iter().find_map(|child| self.early_close(child));
        deeper.or_else(|| {
            let block = statement.child(Rule::block)?;
            let close = block.range.end.checked_sub(1)?;
            let first = self.indent(close)?;
            let own = self.source.position(statement.range.start);
            (self.source.position(close).line != own.line && self.indent(statement.range.start)? != first)
                .then_some(close)
        })
    }

    /// The column of a place that is the first on its line.
    fn indent(&self, offset: usize) -> Option<usize> {
        let place = self.source.position(offset);
        let line = self.source.line_range(place.line);
        self.source.slice(line.start..offset).trim().is_empty().then_some(place.column)
    }

    /// Reports the first fault among a statement's own parts.
    fn first_fault(&mut self, statement: &Tree) {
        let keyword = self.keyword(statement);
        let word = self.source.slice(keyword.clone()).to_owned();
        let modifier_parts =
            |child: &Tree| if child.rule == Rule::modifier { child.children.clone() } else { vec![child.clone()] };
        let parts: Vec<Tree> = statement.children.iter().flat_map(modifier_parts).collect();
        let junk = parts.iter().find(|part| part.rule == Rule::junk).map(|junk| self.trimmed(&junk.range));
        for part in &parts {
            let place = part.range.clone();
            #[expect(clippy::wildcard_enum_match_arm, reason = "the other rules are no faults")]
            let fault = match part.rule {
                missing if tree::is_missing(missing) => {
                    if part.rule == Rule::no_block {
                        self.unopened += 1;
                    }
                    if let Some(fault) = self.misread(statement, part.rule, &word) {
                        self.findings.push(fault);
                        return;
                    }
                    let at = self.end_before(place.start);
                    let near = junk.clone().filter(|junk| self.source.slice(at..junk.start).trim().is_empty());
                    if near.is_some() {
                        self.lost.extend(near.as_ref().map(|near| Span::new(self.file, near.clone())));
                    }
                    faults::missing(self.source, part.rule, &word, keyword, at, near)
                }
                Rule::plain_modifier if !super::keywords::MODIFIERS.contains(&self.source.slice(place.clone())) => {
                    faults::unknown_modifier(self.source, &word, place)
                }
                Rule::wrong_choice_kind => faults::unknown_choice(self.source, place),
                Rule::bad_path => {
                    self.lost.push(self.span(&place));
                    faults::bad_path(self.source, place)
                }
                Rule::junk => {
                    let place = self.trimmed(&place);
                    self.lost.push(self.span(&place));
                    faults::junk(self.source, &word, place)
                }
                Rule::needless_block => {
                    // What stands in it is lost, and so would be what it declares.
                    self.lost.push(self.span(&place));
                    faults::needless_block(self.source, &word, place)
                }
                Rule::string if is_unclosed(part) => {
                    self.lost.push(self.span(&place));
                    faults::unclosed_string(self.source, place)
                }
                _ => continue,
            };
            self.findings.push(fault);
            return;
        }
    }

    /// A missing part that is better explained by what stands around it.
    fn misread(&mut self, statement: &Tree, missing: Rule, word: &str) -> Option<Diagnostic> {
        if missing == Rule::no_colon {
            let range = self.path_of_words(statement)?;
            self.lost.push(self.span(&range));
            return Some(faults::bad_path(self.source, range));
        }
        if missing == Rule::no_equals {
            let value = self.trimmed(&statement.child(Rule::derivation)?.range);
            let signs = value.start..value.start + 2;
            let doubled = self.source.slice(signs.clone()) == "==";
            let at = self.end_before(value.start);
            return doubled.then(|| faults::missing(self.source, missing, word, value.clone(), at, Some(signs)));
        }
        if missing == Rule::no_else {
            return Some(faults::missing_else(self.source, word, self.message_in(statement)?));
        }
        None
    }

    /// Two words where a path should be: `file number: text`.
    fn path_of_words(&self, statement: &Tree) -> Option<Range<usize>> {
        let (first, second) = (statement.child(Rule::path)?, statement.child(Rule::type_name)?);
        let after = self.source.slice(second.range.end..second.range.end + 1);
        (statement.child(Rule::no_colon).is_some() && after == ":").then_some(first.range.start..second.range.end)
    }

    /// The string at the end of an expression: a message without the `else` before it.
    fn message_in(&self, statement: &Tree) -> Option<Range<usize>> {
        let whole = self.trimmed(&statement.child(Rule::demanded)?.range);
        let text = self.source.slice(whole.clone()).strip_suffix('"')?;
        let before = text.get(..text.rfind('"')?)?;
        let word = before.trim_end().rsplit(|c: char| !c.is_alphanumeric() && c != '_').next()?;
        let operator = matches!(word, "in" | "and" | "or" | "not" | "if" | "else" | "is");
        let ends = before.trim_end().ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ')' | ']' | '"'));
        (ends && !operator).then(|| whole.start + before.len()..whole.end)
    }

    /// The end of the text before a place, white space and comments left out.
    fn end_before(&self, at: usize) -> usize {
        self.source.slice(0..at).trim_end().len()
    }

    fn trimmed(&self, range: &Range<usize>) -> Range<usize> {
        let text = self.source.slice(range.clone());
        let start = range.end - text.trim_start().len();
        start..start.max(range.start + text.trim_end().len())
    }

    fn first_word(&self, range: &Range<usize>) -> Range<usize> {
        let range = self.trimmed(range);
        let text = self.source.slice(range.clone());
        let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        let end = text.find(|c| !word(c)).filter(|&end| end > 0);
        let end = end.or_else(|| text.find(char::is_whitespace)).unwrap_or(text.len());
        range.start..range.start + end
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.file, range.clone())
    }

    /// The place of a statement's keyword, or of the string of a bare line.
    fn keyword(&self, tree: &Tree) -> Range<usize> {
        if tree.rule == Rule::line { tree.range.clone() } else { self.first_word(&tree.range) }
    }

    fn statement(&mut self, tree: &Tree) -> Option<Statement> {
        let keyword = self.span(&self.keyword(tree));
        #[expect(clippy::wildcard_enum_match_arm, reason = "only statements come here")]
        let kind = match tree.rule {
            Rule::form => {
                let mut strings = self.strings(tree).into_iter();
                Kind::Form { name: strings.next().unwrap_or_default(), title: strings.next() }
            }
            Rule::edition => Kind::Edition(self.name(tree, Rule::key)?),
            Rule::authority => Kind::Authority(self.string(tree)),
            Rule::submission => Kind::Submission(self.string(tree)),
            Rule::width => Kind::Width(self.name(tree, Rule::number)?),
            Rule::marks => {
                let [on, off] = self.two_strings(tree);
                Kind::Marks { on, off }
            }
            Rule::masthead => Kind::Masthead(self.body(tree)),
            Rule::section => {
                let mut strings = self.strings(tree).into_iter();
                let (label, title) = (strings.next().unwrap_or_default(), strings.next());
                Kind::Section { label, title, modifiers: self.modifiers(tree), body: self.body(tree) }
            }
            Rule::item => Kind::Item { label: self.string(tree), body: self.body(tree) },
            Rule::row => Kind::Row(self.body(tree)),
            Rule::repeat => {
                let path = self.name(tree, Rule::path);
                let body = self.body(tree);
                Kind::Repeat { path: path?, body }
            }
            Rule::when => {
                let condition = self.expression(tree, Rule::condition);
                let body = self.body(tree);
                let otherwise = tree.child(Rule::otherwise).map(|otherwise| {
                    self.first_fault(otherwise);
                    self.body(otherwise)
                });
                Kind::When { condition: condition?, body, otherwise }
            }
            Rule::include => Kind::Include(self.string(tree)),
            Rule::field => Kind::Field(self.field(tree)?),
            Rule::column => Kind::Column(self.field(tree)?),
            Rule::choose => {
                let path = self.name(tree, Rule::path);
                let kind = tree.child(Rule::choice_kind).map(|kind| self.source.slice(kind.range.clone()));
                let body = tree.child(Rule::block).map(|_| self.body(tree));
                let kind = match kind {
                    Some("any") => ChoiceKind::Any,
                    Some("yes_no") => ChoiceKind::YesNo,
                    // A kind that is misspelt: whether there are boxes tells enough.
                    None if body.is_none() && tree.child(Rule::wrong_choice_kind).is_some() => ChoiceKind::YesNo,
                    _ => ChoiceKind::One,
                };
                Kind::Choose(Choice {
                    kind,
                    path: path?,
                    modifiers: self.modifiers(tree),
                    label: self.string(tree),
                    body,
                })
            }
            Rule::check_box => {
                let key = self.name(tree, Rule::key);
                let mut strings = self.strings(tree).into_iter();
                let (text, more) = (strings.next().unwrap_or_default(), strings.next());
                let body = tree.child(Rule::block).map(|_| self.body(tree));
                Kind::Box(BoxStatement { key: key?, text, more, body })
            }
            Rule::table => {
                let path = self.name(tree, Rule::path);
                let body = self.body(tree);
                Kind::Table { path: path?, modifiers: self.modifiers(tree), caption: self.string(tree), body }
            }
            Rule::signature => Kind::Signature {
                path: self.name(tree, Rule::path)?,
                repeat: tree.child(Rule::repeated).is_some(),
                modifiers: self.modifiers(tree),
                preamble: self.string(tree),
            },
            Rule::words => {
                let kind = match self.source.slice(keyword.range()) {
                    "title" => Words::Title,
                    "heading" => Words::Heading,
                    "instruction" => Words::Instruction,
                    "notice" => Words::Notice,
                    "note" => Words::Note,
                    _ => Words::Text,
                };
                Kind::Words { kind, words: self.string(tree) }
            }
            Rule::line => Kind::Line(self.string(tree)),
            Rule::rule_ => Kind::Rule,
            Rule::page => Kind::Page,
            Rule::type_ => {
                let [pattern, what] = self.two_strings(tree);
                Kind::Type { name: self.name(tree, Rule::name)?, pattern, what }
            }
            Rule::let_ => {
                let value = self.expression(tree, Rule::derivation);
                let doubled = tree.child(Rule::no_equals).is_some();
                Kind::Let { name: self.name(tree, Rule::name)?, value: value.filter(|_| !doubled) }
            }
            Rule::demand => Kind::Demand {
                warn: tree.child(Rule::kw_warn).is_some(),
                condition: self
                    .expression(tree, Rule::demanded)
                    .map(|condition| self.without_message(tree, condition))?,
                message: self.string(tree),
            },
            _ => return None,
        };
        Some(Statement { keyword, kind })
    }

    /// The statements of a tree's block.
    fn body(&mut self, tree: &Tree) -> Block {
        tree.child(Rule::block).map(|block| self.statements(&block.children)).unwrap_or_default()
    }

    /// One brace is missing where the indentation says that a block ends before its text does; else at the end of the
    /// inmost block that is open there.
    fn unclosed(&mut self, trees: &[Tree]) {
        let Some(inmost) = trees.iter().rev().find_map(unclosed_block) else { return };
        let found = trees.iter().find_map(|tree| self.outgrown(tree));
        let (statement, expected) = found.unwrap_or((inmost, inmost.range.end));
        let keyword = self.source.slice(self.keyword(statement)).to_owned();
        let open = statement.child(Rule::block).map_or(statement.range.start, |block| block.range.start);
        self.findings.push(faults::unclosed_block(self.source, &keyword, open, self.end_before(expected)));
    }

    /// The inmost statement whose block holds a statement that is not indented deeper than itself, and where that begins.
    fn outgrown<'t>(&self, statement: &'t Tree) -> Option<(&'t Tree, usize)> {
        let blocks = statement.children.iter().filter(|child| matches!(child.rule, Rule::block | Rule::otherwise));
        let inside = blocks.flat_map(|block| &block.children).find_map(|child| self.outgrown(child));
        inside.or_else(|| {
            let own = self.indent(statement.range.start)?;
            let mut held = statement.child(Rule::block)?.children.iter();
            let outside = held.find(|child| {
                !matches!(child.rule, Rule::comment | Rule::no_close)
                    && self.indent(child.range.start).is_some_and(|indent| indent <= own)
            })?;
            Some((statement, outside.range.start))
        })
    }

    fn field(&mut self, tree: &Tree) -> Option<FieldStatement> {
        let path = self.name(tree, Rule::path)?;
        let nowhere = Name { text: "text".to_owned(), span: path.span };
        let type_name =
            self.name(tree, Rule::type_name).filter(|_| self.path_of_words(tree).is_none()).unwrap_or(nowhere);
        Some(FieldStatement { path, type_name, modifiers: self.modifiers(tree), label: self.string(tree) })
    }

    fn modifiers(&mut self, tree: &Tree) -> Vec<Modifier> {
        tree.all(Rule::modifier).filter_map(|modifier| self.modifier(modifier)).collect()
    }

    fn modifier(&mut self, tree: &Tree) -> Option<Modifier> {
        let word = tree.children.first()?;
        let kind = match self.source.slice(word.range.clone()) {
            "optional" => ModifierKind::Optional,
            "below" => ModifierKind::Below,
            "caption" => ModifierKind::Caption,
            "hidden" => ModifierKind::Hidden,
            "key" => ModifierKind::Key,
            "across" => ModifierKind::Across,
            "down" => ModifierKind::Down,
            "numbered" => ModifierKind::Numbered,
            "format" => ModifierKind::Format(self.string(tree)),
            "columns" => ModifierKind::Columns(self.name(tree, Rule::number)?),
            "marks" => {
                let [on, off] = self.two_strings(tree);
                ModifierKind::Marks(on, off)
            }
            _ => return None,
        };
        Some(Modifier { span: self.span(&word.range), kind })
    }

    fn name(&self, tree: &Tree, rule: Rule) -> Option<Name> {
        let part = tree.child(rule)?;
        Some(Name { text: self.source.slice(part.range.clone()).to_owned(), span: self.span(&part.range) })
    }

    fn expression(&self, tree: &Tree, rule: Rule) -> Option<ExprText> {
        let part = self.trimmed(&tree.child(rule)?.range);
        let text = self.source.slice(part.clone());
        (!text.is_empty()).then(|| ExprText { text: text.to_owned(), span: self.span(&part) })
    }

    /// The condition of a demand whose `else` is missing ends before its message.
    fn without_message(&self, tree: &Tree, condition: ExprText) -> ExprText {
        match self.message_in(tree).filter(|_| tree.child(Rule::no_else).is_some()) {
            Some(message) => {
                let span = Span::new(self.file, condition.span.start as usize..self.end_before(message.start));
                ExprText { text: self.source.slice(span.range()).to_owned(), span }
            }
            None => condition,
        }
    }

    fn string(&mut self, tree: &Tree) -> Str {
        self.strings(tree).into_iter().next().unwrap_or_else(|| Str::plain("", self.span(&tree.range)))
    }

    fn two_strings(&mut self, tree: &Tree) -> [Str; 2] {
        let mut strings = self.strings(tree).into_iter();
        [strings.next().unwrap_or_default(), strings.next().unwrap_or_default()]
    }

    fn strings(&mut self, tree: &Tree) -> Vec<Str> {
        tree.all(Rule::string).map(|string| self.cook(string)).collect()
    }

    fn cook(&mut self, string: &Tree) -> Str {
        let (raw, span) = (self.source.slice(string.range.clone()), self.span(&string.range));
        if string.child(Rule::prose).is_some() || string.child(Rule::unclosed_prose).is_some() {
            return strings::prose(raw, span);
        }
        let mut bad = Vec::new();
        let out = strings::quoted(raw, span, &mut bad);
        self.findings.extend(bad.into_iter().map(|place| faults::bad_escape(self.source, place)));
        out
    }
}

/// The statements of a block whose statement is not known, without those that only some blocks may hold: they may well
/// have stood in one.
fn homeless(block: Block) -> Block {
    let stays = |statement: &Statement| !matches!(statement.kind, Kind::Line(_) | Kind::Column(_));
    block.into_iter().filter(stays).map(|statement| statement.map_bodies(homeless)).collect()
}

fn is_unclosed(string: &Tree) -> bool {
    string.children.iter().any(|child| matches!(child.rule, Rule::unclosed_prose | Rule::unclosed_quoted))
}

/// The inmost statement whose block is open at the end of the text.
fn unclosed_block(tree: &Tree) -> Option<&Tree> {
    let inside = tree.children.iter().rev().find_map(unclosed_block);
    inside.or_else(|| tree.child(Rule::block).and_then(|block| block.child(Rule::no_close)).map(|_| tree))
}
