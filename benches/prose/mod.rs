//! Prose of any length that is the same in every run, and what an amendment makes of it.

/// A paragraph by its words.
pub(crate) type Paragraph = Vec<String>;

/// The most frequent words, as in the narratives of notifications: the first the most so.
const FREQUENT: &str = "the of and to in a for that company is on with by its as be was not from or this annual financial \
    statements report year fiscal period form which has at are have will an our we been any due quarter ended time \
    completion audit filed file without unreasonable effort expense additional review results operations net income loss \
    increase compared registrant required securities management independent accounting";

/// Letters of a line of prose.
const WIDTH: usize = 72;
/// Different words that the prose is made of; a real one of its length has about as many.
const WORDS: u64 = 12_000;

/// Numbers that look drawn by lot (xorshift, 64 bits), in an order that is always the same.
struct Lots(u64);

impl Lots {
    /// The next number below `end`.
    fn next(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }

    /// Whether something that happens once in `often` happens.
    fn once_in(&mut self, often: u64) -> bool {
        self.next(often) == 0
    }

    /// A word. Few words are frequent and most are rare, as in any language (Zipf's law); some are amounts.
    fn word(&mut self, frequent: &[&str]) -> String {
        const SYLLABLES: [&str; 24] = [
            "an", "be", "con", "de", "er", "fi", "ga", "ho", "in", "ju", "ke", "lo", "ma", "ne", "or", "pa", "que",
            "re", "si", "ta", "un", "ver", "wi", "yo",
        ];
        if self.once_in(40) {
            return format!("${},{:03}", 1 + self.next(900), self.next(1000));
        }
        // Nearly half of all words are those few.
        if self.next(20) < 9 {
            let most = 1 + self.next(frequent.len() as u64);
            let rank = usize::try_from(self.next(most)).unwrap_or_default();
            return frequent.get(rank).copied().unwrap_or_default().to_owned();
        }
        let most = 1 + self.next(WORDS);
        let rank = self.next(most);
        let mut left = rank;
        let mut word = String::new();
        loop {
            let syllable = usize::try_from(left % 24).unwrap_or_default();
            word.push_str(SYLLABLES.get(syllable).copied().unwrap_or_default());
            left /= 24;
            if left == 0 {
                return word;
            }
        }
    }

    fn paragraph(&mut self) -> Paragraph {
        let frequent: Vec<&str> = FREQUENT.split_whitespace().collect();
        let length = 60 + self.next(80);
        let mut words: Paragraph = Vec::new();
        let mut sentence = 0;
        for at in 0..length {
            let mut word = self.word(&frequent);
            if sentence == 0 {
                word =
                    word.chars().next().into_iter().flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect();
                sentence = 8 + self.next(20);
            }
            sentence -= 1;
            if sentence == 0 || at + 1 == length {
                word.push('.');
                sentence = 0;
            }
            words.push(word);
        }
        words
    }
}

/// Paragraphs of so many bytes, or a few more.
pub(crate) fn paragraphs(bytes: usize) -> Vec<Paragraph> {
    let mut lots = Lots(0x5eed);
    let mut out = Vec::new();
    let mut length = 0;
    while length < bytes {
        let paragraph = lots.paragraph();
        length += paragraph.iter().map(|word| word.len() + 1).sum::<usize>();
        out.push(paragraph);
    }
    out
}

/// The same paragraphs amended: one word in 50 is another, and one paragraph in 40 each came in, went or stands elsewhere.
#[allow(dead_code, reason = "what is read is not amended")]
pub(crate) fn amended(paragraphs: &[Paragraph]) -> Vec<Paragraph> {
    let frequent: Vec<&str> = FREQUENT.split_whitespace().collect();
    let mut lots = Lots(0xa3e4d);
    let mut out: Vec<Paragraph> = Vec::new();
    let mut moved: Vec<Paragraph> = Vec::new();
    for paragraph in paragraphs {
        let other = |word: &String, lots: &mut Lots| if lots.once_in(50) { lots.word(&frequent) } else { word.clone() };
        match lots.next(40) {
            0 => {}
            1 => moved.push(paragraph.clone()),
            2 => out.extend([lots.paragraph(), paragraph.clone()]),
            _ => out.push(paragraph.iter().map(|word| other(word, &mut lots)).collect()),
        }
        if lots.once_in(200) {
            out.append(&mut moved);
        }
    }
    out.append(&mut moved);
    out
}

/// Paragraphs in lines of a usual length, each line after `indent`, with an empty line between them.
pub(crate) fn wrapped(paragraphs: &[Paragraph], indent: &str) -> String {
    let mut out = String::new();
    for paragraph in paragraphs {
        let mut column = 0;
        for word in paragraph {
            if column == 0 {
                out.push_str(indent);
            } else if column + 1 + word.len() > WIDTH {
                out.push('\n');
                out.push_str(indent);
                column = 0;
            } else {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += word.len();
        }
        out.push_str("\n\n");
    }
    out
}
