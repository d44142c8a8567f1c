//! The command line: the only place that reads files and prints.
//!
//! Output goes to standard output unless `-o` is given, findings to standard error; `-` reads standard input. The exit
//! status is 0 when done, 1 when the input has errors or the filings differ, 2 when the command could not run.

mod args;
mod batch;
mod blank;
mod check;
mod compiled;
mod completions;
mod diff;
mod explain;
mod filed;
mod fmt;
mod forms;
mod git_diff;
mod intake;
mod new;
mod open;
mod output;
mod read;
mod render;
mod schema;
mod uninterrupted;
mod world;

use std::process::ExitCode;

use clap::Parser as _;

use args::{Arguments, Command};

/// How a command ended, short of an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    InputHasErrors,
    Different,
    /// Somebody pressed Ctrl-C.
    Interrupted,
}

/// Why a command could not run, in one line.
#[derive(Debug)]
struct CannotRun(String);

/// Runs the command that the process was called with.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match &arguments.command {
        Command::Render(args) => render::run(args),
        Command::Read(args) => read::run(args),
        Command::Batch(args) => batch::run(args),
        Command::Check(args) => check::run(args),
        Command::Diff(args) => diff::run(args),
        Command::GitDiff(args) => git_diff::run(args),
        Command::Blank(args) => blank::run(args),
        Command::Fmt(args) => fmt::run(args),
        Command::New(args) => new::run(args),
        Command::Schema(args) => schema::run(args),
        Command::Forms(args) => forms::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Completions(args) => completions::run(args),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::InputHasErrors | Outcome::Different) => ExitCode::from(1),
        Ok(Outcome::Interrupted) => ExitCode::from(batch::INTERRUPTED),
        Err(CannotRun(reason)) => {
            output::complain(&reason);
            ExitCode::from(2)
        }
    }
}
