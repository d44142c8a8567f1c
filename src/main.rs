//! Arguments in, exit code out.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A filing is many small pieces, which the system's allocator hands out at half the speed.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    engross::cli::run()
}
