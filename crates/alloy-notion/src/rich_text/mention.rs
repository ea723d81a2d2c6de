//! Things that a text refers to.

use compact_str::CompactString;
use serde_json::Number;

use crate::{
    CustomEmoji, DatabaseId, Date, PageId, User,
    wire::{names, object, union},
};

object! {
    /// A thing that a text refers to.
    pub struct Mention {
        ..kind: MentionKind,
    }
}

union! {
    /// What a mention refers to.
    pub enum MentionKind {
        /// A user.
        "user" => User(User),
        /// A page.
        "page" => Page(MentionedPage),
        /// A database.
        "database" => Database(MentionedDatabase),
        /// A date or a span of dates.
        "date" => Date(Date),
        /// A link that shows a preview of a service that is connected to Notion.
        "link_preview" => LinkPreview(LinkPreview),
        /// A link that shows its page's title and icon.
        "link_mention" => LinkMention(Box<LinkMention>),
        /// What a template's button fills in when it is used.
        "template_mention" => Template(TemplateMention),
        /// An emoji of the workspace.
        "custom_emoji" => CustomEmoji(CustomEmoji),
    }
}

object! {
    /// A page that a text refers to.
    pub struct MentionedPage {
        /// The page.
        id: PageId,
    }
}

object! {
    /// A database that a text refers to.
    pub struct MentionedDatabase {
        /// The database.
        id: DatabaseId,
    }
}

object! {
    /// A link that shows a preview.
    pub struct LinkPreview {
        /// Where it leads.
        url: CompactString,
    }
}

object! {
    /// A link with what Notion found out about its page. Which of it is there depends on the page.
    pub struct LinkMention {
        /// Where it leads.
        href: CompactString,
        /// The page's title.
        title: Option<CompactString>,
        /// The page's description.
        description: Option<CompactString>,
        /// Who wrote the page.
        link_author: Option<CompactString>,
        /// The site that the page is on.
        link_provider: Option<CompactString>,
        /// A small picture of the page.
        thumbnail_url: Option<CompactString>,
        /// The site's icon.
        icon_url: Option<CompactString>,
        /// Where the page can be shown in a frame.
        iframe_url: Option<CompactString>,
        /// The height of the frame.
        height: Option<Number>,
        /// The padding around the frame.
        padding: Option<Number>,
        /// The padding above the frame.
        padding_top: Option<Number>,
    }
}

object! {
    /// What a template's button fills in when it is used.
    pub struct TemplateMention {
        ..kind: TemplateMentionKind,
    }
}

union! {
    /// What a template's button fills in.
    pub enum TemplateMentionKind {
        /// A date.
        "template_mention_date" => Date(DateKeyword),
        /// A user.
        "template_mention_user" => User(UserKeyword),
    }
}

names! {
    /// A date that a template's button fills in.
    pub enum DateKeyword {
        /// The day on which the button is used.
        Today = "today",
        /// The moment at which the button is used.
        Now = "now",
    }
}

names! {
    /// A user that a template's button fills in.
    pub enum UserKeyword {
        /// Whoever uses the button.
        Me = "me",
    }
}
