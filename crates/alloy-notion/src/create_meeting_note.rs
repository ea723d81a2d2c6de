//! Making notes of a meeting from a recording.

use alloy_core::{Action, Context, Error};
use serde::Serialize;

use crate::{
    Block, BlockId, FileUploadId, Notion, PageId,
    input::ParentInput,
    limits::{self, At},
    wire::names,
};

/// Makes notes of a meeting from a recording: Notion writes down what was said and sums it up.
///
/// Gives the block with the notes, at once; [its status](crate::MeetingNotes::status) says how far
/// Notion has got when the block is retrieved later. Nothing but its id is given when the
/// integration may not read it.
///
/// ```
/// use alloy_notion::{CreateMeetingNote, TranscriptionLanguage};
/// # let page_id: alloy_notion::PageId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
/// # let upload_id: alloy_notion::FileUploadId = "598337872cf94fdf8782e53db20768a5".parse()?;
/// CreateMeetingNote::from_upload(upload_id, page_id)
///     .title("Weekly sync")
///     .language(TranscriptionLanguage::German);
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `create-meeting-note`, which Notion added in 2026. It is not idempotent: running it
/// twice makes the notes twice. Which versions take it is not verified.
#[derive(Action, Clone, Debug, PartialEq)]
#[action(connector = Notion, id = "create-meeting-note", effect = write, output = Block)]
#[action(validate = Self::check)]
#[must_use = "an action does nothing until it is executed"]
pub struct CreateMeetingNote {
    source: Source,
    parent: Option<ParentInput>,
    title: Option<String>,
    language: Option<TranscriptionLanguage>,
    options: Option<Options>,
}

/// The recording.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Source {
    FileUpload { file_upload_id: FileUploadId },
    Block { block_id: BlockId },
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Options {
    kickoff_summary: bool,
}

names! {
    /// The language that is spoken in a recording.
    pub enum TranscriptionLanguage {
        /// Whatever Notion takes it for.
        Automatic = "auto",
        /// English.
        English = "en",
        /// Chinese as in mainland China.
        ChineseSimplified = "zh-CN",
        /// Chinese as in Taiwan.
        ChineseTraditional = "zh-TW",
        /// Spanish.
        Spanish = "es",
        /// French.
        French = "fr",
        /// German.
        German = "de",
        /// Japanese.
        Japanese = "ja",
        /// Korean.
        Korean = "ko",
        /// Portuguese.
        Portuguese = "pt",
        /// Russian.
        Russian = "ru",
        /// Thai.
        Thai = "th",
        /// Vietnamese.
        Vietnamese = "vi",
        /// Indonesian.
        Indonesian = "id",
        /// Danish.
        Danish = "da",
        /// Finnish.
        Finnish = "fi",
        /// Norwegian.
        Norwegian = "no",
        /// Dutch.
        Dutch = "nl",
        /// Italian.
        Italian = "it",
        /// Swedish.
        Swedish = "sv",
        /// Arabic.
        Arabic = "ar",
        /// Hebrew.
        Hebrew = "he",
        /// Polish.
        Polish = "pl",
    }
}

impl CreateMeetingNote {
    /// Notes of an audio or video file that was uploaded, on a page.
    pub fn from_upload(upload: impl Into<FileUploadId>, page: impl Into<PageId>) -> Self {
        let source = Source::FileUpload { file_upload_id: upload.into() };
        Self { parent: Some(ParentInput::Page(page.into())), ..Self::of(source) }
    }

    /// Notes of the recording in an audio, video or file block. Notion decides where they go.
    pub fn from_block(block: impl Into<BlockId>) -> Self {
        Self::of(Source::Block { block_id: block.into() })
    }

    fn of(source: Source) -> Self {
        Self { source, parent: None, title: None, language: None, options: None }
    }

    /// The title.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// The language that is spoken. Without it, Notion finds out.
    pub fn language(mut self, language: TranscriptionLanguage) -> Self {
        self.language = Some(language);
        self
    }

    /// Makes Notion sum up what was said once it is written down.
    pub fn summary(mut self) -> Self {
        self.options = Some(Options { kickoff_summary: true });
        self
    }

    /// Keeps Notion from summing up what was said.
    pub fn no_summary(mut self) -> Self {
        self.options = Some(Options { kickoff_summary: false });
        self
    }

    fn check(&self, _: &Context<'_>) -> Result<(), Error> {
        let at = At::ROOT.key("title");
        self.title.as_ref().map_or(Ok(()), |title| limits::filled(title, limits::TEXT, &at))
    }
}
