//! Which blocks were made.

use crate::{Block, List};

/// The blocks that were made, of the first level only.
///
/// Notion's reply lists them, and after them the siblings that follow, if the blocks were not put
/// at the end. So the first of the reply are those that were made, as many as were sent.
#[derive(Clone, Debug, PartialEq)]
pub struct AppendedBlocks {
    reply: List<Block>,
    /// How many blocks of the first level were sent.
    sent: usize,
}

impl AppendedBlocks {
    pub(super) fn new(reply: List<Block>, sent: usize) -> Self {
        Self { reply, sent }
    }

    /// The blocks that were made, in the order in which they were sent.
    pub fn created(&self) -> &[Block] {
        self.split().0
    }

    /// The blocks that were made, one after another.
    pub fn iter(&self) -> std::slice::Iter<'_, Block> {
        self.created().iter()
    }

    /// The siblings after them, as far as the reply has them. None when they are at the end.
    pub fn following(&self) -> &[Block] {
        self.split().1
    }

    /// The whole reply.
    pub fn reply(&self) -> &List<Block> {
        &self.reply
    }

    /// The whole reply.
    pub fn into_reply(self) -> List<Block> {
        self.reply
    }

    fn split(&self) -> (&[Block], &[Block]) {
        let results = &self.reply.results;
        results.split_at(self.sent.min(results.len()))
    }
}

impl IntoIterator for AppendedBlocks {
    type Item = Block;
    type IntoIter = std::iter::Take<std::vec::IntoIter<Block>>;

    fn into_iter(self) -> Self::IntoIter {
        self.reply.results.into_iter().take(self.sent)
    }
}

impl<'a> IntoIterator for &'a AppendedBlocks {
    type Item = &'a Block;
    type IntoIter = std::slice::Iter<'a, Block>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
