//! `engross git-diff`: what git calls to show how a filing changed.

use std::path::{Path, PathBuf};

use similar::TextDiff;

use super::args::GitDiff;
use super::{CannotRun, Outcome, diff, open, output};
use crate::{diff as changes, filing};

/// What git says for a version that is not there.
const NO_FILE: &str = "/dev/null";

/// Shows the report, or lines where the versions are no filings without errors. It never ends with another status than 0,
/// at which git would stop and leave out the files that are left.
pub(super) fn run(args: &GitDiff) -> Result<Outcome, CannotRun> {
    // path, old file, its hash and mode, new file, its hash and mode; of a renamed file, its new path.
    let [path, old, _, old_mode, new, _, new_mode, rest @ ..] = args.arguments.as_slice() else {
        let path = args.arguments.first().map(|path| path.display().to_string()).unwrap_or_default();
        output::coloured(&format!("* Unmerged path {path}\n"))?;
        return Ok(Outcome::Done);
    };
    let new_path = rest.first().unwrap_or(path);
    let name = |side: &str, file: &Path, path: &Path| {
        if file == Path::new(NO_FILE) { NO_FILE.to_owned() } else { format!("{side}/{}", path.display()) }
    };
    let names = (name("a", old, path), name("b", new, new_path));
    let head = format!("\u{1b}[1mdiff --engross {} {}\u{1b}[0m\n", names.0, names.1);
    let renamed = rest.get(1).map(|message| message.to_string_lossy().into_owned()).unwrap_or_default();
    let mut told: String = renamed.lines().filter(|line| !line.starts_with("index ")).map(bold).collect();
    if old_mode != new_mode && ![old, new].contains(&&PathBuf::from(NO_FILE)) {
        told += &bold(&format!("old mode {}", old_mode.display()));
        told += &bold(&format!("new mode {}", new_mode.display()));
    }
    let body = match report((old, path), (new, new_path)) {
        Ok(report) => report,
        Err(why) => why + &lines((old, &names.0), (new, &names.1))?,
    };
    show(&format!("{head}{told}{body}"))
}

fn bold(line: &str) -> String {
    format!("\u{1b}[1m{line}\u{1b}[0m\n")
}

/// The report on two versions of a filing; or else why there is none.
fn report(old: (&Path, &Path), new: (&Path, &Path)) -> Result<String, String> {
    if [old.0, new.0].contains(&Path::new(NO_FILE)) {
        return Err(String::new());
    }
    let [before, after] = [old, new].map(|(file, lies)| open::filing_version(file, lies));
    let (Ok(before), Ok(after)) = (before, after) else { return Err(String::new()) };
    let says_form = |opened: &open::Opened| {
        opened
            .node
            .as_ref()
            .zip(opened.sources.first())
            .is_some_and(|(node, source)| filing::identify(source, node).is_ok())
    };
    let faulty = [(&before, "before"), (&after, "after")].map(|(opened, when)| (opened, opened.read().0, when));
    let [(_, Some(one), _), (_, Some(other), _)] = &faulty else {
        let why = faulty.iter().filter(|(opened, filing, _)| filing.is_none() && says_form(opened));
        let why = why.map(|(_, _, when)| format!("(the filing has errors {when} the change; its lines are shown)\n"));
        return Err(why.collect::<Vec<_>>().concat());
    };
    let (compared, _) = diff::compared(one, other).map_err(|CannotRun(reason)| format!("({reason})\n"))?;
    Ok(changes::report(&compared, false))
}

/// The lines that changed.
fn lines((old, old_name): (&Path, &str), (new, new_name): (&Path, &str)) -> Result<String, CannotRun> {
    let text = |file: &Path| {
        if file == Path::new(NO_FILE) {
            return Ok(String::new());
        }
        let bytes = std::fs::read(file).map_err(|error| open::cannot_read(file, &error))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    let (before, after) = (text(old)?, text(new)?);
    let diff = TextDiff::from_lines(&before, &after);
    Ok(output::painted(&diff.unified_diff().header(old_name, new_name).to_string()))
}

/// Prints with colours where a terminal reads them, be it through git's pager.
fn show(text: &str) -> Result<Outcome, CannotRun> {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if set("GIT_PAGER_IN_USE") && !set("NO_COLOR") {
        output::write(text.as_bytes(), Path::new("-"), &[])?;
    } else {
        output::coloured(text)?;
    }
    Ok(Outcome::Done)
}
