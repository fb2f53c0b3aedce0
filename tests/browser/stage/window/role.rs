//! What a thing on a page is for those who do not see it.

use std::fmt;

/// A role of ARIA.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Button,
    Checkbox,
    ColumnHeader,
    Combobox,
    Grid,
    GridCell,
    Heading,
    Link,
    MenuItem,
    MenuItemRadio,
    Navigation,
    Option,
    Region,
    Searchbox,
    Textbox,
}

impl Role {
    /// The name in ARIA.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Button => "button",
            Self::Checkbox => "checkbox",
            Self::ColumnHeader => "columnheader",
            Self::Combobox => "combobox",
            Self::Grid => "grid",
            Self::GridCell => "gridcell",
            Self::Heading => "heading",
            Self::Link => "link",
            Self::MenuItem => "menuitem",
            Self::MenuItemRadio => "menuitemradio",
            Self::Navigation => "navigation",
            Self::Option => "option",
            Self::Region => "region",
            Self::Searchbox => "searchbox",
            Self::Textbox => "textbox",
        }
    }

    /// What can have it at all, so that not every element has to be asked.
    pub(super) fn selector(self) -> &'static str {
        match self {
            Self::Button => "button, summary, [role=button]",
            Self::Checkbox => "[type=checkbox], [role=checkbox]",
            Self::ColumnHeader => "[role=columnheader]",
            Self::Combobox => "select, [role=combobox], [list]",
            Self::Heading => "h1, h2, h3, h4",
            Self::Link => "a",
            Self::Navigation => "nav",
            Self::Option => "[role=option]",
            Self::Region => "[role=region]",
            Self::Searchbox | Self::Textbox => "input, textarea",
            Self::Grid => "[role=grid]",
            Self::GridCell => "[role=gridcell]",
            Self::MenuItem => "[role=menuitem]",
            Self::MenuItemRadio => "[role=menuitemradio]",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
