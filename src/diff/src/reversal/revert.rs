//! What a branch would contain if the chosen changes had not been made.

use model::Topic;
use serde_json::Value;

use super::parts::Parts;
use super::reverter::{NO_EMPTY_BEHAVIOR, NO_ENDPOINT, NO_ORDER, Reverted, Reverter};
use crate::compare::apply_list;
use crate::{Change, Comparison, Content, ItemDiff, Part, Presence};

/// Reverts the chosen changes from `target` to `current`.
pub(super) fn revert(
    comparison: &Comparison,
    current: &Parts,
    target: &Parts,
    chosen: &dyn Fn(&Change) -> bool,
) -> Reverted {
    let is_chosen: Vec<bool> =
        comparison.changes.iter().map(|change| !change.is_note && chosen(change)).collect();
    let reverted = Reverted { wanted: current.clone(), unsupported: Vec::new() };
    let mut reverter = Reverter { comparison, target, is_chosen, reverted };
    // What was added goes first: it may use an identifier that something removed had.
    let is_added = |item: &&(usize, &ItemDiff)| item.1.presence == Presence::New;
    let (added, others): (Vec<_>, Vec<_>) =
        comparison.items.iter().enumerate().partition(|item| is_added(&item));
    for (index, item) in added.into_iter().chain(others) {
        if !reverter.is_chosen[item.changes.clone()].contains(&true) {
            continue;
        }
        if item.path == "agentSettings.rules" {
            reverter.behavior(item, index);
        } else if item.path.starts_with("knowledgeBase.topics.") && item.depth == 0 {
            reverter.topic(item, index);
        } else if item.path == "variantManagement" {
            reverter.variants(item, index);
        } else {
            reverter.refuse_all(index, NO_ENDPOINT);
        }
    }
    reverter.reverted
}

impl Reverter<'_> {
    fn behavior(&mut self, item: &ItemDiff, index: usize) {
        match item.presence {
            Presence::New => self.refuse_all(index, NO_EMPTY_BEHAVIOR),
            Presence::Old => self.reverted.wanted.behavior.clone_from(&self.target.behavior),
            Presence::Both => {
                for field in &item.fields {
                    match &field.content {
                        Content::Text(diff) if field.key == "behaviour" => {
                            let text = self.text(field, diff, &self.target.behavior);
                            if text.as_deref() == Some("") {
                                self.refuse_field(field, NO_EMPTY_BEHAVIOR);
                            } else if let Some(text) = text {
                                self.reverted.wanted.behavior = text;
                            }
                        }
                        _ => self.refuse_field(field, NO_ENDPOINT),
                    }
                }
            }
        }
    }

    fn topic(&mut self, item: &ItemDiff, index: usize) {
        let id = |side: &Option<crate::ItemSide>| {
            side.as_ref().map(|side| side.id.clone()).unwrap_or_default()
        };
        let (target_id, current_id) = (id(&item.old), id(&item.new));
        match item.presence {
            Presence::New => {
                self.reverted.wanted.topics.retain(|topic| topic.id.as_str() != current_id);
            }
            Presence::Old => {
                let mut restored = self.target.topic(&target_id).cloned();
                if let Some(topic) = &mut restored
                    && self.reverted.wanted.topic(&target_id).is_some()
                {
                    // Something else has its identifier now and stays.
                    topic.id = model::TopicId::new(format!("{target_id}-restored"));
                }
                self.reverted.wanted.topics.extend(restored);
            }
            Presence::Both => {
                let Some(before) = self.target.topic(&target_id).cloned() else {
                    return self.refuse_all(index, NO_ENDPOINT);
                };
                let wanted = self.reverted.wanted.topic(&current_id).cloned();
                if let Some(mut wanted) = wanted {
                    self.topic_fields(item, index, &before, &mut wanted);
                    let topics = &mut self.reverted.wanted.topics;
                    if let Some(place) = topics.iter_mut().find(|topic| topic.id == wanted.id) {
                        *place = wanted;
                    }
                }
            }
        }
    }

    fn topic_fields(&mut self, item: &ItemDiff, index: usize, before: &Topic, wanted: &mut Topic) {
        for at in item.changes.clone().filter(|&at| self.is_chosen[at]).collect::<Vec<_>>() {
            let change = &self.comparison.changes[at];
            match change.part {
                Part::Name if change.item == index => wanted.name.clone_from(&before.name),
                Part::Position => self.refuse(at, NO_ORDER),
                _ if change.item != index => self.refuse(at, NO_ENDPOINT),
                _ => {}
            }
        }
        for field in &item.fields {
            match (field.key.as_str(), &field.content) {
                ("content", Content::Text(diff)) => {
                    wanted.content =
                        self.text(field, diff, &before.content).unwrap_or(wanted.content.clone());
                }
                ("actions", Content::Text(diff)) => {
                    wanted.actions =
                        self.text(field, diff, &before.actions).unwrap_or(wanted.actions.clone());
                }
                ("exampleQueries", Content::List(_)) => {
                    let first = field.changes.start;
                    wanted.example_queries =
                        applied(&before.example_queries, &wanted.example_queries, |entry| {
                            !self.is_chosen[first + entry]
                        });
                }
                ("isActive", _) => {
                    if self.is_chosen[field.changes.start] {
                        wanted.is_active = before.is_active;
                    }
                }
                _ => self.refuse_field(field, NO_ENDPOINT),
            }
        }
    }

    fn variants(&mut self, item: &ItemDiff, index: usize) {
        for field in &item.fields {
            match &field.content {
                Content::Grid(grid) => self.grid(field, grid),
                _ => self.refuse_field(field, NO_ENDPOINT),
            }
        }
        let below = |change: &Change| change.item != index;
        for at in item.changes.clone() {
            if self.is_chosen[at] && below(&self.comparison.changes[at]) {
                self.refuse(at, NO_ENDPOINT);
            }
        }
    }
}

fn applied(old: &[String], new: &[String], chosen: impl Fn(usize) -> bool) -> Vec<String> {
    let values = |list: &[String]| -> Vec<Value> {
        list.iter().map(|text| Value::from(text.as_str())).collect()
    };
    apply_list(&values(old), &values(new), chosen)
        .into_iter()
        .filter_map(|value| value.as_str().map(str::to_owned))
        .collect()
}
