//! What a projection holds twice is shown once.

use model::Section;
use serde_json::Value;

use super::builder::{ItemBuilder, ItemSource};
use super::equivalence::Equivalence;
use super::schema::MIRRORS;
use crate::Presence;

/// One side, as far as copies go.
#[derive(Clone, Copy)]
pub(super) struct Root<'a> {
    pub(super) projection: &'a Value,
}

impl<'a> Root<'a> {
    fn default_language(self) -> Option<&'a str> {
        self.at("languages.defaultLanguageCode")?.as_str()
    }

    fn at(self, path: &str) -> Option<&'a Value> {
        path.split('.').try_fold(self.projection, |value, key| value.get(key))
    }
}

/// Takes out of copies what was done to the original in the same way, and notes at the original
/// where else it was done. A copy that only one side keeps is no change either.
pub(super) fn fold(builders: &mut Vec<ItemBuilder>, sides: [Root; 2], equivalence: Equivalence) {
    let languages = sides.map(Root::default_language);
    for (primary, copy) in MIRRORS {
        let Some(at) = builders.iter().position(|builder| is_copy(builder, copy, languages)) else {
            continue;
        };
        if builders[at].presence() != Presence::Both {
            let original = sides.map(|side| side.at(primary));
            builders[at].is_copy = repeats(&builders[at], original, equivalence);
            continue;
        }
        let mut mirrored = builders.remove(at);
        if let Some(original) = builders.iter_mut().find(|builder| builder.path == *primary) {
            fold_into(original, &mut mirrored);
        }
        if !mirrored.is_empty() {
            builders.insert(at, mirrored);
        }
    }
}

/// Whether all that a one-sided copy says is what the original on that side says.
fn repeats(copy: &ItemBuilder, original: [Option<&Value>; 2], equivalence: Equivalence) -> bool {
    let equivalence = equivalence.at(&copy.path);
    let pairs = [&copy.old, &copy.new].into_iter().zip(original);
    pairs.filter_map(|(side, original)| Some((side.as_ref()?.value, original))).all(
        |(copy, original)| match (copy.as_object(), original.and_then(Value::as_object)) {
            (Some(copy), Some(original)) => copy.iter().all(|(key, value)| {
                equivalence.is_bookkeeping(key, value)
                    || equivalence.below(key).same_option(Some(value), original.get(key))
            }),
            _ => false,
        },
    )
}

fn is_copy(builder: &ItemBuilder, copy: &str, languages: [Option<&str>; 2]) -> bool {
    match copy.strip_suffix(".*") {
        None => builder.path == copy,
        Some(collection) => {
            let is_in = builder.section == Section::Languages
                && builder.path.strip_prefix(collection).is_some_and(|rest| rest.starts_with('.'));
            is_in
                && (language(&builder.old).is_some() && language(&builder.old) == languages[0]
                    || language(&builder.new).is_some() && language(&builder.new) == languages[1])
        }
    }
}

fn language<'a>(side: &Option<ItemSource<'a>>) -> Option<&'a str> {
    let side = side.as_ref()?;
    Some(side.value.get("languageCode").and_then(Value::as_str).unwrap_or(side.id))
}

fn fold_into(original: &mut ItemBuilder, copy: &mut ItemBuilder) {
    let path = copy.path.clone();
    copy.fields.retain(|field| {
        let same = original.fields.iter_mut().find(|known| {
            known.key == field.key
                && field.equivalence.same_option(known.old, field.old)
                && field.equivalence.same_option(known.new, field.new)
        });
        match same {
            Some(known) => {
                known.also_at.push(format!("{path}.{}", field.key));
                false
            }
            None => true,
        }
    });
}
