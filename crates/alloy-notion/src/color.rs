//! Colours, of which Notion has three sets.

use crate::wire::names;

names! {
    /// The colour of a text or of a block, or of what is behind it.
    pub enum Color {
        /// No colour of its own.
        Default = "default",
        /// Gray.
        Gray = "gray",
        /// Brown.
        Brown = "brown",
        /// Orange.
        Orange = "orange",
        /// Yellow.
        Yellow = "yellow",
        /// Green.
        Green = "green",
        /// Blue.
        Blue = "blue",
        /// Purple.
        Purple = "purple",
        /// Pink.
        Pink = "pink",
        /// Red.
        Red = "red",
        /// No colour of its own behind it.
        DefaultBackground = "default_background",
        /// Gray behind it.
        GrayBackground = "gray_background",
        /// Brown behind it.
        BrownBackground = "brown_background",
        /// Orange behind it.
        OrangeBackground = "orange_background",
        /// Yellow behind it.
        YellowBackground = "yellow_background",
        /// Green behind it.
        GreenBackground = "green_background",
        /// Blue behind it.
        BlueBackground = "blue_background",
        /// Purple behind it.
        PurpleBackground = "purple_background",
        /// Pink behind it.
        PinkBackground = "pink_background",
        /// Red behind it.
        RedBackground = "red_background",
    }
    else Default
}

names! {
    /// The colour of an option of a select, a multi-select or a status.
    pub enum OptionColor {
        /// Light gray.
        Default = "default",
        /// Gray.
        Gray = "gray",
        /// Brown.
        Brown = "brown",
        /// Orange.
        Orange = "orange",
        /// Yellow.
        Yellow = "yellow",
        /// Green.
        Green = "green",
        /// Blue.
        Blue = "blue",
        /// Purple.
        Purple = "purple",
        /// Pink.
        Pink = "pink",
        /// Red.
        Red = "red",
    }
    else Default
}

names! {
    /// The colour of one of Notion's own icons.
    pub enum IconColor {
        /// Gray.
        Gray = "gray",
        /// Light gray.
        LightGray = "lightgray",
        /// Brown.
        Brown = "brown",
        /// Yellow.
        Yellow = "yellow",
        /// Orange.
        Orange = "orange",
        /// Green.
        Green = "green",
        /// Blue.
        Blue = "blue",
        /// Purple.
        Purple = "purple",
        /// Pink.
        Pink = "pink",
        /// Red.
        Red = "red",
    }
    else Gray
}
