//! How large the parts of a request may be, by Notion's documents.

use alloy_core::Envelope;

use super::Failure;

/// Items of any array of blocks, rich text, options, relations, people or files.
pub(super) const ARRAY: usize = 100;
/// UTF-16 units of a text's content.
pub(super) const TEXT: usize = 2000;
/// UTF-16 units of an address, also of a link's.
pub(super) const URL: usize = 2000;
/// UTF-16 units of an equation.
pub(super) const EXPRESSION: usize = 1000;
/// The name of a file, an icon, an emoji or who comments.
pub(super) const NAME: usize = 100;
pub(super) const EMAIL: usize = 200;
pub(super) const PHONE_NUMBER: usize = 200;
/// Blocks of one request, at all levels together.
pub(super) const BLOCKS: usize = 1000;
/// Levels of children below the blocks that a request starts with.
pub(super) const NESTING: usize = 2;
/// Groups of conditions that may stand in each other.
pub(super) const FILTER_NESTING: usize = 2;
/// Rows that a query leads to.
pub(super) const QUERY_RESULTS: usize = 10_000;
/// Results of one page of a list.
pub(super) const PAGE_SIZE: usize = 100;
/// Items of a property value that come with a page. The others are behind another operation.
pub(super) const INLINE_ITEMS: usize = 25;

/// Bytes of a request's body: 500 kB.
const PAYLOAD: usize = 500 * 1024;

/// Checks the size of a request's body. Notion's words for this are not on record.
pub(super) fn check_payload(envelope: &Envelope) -> Result<(), Failure> {
    let length = envelope.request_body.as_ref().map_or(0, |body| body.get().len());
    if length > PAYLOAD {
        return Err(Failure::validation(format!(
            "body failed validation: body.length should be ≤ `{PAYLOAD}`, instead was `{length}`."
        )));
    }
    Ok(())
}
