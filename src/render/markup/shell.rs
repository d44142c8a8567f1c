//! The page around a document, from a template.

use minijinja::{Environment, Error, ErrorKind, Value, context};

use super::Charset;

/// An environment of one template. Its values are escaped as the document's words are, but for markup, which is a value
/// that says of itself that it is safe.
#[expect(clippy::expect_used, reason = "the template is a constant")]
pub(in crate::render) fn shell(template: &'static str, charset: Charset) -> Environment<'static> {
    let mut env = Environment::empty();
    env.set_formatter(move |out, _, value| {
        let text = value.as_str().unwrap_or_default();
        if value.is_safe() {
            return out.write_str(text).map_err(|_| Error::new(ErrorKind::WriteFailure, "could not print"));
        }
        let mut escaped = String::new();
        charset.escape(&mut escaped, text);
        out.write_str(&escaped).map_err(|_| Error::new(ErrorKind::WriteFailure, "could not print"))
    });
    env.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    env.add_template("shell", template).expect("the template is well formed");
    env
}

/// Puts a document into its shell.
#[expect(clippy::expect_used, reason = "the template is a constant and names no other values")]
pub(in crate::render) fn put(env: &Environment<'_>, title: &str, style: &'static str, body: String) -> String {
    let (style, body) = (Value::from_safe_string(style.to_owned()), Value::from_safe_string(body));
    let shell = env.get_template("shell").expect("the template was added");
    let mut page = shell.render(context! { title, style, body }).expect("the values are all there");
    page.push('\n');
    page
}
