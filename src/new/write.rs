//! The file, answer by answer.

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use super::scalar;
use crate::filing::{Draft, Given};
use crate::form::{Ask, Entry, Field, Form, Named, Names, ScopeId};
use crate::guide::{self, About, Guide};

/// How wide comments are, in columns; commented out, they are one wider.
const WIDTH: usize = 79;

pub(super) fn write(form: &Form, named: Named<'_>, amendment: Option<u32>, answers: Option<&Draft>) -> String {
    let guide = Guide::of(form);
    let mut writer = Writer { form, guide, out: Vec::new(), section: String::new() };
    writer.head(named, amendment);
    writer.names(&form.root().names, ScopeId::ROOT, answers, 0);
    let mut out = writer.out.join("\n");
    out.push('\n');
    out
}

struct Writer<'a> {
    form: &'a Form,
    guide: &'a Guide,
    out: Vec<String>,
    /// The heading that was written last; empty after the rule that ends a section.
    section: String,
}

/// A comment wrapped at the file's width; lines after the first are indented by `hang` more.
pub(super) fn comment(words: &str, indent: usize, hang: usize) -> Vec<String> {
    // A byte order mark has no place inside a file, and nothing to show there.
    let shown = words.chars().filter(|c| *c != '\u{feff}');
    let clean: String = shown.map(|c| if scalar::is_printable(c) { c } else { ' ' }).collect();
    let words = clean.trim_end();
    let before = format!("{:indent$}# ", "");
    let after = format!("{before}{:hang$}", "");
    let options = Options::new(WIDTH)
        .initial_indent(&before)
        .subsequent_indent(&after)
        .break_words(false)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::wrap(words, options).into_iter().map(|line| line.trim_end().to_owned()).collect()
}

impl Writer<'_> {
    fn say(&mut self, words: &str, indent: usize) {
        self.out.extend(comment(words, indent, 0));
    }

    fn head(&mut self, named: Named<'_>, amendment: Option<u32>) {
        let form = self.form;
        let title = if form.title.is_empty() { String::new() } else { format!(", {}", form.title) };
        self.say(&format!("Form {}{title}, edition {}", form.name, form.edition), 0);
        if let Some(authority) = &form.authority {
            self.say(authority, 0);
        }
        self.out.push("#".to_owned());
        self.say(
            "Write each answer after its colon. An answer that is marked optional may stay as it is: ~ says that there is \
             none. An answer that is asked for only in some cases, or a list that may be left out, has a # right before \
             it: take that away, and those right below it, to give the answer. `engross check` says what is still missing.",
            0,
        );
        self.out.push(String::new());
        let name = match named {
            Named::BuiltIn => form.name.as_str(),
            Named::Path(path) => path,
        };
        self.out.push(format!("form: {}", scalar::inline(name, false)));
        self.out.push(format!("edition: {}", scalar::inline(&form.edition, false)));
        self.out.push(String::new());
        self.say("Only for an amendment of a filing made before: its number, 1 for the first.", 0);
        self.out.push(amendment.map_or_else(|| "#amendment: 1".to_owned(), |number| format!("amendment: {number}")));
    }

    fn names(&mut self, names: &Names, id: ScopeId, answers: Option<&Draft>, indent: usize) {
        for (name, entry) in names.0.iter() {
            self.out.push(String::new());
            match entry {
                Entry::Record(inner) => {
                    if let Some(first) = first_field(inner) {
                        self.heading(&self.guide.about(id, first).section, indent);
                    }
                    self.out.push(format!("{:indent$}{}:", "", key(name)));
                    // The first answer of a record stands right under its name.
                    let from = self.out.len();
                    self.names(inner, id, answers, indent + 2);
                    if self.out.get(from).is_some_and(String::is_empty) {
                        self.out.remove(from);
                    }
                }
                Entry::Field(field) => self.field(name, id, *field, answers, indent),
            }
        }
    }

    fn heading(&mut self, section: &str, indent: usize) {
        if !section.is_empty() && section != self.section {
            self.say(section, indent);
            let width = section.chars().count().min(WIDTH - 2 - indent.min(WIDTH / 2));
            self.say(&"-".repeat(width), indent);
            self.out.push(String::new());
        } else if section.is_empty() && !self.section.is_empty() {
            self.say(&"-".repeat(31), indent);
            self.out.push(String::new());
        }
        section.clone_into(&mut self.section);
    }

    fn field(&mut self, name: &str, id: ScopeId, index: usize, answers: Option<&Draft>, indent: usize) {
        let Some(field) = self.form.scope(id).fields.get(index) else { return };
        let guide = self.guide;
        let about = guide.about(id, index);
        self.heading(&about.section, indent);
        for words in &about.before {
            self.say(words, indent);
        }
        if !about.label.is_empty() {
            about.label.split('\n').for_each(|line| self.say(line, indent));
        }
        self.say(&told(self.form, id, field, about), indent);
        self.boxes(field, about, indent);
        let given = answers.and_then(|answers| answers.get(index));
        let from = self.out.len();
        self.answer(name, field, about, given, indent);
        let open = given.is_none() && (!field.guards.is_empty() || matches!(field.ask, Ask::List(_)) && field.optional);
        if open {
            for line in self.out.iter_mut().skip(from) {
                line.insert(0, '#');
            }
        }
    }

    fn boxes(&mut self, field: &Field, about: &About, indent: usize) {
        let boxes = field.ask.boxes();
        let widest = boxes.iter().map(|known| known.key.chars().count()).max().unwrap_or(0).min(WIDTH / 3);
        for (index, known) in boxes.iter().enumerate() {
            let words = about.boxes.get(index).unwrap_or(&known.text);
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            self.out.extend(comment(&format!("  {:widest$}  {words}", known.key), indent, widest + 4));
        }
    }

    fn answer(&mut self, name: &str, field: &Field, about: &About, given: Option<&Given>, indent: usize) {
        let key = format!("{:indent$}{}:", "", key(name));
        let line = match (given, &field.ask) {
            (Some(Given::Text(scalar)), Ask::Narrative) => format!("{key} {}", scalar::block(scalar, indent + 2)),
            (Some(Given::Text(scalar)), _) => format!("{key} {}", scalar::inline(scalar.text.trim(), false)),
            (Some(Given::Boxes(boxes)), _) => {
                let boxes: Vec<String> = boxes.iter().map(|known| scalar::inline(known, true)).collect();
                format!("{key} [{}]", boxes.join(", "))
            }
            (Some(Given::Records(records)), _) if records.is_empty() => format!("{key} []"),
            (Some(Given::Records(records)), Ask::List(scope)) => {
                self.out.push(key);
                for record in records {
                    self.record(*scope, Some(record), indent + 2);
                }
                return;
            }
            (None, Ask::List(scope)) => {
                self.out.push(key);
                self.record(*scope, None, indent + 2);
                return;
            }
            (None, Ask::Narrative) => format!("{key} >"),
            (None, Ask::Any(_)) => format!("{key} []"),
            (None, Ask::YesNo) if about.flag => format!("{key} no"),
            (None, _) if field.optional => format!("{key} ~"),
            (Some(Given::Records(_)) | None, _) => key,
        };
        self.out.extend(line.split('\n').map(str::to_owned));
    }

    /// A record of a list: its first line that is an answer begins with a dash.
    fn record(&mut self, scope: ScopeId, answers: Option<&Draft>, indent: usize) {
        let from = self.out.len();
        let section = self.section.clone();
        self.names(&self.form.scope(scope).names, scope, answers, indent + 2);
        self.section = section;
        if self.out.get(from).is_some_and(String::is_empty) {
            self.out.remove(from);
        }
        let is_answer = |line: &&mut String| !line.is_empty() && !line.trim_start().starts_with('#');
        match self.out.iter_mut().skip(from).find(is_answer) {
            Some(line) => line.replace_range(indent..=indent, "-"),
            // Every answer is open: a record all the same.
            None => self.out.push(format!("{:indent$}- {{}}", "")),
        }
    }
}

/// What a comment says of an answer: whether and when it is asked for, and how it is written.
fn told(form: &Form, id: ScopeId, field: &Field, about: &About) -> String {
    let when = guide::when(form.scope(id), id, &field.guards).map(|when| format!("{when} "));
    let asked = match (field.optional, &when) {
        (true, _) if about.flag => "",
        (true, _) => "Optional. ",
        (false, None) => "Required. ",
        (false, Some(_)) => "Required then. ",
    };
    format!("{}{asked}{}", when.unwrap_or_default(), guide::how(field, about))
}

/// The first field of a record.
fn first_field(names: &Names) -> Option<usize> {
    names.0.first().and_then(|(_, entry)| match entry {
        Entry::Field(field) => Some(*field),
        Entry::Record(inner) => first_field(inner),
    })
}

/// A name as a key: quoted where it would be no text to other readers of YAML.
fn key(name: &str) -> String {
    const WORDS: &[&str] = &["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    if WORDS.contains(&name) { format!("\"{name}\"") } else { name.to_owned() }
}
