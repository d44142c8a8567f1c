//! Random filings of every shipped form and of one that uses every statement, versions of them, and amendments.
//!
//! A filing is a JSON object, which is YAML as well. Answers are spelled as data, so that equal answers are equal words.

use serde_json::{Map, Value, json};

/// A small generator of numbers; the same seed gives the same filing.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed ^ 0x9e37_79b9_7f4a_7c15)
    }

    /// A number below `most`.
    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(most).unwrap()).unwrap()
    }

    pub(crate) fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    pub(crate) fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }
}

const WORDS: &[&str] = &[
    "the",
    "Company",
    "of",
    "net",
    "revenues",
    "$9,292,000",
    "in",
    "fiscal",
    "2002",
    "and",
    "review.",
    "Expects,",
    "to",
    "file",
    "its",
    "Annual",
    "Report",
    "é",
    "数字",
    "(a)",
    "217%.",
    "no",
    "loss;",
    "--",
    "auditors",
    "time.",
];

fn words(dice: &mut Dice, most: usize) -> String {
    let count = 1 + dice.below(most);
    (0..count).map(|_| dice.pick(WORDS)).collect::<Vec<_>>().join(" ")
}

fn paragraph(dice: &mut Dice) -> String {
    if dice.one_in(8) {
        let rows = (0..=dice.below(4)).map(|_| format!("{:<30}{:>12}", words(dice, 2), words(dice, 1)));
        return format!("<TABLE>\n{}\n</TABLE>", rows.collect::<Vec<_>>().join("\n"));
    }
    if dice.one_in(6) {
        // Lines that are kept, with columns.
        let lines = (0..2 + dice.below(3)).map(|_| format!("{}   {}", words(dice, 3), words(dice, 2)));
        return lines.collect::<Vec<_>>().join("\n");
    }
    words(dice, 30)
}

fn narrative(dice: &mut Dice) -> Value {
    let count = 1 + dice.below(5);
    json!((0..count).map(|_| paragraph(dice)).collect::<Vec<_>>().join("\n\n"))
}

fn date(dice: &mut Dice, year: usize) -> Value {
    json!(format!("{year}-{:02}-{:02}", 1 + dice.below(12), 1 + dice.below(28)))
}

fn some(dice: &mut Dice, keys: &[&str]) -> Value {
    json!(keys.iter().filter(|_| dice.one_in(2)).collect::<Vec<_>>())
}

/// A form and what a filing of it says first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Late2003,
    Late2019,
    Report8K,
    Everything,
}

pub(crate) const KINDS: [Kind; 4] = [Kind::Late2003, Kind::Late2019, Kind::Report8K, Kind::Everything];

/// A filing without errors.
pub(crate) fn filing(dice: &mut Dice, kind: Kind) -> Map<String, Value> {
    let value = match kind {
        Kind::Late2003 => late(dice, "2003", &["10-K", "20-F", "11-K", "10-Q", "N-SAR"]),
        Kind::Late2019 => late(dice, "2019", &["10-K", "20-F", "11-K", "10-Q", "10-D", "N-CEN", "N-CSR"]),
        Kind::Report8K => report(dice),
        Kind::Everything => everything(dice),
    };
    let Value::Object(mut map) = value else { unreachable!() };
    map.retain(|_, value| !value.is_null());
    map
}

fn optional(dice: &mut Dice, value: Value) -> Value {
    if dice.one_in(2) { value } else { Value::Null }
}

fn without_blanks(value: Value) -> Value {
    match value {
        Value::Object(map) => Value::Object(
            map.into_iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(key, value)| (key, without_blanks(value)))
                .collect(),
        ),
        value => value,
    }
}

fn late(dice: &mut Dice, edition: &str, reports: &[&str]) -> Value {
    let (filed, change) = (dice.one_in(2), dice.one_in(2));
    let yes = |yes: bool| if yes { "yes" } else { "no" };
    let relief = if edition == "2003" { some(dice, &["a", "b", "c"]) } else { json!(yes(dice.one_in(2))) };
    let missing = narrative(dice);
    let explanation = narrative(dice);
    let former = words(dice, 3);
    let portion = json!(words(dice, 4));
    without_blanks(json!({
        "form": "12b-25", "edition": edition,
        "report": dice.pick(reports),
        "file_number": dice.pick(&["000-18925", "001-12345", "333-00001"]),
        "cusip": if dice.one_in(2) { json!(dice.pick(&["457954501", "037833100", "594918104"])) } else { Value::Null },
        "period_ended": date(dice, 2002),
        "portion": optional(dice, portion),
        "registrant": {
            "name": words(dice, 4),
            "former_name": optional(dice, json!(former)),
            "street": words(dice, 5),
            "city": words(dice, 3),
        },
        "relief": relief,
        "reasons": narrative(dice),
        "contact": { "name": words(dice, 2), "telephone": dice.pick(&["+13237255516", "+15555550100"]) },
        "reports_filed": yes(filed),
        "reports_missing": if filed { Value::Null } else { missing },
        "results_change": yes(change),
        "results_explanation": if change { explanation } else { Value::Null },
        "signed": signature(dice, 2003),
    }))
}

fn signature(dice: &mut Dice, year: usize) -> Value {
    json!({ "date": date(dice, year), "name": words(dice, 3), "title": words(dice, 2) })
}

fn security(dice: &mut Dice) -> Value {
    let symbol = json!(dice.pick(&["FAKE", "FAKEW", "NIL"]));
    without_blanks(json!({
        "class": words(dice, 6), "symbol": optional(dice, symbol), "exchange": words(dice, 3),
    }))
}

fn item(dice: &mut Dice, number: &str) -> Value {
    json!({ "number": number, "title": words(dice, 8), "narrative": narrative(dice) })
}

fn report(dice: &mut Dice) -> Value {
    let growth = dice.one_in(2);
    let securities: Vec<Value> = (0..dice.below(4)).map(|_| security(dice)).collect();
    let mut numbers = vec!["1.01", "1.02", "2.03", "5.02", "7.01", "8.01", "9.01"];
    shuffle(dice, &mut numbers);
    numbers.truncate(1 + dice.below(4));
    let items: Vec<Value> = numbers.iter().map(|number| item(dice, number)).collect();
    let irs = json!("12-3456789");
    without_blanks(json!({
        "form": "8-K", "edition": "2019",
        "date_of_report": date(dice, 2024),
        "registrant": {
            "name": words(dice, 4), "jurisdiction": words(dice, 1),
            "file_number": dice.pick(&["000-18925", "001-12345"]),
            "irs_number": optional(dice, irs),
            "address": words(dice, 6), "zip": dice.pick(&["00000", "90040"]), "telephone": "+15555550100",
        },
        "also_satisfies": some(dice, &["425", "14a-12", "14d-2b", "13e-4c"]),
        "securities": securities,
        "emerging_growth_company": if growth { "yes" } else { "no" },
        "no_extended_transition": if growth && dice.one_in(2) { json!("yes") } else { Value::Null },
        "items": items,
        "signed": signature(dice, 2025),
    }))
}

fn holder(dice: &mut Dice) -> Value {
    let since = date(dice, 1990);
    without_blanks(json!({
        "name": words(dice, 3), "shares": dice.pick(&["100", "2500", "1000000"]), "since": optional(dice, since),
    }))
}

fn everything(dice: &mut Dice) -> Value {
    let (first, lonely, fine) = (dice.one_in(2), dice.one_in(2), dice.one_in(2));
    let items: Vec<Value> = (0..dice.below(4))
        .map(|_| json!({ "number": dice.pick(&["1", "2.5", "3"]), "words": narrative(dice) }))
        .collect();
    let holders: Vec<Value> = (0..dice.below(5)).map(|_| holder(dice)).collect();
    let signers: Vec<Value> = (0..=dice.below(3)).map(|_| signature(dice, 2025)).collect();
    let (more, why, trouble) = (json!(words(dice, 5)), narrative(dice), narrative(dice));
    without_blanks(json!({
        "form": "./everything.form",
        "kind": if first { "a" } else { "b" },
        "a_more": if first { more } else { Value::Null },
        "traits": some(dice, &["old", "new", "10-K"]),
        "lonely": if lonely { "yes" } else { "no" },
        "why_lonely": if lonely && dice.one_in(2) { why } else { Value::Null },
        "who": {
            "name": words(dice, 3),
            "crd": if dice.one_in(2) { json!("123456") } else { Value::Null },
            "born": date(dice, 1960),
            "worth": if dice.one_in(2) { json!(dice.pick(&["9292000", "9922000", "0"])) } else { Value::Null },
            "state": if dice.one_in(2) { json!(dice.pick(&["CA", "NY"])) } else { Value::Null },
            "zip": if dice.one_in(2) { json!("90040") } else { Value::Null },
            "fine": if fine { "yes" } else { "no" },
            "trouble": if fine { Value::Null } else { trouble },
        },
        "items": items, "holders": holders, "signers": signers,
        "secret": if dice.one_in(2) { json!(dice.pick(&["1", "99"])) } else { Value::Null },
    }))
}

pub(crate) fn shuffle<T>(dice: &mut Dice, list: &mut [T]) {
    for at in (1..list.len()).rev() {
        list.swap(at, dice.below(at + 1));
    }
}

/// Another version of a filing: some answers are those of another one, narratives are edited, records move.
pub(crate) fn version(dice: &mut Dice, kind: Kind, of: &Map<String, Value>) -> Map<String, Value> {
    let other = filing(dice, kind);
    let mut out = of.clone();
    for (key, value) in &other {
        // What depends on another answer goes with it.
        let together: &[&str] = match key.as_str() {
            "reports_filed" => &["reports_missing"],
            "results_change" => &["results_explanation"],
            "kind" => &["a_more"],
            "lonely" => &["why_lonely"],
            "emerging_growth_company" => &["no_extended_transition"],
            "reports_missing" | "results_explanation" | "a_more" | "why_lonely" | "no_extended_transition" => continue,
            _ => &[],
        };
        if dice.one_in(3) {
            for key in [key.as_str()].iter().chain(together) {
                match other.get(*key) {
                    Some(value) => out.insert((*key).to_owned(), value.clone()),
                    None => out.remove(*key),
                };
            }
        } else if let Some(old) = out.get(key).cloned() {
            out.insert(key.clone(), edited(dice, key, old, value));
        }
    }
    for optional in ["cusip", "portion", "securities", "holders", "secret", "also_satisfies"] {
        if dice.one_in(8) {
            out.remove(optional);
        }
    }
    out
}

fn edited(dice: &mut Dice, key: &str, old: Value, other: &Value) -> Value {
    match (old, other) {
        (Value::String(text), _) if text.contains(' ') && dice.one_in(2) => {
            json!(edited_text(dice, &text, is_narrative(key)))
        }
        (Value::Array(mut records), Value::Array(others)) if records.iter().any(Value::is_object) => {
            if dice.one_in(2) {
                shuffle(dice, &mut records);
            }
            if dice.one_in(3) && records.len() > 1 {
                records.remove(dice.below(records.len()));
            }
            for record in &mut records {
                let Value::Object(record) = record else { continue };
                for (key, value) in record.iter_mut() {
                    if let Value::String(text) = &value
                        && matches!(key.as_str(), "title" | "narrative" | "words" | "name" | "class" | "exchange")
                        && dice.one_in(3)
                    {
                        *value = json!(edited_text(dice, text, is_narrative(key)));
                    }
                }
            }
            let known = |record: &Value, records: &[Value]| {
                record
                    .get("number")
                    .is_some_and(|number| records.iter().any(|other| other.get("number") == Some(number)))
            };
            for record in others {
                if dice.one_in(3) && !known(record, &records) {
                    let at = dice.below(records.len() + 1);
                    records.insert(at, record.clone());
                }
            }
            json!(records)
        }
        (old, _) => old,
    }
}

fn is_narrative(key: &str) -> bool {
    matches!(key, "reasons" | "reports_missing" | "results_explanation" | "why_lonely" | "narrative" | "words")
}

/// Words of a text changed, its paragraphs moved, added, taken out, or only its lines broken elsewhere.
pub(crate) fn edited_text(dice: &mut Dice, text: &str, narrative: bool) -> String {
    // Rows of a table are edited as words are.
    let pieces = |paragraph: &str| -> Vec<String> {
        let table = narrative && paragraph.starts_with("<TABLE>\n");
        let pieces: Vec<&str> =
            if table { paragraph.lines().collect() } else { paragraph.split_whitespace().collect() };
        pieces.into_iter().map(str::to_owned).collect()
    };
    let mut paragraphs: Vec<Vec<String>> = text.split("\n\n").map(pieces).collect();
    for _ in 0..dice.below(4) {
        let at = dice.below(paragraphs.len());
        match dice.below(if narrative { 9 } else { 3 }) {
            0 => {
                let word = dice.below(paragraphs[at].len());
                dice.pick(WORDS).clone_into(&mut paragraphs[at][word]);
            }
            1 => {
                let word = dice.below(paragraphs[at].len() + 1);
                paragraphs[at].insert(word, dice.pick(WORDS).to_owned());
            }
            2 if paragraphs[at].len() > 1 => {
                let word = dice.below(paragraphs[at].len());
                paragraphs[at].remove(word);
            }
            3 => {
                let to = dice.below(paragraphs.len());
                paragraphs.swap(at, to);
            }
            4 => paragraphs.insert(at, paragraph(dice).split_whitespace().map(str::to_owned).collect()),
            5 if paragraphs.len() > 1 => {
                paragraphs.remove(at);
            }
            // Two paragraphs are joined, or one is parted.
            6 if paragraphs.len() > at + 1 => {
                let next = paragraphs.remove(at + 1);
                paragraphs[at].extend(next);
            }
            7 if paragraphs[at].len() > 1 => {
                let word = 1 + dice.below(paragraphs[at].len() - 1);
                let rest = paragraphs[at].split_off(word);
                paragraphs.insert(at + 1, rest);
            }
            8 => {
                let copy = paragraphs[at].clone();
                paragraphs.push(copy);
            }
            _ => {}
        }
    }
    let joined =
        |pieces: &Vec<String>| pieces.join(if pieces.iter().any(|row| row.contains(' ')) { "\n" } else { " " });
    paragraphs.iter().map(joined).collect::<Vec<_>>().join("\n\n")
}

/// An amendment that restates some of what another version says, and withdraws what that does not say.
pub(crate) fn amendment(
    dice: &mut Dice,
    original: &Map<String, Value>,
    version: &Map<String, Value>,
) -> Map<String, Value> {
    let mut out = Map::new();
    for key in ["form", "edition"] {
        out.extend(version.get(key).map(|value| (key.to_owned(), value.clone())));
    }
    out.insert("amendment".to_owned(), json!(1));
    for (key, value) in version.iter().filter(|(key, _)| !matches!(key.as_str(), "form" | "edition")) {
        let restated = match (original.get(key), value) {
            (Some(Value::Object(before)), Value::Object(after)) => {
                let mut record = Map::new();
                restate(dice, before, after, &mut record);
                json!(record)
            }
            (Some(before), after) if before == after && !dice.one_in(6) => continue,
            _ => value.clone(),
        };
        out.insert(key.clone(), restated);
    }
    for key in original.keys().filter(|key| !version.contains_key(*key)) {
        out.insert(key.clone(), Value::Null);
    }
    out
}

/// What a record restates and withdraws.
fn restate(dice: &mut Dice, original: &Map<String, Value>, version: &Map<String, Value>, out: &mut Map<String, Value>) {
    for (key, value) in version {
        if original.get(key) != Some(value) || dice.one_in(6) {
            out.insert(key.clone(), value.clone());
        }
    }
    for key in original.keys().filter(|key| !version.contains_key(*key)) {
        out.insert(key.clone(), Value::Null);
    }
}
