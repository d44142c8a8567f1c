//! Reads PDFs as their readers do: by the tree of tags, each element's words through the fonts' tables of characters; and
//! where each letter stands. Only what this program writes need be understood.

#![allow(dead_code, reason = "each test that includes this reader uses a part of it")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    reason = "what cannot be read fails the test"
)]

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

/// What a stretch of a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Mark {
    /// The element of this number on its page.
    Tagged(i64),
    /// Nothing that is read.
    Artifact,
    /// Nothing at all: a fault.
    None,
}

/// A letter on a page. Points, from the page's lower left corner.
#[derive(Debug, Clone)]
pub(crate) struct Letter {
    pub(crate) page: usize,
    pub(crate) x: f32,
    pub(crate) end: f32,
    pub(crate) y: f32,
    pub(crate) size: f32,
    pub(crate) text: String,
    pub(crate) mark: Mark,
}

/// A line of letters on a page.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) y: f32,
    pub(crate) x: f32,
    pub(crate) end: f32,
    pub(crate) text: String,
    pub(crate) mark: Mark,
}

struct Font {
    characters: HashMap<u16, String>,
    widths: HashMap<u16, f32>,
}

/// An element of the tree that has words.
#[derive(Debug, Clone)]
pub(crate) struct Element {
    pub(crate) role: String,
    pub(crate) words: String,
    /// Its lines: the page of each, and its height there.
    pub(crate) lines: Vec<(usize, f32)>,
}

/// The elements that have words, in their order.
pub(crate) fn elements(pdf: &[u8]) -> Vec<Element> {
    let reader = Reader::new(pdf);
    let mut places: HashMap<(usize, Mark), Vec<f32>> = HashMap::new();
    for letter in reader.letters() {
        let places = places.entry((letter.page, letter.mark)).or_default();
        if !places.iter().any(|y| (y - letter.y).abs() < 0.1) {
            places.push(letter.y);
        }
    }
    let mut out = Vec::new();
    reader.walk(&mut |_, element, contents, words| {
        let role = String::from_utf8_lossy(element.get(b"S").and_then(Object::as_name).unwrap()).into_owned();
        let place = |(page, number): &(usize, i64)| {
            let heights = places.get(&(*page, Mark::Tagged(*number))).cloned().unwrap_or_default();
            heights.into_iter().map(|y| (*page, y)).collect::<Vec<_>>()
        };
        let lines: Vec<(usize, f32)> = contents.iter().flat_map(place).collect();
        if !lines.is_empty() {
            out.push(Element { role, words: words.to_owned(), lines });
        }
    });
    out
}

/// The words of the tags in their order, artifacts excluded; elements are parted by line breaks.
pub(crate) fn text(pdf: &[u8]) -> String {
    let reader = Reader::new(pdf);
    let mut out = String::new();
    reader.walk(&mut |_, _, _, words| {
        if !words.is_empty() {
            let _ = writeln!(out, "{words}");
        }
    });
    out
}

/// The tree of the tags, one element a line with its words.
pub(crate) fn tree(pdf: &[u8]) -> String {
    let reader = Reader::new(pdf);
    let mut out = String::new();
    reader.walk(&mut |depth, element, _, words| {
        let role = String::from_utf8_lossy(element.get(b"S").and_then(Object::as_name).unwrap()).into_owned();
        let _ = write!(out, "{:1$}{role}", "", depth * 2);
        if let Ok(alt) = element.get(b"Alt") {
            let _ = write!(out, " ({})", decode_text_string(alt).unwrap());
        }
        for attributes in reader.all(element.get(b"A").ok()) {
            let scope = attributes.as_dict().ok().and_then(|attributes| attributes.get(b"Scope").ok());
            if let Some(scope) = scope.and_then(|scope| scope.as_name().ok()) {
                let _ = write!(out, " ({})", String::from_utf8_lossy(scope));
            }
        }
        let _ = if words.is_empty() { writeln!(out) } else { writeln!(out, ": {}", words.trim_end()) };
    });
    out
}

/// The lines of each page from top to bottom; a line is what stands on one height and belongs together.
pub(crate) fn lines(pdf: &[u8]) -> Vec<Vec<Line>> {
    let reader = Reader::new(pdf);
    let mut pages: Vec<Vec<Line>> = vec![Vec::new(); reader.pages.len()];
    for letter in reader.letters() {
        let page = &mut pages[letter.page];
        match page.last_mut().filter(|line| line.mark == letter.mark && (line.y - letter.y).abs() < 0.1) {
            Some(line) => {
                line.text.push_str(&letter.text);
                line.end = letter.end;
            }
            None => page.push(Line { y: letter.y, x: letter.x, end: letter.end, text: letter.text, mark: letter.mark }),
        }
    }
    for page in &mut pages {
        page.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x.total_cmp(&b.x)));
    }
    pages
}

/// Every letter, in the order in which it is drawn.
pub(crate) fn letters(pdf: &[u8]) -> Vec<Letter> {
    Reader::new(pdf).letters()
}

struct Reader {
    file: Document,
    pages: Vec<ObjectId>,
}

/// What is done with an element: its depth, itself, its own stretches of pages and their words.
type Visit<'v> = &'v mut dyn FnMut(usize, &Dictionary, &[(usize, i64)], &str);

impl Reader {
    fn new(pdf: &[u8]) -> Self {
        let file = Document::load_mem(pdf).expect("a PDF");
        let pages = file.page_iter().collect();
        Self { file, pages }
    }

    /// Visits every element of the tree.
    fn walk(&self, visit: Visit<'_>) {
        let mut words: BTreeMap<(usize, i64), String> = BTreeMap::new();
        for letter in self.letters() {
            if let Mark::Tagged(number) = letter.mark {
                words.entry((letter.page, number)).or_default().push_str(&letter.text);
            }
        }
        let root = self.dictionary(self.file.catalog().unwrap().get(b"StructTreeRoot").unwrap());
        for child in self.all(root.get(b"K").ok()) {
            self.element(child.as_dict().unwrap(), 0, &words, visit);
        }
    }

    fn element(&self, element: &Dictionary, depth: usize, words: &BTreeMap<(usize, i64), String>, visit: Visit<'_>) {
        let page = element.get(b"Pg").ok();
        let mut own = String::new();
        let mut contents = Vec::new();
        let mut children = Vec::new();
        for child in self.all(element.get(b"K").ok()) {
            let content = match child {
                Object::Integer(number) => Some((page.unwrap(), *number)),
                Object::Dictionary(child) if child.has(b"MCID") => Some((
                    child.get(b"Pg").ok().or(page).unwrap(),
                    child.get(b"MCID").and_then(Object::as_i64).unwrap(),
                )),
                child => {
                    children.push(child.as_dict().unwrap());
                    None
                }
            };
            if let Some((page, number)) = content {
                let page = page.as_reference().unwrap();
                let page = self.pages.iter().position(|other| *other == page).unwrap();
                contents.push((page, number));
                own.push_str(words.get(&(page, number)).map(String::as_str).unwrap_or_default());
            }
        }
        visit(depth, element, &contents, &own);
        for child in children {
            self.element(child, depth + 1, words, visit);
        }
    }

    fn dictionary<'a>(&'a self, object: &'a Object) -> &'a Dictionary {
        self.file.dereference(object).unwrap().1.as_dict().unwrap()
    }

    /// An object, or each of an array's.
    fn all<'a>(&'a self, object: Option<&'a Object>) -> Vec<&'a Object> {
        let Some(object) = object else { return Vec::new() };
        match self.file.dereference(object).unwrap().1 {
            Object::Array(objects) => objects.iter().map(|object| self.file.dereference(object).unwrap().1).collect(),
            object => vec![object],
        }
    }

    fn font(&self, font: &Dictionary) -> Font {
        let map = self.file.dereference(font.get(b"ToUnicode").unwrap()).unwrap().1.as_stream().unwrap();
        let map = String::from_utf8(map.get_plain_content().unwrap()).unwrap();
        let mut characters = HashMap::new();
        let (mut inside, mut ranges) = (false, false);
        for line in map.lines() {
            if line.ends_with("beginbfchar") || line.ends_with("beginbfrange") {
                (inside, ranges) = (true, line.ends_with("beginbfrange"));
            } else if line.starts_with("endbf") {
                inside = false;
            } else if inside {
                assert!(!ranges, "krilla writes no ranges");
                let (code, text) = line.split_once(' ').unwrap();
                let hex = |text: &str| {
                    let digits = text.trim_matches(['<', '>']).as_bytes().chunks(4).map(<[u8]>::to_vec);
                    let units =
                        digits.map(|digits| u16::from_str_radix(&String::from_utf8(digits).unwrap(), 16).unwrap());
                    units.collect::<Vec<u16>>()
                };
                characters.insert(hex(code)[0], String::from_utf16(&hex(text)).unwrap());
            }
        }
        let inner = self.all(font.get(b"DescendantFonts").ok())[0].as_dict().unwrap();
        let mut widths = HashMap::new();
        let mut listed = self.all(inner.get(b"W").ok()).into_iter();
        while let (Some(first), Some(rest)) = (listed.next(), listed.next()) {
            let code = |object: &Object| u16::try_from(object.as_i64().unwrap()).unwrap();
            if let Object::Array(listed) = rest {
                widths.extend((code(first)..).zip(listed.iter().map(|width| width.as_float().unwrap())));
            } else {
                let width = listed.next().unwrap().as_float().unwrap();
                widths.extend((code(first)..=code(rest)).map(|code| (code, width)));
            }
        }
        Font { characters, widths }
    }

    fn letters(&self) -> Vec<Letter> {
        let mut out = Vec::new();
        let mut fonts: HashMap<ObjectId, std::rc::Rc<Font>> = HashMap::new();
        for (number, page) in self.pages.iter().enumerate() {
            let resources = self.file.get_dictionary(*page).unwrap().get(b"Resources").unwrap();
            let listed = self.dictionary(resources).get(b"Font").map(|fonts| self.dictionary(fonts));
            let mut named: HashMap<Vec<u8>, std::rc::Rc<Font>> = HashMap::new();
            for (name, font) in listed.into_iter().flatten() {
                let read = || std::rc::Rc::new(self.font(self.dictionary(font)));
                let font = fonts.entry(font.as_reference().unwrap()).or_insert_with(read);
                named.insert(name.clone(), std::rc::Rc::clone(font));
            }
            let content = Content::decode(&self.file.get_page_content(*page)).unwrap();
            Self::draw(number, &content, &named, &mut out);
        }
        out
    }

    /// Follows the operators of a page that krilla writes.
    fn draw(page: usize, content: &Content, fonts: &HashMap<Vec<u8>, std::rc::Rc<Font>>, out: &mut Vec<Letter>) {
        // The height of the page turned over, if it is.
        let mut turned: Vec<Option<f32>> = vec![None];
        let mut marks: Vec<(Mark, Option<String>)> = Vec::new();
        let (mut font, mut size) = (None, 0.0);
        let mut at = (0.0, 0.0);
        for operation in &content.operations {
            let number = |index: usize| operation.operands[index].as_float().unwrap();
            match operation.operator.as_str() {
                "q" => turned.push(*turned.last().unwrap()),
                "Q" => {
                    turned.pop();
                }
                "cm" => {
                    assert_eq!((number(0), number(3)), (1.0, -1.0), "krilla turns pages over");
                    *turned.last_mut().unwrap() = Some(number(5));
                }
                "BMC" | "BDC" => marks.push(Self::mark(&operation.operands)),
                "EMC" => {
                    marks.pop();
                }
                "Tf" => {
                    font = fonts.get(operation.operands[0].as_name().unwrap());
                    size = number(1);
                }
                "Tm" => {
                    let height = turned.last().unwrap().unwrap_or_default();
                    at = (number(4), if turned.last().unwrap().is_some() { height - number(5) } else { number(5) });
                }
                "Tj" | "TJ" => {
                    let shown = match &operation.operands[0] {
                        Object::Array(parts) => parts.clone(),
                        part => vec![part.clone()],
                    };
                    let font = font.unwrap();
                    let mark = marks.iter().rev().map(|(mark, _)| *mark).find(|mark| *mark != Mark::None);
                    for part in shown {
                        let Object::String(codes, _) = part else {
                            at.0 -= part.as_float().unwrap() / 1000.0 * size;
                            continue;
                        };
                        for code in codes.chunks(2) {
                            let code = u16::from_be_bytes([code[0], code[1]]);
                            let width = font.widths.get(&code).copied().unwrap_or(0.0) / 1000.0 * size;
                            // What the letters stand for is said once, whatever they are.
                            let text = match marks.last_mut() {
                                Some((_, Some(actual))) => std::mem::take(actual),
                                _ => font.characters[&code].clone(),
                            };
                            let mark = mark.unwrap_or(Mark::None);
                            out.push(Letter { page, x: at.0, end: at.0 + width, y: at.1, size, text, mark });
                            at.0 += width;
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn mark(operands: &[Object]) -> (Mark, Option<String>) {
        if operands[0].as_name().is_ok_and(|name| name == b"Artifact") {
            return (Mark::Artifact, None);
        }
        let Some(properties) = operands.get(1).and_then(|properties| properties.as_dict().ok()) else {
            return (Mark::None, None);
        };
        let number = properties.get(b"MCID").and_then(Object::as_i64).map_or(Mark::None, Mark::Tagged);
        (number, properties.get(b"ActualText").ok().map(|text| decode_text_string(text).unwrap()))
    }
}
