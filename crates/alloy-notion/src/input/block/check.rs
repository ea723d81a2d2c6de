//! The rules of what may stand in what, and how deep.

use alloy_core::Error;

use super::{
    BlockInput,
    field::Field,
    kind::{Inside, Kind},
};
use crate::limits::{self, At, Limits};

/// How many levels of blocks may be inside a block of the first level, in one request.
///
/// The columns of a column list do not count as a level: Notion's own schema of the request takes
/// two levels below the blocks of a first-level column list's columns.
const NESTING: usize = 2;

/// Checks the blocks of a request's first level, and all that are inside them.
pub(crate) fn check(blocks: &[BlockInput], at: &At<'_>) -> Result<(), Error> {
    limits::count(blocks.len(), limits::ELEMENTS, "elements", at)?;
    let all = each(blocks, at, NESTING)?;
    limits::count(all, limits::BLOCKS, "blocks with those inside others", at)
}

/// Checks sibling blocks, each of which has room for some levels. Gives how many there are, those
/// inside them included.
fn each(blocks: &[BlockInput], at: &At<'_>, room: usize) -> Result<usize, Error> {
    let mut all = blocks.len();
    for (index, block) in blocks.iter().enumerate() {
        all += block.check(&at.index(index), room)?;
    }
    Ok(all)
}

impl Kind {
    /// Checks what a block of this kind says. `at` is the place of its content.
    pub(super) fn check_fields(&self, fields: &[Field], at: &At<'_>) -> Result<(), Error> {
        for field in fields {
            let known = matches!(field, Field::Other(..)) || self.has_field(field.name());
            if !known {
                let (name, field) = (self.name(), field.name());
                return Err(at.key(field).error(format!("{name} blocks have no {field}")));
            }
            field.check(at)?;
        }
        Ok(())
    }
}

impl BlockInput {
    /// The block and all that are inside it.
    pub(crate) fn count(&self) -> usize {
        1 + self.children.iter().map(Self::count).sum::<usize>()
    }

    /// Checks the block and all that are inside it. Gives how many are inside.
    fn check(&self, at: &At<'_>, room: usize) -> Result<usize, Error> {
        let name = self.kind.name();
        let at = &at.key(name);
        self.kind.check_fields(&self.fields, at)?;
        if self.children.is_empty()
            && matches!(self.kind.inside(), Inside::Blocks | Inside::Nothing)
        {
            return Ok(0);
        }
        self.check_children(at, room)
    }

    fn check_children(&self, block: &At<'_>, room: usize) -> Result<usize, Error> {
        let at = &block.key("children");
        limits::count(self.children.len(), limits::ELEMENTS, "elements", at)?;
        let inside = self.kind.inside();
        match inside {
            Inside::Blocks => {}
            Inside::Nothing => {
                return Err(at.error(format!("{} blocks have no children", self.kind.name())));
            }
            Inside::Column => self.at_least(1, at)?,
            Inside::Columns => {
                self.at_least(2, at)?;
                self.only(&Kind::Column, at)?;
            }
            Inside::Tabs => self.only(&Kind::Paragraph, at)?,
            Inside::Rows => {
                self.at_least(1, at)?;
                self.only(&Kind::TableRow, at)?;
                self.check_width(at)?;
            }
        }
        let room = match inside {
            Inside::Columns | Inside::Column if room < NESTING => {
                return Err(block.error("stands only on the first level of a request"));
            }
            Inside::Columns => room,
            _ if self.children.is_empty() => return Ok(0),
            _ => room.checked_sub(1).ok_or_else(|| {
                at.error(format!("deeper than {NESTING} levels: append them in a later request"))
            })?,
        };
        each(&self.children, at, room)
    }

    fn at_least(&self, least: usize, at: &At<'_>) -> Result<(), Error> {
        match self.children.len() {
            found if found < least => Err(at.error(format!("{found} elements, at least {least}"))),
            _ => Ok(()),
        }
    }

    /// Checks that all children are of one kind.
    fn only(&self, kind: &Kind, at: &At<'_>) -> Result<(), Error> {
        let Some(index) = self.children.iter().position(|child| child.kind != *kind) else {
            return Ok(());
        };
        let problem = format!("{} blocks hold only {} blocks", self.kind.name(), kind.name());
        Err(at.index(index).error(problem))
    }

    /// Checks that all rows are as wide as the table.
    fn check_width(&self, at: &At<'_>) -> Result<(), Error> {
        let width = self.fields.iter().find_map(|field| match field {
            Field::TableWidth(width) => Some(*width),
            _ => None,
        });
        for (index, row) in self.children.iter().enumerate() {
            if let (Some(width), Some(found)) = (width, row.cells())
                && found != width
            {
                let row = at.index(index);
                let row = row.key(Kind::TableRow.name());
                let problem = format!("{found} cells in a table of {width} columns");
                return Err(row.key("cells").error(problem));
            }
        }
        Ok(())
    }
}
