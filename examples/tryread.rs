#![allow(missing_docs, clippy::all, clippy::pedantic, clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout, clippy::print_stderr)]
fn main() {
    use engross::{builtin, form, read};
    let args: Vec<String> = std::env::args().collect();
    let (name, edition) = args[1].split_once('@').unwrap();
    let path = builtin::find(name, Some(edition)).unwrap();
    let form = form::compile(&builtin::BuiltIn, path).0.unwrap();
    let template = read::Template::new(&form);
    let reading = read::read(&template, form::Named::BuiltIn, &args[2], std::fs::read(&args[2]).unwrap()).unwrap();
    println!("{}", reading.yaml());
    for d in &reading.departures { eprintln!("departure {}: {}", reading.source.position(d.place.start).line, d.diff); }
    for u in &reading.unread { eprintln!("unread {}: {:?}", reading.source.position(u.start).line, reading.source.slice(u.clone())); }
    if args.len() > 3 { for m in &reading.matched { eprintln!("match {m}"); } }
    if args.len() > 3 { for a in &reading.answers { eprintln!("{} {:.2} {}", a.0, a.2, reading.source.position(a.1.start).line); } }
}
