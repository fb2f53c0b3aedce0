//! One set of icons: 16 px, one line weight, drawn in the colour of the text beside them.

use leptos::prelude::*;

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Glyph {
    Agents,
    Alert,
    ArrowDown,
    ArrowLeft,
    ArrowRight,
    ArrowUp,
    Behavior,
    Branch,
    Check,
    ChevronDown,
    ChevronRight,
    Close,
    Compare,
    Copy,
    Deployments,
    Download,
    Filter,
    Info,
    Keyboard,
    Knowledge,
    Link,
    Live,
    Merge,
    More,
    Pencil,
    Plus,
    Redo,
    Refresh,
    Revert,
    Rocket,
    Search,
    Settings,
    Sort,
    Star,
    Swap,
    Trash,
    Undo,
    Unplug,
    Upload,
    Variants,
}

impl Glyph {
    /// The lines of the icon, on a field of 16 by 16.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Agents => "M2.5 3h4.5v4.5H2.5zM9 3h4.5v4.5H9zM2.5 9.5H7V14H2.5zM9 9.5h4.5V14H9z",
            Self::Alert => "M8 2.2 14.4 13.4H1.6zM8 6.4v3.2M8 11.4v.2",
            Self::ArrowDown => "M8 3v10M4 9l4 4 4-4",
            Self::ArrowLeft => "M13 8H3M7 4 3 8l4 4",
            Self::ArrowRight => "M3 8h10M9 4l4 4-4 4",
            Self::ArrowUp => "M8 13V3M4 7l4-4 4 4",
            Self::Behavior => "M3 3.5h10M3 6.5h10M3 9.5h10M3 12.5h6",
            Self::Branch => {
                "M4.5 4.8v6.4M11.5 6.8c0 2.7-7 1.7-7 4.4M4.5 4.8a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 \
                 3.2zM4.5 14.4a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2zM11.5 6.8a1.6 1.6 0 1 0 0-3.2 \
                 1.6 1.6 0 0 0 0 3.2z"
            }
            Self::Check => "M3 8.5 6.5 12 13 4.5",
            Self::ChevronDown => "M4 6l4 4 4-4",
            Self::ChevronRight => "M6 4l4 4-4 4",
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Compare => {
                "M2.5 3h4.5v10H2.5zM9 3h4.5v10H9zM4 6h1.5M4 8.5h1.5M10.5 6H12M10.5 8.5H12"
            }
            Self::Copy => "M5.5 5.5h8v8h-8zM3.5 10.5h-1v-8h8v1",
            Self::Deployments => {
                "M8 2.5l5.5 3L8 8.5l-5.5-3zM2.5 8.2 8 11.2l5.5-3M2.5 10.8l5.5 3 5.5-3"
            }
            Self::Download => "M8 2.5v7.5M4.8 7 8 10.2 11.2 7M3 13.5h10",
            Self::Filter => "M2.5 4h11M4.5 8h7M6.5 12h3",
            Self::Info => "M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM8 7.3v3.7M8 5v.2",
            Self::Keyboard => "M1.8 4h12.4v8H1.8zM4.5 6.6v.1M8 6.6v.1M11.5 6.6v.1M5 9.5h6",
            Self::Knowledge => {
                "M8 4.2C6.5 3 4.5 2.8 2.5 3v9.3c2-.2 4 0 5.5 1.2 1.5-1.2 3.5-1.4 5.5-1.2V3c-2-.2-4 \
                 0-5.5 1.2zM8 4.2v9.3"
            }
            Self::Link => {
                "M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.3-2.3a2.6 2.6 0 0 0-3.7-3.7l-.9.9M9.2 6.8a2.6 2.6 0 0 \
                 0-3.7 0L3.2 9.1a2.6 2.6 0 0 0 3.7 3.7l.9-.9"
            }
            Self::Live => "M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11z",
            Self::Merge => {
                "M4.5 4.8v6.4M4.5 5c.3 3 2.6 4 5.2 4M4.5 4.8a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 \
                 3.2zM4.5 14.4a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2zM11.4 10.6a1.6 1.6 0 1 0 \
                 0-3.2 1.6 1.6 0 0 0 0 3.2z"
            }
            Self::More => "M3.5 8h.01M8 8h.01M12.5 8h.01",
            Self::Pencil => "M2.8 13.2l.6-2.9 7.3-7.3 2.3 2.3-7.3 7.3zM9.3 4.4l2.3 2.3",
            Self::Plus => "M8 3v10M3 8h10",
            Self::Redo => "M13 3.5v4H9M12.8 7.3A5 5 0 1 0 13 10",
            Self::Refresh => "M13 3.2v3.3H9.7M12.8 6.3A5.2 5.2 0 1 0 13.2 9",
            Self::Revert => "M6.5 4 3 7.5 6.5 11M3 7.5h6.5a3.5 3.5 0 0 1 0 7H8",
            Self::Rocket => {
                "M6 10 4 8.5c.8-3 3.5-6 8.5-6 0 5-3 7.7-6 8.5zM6 10l1.5 2 2.2-1.6M4 8.5l1.6-2.2M3.2 \
                 12.8c.2-1 .6-1.7 1.3-2"
            }
            Self::Search => "M7 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM10.6 10.6 14 14",
            Self::Settings => {
                "M8 9.9a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8zM8 12.4a4.4 4.4 0 1 0 0-8.8 4.4 4.4 0 0 0 \
                 0 8.8zM8 3.6V1.7M8 14.3v-1.9M3.6 8H1.7M14.3 8h-1.9M4.9 4.9 3.5 3.5M12.5 12.5l-1.4-1.4M4.9 \
                 11.1l-1.4 1.4M12.5 3.5l-1.4 1.4"
            }
            Self::Sort => "M5 3v10M2.5 10.5 5 13l2.5-2.5M11 13V3M8.5 5.5 11 3l2.5 2.5",
            Self::Star => "M8 2.3l1.8 3.6 4 .6-2.9 2.8.7 4L8 11.4l-3.6 1.9.7-4-2.9-2.8 4-.6z",
            Self::Swap => "M3 5.5h10M10 2.5l3 3-3 3M13 10.5H3M6 7.5l-3 3 3 3",
            Self::Trash => "M3 4.5h10M6.3 4.5v-2h3.4v2M4.3 4.5l.6 9h6.2l.6-9M6.8 7v4M9.2 7v4",
            Self::Undo => "M3 3.5v4h4M3.2 7.3A5 5 0 1 1 3 10",
            Self::Unplug => "M6 2.5v3M10 2.5v3M4 5.5h8v2.2a4 4 0 0 1-8 0zM8 11.7v2.3",
            Self::Upload => "M8 10V2.5M4.8 5.7 8 2.5l3.2 3.2M3 13.5h10",
            Self::Variants => "M2.5 3h11v10h-11zM2.5 6.3h11M2.5 9.6h11M6.2 3v10",
        }
    }
}

/// An icon. It is decoration: what it means stands beside it or in the label of its button.
#[component]
pub(crate) fn Icon(
    /// What it shows.
    glyph: Glyph,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d=glyph.path() />
        </svg>
    }
}
