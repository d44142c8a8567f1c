//! Signals that wait until a file is whole.

/// Does something that is not to be left half done: a signal that would end the program, but for one that nothing withstands,
/// ends it afterwards.
#[cfg(unix)]
pub(super) fn uninterrupted<T>(work: impl FnOnce() -> T) -> T {
    use nix::sys::signal::{SigSet, SigmaskHow, Signal};

    let ending: SigSet = [Signal::SIGHUP, Signal::SIGINT, Signal::SIGQUIT, Signal::SIGTERM].into_iter().collect();
    let before = ending.thread_swap_mask(SigmaskHow::SIG_BLOCK);
    let done = work();
    // What could not be blocked is not to be set free.
    if let Ok(before) = before {
        let _ = before.thread_set_mask();
    }
    done
}

/// The same where no signal ends a program.
#[cfg(not(unix))]
pub(super) fn uninterrupted<T>(work: impl FnOnce() -> T) -> T {
    work()
}
