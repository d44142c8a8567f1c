//! What can be said on the command line.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use super::CannotRun;
use crate::render::Format;

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
    /// Read a filed text or HTML, and write its answers as YAML
    Read(Read),
    /// Render, read or compare many filings in one run
    Batch(Batch),
    /// Say what is wrong with filings and form definitions, and where
    Check(Check),
    /// Show what an amendment changed, answer by answer
    Diff(Diff),
    /// Show git how a filing changed
    GitDiff(GitDiff),
    /// Write out a form with nothing filled in
    Blank(Blank),
    /// Lay out form definitions as all are laid out
    Fmt(Fmt),
    /// Write a YAML file to fill in
    New(New),
    /// Write the JSON Schema of a form's filings
    Schema(Schema),
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
  engross render late.yaml -o late.pdf       as PDF; .htm is HTML for EDGAR, .docx for Word, .json for programs
  engross render late.yaml --to page         as a page for a browser
  engross render - < late.yaml               the filing from standard input
  engross render late.yaml --form my.form    with a definition of your own")]
pub(super) struct Render {
    /// The filing: a YAML file of answers, or `-` for standard input
    pub(super) filing: PathBuf,
    #[command(flatten)]
    pub(super) form: FormOption,
    /// Of an amendment, only what it restates, and a list of what it withdraws
    #[arg(long)]
    pub(super) restated_only: bool,
    #[command(flatten)]
    pub(super) output: Output,
    #[command(flatten)]
    pub(super) findings: Findings,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Which form it answers, and which edition, is told by its title and by how much of the form stands in it. A
whole submission as EDGAR publishes it is read as well: the document of the form is chosen.

The answers go to standard output. What is to be known of them goes to standard error: answers that were
not found or cannot be read, words that are not the form's, words that no answer took. Nothing is guessed,
and nothing is left out without a word.

Exit status: 0 every required answer was found, 1 not, or the file is no form that is known, 2 the
command could not run.

Examples:
  engross read late.txt                      the answers as YAML, on standard output
  engross read late.htm -o late.yaml         in a file
  engross read late.txt --format json        with the place of each answer, and how sure it is
  engross read late.txt --form 12b-25@2003   by that form and edition, whatever it looks like
  engross read - < late.txt                  from standard input"
)]
pub(super) struct Read {
    /// A filed text (`.txt`) or HTML (`.htm`), or a submission as EDGAR publishes it; `-` is standard input
    pub(super) filed: PathBuf,
    /// The form that it answers, instead of the one that is recognised: `12b-25`, `12b-25@2003`, or a definition's path
    #[arg(long, value_name = "FORM")]
    pub(super) form: Option<String>,
    /// What is written
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = ReadFormat::Yaml)]
    pub(super) format: ReadFormat,
    /// Where to write; `-` is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub(super) output: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReadFormat {
    /// A filing, to be checked and rendered
    Yaml,
    /// One object: the answers with their places, the departures, what was not read
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "What is read:
  a folder   every `.yaml` and `.yml` in it and below, by name; an id is the path there
  YAML       documents parted by `---`; their ids are 1, 2, 3
  JSON       a line each: `{\"id\": ..., \"filing\": {...}}`, or the filing alone
  --read     a folder of `.txt` and `.htm`; lines `{\"id\": ..., \"text\": \"...\"}`, or `\"file\"` and a path
  --diff     a folder whose amendments say `amends:`; lines `{\"id\": ..., \"original\": ...,
             \"amended\": ...}`, each a filing or the path of one

What is written, in the order of the input, is a line of JSON for each: its id and its `output`, which is
`output_base64` of PDF and Word and with --out-dir `file`, or its `findings`. docs/batch.md has it all.

Exit status: 0 all is well, 1 some have errors, 2 the command could not run or go on, 130 interrupted.

Examples:
  engross batch filings/                           each filing as text, a line of JSON each
  engross batch filings.jsonl --to pdf --out-dir out
                                                   each as PDF, in a file called by its id
  engross batch filings.jsonl --to pdf --out-dir out --resume
                                                   the same again: only what is new or was changed
  engross batch filings/ --out-dir out --name \"nt-{{ cusip }}.txt\"
                                                   files called by an answer
  producer | engross batch | consumer              lines of JSON from and to other programs
  engross batch --read filed/ --out-dir answers    what was filed, as YAML
  engross batch --diff filings/ --to page --out-dir redlines
                                                   what each amendment changed")]
pub(super) struct Batch {
    /// A folder, a file of YAML documents or of lines of JSON; `-` is standard input
    #[arg(default_value = "-")]
    pub(super) input: PathBuf,
    #[command(flatten)]
    pub(super) form: FormOption,
    /// Read filed texts, as `engross read` does
    #[arg(long, conflicts_with = "diff", help_heading = "What is done")]
    pub(super) read: bool,
    /// Compare amendments with their originals, as `engross diff` does
    #[arg(long, help_heading = "What is done")]
    pub(super) diff: bool,
    /// The format to write: without it text, with --diff JSON
    #[arg(long, value_enum, value_name = "FORMAT", conflicts_with = "read", help_heading = "What is done")]
    pub(super) to: Option<Format>,
    /// With --read, what is written: without it YAML
    #[arg(long, value_enum, value_name = "FORMAT", requires = "read", help_heading = "What is done")]
    pub(super) format: Option<ReadFormat>,
    /// Write a file for each into this folder; without --resume no file that is there is replaced
    #[arg(short, long, value_name = "DIR", help_heading = "Files")]
    pub(super) out_dir: Option<PathBuf>,
    /// How the files are called: a template over the answers and `id`; without it, the id with the format's ending
    #[arg(long, value_name = "TEMPLATE", requires = "out_dir", help_heading = "Files")]
    pub(super) name: Option<String>,
    /// Skip what a former run wrote and was not changed since; replace what it wrote of filings that were
    #[arg(long, requires = "out_dir", help_heading = "Files")]
    pub(super) resume: bool,
    /// Go on after a filing with errors; this is the default
    #[arg(long, conflicts_with = "fail_fast", help_heading = "How it runs")]
    pub(super) keep_going: bool,
    /// End with the first filing that has errors
    #[arg(long, help_heading = "How it runs")]
    pub(super) fail_fast: bool,
    /// How many are worked on at once; without it, as many as there are cores
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024), help_heading = "How it runs")]
    pub(super) jobs: Option<u16>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "A file that ends in `.form` is checked as a definition; a filed text (`.txt`, `.htm`) is read, and its
answers are checked; any other file is a filing. With --target edgar the files
are documents to be filed, whoever wrote them: text (`.txt`), HTML (`.htm`), or a submission as EDGAR
publishes it. A filing or definition is then written as text and as HTML, and both are checked.

Examples:
  engross check late.yaml                    says nothing if nothing is wrong
  engross check filings/*.yaml my.form       several at once
  engross check late.yaml --format json      one JSON object a line, for programs
  engross check late.txt                     a filed text: was it in time, are its answers good?
  engross check --target edgar late.txt      what EDGAR may refuse in a document"
)]
pub(super) struct Check {
    /// Filings, filed texts and form definitions; `-` is standard input
    #[arg(required = true)]
    pub(super) files: Vec<PathBuf>,
    /// Check documents to be filed, by the rules of who receives them
    #[arg(long, value_enum, value_name = "TARGET")]
    pub(super) target: Option<Target>,
    #[command(flatten)]
    pub(super) form: FormOption,
    #[command(flatten)]
    pub(super) findings: Findings,
}

#[derive(Debug, Args)]
#[command(
    after_help = "What an amendment leaves out stands as it was furnished and is no change; `~` withdraws an answer. \
        Values are compared as values, texts word by word, wherever their lines end.

An amendment names its original with `amends:`; without that, it is laid over the original that is given here. \
        Editions of a form may differ, forms may not. \
        Each side may be a filed text or HTML as well, which is read first.

Exit status: 0 nothing changed, 1 something changed, 2 the filings could not be compared.

Examples:
  engross diff late.yaml amended.yaml              what changed, under the form's own headings
  engross diff late.txt amended.yaml               against the text that was filed
  engross diff late.yaml amended.yaml --all        also what was not restated
  engross diff late.yaml amended.yaml --summary    three lines, for a log or a mail
  engross diff late.yaml amended.yaml --to text    the amended document with its changes marked in it
  engross diff late.yaml amended.yaml --to page    the same for a browser, under a list of its changes
  engross diff late.yaml amended.yaml -o late.htm  the same as HTML for EDGAR; --r-tags adds its <R> tags
  engross diff late.yaml amended.yaml --to docx --author \"J. Doe\" --date 2003-03-17 -o redline.docx
                                                   tracked changes for Word, with a name and a day
  engross diff late.yaml amended.yaml --to json    one JSON object, for programs"
)]
pub(super) struct Diff {
    /// The original: a filing or a filed text; `-` is standard input
    pub(super) original: PathBuf,
    /// The amended filing
    pub(super) amended: PathBuf,
    #[command(flatten)]
    pub(super) form: FormOption,
    /// List the answers that were not restated as well
    #[arg(long, conflicts_with_all = ["summary", "to"])]
    pub(super) all: bool,
    /// Say it in three lines
    #[arg(long, conflicts_with = "to")]
    pub(super) summary: bool,
    /// The format to write instead of the report; without it, the ending of the output's name may decide
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(super) to: Option<DiffFormat>,
    /// In HTML, put each paragraph and table that changed between `<R>` and `</R>`, which EDGAR takes out
    #[arg(long, conflicts_with_all = ["summary", "all"])]
    pub(super) r_tags: bool,
    /// For scripts written for `git diff`; the exit status tells whether something changed, with this or without
    #[arg(long)]
    pub(super) exit_code: bool,
    /// Who made the tracked changes of `--to docx`; without it, `engross`
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub(super) author: Option<String>,
    /// The day of the tracked changes of `--to docx`, as YYYY-MM-DD; without it they bear none
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) date: Option<Date>,
    /// Where to write; `-` is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub(super) output: PathBuf,
    #[command(flatten)]
    pub(super) findings: Findings,
}

/// A name that tells somebody.
fn name(text: &str) -> Result<String, String> {
    if text.trim().is_empty() { Err("a name has letters".to_owned()) } else { Ok(text.to_owned()) }
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a day is written as `2003-03-14`".to_owned())
}

impl Diff {
    /// The format that is asked for, by its name or by that of the output; none for the report.
    pub(super) fn format(&self) -> Result<Option<DiffFormat>, CannotRun> {
        let ending = self.output.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let format = match (self.to, ending.as_deref()) {
            (None, Some("pdf")) => return Err(DiffFormat::no_pdf()),
            _ if self.all || self.summary => None,
            (None, Some("htm")) => Some(DiffFormat::Html),
            (None, Some("docx")) => Some(DiffFormat::Docx),
            (None, Some("json")) => Some(DiffFormat::Json),
            (None, Some("html")) => {
                let reason = "`.html` may be one of two formats; say `--to html` (HTML for EDGAR) or `--to page` (a page \
                              for a browser)";
                return Err(CannotRun(reason.to_owned()));
            }
            (format, _) => format,
        };
        if self.r_tags && format != Some(DiffFormat::Html) {
            return Err(CannotRun("`--r-tags` goes with `--to html`; other formats have no such tags".to_owned()));
        }
        Ok(format)
    }
}

#[derive(Debug, Args)]
#[command(
    after_help = "With `*.yaml diff=engross` in .gitattributes and this in git's configuration, `git diff` shows filings \
        as `engross diff` does, and other files as it always did:

  git config diff.engross.command \"engross git-diff\"

`git log -p` and `git show` do so with --ext-diff. Files that an amendment names are those of the working tree. \
        The exit status is 0, for at any other git stops."
)]
pub(super) struct GitDiff {
    /// What git says: the path, and of both versions a file, its hash and its mode
    #[arg(required = true, num_args = 1..=9, value_name = "ARGUMENT")]
    pub(super) arguments: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
    /// The redline as plain text: `[-gone-]`, `{+new+}`
    Text,
    /// The redline as HTML for EDGAR
    Html,
    /// The redline as a page for a browser, under a list of its changes
    Page,
    /// The redline as a document for Word, whose tracked changes are accepted or rejected one by one
    Docx,
    /// The changes, for programs
    Json,
}

impl DiffFormat {
    /// Why a comparison is no PDF.
    pub(super) fn no_pdf() -> CannotRun {
        CannotRun("`diff` writes no PDF; say `--to page` and print that, or `--to docx`".to_owned())
    }
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  engross blank 12b-25                       the latest edition
  engross blank 12b-25 -o blank.pdf          to print and fill in by hand
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
#[command(
    after_help = "Every answer stands under the words by which the form asks for it. What --from cannot carry over is
kept at the end of the new file, as comments, and named on standard error; the exit status is then 1.

Examples:
  engross new 12b-25 -o late.yaml                  the latest edition, to fill in
  engross new 12b-25@2003 --example                with an example for every answer
  engross new 12b-25 --from old.yaml -o late.yaml  with the answers of an older filing"
)]
pub(super) struct New {
    /// The form: `12b-25`, `12b-25@2003`, or the path of a definition
    pub(super) form: String,
    /// Fill in an example for every answer that is asked for
    #[arg(long, conflicts_with = "from")]
    pub(super) example: bool,
    /// Fill in the answers of another filing, of this edition or another; `-` is standard input
    #[arg(long, value_name = "FILING")]
    pub(super) from: Option<PathBuf>,
    /// Where to write, if no such file is there yet; `-` is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub(super) output: PathBuf,
    #[command(flatten)]
    pub(super) findings: Findings,
}

#[derive(Debug, Args)]
#[command(after_help = "An editor that knows the schema completes keys and boxes, and shows the form's words.

Examples:
  engross schema 12b-25                            JSON Schema 2020-12, on standard output
  engross schema 12b-25@2003 -o 12b-25.json        that edition, in a file
  engross schema my.form --draft 7                 for what knows only draft 7")]
pub(super) struct Schema {
    /// The form: `12b-25`, `12b-25@2003`, or the path of a definition
    pub(super) form: String,
    /// An older version of JSON Schema
    #[arg(long, value_name = "DRAFT", value_parser = clap::value_parser!(u8).range(7..=7))]
    pub(super) draft: Option<u8>,
    /// Where to write; `-` is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub(super) output: PathBuf,
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
    /// The format to write; without it, the ending of the output's name decides, and text is written where it has none
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(super) to: Option<Format>,
    /// Where to write; `-` is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub(super) output: PathBuf,
}

impl Output {
    /// The format that is asked for, by its name or by that of the output.
    pub(super) fn format(&self) -> Result<Format, CannotRun> {
        let ending = self.output.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let (None, Some(ending)) = (self.to, ending) else { return Ok(self.to.unwrap_or(Format::Text)) };
        let fitting = || Format::ALL.iter().filter(|format| format.extensions().contains(&ending.as_str()));
        let names = |formats: &mut dyn Iterator<Item = &Format>| {
            formats
                .map(|format| format!("`--to {}` ({})", format.name(), format.about()))
                .collect::<Vec<_>>()
                .join(" or ")
        };
        match fitting().collect::<Vec<_>>().as_slice() {
            [format] => Ok(**format),
            [] => Err(CannotRun(format!(
                "no format is known by the ending `.{ending}`; say {}",
                names(&mut Format::ALL.iter())
            ))),
            _ => Err(CannotRun(format!("`.{ending}` may be one of two formats; say {}", names(&mut fitting())))),
        }
    }
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.about()))
    }
}

/// Who receives what is filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Target {
    /// The Commission's system, EDGAR
    Edgar,
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
