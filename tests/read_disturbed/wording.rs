//! Fixed words as filers have them: in capitals, in other orders, under other names, of another edition, or not at all.
//! Answers stand as they are.

use engross::document::{Block, CheckBox, Document, Placement, RunKind, Text, is_hole, plain};

use crate::generate::{Dice, shuffle};

/// The same visit of all blocks, wherever they stand.
pub(crate) fn blocks_mut(blocks: &mut Vec<Block>, visit: &mut dyn FnMut(&mut Vec<Block>)) {
    visit(blocks);
    for block in blocks {
        match block {
            Block::Masthead(inner)
            | Block::Section { blocks: inner, .. }
            | Block::Item { blocks: inner, .. }
            | Block::Record { blocks: inner, .. } => blocks_mut(inner, visit),
            _ => {}
        }
    }
}

/// Every stretch of fixed words.
pub(crate) fn words_mut(blocks: &mut [Block], visit: &mut dyn FnMut(&mut String)) {
    for block in blocks {
        block.texts_mut(&mut |text| text_words_mut(text, visit));
    }
}

fn text_words_mut(text: &mut Text, visit: &mut dyn FnMut(&mut String)) {
    for run in text.iter_mut().flat_map(|paragraph| &mut paragraph.lines).flat_map(|line| &mut line.runs) {
        if matches!(run.kind, RunKind::Words | RunKind::Derived) {
            visit(&mut run.text);
        }
    }
}

fn replace(text: &mut Text, from: &str, to: &str) {
    text_words_mut(text, &mut |words| *words = words.replace(from, to));
}

/// Fixed words in capitals: all of them, or all that are no sentences, or each word's first letter.
pub(crate) fn capitals(document: &mut Document, dice: &mut Dice) {
    let manner = dice.below(3);
    let changed = |words: &str| match manner {
        1 if words.len() > 60 => words.to_owned(),
        0 | 1 => words.to_uppercase(),
        _ => {
            let word = |word: &str| {
                let mut letters = word.chars();
                letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
            };
            words.split(' ').map(word).collect::<Vec<_>>().join(" ")
        }
    };
    words_mut(&mut document.blocks, &mut |words| *words = changed(words));
}

fn choices_mut(document: &mut Document, visit: &mut dyn FnMut(&mut Vec<CheckBox>)) {
    blocks_mut(&mut document.blocks, &mut |blocks| {
        for block in blocks {
            if let Block::Choice { boxes, .. } = block {
                visit(boxes);
            }
        }
    });
}

/// Boxes of a group in another order; those with letters before their words keep theirs.
pub(crate) fn reorder(document: &mut Document, dice: &mut Dice) {
    choices_mut(document, &mut |boxes| {
        if boxes.iter().all(|checked| checked.more.is_empty()) {
            let before = boxes.clone();
            while boxes.len() > 1 && *boxes == before {
                shuffle(dice, boxes);
            }
        }
    });
}

/// Boxes under names that mean the same.
pub(crate) fn rename(document: &mut Document, dice: &mut Dice) {
    choices_mut(document, &mut |boxes| {
        let manner = dice.below(3);
        let every = dice.one_in(2);
        for checked in boxes {
            let words = plain(&checked.text);
            if !every && dice.one_in(3) {
                continue;
            }
            if let Some((_, form)) = words.split_once("Transition Report on Form ") {
                let name = match manner {
                    0 => format!("Transition Report on {form}"),
                    1 => format!("Transition report, Form {form}"),
                    _ if ["10-K", "10-Q"].contains(&form) => {
                        format!("Transition Report on Form {form} or Form {form}SB")
                    }
                    _ => format!("Transition Report Form {form}"),
                };
                replace(&mut checked.text, &words, &name);
            } else if let Some(form) = words.strip_prefix("Form ") {
                let name = match manner {
                    0 => form.to_owned(),
                    1 if form == "10-K" => "Annual Report on Form 10-K".to_owned(),
                    1 if form == "10-Q" => "Quarterly Report on Form 10-Q".to_owned(),
                    1 => format!("Report on Form {form}"),
                    _ if ["10-K", "10-Q"].contains(&form) => format!("Form {form} and Form {form}SB"),
                    _ => words.clone(),
                };
                replace(&mut checked.text, &words, &name);
            } else if ["Yes", "No"].contains(&words.as_str()) {
                replace(&mut checked.text, &words, &words.to_uppercase());
            } else if let Some((head, _)) = words.split_once(" (17 CFR") {
                let name = match manner {
                    0 => head.to_owned(),
                    1 => head.replace("pursuant to", "under"),
                    _ => words.replace("(17 CFR", "(17 C.F.R. Section"),
                };
                replace(&mut checked.text, &words, &name);
            } else if let Some(letter) = words.strip_prefix('(').and_then(|words| words.strip_suffix(')')) {
                let name = if manner == 0 { format!("{letter}.") } else { format!("{letter})") };
                replace(&mut checked.text, &words, &name);
            }
        }
    });
}

fn words_of(block: &Block) -> Option<(engross::syntax::Words, String)> {
    match block {
        Block::Words { kind: Some(kind), text } => Some((*kind, plain(text))),
        _ => None,
    }
}

fn has_answer(block: &Block) -> bool {
    let mut found = false;
    block.texts(&mut |text| {
        let mut runs = text.iter().flat_map(|paragraph| &paragraph.lines).flat_map(|line| &line.runs);
        found |= runs.any(|run| matches!(run.kind, RunKind::Answer | RunKind::Hole));
    });
    block.boxes(&mut |_| found = true);
    found
}

/// Lines left out that say nothing of an answer that was given: places of blank answers, groups without a checked box that
/// may be left blank, lines of the masthead, a prompt under a heading that says the same.
pub(crate) fn leave_out(document: &mut Document, dice: &mut Dice) {
    let transition = |block: &Block| matches!(block, Block::Choice { label, boxes, .. } if label.is_empty() && boxes.iter().all(|checked| !checked.checked) && boxes.iter().any(|checked| &*checked.path == "transition"));
    blocks_mut(&mut document.blocks, &mut |blocks| {
        blocks.retain(|block| match block {
            Block::Answer { value, .. } if is_hole(value) => dice.one_in(4),
            Block::Words { kind: None, text } => {
                let words = plain(text);
                !(words.starts_with("UNITED") || words.starts_with("Washington")) || dice.one_in(2)
            }
            Block::Words { text, .. } if plain(text).starts_with("If so, attach") => dice.one_in(2),
            Block::Words { text, .. } if plain(text).starts_with("Indicate by check mark") => dice.one_in(2),
            Block::Words { kind: Some(engross::syntax::Words::Note | engross::syntax::Words::Instruction), .. } => {
                dice.one_in(2)
            }
            Block::Table { rows, .. } if rows.is_empty() => dice.one_in(2),
            Block::Rule => dice.one_in(2),
            block if transition(block) => dice.one_in(3),
            _ => true,
        });
        for block in blocks {
            match block {
                Block::Answer { label, narrative: true, .. } if !label.is_empty() && dice.one_in(2) => label.clear(),
                Block::Choice { label, boxes, .. }
                    if plain(label).starts_with("(Check") && boxes.len() > 3 && dice.one_in(2) =>
                {
                    label.clear();
                }
                Block::Item { label, .. } if plain(label).starts_with('(') && dice.one_in(3) => label.clear(),
                _ => {}
            }
        }
    });
}

/// Instructions, notices and remarks left out, with the parts that hold nothing else.
pub(crate) fn leave_out_boilerplate(document: &mut Document, dice: &mut Dice) {
    use engross::syntax::Words;
    let most = dice.one_in(2);
    let goes = |dice: &mut Dice| most || dice.one_in(2);
    document.blocks.retain(|block| match block {
        Block::Section { blocks, .. } if !blocks.iter().any(has_answer) => !goes(dice),
        _ => true,
    });
    blocks_mut(&mut document.blocks, &mut |blocks| {
        blocks.retain(|block| match words_of(block) {
            Some((Words::Instruction | Words::Notice, _)) => !goes(dice),
            Some((Words::Note, words)) if words.starts_with('*') => !goes(dice),
            Some((Words::Heading, words)) if words == "ATTENTION" => !goes(dice),
            Some((Words::Text, words)) if words.starts_with("If the subject report") => !goes(dice),
            _ => true,
        });
        for block in blocks {
            if let Block::Signature { note, .. } = block
                && goes(dice)
            {
                note.clear();
            }
        }
    });
}

/// The words of one edition and of another at the same place of a form.
const EDITIONS: &[(&str, &str)] = &[
    ("(Check One):", "(Check one):"),
    (
        "The reasons described in reasonable detail in Part III of this Form",
        "The reason described in reasonable detail in Part III of this form",
    ),
    ("the reasons why the Form 10-K, 11-K, 10-Q, N-SAR,", "why Forms 10-K, 20-F, 11-K, 10-Q, 10-D, N-CEN, N-CSR,"),
    ("(Attach Extra Sheets if Needed).", "(Attach extra Sheets if Needed)"),
    ("Form 20-F, 11-K, Form N-SAR,", "Form 20-F, Form 11-K, Form N-CEN or Form N-CSR,"),
    ("Name and telephone Number of person", "Name and telephone number of person"),
    (
        "transition report on Form 10-Q, or portion thereof",
        "transition report on Form 10-Q or subject distribution report on Form 10-D, or portion thereof,",
    ),
    ("General Instructions", "GENERAL INSTRUCTIONS"),
    (
        "Section 30 of the Investment Company Act of 1940 during the preceding 12 months or for",
        "Section 30 of the Investment Company Act of 1940 during the preceding 12 months (or for",
    ),
    ("unreasonable effort or expense;", "unreasonable effort or expense"),
    // Of Form 8-K before 2019, and after.
    ("Date of Report (Date of earliest event reported)", "Date of Report (Date of Earliest Event Reported):"),
    ("(Exact name of registrant as specified in its charter)", "(Exact Name of Registrant as Specified in Charter)"),
    (
        "(State or other jurisdiction of incorporation)",
        "(State or Other Jurisdiction of Incorporation or Organization)",
    ),
    ("(IRS Employer Identification No.)", "(I.R.S. Employer Identification Number)"),
    (
        "(Former name or former address, if changed since last report.)",
        "(Former Name or Former Address, if Changed Since Last Report)",
    ),
    (
        "Written communications pursuant to Rule 425 under the Securities Act (17 CFR 230.425)",
        "Written communication pursuant to Rule 425 under the Securities Act of 1933 (17 CFR 230.425)",
    ),
    ("Soliciting material pursuant to Rule 14a-12", "Soliciting materials pursuant to Rule 14a-12"),
    ("(see General Instruction A.2. below):", "(see General Instruction A.2 below):"),
    ("Title of each class", "Title of Each Class"),
    ("Name of each exchange on which registered", "Name of Each Exchange on Which Registered"),
    ("registrant has duly caused this report to be signed", "Registrant has duly caused this Report to be signed"),
];

/// Words of the other edition where both ask the same; and the group of forms before or after the numbers.
pub(crate) fn mix_editions(document: &mut Document, dice: &mut Dice) {
    words_mut(&mut document.blocks, &mut |words| {
        for (one, other) in EDITIONS {
            // One may be a part of the other: the longer one is looked for first.
            let (long, short) = if one.len() > other.len() { (one, other) } else { (other, one) };
            let (from, to) = if words.contains(long) { (long, short) } else { (short, long) };
            if words.contains(from) && !dice.one_in(4) {
                *words = words.replace(from, to);
            }
        }
    });
    let blocks = &mut document.blocks;
    let choice = |block: &Block| matches!(block, Block::Choice { boxes, .. } if boxes.iter().any(|checked| &*checked.path == "report"));
    if let Some(at) = blocks.iter().position(choice)
        && dice.one_in(2)
    {
        let numbers = |block: &Block| block.is_beside();
        let from = blocks.remove(at);
        // Two numbers stand before it in one edition and after it in the other.
        let before = at >= 2 && blocks[at - 2..at].iter().all(numbers);
        blocks.insert(if before { at - 2 } else { at + 2 }, from);
    }
    // The name over its caption, or within the words that are signed.
    if document.form == "12b-25" && dice.one_in(2) {
        for block in blocks {
            if let Block::Answer { placement, label, .. } = block
                && *placement == Placement::Below
                && plain(label).starts_with("Address")
            {
                *placement = Placement::Beside;
            }
        }
    }
}
