//! What a condition says, where it can be said of single answers: for people in words, for programs in JSON Schema.

use super::expression::Expression;
use super::scope::{Ask, Condition, Entry, Guard, Scalar, Scope, ScopeId};
use super::tokens::{Token, TokenKind, tokens};
use super::types::Meaning;

/// What a condition says of the answers of its record. A field is named by its index in the scope.
///
/// It says the same as the condition for every filing that has no errors; where answers of another record, a derived
/// value or a calculation decide, there is no such form of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Logic {
    /// Yes is answered.
    Yes(usize),
    /// There is an answer; a list or a group of boxes has at least one.
    Answered(usize),
    /// That box, by its key, is the one that is checked.
    Is(usize, String),
    /// That box, by its key, is among those that are checked.
    Has(usize, String),
    /// The filing is an amendment.
    Amendment,
    /// It is not so.
    Not(Box<Logic>),
    /// All of it is so.
    All(Vec<Logic>),
    /// Some of it is so.
    Some(Vec<Logic>),
}

impl Scope {
    /// What a guard of this scope says; `id` is the scope's own.
    pub fn logic(&self, id: ScopeId, guard: Guard) -> Option<Logic> {
        let logic = match self.conditions.get(guard.condition)? {
            Condition::Expression(expression) => self.expression(id, expression)?,
            Condition::Checked(field, key) => match (&self.fields.get(*field)?.ask, key) {
                (Ask::One(_), Some(key)) => Logic::Is(*field, key.clone()),
                (Ask::Any(_), Some(key)) => Logic::Has(*field, key.clone()),
                _ => Logic::Yes(*field),
            },
        };
        Some(if guard.holds { logic } else { not(logic) })
    }

    fn expression(&self, id: ScopeId, expression: &Expression) -> Option<Logic> {
        if !expression.lets.is_empty() || expression.fields.iter().any(|field| field.scope != id) {
            return None;
        }
        let tokens = tokens(expression.text());
        let mut parser = Parser { scope: self, root: id == ScopeId::ROOT, rest: &tokens };
        let logic = parser.either()?;
        parser.rest.is_empty().then_some(logic)
    }
}

fn not(logic: Logic) -> Logic {
    if let Logic::Not(inner) = logic { *inner } else { Logic::Not(Box::new(logic)) }
}

/// Reads `or`, `and`, `not`, `==`, `!=` and `in` between names and keys; gives up at anything else.
struct Parser<'a, 'b> {
    scope: &'a Scope,
    root: bool,
    rest: &'b [Token<'b>],
}

/// What stands beside an operator.
enum Operand {
    Name(String),
    Key(String),
    Keys(Vec<String>),
}

impl Parser<'_, '_> {
    fn next(&mut self, text: &str) -> bool {
        let found = self.rest.first().is_some_and(|token| token.kind != TokenKind::Text && token.text == text);
        if found {
            self.rest = self.rest.get(1..).unwrap_or_default();
        }
        found
    }

    fn either(&mut self) -> Option<Logic> {
        let mut parts = vec![self.both()?];
        while self.next("or") {
            parts.push(self.both()?);
        }
        if parts.len() == 1 { parts.pop() } else { Some(Logic::Some(parts)) }
    }

    fn both(&mut self) -> Option<Logic> {
        let mut parts = vec![self.negated()?];
        while self.next("and") {
            parts.push(self.negated()?);
        }
        if parts.len() == 1 { parts.pop() } else { Some(Logic::All(parts)) }
    }

    fn negated(&mut self) -> Option<Logic> {
        if self.next("not") { self.negated().map(not) } else { self.compared() }
    }

    fn compared(&mut self) -> Option<Logic> {
        if self.next("(") {
            let logic = self.either()?;
            return self.next(")").then_some(logic);
        }
        let left = self.operand()?;
        if self.next("==") {
            let right = self.operand()?;
            return self.equal(left, right);
        }
        if self.next("!=") {
            let right = self.operand()?;
            return self.equal(left, right).map(not);
        }
        let negated = self.next("not");
        if self.next("in") {
            let right = self.operand()?;
            let within = self.within(left, right)?;
            return Some(if negated { not(within) } else { within });
        }
        match left {
            Operand::Name(name) if !negated => self.truth(&name),
            Operand::Name(_) | Operand::Key(_) | Operand::Keys(_) => None,
        }
    }

    fn operand(&mut self) -> Option<Operand> {
        if self.next("[") {
            let mut keys = Vec::new();
            loop {
                keys.push(self.key()?);
                if self.next("]") {
                    return Some(Operand::Keys(keys));
                }
                if !self.next(",") {
                    return None;
                }
            }
        }
        let first = self.rest.first()?;
        match first.kind {
            TokenKind::Text => self.key().map(Operand::Key),
            TokenKind::Name => {
                let name = first.text.to_owned();
                self.rest = self.rest.get(1..).unwrap_or_default();
                Some(Operand::Name(name))
            }
            TokenKind::Filter | TokenKind::Call | TokenKind::Test | TokenKind::Other => None,
        }
    }

    fn key(&mut self) -> Option<String> {
        let token = self.rest.first().filter(|token| token.kind == TokenKind::Text)?;
        let key = token.text.get(1..token.text.len().checked_sub(1)?)?;
        self.rest = self.rest.get(1..).unwrap_or_default();
        (!key.contains('\\')).then(|| key.to_owned())
    }

    fn field(&self, name: &str) -> Option<(usize, &Ask)> {
        let Some(Entry::Field(index)) = self.scope.names.resolve(name) else { return None };
        Some((*index, &self.scope.fields.get(*index)?.ask))
    }

    fn truth(&self, name: &str) -> Option<Logic> {
        let Some((index, ask)) = self.field(name) else {
            return (name == "amendment" && self.root).then_some(Logic::Amendment);
        };
        match ask {
            Ask::YesNo => Some(Logic::Yes(index)),
            // The number zero is false.
            Ask::Scalar(Scalar::Type(of, _)) => {
                let number = of.read(of.example).is_ok_and(|value| matches!(value.meaning, Meaning::Number(_)));
                (!number).then_some(Logic::Answered(index))
            }
            Ask::Scalar(Scalar::Pattern { .. }) | Ask::Narrative | Ask::One(_) | Ask::Any(_) | Ask::List(_) => {
                Some(Logic::Answered(index))
            }
        }
    }

    fn equal(&self, left: Operand, right: Operand) -> Option<Logic> {
        let ((Operand::Name(name), Operand::Key(key)) | (Operand::Key(key), Operand::Name(name))) = (left, right)
        else {
            return None;
        };
        match self.field(&name)? {
            (index, Ask::One(_)) => Some(Logic::Is(index, key)),
            _ => None,
        }
    }

    fn within(&self, left: Operand, right: Operand) -> Option<Logic> {
        match (left, right) {
            (Operand::Key(key), Operand::Name(name)) => match self.field(&name)? {
                (index, Ask::Any(_)) => Some(Logic::Has(index, key)),
                _ => None,
            },
            (Operand::Name(name), Operand::Keys(keys)) => match self.field(&name)? {
                (index, Ask::One(_)) => Some(Logic::Some(keys.into_iter().map(|key| Logic::Is(index, key)).collect())),
                _ => None,
            },
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::form::{Form, compile};
    use crate::world::World;

    struct One(String);

    impl World for One {
        fn read(&self, _: &Path, _: usize) -> std::io::Result<Vec<u8>> {
            Ok(self.0.clone().into_bytes())
        }
        fn canonical(&self, path: &Path) -> std::io::Result<std::path::PathBuf> {
            Ok(path.to_owned())
        }
    }

    /// What a condition says; the fields are 0 `fine`, 1 `kind`, 2 `traits`, 3 `name`, 4 `worth`.
    fn logic(condition: &str) -> Option<Logic> {
        let text = format!(
            "form \"T\"\nedition 1\nchoose yes_no fine \"\"\nchoose one kind \"\" {{ box a \"\" box b \"\" }}\n\
             choose any traits \"\" {{ box a \"\" box b \"\" }}\nfield name: text \"\"\nfield worth: money \"\"\n\
             let rich = worth > 5\nwhen {condition} {{ field more: text \"\" }}\n"
        );
        let (form, findings) = compile(&One(text), Path::new("t.form"));
        let form: Form = form.unwrap_or_else(|| unreachable!("{findings:?}"));
        form.root().logic(ScopeId::ROOT, Guard { condition: 0, holds: true })
    }

    #[test]
    fn what_is_said_of_single_answers_is_understood_and_nothing_else() {
        let is = |field, key: &str| Logic::Is(field, key.to_owned());
        let not = |logic| Some(Logic::Not(Box::new(logic)));
        assert_eq!(logic("fine"), Some(Logic::Yes(0)));
        assert_eq!(logic("not fine"), not(Logic::Yes(0)));
        assert_eq!(logic("not not (fine)"), Some(Logic::Yes(0)));
        assert_eq!(logic("kind == 'a'"), Some(is(1, "a")));
        assert_eq!(logic("\"b\" != kind"), not(is(1, "b")));
        assert_eq!(logic("kind in ['a', 'b']"), Some(Logic::Some(vec![is(1, "a"), is(1, "b")])));
        assert_eq!(logic("'a' not in traits"), not(Logic::Has(2, "a".to_owned())));
        assert_eq!(logic("amendment"), Some(Logic::Amendment));
        let mixed = Logic::All(vec![Logic::Answered(3), Logic::Not(Box::new(Logic::Yes(0)))]);
        assert_eq!(logic("traits or name and not fine"), Some(Logic::Some(vec![Logic::Answered(2), mixed])));
        for beyond in
            ["worth", "rich", "worth > 5", "name == 'a'", "traits | length", "'a' in name", "kind if fine else name"]
        {
            assert_eq!(logic(beyond), None, "{beyond}");
        }
    }
}
