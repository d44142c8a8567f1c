//! One line a finding: `file:line:col: error[CODE]: message`, as compilers print it and editors read it.

use std::fmt::Write as _;

use super::Diagnostic;

/// The findings, a line each.
pub fn render(findings: &[Diagnostic]) -> String {
    let mut out = String::new();
    for finding in findings {
        if let Some(label) = finding.place() {
            let place = label.source.position(label.range.start);
            let _ = write!(out, "{}:{}:{}: ", label.source.name(), place.line, place.column);
        }
        let _ = writeln!(out, "{}[{}]: {}", finding.severity.name(), finding.code.id(), finding.message);
    }
    out
}
