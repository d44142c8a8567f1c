//! Answers whose YAML is broken: which of their faults only follow from that.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Label};

/// Whether there may be answers that could not be read, by what was found in their YAML.
pub(crate) fn unread(findings: &[Diagnostic]) -> bool {
    let codes = [Code::BadYaml, Code::Alias, Code::DataTooDeep, Code::BadKey];
    findings.iter().any(|finding| codes.contains(&finding.code))
}

/// Adds what is wrong with the answers to what is wrong with their YAML. What could not be read is not missing, nor
/// does a rule that asks for it fail, and what stands at a fault of the YAML is that fault.
pub(super) fn add(findings: &mut Vec<Diagnostic>, faults: Vec<Diagnostic>) {
    let lost = unread(findings);
    let places: Vec<Label> = findings.iter().filter_map(|finding| finding.place().cloned()).collect();
    let at_a_fault = |fault: &Diagnostic| {
        fault.place().is_some_and(|place| {
            let meets = |other: &Label| other.range.start < place.range.end && place.range.start < other.range.end;
            places.iter().any(|other| Arc::ptr_eq(&other.source, &place.source) && meets(other))
        })
    };
    let deep = findings.iter().any(|finding| finding.code == Code::DataTooDeep);
    let follows = |fault: &Diagnostic| {
        (lost && matches!(fault.code, Code::MissingAnswer | Code::NoAmends | Code::Require))
            || (deep && fault.code == Code::WrongShape)
    };
    findings.extend(faults.into_iter().filter(|fault| !follows(fault) && !at_a_fault(fault)));
}
