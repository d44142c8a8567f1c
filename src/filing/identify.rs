//! Which form a filing answers.

use std::sync::Arc;

use crate::data::{Entry, Node, NodeValue};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::form::Form;
use crate::source::{Source, Span};

/// The form that a filing names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormName {
    /// `12b-25`, or a path beside the filing.
    pub name: String,
    /// Where it says so.
    pub span: Span,
    /// `2003`, if it says so, and where.
    pub edition: Option<(String, Span)>,
    /// If it does not, the key that seems to be meant for `edition`.
    pub misnamed: Option<Span>,
}

impl FormName {
    /// Whether the name is a path rather than the name of a built-in form.
    pub fn is_path(&self) -> bool {
        self.name.ends_with(".form") || self.name.contains('/')
    }
}

/// The form that a filing's data names.
///
/// # Errors
/// A diagnostic if it names none.
pub fn identify(source: &Arc<Source>, node: &Node) -> Result<FormName, Box<Diagnostic>> {
    let scalar = |key: &str| {
        let entry = node.get(key)?;
        let text = entry.node.scalar()?.text.trim().to_owned();
        (!text.is_empty()).then_some((text, entry.node.span))
    };
    let shape = |key: &str, example: &str| {
        let entry = node.get(key)?;
        let single = matches!(entry.node.value, NodeValue::Null | NodeValue::Scalar(_));
        let message = format!("`{key}` should be a single value, not {}", entry.node.what());
        let fault = Diagnostic::new(Code::WrongShape, message);
        let fault = fault.at(source, entry.node.span.range(), format!("expected {example}"));
        (!single)
            .then(|| Box::new(fault.help(format!("write `{key}: {}`", if key == "form" { "12b-25" } else { "2019" }))))
    };
    if let Some(fault) = shape("form", "a form's name").or_else(|| shape("edition", "an edition")) {
        return Err(fault);
    }
    match scalar("form") {
        Some((name, span)) => {
            let near = |entry: &&Entry| entry.key != "form" && nearest(&entry.key, ["edition"]).is_some();
            let edition = scalar("edition");
            let says_none = node.get("edition").is_none();
            let misnamed = node.entries().iter().filter(|_| says_none).find(near);
            Ok(FormName { name, span, edition, misnamed: misnamed.map(|entry| entry.key_span) })
        }
        None if let Some(entry) = node.entries().iter().find(|entry| nearest(&entry.key, ["form"]).is_some()) => {
            let fault = Diagnostic::new(Code::NoForm, "the filing does not say which form it answers");
            let fault = fault.at(source, entry.key_span.range(), "expected `form`").help("did you mean `form`?");
            Err(Box::new(fault.replace("write `form`", "form")))
        }
        None => {
            let span = node.get("form").map_or(Span { end: node.span.start, ..node.span }, |entry| entry.key_span);
            let fault = Diagnostic::new(Code::NoForm, "the filing does not say which form it answers");
            Err(Box::new(fault.at(source, span.range(), "expected `form:` here").help(
                "write `form: 12b-25` and `edition: 2019` at its top; `engross forms` lists the forms that are built in",
            )))
        }
    }
}

/// The form that a filing names is not known.
pub fn unknown_form<'a>(source: &Arc<Source>, form: &FormName, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    if form.is_path() {
        return Diagnostic::new(Code::UnknownForm, format!("there is no file `{}`", form.name))
            .at(source, form.span.range(), "no such file")
            .help("the path of a definition is relative to the filing");
    }
    let known: Vec<&str> = known.into_iter().collect();
    let fault = Diagnostic::new(Code::UnknownForm, format!("there is no form `{}`", form.name)).at(
        source,
        form.span.range(),
        "unknown form",
    );
    match nearest(&form.name, known.iter().copied()) {
        Some(near) => fault.help(format!("did you mean `{near}`?")).replace(format!("write `{near}`"), near),
        None => {
            let names = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            fault
                .help(format!("built in are {names}; a definition of your own is named by its path, `form: ./my.form`"))
        }
    }
}

/// The filing names another form or edition than the one that it is to be checked against.
pub fn mismatch(source: &Arc<Source>, named: &FormName, form: &Form) -> Option<Diagnostic> {
    let help = "mend what the filing says, or check it against the form that it names";
    if !named.is_path() && named.name != form.name {
        let message = format!("the filing answers form `{}`, not `{}`", named.name, form.name);
        let fault = Diagnostic::new(Code::UnknownForm, message);
        return Some(fault.at(source, named.span.range(), "names another form").help(help));
    }
    let (edition, span) = named.edition.as_ref().filter(|(edition, _)| *edition != form.edition)?;
    let message = format!("the filing answers edition `{edition}` of the form, not `{}`", form.edition);
    let fault = Diagnostic::new(Code::UnknownEdition, message);
    Some(fault.at(source, span.range(), "names another edition").help(help))
}

/// The edition that a filing names is not known, or it names none.
pub fn unknown_edition(source: &Arc<Source>, form: &FormName, known: &[&str]) -> Diagnostic {
    let names = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match &form.edition {
        Some((edition, span)) => {
            let message = format!("form `{}` has no edition `{edition}`", form.name);
            let fault = Diagnostic::new(Code::UnknownEdition, message)
                .at(source, span.range(), "unknown edition")
                .help(format!("its editions are {names}"));
            let only = if let [one] = known { Some(*one) } else { None };
            match only.or_else(|| nearest(edition, known.iter().copied())) {
                Some(near) => fault.replace(format!("write `{near}`"), near),
                None => fault,
            }
        }
        None => {
            let message = format!("the filing does not say which edition of form `{}` it answers", form.name);
            let fault = Diagnostic::new(Code::UnknownEdition, message);
            if let Some(key) = form.misnamed {
                let fault = fault.at(source, key.range(), "expected `edition`").help("did you mean `edition`?");
                return fault.replace("write `edition`", "edition");
            }
            fault
                .at(source, form.span.range(), "which edition?")
                .help(format!("write `edition:` and one of {names} on the line below"))
        }
    }
}
