//! The lines and files of a batch, in the order of its input.

use std::fmt;
use std::io::{self, BufWriter, IsTerminal as _, Stdout, Write as _};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use serde_json::json;

use super::folder::Folder;
use super::made::{Entry, Made, What};
use crate::cli::{CannotRun, output};
use crate::diagnostic::Diagnostic;

/// Writes what became of entries.
pub(super) struct Writer {
    out: BufWriter<Stdout>,
    folder: Option<Folder>,
    fail_fast: bool,
    progress: ProgressBar,
    /// How many entries came to which end.
    pub(super) done: usize,
    pub(super) with_errors: usize,
    pub(super) skipped: usize,
}

/// Why a batch ends before its input does.
pub(super) enum End {
    /// An entry has errors, and the batch is to end with the first that has.
    HasErrors,
    /// The batch was interrupted.
    Interrupted,
    /// Nobody reads standard output any more.
    Unread,
    /// The batch cannot go on.
    CannotRun(Vec<Diagnostic>, CannotRun),
}

impl From<CannotRun> for End {
    fn from(reason: CannotRun) -> Self {
        Self::CannotRun(Vec::new(), reason)
    }
}

impl Writer {
    pub(super) fn new(folder: Option<Folder>, fail_fast: bool, entries: Option<usize>) -> Self {
        let out = BufWriter::with_capacity(64 << 10, io::stdout());
        Self { out, folder, fail_fast, progress: progress(entries), done: 0, with_errors: 0, skipped: 0 }
    }

    /// Writes what became of some entries.
    pub(super) fn write(&mut self, made: Vec<Made>) -> Result<(), End> {
        let written = made.into_iter().try_for_each(|made| self.one(made));
        let flushed = self.flush();
        self.progress.set_position(u64::try_from(self.done + self.with_errors + self.skipped).unwrap_or_default());
        written.and(flushed)
    }

    fn one(&mut self, made: Made) -> Result<(), End> {
        let mut entry = match made {
            Made::Entry(entry) => entry,
            Made::NotBegun => return Err(End::Interrupted),
            Made::CannotRun(findings, reason) => return Err(End::CannotRun(findings, reason)),
        };
        let part = self.put(&mut entry)?;
        let skipped = matches!(entry.what, What::Done(_));
        self.out.write_all(entry.line(&part).as_bytes()).map_err(|error| ended(&error))?;
        match (entry.has_errors, skipped) {
            (true, _) => self.with_errors += 1,
            (false, true) => self.skipped += 1,
            (false, false) => self.done += 1,
        }
        if entry.has_errors && self.fail_fast { Err(End::HasErrors) } else { Ok(()) }
    }

    /// Writes an entry's file, if it is to have one; what its line says of its output.
    fn put(&mut self, entry: &mut Entry) -> Result<String, CannotRun> {
        let (name, put) = match (std::mem::replace(&mut entry.what, What::Nothing), &mut self.folder) {
            (What::Line(part), _) => return Ok(part),
            (What::File(file), Some(folder)) => (json!(file.name), folder.put(&entry.id, file)?),
            (What::Done(name), Some(folder)) => {
                let put = folder.skip(&entry.id, &name);
                let shown = json!(name);
                entry.what = What::Done(name);
                (shown, put)
            }
            (What::Nothing | What::File(_) | What::Done(_), _) => return Ok(String::new()),
        };
        if let Err(fault) = put {
            entry.refuse(&fault);
            return Ok(String::new());
        }
        let skipped = if matches!(entry.what, What::Done(_)) { ",\"skipped\":true" } else { "" };
        Ok(format!("\"file\":{name}{skipped}"))
    }

    fn flush(&mut self) -> Result<(), End> {
        if let Some(folder) = &mut self.folder {
            folder.flush()?;
        }
        self.out.flush().map_err(|error| ended(&error))
    }

    /// Takes the progress away.
    pub(super) fn close(&self) {
        self.progress.finish_and_clear();
    }

    /// How many entries came to which end, in words.
    pub(super) fn counts(&self) -> String {
        let all = self.done + self.with_errors + self.skipped;
        let s = if all == 1 { "" } else { "s" };
        format!("{all} filing{s}: {} done, {} with errors, {} skipped", self.done, self.with_errors, self.skipped)
    }
}

fn ended(error: &io::Error) -> End {
    match output::printed(Err(io::Error::from(error.kind()))) {
        Ok(()) => End::Unread,
        Err(reason) => End::from(reason),
    }
}

/// A bar on a terminal; nothing where it would stand among the lines, or nobody sees it.
fn progress(entries: Option<usize>) -> ProgressBar {
    if io::stdout().is_terminal() {
        return ProgressBar::hidden();
    }
    let entries = entries.map(|entries| u64::try_from(entries).unwrap_or_default());
    let bar = ProgressBar::with_draw_target(entries, ProgressDrawTarget::stderr());
    let template =
        if entries.is_some() { "{wide_bar} {pos}/{len}, {eta} left" } else { "{spinner} {pos}, {rate} a second" };
    match ProgressStyle::with_template(template) {
        Ok(style) => {
            let rate = |state: &ProgressState, out: &mut dyn fmt::Write| {
                // A writer that takes no more has nobody who looks at it.
                let _ = write!(out, "{:.0}", state.per_sec());
            };
            bar.with_style(style.with_key("rate", rate))
        }
        Err(_) => bar,
    }
}
