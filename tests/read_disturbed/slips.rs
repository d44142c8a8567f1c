//! Slips of those who retype fixed words.

use engross::document::Document;

use crate::generate::Dice;
use crate::wording::words_mut;

/// Slips that real filings have: as the form has it, and as it was typed.
const KNOWN: &[(&str, &str)] = &[
    ("PART I", "PART 1"),
    ("PART II", "PART 11"),
    ("PART III", "PART 3"),
    ("Name of Registrant", "Name or Registrant"),
    ("fifteenth", "15th"),
    ("fifth", "5th"),
    ("portion thereof", "portion therefore"),
    ("report or transition report", "report of transition report"),
    ("Executive Office", "Executive Offices"),
    ("Form 20-F, 11-K", "Form 20-F, I 1-K"),
    ("notification", "notificaton"),
    ("REGISTRANT INFORMATION", "REGISTRANT INFOMATION"),
    ("CUSIP NUMBER", "CUSIP NO."),
    ("SEC FILE NUMBER", "SEC FILE NO."),
    ("Former Name if Applicable", "Former Name, if Applicable"),
    ("shorter period", "shorter) period"),
    ("Exact name of registrant", "Exact name of the registrant"),
    ("Zip Code", "Zip code"),
    ("Pre-commencement", "Precommencement"),
    ("Emerging growth company", "Emerging Growth Co."),
    ("its charter", "it's charter"),
    ("Registrant's telephone number", "Registrants telephone number"),
    ("emerging growth company", "emerging growth-company"),
];

/// Retypes the fixed words with slips: some that real filings have, and letters left out, doubled, exchanged or mistaken in
/// about every thirtieth word. Short words and numbers are spared, for they tell boxes apart.
pub(crate) fn slip(document: &mut Document, dice: &mut Dice) {
    words_mut(&mut document.blocks, &mut |words| {
        for (form, typed) in KNOWN {
            // `PART I` is no part of `PART II`.
            let whole = |at: usize| !words.get(at + form.len()..).is_some_and(|rest| rest.starts_with('I'));
            if let Some(at) = words.find(form).filter(|at| whole(*at))
                && dice.one_in(2)
            {
                words.replace_range(at..at + form.len(), typed);
            }
        }
        let typed: Vec<String> = words.split(' ').map(|word| mistyped(word, dice)).collect();
        *words = typed.join(" ");
    });
}

fn mistyped(word: &str, dice: &mut Dice) -> String {
    let letters = word.chars().filter(char::is_ascii_alphabetic).count();
    let plain = word.chars().all(|letter| letter.is_ascii_alphabetic() || ".,;:()'".contains(letter));
    if letters < 4 || !plain || !dice.one_in(30) {
        return word.to_owned();
    }
    let mut typed: Vec<char> = word.chars().collect();
    // The first letter is the one that is seldom mistyped.
    let inside: Vec<usize> =
        (1..typed.len()).filter(|at| typed[*at].is_ascii_alphabetic() && typed[at - 1].is_ascii_alphabetic()).collect();
    let Some(at) = (!inside.is_empty()).then(|| dice.pick(&inside)) else { return word.to_owned() };
    match dice.below(4) {
        0 => {
            typed.remove(at);
        }
        1 => typed.insert(at, typed[at]),
        2 if at > 1 => typed.swap(at, at - 1),
        _ => typed[at] = if typed[at].is_uppercase() { 'R' } else { dice.pick(&['e', 'a', 'r', 'n', 's']) },
    }
    typed.into_iter().collect()
}
