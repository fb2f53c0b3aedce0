//! Topics that were deleted and created again. The API gives them new identifiers, at the end of its
//! list; this device remembers which is which, so that the list shows them where they were and links
//! to the old ones lead on.

use leptos::prelude::*;
use model::{Topic, TopicId};
use serde::{Deserialize, Serialize};

use crate::state::device::Device;
use crate::state::place::Place;

/// So many are remembered for a branch; the oldest are forgotten first.
const MOST: usize = 200;

/// A topic that was created again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Restored {
    old: String,
    new: String,
    /// The topic before it in the list; none before the first.
    after: Option<String>,
}

/// The topics of one branch that were created again.
#[derive(Clone, Copy)]
pub(crate) struct RestoredTopics {
    device: &'static dyn Device,
    place: Place,
    all: StoredValue<Vec<Restored>>,
}

impl RestoredTopics {
    /// What this device remembers of a branch.
    pub(crate) fn new(device: &'static dyn Device, place: Place) -> Self {
        let stored = device.read(&place.key("studio.restored/"));
        let all = stored.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        Self { device, place, all: StoredValue::new(all) }
    }

    /// Remembers that a topic has a new identifier, and where it was.
    pub(crate) fn remember(self, old: &TopicId, new: &TopicId, after: Option<TopicId>) {
        self.all.try_update_value(|all| {
            all.push(Restored {
                old: old.to_string(),
                new: new.to_string(),
                after: after.map(|id| id.to_string()),
            });
            let extra = all.len().saturating_sub(MOST);
            all.drain(..extra);
            let text = serde_json::to_string(all).unwrap_or_default();
            self.device.write(&self.place.key("studio.restored/"), &text);
        });
    }

    /// The identifier that a topic has now.
    pub(crate) fn current(self, id: TopicId) -> TopicId {
        self.all.try_with_value(|all| current(all, id.clone())).unwrap_or(id)
    }

    /// The topics in the order that a person knows: those that were created again where they were.
    pub(crate) fn arrange(self, topics: Vec<Topic>) -> Vec<Topic> {
        self.all.try_with_value(|all| arrange(all, topics.clone())).unwrap_or(topics)
    }
}

/// A topic may have been deleted and created again several times.
fn current(all: &[Restored], id: TopicId) -> TopicId {
    all.iter().fold(id, |id, one| if one.old == id.as_str() { TopicId::new(&*one.new) } else { id })
}

fn arrange(all: &[Restored], mut topics: Vec<Topic>) -> Vec<Topic> {
    for one in all {
        let place = |id: &str, topics: &[Topic]| topics.iter().position(|at| at.id.as_str() == id);
        let Some(from) = place(&one.new, &topics) else { continue };
        let topic = topics.remove(from);
        let to = match &one.after {
            None => Some(0),
            Some(after) => {
                let after = current(all, TopicId::new(&**after));
                place(after.as_str(), &topics).map(|place| place + 1)
            }
        };
        topics.insert(to.unwrap_or(from), topic);
    }
    topics
}

#[cfg(test)]
mod tests {
    use super::*;

    fn restored(old: &str, new: &str, after: Option<&str>) -> Restored {
        Restored { old: old.into(), new: new.into(), after: after.map(str::to_owned) }
    }

    fn arranged(all: &[Restored], ids: &[&str]) -> Vec<String> {
        let topic = |id: &&str| Topic { id: (*id).into(), ..Topic::default() };
        let topics = arrange(all, ids.iter().map(topic).collect());
        topics.into_iter().map(|topic| topic.id.to_string()).collect()
    }

    #[test]
    fn a_topic_that_is_created_again_stands_where_it_was() {
        assert_eq!(arranged(&[restored("b", "x", Some("a"))], &["a", "c", "x"]), ["a", "x", "c"]);
        assert_eq!(arranged(&[restored("a", "x", None)], &["b", "c", "x"]), ["x", "b", "c"]);
        let first_and_next = [restored("a", "x", None), restored("b", "y", Some("a"))];
        assert_eq!(arranged(&first_and_next, &["c", "x", "y"]), ["x", "y", "c"]);
    }

    #[test]
    fn a_topic_whose_neighbour_is_gone_stays_at_the_end() {
        assert_eq!(arranged(&[restored("b", "x", Some("a"))], &["c", "x"]), ["c", "x"]);
        assert_eq!(arranged(&[restored("b", "x", Some("a"))], &["a", "c"]), ["a", "c"]);
    }

    #[test]
    fn an_identifier_leads_to_the_newest_one_of_its_topic() {
        let all = [restored("a", "x", None), restored("x", "y", None)];
        assert_eq!(current(&all, "a".into()).as_str(), "y");
        assert_eq!(current(&all, "other".into()).as_str(), "other");
    }
}
