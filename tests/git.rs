//! git shows filings by `engross git-diff`, run by git itself, where there is one.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up fails")]

use std::fs;
use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// What git says in a folder, its configuration only that of the repository.
fn git(folder: &Path, args: &[&str]) -> String {
    let output = Command::new("git")
        .args(["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "core.pager=cat"])
        .args(args)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "git {args:?}: {said}");
    said
}

/// A repository with a filing and its amendment in a folder of filings.
fn repository() -> Option<tempfile::TempDir> {
    Command::new("git").arg("--version").output().ok().filter(|output| output.status.success())?;
    let repository = tempfile::tempdir().unwrap();
    let folder = repository.path();
    git(folder, &["init", "--quiet"]);
    git(folder, &["config", "diff.engross.command", &format!("'{}' git-diff", env!("CARGO_BIN_EXE_engross"))]);
    fs::write(folder.join(".gitattributes"), "*.yaml diff=engross\n").unwrap();
    fs::create_dir(folder.join("filings")).unwrap();
    let late = fs::read_to_string(Path::new(ROOT).join("tests/suite/diff/parts/late.yaml")).unwrap();
    fs::write(folder.join("filings/late.yaml"), late).unwrap();
    let amendment = "form: 12b-25\nedition: 2003\namends: late.yaml\namendment: 1\nportion: Item 7\n";
    fs::write(folder.join("filings/amended.yaml"), amendment).unwrap();
    fs::write(folder.join("list.yaml"), "- one\n- two\n").unwrap();
    git(folder, &["add", "."]);
    git(folder, &["commit", "--quiet", "-m", "Filings"]);
    Some(repository)
}

fn change(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(file, text.replace(from, to)).unwrap();
}

const LATE: &str = "diff --engross a/filings/late.yaml b/filings/late.yaml\n\
    Form 12b-25, edition 2003\n\n\
    Signature\n\n  \
      Title (signed.title)\n    \
        [-CEO-] -> {+CFO+}\n\n\
    1 changed; 18 unchanged\n";

#[test]
fn git_diff_shows_what_changed_in_a_filing() {
    let Some(repository) = repository() else { return };
    let folder = repository.path();
    change(&folder.join("filings/late.yaml"), "CEO", "CFO");
    assert_eq!(git(folder, &["diff"]), LATE);
    // From a folder below, and between commits, where both versions lie in temporary files.
    assert_eq!(git(&folder.join("filings"), &["diff"]), LATE);
    git(folder, &["commit", "--quiet", "-a", "-m", "The title"]);
    assert_eq!(git(folder, &["diff", "HEAD~1", "HEAD"]), LATE);
    assert!(git(folder, &["show", "--ext-diff"]).ends_with(LATE));
}

#[test]
fn an_amendment_finds_its_original_beside_the_path_in_the_repository() {
    let Some(repository) = repository() else { return };
    let folder = repository.path();
    change(&folder.join("filings/amended.yaml"), "portion: Item 7\n", "portion: Item 8\ncusip: ~\n");
    git(folder, &["commit", "--quiet", "-a", "-m", "The portion"]);
    let said = git(folder, &["diff", "HEAD~1", "HEAD"]);
    assert!(said.starts_with("diff --engross a/filings/amended.yaml b/filings/amended.yaml\n"), "{said}");
    assert!(said.contains("CUSIP NUMBER (cusip)\n  withdrawn: [-457954-50-1-]\n"), "{said}");
    assert!(said.contains("  [-Item 7-] -> {+Item 8+}\n"), "{said}");
}

#[test]
fn what_cannot_be_compared_as_a_filing_is_shown_in_lines_and_the_rest_follows() {
    let Some(repository) = repository() else { return };
    let folder = repository.path();
    change(&folder.join("list.yaml"), "two", "three");
    change(&folder.join("filings/amended.yaml"), "portion: Item 7", "portions: Item 7");
    change(&folder.join("filings/late.yaml"), "CEO", "CFO");
    fs::write(folder.join("filings/new.yaml"), "form: 12b-25\n").unwrap();
    git(folder, &["add", "."]);
    let said = git(folder, &["diff", "--cached"]);
    let errors = "diff --engross a/filings/amended.yaml b/filings/amended.yaml\n\
        (the filing has errors after the change; its lines are shown)\n\
        --- a/filings/amended.yaml\n+++ b/filings/amended.yaml\n";
    assert!(said.starts_with(errors), "{said}");
    assert!(said.contains("-portion: Item 7\n+portions: Item 7\n"), "{said}");
    assert!(said.contains(LATE), "{said}");
    let new = "diff --engross /dev/null b/filings/new.yaml\n--- /dev/null\n+++ b/filings/new.yaml\n@@ -0,0 +1 @@\n+form: 12b-25\n";
    assert!(said.contains(new), "{said}");
    let list = "diff --engross a/list.yaml b/list.yaml\n--- a/list.yaml\n+++ b/list.yaml\n@@ -1,2 +1,2 @@\n - one\n-- two\n+- three\n";
    assert!(said.ends_with(list), "{said}");
}

#[test]
fn a_renamed_filing_is_compared_with_itself() {
    let Some(repository) = repository() else { return };
    let folder = repository.path();
    git(folder, &["mv", "filings/amended.yaml", "filings/second.yaml"]);
    change(&folder.join("filings/second.yaml"), "Item 7", "Item 8");
    git(folder, &["add", "."]);
    let said = git(folder, &["diff", "--cached", "-M20%"]);
    assert!(
        said.starts_with("diff --engross a/filings/amended.yaml b/filings/second.yaml\nsimilarity index "),
        "{said}"
    );
    assert!(said.contains("\nrename from filings/amended.yaml\nrename to filings/second.yaml\nForm 12b-25"), "{said}");
    assert!(said.contains("  [-Item 7-] -> {+Item 8+}\n"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_filing_of_another_mode_says_so() {
    use std::os::unix::fs::PermissionsExt as _;
    let Some(repository) = repository() else { return };
    let folder = repository.path();
    fs::set_permissions(folder.join("filings/late.yaml"), fs::Permissions::from_mode(0o755)).unwrap();
    let said = git(folder, &["diff"]);
    let modes = "diff --engross a/filings/late.yaml b/filings/late.yaml\nold mode 100644\nnew mode 100755\nForm 12b-25";
    assert!(said.starts_with(modes), "{said}");
    assert!(said.ends_with("no changes; 19 unchanged\n"), "{said}");
}
