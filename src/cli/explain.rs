//! `engross explain`

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use anstream::{AutoStream, ColorChoice};

use super::args::Explain;
use super::{CannotRun, Outcome, output};
use crate::diagnostic::{Code, STAGES, nearest};

pub(super) fn run(args: &Explain) -> Result<Outcome, CannotRun> {
    let bold = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
    let text = match &args.code {
        Some(word) => page(find(word)?, bold),
        None => list(bold),
    };
    output::write(text.as_bytes(), Path::new("-"), &[])?;
    Ok(Outcome::Done)
}

fn find(word: &str) -> Result<Code, CannotRun> {
    let same = |code: &&Code| code.id().eq_ignore_ascii_case(word);
    Code::ALL.iter().find(same).copied().ok_or_else(|| {
        let hint = match nearest(word, Code::ALL.iter().map(|code| code.id())) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`engross explain` lists them".to_owned(),
        };
        CannotRun(format!("there is no code `{word}`; {hint}"))
    })
}

/// A page as a terminal shows it: its heading without the mark, its examples indented instead of fenced.
fn page(code: Code, bold: bool) -> String {
    let mut out = String::new();
    let mut example = false;
    for line in code.page().lines() {
        if line.starts_with("```") {
            example = !example;
        } else if example && !line.is_empty() {
            let _ = writeln!(out, "    {line}");
        } else if let Some(title) = line.strip_prefix("# ") {
            out.push_str(&heading(title, bold));
        } else {
            let _ = writeln!(out, "{line}");
        }
    }
    out
}

/// Every code with its title, by stage.
fn list(bold: bool) -> String {
    let mut out = String::new();
    for (letter, stage) in STAGES {
        out.push_str(if out.is_empty() { "" } else { "\n" });
        out.push_str(&heading(stage, bold));
        for code in Code::of(*letter) {
            let _ = writeln!(out, "  {}  {}", code.id(), code.title());
        }
    }
    out
}

fn heading(words: &str, bold: bool) -> String {
    if bold { format!("\u{1b}[1m{words}\u{1b}[0m\n") } else { format!("{words}\n") }
}
