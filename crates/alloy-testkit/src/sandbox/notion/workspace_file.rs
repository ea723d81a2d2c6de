//! A workspace as a file: JSON with a version.

use std::time::SystemTime;

use alloy_core::Error;
use serde::{Deserialize, Serialize};

use super::{
    Id,
    workspace::{Parent, Workspace},
};
use crate::sandbox::{kept, random::Random};

const FORMAT: &str = "alloy-testkit workspace";
const VERSION: u32 = 1;

/// What every version of the format has.
#[derive(Deserialize)]
struct Header {
    format: String,
    version: u32,
}

/// What a file holds. The type of the workspace is free, so that one that is there need not be
/// cloned to be written.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File<W> {
    format: String,
    version: u32,
    /// The sandbox's time, from which its own clock goes on.
    #[serde(with = "kept::time")]
    time: SystemTime,
    /// Where the ids of requests go on.
    requests: Random,
    workspace: W,
}

/// A workspace that was saved.
#[derive(Clone, Debug)]
pub(in crate::sandbox) struct Kept {
    pub(super) time: SystemTime,
    pub(super) requests: Random,
    pub(super) workspace: Workspace,
}

/// Writes a workspace. What changes little changes few lines.
pub(super) fn write(
    workspace: &Workspace,
    requests: &Random,
    time: SystemTime,
) -> Result<String, Error> {
    let (format, requests) = (FORMAT.to_owned(), requests.clone());
    let file = File { format, version: VERSION, time, requests, workspace };
    let written = serde_json::to_string_pretty(&file);
    written.map(|text| text + "\n").map_err(|error| {
        Error::configuration("the workspace cannot be written as JSON").with_source(error)
    })
}

/// Reads a workspace. Errors name line and column, or what in it contradicts what.
pub(in crate::sandbox) fn read(text: &str) -> Result<Kept, Error> {
    let damaged = |error: serde_json::Error| {
        Error::configuration(format!("this is no saved workspace: {error}"))
    };
    let header: Header = serde_json::from_str(text).map_err(damaged)?;
    if header.format != FORMAT {
        let message = format!("this is no saved workspace: its format is {:?}", header.format);
        return Err(Error::configuration(message));
    }
    if header.version != VERSION {
        return Err(Error::configuration(format!(
            "the workspace was saved in version {} of the format, of which version {VERSION} is \
             known here",
            header.version
        )));
    }
    let file: File<Workspace> = serde_json::from_str(text).map_err(damaged)?;
    match file.workspace.contradiction() {
        Some((place, problem)) => {
            Err(Error::configuration(format!("the saved workspace contradicts itself: {problem}"))
                .with_path(format!("workspace.{place}")))
        }
        None => Ok(Kept { time: file.time, requests: file.requests, workspace: file.workspace }),
    }
}

impl Workspace {
    /// A place where what is kept does not fit together, and what is wrong there.
    fn contradiction(&self) -> Option<(String, String)> {
        self.wrong_key().or_else(|| self.lost_child()).or_else(|| self.lost_parent())
    }

    /// Something under another id than its own.
    fn wrong_key(&self) -> Option<(String, String)> {
        let pages = self.pages.iter().map(|(id, page)| ("pages", id, page.entry.id));
        let blocks = self.blocks.iter().map(|(id, block)| ("blocks", id, block.entry.id));
        let databases = self.databases.iter().map(|(id, thing)| ("databases", id, thing.entry.id));
        let tables =
            self.data_sources.iter().map(|(id, thing)| ("data_sources", id, thing.entry.id));
        let mut all = pages.chain(blocks).chain(databases).chain(tables);
        let (list, id, own) = all.find(|(_, id, own)| *id != own)?;
        Some((format!("{list}.{id}.entry.id"), format!("it is {own}, under another id")))
    }

    /// Whether a parent is there and has that child.
    fn knows(&self, child: Id, parent: Parent) -> bool {
        let listed = |parent| self.children.get(&parent).is_some_and(|all| all.contains(&child));
        match parent {
            Parent::Workspace => true,
            Parent::Page(id) => self.pages.contains_key(&id) && listed(id),
            Parent::Block(id) => self.blocks.contains_key(&id) && listed(id),
            Parent::Database(id) => {
                self.databases.get(&id).is_some_and(|all| all.data_sources.contains(&child))
            }
            Parent::DataSource(id) => self.data_sources.contains_key(&id),
        }
    }

    /// A child that is not there or says that it stands elsewhere, or one that stands nowhere.
    fn lost_child(&self) -> Option<(String, String)> {
        for (parent, children) in &self.children {
            for (at, child) in children.iter().enumerate() {
                let place = format!("children.{parent}[{at}]");
                match self.entry(*child) {
                    None => return Some((place, format!("there is no {child}"))),
                    Some(entry) if entry.parent.id() != Some(*parent) => {
                        return Some((place, format!("{child} has another parent")));
                    }
                    Some(_) => {}
                }
            }
        }
        for (id, database) in &self.databases {
            let place = format!("databases.{id}.data_sources");
            if database.data_sources.is_empty() {
                return Some((place, "there is none".to_owned()));
            }
            let unknown = |table: &&Id| !self.data_sources.contains_key(table);
            if let Some(table) = database.data_sources.iter().find(unknown) {
                return Some((place, format!("there is no {table}")));
            }
        }
        None
    }

    /// Something in a parent that is not there, does not know of it, or stands in itself.
    fn lost_parent(&self) -> Option<(String, String)> {
        let pages = self.pages.values().map(|page| ("pages", &page.entry));
        let blocks = self.blocks.values().map(|block| ("blocks", &block.entry));
        let databases = self.databases.values().map(|thing| ("databases", &thing.entry));
        let tables = self.data_sources.values().map(|thing| ("data_sources", &thing.entry));
        let things = self.pages.len() + self.blocks.len() + self.databases.len();
        let things = things + self.data_sources.len();
        for (list, entry) in pages.chain(blocks).chain(databases).chain(tables) {
            let place = || format!("{list}.{}.entry.parent", entry.id);
            if !self.knows(entry.id, entry.parent) {
                return Some((place(), "it does not know of this child".to_owned()));
            }
            let mut above = Some(entry);
            let ends = (0..=things).any(|_| {
                above = above.and_then(|entry| self.entry(entry.parent.id()?));
                above.is_none()
            });
            if !ends {
                return Some((place(), "it stands in itself".to_owned()));
            }
        }
        None
    }
}
