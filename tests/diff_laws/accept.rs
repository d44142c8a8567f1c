//! A redline with all of its changes accepted, or rejected.

use engross::document::{Block, BoxChange, Document, Mark};

/// The words of a document, and its check boxes, without what carries one of these marks.
pub(crate) fn words(document: &Document, without: [Mark; 2]) -> (Vec<String>, Vec<String>) {
    let (mut words, mut boxes) = (Vec::new(), Vec::new());
    for block in &document.blocks {
        block.texts(&mut |text| {
            let mut plain = String::new();
            for line in text.iter().flat_map(|paragraph| &paragraph.lines) {
                let runs = line.runs.iter().filter(|run| !run.mark.is_some_and(|mark| without.contains(&mark)));
                plain.extend(runs.map(|run| run.text.as_str()));
                plain.push('\n');
            }
            words.extend(plain.split_whitespace().map(str::to_owned));
        });
        of_block(block, without, &mut boxes);
    }
    (words, boxes)
}

fn of_block(block: &Block, without: [Mark; 2], out: &mut Vec<String>) {
    block.boxes(&mut |checked| {
        let checks = match checked.change {
            BoxChange::Marked(mark) if without.contains(&mark) => return,
            BoxChange::Turned if without.contains(&Mark::New) => !checked.checked,
            BoxChange::None | BoxChange::Turned | BoxChange::Marked(_) => checked.checked,
        };
        out.push(format!("{} {:?} {checks}", checked.path, checked.key));
    });
}

pub(crate) const ACCEPTED: [Mark; 2] = [Mark::Gone, Mark::MovedAway];
pub(crate) const REJECTED: [Mark; 2] = [Mark::New, Mark::MovedHere];

/// A redline in plain text, without what carries a mark of `without` and without the other marks; blanks and rules are left
/// out, for they are where the room is.
pub(crate) fn plain(text: &str, without: [Mark; 2]) -> String {
    let signs = [
        ("[-", "-]", Mark::Gone),
        ("{+", "+}", Mark::New),
        ("[>", "<]", Mark::MovedAway),
        ("{>", "<}", Mark::MovedHere),
    ];
    let mut out = String::new();
    let mut rest = text;
    while let Some((at, (open, close, mark))) =
        signs.iter().filter_map(|sign| Some((rest.find(sign.0)?, *sign))).min_by_key(|(at, _)| *at)
    {
        out.push_str(&rest[..at]);
        let inside = &rest[at + open.len()..];
        let end = inside.find(close).unwrap_or_else(|| panic!("`{open}` is not closed in\n{text}"));
        if !without.contains(&mark) {
            out.push_str(&inside[..end]);
        }
        rest = &inside[end + close.len()..];
    }
    out.push_str(rest);
    // A page break that went is none.
    let out = out.replace("<PAGE>", "");
    out.chars().filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '¶')).collect()
}

/// The characters of a text in one order: columns of other widths wrap in other places.
pub(crate) fn sorted(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}
