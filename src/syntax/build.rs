//! Lossless tree -> typed syntax. The first fault of each statement is reported; a statement that lacks a part stands
//! with an empty one, so that what it declares is known and one mistake gives one message.

use std::ops::Range;
use std::sync::Arc;

use super::ast::{
    Block, BoxStatement, Choice, ChoiceKind, ExprText, FieldStatement, File, Kind, Modifier, ModifierKind, Name, Statement,
    Words,
};
use super::{Rule, Str, Tree, faults, strings};
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};

pub(super) fn build(tree: &Tree, source: &Arc<Source>, file: u16, findings: &mut Vec<Diagnostic>) -> File {
    let mut builder = Builder { source, file, findings, lost: Vec::new(), unopened: 0 };
    let statements = builder.statements(&tree.children);
    File { statements, lost: builder.lost }
}

struct Builder<'a> {
    source: &'a Arc<Source>,
    file: u16,
    findings: &'a mut Vec<Diagnostic>,
    lost: Vec<Span>,
    /// Statements whose `{` was missing: as many `}` close nothing and are not reported again.
    unopened: usize,
}

impl Builder<'_> {
    fn statements(&mut self, trees: &[Tree]) -> Block {
        let mut out = Vec::new();
        let mut after_unknown = false;
        for (index, tree) in trees.iter().enumerate() {
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
                    out.extend(self.body(tree));
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
            let closer = before.iter().find_map(|statement| self.early_close(statement));
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
            (self.source.position(close).line != own.line && self.indent(statement.range.start)? != first).then_some(close)
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
        let modifier_parts = |child: &Tree| if child.rule == Rule::modifier { child.children.clone() } else { vec![child.clone()] };
        let parts: Vec<Tree> = statement.children.iter().flat_map(modifier_parts).collect();
        let junk = parts.iter().find(|part| part.rule == Rule::junk).map(|junk| self.trimmed(&junk.range));
        for part in &parts {
            let place = part.range.clone();
            #[expect(clippy::wildcard_enum_match_arm, reason = "the other rules are no faults")]
            let fault = match part.rule {
                Rule::no_string | Rule::no_path | Rule::no_key | Rule::no_name | Rule::no_number | Rule::no_colon
                | Rule::no_type | Rule::no_choice_kind | Rule::no_equals | Rule::no_expression | Rule::no_else
                | Rule::no_block => {
                    if part.rule == Rule::no_block {
                        self.unopened += 1;
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
                let kind = match kind {
                    Some("any") => ChoiceKind::Any,
                    Some("yes_no") => ChoiceKind::YesNo,
                    _ => ChoiceKind::One,
                };
                let body = tree.child(Rule::block).map(|_| self.body(tree));
                Kind::Choose(Choice { kind, path: path?, modifiers: self.modifiers(tree), label: self.string(tree), body })
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
                Kind::Let { name: self.name(tree, Rule::name)?, value: self.expression(tree, Rule::derivation)? }
            }
            Rule::demand => Kind::Demand {
                warn: tree.child(Rule::kw_warn).is_some(),
                condition: self.expression(tree, Rule::demanded)?,
                message: self.string(tree),
            },
            _ => return None,
        };
        Some(Statement { keyword, kind })
    }

    /// The statements of a tree's block; a block without its end is reported.
    fn body(&mut self, tree: &Tree) -> Block {
        let Some(block) = tree.child(Rule::block) else { return Vec::new() };
        let statements = self.statements(&block.children);
        if block.child(Rule::no_close).is_some() {
            self.unclosed(tree, block);
        }
        statements
    }

    /// Of nested blocks that all lack their end one brace is missing: it is said of the block whose statements are not
    /// indented deeper than itself, else of the outermost one.
    fn unclosed(&mut self, statement: &Tree, block: &Tree) {
        let inside = block.children.iter().rev().find_map(|child| child.child(Rule::block));
        let said = inside.is_some_and(|inside| inside.child(Rule::no_close).is_some())
            && self.findings.last().is_some_and(|finding| finding.code == crate::diagnostic::Code::UnclosedBlock);
        let own = self.indent(statement.range.start).unwrap_or(1);
        let statements = block.children.iter().filter(|child| !matches!(child.rule, Rule::comment | Rule::no_close));
        let outside = statements.clone().find(|child| self.indent(child.range.start).is_some_and(|indent| indent <= own));
        if said && outside.is_none() {
            return;
        }
        if said {
            self.findings.pop();
        }
        let expected = outside.map_or(block.range.end, |child| child.range.start);
        let keyword = self.source.slice(self.keyword(statement)).to_owned();
        let expected = self.end_before(expected);
        self.findings.push(faults::unclosed_block(self.source, &keyword, block.range.start, expected));
    }

    fn field(&mut self, tree: &Tree) -> Option<FieldStatement> {
        let path = self.name(tree, Rule::path)?;
        let nowhere = Name { text: "text".to_owned(), span: path.span };
        let type_name = self.name(tree, Rule::type_name).unwrap_or(nowhere);
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
        if raw.starts_with("\"\"\"") {
            return strings::prose(raw, span);
        }
        let mut bad = Vec::new();
        let out = strings::quoted(raw, span, &mut bad);
        self.findings.extend(bad.into_iter().map(|place| faults::bad_escape(self.source, place)));
        out
    }
}

fn is_unclosed(string: &Tree) -> bool {
    string.children.iter().any(|child| matches!(child.rule, Rule::unclosed_prose | Rule::unclosed_quoted))
}
