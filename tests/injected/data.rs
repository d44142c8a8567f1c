//! Mistakes in filings.

use std::path::{Path, PathBuf};
use std::process::Command;

use engross::form::{self, Ask, Field, Form, Scalar, Scope};
use engross::source::Source;
use engross::{builtin, filing};

use super::{Chooser, Files, Mistake, ROOT, Said, Tally, line_of, text_of};

/// So many of a kind.
const MOST: usize = 120;

const KINDS: &[&str] = &[
    "colon dropped",
    "blank after a colon dropped",
    "opening quote dropped",
    "closing quote dropped",
    "key misspelt",
    "nested key misspelt",
    "wrong type of value",
    "wrong box key",
    "key twice",
    "indented by one more",
    "indented by two more",
    "indented by one less",
    "indented by two less",
    "indented by a tab",
    "required answer dropped",
    "bracket dropped",
    "list for a scalar",
    "scalar for a list or record",
    "unknown edition",
    "unknown form",
];

#[test]
fn mistakes_in_filings() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("everything.form"), text_of("tests/properties/everything.form")).unwrap();
    let mut chooser = Chooser(2);
    let mut mistakes = Vec::new();
    for path in examples().iter().chain([&PathBuf::from("tests/properties/everything.yaml")]) {
        let text = text_of(path.to_str().unwrap());
        let form = form_of(&text);
        mistakes.extend(Filing { text: &text, form: &form, chooser: &mut chooser, out: Vec::new() }.mistakes());
    }
    let mut mistakes = chooser.sample(mistakes, MOST);
    let mut names = Vec::new();
    for (number, mistake) in mistakes.iter_mut().enumerate() {
        mistake.file = format!("{number}.yaml");
        std::fs::write(folder.path().join(&mistake.file), &mistake.text).unwrap();
        names.push(mistake.file.clone());
    }
    let mut tally = Tally::default();
    for (names, mistakes) in names.chunks(100).zip(mistakes.chunks(100)) {
        let output = Command::new(env!("CARGO_BIN_EXE_engross"))
            .args(["check", "--format", "short"])
            .args(names)
            .current_dir(folder.path())
            .output()
            .unwrap();
        let report = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{names:?}: {report}");
        for mistake in mistakes {
            tally.add(mistake, &said(&report, &mistake.file));
        }
    }
    tally.judge(KINDS);
}

/// The filings that are shipped as examples.
fn examples() -> Vec<PathBuf> {
    let mut out = Vec::new();
    for form in std::fs::read_dir(Path::new(ROOT).join("forms")).unwrap() {
        let Ok(examples) = std::fs::read_dir(form.unwrap().path().join("examples")) else { continue };
        let paths = examples.map(|example| example.unwrap().path().strip_prefix(ROOT).unwrap().to_owned());
        out.extend(paths.filter(|path| path.extension().is_some_and(|kind| kind == "yaml")));
    }
    assert!(out.len() > 1);
    out.sort();
    out
}

/// The form that a filing answers.
fn form_of(text: &str) -> Form {
    let source = Source::new("", text);
    let node = engross::data::load(&source, 0, &mut Vec::new()).unwrap();
    let named = filing::identify(&source, &node).unwrap();
    let edition = named.edition.as_ref().map(|(edition, _)| edition.as_str());
    let path = if named.is_path() {
        Path::new("tests/properties").join(named.name)
    } else {
        builtin::find(&named.name, edition).unwrap().to_owned()
    };
    form::compile(&Files(None), &path).0.unwrap()
}

/// The errors of a file in a report.
fn said(report: &str, file: &str) -> Said {
    let mut errors = Vec::new();
    let mut own = String::new();
    for line in report.lines() {
        let mut parts = line.splitn(4, ':');
        let (name, number) = (parts.next().unwrap_or_default(), parts.next().and_then(|line| line.parse().ok()));
        if name == file && line.contains(": error[") {
            errors.push((name.to_owned(), number.unwrap()));
            own.push_str(line);
            own.push('\n');
        }
    }
    Said { errors, report: own }
}

struct Filing<'a> {
    text: &'a str,
    form: &'a Form,
    chooser: &'a mut Chooser,
    out: Vec<Mistake>,
}

/// A line `key: value` of a filing, or `- key: value`.
struct Entry<'a> {
    /// The keys of the records and lists around it, and its own.
    path: Vec<&'a str>,
    line: &'a str,
    start: usize,
    /// Where the key stands in the line.
    key_at: usize,
    key: &'a str,
    value: &'a str,
    /// Where the value, the answer with all its lines, ends in the text.
    end: usize,
}

impl Entry<'_> {
    fn place(&self, at: usize) -> usize {
        self.start + at
    }

    fn colon(&self) -> usize {
        self.start + self.key_at + self.key.len()
    }

    fn value_at(&self) -> usize {
        self.start + self.line.len() - self.value.len()
    }
}

/// The lines of a text, each with its start.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    text.split('\n')
        .map(|line| {
            let start = at;
            at += line.len() + 1;
            (start, line)
        })
        .collect()
}

fn depth(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn entries(text: &str) -> Vec<Entry<'_>> {
    let lines = lines(text);
    let mut out = Vec::new();
    let mut block = None;
    let mut around: Vec<(usize, &str)> = Vec::new();
    for (index, &(start, line)) in lines.iter().enumerate() {
        if line.trim().is_empty() || block.is_some_and(|block| depth(line) > block) {
            continue;
        }
        block = None;
        if line.starts_with('#') {
            continue;
        }
        let key_at = depth(line) + if line.trim_start().starts_with("- ") { 2 } else { 0 };
        // An entry of a list that is a single value has no key.
        let Some((key, value)) = line[key_at..].split_once(':') else { continue };
        let value = value.trim();
        if matches!(value, ">" | "|") {
            block = Some(key_at);
        }
        let inside = |line: &str| {
            !line.starts_with('#')
                && (depth(line) > key_at || depth(line) == key_at && line[key_at..].starts_with("- "))
        };
        let rest = lines.iter().skip(index + 1);
        let last =
            rest.take_while(|(_, line)| line.trim().is_empty() || inside(line)).filter(|(_, l)| !l.trim().is_empty());
        let end = last.last().map_or(start + line.len(), |(start, line)| start + line.len());
        around.retain(|&(at, _)| at < key_at);
        around.push((key_at, key));
        let path = around.iter().map(|&(_, key)| key).collect();
        out.push(Entry { path, line, start, key_at, key, value, end });
    }
    out
}

impl<'a> Filing<'a> {
    fn add(&mut self, kind: &'static str, range: std::ops::Range<usize>, by: &str) {
        self.out.push(Mistake::new(kind, "", self.text, range, by));
    }

    /// As `add`; what is left out is not an answer, so the line itself is to be named.
    fn here(&mut self, kind: &'static str, range: std::ops::Range<usize>, by: &str) {
        self.add(kind, range, by);
        self.out.last_mut().unwrap().lines.truncate(1);
    }

    fn mistakes(mut self) -> Vec<Mistake> {
        let entries = entries(self.text);
        for entry in &entries {
            self.signs(entry);
            self.key(entry);
            self.value(entry);
        }
        self.indentation(&entries);
        for entry in &entries {
            self.dropped(entry);
        }
        self.out
    }

    fn signs(&mut self, entry: &Entry<'_>) {
        let colon = entry.colon();
        self.here("colon dropped", colon..colon + 1, "");
        if !entry.value.is_empty() {
            self.here("blank after a colon dropped", colon + 1..colon + 2, "");
        }
        let (from, to) = (entry.value_at(), entry.value_at() + entry.value.len());
        if let (Some(quote @ ('"' | '\'')), false) = (entry.value.chars().next(), entry.value.is_empty()) {
            assert!(entry.value.ends_with(quote));
            // An apostrophe may end an answer: `the registrants'`.
            if quote == '"' {
                self.here("opening quote dropped", from..from + 1, "");
            }
            self.here("closing quote dropped", to - 1..to, "");
        } else if !matches!(entry.value.chars().next(), None | Some('>' | '|' | '[')) {
            // A filer who puts an answer in quotes, and forgets one of them.
            self.here("opening quote dropped", to..to, "\"");
            self.here("closing quote dropped", from..from, "\"");
        }
        if entry.value.starts_with('[') {
            self.here("bracket dropped", from..from + 1, "");
            self.here("bracket dropped", to - 1..to, "");
        }
    }

    fn key(&mut self, entry: &Entry<'_>) {
        let range = entry.place(entry.key_at)..entry.colon();
        let kind = if entry.key_at == 0 { "key misspelt" } else { "nested key misspelt" };
        let wrong = self.chooser.misspell(entry.key, &[]);
        self.here(kind, range, &wrong);
        if !entry.line.trim_start().starts_with("- ") {
            let copy = format!("\n{}", &self.text[entry.start..entry.end]);
            self.here("key twice", entry.end..entry.end, &copy);
            let line = line_of(self.text, entry.end) + 1;
            self.out.last_mut().unwrap().lines = vec![line];
        }
    }

    fn value(&mut self, entry: &Entry<'_>) {
        let range = entry.value_at()..entry.value_at() + entry.value.len();
        let whole = entry.value_at()..entry.end;
        match entry.key {
            "form" => {
                let wrong = if entry.value.starts_with('.') { "./everyting.form" } else { "12b-52" };
                self.here("unknown form", range.clone(), wrong);
                self.here("list for a scalar", range, "[12b-25]");
                return;
            }
            "edition" => {
                for wrong in ["2004", "203", "latest"] {
                    self.here("unknown edition", range.clone(), wrong);
                }
                self.here("list for a scalar", range, "[2003]");
                return;
            }
            _ => {}
        }
        let ask = self.field(entry).map(|field| &field.ask);
        if let Some(Ask::One(_) | Ask::Any(_)) = ask {
            for wrong in ["10-X", "8-K", "b2", "Form"] {
                let wrong = if let Some(Ask::Any(_)) = ask { format!("[{wrong}]") } else { wrong.to_owned() };
                self.here("wrong box key", range.clone(), &wrong);
            }
        }
        if entry.value.is_empty() || entry.value.starts_with('[') {
            self.here("scalar for a list or record", whole.clone(), " something");
            self.here("scalar for a list or record", whole, " 12");
            return;
        }
        self.here("list for a scalar", whole.clone(), "[one, two]");
        self.here("list for a scalar", whole.clone(), &format!("\n{0}- one\n{0}- two", " ".repeat(entry.key_at + 2)));
        // The list is of three lines, and stands on the last two.
        let line = line_of(self.text, entry.start);
        self.out.last_mut().unwrap().lines = vec![line, line + 1, line + 2];
        // Of words every word is a good one.
        let typed = matches!(ask, Some(Ask::Scalar(Scalar::Type(of, _))) if of.name != "text");
        if typed || matches!(ask, Some(Ask::Scalar(Scalar::Pattern { .. }) | Ask::YesNo)) {
            for wrong in ["something else", "12 or 13", "2002-13-45"] {
                self.here("wrong type of value", range.clone(), wrong);
            }
        }
    }

    /// Of prose in a block only the first line can be indented wrongly: the others may be indented further, which says
    /// how the paragraph is set, and a line of them that is indented less says so too, or ends the block.
    fn indentation(&mut self, entries: &[Entry<'_>]) {
        for (index, entry) in entries.iter().enumerate() {
            let at = entry.start;
            // The only entry of a record may be indented as its writer likes.
            let siblings = entries.iter().filter(|other| other.key_at == entry.key_at).count();
            assert!(siblings > 1, "{}", entry.line);
            // One record more or less deep than its neighbours is a list of its own in YAML, in some cases a good one.
            self.here("indented by one more", at..at, " ");
            self.here("indented by two more", at..at, "  ");
            self.here("indented by a tab", at..at + depth(entry.line).min(2), "\t");
            if depth(entry.line) > 0 {
                self.here("indented by one less", at..at + 1, "");
                self.here("indented by two less", at..at + 2, "");
            }
            let next = entries.get(index + 1).map_or(self.text.len(), |next| next.start);
            if matches!(entry.value, ">" | "|") {
                for (start, line) in lines(&self.text[..next]) {
                    if start <= at || start > entry.end || line.trim().is_empty() {
                        continue;
                    }
                    self.here("indented by a tab", start..start + depth(line), "\t");
                    let less = depth(line) - entry.key_at;
                    if less == 2 {
                        self.here("indented by two less", start..start + 2, "");
                    }
                }
            }
        }
    }

    /// The field that an entry answers; none for a record of several, and for the head.
    fn field(&self, entry: &Entry<'_>) -> Option<&'a Field> {
        let (scope, path) = self.scope(&entry.path);
        scope.fields.iter().find(|field| field.path == path)
    }

    /// The scope of a path, and the path there.
    fn scope(&self, path: &[&str]) -> (&'a Scope, String) {
        let (mut scope, mut from) = (self.form.root(), 0);
        for end in 1..path.len() {
            let list = scope.fields.iter().find(|field| field.path == path[from..end].join("."));
            if let Some(Ask::List(inner)) = list.map(|field| &field.ask) {
                (scope, from) = (self.form.scope(*inner), end);
            }
        }
        (scope, path[from..].join("."))
    }

    /// Whether an entry, or an answer in its record, is required. What is answered is asked for.
    fn required(&self, entry: &Entry<'_>) -> bool {
        let (scope, path) = self.scope(&entry.path);
        let under = |field: &&Field| field.path == path || field.path.starts_with(&format!("{path}."));
        matches!(path.as_str(), "form" | "edition") || scope.fields.iter().filter(under).any(|field| !field.optional)
    }

    fn dropped(&mut self, entry: &Entry<'_>) {
        // A definition at a path has one edition. Without the first entry of a record its dash would be gone as well.
        let only = entry.key == "edition" && self.text.contains("form: ./");
        if only || !self.required(entry) || entry.line.trim_start().starts_with("- ") {
            return;
        }
        let end = (entry.end + 1).min(self.text.len());
        self.add("required answer dropped", entry.start..end, "");
    }
}
