//! Applies the changes of `diff --to json` to a filing's answers.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// Answers by their paths, each in one spelling; records of a list as answers of their own.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Answers {
    single: BTreeMap<String, String>,
    lists: BTreeMap<String, Vec<BTreeMap<String, String>>>,
}

impl Answers {
    pub(crate) fn of(filing: &Map<String, Value>) -> Self {
        let mut out = Self::default();
        for (key, value) in filing.iter().filter(|(key, _)| !matches!(key.as_str(), "form" | "edition" | "amendment")) {
            out.put(key, value);
        }
        out
    }

    fn put(&mut self, path: &str, value: &Value) {
        match value {
            Value::Object(map) => map.iter().for_each(|(key, value)| self.put(&format!("{path}.{key}"), value)),
            Value::Array(records) if records.iter().any(Value::is_object) => {
                let record = |record: &Value| {
                    record.as_object().unwrap().iter().map(|(key, value)| (key.clone(), spelled(value))).collect()
                };
                self.lists.insert(path.to_owned(), records.iter().map(record).collect());
            }
            value => self.set(path, &spelled(value)),
        }
    }

    /// Nothing, an empty list and a box that is not checked are the same.
    fn set(&mut self, path: &str, text: &str) {
        if text.is_empty()
            || text == "no"
                && matches!(path, "relief" | "lonely" | "emerging_growth_company" | "no_extended_transition")
        {
            self.single.remove(path);
        } else {
            self.single.insert(path.to_owned(), text.to_owned());
        }
    }

    /// The same with the records of a list laid over another's by their key.
    pub(crate) fn with_records_of(mut self, original: &Self, list: &str, key: &str) -> Self {
        let mut records = original.lists.get(list).cloned().unwrap_or_default();
        for record in self.lists.remove(list).unwrap_or_default() {
            match records.iter_mut().find(|other| other.get(key) == record.get(key)) {
                Some(other) => other.extend(record),
                None => records.push(record),
            }
        }
        self.lists.insert(list.to_owned(), records);
        self
    }

    pub(crate) fn applied(mut self, changes: &Value) -> Self {
        let listed: Vec<&Value> =
            changes["changes"].as_array().unwrap().iter().filter(|change| change["kind"] != "restated").collect();
        let mut places: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
        for change in &listed {
            let (list, inside) = parts(change["path"].as_str().unwrap());
            if let (Some((list, _)), "") = (list, inside) {
                places.entry(list.to_owned()).or_default().push(change);
            }
        }
        for (list, changes) in places {
            let before = self.lists.remove(&list).unwrap_or_default();
            self.lists.insert(list, placed(before, &changes));
        }
        for change in listed {
            let after = after(change);
            match parts(change["path"].as_str().unwrap()) {
                (Some(_), "") => {}
                (Some((list, number)), inside) => {
                    let record = &mut self.lists.get_mut(list).unwrap()[number - 1];
                    match after {
                        Some(after) => record.insert(inside.to_owned(), after),
                        None => record.remove(inside),
                    };
                }
                (None, path) => self.set(path, &after.unwrap_or_default()),
            }
        }
        self.lists.retain(|_, records| !records.is_empty());
        self
    }
}

/// The records of a list after some went, came and moved.
fn placed(before: Vec<BTreeMap<String, String>>, changes: &[&Value]) -> Vec<BTreeMap<String, String>> {
    let number = |path: &Value| parts(path.as_str().unwrap()).0.unwrap().1;
    let mut records: Vec<Option<BTreeMap<String, String>>> = before.into_iter().map(Some).collect();
    let mut placed = BTreeMap::new();
    for change in changes {
        match change["kind"].as_str().unwrap() {
            "withdrawn" => records[number(&change["path"]) - 1] = None,
            "moved" => {
                // Others may have come and gone around it, so that it has the same number as before.
                let from = change.get("original_path").unwrap_or(&change["path"]);
                let moved = records[number(from) - 1].take().unwrap();
                placed.insert(number(&change["path"]), moved);
            }
            "added" => {
                let record = change["after"].as_object().unwrap();
                let record = record.iter().map(|(key, value)| (key.clone(), spelled(value))).collect();
                placed.insert(number(&change["path"]), record);
            }
            _ => {}
        }
    }
    let mut out: Vec<BTreeMap<String, String>> = records.into_iter().flatten().collect();
    for (number, record) in placed {
        out.insert(number - 1, record);
    }
    out
}

/// `items[2].title` as `items`, 2, `title`.
fn parts(path: &str) -> (Option<(&str, usize)>, &str) {
    let Some((list, rest)) = path.split_once('[') else { return (None, path) };
    let (number, rest) = rest.split_once(']').unwrap();
    (Some((list, number.parse().unwrap())), rest.strip_prefix('.').unwrap_or_default())
}

/// What a change says is answered now; of a text, what its words make of it.
fn after(change: &Value) -> Option<String> {
    if let Some(paragraphs) = change["words"].as_array() {
        let mut out: Vec<(u64, String)> = Vec::new();
        for paragraph in paragraphs.iter().filter(|paragraph| paragraph["kind"] != "moved_away") {
            let Some(number) = paragraph["after"].as_u64() else { continue };
            let words = paragraph["words"].as_array().unwrap().iter().filter(|words| words["kind"] != "gone");
            out.push((number, words.map(|words| words["text"].as_str().unwrap()).collect::<Vec<_>>().join(" ")));
        }
        out.sort();
        let text = out.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" ");
        return Some(spelled(&Value::String(text))).filter(|text| !text.is_empty());
    }
    if let (Some(checked), true) = (change["checked"].as_array(), change["after"].is_null()) {
        return Some(if checked.is_empty() { "no" } else { "yes" }.to_owned()).filter(|said| said == "yes");
    }
    let value = if change["after_value"].is_null() { &change["after"] } else { &change["after_value"] };
    (!value.is_null()).then(|| spelled(value))
}

/// One spelling of an answer: its words, or the keys of its boxes.
fn spelled(value: &Value) -> String {
    match value {
        Value::Array(keys) => keys.iter().map(|key| key.as_str().unwrap()).collect::<Vec<_>>().join(", "),
        value => value.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" "),
    }
}
