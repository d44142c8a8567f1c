//! Document -> the document itself as JSON, for programs; docs/document.md describes it.
//!
//! In: a [`Document`]. Out: one object, its parts in the order of the document. A line of text stands on one line, its
//! runs with their kind, their words, the path of their answer, and their places in the definition and in the data.

mod blocks;
mod write;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::source::Source;

/// Writes a document as JSON. There is nothing that it cannot say.
///
/// ```
/// use engross::builtin::{self, BuiltIn};
/// let (form, _) = engross::form::compile(&BuiltIn, builtin::find("12b-25", Some("2003")).unwrap());
/// let (blank, _) = engross::document::blank(&form.unwrap());
/// let (text, findings) = engross::render::json::render(&blank);
/// assert!(findings.is_empty());
/// let json: serde_json::Value = serde_json::from_str(&text).unwrap();
/// assert_eq!(json["blocks"][0]["type"], "masthead");
/// ```
pub fn render(document: &Document) -> (String, Vec<Diagnostic>) {
    let mut json = write::Json::default();
    json.object(|json| {
        json.text("form", &document.form);
        json.text("edition", &document.edition);
        json.text("title", &document.title);
        if let Some(submission) = &document.submission {
            json.text("submission", submission);
        }
        json.number("width", document.width);
        json.truth("blank", document.blank);
        json.name("sources");
        json.object(|json| {
            for (name, sources) in [("form", &document.form_sources), ("data", &document.data_sources)] {
                json.name(name);
                json.list(sources, |json, source: &std::sync::Arc<Source>| json.string(source.name()));
            }
        });
        blocks::Writer { document }.blocks(json, &document.blocks);
    });
    (json.finish(), Vec::new())
}
