//! Random changes of texts.

use std::path::Path;

use proptest::prelude::*;

pub(crate) fn text_of(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// A change of a text, its places as shares of the text's length.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    Cut(f64, usize),
    Put(f64, String),
    Move(f64, usize, f64),
}

pub(crate) fn changes() -> impl Strategy<Value = Vec<Change>> {
    let at = 0.0..1.0_f64;
    let piece = prop_oneof![
        "[{}\\[\\]()\"':#|,%~.\\-\n\t \\\\]{1,4}",
        "\\PC{1,6}",
        prop::sample::select(vec![
            "\"\"\"",
            "{{",
            "}}",
            "{%",
            "%}",
            "field",
            "box ",
            "when ",
            "otherwise {",
            "else",
            "&a ",
            "*a",
            "---\n",
            "? ",
            "\u{feff}",
            "\u{fdd0}0\u{fdd0}",
            "\r\n",
            "\0",
            "require x else",
            "let a = ",
            "<TABLE>",
            "{{ 7 * 7 }}",
            "repeat x {",
            "table t \"",
            "include \"2003.form\"",
            "\u{202e}",
            "é",
            "^",
        ])
        .prop_map(str::to_owned),
    ];
    let change = prop_oneof![
        (at.clone(), 1..40_usize).prop_map(|(at, length)| Change::Cut(at, length)),
        (at.clone(), piece).prop_map(|(at, piece)| Change::Put(at, piece)),
        (at.clone(), 1..80_usize, at).prop_map(|(from, length, to)| Change::Move(from, length, to)),
    ];
    prop::collection::vec(change, 1..6)
}

#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "shares")]
fn place(text: &str, share: f64) -> usize {
    text.floor_char_boundary((text.len() as f64 * share) as usize)
}

pub(crate) fn changed(text: &str, changes: &[Change]) -> String {
    let mut text = text.to_owned();
    for change in changes {
        match change {
            Change::Cut(at, length) => {
                let at = place(&text, *at);
                let end = text.floor_char_boundary((at + length).min(text.len()));
                text.replace_range(at..end, "");
            }
            Change::Put(at, piece) => {
                let at = place(&text, *at);
                text.insert_str(at, piece);
            }
            Change::Move(from, length, to) => {
                let from = place(&text, *from);
                let end = text.floor_char_boundary((from + length).min(text.len()));
                let piece: String = text.drain(from..end).collect();
                let to = place(&text, *to);
                text.insert_str(to, &piece);
            }
        }
    }
    text
}
