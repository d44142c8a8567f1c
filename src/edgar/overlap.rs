//! What a renderer has said already at its place in the data is not said again of what it wrote.

use crate::diagnostic::{Code, Diagnostic};

/// What of the rendered document a renderer's finding is about.
enum About {
    /// The words at its place in the data.
    ItsWords,
    /// The document's layout, wherever it shows.
    Layout,
}

/// The renderer's codes, and the codes of what they have said already. O001, O002, O004 and O006 are not here: what they
/// are about stands no longer in what was written, so that nothing of it is left to be found.
const SAID: &[(Code, About, &[Code])] = &[
    (Code::TooWide, About::Layout, &[Code::LongLine, Code::LongTableLine]),
    (Code::TagLike, About::ItsWords, &[Code::BoldInText, Code::TagInText, Code::TableTags, Code::PageTag]),
];

/// Whether a finding of the rendered document is among what was said.
pub(super) fn is_said(finding: &Diagnostic, said: &[Diagnostic]) -> bool {
    said.iter().any(|by| {
        let known = SAID.iter().find(|(code, _, covered)| *code == by.code && covered.contains(&finding.code));
        known.is_some_and(|(_, about, _)| match about {
            About::Layout => true,
            About::ItsWords => words(by).is_some_and(|said| words(finding) == Some(said)),
        })
    })
}

fn words(finding: &Diagnostic) -> Option<&str> {
    finding.place().map(|label| label.source.slice(label.range.clone()))
}
