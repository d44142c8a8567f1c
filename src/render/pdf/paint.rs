//! Pages -> the bytes of a PDF.

use std::ops::Range;

use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::surface::{Location, Surface};
use krilla::tagging::{Artifact, ArtifactType, ContentTag};
use krilla::text::GlyphId;
use krilla::{Document as Pdf, SerializeSettings};

use super::layout::Layout;
use super::lines::put;
use super::pages::{Page, Placed};
use super::strip::Item;
use super::style::{FOOT, MARGIN, PAGE, SMALL, Style};
use super::tags::{TagId, Tags};
use super::typeface::{Face, Glyph};
use super::words::{WordId, Words};
use crate::document::Document;

/// Draws pages; every page has its number at its foot.
pub(super) fn paint(layout: &mut Layout<'_>, pages: &[Page<'_>]) -> Result<Vec<u8>, KrillaError> {
    let standards = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish();
    let configuration = standards.unwrap_or_default();
    let mut pdf = Pdf::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    pdf.set_metadata(metadata(layout.document));
    let mut headings: Vec<(usize, f32)> = vec![(0, MARGIN); layout.headings.len()];
    for (index, page) in pages.iter().enumerate() {
        for placed in page.iter().filter(|placed| !placed.again) {
            if let Some(heading) = placed.strip.heading.and_then(|number| headings.get_mut(number)) {
                *heading = (index, placed.y);
            }
        }
        let Some(settings) = PageSettings::from_wh(PAGE.0, PAGE.1) else { continue };
        let mut sheet = pdf.start_page_with(settings);
        let mut surface = sheet.surface();
        draw_rules(&mut surface, page);
        for placed in page.iter().filter(|placed| placed.again) {
            let artifact = Artifact::with_kind(ArtifactType::PaginationOther);
            surface.start_tagged(ContentTag::Artifact(artifact));
            for text in texts(placed) {
                draw(&mut surface, &layout.words, &text);
            }
            surface.end_tagged();
        }
        draw_texts(&mut surface, page, &layout.words, &mut layout.tags);
        foot(&mut surface, layout, index + 1, pages.len());
        surface.finish();
        sheet.finish();
    }
    pdf.set_tag_tree(layout.tags.tree().with_lang(Some(LANGUAGE.to_owned())));
    pdf.set_outline(outline(&layout.headings, &headings));
    pdf.finish()
}

/// The language of the Commission's forms.
const LANGUAGE: &str = "en-US";

/// The name of the form and its title. PDF/A wants a date in the metadata: it is the one that means that it is not known,
/// so that the same filing gives the same bytes.
fn metadata(document: &Document) -> Metadata {
    let title = format!("Form {}: {}", document.form, document.title);
    let unknown =
        DateTime::new(1970).month(1).day(1).hour(0).minute(0).second(0).utc_offset_hour(0).utc_offset_minute(0);
    let metadata =
        Metadata::new().title(title).language(LANGUAGE.to_owned()).creator("engross".to_owned()).creation_date(unknown);
    match &document.submission {
        Some(submission) => metadata.description(submission.clone()),
        None => metadata,
    }
}

/// Words on a page.
struct Text<'s> {
    at: Point,
    style: Style,
    tag: TagId,
    words: &'s [WordId],
}

fn texts<'s>(placed: &Placed<'s>) -> impl Iterator<Item = Text<'s>> {
    let top = placed.y;
    placed.strip.items.iter().filter_map(move |item| match item {
        Item::Text { x, y, style, tag, words } => {
            Some(Text { at: Point::from_xy(*x, top + y), style: *style, tag: *tag, words })
        }
        Item::Rule { .. } => None,
    })
}

/// Rules mean nothing to those who do not see them.
fn draw_rules(surface: &mut Surface<'_>, page: &Page<'_>) {
    let mut path = PathBuilder::new();
    let mut any = false;
    for placed in page {
        for item in &placed.strip.items {
            let Item::Rule { x, end, y, thickness } = item else { continue };
            let y = placed.y + y;
            if let Some(rule) = Rect::from_ltrb(*x, y - thickness / 2.0, *end, y + thickness / 2.0) {
                path.push_rect(rule);
                any = true;
            }
        }
    }
    if let Some(path) = path.finish().filter(|_| any) {
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        surface.draw_path(&path);
        surface.end_tagged();
    }
}

/// Draws what is read: one stretch for each element that the page holds something of.
fn draw_texts(surface: &mut Surface<'_>, page: &Page<'_>, words: &Words, tags: &mut Tags) {
    let mut open: Option<TagId> = None;
    for text in page.iter().filter(|placed| !placed.again).flat_map(texts) {
        if open != Some(text.tag) {
            if open.is_some() {
                surface.end_tagged();
            }
            tags.put(text.tag, surface.start_tagged(ContentTag::Other));
            open = Some(text.tag);
        }
        draw(surface, words, &text);
    }
    if open.is_some() {
        surface.end_tagged();
    }
}

/// A glyph as krilla takes it.
struct Drawn {
    id: GlyphId,
    range: Range<usize>,
    /// In ems.
    advance: f32,
    offset: (f32, f32),
}

impl krilla::text::Glyph for Drawn {
    fn glyph_id(&self) -> GlyphId {
        self.id
    }

    fn text_range(&self) -> Range<usize> {
        self.range.clone()
    }

    fn x_advance(&self, size: f32) -> f32 {
        self.advance * size
    }

    fn x_offset(&self, size: f32) -> f32 {
        self.offset.0 * size
    }

    fn y_offset(&self, size: f32) -> f32 {
        self.offset.1 * size
    }

    fn y_advance(&self, _: f32) -> f32 {
        0.0
    }

    fn location(&self) -> Option<Location> {
        None
    }
}

/// Words that are drawn at once, for they are of one font.
#[derive(Default)]
struct Stretch {
    text: String,
    glyphs: Vec<Drawn>,
    width: f32,
}

fn draw(surface: &mut Surface<'_>, words: &Words, text: &Text<'_>) {
    let mut x = text.at.x;
    let mut face: Option<Face> = None;
    let mut stretch = Stretch::default();
    let parts = text.words.iter().filter_map(|word| words.get(*word)).flat_map(|word| &word.parts);
    for part in parts {
        if face != Some(part.face) {
            x += stretch.draw(surface, face, Point::from_xy(x, text.at.y), text.style.size);
            stretch = Stretch::default();
            face = Some(part.face);
        }
        stretch.add(part.face, &part.text, &part.glyphs);
    }
    stretch.draw(surface, face, Point::from_xy(x, text.at.y), text.style.size);
}

impl Stretch {
    fn add(&mut self, face: Face, text: &str, glyphs: &[Glyph]) {
        let Some(typeface) = face.typeface() else { return };
        let start = self.text.len();
        self.text.push_str(text);
        let ems = |units: i16| f32::from(units) / typeface.em();
        for (index, glyph) in glyphs.iter().enumerate() {
            let cluster = usize::from(glyph.cluster);
            let later = glyphs.iter().skip(index).map(|glyph| usize::from(glyph.cluster)).find(|next| *next > cluster);
            self.glyphs.push(Drawn {
                id: GlyphId::new(u32::from(glyph.id)),
                range: start + cluster..start + later.unwrap_or(text.len()),
                advance: ems(glyph.advance),
                offset: (ems(glyph.x_offset), ems(glyph.y_offset)),
            });
            self.width += ems(glyph.advance);
        }
    }

    /// Draws it, and says how wide it is.
    fn draw(&self, surface: &mut Surface<'_>, face: Option<Face>, at: Point, size: f32) -> f32 {
        if let Some(typeface) = face.and_then(Face::typeface) {
            surface.draw_glyphs(at, &self.glyphs, typeface.font.clone(), &self.text, size, false);
        }
        self.width * size
    }
}

/// The form to the left, the number of the page to the right.
fn foot(surface: &mut Surface<'_>, layout: &mut Layout<'_>, number: usize, count: usize) {
    let document = layout.document;
    let tag = ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer));
    surface.start_tagged(tag);
    let form = layout.added(&format!("Form {} ({})", document.form, document.edition), SMALL);
    let page = layout.added(&format!("Page {number} of {count}"), SMALL);
    let right = PAGE.0 - MARGIN - super::inline::width(&page);
    for (x, pieces) in [(MARGIN, form), (right, page)] {
        let mut strip = super::strip::Strip::line(SMALL);
        put(&mut strip, &pieces, x, SMALL, TagId::default(), None);
        let placed = Placed { y: FOOT - SMALL.baseline(), strip: &strip, again: true };
        for text in texts(&placed) {
            draw(surface, &layout.words, &text);
        }
    }
    surface.end_tagged();
}

/// The headings, to move by.
fn outline(headings: &[(u16, String)], places: &[(usize, f32)]) -> Outline {
    let mut outline = Outline::new();
    let mut rest: Vec<(u16, OutlineNode)> = headings
        .iter()
        .zip(places)
        .map(|((level, words), (page, y))| {
            let destination = XyzDestination::new(*page, Point::from_xy(0.0, *y));
            (*level, OutlineNode::new(words.clone(), destination))
        })
        .collect();
    // From the last to the first, each takes what is deeper than itself and follows it.
    let mut after: Vec<(u16, OutlineNode)> = Vec::new();
    while let Some((level, mut node)) = rest.pop() {
        while let Some((_, child)) = after.pop_if(|(deeper, _)| *deeper > level) {
            node.push_child(child);
        }
        after.push((level, node));
    }
    while let Some((_, node)) = after.pop() {
        outline.push_child(node);
    }
    outline
}
