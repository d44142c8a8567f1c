//! The command as a whole, cold: a process that is started, does one thing, and ends.

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot set itself up fails")]

use std::process::{Command, Output};

fn main() {
    divan::main();
}

const EXAMPLE: &str = "forms/12b-25/examples/innovo-2003.yaml";

fn run(program: &str, arguments: &[&str]) -> Output {
    Command::new(program).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap()
}

fn engross(arguments: &[&str]) -> Output {
    let output = run(env!("CARGO_BIN_EXE_engross"), arguments);
    assert!(output.status.success());
    output
}

#[divan::bench]
fn render_text() -> Output {
    engross(&["render", EXAMPLE])
}

#[divan::bench]
fn render_pdf() -> Output {
    engross(&["render", EXAMPLE, "--to", "pdf"])
}

#[divan::bench]
fn check() -> Output {
    engross(&["check", EXAMPLE])
}

#[divan::bench]
fn read() -> Output {
    engross(&["read", "tests/filings/innovo-2003.txt"])
}

/// What starting any process costs here.
#[divan::bench]
fn nothing() -> Output {
    run("true", &[])
}
