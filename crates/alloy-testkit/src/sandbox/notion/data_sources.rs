//! `retrieve-a-data-source`

use serde_json::{Map, Value};

use super::{Failure, Input, workspace::Workspace};

/// `GET /v1/data_sources/{data_source_id}`
pub(super) fn retrieve(
    workspace: &mut Workspace,
    input: &Input<'_>,
) -> Result<Map<String, Value>, Failure> {
    input.query.only(&[])?;
    let table = workspace.data_source(input.path.get("data_source_id").id()?)?;
    Ok(input.shapes(workspace).data_source(table))
}
