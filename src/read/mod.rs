//! Filed text -> answers.

mod sheet;
