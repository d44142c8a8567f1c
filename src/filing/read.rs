//! Nodes -> typed answers: the shape of the data, each value by its field.

use std::collections::HashMap;
use std::sync::Arc;

use super::at::At;
use super::originals::amended_by;
use super::{Answer, AnswerValue, Filing, Record, evaluate, faults, narrative, unfit};
use crate::data::{Entry, Node, NodeValue, place_of};
use crate::diagnostic::{self, Code, Diagnostic, nearest};
use crate::form::types::{self, Fault};
use crate::form::{self, Ask, BoxKey, Field, Form, Names, Scalar, ScopeId};
use crate::source::{Source, Span};

/// How many findings are worth a reader's while: data with more is not this form's.
const MOST_FINDINGS: usize = 100;

/// How many answers are left out on purpose rather than forgotten.
const MANY: usize = 3;

/// Keys that say what a filing is.
pub(super) const HEAD: &[&str] = &["form", "edition", "amends", "amendment"];

pub(super) fn read<'f>(
    form: &'f Form,
    sources: &[Arc<Source>],
    node: &Node,
    findings: &mut Vec<Diagnostic>,
) -> Filing<'f> {
    let at = At::new(form, sources, node);
    let amendment = amendment(&at, findings);
    let mut answers = record(&at, ScopeId::ROOT, findings);
    let slips = slips(&at);
    // Whatever its number was to be, it is an amendment.
    let says = node.get("amendment").is_some_and(|entry| entry.node.value != NodeValue::Null);
    let marked = amendment.or((says || slips.contains(&"amendment")).then_some(1));
    evaluate::check(&mut answers, None, None, marked, &at, findings);
    without_original(&at, &slips, findings);
    for field in &form.root().signatures {
        // The filing's own text is the first.
        if let Some(answer) = answers.answer(*field).filter(|answer| answer.span.file > 0) {
            findings.push(unfit::signed_before(&at, answer.span));
        }
    }
    Filing { form, sources: sources.to_vec(), amendment, answers }
}

/// The keys that say what a filing is and that unknown ones at its top are slips for.
fn slips(at: &At<'_>) -> Vec<&'static str> {
    let names = &at.form.root().names;
    let known: Vec<String> = names.0.iter().map(|(name, _)| name.clone()).collect();
    let unknown =
        at.node.entries().iter().filter(|entry| !HEAD.contains(&entry.key.as_str()) && names.get(&entry.key).is_none());
    unknown.take(MOST_FINDINGS).filter_map(|entry| meant_head(at, &entry.key, &known)).collect()
}

/// The key that says what a filing is and that an unknown one at its top is a slip for.
pub(super) fn meant_head(at: &At<'_>, key: &str, known: &[String]) -> Option<&'static str> {
    let absent = HEAD.iter().copied().filter(|key| at.node.get(key).is_none());
    let near = nearest(key, known.iter().map(String::as_str).chain(absent))?;
    HEAD.iter().copied().find(|key| *key == near)
}

/// An amendment that does not say what it amends leaves out what it does not restate: that is one mistake, not one for
/// each answer.
fn without_original(at: &At<'_>, slips: &[&str], findings: &mut Vec<Diagnostic>) {
    let missing = findings.iter().filter(|finding| finding.code == Code::MissingAnswer).count();
    let slip = slips.iter().any(|key| ["amends", "amendment"].contains(key));
    let (amends, amendment) = (at.node.get("amends"), at.node.get("amendment"));
    let says = |entry: &&Entry| entry.node.value != NodeValue::Null;
    let entry = amends.or(amendment.filter(says));
    if missing == 0 || at.is_laid() || amended_by(at.node).is_some() {
        return;
    }
    if slip || (entry.is_some() && (missing >= MANY || missing > answered(at))) {
        findings.retain(|finding| !matches!(finding.code, Code::MissingAnswer | Code::Require));
        findings.extend(entry.filter(|_| !slip).map(|entry| unfit::no_amends(at, entry)));
    }
}

/// How many answers are given at the top beside the signature.
fn answered(at: &At<'_>) -> usize {
    let root = at.form.root();
    let signed = |key: &str| {
        let mut signatures = root.signatures.iter().filter_map(|field| root.fields.get(*field));
        signatures.any(|field| field.path.split('.').next() == Some(key))
    };
    at.node.entries().iter().filter(|entry| !HEAD.contains(&entry.key.as_str()) && !signed(&entry.key)).count()
}

/// The number of the amendment.
pub(super) fn amendment(at: &At<'_>, findings: &mut Vec<Diagnostic>) -> Option<u32> {
    let entry = at.node.get("amendment")?;
    let text = match &entry.node.value {
        NodeValue::Null => return None,
        NodeValue::Scalar(scalar) => scalar.text.trim(),
        NodeValue::List(_) | NodeValue::Record(_) => entry.node.what(),
    };
    let number = text.parse::<u32>().ok().filter(|number| *number > 0);
    if number.is_none() {
        findings.push(unfit::bad_amendment(at, &entry.node, text));
    }
    number
}

/// What is wrong with one answer, read by its field.
pub(super) fn answer(at: &At<'_>, id: ScopeId, field: &Field, entry: &Entry) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut record = Record::unanswered(id, at.prefix.clone(), 0);
    let mut reader = Reader { at, id, record: &mut record, findings: &mut findings };
    reader.value(field, entry);
    findings
}

/// What an unknown key was meant to be: it begins with a known one, as `name"Innovo` or `name :Innovo` do, or is that of
/// a record that has the answers of a known one.
fn meant<'n>(names: &'n Names, entry: &Entry) -> Option<&'n str> {
    let begins = |name: &str| {
        let rest = entry.key.strip_prefix(name);
        rest.is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '.')))
    };
    let like = |known: &form::Entry| match known {
        form::Entry::Record(inner) => {
            !entry.node.entries().is_empty() && entry.node.entries().iter().all(|entry| inner.get(&entry.key).is_some())
        }
        form::Entry::Field(_) => false,
    };
    let found = names.0.iter().find(|(name, known)| begins(name) || like(known));
    found.map(|(name, _)| name.as_str())
}

fn record(at: &At<'_>, id: ScopeId, findings: &mut Vec<Diagnostic>) -> Record {
    let scope = at.form.scope(id);
    let mut record = Record::unanswered(id, at.prefix.clone(), scope.fields.len());
    let mut reader = Reader { at, id, record: &mut record, findings };
    reader.names(at.node.entries(), &scope.names, "");
    record
}

struct Reader<'a, 'b> {
    at: &'a At<'b>,
    id: ScopeId,
    record: &'a mut Record,
    findings: &'a mut Vec<Diagnostic>,
}

impl Reader<'_, '_> {
    fn names(&mut self, entries: &[Entry], names: &Names, parent: &str) {
        for entry in entries {
            if self.findings.len() > MOST_FINDINGS {
                return;
            }
            if parent.is_empty() && self.id == ScopeId::ROOT && HEAD.contains(&entry.key.as_str()) {
                continue;
            }
            match names.get(&entry.key) {
                Some(form::Entry::Field(field)) => self.field(*field, entry),
                Some(form::Entry::Record(inner)) => {
                    let path = format!("{parent}{}", entry.key);
                    match &entry.node.value {
                        NodeValue::Record(entries) => self.names(entries, inner, &format!("{path}.")),
                        NodeValue::Null => self.blank(&path, entry.node.span),
                        NodeValue::Scalar(_) | NodeValue::List(_) => {
                            self.unreadable(&path);
                            let inside = inner.paths();
                            let fault = faults::no_record(self.at, &entry.node, entry.key_span, &path, &inside);
                            self.findings.push(fault);
                        }
                    }
                }
                None => {
                    let all = self.at.form.scope(self.id).names.paths();
                    let known: Vec<String> = names.0.iter().map(|(name, _)| name.clone()).collect();
                    // What it was meant to be is not missing.
                    let tail = |path: &&String| path.rsplit('.').next() == Some(entry.key.as_str());
                    if parent.is_empty()
                        && self.id == ScopeId::ROOT
                        && meant_head(self.at, &entry.key, &known).is_some()
                    {
                        // No answer of the form was meant.
                    } else if all.contains(&entry.key) {
                        self.misnamed(&entry.key);
                    } else if let Some(near) = nearest(&entry.key, known.iter().map(String::as_str)) {
                        self.misnamed(&format!("{parent}{near}"));
                    } else if let Some(meant) = meant(names, entry) {
                        self.misnamed(&format!("{parent}{meant}"));
                    } else if let Some(path) = all.iter().find(tail) {
                        self.misnamed(path);
                    }
                    self.findings.push(faults::unknown_key(self.at, entry, parent, &known, &all));
                }
            }
        }
    }

    /// The answers under a path were given, but not so that they could be read.
    fn unreadable(&mut self, path: &str) {
        let fields = &self.at.form.scope(self.id).fields;
        for (field, faulty) in fields.iter().zip(&mut self.record.faulty) {
            *faulty |= field.path == path || field.path.starts_with(&format!("{path}."));
        }
    }

    /// The answers under a path are expressly left blank.
    fn blank(&mut self, path: &str, span: Span) {
        let fields = &self.at.form.scope(self.id).fields;
        let under = |field: &Field| field.path.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'));
        for (field, blank) in fields.iter().zip(&mut self.record.blanks) {
            *blank = blank.or(under(field).then_some(span));
        }
    }

    /// A key was misspelt: the answers that it was meant for, and that are not there under their own name, are not
    /// missing as well.
    fn misnamed(&mut self, path: &str) {
        if self.at.find(path).is_none() {
            self.unreadable(path);
        }
    }

    fn field(&mut self, index: usize, entry: &Entry) {
        let Some(field) = self.at.form.scope(self.id).fields.get(index) else { return };
        let before = self.findings.len();
        let value = self.value(field, entry);
        let faulty = self.findings.len() > before;
        if let Some(slot) = self.record.faulty.get_mut(index) {
            *slot = faulty;
        }
        if let (Some(blank), NodeValue::Null) = (self.record.blanks.get_mut(index), &entry.node.value) {
            *blank = Some(entry.node.span);
        }
        if let (Some(slot), Some(value)) = (self.record.answers.get_mut(index), value) {
            *slot = Some(Answer { value, span: entry.node.span });
        }
    }

    fn value(&mut self, field: &Field, entry: &Entry) -> Option<AnswerValue> {
        let node = &entry.node;
        let at = self.at;
        match (&field.ask, &node.value) {
            (_, NodeValue::Null) => None,
            (Ask::List(scope), NodeValue::List(nodes)) => {
                let mut records = Vec::new();
                let mut keys = HashMap::new();
                for (number, node) in nodes.iter().enumerate() {
                    if self.findings.len() > diagnostic::MOST && diagnostic::any_errors(self.findings) {
                        break;
                    }
                    if matches!(node.value, NodeValue::Record(_)) {
                        let inside = at.inside(&field.path, number + 1, node, node.span);
                        let read = record(&inside, *scope, self.findings);
                        self.key(field, &mut keys, &read);
                        records.push((read, node.span));
                    } else {
                        self.findings.push(faults::no_list_record(at, node, field));
                    }
                }
                Some(AnswerValue::List(records))
            }
            (Ask::Any(boxes), NodeValue::List(nodes)) => {
                let mut checked: Vec<usize> = Vec::new();
                for node in nodes {
                    if self.findings.len() > MOST_FINDINGS {
                        break;
                    }
                    let Some(scalar) = node.scalar() else {
                        self.findings.push(faults::unknown_box(at, node, node.what(), field, boxes));
                        continue;
                    };
                    let key = scalar.text.trim();
                    match position(boxes, key) {
                        Some(index) if checked.contains(&index) => {
                            let same = |other: &&Node| other.scalar().is_some_and(|scalar| scalar.text.trim() == key);
                            let first = nodes.iter().find(same).map(|node| node.span);
                            self.findings.push(faults::box_repeated(at, node, key, field, first));
                        }
                        Some(index) => checked.push(index),
                        None => self.findings.push(faults::unknown_box(at, node, key, field, boxes)),
                    }
                }
                checked.sort_unstable();
                Some(AnswerValue::Any(checked))
            }
            (Ask::List(_) | Ask::Any(_), NodeValue::Scalar(_) | NodeValue::Record(_))
            | (Ask::Scalar(_) | Ask::Narrative | Ask::One(_) | Ask::YesNo, NodeValue::List(_) | NodeValue::Record(_)) =>
            {
                // A word that is no box at all is the clearer thing to say of a group.
                match (&field.ask, node.scalar()) {
                    (Ask::Any(boxes), Some(scalar)) if position(boxes, scalar.text.trim()).is_none() => {
                        self.findings.push(faults::unknown_box(at, node, scalar.text.trim(), field, boxes));
                    }
                    _ => self.findings.push(faults::wrong_shape(at, node, entry.key_span, field)),
                }
                None
            }
            (Ask::Narrative, NodeValue::Scalar(scalar)) => {
                self.characters(node);
                let paragraphs = narrative::paragraphs(scalar);
                (!paragraphs.is_empty()).then_some(AnswerValue::Narrative(paragraphs))
            }
            (ask @ (Ask::Scalar(_) | Ask::One(_) | Ask::YesNo), NodeValue::Scalar(scalar)) => {
                let text = scalar.text.trim();
                if text.is_empty() || self.characters(node) {
                    return None;
                }
                self.single(ask, text, node, field)
            }
        }
    }

    /// Reports a record whose key another one has.
    fn key(&mut self, list: &Field, seen: &mut HashMap<String, Span>, record: &Record) {
        let key = self.at.form.scope(record.scope).key.and_then(|key| record.answer(key));
        let Some(Answer { value: AnswerValue::Scalar(value), span }) = key else { return };
        match seen.get(&value.canonical) {
            Some(first) => self.findings.push(faults::key_repeated(self.at, list, &value.printed, *span, *first)),
            None => {
                seen.insert(value.canonical.clone(), *span);
            }
        }
    }

    fn single(&mut self, ask: &Ask, text: &str, node: &Node, field: &Field) -> Option<AnswerValue> {
        let at = self.at;
        let fault = match ask {
            Ask::Scalar(Scalar::Type(of, _)) => match of.read(text) {
                Ok(value) => return Some(AnswerValue::Scalar(value)),
                Err(fault) => faults::bad_value(at, node, text, field, of, &fault),
            },
            Ask::Scalar(Scalar::Pattern { pattern, what, .. }) => {
                let value = types::find("text").map(|of| of.read(text));
                match value {
                    Some(Ok(value)) if pattern.is_match(text) => return Some(AnswerValue::Scalar(value)),
                    Some(Err(Fault { .. }) | Ok(_)) | None => faults::no_match(at, node, text, field, what),
                }
            }
            Ask::One(boxes) => match position(boxes, text) {
                Some(index) => return Some(AnswerValue::One(index)),
                None => faults::unknown_box(at, node, text, field, boxes),
            },
            Ask::YesNo => match text.to_lowercase().as_str() {
                "yes" | "true" => return Some(AnswerValue::YesNo(true)),
                "no" | "false" => return Some(AnswerValue::YesNo(false)),
                _ => faults::no_yes(at, node, text, field),
            },
            Ask::Narrative | Ask::Any(_) | Ask::List(_) => return None,
        };
        self.findings.push(fault);
        None
    }

    /// Reports the characters of a scalar that no document can hold; whether there are any.
    fn characters(&mut self, node: &Node) -> bool {
        let Some(scalar) = node.scalar() else { return false };
        // A piece at a time, so that its bytes are looked at together.
        let plain = |byte: &u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t');
        if scalar.text.as_bytes().chunks(32).all(|piece| piece.iter().fold(true, |all, byte| all & plain(byte))) {
            return false;
        }
        let mut seen: Vec<char> = Vec::new();
        for character in scalar.text.chars().filter(|c| is_forbidden(*c)) {
            if !seen.contains(&character) {
                seen.push(character);
                let offset = scalar.text.find(character).unwrap_or_default();
                let span = self.at.source(node.span).map_or(node.span, |source| place_of(source, node, offset));
                self.findings.push(faults::bad_character(self.at, span, character));
            }
        }
        !seen.is_empty()
    }
}

/// Control characters; those that turn the order in which others are read, unseen; and what Unicode says is no
/// character: templates mark answers with those.
fn is_forbidden(c: char) -> bool {
    let turns = matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let noncharacter = matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE;
    turns || noncharacter || (c.is_control() && !matches!(c, '\n' | '\t'))
}

fn position(boxes: &[BoxKey], key: &str) -> Option<usize> {
    boxes.iter().position(|known| known.key == key)
}
