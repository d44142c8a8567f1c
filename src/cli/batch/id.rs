//! By what the output of an entry is told from the others.

use std::borrow::Cow;

use serde_json::json;

/// What an entry is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Id {
    /// A number, as it is written.
    Number(String),
    /// A text of the input's own.
    Text(String),
    /// The path of a file within its folder, without its ending.
    Path(String),
}

impl Id {
    /// The number of an entry that has no other name.
    pub(super) fn of_number(number: usize) -> Self {
        Self::Number(number.to_string())
    }

    /// As JSON has it.
    pub(super) fn json(&self) -> String {
        match self {
            Self::Number(number) => number.clone(),
            Self::Text(text) | Self::Path(text) => json!(text).to_string(),
        }
    }

    /// As a part of a file's name; what parts folders is `-` there.
    pub(super) fn in_a_name(&self) -> Cow<'_, str> {
        match self {
            Self::Number(text) | Self::Text(text) => Cow::Borrowed(text),
            Self::Path(path) => Cow::Owned(path.replace('/', "-")),
        }
    }
}
