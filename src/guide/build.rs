//! The walk over a form's layout.

use super::{About, Guide};
use crate::filing::{Chain, Filing, blank_record};
use crate::form::{BoxLayout, FieldRef, Form, Layout, Part, ScopeId, Template};
use crate::syntax::Words;

pub(super) fn build(form: &Form) -> Guide {
    let blank = Filing::blank(form);
    let chain = Chain { record: &blank.answers, outer: None };
    let mut walk = Walk {
        form,
        guide: Guide::blank(form),
        section: String::new(),
        before: Vec::new(),
        item: None,
        last: None,
        hidden: Vec::new(),
    };
    walk.block(&form.layout, &chain);
    walk.guide
}

struct Walk<'f> {
    form: &'f Form,
    guide: Guide,
    /// The heading of the section around.
    section: String,
    /// Paragraphs that no answer has followed yet.
    before: Vec<String>,
    /// The label of an item that no words have followed yet: `(1)`.
    item: Option<String>,
    /// The answer that was asked for last.
    last: Option<(ScopeId, usize)>,
    /// The answers asked for so far that do not print where they stand.
    hidden: Vec<FieldRef>,
}

impl<'f> Walk<'f> {
    fn block(&mut self, layout: &'f [Layout], chain: &Chain<'_>) {
        for statement in layout {
            self.statement(statement, chain);
        }
    }

    fn statement(&mut self, layout: &'f Layout, chain: &Chain<'_>) {
        match layout {
            Layout::Section { label, title, body, .. } => {
                let title = title.as_ref().map(|title| self.words(title, chain)).filter(|title| !title.is_empty());
                let label = self.words(label, chain);
                let heading = title.map_or(label.clone(), |title| format!("{label} - {title}"));
                let around = std::mem::replace(&mut self.section, heading);
                self.block(body, chain);
                self.section = around;
                // What stands at a section's end is about that section.
                self.before.clear();
            }
            Layout::Item { label, body } => {
                let label = self.words(label, chain);
                self.item = Some(label).filter(|label| !label.is_empty());
                self.block(body, chain);
                self.item = None;
            }
            Layout::Row(body) => self.block(body, chain),
            Layout::Repeat { field, body } => {
                self.about(*field, String::new(), chain);
                self.within(*field, chain, |this, chain| this.block(body, chain));
            }
            Layout::When { body, otherwise, .. } => {
                self.conditional(body, chain);
                self.conditional(otherwise, chain);
            }
            Layout::Hidden { field, label } => {
                self.hidden.push(FieldRef { scope: chain.record.scope, field: *field });
                let label = self.words(label, chain);
                self.about(*field, label, chain);
            }
            Layout::Answer { field, label, .. } => {
                let label = self.words(label, chain);
                self.about(*field, label, chain);
            }
            Layout::Choice { field, label, boxes, .. } => {
                let label = self.words(label, chain);
                self.about(*field, label, chain);
                let words: Vec<String> = boxes.iter().map(|checked| self.box_words(checked, chain)).collect();
                if let Some(about) = self.guide.about_mut(chain.record.scope, *field) {
                    about.boxes = words;
                }
                for body in boxes.iter().filter_map(|checked| checked.body.as_ref()) {
                    self.conditional(&body.1, chain);
                }
            }
            Layout::Flag { field, checked, .. } => {
                let label = self.box_words(checked, chain);
                self.about(*field, label, chain);
                if let Some(about) = self.guide.about_mut(chain.record.scope, *field) {
                    about.flag = true;
                }
                if let Some(body) = &checked.body {
                    self.conditional(&body.1, chain);
                }
            }
            Layout::Table { field, caption, columns, .. } => {
                let caption = self.words(caption, chain);
                self.about(*field, caption, chain);
                self.within(*field, chain, |this, chain| {
                    for column in columns {
                        let heading = this.words(&column.heading, chain);
                        this.about(column.field, heading, chain);
                    }
                });
            }
            Layout::Signature { list, preamble, date, name, title, .. } => {
                let preamble = self.words(preamble, chain);
                self.say(&preamble);
                let fields = [*date, *name, *title];
                match list {
                    Some(list) => {
                        self.about(*list, String::new(), chain);
                        self.within(*list, chain, |this, chain| this.signature(fields, chain));
                    }
                    None => self.signature(fields, chain),
                }
            }
            Layout::Words { kind, words } => {
                if !self.is_print(words, chain) {
                    let words = self.words(words, chain);
                    match kind {
                        Words::Note => self.note(&words),
                        Words::Title | Words::Heading | Words::Text | Words::Instruction | Words::Notice => {
                            self.say(&words);
                        }
                    }
                }
            }
            // The masthead names the form; the file to fill in does so itself.
            Layout::Masthead(_) | Layout::Line(_) | Layout::Rule | Layout::Page => {}
        }
    }

    /// Words that stand in a block only for a certain case are not about what follows the block.
    fn conditional(&mut self, body: &'f [Layout], chain: &Chain<'_>) {
        let kept = self.before.len();
        self.block(body, chain);
        self.before.truncate(kept);
    }

    fn within(&mut self, field: usize, chain: &Chain<'_>, walk: impl FnOnce(&mut Self, &Chain<'_>)) {
        if let Some(record) = blank_record(self.form, field, chain) {
            walk(self, &Chain { record: &record, outer: Some(chain) });
            self.before.clear();
        }
    }

    fn signature(&mut self, fields: [usize; 3], chain: &Chain<'_>) {
        for field in fields {
            let declared = self.form.scope(chain.record.scope).fields.get(field);
            let label = declared.map(|field| field.label.text.clone()).unwrap_or_default();
            self.about(field, label, chain);
        }
    }

    /// An answer takes the words before it.
    fn about(&mut self, field: usize, label: String, chain: &Chain<'_>) {
        let label = self.numbered(label);
        let (section, before) = (self.section.clone(), std::mem::take(&mut self.before));
        if let Some(about) = self.guide.about_mut(chain.record.scope, field) {
            *about = About { section, before, label, ..About::default() };
        }
        self.last = Some((chain.record.scope, field));
    }

    /// Whether a string is how hidden answers print that have been asked for: it says nothing of the next.
    fn is_print(&self, template: &Template, chain: &Chain<'_>) -> bool {
        let mut hidden = false;
        let filled = template.fill(&chain.record.context, |part| match part {
            Part::Words(..) | Part::Derived(..) | Part::Blank(_) => {}
            Part::Answer(field, _) => hidden |= self.hidden.contains(&field),
        });
        filled.is_ok() && hidden
    }

    /// A note is about what stands over it: words, or an answer of the same section.
    fn note(&mut self, words: &str) {
        if !self.before.is_empty() {
            self.say(words);
        } else if let Some((scope, field)) = self.last
            && let Some(about) = self.guide.about_mut(scope, field)
            && about.section == self.section
        {
            let label = format!("{}\n{words}", about.label);
            label.trim().clone_into(&mut about.label);
        }
    }

    fn say(&mut self, words: &str) {
        let paragraphs = words.split('\n').map(str::trim).filter(|paragraph| !paragraph.is_empty());
        for paragraph in paragraphs {
            let paragraph = self.numbered(paragraph.to_owned());
            self.before.push(paragraph);
        }
    }

    /// Puts the label of the item before its first words.
    fn numbered(&mut self, words: String) -> String {
        if words.is_empty() {
            return words;
        }
        match self.item.take() {
            Some(item) => format!("{item} {words}"),
            None => words,
        }
    }

    fn box_words(&self, checked: &BoxLayout, chain: &Chain<'_>) -> String {
        let more = checked.more.as_ref().map(|more| self.words(more, chain)).unwrap_or_default();
        format!("{} {more}", self.words(&checked.text, chain)).trim().to_owned()
    }

    /// The words of a string on the blank form; its answers are named, its derived values left open.
    fn words(&self, template: &Template, chain: &Chain<'_>) -> String {
        let mut out = String::new();
        let filled = template.fill(&chain.record.context, |part| match part {
            Part::Words(words, _) => out.push_str(words),
            Part::Blank(_) => out.push_str("..."),
            Part::Derived(text, _) if text.trim().is_empty() => out.push_str("..."),
            Part::Derived(text, _) => out.push_str(&text),
            Part::Answer(field, _) => {
                let asked = self.form.scope(field.scope).fields.get(field.field);
                let path = asked.map(|asked| asked.path.as_str()).unwrap_or_default();
                out.push('[');
                out.push_str(path);
                out.push(']');
            }
        });
        // A string that cannot be filled without answers is said as far as it goes.
        let _ = filled;
        let line = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        out.lines().map(line).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }
}
