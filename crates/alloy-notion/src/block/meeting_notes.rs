//! Notes that Notion takes of meetings.

use crate::{
    BlockId, RichText, Time, UserId,
    wire::{names, object},
};

object! {
    /// Notes of a meeting: a summary, what people have written, and what was said.
    pub struct MeetingNotes {
        /// The title.
        title: RichText,
        /// How far Notion has got with them.
        status: Option<MeetingNotesStatus>,
        /// Where its parts are.
        tabs as "children": Option<MeetingNotesTabs>,
        /// The meeting in the calendar.
        calendar_event: Option<CalendarEvent>,
        /// When it was recorded.
        recording: Option<Recording>,
    }
}

names! {
    /// How far Notion has got with the notes of a meeting.
    pub enum MeetingNotesStatus {
        /// It does not listen yet.
        TranscriptionNotStarted = "transcription_not_started",
        /// It has stopped listening for a while.
        TranscriptionPaused = "transcription_paused",
        /// It listens.
        TranscriptionInProgress = "transcription_in_progress",
        /// It could not make out what was said.
        TranscriptionFailed = "transcription_failed",
        /// It sums up what was said.
        SummaryInProgress = "summary_in_progress",
        /// It is done.
        NotesReady = "notes_ready",
    }
}

object! {
    /// The blocks that the parts of a meeting's notes are in.
    pub struct MeetingNotesTabs {
        /// The summary.
        summary_block_id: Option<BlockId>,
        /// What people have written.
        notes_block_id: Option<BlockId>,
        /// What was said.
        transcript_block_id: Option<BlockId>,
    }
}

object! {
    /// A meeting in the calendar.
    pub struct CalendarEvent {
        /// When it starts.
        start_time: Option<Time>,
        /// When it ends.
        end_time: Option<Time>,
        /// Who takes part.
        attendees: Vec<UserId>,
    }
}

object! {
    /// When a meeting was recorded.
    pub struct Recording {
        /// When the recording starts.
        start_time: Option<Time>,
        /// When the recording ends.
        end_time: Option<Time>,
    }
}
