//! One mistake at a time in a filing: is the line that is named the line that was changed?

use super::{FILING, read};
use crate::diagnostic::short;

/// A kind of mistake: makes it in a line, if the line allows it.
type Injection = fn(&str) -> Option<String>;

const INJECTIONS: &[(&str, Injection)] = &[
    ("colon dropped", |line| is_entry(line).then(|| line.replacen(':', "", 1))),
    ("blank after the colon dropped", |line| {
        is_entry(line).then(|| line.replacen(": ", ":", 1)).filter(|new| new != line)
    }),
    ("closing quote dropped", |line| drop_quote(line, str::rfind)),
    ("opening quote dropped", |line| drop_quote(line, str::find)),
    ("a blank too many", |line| Some(format!(" {line}"))),
    ("two blanks too many", |line| Some(format!("  {line}"))),
    ("a blank too few", |line| line.strip_prefix(' ').map(str::to_owned)),
    ("no indentation", |line| line.starts_with(' ').then(|| line.trim_start().to_owned())),
    ("a tab as indentation", |line| line.strip_prefix("  ").map(|rest| format!("\t{rest}"))),
    ("a tab after the indentation", |line| line.starts_with(' ').then(|| format!("  \t{}", line.trim_start()))),
    ("a tab at the margin", |line| Some(format!("\t{line}"))),
    ("a colon inside", |line| answer(line).map(|(name, answer)| format!("{name}: Re: {answer}"))),
    ("a colon at the end", |line| answer(line).filter(|(_, a)| !a.contains('#')).map(|_| format!("{line}:"))),
    ("an at sign first", |line| answer(line).map(|(name, answer)| format!("{name}: @{answer}"))),
    ("a percent sign first", |line| answer(line).map(|(name, answer)| format!("{name}: %{answer}"))),
    ("a star first", |line| answer(line).map(|(name, answer)| format!("{name}: *{answer}"))),
    ("an ampersand first", |line| answer(line).map(|(name, answer)| format!("{name}: &{answer}"))),
    ("an exclamation mark first", |line| answer(line).map(|(name, answer)| format!("{name}: !{answer}"))),
    ("an opening bracket first", |line| answer(line).map(|(name, answer)| format!("{name}: [{answer}"))),
    ("an opening brace first", |line| answer(line).map(|(name, answer)| format!("{name}: {{{answer}"))),
    ("a closing bracket first", |line| answer(line).map(|(name, answer)| format!("{name}: ]{answer}"))),
    ("words after a quote", |line| line.ends_with(['"', '\'']).then(|| format!("{line} etc."))),
    ("a quote inside", |line| {
        line.ends_with(['"', '\'']).then(|| {
            let quote = if line.ends_with('"') { '"' } else { '\'' };
            let mut new = line.to_owned();
            new.insert(line.len() - 2, quote);
            new
        })
    }),
    ("a bracket dropped", |line| line.contains(']').then(|| line.replacen(']', "", 1))),
    ("words after the bar", |line| line.ends_with(['|', '>']).then(|| format!("{line} some words"))),
    ("a backslash", |line| line.ends_with('"').then(|| line.replacen('"', "\"\\C", 1))),
];

fn is_entry(line: &str) -> bool {
    let name = line.trim_start().trim_start_matches("- ").split(':').next().unwrap_or_default();
    line.contains(':') && !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

fn answer(line: &str) -> Option<(&str, &str)> {
    is_entry(line)
        .then(|| line.split_once(": "))
        .flatten()
        .filter(|(_, a)| !a.starts_with(['|', '>', '[', '"', '\'', '~']))
}

fn drop_quote(line: &str, find: fn(&str, char) -> Option<usize>) -> Option<String> {
    let quote =
        ['"', '\''].into_iter().find(|&quote| line.trim().ends_with(quote) && line.matches(quote).count() == 2)?;
    let at = find(line, quote)?;
    let mut line = line.to_owned();
    line.remove(at);
    Some(line)
}

/// How many were made, were still valid, were named on their line, got one message only.
#[expect(clippy::print_stdout, reason = "what went wrong is read when the wording is worked on")]
fn tally(filing: &str, injection: Injection) -> (usize, usize, usize, usize) {
    let (mut made, mut valid, mut named, mut alone) = (0, 0, 0, 0);
    for (index, line) in filing.lines().enumerate() {
        if line.is_empty() || line.starts_with(['#', '-', '.']) && !line.starts_with("- ") {
            continue;
        }
        let Some(changed) = injection(line) else { continue };
        let mut lines: Vec<&str> = filing.lines().collect();
        if let Some(line) = lines.get_mut(index) {
            *line = &changed;
        }
        let text = lines.join("\n") + "\n";
        made += 1;
        let (source, _, findings) = read(&text);
        let lines: Vec<usize> = findings
            .iter()
            .filter_map(|finding| finding.place())
            .map(|label| source.position(label.range.start).line)
            .collect();
        match lines.first() {
            None => valid += 1,
            Some(&first) => {
                named += usize::from(first == index + 1);
                alone += usize::from(lines.len() == 1);
                if first != index + 1 || lines.len() > 1 {
                    let said = short::render(&findings);
                    println!("{:>3} {changed:?}\n{said}", index + 1);
                }
            }
        }
    }
    (made, valid, named, alone)
}

/// The rate for every kind of mistake, printed; in all, so many in a hundred must be on their lines.
#[expect(clippy::print_stdout, reason = "the table is read when the wording is worked on")]
fn measure(filing: &str, at_least: usize) {
    let (mut all, mut right, mut single) = (0, 0, 0);
    for (name, injection) in INJECTIONS {
        let (made, valid, named, alone) = tally(filing, *injection);
        let wrong = made - valid;
        println!(
            "{name:<32} made {made:>3}, still valid {valid:>3}, on its line {named:>3}/{wrong:<3}, alone {alone:>3}\n"
        );
        all += wrong;
        right += named;
        single += alone;
    }
    println!("in all {right}/{all} on their lines, {single} alone");
    assert!(right * 100 >= all * at_least, "{right} of {all}");
}

#[test]
fn the_line_that_is_named_is_the_line_of_the_mistake() {
    measure(FILING, 99);
}

#[test]
fn so_it_is_in_another_filing() {
    measure(include_str!("other.yaml"), 95);
}

#[test]
fn and_in_a_third() {
    measure(include_str!("third.yaml"), 95);
}

#[test]
fn so_it_is_with_other_line_ends() {
    measure(&FILING.replace('\n', "\r\n"), 99);
}

#[test]
fn two_mistakes_are_two_messages() {
    let text = FILING
        .replace("report: 10-K", "report 10-K")
        .replace("  name: Innovo Group Inc.", "   name: Innovo Group Inc.")
        .replace("\"Commerce, CA 90040\"", "\"Commerce, CA 90040")
        .replace("    area: 323", "\tarea: 323")
        .replace("title: 'CEO'", "title: Re: CEO");
    assert_eq!(
        super::faults(&text),
        "\
4:1: [D001]: no colon after `report`
11:4: [D001]: this line is indented by 3 blanks where 2 would fit
14:9: [D001]: `\"` opens an answer and nothing closes it
26:1: [D001]: a tab indents this line
46:12: [D001]: a colon inside an answer without quotes
"
    );
}
