//! The edge: everything that touches browser APIs is below here, one file per capability.

pub(crate) mod attention;
pub(crate) mod caret;
pub(crate) mod clipboard;
pub(crate) mod clock;
pub(crate) mod fetch;
pub(crate) mod field;
pub(crate) mod files;
pub(crate) mod focus;
pub(crate) mod frame;
pub(crate) mod history;
pub(crate) mod idle;
pub(crate) mod keyboard;
pub(crate) mod leaving;
pub(crate) mod letters;
pub(crate) mod lines;
pub(crate) mod markup;
pub(crate) mod measure;
pub(crate) mod overlay;
pub(crate) mod recovery;
pub(crate) mod reference;
pub(crate) mod selection;
pub(crate) mod start;
pub(crate) mod storage;
pub(crate) mod theme;
pub(crate) mod update;
pub(crate) mod words;
