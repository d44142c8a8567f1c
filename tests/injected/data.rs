//! Mistakes in filings.

use std::path::Path;
use std::process::Command;

use super::{Chooser, Mistake, Said, Tally};

/// So many of a kind in a filing.
const MOST: usize = 40;

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

/// The examples, and the answers that stand in them and may be left out.
const FILINGS: &[(&str, &[&str])] = &[
    ("forms/12b-25/examples/innovo-2003.yaml", &["cusip", "transition", "portion", "relief", "period_ended"]),
    ("forms/12b-25/examples/fictitious-2019.yaml", &["former_name", "relief", "period_ended"]),
    (
        "tests/properties/everything.yaml",
        &["traits", "lonely", "why_lonely", "crd", "worth", "state", "zip", "holders", "since", "secret"],
    ),
];

/// Answers of any words: every word is of their type.
const ANY_WORDS: &[&str] = &[
    "portion", "former_name", "street", "city", "reasons", "results_explanation", "reports_missing", "name", "title",
    "a_more", "why_lonely", "trouble", "words",
];

#[test]
fn mistakes_in_filings() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(root.join("tests/properties/everything.form"), folder.path().join("everything.form")).unwrap();
    let mut chooser = Chooser(2);
    let mut mistakes = Vec::new();
    for (path, optional) in FILINGS {
        let text = std::fs::read_to_string(root.join(path)).unwrap();
        let made = Filing { text: &text, optional, chooser: &mut chooser, out: Vec::new() }.mistakes();
        mistakes.extend(chooser.sample(made, MOST));
    }
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

/// The errors of a file in a report.
fn said(report: &str, file: &str) -> Said {
    let mut errors = Vec::new();
    let mut own = String::new();
    for line in report.lines() {
        let mut parts = line.splitn(4, ':');
        let (name, number) = (parts.next().unwrap_or_default(), parts.next().and_then(|line| line.parse().ok()));
        if name == file && line.contains(": error[") {
            errors.push((name.to_owned(), number.unwrap()));
            own += &format!("{line}\n");
        }
    }
    Said { errors, report: own }
}

struct Filing<'a> {
    text: &'a str,
    optional: &'a [&'a str],
    chooser: &'a mut Chooser,
    out: Vec<Mistake>,
}

/// A line `key: value` of a filing, or `- key: value`.
#[derive(Clone, Copy)]
struct Entry<'a> {
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
    for (index, &(start, line)) in lines.iter().enumerate() {
        if line.trim().is_empty() || block.is_some_and(|block| depth(line) > block) {
            continue;
        }
        block = None;
        if line.starts_with('#') {
            continue;
        }
        let key_at = depth(line) + if line.trim_start().starts_with("- ") { 2 } else { 0 };
        let (key, value) = line[key_at..].split_once(':').unwrap();
        let value = value.trim();
        if matches!(value, ">" | "|") {
            block = Some(key_at);
        }
        let inside = |line: &str| {
            !line.starts_with('#') && (depth(line) > key_at || depth(line) == key_at && line[key_at..].starts_with("- "))
        };
        let rest = lines.iter().skip(index + 1);
        let last = rest.take_while(|(_, line)| line.trim().is_empty() || inside(line)).filter(|(_, l)| !l.trim().is_empty());
        let end = last.last().map_or(start + line.len(), |(start, line)| start + line.len());
        out.push(Entry { line, start, key_at, key, value, end });
    }
    out
}

impl Filing<'_> {
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
            self.here("opening quote dropped", from..from + 1, "");
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
            let line = super::line_of(self.text, entry.end) + 1;
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
        let boxes = matches!(entry.key, "report" | "kind" | "traits" | "transition")
            || entry.key == "relief" && entry.value.starts_with('[');
        if boxes {
            let list = entry.value.starts_with('[');
            for wrong in ["10-X", "8-K", "b2", "Form"] {
                self.here("wrong box key", range.clone(), &if list { format!("[{wrong}]") } else { wrong.to_owned() });
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
        let line = super::line_of(self.text, entry.start);
        self.out.last_mut().unwrap().lines = vec![line, line + 1, line + 2];
        if !ANY_WORDS.contains(&entry.key) && !boxes {
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

    fn dropped(&mut self, entry: &Entry<'_>) {
        // A definition at a path has one edition. Without the first entry of a record its dash would be gone as well.
        let only = entry.key == "edition" && self.text.contains("form: ./");
        if only || self.optional.contains(&entry.key) || entry.line.trim_start().starts_with("- ") {
            return;
        }
        let end = (entry.end + 1).min(self.text.len());
        self.add("required answer dropped", entry.start..end, "");
    }
}
