//! Which statements may stand where.

use crate::syntax::{Kind, Statement};

/// What kind of block a statement stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Top,
    Block,
    Masthead,
    Row,
    Group,
    Table,
}

impl Place {
    /// Whether a statement may stand here.
    pub(super) fn takes(self, statement: &Statement) -> bool {
        let kind = &statement.kind;
        match self {
            Self::Top => !matches!(kind, Kind::Column(_) | Kind::Line(_)),
            Self::Block => {
                !statement.is_header() && !matches!(kind, Kind::Column(_) | Kind::Line(_) | Kind::Type { .. })
            }
            Self::Masthead => {
                matches!(kind, Kind::Line(_) | Kind::Words { .. } | Kind::When { .. } | Kind::Rule)
            }
            Self::Row => matches!(
                kind,
                Kind::Field(_)
                    | Kind::Choose(_)
                    | Kind::Box(_)
                    | Kind::Words { .. }
                    | Kind::When { .. }
                    | Kind::Item { .. }
            ),
            Self::Group => matches!(kind, Kind::Box(_)),
            Self::Table => matches!(kind, Kind::Column(_)),
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Top => "here, outside every block",
            Self::Block => "inside a block",
            Self::Masthead => "in a `masthead`",
            Self::Row => "in a `row`",
            Self::Group => "in a group of boxes",
            Self::Table => "in a `table`",
        }
    }
}
