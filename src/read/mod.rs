//! Filed text -> answers.

mod intake;
mod sheet;
