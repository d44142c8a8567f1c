//! What a filing's YAML holds: nodes with their raw text and their place.

use crate::source::Span;

/// An answer, a list of answers or a record of them, and where it stands.
///
/// The span of a plain or quoted scalar covers its characters and its quotes; that of a block scalar goes from its `|`
/// or `>` to the end of its last line that is not blank; that of a list or a record from its first to its last entry, or
/// from bracket to bracket. An empty answer has an empty span, right after the colon or the dash. Spans of children lie
/// within their parent's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What is there.
    pub value: NodeValue,
    /// Where.
    pub span: Span,
}

/// What a [`Node`] is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeValue {
    /// Expressly blank: nothing, `~` or `null` without quotes.
    Null,
    /// Text that no one has read as anything yet.
    Scalar(Scalar),
    /// Answers in order.
    List(Vec<Node>),
    /// Named answers in order; no name stands twice.
    Record(Vec<Entry>),
}

/// A text as it was written, after YAML's own folding and unescaping, never typed: `no`, `01234` and `2002-11-30` are
/// those characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The text; its line ends are `\n` whatever the file has.
    pub text: String,
    /// How it was written.
    pub style: Style,
}

/// How a [`Scalar`] was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// `'...'`
    SingleQuoted,
    /// `"..."`
    DoubleQuoted,
    /// `|`: lines kept.
    Literal,
    /// `>`: lines joined.
    Folded,
}

/// A named answer of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The name; if it was quoted, what the quotes hold.
    pub key: String,
    /// Where the name stands, with its quotes.
    pub key_span: Span,
    /// The answer.
    pub node: Node,
}

impl Node {
    /// What it is, for messages: "a list".
    ///
    /// ```
    /// # use engross::{data, source::Source};
    /// let source = Source::new("a.yaml", "relief: [b]");
    /// let node = data::load(&source, 0, &mut Vec::new()).unwrap();
    /// assert_eq!(node.what(), "a record");
    /// assert_eq!(node.get("relief").unwrap().node.what(), "a list");
    /// ```
    pub fn what(&self) -> &'static str {
        match self.value {
            NodeValue::Null => "a blank",
            NodeValue::Scalar(_) => "a single value",
            NodeValue::List(_) => "a list",
            NodeValue::Record(_) => "a record",
        }
    }

    /// The scalar, if it is one.
    pub fn scalar(&self) -> Option<&Scalar> {
        match &self.value {
            NodeValue::Scalar(scalar) => Some(scalar),
            NodeValue::Null | NodeValue::List(_) | NodeValue::Record(_) => None,
        }
    }

    /// The entries, if it is a record; none otherwise.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            NodeValue::Record(entries) => entries,
            NodeValue::Null | NodeValue::Scalar(_) | NodeValue::List(_) => &[],
        }
    }

    /// The entry of that name, if it is a record that has it.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key == key)
    }

    /// The entry of a dotted path of names.
    ///
    /// ```
    /// # use engross::{data, source::Source};
    /// let source = Source::new("a.yaml", "signed: {name: Jay Furrow}");
    /// let node = data::load(&source, 0, &mut Vec::new()).unwrap();
    /// assert_eq!(node.find("signed.name").unwrap().key, "name");
    /// assert_eq!(node.find("signed.date"), None);
    /// ```
    pub fn find(&self, path: &str) -> Option<&Entry> {
        let mut names = path.split('.');
        let first = self.get(names.next()?)?;
        names.try_fold(first, |entry, name| entry.node.get(name))
    }
}
