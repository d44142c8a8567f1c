//! Ctrl-C: once to end with what is being written, twice to end at once.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::cli::CannotRun;

/// The exit status of a command that was interrupted.
pub(crate) const INTERRUPTED: u8 = 130;

/// Whether the batch is to end.
static ENDING: AtomicBool = AtomicBool::new(false);

/// Watches for Ctrl-C.
pub(super) fn watch() -> Result<(), CannotRun> {
    let set = ctrlc::set_handler(|| {
        if ENDING.swap(true, Ordering::Relaxed) {
            std::process::exit(i32::from(INTERRUPTED));
        }
    });
    set.map_err(|error| CannotRun(format!("cannot watch for Ctrl-C: {error}")))
}

/// Whether the batch is to end.
pub(super) fn is_ending() -> bool {
    ENDING.load(Ordering::Relaxed)
}
