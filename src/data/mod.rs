//! YAML to nodes: in comes the text of a filing, out come a [`Node`] whose scalars keep their own text and place, and
//! what is wrong with the text.
//!
//! Nothing is typed here: `no`, `01234` and `9128285E0` are what their characters say, and the form's fields read them.
//! Of YAML, a filing has lists, records and scalars in all their styles. What would make an answer mean something that
//! does not stand at its place (aliases, anchors, tags, merge keys, several documents, keys that stand twice) is refused.
//!
//! | file | what |
//! |---|---|
//! | `node.rs` | what comes out |
//! | `load.rs` | a text read, its mistakes named and left out one after the other |
//! | `build.rs` | one pass of the parser: events to nodes, and their exact places |
//! | `mistake.rs`, `outline.rs`, `answer.rs`, `indent.rs` | after the parser gave up: the line on which the mistake was made |
//! | `pairs.rs` | what a line of JSON has otherwise than YAML |
//! | `documents.rs` | the lines between the documents of a stream |
//! | `foreign.rs` | files that are no filings at all |
//! | `hash.rs` | words that a `#` drops |
//! | `place.rs` | a character of an answer, found in the source |
//! | `faults.rs`, `wording.rs` | the words |

mod answer;
mod build;
mod documents;
mod faults;
mod foreign;
mod hash;
mod indent;
mod load;
mod mistake;
mod node;
mod outline;
mod pairs;
mod place;
mod quote;
mod text;
mod wording;

#[cfg(test)]
mod tests;

pub(crate) use build::LONGEST_KEY;
pub use documents::StreamLine;
pub use load::{load, load_json};
pub use node::{Entry, Node, NodeValue, Scalar, Style};
pub use place::place_of;
