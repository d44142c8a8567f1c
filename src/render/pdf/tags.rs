//! The tree of what things are, for those who do not see the page (ISO 14289-1).

use std::num::NonZeroU16;

use krilla::tagging::{Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};

/// What an element is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    Section,
    Group,
    /// A heading of a level, from 1, with its words.
    Heading(u16, String),
    Paragraph,
    List,
    Item,
    /// The label of an item; a ballot box says what its mark means.
    Label(Option<&'static str>),
    Body,
    Table,
    Caption,
    Head,
    Rows,
    Row,
    HeadCell,
    Cell,
}

/// An element, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct TagId(usize);

#[derive(Debug)]
struct Element {
    role: Role,
    children: Vec<TagId>,
    /// Its stretches on the pages; only what has no children has any.
    content: Vec<Identifier>,
}

/// The elements of a document, in the order of reading.
#[derive(Debug, Default)]
pub(super) struct Tags {
    elements: Vec<Element>,
    top: Vec<TagId>,
    open: Vec<TagId>,
}

impl Tags {
    /// Adds an element to the open one.
    pub(super) fn add(&mut self, role: Role) -> TagId {
        let id = TagId(self.elements.len());
        self.elements.push(Element { role, children: Vec::new(), content: Vec::new() });
        let parent = self.open.last().and_then(|parent| self.elements.get_mut(parent.0));
        parent.map_or(&mut self.top, |parent| &mut parent.children).push(id);
        id
    }

    /// Adds an element and opens it, so that what follows lies in it.
    pub(super) fn open(&mut self, role: Role) {
        let id = self.add(role);
        self.open.push(id);
    }

    /// Closes the element that was opened last.
    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// Takes note of a stretch of an element on a page.
    pub(super) fn put(&mut self, id: TagId, content: Identifier) {
        if let Some(element) = self.elements.get_mut(id.0) {
            element.content.push(content);
        }
    }

    /// The tree as it stands in the file. What has no words is left out, but for the cells of tables.
    pub(super) fn tree(&self) -> TagTree {
        TagTree::from(self.top.iter().filter_map(|id| self.node(*id)).map(Node::Group).collect::<Vec<_>>())
    }

    fn node(&self, id: TagId) -> Option<TagGroup> {
        let element = self.elements.get(id.0)?;
        let mut children: Vec<Node> =
            element.children.iter().filter_map(|id| self.node(*id)).map(Node::Group).collect();
        children.extend(element.content.iter().copied().map(Node::Leaf));
        if children.is_empty() && !matches!(element.role, Role::Cell | Role::HeadCell) {
            return None;
        }
        Some(TagGroup::with_children(kind(&element.role), children))
    }
}

fn kind(role: &Role) -> TagKind {
    match role {
        Role::Section => Tag::Section.into(),
        Role::Group => Tag::Div.into(),
        Role::Heading(level, words) => {
            Tag::Hn(NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN), Some(words.clone())).into()
        }
        Role::Paragraph => Tag::P.into(),
        // The labels are in the file; nothing is to be counted.
        Role::List => Tag::L(ListNumbering::None).into(),
        Role::Item => Tag::LI.into(),
        Role::Label(means) => Tag::Lbl.with_alt_text(means.map(str::to_owned)).into(),
        Role::Body => Tag::LBody.into(),
        Role::Table => Tag::Table.into(),
        Role::Caption => Tag::Caption.into(),
        Role::Head => Tag::THead.into(),
        Role::Rows => Tag::TBody.into(),
        Role::Row => Tag::TR.into(),
        Role::HeadCell => Tag::TH(TableHeaderScope::Column).into(),
        Role::Cell => Tag::TD.into(),
    }
}
