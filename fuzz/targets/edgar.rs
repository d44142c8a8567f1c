//! Documents to be filed, anybody's: findings lie in the text, whichever kind it is taken for.

#![no_main]

use engross::edgar::{self, Kind};
use engross::source::Source;
use engross_fuzz::sound;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (text, coding) = edgar::decode(bytes.to_vec());
    sound(&edgar::check_name(text.lines().next().unwrap_or_default()));
    let source = Source::new("x.txt", text);
    let _ = Kind::of_content(source.text());
    for kind in [Kind::Text, Kind::Html] {
        sound(&edgar::check(&source, coding, kind));
    }
});
