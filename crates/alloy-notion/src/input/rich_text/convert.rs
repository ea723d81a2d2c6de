//! Text that was read, as it can be written.

use super::{Content, MentionInput, RichTextInput, RichTextInputs, style::Style};
use crate::{
    Annotations, Color, Converted, DateKeyword, MentionKind, RichText, RichTextItem, RichTextKind,
    TemplateMentionKind, UserKeyword,
    input::{Drops, convert_date},
    limits::At,
};

impl RichText {
    /// The text as it can be written.
    ///
    /// Links that show something of their page become plain links, and mentions that this crate
    /// does not know become plain text; `dropped` names them.
    ///
    /// ```
    /// use alloy_notion::{BlockInput, RichText};
    /// let text: RichText = serde_json::from_str(
    ///     r#"[{"type": "text", "text": {"content": "Hi"}, "plain_text": "Hi"}]"#,
    /// )?;
    /// assert_eq!(BlockInput::quote(text.to_input().input), BlockInput::quote("Hi"));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn to_input(&self) -> Converted<RichTextInputs> {
        let mut drops = Drops::default();
        let input = convert_rich_text(self, &At::ROOT, &mut drops);
        drops.into_converted(input)
    }
}

pub(crate) fn convert_rich_text(text: &RichText, at: &At<'_>, drops: &mut Drops) -> RichTextInputs {
    let items = text.iter().enumerate();
    items.map(|(index, item)| convert_item(item, &at.index(index), drops)).collect()
}

fn convert_item(item: &RichTextItem, at: &At<'_>, drops: &mut Drops) -> RichTextInput {
    drops.note_extra(item.extra(), at);
    drops.note_extra(item.annotations.extra(), &at.key("annotations"));
    let content = match &item.kind {
        RichTextKind::Text(text) => {
            drops.note_extra(text.extra(), &at.key("text"));
            let link = text.link.as_ref().map(|link| link.url.to_string());
            Content::Text { content: text.content.to_string(), link }
        }
        RichTextKind::Equation(equation) => Content::Equation(equation.expression.to_string()),
        RichTextKind::Mention(mention) => match convert_mention(&mention.kind) {
            Some(mention) => Content::Mention(mention),
            None => {
                drops.note(&at.key("mention").key(mention.kind.type_name()));
                plain(item)
            }
        },
        RichTextKind::Other(unknown) => {
            drops.note(&at.key(unknown.name()));
            plain(item)
        }
    };
    RichTextInput { content, style: style(&item.annotations) }
}

/// The stretch as a text that leads to the same place.
fn plain(item: &RichTextItem) -> Content {
    let link = item.href.as_ref().map(ToString::to_string);
    Content::Text { content: item.plain_text.to_string(), link }
}

fn convert_mention(mention: &MentionKind) -> Option<MentionInput> {
    Some(match mention {
        MentionKind::User(user) => MentionInput::user(&user.id),
        MentionKind::Page(page) => MentionInput::page(&page.id),
        MentionKind::Database(database) => MentionInput::database(&database.id),
        MentionKind::Date(date) => MentionInput::date(convert_date(date)?),
        MentionKind::CustomEmoji(emoji) => MentionInput::custom_emoji(&emoji.id),
        MentionKind::Template(template) => match &template.kind {
            TemplateMentionKind::Date(DateKeyword::Today) => MentionInput::today(),
            TemplateMentionKind::Date(DateKeyword::Now) => MentionInput::now(),
            TemplateMentionKind::User(UserKeyword::Me) => MentionInput::me(),
            _ => return None,
        },
        MentionKind::LinkPreview(_) | MentionKind::LinkMention(_) | MentionKind::Other(_) => {
            return None;
        }
    })
}

fn style(annotations: &Annotations) -> Style {
    let flags = [
        (annotations.bold, Style::BOLD),
        (annotations.italic, Style::ITALIC),
        (annotations.strikethrough, Style::STRIKETHROUGH),
        (annotations.underline, Style::UNDERLINE),
        (annotations.code, Style::CODE),
    ];
    let flags = flags.iter().filter(|(is, _)| *is).fold(0, |all, (_, flag)| all | flag);
    Style { flags, color: Some(annotations.color.clone()).filter(|it| *it != Color::Default) }
}
