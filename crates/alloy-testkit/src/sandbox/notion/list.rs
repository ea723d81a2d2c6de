//! Lists, a page at a time.

use serde_json::{Map, Value};

use super::{Answer, Failure, Id, Place, limits};
use crate::sandbox::random::digest;

/// The page of a list that a request asks for with `page_size` and `start_cursor`.
///
/// A cursor names the result that comes next, so results that are added before it are neither
/// repeated nor do they push others out. It is made unreadable with the `question`, and good for
/// the same question only: clients shall neither read cursors nor make them.
pub(super) fn page(
    request: &Place<'_>,
    question: &str,
    kind: &str,
    results: &[Id],
    mut render: impl FnMut(Id) -> Value,
) -> Answer {
    let size = match request.optional("page_size") {
        Some(size) => size.integer(1, limits::PAGE_SIZE)?,
        None => limits::PAGE_SIZE,
    };
    let disguise = |id: Id| Id(id.0 ^ digest(question));
    let start = match request.optional("start_cursor") {
        Some(place) => {
            let cursor = place.id()?;
            let next = disguise(cursor);
            results.iter().position(|id| *id == next).ok_or_else(|| {
                Failure::validation(format!("The start_cursor provided is invalid: {cursor}"))
            })?
        }
        None => 0,
    };
    let rest = results.get(start..).unwrap_or_default();
    let next = rest.get(size).map(|id| disguise(*id).to_string());
    let shown: Vec<Value> = rest.iter().take(size).map(|id| render(*id)).collect();
    Ok(object(kind, shown, next))
}

/// A list that is no page of a longer one.
pub(super) fn whole(kind: &str, results: Vec<Value>) -> Map<String, Value> {
    object(kind, results, None)
}

fn object(kind: &str, results: Vec<Value>, next: Option<String>) -> Map<String, Value> {
    Map::from_iter([
        ("object".to_owned(), "list".into()),
        ("results".to_owned(), results.into()),
        ("has_more".to_owned(), next.is_some().into()),
        ("next_cursor".to_owned(), next.into()),
        ("type".to_owned(), kind.into()),
        (kind.to_owned(), Map::new().into()),
    ])
}
