//! Every fault at its place, in its words, and the changes that mend it.

use super::{faults, read, sound};
use crate::diagnostic::{human, short};

/// The text after all its changes, made one after the other, until there are none.
fn mended(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..10 {
        let Some(fix) = read(&text).2.iter().find_map(|finding| finding.fix.clone()) else { break };
        text.replace_range(fix.range, &fix.replacement);
    }
    text
}

#[track_caller]
fn assert_faults(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(faults(text).trim_end(), *expected, "{text:?}");
    }
}

#[test]
fn names_that_stand_twice() {
    assert_faults(&[
        ("a: 1\nb: 2\n'a': 3\n", "3:1: [D002]: `a` stands twice in one record"),
        ("x: {a: 1, a: 2}\n", "1:11: [D002]: `a` stands twice in one record"),
        ("a: {b: 1}\nb: {a: 1}\n", ""),
    ]);
    let (_, node, _) = read("a: 1\na: 2\na:\n  b: 3\n");
    let kept = node.as_ref().and_then(|node| node.get("a")).and_then(|entry| entry.node.scalar());
    assert_eq!(kept.map(|scalar| scalar.text.as_str()), Some("1"));
    assert_eq!(node.map(|node| node.entries().len()), Some(1));
}

#[test]
fn aliases_anchors_and_tags() {
    assert_faults(&[
        (
            "a: &x b\nc: *x\n",
            "1:4: [D003]: `&x` is a YAML anchor, which a filing may not have\n2:4: [D003]: `*x` is a YAML alias, which a filing may not have",
        ),
        ("a: *nobody\n", "1:4: [D003]: `*nobody` is a YAML alias, which a filing may not have"),
        ("a: *Acme Inc.\nb: c\n", "1:4: [D003]: `*Acme` is a YAML alias, which a filing may not have"),
        ("a: !!str b\n", "1:4: [D003]: `!!str` is a YAML tag, which a filing may not have"),
        ("a: !x!y b\n", "1:4: [D003]: `!x!y b` is a YAML tag, which a filing may not have"),
        ("a: !x\n  b: c\n", "1:4: [D003]: `!x` is a YAML tag, which a filing may not have"),
        (
            "&k a: b\n*k : c\n",
            "1:1: [D003]: `&k` is a YAML anchor, which a filing may not have\n2:1: [D003]: `*k` is a YAML alias, which a filing may not have",
        ),
    ]);
    assert_eq!(mended("a: *Acme Inc.\nb: &Sons\n"), "a: \"*Acme Inc.\"\nb: &Sons\n");
    assert_eq!(mended("a: !bang \"x\"\n"), "a: '!bang \"x\"'\n");
    assert_eq!(mended("a: [*b, c]\n"), "a: [*b, c]\n");
}

#[test]
fn an_alias_bomb_costs_nothing() {
    let mut text = "a0: &a0 x\n".to_owned();
    for level in 1..200 {
        let below = level - 1;
        text.extend([format!("a{level}: &a{level} [*a{below}, *a{below}, *a{below}, *a{below}]\n")]);
    }
    let (_, node, findings) = read(&text);
    assert_eq!(node.map(|node| node.entries().len()), Some(200));
    assert_eq!(findings.len(), 100);
}

#[test]
fn several_documents() {
    assert_faults(&[
        ("a: b\n---\nc: d\n", "2:1: [D004]: a second YAML document begins here; a filing is one document"),
        ("---\na: b\n---\n", "3:1: [D004]: a second YAML document begins here; a filing is one document"),
        ("a: b\n...\nc: d\n", "3:1: [D004]: a second YAML document begins here; a filing is one document"),
        ("--- # c\na: b\n...\n# d\n", ""),
    ]);
    assert_eq!(read("a: b\n---\nc: d\n").1.map(|node| node.entries().len()), Some(1));
}

#[test]
fn nesting_has_a_bound() {
    for (text, place) in [
        (format!("a: {}", "[".repeat(100_000)), "1:67:"),
        (format!("a: {}", "{a: ".repeat(100_000)), "1:256:"),
        (format!("a:\n  {}", "- ".repeat(100_000)), "2:129:"),
        ((0..3000).map(|column| [&*" ".repeat(column), "a:\n"].concat()).collect(), "65:65:"),
    ] {
        let said = faults(&text);
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(said.contains("[D005]: lists and records lie more than 64 deep in one another"), "{said}");
        assert!(said.starts_with(place) || !place.starts_with("65"), "{said}");
    }
    let deep = |depth: usize| format!("a: {}{}\n", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(faults(&deep(63)), "");
    assert_eq!(faults(&deep(64)), "1:67: [D005]: lists and records lie more than 64 deep in one another\n");
    assert!(read(&deep(64)).1.is_some());
}

#[test]
fn names_that_are_no_words() {
    assert_faults(&[
        ("a: b\n<<: {c: d}\n", "2:1: [D006]: `<<` merges records in YAML, which a filing may not do"),
        ("a: b\n: c\n", "2:1: [D006]: no name before this colon"),
        ("a: b\n~: c\n", "2:1: [D006]: no name before this colon"),
        ("a: b\n'': c\n", "2:1: [D006]: no name before this colon"),
        ("a: b\n[c, d]: e\n", "2:1: [D006]: a list stands where a name was expected"),
        ("a: {{ b }}\n", "1:5: [D006]: a record stands where a name was expected"),
        ("a:\n\u{a0} b: c\n", "2:1: [D006]: a name has a no-break space, U+00A0"),
        ("a: b\n\" c\": d\n", "2:1: [D006]: a name has a blank at its edge"),
        ("a: b\n\"c\\nd\": e\n", "2:1: [D006]: a name has a line break"),
    ]);
    let words = "so many words ".repeat(20);
    assert_eq!(
        faults(&format!("{words}: b\n")),
        "1:1: [D006]: `so many words so many words so many word...` is 279 characters long, too long for a name\n"
    );
    assert!(faults(&format!("a: b\n{}: b\n", words.repeat(20))).contains("2:1: [D006]"));
}

#[test]
fn files_that_are_no_filings() {
    assert_faults(&[
        ("", "1:1: [D007]: the file is empty"),
        ("\u{feff} \n", "1:1: [D007]: the file is empty"),
        ("# c\n", "1:1: [D007]: the file holds no answers, only comments or blanks"),
        ("---\n", "1:1: [D007]: the file holds no answers, only comments or blanks"),
        ("- a\n- b\n", "1:1: [D007]: the file is a list, not a record of answers"),
        ("\n12b-25\n", "2:1: [D007]: the file is a single value, not a record of answers"),
        ("%PDF-1.7\n\0\u{1}", "1:1: [D007]: the file is a PDF, not a filing's YAML"),
        ("PK\u{3}\u{4}\0", "1:1: [D007]: the file is a zip archive, such as a Word document, not a filing's YAML"),
        ("\n<HTML>\n<p>a: b", "2:1: [D007]: the file is an HTML page, not a filing's YAML"),
        ("<SEC-DOCUMENT>0001.txt : 2003\n", "1:1: [D007]: the file is an EDGAR submission, not a filing's YAML"),
        (
            "# c\nform \"12b-25\" \"Notification\"\n",
            "2:1: [D007]: the file is a form's definition, not a filing's YAML",
        ),
        (
            "UNITED STATES\nSECURITIES AND EXCHANGE COMMISSION\n\n(Check One): _X_ Form 10-K\nPART 1 - REGISTRANT\nDate: x\n",
            "1:1: [D007]: the file is text without `name: answer` lines, not a filing's YAML",
        ),
    ]);
}

#[test]
fn characters_that_no_file_may_hold() {
    assert_faults(&[
        ("a: b\0c\nd: \0\n", "1:5: [D001]: a NUL character, which no YAML file may hold, stands in 2 places"),
        ("a: |\n  b\u{c}\n", "2:4: [D001]: a form feed, U+000C, which no YAML file may hold"),
        ("a: b\n\u{feff}c: d\n", "2:1: [D001]: a byte order mark inside the file, which no YAML file may hold"),
    ]);
    assert_eq!(read("a: \0\nb: c").1.map(|node| node.entries().len()), Some(2));
}

#[test]
fn what_yaml_is_not() {
    assert_faults(&[
        ("%YAML 1.2\n---\na: b\n", "1:1: [D001]: a YAML directive, which a filing may not have"),
        ("a: x  # c\n  y\n", "2:3: [D001]: this line belongs to no answer"),
        ("a: {b: c\n  d: e}\n", "1:9: [D001]: no comma between two entries in brackets"),
        ("a: [b, c}\n", "1:9: [D001]: `}` closes what `[` opens"),
        ("a: |text\n", "1:4: [D001]: words on the line of `|`"),
        ("a:\n- b\nc: d\n- e\n", "4:1: [D001]: a dash among the names of a record"),
        ("a: - b\n", "1:4: [D001]: a list cannot begin on the line of its name"),
        ("a: b\n...x: c\nd\n", "3:1: [D001]: no colon after `d`"),
        ("a: \"\\ud800\"\n", "1:4: [D001]: this is no `name: answer` line"),
    ]);
}

#[test]
fn the_changes_mend_it() {
    for (text, expected) in [
        ("a: b\nc d\n", "a: b\nc: d\n"),
        ("a: b\nc = d\n", "a: b\nc: d\n"),
        ("a: b\nc:d\n", "a: b\nc: d\n"),
        ("a: b: c\n", "a: \"b: c\"\n"),
        ("a: \"b\nc: d\n", "a: \"b\"\nc: d\n"),
        ("a: 'Joe's Jeans'\n", "a: \"Joe's Jeans\"\n"),
        ("a: \"The \"A\" team\"\n", "a: 'The \"A\" team'\n"),
        ("a: \"b\" and \"c\"\n", "a: '\"b\" and \"c\"'\n"),
        ("\"a\": \"b\",\n\"c\": \"d\"\n", "\"a\": \"b\"\n\"c\": \"d\"\n"),
        ("a: [b\nc: d\n", "a: [b]\nc: d\n"),
        ("a: [b] c\n", "a: \"[b] c\"\n"),
        ("a: {b: [c}\n", "a: {b: [c]}\n"),
        ("a: {\"b\": \"c\"\n  \"d\": \"e\"}\n", "a: {\"b\": \"c\",\n  \"d\": \"e\"}\n"),
        ("a: @b\nc: %d\ne: `f`\n", "a: \"@b\"\nc: \"%d\"\ne: \"`f`\"\n"),
        ("a: \"C:\\Users\\new\"\n", "a: \"C:\\\\Users\\new\"\n"),
        ("a:\n\tb: c\n\td: e\n", "a:\n  b: c\n  d: e\n"),
        ("a:\n\tb:\n\t\tc: d\n", "a:\n  b:\n    c: d\n"),
        ("a: |\n\tb\n\tc\n", "a: |\n  b\n  c\n"),
        ("a:\n  b: c\n   d: e\n  f: g\n", "a:\n  b: c\n  d: e\n  f: g\n"),
        ("a:\n   b: c\n  d: e\n  f: g\n", "a:\n  b: c\n  d: e\n  f: g\n"),
        ("a: |\n  b\n c\n  d\n", "a: |\n  b\n  c\n  d\n"),
        ("a: |\n    b\n  c\n  d\n", "a: |\n  b\n  c\n  d\n"),
    ] {
        assert_eq!(mended(text), expected, "{text:?}");
        sound(expected);
    }
}

#[test]
fn a_report_says_it_all() {
    let report = human::render(
        &read("form: 12b-25\nregistrant:\n  name: Acme: A Company\n\tcity: Albany\nform: 10-K\n").2,
        false,
    );
    assert_eq!(
        report,
        "\
error[D001]: a colon inside an answer without quotes
 --> f.yaml:3:13
  |
3 |   name: Acme: A Company
  |             ^^ YAML reads a second name before it
  |
  = help: in quotes, an answer may hold any characters
help: put the answer in quotes
  |
3 -   name: Acme: A Company
3 +   name: \"Acme: A Company\"
  |

error[D001]: a tab indents this line
 --> f.yaml:4:1
  |
4 |     city: Albany
  | ^^^^
  |
  = help: YAML indents with blanks only
help: indent with blanks
  |
4 |   city: Albany
  | ++

error[D002]: `form` stands twice in one record
 --> f.yaml:5:1
  |
1 | form: 12b-25
  | ---- first here
...
5 | form: 10-K
  | ^^^^ again here
  |
  = help: keep one of the two; the first is the one that was read

"
    );
    assert_eq!(
        short::render(&read("a").2),
        "f.yaml:1:1: error[D007]: the file is a single value, not a record of answers\n"
    );
}
