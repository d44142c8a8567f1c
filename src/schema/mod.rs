//! Form -> JSON Schema of its filings: for editors, which then complete keys and boxes and show the form's words, and for
//! programs that write filings.
//!
//! In: a compiled [`Form`]. Out: a schema of what the YAML of a filing may hold, read by any reader of YAML 1.2: one that
//! types `no` or `01234` gives values that the schema takes as well. The schema refuses nothing that
//! [`filing::read`](crate::filing::read) accepts without blanks around it; what it cannot say (check digits, dates that
//! do not exist, rules, conditions on derived values) is left to `engross check`.

mod condition;
mod value;

use serde_json::{Map, Value, json};

use crate::builtin;
use crate::form::{Ask, Entry, Field, Form, Named, Names, ScopeId};
use crate::guide::{self, Guide};

/// How long a title is, in characters; the description has the whole label.
const LONGEST_TITLE: usize = 80;

/// A version of JSON Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Draft {
    /// Draft 7, which some editors and libraries still want.
    Seven,
    /// The current one, 2020-12.
    #[default]
    Of2020,
}

impl Draft {
    fn uri(self) -> &'static str {
        match self {
            Self::Seven => "http://json-schema.org/draft-07/schema#",
            Self::Of2020 => "https://json-schema.org/draft/2020-12/schema",
        }
    }
}

/// The JSON Schema of a form's filings.
///
/// ```
/// use engross::builtin::{self, BuiltIn};
/// use engross::form::{self, Named};
/// use engross::schema::{self, Draft};
/// let (form, _) = form::compile(&BuiltIn, builtin::find("12b-25", Some("2003")).unwrap());
/// let schema = schema::schema(&form.unwrap(), Named::BuiltIn, Draft::default());
/// assert_eq!(schema["properties"]["cusip"]["title"], "CUSIP NUMBER");
/// ```
pub fn schema(form: &Form, named: Named<'_>, draft: Draft) -> Value {
    let writer = Writer { form, guide: Guide::of(form) };
    let answers = writer.names(&form.root().names, ScopeId::ROOT, Rigour::Amendment).properties;
    let (head, required) = head(form, named);
    let properties = head.into_iter().chain(answers).collect();
    let record = Record { properties, required, conditions: Vec::new() };
    let title = if form.title.is_empty() { String::new() } else { format!(", {}", form.title) };
    let mut out = Map::new();
    out.insert("$schema".into(), json!(draft.uri()));
    out.insert("title".into(), json!(format!("Form {}{title}, edition {}", form.name, form.edition)));
    let authority = form.authority.as_ref().map(|authority| format!(" ({authority})")).unwrap_or_default();
    out.insert("description".into(), json!(format!("A filing on Form {}{authority}, as engross reads it.", form.name)));
    out.extend(record.finish());
    // What an amendment leaves out stands in what it amends.
    out.insert("if".into(), json!({ "properties": { "amends": { "type": "string" } }, "required": ["amends"] }));
    out.insert("else".into(), Value::Object(writer.whole(ScopeId::ROOT).demands()));
    Value::Object(out)
}

/// What a filing says of itself.
fn head(form: &Form, named: Named<'_>) -> (Map<String, Value>, Vec<String>) {
    let mut name = match named {
        Named::BuiltIn => value::word(&form.name),
        Named::Path(path) => {
            let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
            object([("type", json!("string")), ("pattern", json!(format!("(^|/){}$", value::literal(file))))])
        }
    };
    name.insert("description".into(), json!("The form that this answers."));
    let mut edition = value::word(&form.edition);
    edition.insert("description".into(), json!("The form's edition."));
    let amendment = json!({
        "description": "Only for an amendment of a filing made before: its number, 1 for the first.",
        "type": ["integer", "string", "null"],
        "minimum": 1,
        "maximum": u32::MAX,
        "pattern": "^[+]?0*[1-9][0-9]*$",
    });
    let amends = json!({
        "description": "Only for an amendment: the path of the filing that it amends, from this file's folder. What is left out \
                        here stands as it was furnished; ~ withdraws an answer.",
        "type": ["string", "null"],
    });
    let mut properties = Map::new();
    properties.insert("form".into(), Value::Object(name));
    properties.insert("edition".into(), Value::Object(edition));
    properties.insert("amends".into(), amends);
    properties.insert("amendment".into(), amendment);
    let several = named == Named::BuiltIn && builtin::editions(&form.name).len() > 1;
    let required = if several { vec!["form", "edition"] } else { vec!["form"] };
    (properties, required.into_iter().map(str::to_owned).collect())
}

/// A label as a title: editors show it on one line.
fn title(label: &str) -> String {
    let mut out = String::new();
    for word in label.split_whitespace() {
        if !out.is_empty() {
            if out.chars().count() + word.chars().count() >= LONGEST_TITLE {
                return out + " ...";
            }
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn object<const N: usize>(entries: [(&str, Value); N]) -> Map<String, Value> {
    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// The schema of a record in the making.
#[derive(Default)]
struct Record {
    properties: Map<String, Value>,
    required: Vec<String>,
    /// What depends on answers.
    conditions: Vec<Value>,
}

impl Record {
    fn finish(self) -> Map<String, Value> {
        let mut out = object([("type", json!("object")), ("additionalProperties", json!(false))]);
        out.insert("properties".into(), Value::Object(Map::new()));
        out.extend(self.demands());
        out
    }

    /// What is asked of a record, whatever else it may hold.
    fn demands(self) -> Map<String, Value> {
        let mut out = Map::new();
        if !self.properties.is_empty() {
            out.insert("properties".into(), Value::Object(self.properties));
        }
        if !self.required.is_empty() {
            out.insert("required".into(), json!(self.required));
        }
        if !self.conditions.is_empty() {
            out.insert("allOf".into(), Value::Array(self.conditions));
        }
        out
    }
}

/// What may be left out of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rigour {
    /// What the form does not require.
    Whole,
    /// Anything: an amendment restates what it restates, and `~` withdraws.
    Amendment,
}

struct Writer<'f> {
    form: &'f Form,
    guide: &'f Guide,
}

impl Writer<'_> {
    /// A record of a list.
    fn scope(&self, id: ScopeId, rigour: Rigour) -> Record {
        let mut record = self.names(&self.form.scope(id).names, id, rigour);
        if rigour == Rigour::Whole {
            record.conditions = condition::conditions(self.form.scope(id), id);
        }
        record
    }

    fn names(&self, names: &Names, id: ScopeId, rigour: Rigour) -> Record {
        let mut out = Record::default();
        for (name, entry) in names.0.iter() {
            let (schema, required) = match entry {
                Entry::Record(inner) => {
                    let record = self.names(inner, id, rigour);
                    let required = !record.required.is_empty();
                    let mut schema = record.finish();
                    if !required {
                        schema.insert("type".into(), json!(["object", "null"]));
                    }
                    (Value::Object(schema), required)
                }
                Entry::Field(index) => {
                    let scope = self.form.scope(id);
                    let Some(field) = scope.fields.get(*index) else { continue };
                    // An amendment, too, names the record that it restates.
                    let required = value::is_required(field) && (rigour == Rigour::Whole || scope.key == Some(*index));
                    (self.field(id, *index, field, !required), required)
                }
            };
            out.properties.insert(name.clone(), schema);
            if required {
                out.required.push(name.clone());
            }
        }
        out
    }

    /// What a filing that is no amendment must say beyond what an amendment may.
    fn whole(&self, id: ScopeId) -> Record {
        let scope = self.form.scope(id);
        let mut record = self.demanded(&scope.names, id);
        record.conditions = condition::conditions(scope, id);
        record
    }

    fn demanded(&self, names: &Names, id: ScopeId) -> Record {
        let mut out = Record::default();
        for (name, entry) in names.0.iter() {
            let (schema, required) = match entry {
                Entry::Record(inner) => {
                    let record = self.demanded(inner, id);
                    let required = !record.required.is_empty();
                    let mut schema = record.demands();
                    if required {
                        schema.insert("type".into(), json!("object"));
                    }
                    (schema, required)
                }
                Entry::Field(index) => {
                    let Some(field) = self.form.scope(id).fields.get(*index) else { continue };
                    let required = value::is_required(field);
                    let mut schema = match &field.ask {
                        Ask::List(inner) if self.form.scope(*inner).key.is_some() => {
                            object([("items", Value::Object(self.whole(*inner).demands()))])
                        }
                        Ask::Scalar(_) | Ask::Narrative | Ask::One(_) | Ask::Any(_) | Ask::YesNo if required => {
                            value::value(field, self.guide.about(id, *index), false)
                        }
                        Ask::Scalar(_) | Ask::Narrative | Ask::One(_) | Ask::Any(_) | Ask::YesNo | Ask::List(_) => {
                            Map::new()
                        }
                    };
                    if required && matches!(field.ask, Ask::List(_)) {
                        schema.insert("type".into(), json!("array"));
                    }
                    (schema, required)
                }
            };
            if !schema.is_empty() {
                out.properties.insert(name.clone(), Value::Object(schema));
            }
            if required {
                out.required.push(name.clone());
            }
        }
        out
    }

    fn field(&self, id: ScopeId, index: usize, field: &Field, blank: bool) -> Value {
        let about = self.guide.about(id, index);
        let mut out = Map::new();
        if !about.label.is_empty() {
            out.insert("title".into(), json!(title(&about.label)));
        }
        let when =
            guide::when(self.form.scope(id), id, &field.guards).map(|when| format!("{when} ")).unwrap_or_default();
        let optional = if field.optional && !about.flag { "Optional. " } else { "" };
        let how = format!("{when}{optional}{}", guide::how(field, about));
        let words = about.before.iter().cloned().chain([about.label.clone(), how]);
        let words: Vec<String> = words.filter(|words| !words.is_empty()).collect();
        out.insert("description".into(), json!(words.join("\n\n")));
        let schema = match &field.ask {
            Ask::List(inner) => {
                // Without a key, records are restated whole.
                let keyed = self.form.scope(*inner).key.is_some();
                let rigour = if keyed { Rigour::Amendment } else { Rigour::Whole };
                value::list(Value::Object(self.scope(*inner, rigour).finish()), blank)
            }
            Ask::Scalar(_) | Ask::Narrative | Ask::One(_) | Ask::Any(_) | Ask::YesNo => {
                value::value(field, about, blank)
            }
        };
        out.extend(schema);
        Value::Object(out)
    }
}
