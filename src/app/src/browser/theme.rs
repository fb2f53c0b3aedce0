//! The look a person chose, stored on this device. The page's start script applies it before the
//! first paint; this is the other half, for changing it.

use crate::browser::storage;

const KEY: &str = "studio.theme";

/// What a person can choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    /// As the system has it.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// As the system has it, with stronger lines and text.
    Contrast,
}

impl Theme {
    pub(crate) const ALL: [Self; 4] = [Self::System, Self::Light, Self::Dark, Self::Contrast];

    /// The name people read.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::System => "System",
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::Contrast => "High contrast",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
        }
    }
}

/// The choice stored on this device.
pub(crate) fn chosen() -> Theme {
    let stored = storage::read(KEY).unwrap_or_default();
    Theme::ALL.into_iter().find(|theme| theme.key() == stored).unwrap_or(Theme::System)
}

/// Applies a choice and stores it.
pub(crate) fn choose(theme: Theme) {
    storage::write(KEY, theme.key());
    let Some(window) = web_sys::window() else { return };
    let matches =
        |query| window.match_media(query).ok().flatten().is_some_and(|list| list.matches());
    let is_dark = match theme {
        Theme::Light => false,
        Theme::Dark => true,
        Theme::System | Theme::Contrast => matches("(prefers-color-scheme: dark)"),
    };
    let Some(root) = window.document().and_then(|document| document.document_element()) else {
        return;
    };
    let _ = root.set_attribute("data-theme", if is_dark { "dark" } else { "light" });
    let _ = if theme == Theme::Contrast || matches("(prefers-contrast: more)") {
        root.set_attribute("data-contrast", "more")
    } else {
        root.remove_attribute("data-contrast")
    };
}
