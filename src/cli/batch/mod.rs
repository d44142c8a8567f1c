//! `engross batch`: many filings in one run, in the order of the input, on all cores.
//!
//! One thread reads entries, a chunk ahead. In the pool a chunk is worked on while the one before it is written, so that nobody
//! waits for the disk, and what is in memory is three chunks whatever the input is.
//!
//! | file | what |
//! |---|---|
//! | `input.rs` | folders and streams -> entries |
//! | `entry.rs`, `id.rs` | what a line of JSON says |
//! | `render.rs`, `read.rs`, `diff.rs` | an entry -> what is made of it |
//! | `shared.rs` | what all threads have in common |
//! | `made.rs`, `names.rs` | how it is written, and how its file is called |
//! | `folder.rs`, `ledger.rs`, `digest.rs` | files that are written once, and what is known of them later |
//! | `writer.rs` | lines and files, in order |
//! | `signals.rs` | Ctrl-C |

mod diff;
mod digest;
mod entry;
mod folder;
mod id;
mod input;
mod ledger;
mod made;
mod names;
mod read;
mod render;
mod shared;
mod signals;
mod writer;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::RwLock;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::args::{Batch, DiffFormat, FindingsFormat, ReadFormat};
use super::compiled::Forms;
use super::diff::{Report, Wanted};
use super::{CannotRun, Outcome, intake, new, output, world};
use crate::diagnostic;
use crate::render::Format;
use crate::render::docx::Reviser;
use crate::world::{LARGEST_FILED, LARGEST_FILING};
use folder::Folder;
use input::{Input, Item, Kind};
use made::Made;
use names::Names;
use shared::{Files, Shared};
pub(super) use signals::INTERRUPTED;
use writer::{End, Writer};

/// How long an interrupt may wait for the input.
const WATCH: Duration = Duration::from_millis(50);

/// How many entries a thread takes at once. With more, the last to end keeps the others waiting at the end of each chunk.
const TOGETHER: usize = 8;

/// The room for calls of each thread, as much as the first one of a program has: definitions and data may be nested.
const STACK: usize = 8 << 20;

/// What is done with each entry.
enum Work {
    Render(Format),
    Read(ReadFormat),
    Diff(DiffFormat),
}

pub(super) fn run(args: &Batch) -> Result<Outcome, CannotRun> {
    let work = work(args)?;
    let (endings, largest): (&[&str], _) = match work {
        Work::Read(_) => (&["txt", "htm", "html"], LARGEST_FILED),
        Work::Render(_) | Work::Diff(_) => (&["yaml", "yml"], LARGEST_FILING),
    };
    let input = Input::open(&args.input, endings, largest)?;
    if let (Work::Read(_) | Work::Diff(_), Input::Stream(stream)) = (&work, &input)
        && stream.kind == Kind::Documents
    {
        let name = &stream.name;
        return Err(CannotRun(format!("`{name}` is neither a folder nor lines of JSON")));
    }
    if let (Work::Render(format), Some(name)) = (&work, &args.name) {
        check_ending(*format, name)?;
    }
    // An entry that names standard input would take it from those after it.
    world::close_input();
    let names = Names::new(args.name.as_deref(), ending(&work), is_for_edgar(&work));
    let forms = Forms::default();
    if let Some(word) = &args.form.form
        && !(matches!(work, Work::Read(_)) && args.name.is_none())
    {
        check_form(&forms, word, &names)?;
    }
    let (stream, path) = match &input {
        Input::Stream(stream) => (stream.name.clone(), stream.path.clone()),
        Input::Folder(_) => (String::new(), PathBuf::new()),
    };
    let pool = ThreadPoolBuilder::new().num_threads(args.jobs.map_or(0, usize::from)).stack_size(STACK).build();
    let pool = pool.map_err(|error| CannotRun(format!("cannot start so many jobs: {error}")))?;
    let folder = args.out_dir.as_deref().map(|path| Folder::open(path, &name_of(&work), args.resume)).transpose()?;
    let files = folder.as_ref().zip(args.out_dir.as_ref()).map(|(folder, path)| Files {
        folder: path.clone(),
        names,
        past: folder.past(),
        settings: settings(&work, args),
        definitions: RwLock::new(HashMap::new()),
    });
    let shared = Shared { forms, word: args.form.form.clone(), stream, path, largest, files };
    signals::watch()?;
    let mut writer = Writer::new(folder, args.fail_fast, input.len());
    let chunks = ahead(input)?;
    let mut one = |make: &(dyn Fn(Item) -> Option<Made> + Sync)| each(&pool, &chunks, make, &mut writer);
    let ended = match work {
        Work::Render(format) => Ok(one(&|item| Some(render::make(&shared, format, item)))),
        Work::Read(format) => {
            let word = shared.word();
            let to = args.out_dir.as_deref().unwrap_or(Path::new("."));
            let named = word.map(|word| new::path_from(&to.join("x.yaml"), Path::new(word))).unwrap_or_default();
            intake::known(&shared.forms, word, &named, |known| match known {
                Ok(known) => one(&|item| Some(read::make(&shared, known, format, item))),
                Err(findings) => Err(End::CannotRun(findings, misfit(word.unwrap_or_default()))),
            })
        }
        Work::Diff(format) => {
            let (report, reviser) = (Report::Summary, Reviser::default());
            let wanted = Wanted { format: Some(format), report, r_tags: false, reviser };
            Ok(one(&|item| diff::make(&shared, &wanted, item)))
        }
    };
    writer.close();
    close(&writer, ended.unwrap_or_else(|reason| Err(End::from(reason))), args)
}

/// What the command line asks for.
#[cfg_attr(not(feature = "pdf"), expect(clippy::unnecessary_wraps, reason = "without PDF nothing is refused"))]
fn work(args: &Batch) -> Result<Work, CannotRun> {
    Ok(match (args.read, args.diff, args.to) {
        (true, ..) => Work::Read(args.format.unwrap_or(ReadFormat::Yaml)),
        (_, true, to) => Work::Diff(match to {
            None | Some(Format::Json) => DiffFormat::Json,
            Some(Format::Text) => DiffFormat::Text,
            Some(Format::Html) => DiffFormat::Html,
            Some(Format::Page) => DiffFormat::Page,
            Some(Format::Docx) => DiffFormat::Docx,
            #[cfg(feature = "pdf")]
            Some(Format::Pdf) => return Err(DiffFormat::no_pdf()),
        }),
        (_, _, to) => Work::Render(to.unwrap_or(Format::Text)),
    })
}

/// How the files' names end, if nobody says so.
fn ending(work: &Work) -> &'static str {
    match work {
        Work::Render(format) => format.extensions().first().copied().unwrap_or_default(),
        Work::Read(ReadFormat::Yaml) => "yaml",
        Work::Read(ReadFormat::Json) | Work::Diff(DiffFormat::Json) => "json",
        Work::Diff(DiffFormat::Text) => "txt",
        Work::Diff(DiffFormat::Html) => "htm",
        Work::Diff(DiffFormat::Page) => "html",
        Work::Diff(DiffFormat::Docx) => "docx",
    }
}

/// Whether what is written may be filed with EDGAR.
fn is_for_edgar(work: &Work) -> bool {
    match work {
        Work::Render(format) => format.is_for_edgar(),
        Work::Diff(format) => *format == DiffFormat::Html,
        Work::Read(_) => false,
    }
}

/// What is done, in words.
fn name_of(work: &Work) -> String {
    match work {
        Work::Render(format) => format!("render {}", format.name()),
        Work::Read(format) => format!("read {format:?}"),
        Work::Diff(format) => format!("diff {format:?}"),
    }
}

/// What of the command line decides what the outputs are.
fn settings(work: &Work, args: &Batch) -> String {
    format!("{}\n{}", name_of(work), args.name.as_deref().unwrap_or_default())
}

/// Says before the first entry what is wrong with the form that all answer, and with the names of their files.
fn check_form(forms: &Forms, word: &str, names: &Names) -> Result<(), CannotRun> {
    let (form, findings) = forms.form(word)?;
    let Some(form) = form.filter(|_| !diagnostic::any_errors(&findings)) else {
        output::report(&findings, FindingsFormat::Human);
        return Err(misfit(word));
    };
    names.check(&form).map_err(|findings| {
        output::report(&findings, FindingsFormat::Human);
        shared::template_misfits(&form)
    })
}

/// Refuses names that end as those of another format do.
fn check_ending(format: Format, name: &str) -> Result<(), CannotRun> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let has = |format: &Format| format.extensions().contains(&ending.as_str());
    match Format::ALL.iter().find(|other| has(other)) {
        Some(other) if !has(&format) => Err(CannotRun(format!(
            "the names of `--name` end with `.{ending}`, and what is written is {}; say `--to {}`, or end them otherwise",
            format.about(),
            other.name()
        ))),
        Some(_) | None => Ok(()),
    }
}

fn misfit(word: &str) -> CannotRun {
    CannotRun(format!("no filing can answer `{word}` while its definition has errors"))
}

/// Entries of a stream, or why it broke.
type Chunk = Result<Vec<Item>, CannotRun>;

/// Reads chunks, one ahead of those that are worked on. The thread may wait for its input when the batch ends; nobody waits for
/// the thread.
fn ahead(mut input: Input) -> Result<Receiver<Chunk>, CannotRun> {
    let (sender, receiver) = sync_channel(1);
    let reader = thread::Builder::new().name("input".to_owned()).spawn(move || {
        loop {
            let mut items = Vec::new();
            let read = input.chunk(&mut items);
            let at_end = items.is_empty();
            if !at_end && sender.send(Ok(items)).is_err() {
                return;
            }
            if let Err(reason) = read {
                // Nobody is left to be told if the batch has ended.
                let _ = sender.send(Err(reason));
                return;
            }
            if at_end {
                return;
            }
        }
    });
    reader.map(|_| receiver).map_err(|error| CannotRun(format!("cannot start a thread: {error}")))
}

/// The next chunk; none at the end of the input, or when the batch is to end.
fn next(chunks: &Receiver<Chunk>) -> Option<Chunk> {
    loop {
        if signals::is_ending() {
            return None;
        }
        match chunks.recv_timeout(WATCH) {
            Ok(chunk) => return Some(chunk),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
}

/// Works on every entry, a chunk at a time, while the chunk before it is written.
fn each(
    pool: &ThreadPool,
    chunks: &Receiver<Chunk>,
    make: &(dyn Fn(Item) -> Option<Made> + Sync),
    writer: &mut Writer,
) -> Result<(), End> {
    let make = |item| if signals::is_ending() { Some(Made::NotBegun) } else { make(item) };
    let mut made = Vec::new();
    loop {
        let chunk = match next(chunks) {
            Some(Ok(chunk)) => chunk,
            Some(Err(reason)) => return writer.write(made).and(Err(End::from(reason))),
            None => {
                writer.write(made)?;
                return if signals::is_ending() { Err(End::Interrupted) } else { Ok(()) };
            }
        };
        let (written, next) = pool.install(|| {
            rayon::join(
                || writer.write(std::mem::take(&mut made)),
                || chunk.into_par_iter().with_max_len(TOGETHER).map(make).collect::<Vec<Option<Made>>>(),
            )
        });
        written?;
        made = next.into_iter().flatten().collect();
    }
}

/// Says what was done, and how the batch ended.
fn close(writer: &Writer, ended: Result<(), End>, args: &Batch) -> Result<Outcome, CannotRun> {
    let counts = writer.counts();
    let resume = if args.out_dir.is_some() && writer.done + writer.skipped > 0 {
        "; the same command with `--resume` goes on from here"
    } else {
        ""
    };
    match ended {
        Ok(()) => {
            output::tell(&format!("{counts}\n"), false);
            Ok(if writer.with_errors > 0 { Outcome::InputHasErrors } else { Outcome::Done })
        }
        Err(End::HasErrors) => {
            output::tell(&format!("{counts}; ended with the first that has errors\n"), false);
            Ok(Outcome::InputHasErrors)
        }
        Err(End::Interrupted) => {
            output::tell(&format!("{counts}; interrupted{resume}\n"), false);
            Ok(Outcome::Interrupted)
        }
        // Who reads no further wants no more; but who has files written is told that not all of them were.
        Err(End::Unread) if args.out_dir.is_none() => Ok(Outcome::Done),
        Err(End::Unread) => Err(CannotRun(format!("nobody reads standard output any more; {counts}{resume}"))),
        Err(End::CannotRun(findings, reason)) => {
            output::report(&findings, FindingsFormat::Human);
            output::tell(&format!("{counts}{resume}\n"), false);
            Err(reason)
        }
    }
}
