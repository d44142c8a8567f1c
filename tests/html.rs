//! HTML holds what EDGAR allows and nothing else, and what an answer says is only said: whatever it looks like, it comes
//! out whole and does nothing.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot read its files fails")]

use std::collections::BTreeSet;
use std::path::Path;

use engross::builtin::{self, BuiltIn};
use engross::document::{self, Document};
use engross::render::{html, page};
use engross::source::Source;
use engross::world::World;
use engross::{data, diagnostic, filing, form};
use here::Here;
use scraper::{ElementRef, Html, Selector};

#[path = "common/here.rs"]
mod here;
#[path = "extract/html.rs"]
mod html_text;

/// What an answer may look like.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "&#9746; &amp; &lt;b&gt;",
    "]]> <![CDATA[ --> <!-- {{ 7 * 7 }} {% raw %}",
    "\u{1f4a3} \u{2612} \u{5d0}\u{5d1} caf\u{e9} \u{a7}",
    "\"><img src=x onerror=1> ' onmouseover='1",
    "</p></td></table></body></html>",
    "10.1   Supply    Agreement",
];

/// The elements that EDGAR allows, and their attributes: Arelle, `config/edbody.dtd` and `EFM-htm/resources/efm-htm.dtd`.
const ALLOWED: &[(&str, &[&str])] = &[
    ("html", &["lang"]),
    ("head", &[]),
    ("title", &[]),
    ("body", &["bgcolor", "text", "style"]),
    ("br", &[]),
    ("dd", &["style"]),
    ("div", &["style"]),
    ("dl", &["style"]),
    ("dt", &["style"]),
    ("font", &["style", "title"]),
    ("h1", &["style"]),
    ("h2", &["style"]),
    ("h3", &["style"]),
    ("h4", &["style"]),
    ("h5", &["style"]),
    ("h6", &["style"]),
    ("hr", &["style"]),
    ("p", &["style"]),
    ("pre", &["style"]),
    ("table", &["border", "cellpadding", "cellspacing", "style", "width"]),
    ("td", &["align", "nowrap", "style", "valign", "width"]),
    ("th", &["align", "nowrap", "style", "valign", "width"]),
    ("tr", &["style"]),
    ("u", &[]),
];

fn compiled(world: &dyn World, path: &Path) -> form::Form {
    let (form, findings) = form::compile(world, path);
    form.unwrap_or_else(|| panic!("{}", diagnostic::human::render(&findings, false)))
}

fn every_form() -> form::Form {
    compiled(&Here, Path::new("tests/html/every.form"))
}

fn filled(form: &form::Form, yaml: &str) -> Document {
    let source = Source::new("test.yaml", yaml);
    let mut findings = Vec::new();
    let node = data::load(&source, 0, &mut findings);
    let (filing, faults) =
        node.map(|node| filing::read(form, std::slice::from_ref(&source), &node)).unwrap_or_default();
    findings.extend(faults);
    assert!(!diagnostic::any_errors(&findings), "{}", diagnostic::human::render(&findings, false));
    document::document(&filing.unwrap()).0
}

/// A filing of every statement, each of its answers the same.
fn answered(form: &form::Form, answer: &str) -> Document {
    let a = serde_json::to_string(answer).unwrap();
    let table = "|\n  First\n\n  <TABLE>\n  <CAPTION>\n  One      Two <b>\n  <S>      <C>\n  1,000    2\n  </TABLE>\n\n  Last\n";
    let signed = format!("{{date: 2026-01-02, name: {a}, title: {a}}}");
    let yaml = format!(
        "form: T-<&>\nname: {a}\nlong: {a}\nbelow: {a}\ncaption: {a}\nopen: {a}\nnarrative: {table}other: {a}\n\
         question: yes\ncolumns: [a, c]\nitem: {a}\nleft: {a}\nday: 2026-01-02\nbeside: {a}\ncells: [b]\nmore: {a}\n\
         across: b\nright: {a}\nholder: [a]\ninner: [{{one: {a}}}]\ndown: [a, b]\nreason: {a}\nsingle: yes\nagain: yes\n\
         detail: {a}\nrecords: [{{record: {a}, told: {a}}}, {{record: {a}, told: {a}}}]\n\
         rows: [{{words: {a}, number: 1000}}, {{words: {a}, blank: {a}}}]\nsigned: {signed}\nofficers: [{signed}]\n"
    );
    filled(form, &yaml)
}

/// Everything that ships, and every statement with every answer.
fn documents() -> Vec<(String, Document)> {
    let mut out = Vec::new();
    for (name, edition, path) in builtin::FORMS {
        let form = compiled(&BuiltIn, Path::new(path));
        out.push((format!("{name} {edition}, blank"), document::blank(&form).0));
    }
    for name in builtin::names() {
        for entry in
            std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("forms/{name}/examples"))).unwrap()
        {
            let path = entry.unwrap().path();
            let yaml = std::fs::read_to_string(&path).unwrap();
            let edition = yaml.lines().find_map(|line| line.strip_prefix("edition: "));
            let form = compiled(&BuiltIn, builtin::find(name, edition).unwrap());
            out.push((path.display().to_string(), filled(&form, &yaml)));
        }
    }
    let form = every_form();
    out.push(("every statement, blank".to_owned(), document::blank(&form).0));
    let long = "x".repeat(10_000);
    for answer in HOSTILE.iter().copied().chain([long.as_str()]) {
        let shown: String = answer.chars().take(40).collect();
        out.push((format!("every statement, {shown}"), answered(&form, answer)));
    }
    out
}

fn elements(document: &Html) -> Vec<ElementRef<'_>> {
    document.select(&Selector::parse("*").unwrap()).collect()
}

#[test]
fn edgar_allows_every_element_and_attribute() {
    for (name, document) in documents() {
        let (written, findings) = html::render(&document);
        assert_eq!(findings.len(), 0, "{name}");
        assert!(written.is_ascii(), "{name}");
        // The one `<html>` is what the file begins with: a document type before it would not be taken.
        assert!(written.starts_with("<html lang=\"en\">\n") && written.ends_with("\n</body>\n</html>\n"), "{name}");
        assert_eq!(written.matches("<html").count(), 1, "{name}");
        let parsed = Html::parse_document(&written);
        for element in elements(&parsed) {
            let tag = element.value().name();
            // A browser puts it into every table; the file has none.
            if tag == "tbody" {
                assert!(!written.contains("<tbody"), "{name}");
                continue;
            }
            let Some((_, attributes)) = ALLOWED.iter().find(|(allowed, _)| *allowed == tag) else {
                panic!("{name}: <{tag}>");
            };
            for (attribute, value) in element.value().attrs() {
                assert!(attributes.contains(&attribute), "{name}: <{tag} {attribute}>");
                assert!(attribute != "style" || !value.contains("url"), "{name}: {value}");
            }
            let within = |other: &str| {
                element.ancestors().any(|node| node.value().as_element().is_some_and(|element| element.name() == other))
            };
            assert!(tag != "table" || !within("table"), "{name}: a table within a table");
        }
    }
}

#[test]
fn no_line_is_long_but_of_a_long_word() {
    for (name, document) in documents() {
        for written in [html::render(&document).0, page::render(&document).0] {
            let long = written.lines().filter(|line| !line.contains("xxxxxxxx")).find(|line| line.len() > 300);
            assert_eq!(long, None, "{name}");
        }
    }
}

#[test]
fn every_answer_is_only_words() {
    let form = every_form();
    let tags = |written: &str| -> BTreeSet<String> {
        elements(&Html::parse_document(written)).iter().map(|element| element.value().name().to_owned()).collect()
    };
    let plain = answered(&form, "An answer");
    let long = "x".repeat(10_000);
    for answer in HOSTILE.iter().copied().chain([long.as_str()]) {
        let document = answered(&form, answer);
        let words = answer.split_whitespace().collect::<Vec<_>>().join(" ");
        for (render, plain) in
            [(html::render(&document).0, html::render(&plain).0), (page::render(&document).0, page::render(&plain).0)]
        {
            assert_eq!(tags(&render), tags(&plain), "{answer}");
            let (shown, expected) = (html_text::text(&render), html_text::text(&plain).replace("An answer", &words));
            assert!(shown.matches(&words).count() > 20, "{answer}");
            assert_eq!(shown, expected);
        }
    }
}

#[test]
fn both_formats_say_the_same() {
    for (name, document) in documents() {
        let (html, page) = (html_text::text(&html::render(&document).0), html_text::text(&page::render(&document).0));
        assert_eq!(html, page, "{name}");
    }
}

#[test]
fn a_page_is_in_order() {
    for (name, document) in documents() {
        let (written, findings) = page::render(&document);
        assert_eq!(findings.len(), 0, "{name}");
        let parsed = Html::parse_document(&written);
        let (mut ids, mut named, mut level) = (BTreeSet::new(), BTreeSet::new(), 0);
        for element in elements(&parsed) {
            let element = element.value();
            let tag = element.name();
            assert!(!matches!(tag, "script" | "link" | "img" | "iframe" | "a"), "{name}: <{tag}>");
            for (attribute, value) in element.attrs() {
                assert!(!attribute.starts_with("on"), "{name}: {attribute}");
                match attribute {
                    "id" => assert!(ids.insert(value.to_owned()), "{name}: {value} twice"),
                    "aria-labelledby" => named.extend(value.split(' ').map(str::to_owned)),
                    _ => {}
                }
            }
            if let Some(digit) = tag.strip_prefix('h').and_then(|digit| digit.parse::<u32>().ok()) {
                assert!(digit <= level + 1 && (digit > 1 || level == 0), "{name}: <{tag}> after <h{level}>");
                level = digit;
            }
            if element.attr("role") == Some("checkbox") {
                assert!(element.attr("data-path").is_some() && element.attr("aria-checked").is_some(), "{name}");
            }
        }
        assert!(level > 0, "{name}: no heading");
        assert!(named.is_subset(&ids), "{name}: {named:?}");
    }
}

#[test]
fn every_answer_of_a_page_bears_its_path() {
    let form = every_form();
    let written = page::render(&answered(&form, "An answer")).0;
    let parsed = Html::parse_document(&written);
    let paths: BTreeSet<&str> =
        elements(&parsed).iter().filter_map(|element| element.value().attr("data-path")).collect();
    let expected = [
        "across",
        "again",
        "below",
        "beside",
        "caption",
        "cells",
        "columns",
        "day",
        "detail",
        "down",
        "holder",
        "item",
        "left",
        "long",
        "more",
        "name",
        "narrative",
        "rows[1].blank",
        "rows[2].number",
        "inner[1].one",
        "open",
        "other",
        "question",
        "reason",
        "records[2].record",
        "right",
        "signed.date",
        "signed.name",
        "signed.title",
        "single",
        "records[1].told",
        "rows[1].words",
    ];
    for path in expected {
        assert!(paths.contains(path), "{path}: {paths:?}");
    }
}
