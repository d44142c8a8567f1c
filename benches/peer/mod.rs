//! What a careful programmer would write without `engross`: a template of the form for plain text, typed by hand, and the
//! filters that it needs. It checks nothing.

use jiff::civil::Date;
use minijinja::Environment;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;

const TEMPLATE: &str = include_str!("12b-25-2003.txt.jinja");

/// The template, ready to be rendered.
pub(crate) fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_syntax(SyntaxConfig::builder().keep_trailing_newline(true).build().unwrap());
    environment.add_function("box", |checked: bool| if checked { "[X]" } else { "[ ]" });
    environment.add_filter("date", date);
    environment.add_filter("left", |text: &str, width: usize| format!("{text:width$}"));
    environment.add_filter("wrapped", wrapped);
    environment.add_filter("paragraphs", |text: &str, width: usize| {
        text.trim_end()
            .split('\n')
            .map(|paragraph| textwrap::fill(paragraph, options(width)))
            .collect::<Vec<_>>()
            .join("\n\n")
    });
    environment.add_template("late", TEMPLATE).unwrap();
    environment
}

/// A filing as text.
pub(crate) fn render(environment: &Environment<'_>, filing: &serde_yaml::Value) -> String {
    environment.get_template("late").unwrap().render(Serde(filing)).unwrap()
}

fn date(text: &str) -> String {
    text.parse::<Date>().unwrap().strftime("%B %-d, %Y").to_string()
}

fn wrapped(text: &str, width: usize, indent: usize) -> String {
    let indent = " ".repeat(indent);
    textwrap::fill(text, options(width).subsequent_indent(&indent))
}

/// As fast as textwrap goes, which gives the lines that `engross` gives.
fn options<'a>(width: usize) -> textwrap::Options<'a> {
    textwrap::Options::new(width)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit)
}
