//! The statements of the language: each keyword with how it is written. Messages and the reference rest on this table.

/// A statement of the language.
pub(crate) struct Keyword {
    /// The word that begins it.
    pub(crate) word: &'static str,
    /// How it is written.
    pub(crate) usage: &'static str,
}

const fn keyword(word: &'static str, usage: &'static str) -> Keyword {
    Keyword { word, usage }
}

/// Every statement, in the order of the language reference.
pub(crate) const KEYWORDS: &[Keyword] = &[
    keyword("form", r#"form "12b-25" "Notification of Late Filing""#),
    keyword("edition", "edition 2003"),
    keyword("authority", r#"authority "17 CFR 240.12b-25""#),
    keyword("submission", r#"submission "NT {{ report }}""#),
    keyword("width", "width 80"),
    keyword("marks", r#"marks "[X]" "[ ]""#),
    keyword("masthead", r#"masthead { "UNITED STATES" title "FORM 12b-25" }"#),
    keyword("section", r#"section "PART I" "REGISTRANT INFORMATION" { ... }"#),
    keyword("item", r#"item "(1)" { ... }"#),
    keyword("row", "row { ... }"),
    keyword("repeat", "repeat officers { ... }"),
    keyword("when", "when not reports_filed { ... } otherwise { ... }"),
    keyword("otherwise", "when reports_filed { ... } otherwise { ... }"),
    keyword("include", r#"include "common.form""#),
    keyword("field", r#"field registrant.name: text "Full Name of Registrant""#),
    keyword("choose", r#"choose one report "(Check One):" { box 10-K "Form 10-K" }"#),
    keyword("box", r#"box 10-K "Form 10-K""#),
    keyword("table", r#"table securities "Securities registered" { column class: text "Title of each class" }"#),
    keyword("column", r#"column class: text "Title of each class""#),
    keyword("signature", r#"signature signed "The registrant has caused this notification to be signed.""#),
    keyword("title", r#"title "FORM 12b-25""#),
    keyword("heading", r#"heading "ATTENTION""#),
    keyword("text", r#"text "If so, attach an explanation.""#),
    keyword("instruction", r#"instruction "The form may be signed by an executive officer.""#),
    keyword("notice", r#"notice "Intentional misstatements are federal criminal violations.""#),
    keyword("note", r#"note "Attach extra sheets if needed.""#),
    keyword("rule", "rule"),
    keyword("page", "page"),
    keyword("type", r#"type crd "[0-9]{1,8}" "a CRD number""#),
    keyword("let", "let due = period_ended | plus_days(90) | business_day"),
    keyword("require", r#"require reports_missing or reports_filed else "identify the missing reports""#),
    keyword("warn", r#"warn signed.date <= due else "the notice is late""#),
];

/// What other languages call a statement of ours.
pub(crate) const OTHER_WORDS: &[(&str, &str)] = &[
    ("else", "otherwise"),
    ("if", "when"),
    ("checkbox", "box"),
    ("label", "text"),
    ("import", "include"),
    ("input", "field"),
    ("select", "choose"),
    ("assert", "require"),
];

/// The modifiers, as the nearest-name help knows them.
pub(crate) const MODIFIERS: &[&str] = &[
    "optional", "below", "caption", "hidden", "key", "format", "across", "down", "columns", "marks", "numbered",
    "repeat",
];

/// How a statement is written.
pub(crate) fn usage(word: &str) -> &'static str {
    KEYWORDS.iter().find(|keyword| keyword.word == word).map_or("", |keyword| keyword.usage)
}
