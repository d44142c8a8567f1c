//! What became of an entry.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::folder::Output;
use super::id::Id;
use crate::cli::CannotRun;
use crate::diagnostic::{self, Diagnostic, json};
use crate::render::Format;

/// What became of an entry.
pub(super) enum Made {
    Entry(Box<Entry>),
    /// It was not begun, for the batch is to end.
    NotBegun,
    /// The batch cannot go on; the findings say why.
    CannotRun(Vec<Diagnostic>, CannotRun),
}

/// An entry that was worked on.
pub(super) struct Entry {
    pub(super) id: Id,
    pub(super) what: What,
    /// What was found, as JSON, with commas between.
    pub(super) findings: String,
    /// What else is to be known of it.
    pub(super) warnings: Vec<String>,
    /// The file that a former run wrote, where nothing takes its place.
    pub(super) stale: Option<String>,
    pub(super) has_errors: bool,
}

/// What there is of an entry.
pub(super) enum What {
    /// Nothing but findings.
    Nothing,
    /// A part of the entry's line: `"output":"..."`.
    Line(String),
    /// A file to be written.
    File(Output),
    /// A file that was written by a former run, and is as it was.
    Done(String),
}

/// What was rendered, as its line has it.
pub(super) enum Content {
    /// Words.
    Text(String),
    /// JSON, which stands in the line as what it is.
    Object(String),
    /// Bytes that are no words.
    Binary(Vec<u8>),
}

impl Content {
    /// What was rendered in a format.
    pub(super) fn of(bytes: Vec<u8>, format: Format) -> Self {
        if format.is_binary() {
            return Self::Binary(bytes);
        }
        let text =
            String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        if format == Format::Json { Self::Object(text) } else { Self::Text(text) }
    }

    /// As a file has it.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        match self {
            Self::Text(text) | Self::Object(text) => text.into_bytes(),
            Self::Binary(bytes) => bytes,
        }
    }

    /// As a line has it.
    pub(super) fn in_a_line(self) -> String {
        match self {
            Self::Text(text) => format!("\"output\":{}", Value::String(text)),
            // A line break in JSON stands between its parts, never in a string.
            Self::Object(text) => {
                let mut out = String::with_capacity(text.len() + 9);
                out.push_str("\"output\":");
                out.extend(text.lines().map(str::trim_start));
                out
            }
            Self::Binary(bytes) => format!("\"output_base64\":\"{}\"", STANDARD.encode(bytes)),
        }
    }
}

impl Entry {
    pub(super) fn new(id: Id, what: What, findings: &[Diagnostic]) -> Box<Self> {
        let lines = json::render(findings);
        let listed = lines.lines().collect::<Vec<_>>().join(",");
        let has_errors = diagnostic::any_errors(findings);
        Box::new(Self { id, what, findings: listed, warnings: Vec::new(), stale: None, has_errors })
    }

    /// Adds a finding.
    pub(super) fn refuse(&mut self, fault: &Diagnostic) {
        let comma = if self.findings.is_empty() { "" } else { "," };
        self.findings = format!("{}{comma}{}", json::render(std::slice::from_ref(fault)).trim_end(), self.findings);
        self.has_errors = true;
        self.what = What::Nothing;
    }

    /// The entry's line, with a part that tells what was written.
    pub(super) fn line(&self, part: &str) -> String {
        let mut out = format!("{{\"id\":{}", self.id.json());
        if !part.is_empty() {
            out.extend([",", part]);
        }
        if !self.findings.is_empty() {
            out.extend([",\"findings\":[", &self.findings, "]"]);
        }
        if !self.warnings.is_empty() {
            out.extend([",\"warnings\":", &json!(self.warnings).to_string()]);
        }
        if let Some(stale) = &self.stale {
            out.extend([",\"stale\":", &json!(stale).to_string()]);
        }
        out.push_str("}\n");
        out
    }
}
