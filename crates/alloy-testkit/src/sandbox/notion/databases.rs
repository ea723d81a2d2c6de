//! `retrieve-a-database`

use serde_json::{Map, Value};

use super::{Failure, Input, workspace::Workspace};

/// `GET /v1/databases/{database_id}`
pub(super) fn retrieve(
    workspace: &mut Workspace,
    input: &Input<'_>,
) -> Result<Map<String, Value>, Failure> {
    input.query.only(&[])?;
    let database = workspace.database(input.path.get("database_id").id()?)?;
    input.shapes(workspace).database(database)
}
