//! Where one is in the grid.

/// A cell by its place on the screen: row among those shown, column 0 being the name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) row: usize,
    pub(super) column: usize,
}

impl Place {
    /// The place a key leads to, inside a grid of `rows` by `columns`; `None` for other keys.
    pub(super) fn after(
        self,
        key: &str,
        far: bool,
        page: usize,
        rows: usize,
        columns: usize,
    ) -> Option<Self> {
        let (last_row, last_column) = (rows.saturating_sub(1), columns.saturating_sub(1));
        let Self { row, column } = self;
        Some(match key {
            "ArrowDown" => {
                Self { row: if far { last_row } else { (row + 1).min(last_row) }, column }
            }
            "ArrowUp" => Self { row: if far { 0 } else { row.saturating_sub(1) }, column },
            "ArrowRight" => {
                Self { row, column: if far { last_column } else { (column + 1).min(last_column) } }
            }
            "ArrowLeft" => Self { row, column: if far { 0 } else { column.saturating_sub(1) } },
            "PageDown" => Self { row: (row + page).min(last_row), column },
            "PageUp" => Self { row: row.saturating_sub(page), column },
            "Home" => Self { row: if far { 0 } else { row }, column: 0 },
            "End" => Self { row: if far { last_row } else { row }, column: last_column },
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stay_inside_of_the_grid() {
        let at = Place { row: 1, column: 1 };
        let after = |key: &str, far| at.after(key, far, 10, 3, 4);
        assert_eq!(after("ArrowDown", false), Some(Place { row: 2, column: 1 }));
        assert_eq!(after("PageDown", false), Some(Place { row: 2, column: 1 }));
        assert_eq!(after("ArrowRight", true), Some(Place { row: 1, column: 3 }));
        assert_eq!(after("Home", true), Some(Place { row: 0, column: 0 }));
        assert_eq!(after("x", false), None);
        assert_eq!(Place::default().after("ArrowUp", false, 10, 0, 0), Some(Place::default()));
    }
}
