//! What is printed and written: documents whole or not at all, findings on standard error.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::CannotRun;
use super::args::FindingsFormat;
use super::uninterrupted::uninterrupted;
use crate::diagnostic::{Diagnostic, Severity, human, json, short};
use crate::render::Format;
use crate::world::reason;

/// Says in one line why the command could not run.
pub(super) fn complain(reason: &str) {
    let _ = writeln!(anstream::stderr(), "\u{1b}[1m\u{1b}[91merror\u{1b}[0m: {reason}");
}

/// Says in one line what is to be known of the output.
pub(super) fn warn(what: &str) {
    let _ = writeln!(anstream::stderr(), "\u{1b}[1m\u{1b}[93mwarning\u{1b}[0m: {what}");
}

/// Prints findings on standard error; colours only on a terminal, and not where `NO_COLOR` is set.
pub(super) fn report(findings: &[Diagnostic], format: FindingsFormat) {
    let text = match format {
        FindingsFormat::Human => human::render(findings, true) + &summary(findings) + &more(findings),
        FindingsFormat::Short => short::render(findings),
        FindingsFormat::Json => json::render(findings),
    };
    // Nobody is left to be told if standard error is closed.
    let _ = anstream::stderr().write_all(text.as_bytes());
}

/// Prints a report on standard error, apart from findings that stand before it.
pub(super) fn tell(report: &str, after_findings: bool) {
    let text = if after_findings { format!("\n{report}") } else { report.to_owned() };
    let _ = anstream::stderr().write_all(text.as_bytes());
}

fn summary(findings: &[Diagnostic]) -> String {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let number = |count: usize, word: &str| match count {
        0 => None,
        1 => Some(format!("1 {word}")),
        _ => Some(format!("{count} {word}s")),
    };
    let parts: Vec<String> = [number(count(Severity::Error), "error"), number(count(Severity::Warning), "warning")]
        .into_iter()
        .flatten()
        .collect();
    if parts.is_empty() { String::new() } else { format!("{}\n", parts.join(", ")) }
}

/// Where to read more, once a run: the first error's code is as good as any.
fn more(findings: &[Diagnostic]) -> String {
    match findings.iter().find(|finding| finding.severity == Severity::Error) {
        Some(error) => format!("for more about an error: `engross explain {}`\n", error.code.id()),
        None => String::new(),
    }
}

/// Prints a unified diff on standard output; colours only on a terminal, and not where `NO_COLOR` is set.
pub(super) fn diff(text: &str) -> Result<(), CannotRun> {
    coloured(&painted(text))
}

/// A unified diff with escapes for colours.
pub(super) fn painted(text: &str) -> String {
    let mut out = String::new();
    for (index, line) in text.split_inclusive('\n').enumerate() {
        // The first two lines name the file.
        let colour = match line.bytes().next() {
            _ if index < 2 => "1",
            Some(b'-') => "31",
            Some(b'+') => "32",
            Some(b'@') => "36",
            _ => "0",
        };
        let (words, end) = line.strip_suffix('\n').map_or((line, ""), |words| (words, "\n"));
        out.extend(["\u{1b}[", colour, "m", words, "\u{1b}[0m", end]);
    }
    out
}

/// Prints a text with escapes for colours on standard output, which keeps them only on a terminal, and not where `NO_COLOR`
/// is set.
pub(super) fn coloured(text: &str) -> Result<(), CannotRun> {
    printed(anstream::stdout().write_all(text.as_bytes()))
}

/// Nobody is left to be told if a reader of standard output has gone.
pub(super) fn printed(result: io::Result<()>) -> Result<(), CannotRun> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(CannotRun(format!("cannot write to standard output: {}", reason(&error))))
        }
        _ => Ok(()),
    }
}

/// Writes a document; a terminal gets nothing that it cannot show.
pub(super) fn document(bytes: &[u8], format: Format, to: &Path, inputs: &[PathBuf]) -> Result<(), CannotRun> {
    if format.is_binary() && to == Path::new("-") && io::stdout().is_terminal() {
        let name = format.name();
        return Err(CannotRun(format!("a terminal cannot show `{name}`; name a file with `-o`")));
    }
    write(bytes, to, inputs)
}

/// Writes bytes to a file, beside it first and then renamed, or to standard output. `inputs` are the files that it
/// was made from, which it may not replace.
pub(super) fn write(text: &[u8], to: &Path, inputs: &[PathBuf]) -> Result<(), CannotRun> {
    if to == Path::new("-") {
        let mut out = io::stdout().lock();
        return printed(out.write_all(text).and_then(|()| out.flush()));
    }
    let failed = |error: io::Error| CannotRun(format!("cannot write `{}`: {}", to.display(), reason(&error)));
    let target = through_links(to).map_err(failed)?;
    let to = target.as_path();
    let same = |input: &&PathBuf| matches!((input.canonicalize(), to.canonicalize()), (Ok(a), Ok(b)) if a == b);
    if let Some(input) = inputs.iter().find(same) {
        return Err(CannotRun(format!("`{}` is read from, so it is not written to", input.display())));
    }
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        return Err(CannotRun(format!("cannot write `{}`: there is no folder `{}`", to.display(), folder.display())));
    }
    replace(text, to).map_err(|error| CannotRun(format!("cannot write `{}`: {}", to.display(), reason(&error))))
}

/// Where a link leads, be a file there or not: it is written through, as a shell's `>` does.
fn through_links(to: &Path) -> io::Result<PathBuf> {
    let mut target = to.to_owned();
    // No system follows more.
    for _ in 0..40 {
        let Ok(next) = target.read_link() else { return Ok(target) };
        target = target.parent().map_or_else(|| next.clone(), |folder| folder.join(&next));
    }
    to.canonicalize()
}

/// Says that a file is there already, which a new one may not replace.
pub(super) fn refuse_to_replace(to: &Path) -> Result<(), CannotRun> {
    let there = to != Path::new("-") && to.symlink_metadata().is_ok();
    if there { Err(already_there(to)) } else { Ok(()) }
}

fn already_there(to: &Path) -> CannotRun {
    CannotRun(format!("`{}` is there already, and is not written over", to.display()))
}

/// Writes a new file, or to standard output; no file is replaced.
pub(super) fn create(text: &[u8], to: &Path) -> Result<(), CannotRun> {
    if to == Path::new("-") {
        return write(text, to, &[]);
    }
    refuse_to_replace(to)?;
    let written = uninterrupted(|| {
        let file = beside(text, to, PREFIX).and_then(synced)?;
        file.persist_noclobber(to).map_err(|error| error.error)
    });
    match written {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(already_there(to)),
        Err(error) => Err(CannotRun(format!("cannot write `{}`: {}", to.display(), reason(&error)))),
    }
}

fn replace(text: &[u8], to: &Path) -> io::Result<()> {
    // A pipe or a device is written to; only a file can be replaced whole.
    if to.metadata().is_ok_and(|metadata| !metadata.is_file()) {
        return std::fs::write(to, text);
    }
    uninterrupted(|| beside(text, to, PREFIX).and_then(synced)?.persist(to).map_err(|error| error.error))?;
    Ok(())
}

/// How the names of files begin that are not finished.
const PREFIX: &str = ".engross-";

/// A file beside another that it is to become; its name begins with `prefix`.
pub(super) fn beside(text: &[u8], to: &Path, prefix: &str) -> io::Result<NamedTempFile> {
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = to.metadata().map_or(0o666, |metadata| metadata.permissions().mode());
        builder.permissions(std::fs::Permissions::from_mode(mode));
    }
    let mut beside = builder.tempfile_in(folder)?;
    beside.write_all(text)?;
    Ok(beside)
}

/// The same, on the disk: whole even if the machine stops right after it has its name.
fn synced(file: NamedTempFile) -> io::Result<NamedTempFile> {
    file.as_file().sync_all()?;
    Ok(file)
}
