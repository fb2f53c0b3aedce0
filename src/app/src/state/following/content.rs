//! What somebody else has changed of the content that is on the page.

use client::ApiError;
use model::{BranchRef, Fields, Grid, Topic, is_rewritten};

use crate::state::branch::drafts::BranchDrafts;
use crate::state::branch::resources::{Resources, saved_behavior, saved_grid};
use crate::state::loader::Loader;
use crate::state::studio::Api;

/// So many names of topics are told, and the number of the others.
const NAMES: usize = 3;

/// Reads again what the pages of a branch have loaded, and gives what somebody else has changed of it.
pub(crate) async fn changes(
    resources: Resources,
    drafts: BranchDrafts,
    api: &Api,
    at: &BranchRef,
) -> Result<Vec<String>, ApiError> {
    let mut changed = Vec::new();
    if let Some(count) = resources.behavior.changes() {
        let now = saved_behavior(api, at).await?;
        if replaced(resources.behavior, count, now)
            .is_some_and(|(before, now)| !is_rewritten(&before, &now))
        {
            changed.push("the behavior".to_owned());
        }
    }
    if let Some(count) = resources.topics.changes() {
        let now = resources.restored.arrange(api.topics(at).await?);
        if let Some((before, now)) = replaced(resources.topics, count, now) {
            changed.extend(topics(&before, &now));
        }
    }
    if let Some(count) = resources.grid.changes() {
        let (attributes, variants) = saved_grid(api, at).await?;
        let is_same = |grid: &Grid| {
            grid.attributes() == attributes.as_slice() && grid.variants() == variants.as_slice()
        };
        let is_same = resources.grid.with_untracked(is_same) != Some(false);
        if !is_same && resources.grid.changes() == Some(count) {
            let is_theirs = |grid: &Grid| !grid.is_rewritten(&attributes, &variants);
            if resources.grid.with_untracked(is_theirs) == Some(true) {
                changed.push("variants".to_owned());
            }
            resources.load_grid(drafts);
        }
    }
    Ok(changed)
}

/// Puts a value on the page unless something else came there since `changes`. Gives what it replaced and
/// what is there now, if that is another.
fn replaced<T: PartialEq + Clone + Send + Sync>(
    loader: Loader<T>,
    changes: u64,
    now: T,
) -> Option<(T, T)> {
    let before = loader.with_untracked(Clone::clone)?;
    if before == now || loader.changes() != Some(changes) {
        return None;
    }
    loader.set(now.clone());
    Some((before, now))
}

/// The topics that somebody changed, by name: not those that the platform rewrote.
fn topics(before: &[Topic], now: &[Topic]) -> Vec<String> {
    let is_same =
        |one: &Topic, other: &Topic| one.id == other.id && one.changed_by_hand(other).is_empty();
    if before.len() == now.len() && before.iter().zip(now).all(|(one, other)| is_same(one, other)) {
        return Vec::new();
    }
    let is_new = |topic: &&Topic| !before.iter().any(|one| is_same(one, topic));
    let has_gone = |topic: &&Topic| now.iter().all(|one| one.id != topic.id);
    let names = now.iter().filter(is_new).chain(before.iter().filter(has_gone));
    let names: Vec<_> = names.map(|topic| format!("“{}”", topic.name)).collect();
    let more = names.len().saturating_sub(NAMES);
    let mut told: Vec<_> = names.into_iter().take(NAMES).collect();
    match (told.is_empty(), more) {
        (true, _) => told.push("the order of topics".to_owned()),
        (false, 0) => {}
        (false, more) => told.push(format!("{more} more")),
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topic(id: &str, content: &str) -> Topic {
        Topic { id: id.into(), name: id.into(), content: content.into(), ..Topic::default() }
    }

    #[test]
    fn changed_topics_are_told_by_name_and_many_by_number() {
        let before: Vec<_> = (1..=5).map(|id| topic(&format!("T{id}"), "")).collect();
        let mut now = before.clone();
        now[1].content = "new".into();
        now.remove(4);
        assert_eq!(topics(&before, &now), ["“T2”", "“T5”"]);
        let all: Vec<_> = before.iter().map(|one| topic(&one.name, "new")).collect();
        assert_eq!(topics(&before, &all), ["“T1”", "“T2”", "“T3”", "2 more"]);
        now = before.clone();
        now.swap(0, 1);
        assert_eq!(topics(&before, &now), ["the order of topics"]);
        let trimmed: Vec<_> = before.iter().map(|one| topic(&one.name, " ")).collect();
        assert_eq!(topics(&trimmed, &before), Vec::<String>::new(), "the platform trims");
    }
}
