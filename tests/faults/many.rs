//! Ten thousand files in one call.

use std::fs;

use crate::{Done, limited};

#[test]
fn ten_thousand_files_are_checked_in_order_and_in_little_memory() {
    let folder = tempfile::tempdir().unwrap();
    let names: Vec<String> = (0..10_000).map(|number| format!("{number:04}.yaml")).collect();
    for (number, name) in names.iter().enumerate() {
        let text = if number % 2 == 0 { "form: 12b-52\n" } else { "form: [\n" };
        fs::write(folder.path().join(name), text).unwrap();
    }
    let args: Vec<&str> = ["check", "--format", "short"].into_iter().chain(names.iter().map(String::as_str)).collect();
    // In KB.
    let done = Done::of(&mut limited(folder.path(), "ulimit -v 300000", &args));
    assert_eq!(done.status, Some(1));
    let found: Vec<&str> = done.err.lines().filter_map(|line| line.split(':').next()).collect();
    let mut once = found.clone();
    once.dedup();
    assert!(once == names, "{} of {}", once.len(), names.len());
}
