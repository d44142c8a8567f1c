//! The forms that are built into the program.

use std::io;
use std::path::{Path, PathBuf};

use crate::world::{World, tidy};

/// Each file below `forms/`, by its path there.
macro_rules! files {
    ($($path:literal)*) => { &[$(($path, include_str!(concat!("../forms/", $path)))),*] };
}

const FILES: &[(&str, &str)] = files![
    "12b-25/2003.form" "12b-25/2019.form" "12b-25/attention.form" "12b-25/instructions-2-to-4.form"
    "12b-25/notice.form" "12b-25/portion.form" "12b-25/questions.form" "12b-25/registrant.form" "12b-25/rules.form"
    "8-K/2019.form"
];

/// The forms, each with its edition and the path of its definition; later editions last.
pub const FORMS: &[(&str, &str, &str)] = &[
    ("12b-25", "2003", "forms/12b-25/2003.form"),
    ("12b-25", "2019", "forms/12b-25/2019.form"),
    ("8-K", "2019", "forms/8-K/2019.form"),
];

/// The definition of a built-in form; without an edition, of its latest.
///
/// ```
/// let path = engross::builtin::find("12b-25", Some("2003")).unwrap();
/// assert_eq!(path, std::path::Path::new("forms/12b-25/2003.form"));
/// assert!(engross::builtin::find("12b-25", Some("1934")).is_none());
/// ```
pub fn find(name: &str, edition: Option<&str>) -> Option<&'static Path> {
    let wanted = |form: &&(&str, &str, &'static str)| form.0 == name && edition.is_none_or(|edition| form.1 == edition);
    FORMS.iter().rev().find(wanted).map(|form| Path::new(form.2))
}

/// The editions of a built-in form, the latest last.
pub fn editions(name: &str) -> Vec<&'static str> {
    FORMS.iter().filter(|form| form.0 == name).map(|form| form.1).collect()
}

/// The names of the built-in forms, each once.
pub fn names() -> Vec<&'static str> {
    let mut names: Vec<&str> = FORMS.iter().map(|form| form.0).collect();
    names.dedup();
    names
}

/// The world of the built-in forms: it holds nothing else.
#[derive(Debug, Clone, Copy)]
pub struct BuiltIn;

impl World for BuiltIn {
    fn read(&self, path: &Path, _: usize) -> io::Result<Vec<u8>> {
        let path = tidy(path);
        let file = FILES.iter().find(|(name, _)| path == Path::new("forms").join(name));
        file.map(|(_, text)| text.as_bytes().to_vec()).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(tidy(path))
    }
}
