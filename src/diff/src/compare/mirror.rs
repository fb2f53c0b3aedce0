//! What a projection holds twice is shown once.

use model::Section;
use serde_json::Value;

use super::draft::{Draft, Origin};
use super::same::Judge;
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
pub(super) fn fold(drafts: &mut Vec<Draft>, sides: [Root; 2], judge: Judge) {
    let languages = sides.map(Root::default_language);
    for (primary, copy) in MIRRORS {
        let Some(at) = drafts.iter().position(|draft| is_copy(draft, copy, languages)) else {
            continue;
        };
        if drafts[at].presence() != Presence::Both {
            let original = sides.map(|side| side.at(primary));
            drafts[at].is_copy = repeats(&drafts[at], original, judge);
            continue;
        }
        let mut mirrored = drafts.remove(at);
        if let Some(original) = drafts.iter_mut().find(|draft| draft.path == *primary) {
            fold_into(original, &mut mirrored);
        }
        if !mirrored.is_empty() {
            drafts.insert(at, mirrored);
        }
    }
}

/// Whether all that a one-sided copy says is what the original on that side says.
fn repeats(copy: &Draft, original: [Option<&Value>; 2], judge: Judge) -> bool {
    let pairs = [&copy.old, &copy.new].into_iter().zip(original);
    pairs.filter_map(|(side, original)| Some((side.as_ref()?.value, original))).all(
        |(copy, original)| match (copy.as_object(), original.and_then(Value::as_object)) {
            (Some(copy), Some(original)) => copy.iter().all(|(key, value)| {
                judge.is_noise(key, value) || judge.same_option(Some(value), original.get(key))
            }),
            _ => false,
        },
    )
}

fn is_copy(draft: &Draft, copy: &str, languages: [Option<&str>; 2]) -> bool {
    match copy.strip_suffix(".*") {
        None => draft.path == copy,
        Some(collection) => {
            let is_in = draft.section == Section::Languages
                && draft.path.strip_prefix(collection).is_some_and(|rest| rest.starts_with('.'));
            is_in
                && (language(&draft.old).is_some() && language(&draft.old) == languages[0]
                    || language(&draft.new).is_some() && language(&draft.new) == languages[1])
        }
    }
}

fn language<'a>(side: &Option<Origin<'a>>) -> Option<&'a str> {
    let side = side.as_ref()?;
    Some(side.value.get("languageCode").and_then(Value::as_str).unwrap_or(side.id))
}

fn fold_into(original: &mut Draft, copy: &mut Draft) {
    let path = copy.path.clone();
    copy.fields.retain(|field| {
        let same = original.fields.iter_mut().find(|known| {
            known.key == field.key
                && field.judge.same_option(known.old, field.old)
                && field.judge.same_option(known.new, field.new)
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
