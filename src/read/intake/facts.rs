//! What the wrapping of a document says: lines of labels and values, or of tags, that EDGAR wrote over it.

use std::ops::Range;

use crate::edgar::{Part, lines};

/// What the wrapping says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::read) struct Facts {
    /// What the document is filed as: `NT 10-K`.
    pub(in crate::read) document_type: Option<Fact>,
    /// What the submission is filed as.
    pub(in crate::read) submission_type: Option<Fact>,
    /// The company's name, of the first company that is named.
    pub(in crate::read) company: Option<Fact>,
    /// Its number at the Commission, ten digits.
    pub(in crate::read) cik: Option<Fact>,
    /// Its file number under the Act: `000-18925`.
    pub(in crate::read) file_number: Option<Fact>,
    /// The last day of the period: `20021130`.
    pub(in crate::read) period: Option<Fact>,
    /// The day of filing: `20030228`.
    pub(in crate::read) filed: Option<Fact>,
}

/// A value, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) struct Fact {
    pub(in crate::read) text: String,
    pub(in crate::read) range: Range<usize>,
}

type Field = fn(&mut Facts) -> &mut Option<Fact>;

/// What stands before the values. The tags are those of submissions as EDGAR passes them on to others.
const LABELS: &[(&str, Field)] = &[
    ("CONFORMED SUBMISSION TYPE:", |facts| &mut facts.submission_type),
    ("<TYPE>", |facts| &mut facts.submission_type),
    ("FORM TYPE:", |facts| &mut facts.submission_type),
    ("COMPANY CONFORMED NAME:", |facts| &mut facts.company),
    ("<CONFORMED-NAME>", |facts| &mut facts.company),
    ("CENTRAL INDEX KEY:", |facts| &mut facts.cik),
    ("<CIK>", |facts| &mut facts.cik),
    ("SEC FILE NUMBER:", |facts| &mut facts.file_number),
    ("<FILE-NUMBER>", |facts| &mut facts.file_number),
    ("CONFORMED PERIOD OF REPORT:", |facts| &mut facts.period),
    ("<PERIOD>", |facts| &mut facts.period),
    ("FILED AS OF DATE:", |facts| &mut facts.filed),
    ("<FILING-DATE>", |facts| &mut facts.filed),
];

/// The facts over a document of a submission.
pub(super) fn facts(text: &str, parts: &[Part], part: &Part) -> Facts {
    let fact = |range: Range<usize>| Fact { text: text.get(range.clone()).unwrap_or_default().to_owned(), range };
    let mut facts = Facts { document_type: part.filed_as.clone().map(fact), ..Facts::default() };
    let end = parts.first().map_or(text.len(), |first| first.range.start);
    let mut at = 0;
    for line in lines(text.get(..end).unwrap_or_default()) {
        let start = at;
        at += line.len();
        let words = line.trim();
        if words.get(..10).is_some_and(|head| head.eq_ignore_ascii_case("<DOCUMENT>")) {
            break;
        }
        for (label, field) in LABELS {
            let Some((head, value)) = words.split_at_checked(label.len()) else { continue };
            let value = value.trim();
            let field = field(&mut facts);
            if field.is_none() && !value.is_empty() && head.eq_ignore_ascii_case(label) {
                let from = start + line.trim_end().len() - value.len();
                *field = Some(fact(from..from + value.len()));
            }
        }
    }
    facts
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::*;
    use crate::edgar::documents;

    #[test]
    fn facts_have_their_places() {
        let text = "<SEC-HEADER>0000-02.hdr.sgml : 20030228\nCONFORMED SUBMISSION TYPE:\tNT 10-K\r\nFILED AS OF DATE:\t\t20030228\n\n\
            FILER:\n\tCOMPANY DATA:\n\t\tCOMPANY CONFORMED NAME:\t\t\tINNOVO GROUP INC\n\t\tCENTRAL INDEX KEY:\t\t\t0000844143\n\
            \t\tSEC FILE NUMBER:\t\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>NT 10-K/A\n<TEXT>\nCENTRAL INDEX KEY: 1\n";
        let parts = documents(text).parts;
        let facts = facts(text, &parts, parts.first().unwrap());
        let shown = |fact: &Option<Fact>| {
            let fact = fact.as_ref()?;
            assert_eq!(text.get(fact.range.clone()), Some(fact.text.as_str()));
            Some(fact.text.clone())
        };
        assert_eq!(shown(&facts.document_type).as_deref(), Some("NT 10-K/A"));
        assert_eq!(shown(&facts.submission_type).as_deref(), Some("NT 10-K"));
        assert_eq!(shown(&facts.company).as_deref(), Some("INNOVO GROUP INC"));
        assert_eq!(shown(&facts.cik).as_deref(), Some("0000844143"));
        assert_eq!(shown(&facts.filed).as_deref(), Some("20030228"));
        assert_eq!((facts.file_number, facts.period), (None, None));
    }
}
