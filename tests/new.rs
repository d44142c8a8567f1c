//! `engross new`: what it writes is a filing in the making. Snapshots stand in `tests/new/`; `UPDATE_EXPECTED=1` writes
//! them anew.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up fails")]

#[path = "common/here.rs"]
mod here;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use engross::builtin::{self, BuiltIn};
use engross::diagnostic::{Code, Diagnostic, Severity, short};
use engross::form::{self, Form, Named};
use engross::source::Source;
use engross::world::World;
use engross::{data, document, filing, new, render};
use here::Here;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn compiled(path: &str) -> Form {
    form::compile(&Here, Path::new(path)).0.unwrap()
}

/// Every shipped form, and those that the tests use.
fn forms() -> Vec<(Form, String)> {
    let shipped = builtin::FORMS.iter().map(|(_, _, path)| *path);
    let others = [
        "tests/properties/everything.form",
        "tests/suite/data/parts/registration.form",
        "tests/suite/data/parts/types.form",
    ];
    shipped.chain(others).map(|path| (compiled(path), path.to_owned())).collect()
}

fn findings(form: &Form, yaml: &str) -> Vec<Diagnostic> {
    let source = Source::new("new.yaml", yaml);
    let mut findings = Vec::new();
    let node = data::load(&source, 0, &mut findings).unwrap();
    let (filing, faults) = filing::read(form, std::slice::from_ref(&source), &node);
    findings.extend(faults);
    if let Some(filing) = filing {
        let (document, faults) = document::document(&filing);
        findings.extend(faults);
        findings.extend(render::text::render(&document).1);
    }
    findings
}

fn is_as_in(text: &str, file: &str) {
    let path = Path::new(ROOT).join("tests/new").join(file);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&path, text).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    let difference = similar::TextDiff::from_lines(expected.as_str(), text);
    assert!(expected == text, "{file}\n{}", difference.unified_diff());
}

#[test]
fn the_files_to_fill_in_are_as_they_were_read() {
    for (name, edition, path) in builtin::FORMS {
        let form = form::compile(&BuiltIn, Path::new(path)).0.unwrap();
        is_as_in(&new::empty(&form, Named::BuiltIn), &format!("{name}-{edition}.yaml"));
    }
    is_as_in(
        &new::empty(&compiled("tests/properties/everything.form"), Named::Path("./everything.form")),
        "everything.yaml",
    );
}

#[test]
fn an_untouched_file_lacks_only_what_is_required() {
    for (form, path) in forms() {
        let yaml = new::empty(&form, Named::Path("./x.form"));
        assert!(yaml.lines().all(|line| line.chars().count() <= 80 || !line.starts_with('#')), "{path}");
        let wrong: Vec<Diagnostic> = findings(&form, &yaml)
            .into_iter()
            .filter(|finding| !matches!(finding.code, Code::MissingAnswer | Code::Require))
            .collect();
        assert!(wrong.is_empty(), "{path}\n{}\n{yaml}", short::render(&wrong));
    }
}

#[test]
fn with_its_examples_every_form_passes_check() {
    for (form, path) in forms() {
        let yaml = new::example(&form, Named::Path("./x.form"));
        let wrong = findings(&form, &yaml);
        assert!(wrong.is_empty(), "{path}\n{}\n{yaml}", short::render(&wrong));
        assert_eq!(yaml, new::example(&form, Named::Path("./x.form")));
    }
}

/// A definition alone.
struct Alone(String);

impl World for Alone {
    fn read(&self, _: &Path, _: usize) -> std::io::Result<Vec<u8>> {
        Ok(self.0.clone().into_bytes())
    }

    fn canonical(&self, path: &Path) -> std::io::Result<PathBuf> {
        Ok(path.to_owned())
    }
}

#[test]
fn examples_satisfy_the_rules_of_any_form() {
    for body in [
        "type docket \"[A-Z]{2}-[0-9]{4}(/[a-c]+)?\" \"a docket\"\nfield docket: docket \"Docket\"",
        "field from: date \"From\"\nfield until: date \"Until\"\nrequire from < until else \"no time\"",
        "choose one a \"\" { box x \"\" box y \"\" }\nchoose yes_no b \"\"\nrequire a == 'y' and b else \"both\"",
        "field n: integer \"\"\nfield m: integer \"\"\nrequire n < m and m < 50 else \"order\"\nwarn n > 20 else \"few\"",
        "field from: date \"From\"\nfield name: text \"\"\nrequire from > date('2031-03-31') else \"then\"\nwarn name == \"A\" else \"A\"",
        "choose yes_no a \"\"\nwhen a { field x: text \"\" field y: text \"\" } otherwise { field z: text \"\" }",
        "choose any some \"\" { box p \"\" { field more: text \"\" } box q \"\" }\nrequire 'q' in some else \"q\"",
        "field total: money \"\"\nrepeat rows { choose yes_no last \"\" when not last { field next: text \"\" }\n\
         require total > 10000000 or last else \"no\" }",
        "box alone \"\" { repeat inner { field d: date \"\" } signature s \"\" }\nrequire alone else \"alone\"",
    ] {
        let (form, faults) = form::compile(&Alone(format!("form \"T\"\nedition 1\n{body}\n")), Path::new("t.form"));
        assert!(faults.is_empty(), "{body}\n{}", short::render(&faults));
        let form = form.unwrap();
        let yaml = new::example(&form, Named::Path("./t.form"));
        let wrong = findings(&form, &yaml);
        assert!(wrong.is_empty(), "{body}\n{}\n{yaml}", short::render(&wrong));
        let empty = findings(&form, &new::empty(&form, Named::Path("./t.form")));
        assert!(empty.iter().all(|finding| matches!(finding.code, Code::MissingAnswer | Code::Require)), "{empty:?}");
    }
}

#[test]
fn what_is_commented_out_is_an_answer_when_its_mark_is_taken_away() {
    for (form, path) in forms() {
        let yaml = new::empty(&form, Named::Path("./x.form"));
        let unmarked = |line: &str| match line.strip_prefix('#') {
            Some(rest) if !rest.is_empty() && !rest.starts_with(' ') || rest_is_answer(line) => rest.to_owned(),
            _ => line.to_owned(),
        };
        let all: Vec<String> = yaml.lines().map(unmarked).collect();
        let source = Source::new("new.yaml", all.join("\n"));
        let mut findings = Vec::new();
        let node = data::load(&source, 0, &mut findings).unwrap();
        let (_, faults) = filing::read(&form, std::slice::from_ref(&source), &node);
        findings.extend(faults);
        let wrong: Vec<Diagnostic> = findings
            .into_iter()
            .filter(|finding| {
                matches!(finding.code, Code::BadYaml | Code::UnknownKey | Code::WrongShape | Code::DuplicateKey)
            })
            .collect();
        assert!(wrong.is_empty(), "{path}\n{}\n{}", short::render(&wrong), source.text());
    }
}

/// Whether a line that begins with `#` and blanks is an answer of a record: `#  - name:`.
fn rest_is_answer(line: &str) -> bool {
    let rest = line.strip_prefix('#').unwrap_or_default();
    let deep = rest.starts_with("  ");
    let first = rest.trim_start().trim_start_matches("- ").split(' ').next().unwrap_or_default();
    let name = first.strip_suffix(':').unwrap_or(" ");
    deep && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

fn carried(form: &Form, yaml: &str) -> (String, Vec<Diagnostic>) {
    let source = Source::new("old.yaml", yaml);
    let mut found = Vec::new();
    let node = data::load(&source, 0, &mut found).unwrap();
    assert!(found.is_empty(), "{found:?}");
    let carried = filing::carry(form, &source, &node);
    let known = [new::empty(form, Named::BuiltIn)];
    (new::from(form, Named::BuiltIn, &source, &node, &carried, &known), carried.findings())
}

#[test]
fn a_filing_carried_into_its_own_edition_says_the_same() {
    for (edition, example) in [("2003", "innovo-2003.yaml"), ("2019", "fictitious-2019.yaml")] {
        let form = form::compile(&BuiltIn, builtin::find("12b-25", Some(edition)).unwrap()).0.unwrap();
        let old = fs::read_to_string(Path::new(ROOT).join("forms/12b-25/examples").join(example)).unwrap();
        let (new, left) = carried(&form, &old);
        assert!(left.is_empty(), "{}", short::render(&left));
        let text = |yaml: &str| {
            let source = Source::new("x.yaml", yaml);
            let node = data::load(&source, 0, &mut Vec::new()).unwrap();
            let (filing, findings) = filing::read(&form, std::slice::from_ref(&source), &node);
            assert!(findings.is_empty(), "{}", short::render(&findings));
            render::text::render(&document::document(&filing.unwrap()).0).0
        };
        assert_eq!(text(&old), text(&new));
        // Carried again, nothing is added: the file's own comments are known.
        let remark = "# Line 1: # ";
        assert_eq!(new.matches(remark).count(), 1);
    }
}

#[test]
fn an_example_carried_into_its_own_form_is_itself() {
    for (form, path) in forms() {
        let example = new::example(&form, Named::BuiltIn);
        let (again, left) = carried(&form, &example);
        assert!(left.is_empty(), "{path}\n{}", short::render(&left));
        let difference = similar::TextDiff::from_lines(example.as_str(), again.as_str());
        assert!(example == again, "{path}\n{}", difference.unified_diff());
    }
}

/// A byte order mark may stand at a file's beginning alone; what is left of the line after it is a comment further down.
#[test]
fn a_byte_order_mark_is_not_carried_into_the_file() {
    let form = compiled("forms/12b-25/2019.form");
    let (new, left) = carried(&form, "\u{feff}telex: 12\nreport: 10-K\n");
    assert_eq!(left.len(), 1);
    assert!(new.contains("#   telex: 12\n"), "{new}");
    assert!(!new.contains('\u{feff}'), "{new}");
}

/// The form's words have byte order marks and a separator of lines in them.
#[test]
fn a_forms_words_are_comments_without_what_yaml_does_not_take() {
    let form = compiled("tests/new/marked.form");
    let new = new::empty(&form, Named::Path("marked.form"));
    assert!(!new.contains(['\u{feff}', '\u{2028}']), "{new}");
    is_as_in(&new, "marked.yaml");
}

#[test]
fn what_has_no_place_is_kept_and_named() {
    let form = form::compile(&BuiltIn, builtin::find("12b-25", Some("2019")).unwrap()).0.unwrap();
    let old = "\
# First remark.
form: 12b-25
edition: 2003
amendment: two
report: N-SAR  # an old report
cusip: 457954-50-2
transition: [10-K, N-SAR, 10-K]
registrant:
  name: \"Innovo: the # Group\"
  telex:
    number: 12
reasons: |
  One line,
  # and another.
contact: nobody
signed:
  date: 2003-02-28
";
    let (new, left) = carried(&form, old);
    assert_eq!(
        short::render(&left),
        "old.yaml:4:12: error[D023]: `amendment`: `two` is not a number from 1
old.yaml:5:9: error[D024]: `report` has no box `N-SAR`
old.yaml:6:8: error[D023]: `cusip`: `457954-50-2` is not a CUSIP: its check digit should be `1`, not `2`; compare every character
old.yaml:7:20: error[D024]: `transition` has no box `N-SAR`
old.yaml:7:27: error[D025]: `transition` names the box `10-K` twice
old.yaml:10:3: error[D020]: the form asks for no `registrant.telex`
old.yaml:15:10: error[D021]: `contact` should be a record, not a single value
"
    );
    assert!(left.iter().all(|finding| finding.severity == Severity::Error));
    for kept in [
        "transition: [10-K]",
        "  name: \"Innovo: the # Group\"",
        "reasons: |\n  One line,\n  # and another.\n",
        "  date: 2003-02-28",
    ] {
        assert!(new.contains(kept), "{kept}\n{new}");
    }
    let end = new.split_once("this could not be carried over:").unwrap().1;
    for kept in [
        "two",
        "N-SAR",
        "457954-50-2",
        "#     telex:\n#       number: 12\n",
        "nobody",
        "First remark.",
        "an old report",
    ] {
        assert!(end.contains(kept), "{kept}\n{end}");
    }
    assert!(!end.contains("and another"));
    // What stands at the end is no answer.
    let source = Source::new("new.yaml", new.as_str());
    let mut findings = Vec::new();
    data::load(&source, 0, &mut findings);
    assert!(findings.is_empty(), "{findings:?}");
}

fn engross(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_engross")).args(args).current_dir(folder).output().unwrap()
}

#[test]
fn the_command_never_writes_over_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let first = engross(folder.path(), &["new", "12b-25", "-o", "late.yaml"]);
    assert_eq!((first.status.code(), first.stdout.len(), first.stderr.len()), (Some(0), 0, 0));
    fs::write(folder.path().join("late.yaml"), "answers").unwrap();
    let second = engross(folder.path(), &["new", "12b-25", "-o", "late.yaml"]);
    assert_eq!(second.status.code(), Some(2));
    assert!(String::from_utf8(second.stderr).unwrap().contains("is there already"));
    assert_eq!(fs::read_to_string(folder.path().join("late.yaml")).unwrap(), "answers");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn the_command_says_what_was_not_carried() {
    let folder = tempfile::tempdir().unwrap();
    let old = Path::new(ROOT).join("forms/12b-25/examples/innovo-2003.yaml");
    let whole = engross(folder.path(), &["new", "12b-25@2003", "--from", old.to_str().unwrap(), "-o", "whole.yaml"]);
    assert_eq!(whole.status.code(), Some(0), "{}", String::from_utf8_lossy(&whole.stderr));
    let checked = engross(folder.path(), &["check", "whole.yaml"]);
    assert_eq!(checked.status.code(), Some(0), "{}", String::from_utf8_lossy(&checked.stderr));
    let part = engross(
        folder.path(),
        &["new", "12b-25", "--from", old.to_str().unwrap(), "-o", "part.yaml", "--format", "short"],
    );
    assert_eq!(part.status.code(), Some(1));
    assert!(String::from_utf8(part.stderr).unwrap().contains("17:9: error[D021]: `relief` should be `yes` or `no`"));
    assert!(fs::read_to_string(folder.path().join("part.yaml")).unwrap().contains("#   relief: [b]"));
    fs::write(folder.path().join("broken.yaml"), "form: 12b-25\nreport 10-K\n").unwrap();
    let broken = engross(folder.path(), &["new", "12b-25", "--from", "broken.yaml", "-o", "new.yaml"]);
    assert_eq!(broken.status.code(), Some(1));
    assert!(!folder.path().join("new.yaml").exists());
}

#[test]
fn a_definition_of_ones_own_is_named_from_where_the_file_lies() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("filings")).unwrap();
    fs::write(folder.path().join("t.form"), "form \"T\"\nedition 1\nfield name: text \"Name\"\n").unwrap();
    for (output, named) in [("here.yaml", "form: ./t.form"), ("filings/there.yaml", "form: ../t.form")] {
        let done = engross(folder.path(), &["new", "t.form", "--example", "-o", output]);
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
        assert!(fs::read_to_string(folder.path().join(output)).unwrap().contains(named));
        assert_eq!(engross(folder.path(), &["check", output]).status.code(), Some(0));
    }
}
