//! Form -> what a person is told of each answer: the words that stand before it, its label, its boxes, when it is asked
//! for and how it is written.
//!
//! In: a compiled [`Form`]. Out: a [`Guide`], from which the file to fill in and the JSON Schema take their words. It says
//! what the blank form prints; where that has a line to write an answer on, the guide names the answer: `[signed.name]`.

mod build;
mod words;

use crate::form::{Field, Form, ScopeId};

pub use words::{how, when};

/// What a person is told of each answer of a form.
///
/// ```
/// use engross::builtin::{self, BuiltIn};
/// use engross::form::{self, ScopeId};
/// let (form, _) = form::compile(&BuiltIn, builtin::find("12b-25", Some("2003")).unwrap());
/// let form = form.unwrap();
/// let guide = engross::guide::Guide::of(&form);
/// let city = form.root().fields.iter().position(|field| field.path == "registrant.city").unwrap();
/// let about = guide.about(ScopeId::ROOT, city);
/// assert_eq!(about.label, "City, State and Zip Code");
/// assert_eq!(about.section, "PART I - REGISTRANT INFORMATION");
/// ```
#[derive(Debug)]
pub struct Guide {
    abouts: Vec<Vec<About>>,
}

/// What a person is told of one answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// The heading of the section that it stands in; empty outside sections.
    pub section: String,
    /// The paragraphs that stand before it: text, instructions, headings.
    pub before: Vec<String>,
    /// Its label, which may be empty.
    pub label: String,
    /// The words of each box of its group.
    pub boxes: Vec<String>,
    /// Whether it is a box that stands alone: left out, it is not checked.
    pub flag: bool,
}

impl Guide {
    /// The guide to a form, for which it is walked once.
    pub fn of(form: &Form) -> &Self {
        form.guide.get_or_init(|| build::build(form))
    }

    /// What is told of a field.
    pub fn about(&self, scope: ScopeId, field: usize) -> &About {
        static NOTHING: About =
            About { section: String::new(), before: Vec::new(), label: String::new(), boxes: Vec::new(), flag: false };
        self.abouts.get(scope.index()).and_then(|scope| scope.get(field)).unwrap_or(&NOTHING)
    }

    fn blank(form: &Form) -> Self {
        let about = |field: &Field| About {
            label: field.label.text.clone(),
            boxes: field.ask.boxes().iter().map(|known| known.text.clone()).collect(),
            ..About::default()
        };
        Self { abouts: form.scopes.iter().map(|scope| scope.fields.iter().map(about).collect()).collect() }
    }

    fn about_mut(&mut self, scope: ScopeId, field: usize) -> Option<&mut About> {
        self.abouts.get_mut(scope.index())?.get_mut(field)
    }
}
