//! Arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    engross::cli::run()
}
