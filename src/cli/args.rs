//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Write out, check and render the forms that companies file with the U.S. Securities and Exchange Commission.
#[derive(Debug, Parser)]
#[command(
    name = "engross",
    version,
    propagate_version = true,
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "Exit status: 0 done, 1 the input has errors, 2 the command could not run."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write out a filing as the document that is filed
    Render(Render),
    /// Say what is wrong with filings and form definitions, and where
    Check(Check),
    /// Write out a form with nothing filled in
    Blank(Blank),
    /// Lay out form definitions as all are laid out
    Fmt(Fmt),
    /// List the forms that are built in
    Forms(Forms),
    /// Say what an error means and how to mend it
    Explain(Explain),
    /// Print a completion script for a shell
    Completions(Completions),
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  engross render late.yaml                   the filing as plain text, on standard output
  engross render late.yaml -o late.txt       the same in a file, which is written whole or not at all
  engross render - < late.yaml               the filing from standard input
  engross render late.yaml --form my.form    with a definition of your own")]
pub(super) struct Render {
    /// The filing: a YAML file of answers, or `-` for standard input
    pub(super) filing: PathBuf,
    #[command(flatten)]
    pub(super) form: FormOption,
    #[command(flatten)]
    pub(super) output: Output,
    #[command(flatten)]
    pub(super) findings: Findings,
}

#[derive(Debug, Args)]
#[command(after_help = "A file that ends in `.form` is checked as a definition, any other as a filing.

Examples:
  engross check late.yaml                    says nothing if nothing is wrong
  engross check filings/*.yaml my.form       several at once
  engross check late.yaml --format json      one JSON object a line, for programs")]
pub(super) struct Check {
    /// Filings and form definitions; `-` is a filing from standard input
    #[arg(required = true)]
    pub(super) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) form: FormOption,
    #[command(flatten)]
    pub(super) findings: Findings,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  engross blank 12b-25                       the latest edition
  engross blank 12b-25@2003                  that edition
  engross blank my.form -o blank.txt         a definition of your own")]
pub(super) struct Blank {
    /// The form: `12b-25`, `12b-25@2003`, or the path of a definition
    pub(super) form: String,
    #[command(flatten)]
    pub(super) output: Output,
    #[command(flatten)]
    pub(super) findings: Findings,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Nothing but white space changes; statements with faults of syntax stay as they are, and are reported.

Examples:
  engross fmt my.form                        rewrites the file, if its layout is another
  engross fmt --check forms/*.form           changes nothing, shows what would; exits with 1 if anything would
  engross fmt - < my.form                    from standard input to standard output"
)]
pub(super) struct Fmt {
    /// Form definitions, whose names end in `.form`; `-` is standard input, written to standard output
    #[arg(required = true)]
    pub(super) files: Vec<PathBuf>,
    /// Print the changes as a unified diff instead of making them
    #[arg(long)]
    pub(super) check: bool,
    #[command(flatten)]
    pub(super) findings: Findings,
}

#[derive(Debug, Args)]
pub(super) struct Forms {}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  engross explain D023                       what error[D023] means
  engross explain                            all codes")]
pub(super) struct Explain {
    /// The code of an error or warning; without it, all codes are listed
    pub(super) code: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:
  engross completions bash > ~/.local/share/bash-completion/completions/engross")]
pub(super) struct Completions {
    /// The shell
    pub(super) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(super) struct FormOption {
    /// The form that the filing answers, instead of the one that it names: `12b-25@2003`, or a definition's path
    #[arg(long, value_name = "FORM")]
    pub(super) form: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Output {
    /// The format to write
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) to: Format,
    /// Where to write; `-` is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub(super) output: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Plain text as EDGAR takes it
    Text,
}

#[derive(Debug, Args)]
pub(super) struct Findings {
    /// How findings are printed on standard error
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = FindingsFormat::Human)]
    pub(super) format: FindingsFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FindingsFormat {
    /// With the lines that they are about
    Human,
    /// One line each: `file:line:column: error[CODE]: message`
    Short,
    /// One JSON object a line
    Json,
}
