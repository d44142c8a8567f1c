//! The built-in forms, ready to be looked for.

use std::path::Path;
use std::sync::LazyLock;

use super::Template;
use crate::builtin::{self, BuiltIn};
use crate::form::{self, Form};

/// The built-in forms, compiled and made ready once, later editions last.
///
/// ```
/// let names: Vec<String> = engross::read::built_in().iter().map(|template| template.name()).collect();
/// assert!(names.contains(&"12b-25@2003".to_owned()));
/// ```
pub fn built_in() -> &'static [Template<'static>] {
    static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
        builtin::FORMS.iter().filter_map(|(_, _, path)| form::compile(&BuiltIn, Path::new(path)).0).collect()
    });
    static TEMPLATES: LazyLock<Vec<Template<'static>>> = LazyLock::new(|| FORMS.iter().map(Template::new).collect());
    &TEMPLATES
}
