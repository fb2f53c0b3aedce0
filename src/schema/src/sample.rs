//! Schemas to start from, each with values that fit it.

use serde_json::Value;

/// A schema to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// What it is called.
    pub name: &'static str,
    /// What it is for.
    pub about: &'static str,
    schema: &'static str,
    values: &'static str,
}

impl Sample {
    /// The schema.
    pub fn schema(&self) -> Value {
        serde_json::from_str(self.schema).unwrap_or_default()
    }

    /// Values that fit it.
    pub fn values(&self) -> Value {
        serde_json::from_str(self.values).unwrap_or_default()
    }
}

/// All of them.
pub const SAMPLES: [Sample; 4] = [
    Sample {
        name: "Opening hours",
        about: "Open and closed by the day of the week, and whether the desk takes calls now.",
        schema: include_str!("samples/opening_hours.json"),
        values: include_str!("samples/opening_hours.values.json"),
    },
    Sample {
        name: "Seasonal message",
        about: "A sentence for every caller between two dates.",
        schema: include_str!("samples/seasonal_message.json"),
        values: include_str!("samples/seasonal_message.values.json"),
    },
    Sample {
        name: "Holidays",
        about: "The days that are closed, each with its name and what callers are told.",
        schema: include_str!("samples/holidays.json"),
        values: include_str!("samples/holidays.values.json"),
    },
    Sample {
        name: "Call transfer",
        about: "Whether calls are transferred, to which number, and what happens when nobody answers.",
        schema: include_str!("samples/call_transfer.json"),
        values: include_str!("samples/call_transfer.values.json"),
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editor::Editor;
    use crate::field::Field;
    use crate::pattern::testing::TestPatterns;
    use crate::schema::{Document, Schema};
    use crate::validate::problems;

    #[test]
    fn every_sample_is_drawn_whole_and_its_values_fit() {
        for sample in SAMPLES {
            let document = Document::new(sample.schema());
            let whole = Schema::whole(&document);
            assert_eq!(problems(&whole, &sample.values(), &TestPatterns), [], "{}", sample.name);
            all_drawn(&whole, Some(&sample.values()), sample.name);
        }
    }

    fn all_drawn(schema: &Schema, value: Option<&Value>, place: &str) {
        let field = Field::of(Some(schema), value, &TestPatterns);
        assert_ne!(field.editor, Editor::Raw, "{place}");
        match field.editor {
            Editor::Object(group) => {
                for property in group.properties {
                    let schema =
                        property.schema.unwrap_or_else(|| panic!("{place}: {}", property.key));
                    let value = value.and_then(|value| value.get(&property.key));
                    all_drawn(&schema, value, &format!("{place}.{}", property.key));
                }
            }
            Editor::List(list) => {
                let item = value.and_then(|value| value.get(0));
                all_drawn(list.schema_of(0).unwrap(), item, &format!("{place}.0"));
            }
            _ => {}
        }
    }
}
