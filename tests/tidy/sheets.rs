//! Style sheets: raw colours have one place, and the classes of the sheets are those of the screens.
