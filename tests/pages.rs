//! The pages of the codes are executed. A page's fenced blocks say what they are after their language:
//!
//! - `form before`, `yaml before`: the program finds this code in it, and nothing else.
//! - `form after`, `yaml after`: it finds nothing.
//! - `txt before`, `html after`: the same of a document to be filed, checked for EDGAR; for a code of filed texts, of a
//!   text that was filed, which is read. Its lines take the place of those of a good one that begin with the same words.
//! - `yaml before --to pdf`: it finds this when it renders the filing in that format.
//! - `form NAME`, `yaml NAME`: a file that lies beside both. Where the example is a definition, a filing beside it is what is
//!   checked; else the example itself is.
//!
//! An example is a part of something whole: a definition that does not begin with `form` has a head put before it, and
//! the answers of a filing take the place of a good filing's answers of the same names. An example that is given a name,
//! as in `yaml before late.yaml`, is a whole file.
//!
//! `UPDATE_EXPECTED=1 cargo test` writes docs/diagnostics.md from the pages.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its files fails")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use engross::diagnostic::{Code, STAGES};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Codes whose pages have no example, and why.
const WITHOUT_EXAMPLE: &[(&str, &str)] = &[
    ("S009", "what is not UTF-8 cannot stand on a page"),
    ("S010", "the file would be of several megabytes"),
    ("D019", "only a batch has entries"),
    ("O012", "only a batch gives names"),
    ("O013", "only a batch refuses files one by one"),
    ("O011", "a control character cannot be seen on a page"),
    ("E001", "a line that is too long for EDGAR is too long for a page"),
    ("E002", "a line that is too long for a table is too long for a page"),
];

/// A fenced block: `form before offer.form` has the language `form` and the words `before`, `offer.form`.
struct Block<'a> {
    language: &'a str,
    words: Vec<&'a str>,
    body: String,
}

impl Block<'_> {
    fn is_example(&self) -> bool {
        matches!(self.words.first(), Some(&("before" | "after")))
    }
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut out = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let body = lines.by_ref().take_while(|line| *line != "```").flat_map(|line| [line, "\n"]).collect();
            let (language, words) = info.split_once(' ').unwrap_or((info, ""));
            out.push(Block { language, words: words.split_whitespace().collect(), body });
        }
    }
    out
}

/// The name that a line of a filing answers, if it begins an answer at the top.
fn answers(line: &str) -> Option<&str> {
    let end = line.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(line.len());
    line.get(..end).filter(|name| !name.is_empty())
}

/// A good filing with some answers exchanged.
fn laid_over_a_good_filing(answered: &str) -> String {
    let good = fs::read_to_string(Path::new(ROOT).join("forms/12b-25/examples/innovo-2003.yaml")).unwrap();
    let mut out = String::new();
    let mut kept = true;
    for line in good.lines() {
        if let Some(name) = answers(line) {
            kept = !answered.lines().any(|line| answers(line) == Some(name));
        }
        if kept {
            let _ = writeln!(out, "{line}");
        }
    }
    out + answered
}

/// A good filing as it was filed, with some lines exchanged; lines that it does not have stand after those before them.
fn laid_over_a_filed_text(lines: &str) -> String {
    let good = engross(&["render", "forms/12b-25/examples/innovo-2003.yaml"], Path::new(ROOT));
    let good = String::from_utf8(good.stdout).unwrap();
    let mut out: Vec<&str> = good.lines().collect();
    let begins = |line: &str| -> String {
        let words = line.trim().trim_end_matches("/A").split([':', '-']).next().unwrap_or_default();
        words.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
    };
    let mut at = 0;
    for line in lines.lines() {
        let own = out.iter().position(|good| !line.trim().is_empty() && begins(good) == begins(line));
        match own {
            Some(own) => {
                out.splice(own..=own, [line]);
                at = own + 1;
            }
            None => {
                out.insert(at, line);
                at += 1;
            }
        }
    }
    out.join("\n") + "\n"
}

/// What the program says of an example of a code, a line each.
fn check(code: Code, example: &Block<'_>, beside: &[&Block<'_>]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join("examples").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    for file in beside {
        write(file.words.first().unwrap(), &file.body);
    }
    let format = example.words.iter().position(|word| *word == "--to").and_then(|at| example.words.get(at + 1));
    let named = example.words.get(1).filter(|name| **name != "--to").map(|name| (*name).to_owned());
    let is_filed = code.id().starts_with('T');
    let text = match example.language {
        "txt" if named.is_none() && is_filed => laid_over_a_filed_text(&example.body),
        "yaml" if named.is_none() => laid_over_a_good_filing(&example.body),
        "form" if named.is_none() && !example.body.starts_with("form ") => {
            format!("form \"X\"\nedition 1\n{}", example.body)
        }
        _ => example.body.clone(),
    };
    let ending = if example.language == "html" { "htm" } else { example.language };
    let name = named.unwrap_or_else(|| format!("example.{ending}"));
    write(&name, &text);
    let filing = beside.iter().find(|file| file.language == "yaml" && example.language == "form");
    let filing = filing.and_then(|file| file.words.first());
    let checked = format!("examples/{}", filing.unwrap_or(&name.as_str()));
    let mut args = vec!["check", &checked, "--format", "short"];
    match format {
        // A program without PDF says nothing of it.
        Some(&"pdf") if cfg!(not(feature = "pdf")) => return String::new(),
        Some(format) => args.splice(..1, ["render", "-o", "out", "--to", format]).for_each(drop),
        None if !is_filed && matches!(example.language, "txt" | "html") => args.extend(["--target", "edgar"]),
        None => {}
    }
    let output = engross(&args, folder.path());
    String::from_utf8(output.stderr).unwrap()
}

fn engross(args: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_engross")).args(args).current_dir(folder).output().unwrap()
}

#[test]
fn every_example_has_its_fault_before_and_none_after() {
    let mut failures = String::new();
    for code in Code::ALL {
        let blocks = blocks(code.page());
        let (examples, beside): (Vec<_>, Vec<_>) = blocks.iter().partition(|block| block.is_example());
        for example in &examples {
            let said = check(*code, example, &beside);
            let own = format!("{}[{}]", code.severity().name(), code.id());
            let good = match example.words.first() {
                Some(&"before") => !said.is_empty() && said.lines().all(|line| line.contains(&own)),
                _ => said.is_empty(),
            };
            if !good {
                let _ = writeln!(failures, "{}, {}:\n{}\n{said}", code.id(), example.words.join(" "), example.body);
            }
        }
        let shows = |word| examples.iter().any(|example| example.words.first() == Some(&word));
        if (shows("before") && shows("after")) == WITHOUT_EXAMPLE.iter().any(|(id, _)| *id == code.id()) {
            let _ = writeln!(failures, "{}: write an example before and after, or say why there is none", code.id());
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn every_page_has_its_title_and_fits_a_terminal() {
    for code in Code::ALL {
        assert_eq!(code.page().lines().next(), Some(format!("# {}: {}", code.id(), code.title()).as_str()));
        let mut example = false;
        for line in code.page().lines() {
            example ^= line.starts_with("```");
            let most = if example { 76 } else { 80 };
            assert!(line.chars().count() <= most, "{}: more than {most} characters: {line}", code.id());
        }
        assert!(!example, "{}: a block is not closed", code.id());
    }
    let pages = fs::read_dir(Path::new(ROOT).join("src/diagnostic/pages")).unwrap().count();
    assert_eq!(pages, Code::ALL.len(), "src/diagnostic/pages holds a page without a code");
    let listed: Vec<Code> = STAGES.iter().flat_map(|(letter, _)| Code::of(*letter)).collect();
    assert_eq!(listed, Code::ALL, "a code whose stage is not in STAGES, or out of its order");
}

/// The name by which Markdown links to a heading.
fn anchor(heading: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_');
    heading.to_lowercase().replace(' ', "-").chars().filter(kept).collect()
}

/// All pages as one document.
fn reference() -> String {
    let mut out = String::from(
        "# Errors and warnings\n\n\
        What each code means, why it is a fault, and how to mend it. `engross explain D023` prints a page in the terminal.\n\n\
        This document is written from the pages in `src/diagnostic/pages/` by `UPDATE_EXPECTED=1 cargo test --test pages`.\n",
    );
    for (letter, stage) in STAGES {
        let _ = write!(out, "\n**{stage}**\n\n");
        for code in Code::of(*letter) {
            let _ = writeln!(out, "- [{}]({}) {}", code.id(), link(code), code.title());
        }
    }
    for (letter, stage) in STAGES {
        let _ = write!(out, "\n## {stage}\n");
        for code in Code::of(*letter) {
            let _ = write!(out, "\n##{}", code.page());
        }
    }
    out
}

fn link(code: Code) -> String {
    format!("#{}", anchor(&format!("{}: {}", code.id(), code.title())))
}

#[test]
fn the_reference_of_the_codes_is_what_the_pages_give() {
    let path = Path::new(ROOT).join("docs/diagnostics.md");
    let reference = reference();
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&path, &reference).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == reference, "docs/diagnostics.md is not what the pages give; UPDATE_EXPECTED=1 writes it");
}

#[test]
fn explain_prints_pages_and_the_list_and_finds_the_nearest_code() {
    let here = Path::new(ROOT);
    for code in Code::ALL {
        let printed = engross(&["explain", &code.id().to_lowercase()], here);
        let printed = String::from_utf8(printed.stdout).unwrap();
        assert!(printed.starts_with(&format!("{}: {}\n\n", code.id(), code.title())), "{printed}");
        assert!(!printed.contains("```") && printed.lines().all(|line| line.chars().count() <= 80), "{printed}");
    }
    let list = String::from_utf8(engross(&["explain"], here).stdout).unwrap();
    assert!(Code::ALL.iter().all(|code| list.contains(&format!("  {}  {}\n", code.id(), code.title()))), "{list}");
    for (word, hint) in [("DO23", "did you mean `D023`?"), ("picnic", "`engross explain` lists them")] {
        let unknown = engross(&["explain", word], here);
        assert_eq!((unknown.status.code(), unknown.stdout.len()), (Some(2), 0));
        let said = String::from_utf8(unknown.stderr).unwrap();
        assert_eq!(said, format!("error: there is no code `{word}`; {hint}\n"));
    }
    let help = String::from_utf8(engross(&["explain", "--help"], here).stdout).unwrap();
    assert!(help.contains("Examples:"), "{help}");
}
