//! Form -> a YAML file to fill in.
//!
//! In: a compiled [`Form`], and answers that are known beforehand ([`Draft`]): those of an older filing, or examples. Out:
//! YAML with every answer in form order, each under the words by which the form asks for it.
//!
//! An answer that the form asks for only in some cases is commented out: `#` without a blank after it. So the file that
//! is written is consistent, and what [`filing::read`](crate::filing::read) finds wrong with it is what is still open.

mod example;
mod left;
pub(crate) mod scalar;
mod write;

use crate::data::Node;
use crate::filing::{Carried, Draft};
use crate::form::{Form, Named};
use crate::source::Source;

/// The file to fill in, with nothing filled in.
///
/// ```
/// use engross::builtin::{self, BuiltIn};
/// use engross::form::{self, Named};
/// let (form, _) = form::compile(&BuiltIn, builtin::find("12b-25", Some("2003")).unwrap());
/// let yaml = engross::new::empty(&form.unwrap(), Named::BuiltIn);
/// assert!(yaml.contains("\n# CUSIP NUMBER\n# Optional. A CUSIP: nine characters,"));
/// assert!(yaml.contains("\ncusip: ~\n"));
/// ```
pub fn empty(form: &Form, named: Named<'_>) -> String {
    write::write(form, named, None, None)
}

/// The same file with an example for every answer that is asked for. It has no errors, if answers could be found that
/// satisfy the form's rules.
pub fn example(form: &Form, named: Named<'_>) -> String {
    write::write(form, named, None, Some(&example::example(form)))
}

/// The file with the answers of an older filing in their places. What has no place in the form, and the remarks that the
/// older filing's writer made, stand at its end as comments. `known` are texts whose comments are none of the writer's.
pub fn from(
    form: &Form,
    named: Named<'_>,
    source: &Source,
    node: &Node,
    carried: &Carried,
    known: &[String],
) -> String {
    let mut out = write::write(form, named, carried.amendment, Some(&carried.answers));
    left::write(&mut out, source, node, carried, known);
    out
}

/// The file with some answers filled in.
fn with(form: &Form, answers: &Draft) -> String {
    write::write(form, Named::BuiltIn, None, Some(answers))
}
