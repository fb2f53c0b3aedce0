//! What screens are made of. A part gets values and callbacks, never a client.

pub(crate) mod dialog;
pub(crate) mod diff;
pub(crate) mod each;
pub(crate) mod editor;
pub(crate) mod environment;
pub(crate) mod field;
pub(crate) mod form;
pub(crate) mod handler;
pub(crate) mod html;
pub(crate) mod icon;
pub(crate) mod id;
pub(crate) mod loaded;
pub(crate) mod menu;
pub(crate) mod named_text;
pub(crate) mod picker;
pub(crate) mod piece;
pub(crate) mod progress;
pub(crate) mod save_bar;
pub(crate) mod small;
pub(crate) mod text_conflict;
pub(crate) mod text_diff;
pub(crate) mod virtual_list;
