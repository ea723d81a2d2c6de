//! The trash, which has two names.

use super::{Failure, Id, Place, version::Version, workspace::Workspace};

/// Whether a request says that something is in the trash: `in_trash`, or `archived` in versions
/// that have it.
pub(super) fn asked_for(body: &Place<'_>, version: Version) -> Result<Option<bool>, Failure> {
    if let Some(archived) = body.optional("archived") {
        if !version.has_archived() {
            return archived.plain().should_be("not present");
        }
        let archived = archived.boolean()?;
        return match body.optional("in_trash").map(|other| other.boolean()).transpose()? {
            Some(in_trash) if in_trash != archived => body.get("in_trash").should_be("not present"),
            _ => Ok(Some(archived)),
        };
    }
    body.optional("in_trash").map(|in_trash| in_trash.boolean()).transpose()
}

/// Refuses to change what is in the trash, if the change does not take it out again.
pub(super) fn check(workspace: &Workspace, id: Id, asked_for: Option<bool>) -> Result<(), Failure> {
    let Some(entry) = workspace.entry(id) else { return Ok(()) };
    if entry.in_trash && asked_for != Some(false) {
        return Err(Failure::archived());
    }
    if workspace.stands_in_trash(entry) {
        return Err(Failure::validation(
            "Can't edit block with an archived ancestor. You must unarchive the ancestor before \
             editing.",
        ));
    }
    Ok(())
}
