//! Updating pages.

use alloy_core::{Action, Context, Effect, Error};
use serde::Serialize;

use crate::{
    Notion, Page, PageId, PropertyId,
    filter_properties::FilterProperties,
    input::{
        Change, FileInput, IconInput, PropertyInput, PropertyInputs, RichTextInputs, TITLE,
        TemplateInput, change_methods, properties_method,
    },
    limits::{self, At, Limits},
};

/// Updates a page: its properties, icon and cover, and whether it is in the trash, locked or
/// archived. What is not mentioned stays as it is.
///
/// ```
/// use alloy_notion::{IconInput, PropertyInput, UpdatePage};
/// # let page_id: alloy_notion::PageId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
///
/// UpdatePage::new(&page_id)
///     .title("New title")
///     .property("Done", PropertyInput::checkbox(true))
///     .icon(IconInput::emoji("✅"))
///     .remove_cover();
/// UpdatePage::new(&page_id).trash();
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `patch-page`. It writes full values, so it is idempotent, unless a
/// [template](Self::template) is applied.
#[derive(Action, Clone, Debug, PartialEq, Serialize)]
#[action(connector = Notion, id = "patch-page", effect = Self::effect, output = Page)]
#[action(validate = Self::validate, body = Self::body, size_hint = limits::ENVELOPE + self.size())]
#[must_use = "an action does nothing until it is executed"]
pub struct UpdatePage {
    #[action(path)]
    #[serde(skip)]
    page_id: PageId,
    #[action(query)]
    #[serde(skip_serializing)]
    filter_properties: Option<FilterProperties>,
    #[serde(skip_serializing_if = "PropertyInputs::is_empty")]
    properties: PropertyInputs,
    #[serde(skip_serializing_if = "Change::is_kept")]
    icon: Change<IconInput>,
    #[serde(skip_serializing_if = "Change::is_kept")]
    cover: Change<FileInput>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archived: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_trash: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_locked: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_archived: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    template: Option<TemplateInput>,
    #[serde(skip_serializing_if = "Option::is_none")]
    erase_content: Option<bool>,
}

impl UpdatePage {
    /// An update that changes nothing yet.
    pub fn new(page: impl Into<PageId>) -> Self {
        Self {
            page_id: page.into(),
            filter_properties: None,
            properties: PropertyInputs::default(),
            icon: Change::Keep,
            cover: Change::Keep,
            archived: None,
            in_trash: None,
            is_locked: None,
            is_archived: None,
            template: None,
            erase_content: None,
        }
    }

    /// The new title, whatever the title property is called.
    pub fn title(self, text: impl Into<RichTextInputs>) -> Self {
        self.property(TITLE, PropertyInput::title(text))
    }

    /// The new value of a property, by the property's name or id.
    ///
    /// [`PropertyInput::clear`] takes a value away.
    pub fn property(mut self, name: impl Into<String>, value: PropertyInput) -> Self {
        self.properties.set(name.into(), value);
        self
    }

    properties_method!(PropertyInput, "The values of properties");

    change_methods!(icon);

    change_methods!(cover);

    change_methods!(in_trash or archived, "page");

    change_methods!(is_locked, "page");

    /// Archives the page, which is not the same as moving it to the trash.
    pub fn archive(mut self) -> Self {
        self.is_archived = Some(true);
        self
    }

    /// Takes the page out of the archive.
    pub fn unarchive(mut self) -> Self {
        self.is_archived = Some(false);
        self
    }

    /// Adds what is in a template to the page. Notion does so after it has answered.
    pub fn template(mut self, template: TemplateInput) -> Self {
        self.template = Some(template);
        self
    }

    /// Takes away everything that is on the page, before a template is applied if there is one.
    pub fn erase_content(mut self) -> Self {
        self.erase_content = Some(true);
        self
    }

    /// Adds a property to those that the answer has. Without any, it has all.
    ///
    /// Newer than version 2022-06-28. Which versions take it is not verified.
    pub fn filter_property(mut self, property: impl Into<PropertyId>) -> Self {
        self.filter_properties.get_or_insert_default().push(property.into());
        self
    }

    fn effect(&self) -> Effect {
        match self.template {
            None => Effect::Idempotent,
            // Applied twice, what is in it is there twice.
            Some(_) => Effect::Write,
        }
    }

    fn validate(&self, _: &Context<'_>) -> Result<(), Error> {
        self.check(&At::ROOT)?;
        limits::body(self)
    }
}

impl Limits for UpdatePage {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        self.properties.check(&at.key("properties"))?;
        self.icon.check(&at.key("icon"))?;
        self.cover.check(&at.key("cover"))?;
        match &self.template {
            Some(template) if !template.is_used() => {
                Err(at.key("template").error("`none` is for new pages only"))
            }
            _ => Ok(()),
        }
    }

    fn size(&self) -> usize {
        192 + self.properties.size()
            + self.icon.size()
            + self.cover.size()
            + self.template.as_ref().map_or(0, |_| 128)
    }
}
