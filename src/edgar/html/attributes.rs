//! Attributes: which there may be, what their values may do.

use std::ops::Range;

use super::elements::{Element, Judgement};
use crate::diagnostic::Code;
use crate::edgar::faults;
use crate::edgar::findings::Findings;

/// Attributes whose values are words for readers, not addresses.
const WORDS: &[&str] = &["alt", "content", "summary", "title", "class", "id", "name", "value"];

/// Schemes of addresses that run.
const RUN: &[&str] = &["javascript:", "vbscript:", "livescript:", "mocha:"];

/// Checks that an element may have an attribute.
pub(super) fn check_name(
    findings: &mut Findings<'_>,
    element: &str,
    known: Option<&Element>,
    name: &str,
    range: &Range<usize>,
) {
    let at = range.clone();
    let same = || format!("{element} {name}");
    let handler =
        name.strip_prefix("on").is_some_and(|event| event.chars().all(|c| c.is_ascii_alphabetic()) && event.len() > 2);
    if handler {
        findings.add_once(Code::ExecutableCode, name, at.clone(), |f| faults::handler(f, at, name));
    } else if name == "xmlns" || name.starts_with("xmlns:") {
        findings.add_once(Code::Namespace, name, at.clone(), |f| faults::namespace(f, at, name));
    } else if let Some(help) = forbidden(element, name) {
        findings.add_once(Code::ForbiddenAttribute, &same(), at.clone(), |f| {
            faults::forbidden_attribute(f, at, element, name, help)
        });
    } else if known.is_some_and(|known| is_judged(known) && !known.attributes.contains(&name)) {
        findings
            .add_once(Code::UnknownAttribute, &same(), at.clone(), |f| faults::unknown_attribute(f, at, element, name));
    }
}

/// Whether more is to be said of an element than that it is there.
fn is_judged(element: &Element) -> bool {
    matches!(element.judgement, Judgement::Allowed | Judgement::Disputed)
}

fn forbidden(element: &str, name: &str) -> Option<&'static str> {
    match (element, name) {
        (_, "background") => Some("EDGAR takes no picture behind the words; `bgcolor` gives a colour"),
        ("meta", "http-equiv") => Some("leave it out; the document is ASCII, and says nothing to a web server"),
        _ => None,
    }
}

/// Checks what an attribute's value does; `value` has its references read.
pub(super) fn check_value(findings: &mut Findings<'_>, element: &str, name: &str, value: &str, range: &Range<usize>) {
    let at = range.clone();
    if name == "style" {
        // Nothing runs and nothing is fetched without a parenthesis, which an escape may hide.
        if !value.contains(['(', '\\']) {
            return;
        }
        if let Some(what) = style_runs(value) {
            findings.add(Code::ExecutableCode, at.clone(), |f| faults::style_runs(f, at, what));
        } else if let Some(address) = style_address(value).filter(|address| is_outside(address)) {
            findings.add(Code::OutsideLink, at.clone(), |f| faults::outside(f, at, &address));
        }
        return;
    }
    if !value.contains(':') && !matches!(name, "href" | "src") {
        return;
    }
    // Browsers read an address without its control characters and white space.
    let address: String = value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).take(200).collect();
    let lower = address.to_ascii_lowercase();
    let runs = RUN.iter().find(|scheme| lower.starts_with(**scheme)).copied();
    let runs = runs.or(if name != "src" && lower.starts_with("data:text/html") { Some("data:") } else { None });
    if let Some(scheme) = runs.filter(|_| !WORDS.contains(&name)) {
        findings.add(Code::ExecutableCode, at.clone(), |f| faults::address_runs(f, at, scheme));
        return;
    }
    match (element, name) {
        ("a", "href") if is_outside(&lower) && !is_edgar(&lower) => {
            findings.add_once(Code::OutsideLink, &address, at.clone(), |f| faults::outside(f, at, &address));
        }
        ("img", "src") if is_outside(&lower) => {
            findings.add_once(Code::OutsideLink, &address, at.clone(), |f| faults::outside(f, at, &address));
        }
        ("img", "src") if ![".gif", ".jpg"].iter().any(|ending| lower.ends_with(ending)) => {
            findings.add_once(Code::OutsideLink, &address, at.clone(), |f| faults::picture(f, at, &address));
        }
        _ => {}
    }
}

/// Whether an address leads out of the submission: it has a scheme, or names a server.
fn is_outside(address: &str) -> bool {
    let scheme = address.find(':').and_then(|colon| address.get(..colon));
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    };
    scheme.is_some_and(is_scheme) || address.starts_with("//")
}

/// Whether an address is a document that was filed with the Commission.
fn is_edgar(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.starts_with("www.sec.gov/") || rest.starts_with("sec.gov/"))
}

/// A style sheet's words, small, without white space, comments and escapes, under which words are hidden.
fn bare(style: &str) -> String {
    let mut out = String::new();
    let mut rest = style;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    let mut bare = String::new();
    let mut chars = out.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\\' {
            let mut code = 0;
            let mut digits = 0;
            while let Some(digit) = chars.peek().and_then(|c| c.to_digit(16)).filter(|_| digits < 6) {
                code = code * 16 + digit;
                digits += 1;
                chars.next();
            }
            bare.extend(if digits == 0 { chars.next() } else { char::from_u32(code) });
        } else {
            bare.push(c);
        }
    }
    bare.retain(|c| !c.is_whitespace() && !c.is_control());
    bare.to_ascii_lowercase()
}

fn style_runs(style: &str) -> Option<&'static str> {
    let bare = format!(";{}", bare(style));
    ["expression(", "javascript:", "vbscript:", ";-moz-binding:", ";behavior:"]
        .into_iter()
        .find(|what| bare.contains(what))
        .map(|what| what.trim_start_matches(';'))
}

fn style_address(style: &str) -> Option<String> {
    let bare = bare(style);
    let (_, address) = bare.split_once("url(")?;
    Some(address.trim_start_matches(['"', '\'']).split([')', '"', '\'']).next().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_is_known_under_its_disguises() {
        for style in [
            "width:expression(1)",
            "WIDTH: ex/**/pression (1)",
            r"width:\65xpression(1)",
            "background:url( 'java\nscript:x')",
        ] {
            assert!(style_runs(style).is_some(), "{style}");
        }
        assert_eq!(style_runs("font-family: Times; scroll-behavior: smooth"), None);
        assert_eq!(style_address("background: url('http://x.com/a.gif')").as_deref(), Some("http://x.com/a.gif"));
        assert_eq!(bare("/* a */b/* c"), "b");
    }

    #[test]
    fn addresses_inside_and_outside() {
        for inside in ["#toc", "ex99-1.htm", "a.gif", "", "part:"] {
            assert!(inside == "part:" || !is_outside(inside), "{inside}");
        }
        for outside in
            ["http://www.example.com", "mailto:a@b.com", "ftp:x", "//example.com/x", "data:image/gif;base64,R0"]
        {
            assert!(is_outside(outside), "{outside}");
        }
        assert!(
            is_edgar("https://www.sec.gov/Archives/edgar/data/1/2.htm")
                && !is_edgar("https://www.sec.gov.example.com/")
        );
    }
}
