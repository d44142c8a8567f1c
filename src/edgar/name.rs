//! The names of files that are filed.

use std::ops::Range;

use super::faults;
use super::findings::Findings;
use crate::diagnostic::{Code, Diagnostic};

/// The longest name, ending included.
const LONGEST: usize = 32;

/// What EDGAR may refuse about the name of a document's file, its folder left out.
///
/// ```
/// use engross::edgar::check_name;
/// assert!(check_name("late-2003.txt").is_empty());
/// assert_eq!(check_name("Late notice.txt").len(), 2);
/// ```
pub fn check_name(name: &str) -> Vec<Diagnostic> {
    faults_of(name).into_iter().map(|fault| faults::name(name, &fault)).collect()
}

/// The same of a name that a submission gives to one of its documents.
pub(super) fn check_within(findings: &mut Findings<'_>, range: Range<usize>) {
    let name = findings.slice(range.clone());
    for fault in faults_of(name) {
        findings.add(fault.code, range.clone(), |findings| {
            faults::name(name, &fault).at(findings.source, range.clone(), "this name")
        });
    }
}

/// What is wrong with a name, and what to do.
pub(super) struct Fault {
    pub(super) code: Code,
    pub(super) what: String,
    pub(super) help: &'static str,
}

fn faults_of(name: &str) -> Vec<Fault> {
    let mut out = Vec::new();
    let mut refused = |what: String, help| out.push(Fault { code: Code::FileName, what, help });
    let length = name.chars().count();
    if length > LONGEST {
        refused(format!("has {length} characters"), "a name has at most 32, its ending included");
    }
    let odd = name.chars().find(|c| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-' | '_'));
    if let Some(odd) = odd {
        let odd = if odd == ' ' { "has a blank".to_owned() } else { format!("has `{odd}`") };
        refused(odd, "a name has letters, digits, `.`, `-` and `_`");
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    if !["txt", "htm", "pdf", "gif", "jpg"].contains(&ending.to_ascii_lowercase().as_str()) {
        let help = "the name of a document ends in `.txt`, `.htm` or `.pdf`, that of a picture in `.gif` or `.jpg`";
        let what = if ending.is_empty() { "has no ending".to_owned() } else { format!("ends in `.{ending}`") };
        refused(what, help);
    }
    if name.starts_with(['.', '-', '_']) {
        refused("begins with a sign".to_owned(), "a name begins with a letter");
    }
    let mut doubtful = |what: String, help| out.push(Fault { code: Code::DoubtfulName, what, help });
    if name.contains(|c: char| c.is_ascii_uppercase()) {
        doubtful("has capitals".to_owned(), "small letters are taken by every edition of the manual");
    }
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        doubtful("begins with a digit".to_owned(), "a letter is taken by every edition of the manual");
    }
    if let Some(sign) = ['.', '-', '_'].iter().find(|sign| name.matches(**sign).count() > 1) {
        doubtful(format!("has more than one `{sign}`"), "one of each is taken by every edition of the manual");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str) -> String {
        faults_of(name).iter().map(|fault| fault.code.id()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn names_are_judged_by_the_manual() {
        for good in ["a.txt", "innovo-2003.txt", "r10q_6-30.htm", "abcdefghijklmnopqrstuvwxyz12.pdf"] {
            assert_eq!(of(good), "", "{good}");
        }
        for bad in ["late", "late.html", "late notice.txt", "late\u{e9}.txt", "-late.txt", ".txt"] {
            assert_eq!(of(bad), "E023", "{bad}");
        }
        assert_eq!(of("abcdefghijklmnopqrstuvwxyz123.htm"), "E023");
        for doubtful in ["Late.txt", "8-k.txt", "late-2003-02.txt", "late.2003.txt"] {
            assert_eq!(of(doubtful), "E024", "{doubtful}");
        }
        assert_eq!(of(""), "E023");
    }
}
