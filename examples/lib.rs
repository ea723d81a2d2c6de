//! Runnable examples of the workspace.
