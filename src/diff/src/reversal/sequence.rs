//! The steps from one content to another, in an order the API accepts.

use model::{Topic, TopicEdit, Variant};

use super::names::{Naming, NamingStep, naming_steps};
use super::parts::Parts;
use super::plan::{Step, Unsupported};
use crate::sorted::sorted;
use crate::{ChangeKind, Comparison, Content};

const NAME_TAKEN: &str = "something that stays has the same name";

/// The steps that lead from `current` to `wanted`: attributes before the variants that use them,
/// everything that is deleted last, and of that the default variant last of all.
pub(super) fn steps(
    comparison: &Comparison,
    current: &Parts,
    wanted: Parts,
    unsupported: &mut Vec<Unsupported>,
) -> Vec<Step> {
    let mut sequence = Sequence { current, wanted, steps: Vec::new(), blocked: Vec::new() };
    sequence.attributes();
    sequence.variants();
    if current.behavior != sequence.wanted.behavior {
        let behavior = sequence.wanted.behavior.clone();
        sequence.steps.push(Step::SetBehavior { behavior });
    }
    sequence.topics();
    sequence.deletions();
    let blocked = sequence.blocked.iter();
    unsupported.extend(blocked.filter_map(|id| refusal(comparison, id)));
    sequence.steps
}

struct Sequence<'s> {
    current: &'s Parts,
    wanted: Parts,
    steps: Vec<Step>,
    /// Identifiers of what cannot have its wanted name.
    blocked: Vec<String>,
}

/// What a naming is about, so that attributes, variants and topics are all treated alike.
struct Named {
    id: String,
    now: Option<String>,
    then: Option<String>,
}

/// What has to be named in which order, and what cannot be.
fn named(
    current: impl Iterator<Item = (String, String)>,
    wanted: impl Iterator<Item = (String, String)>,
) -> Vec<Named> {
    let mut all: Vec<Named> =
        current.map(|(id, name)| Named { id, now: Some(name), then: None }).collect();
    for (id, name) in wanted {
        match all.iter_mut().find(|known| known.id == id) {
            Some(known) => known.then = Some(name),
            None => all.push(Named { id, now: None, then: Some(name) }),
        }
    }
    all
}

fn namings(all: &[Named]) -> Vec<Naming> {
    all.iter().map(|named| Naming { now: named.now.clone(), then: named.then.clone() }).collect()
}

/// A name for the moment that is a name for an attribute, too.
fn temporary(name: &str, number: usize) -> String {
    format!("{name}_{number}")
}

impl Sequence<'_> {
    fn attributes(&mut self) {
        let pair = |attribute: &model::Attribute| {
            (attribute.id.as_str().to_owned(), attribute.name.clone())
        };
        let all = named(
            self.current.attributes.iter().map(pair),
            self.wanted.attributes.iter().map(pair),
        );
        for step in naming_steps(&namings(&all), temporary) {
            match step {
                NamingStep::Create(at) => self.steps.push(Step::CreateAttribute {
                    id: all[at].id.as_str().into(),
                    name: all[at].then.clone().unwrap_or_default(),
                }),
                NamingStep::Rename(at, name) => {
                    let from = all[at].now.clone().unwrap_or_default();
                    self.steps.push(Step::RenameAttribute {
                        id: all[at].id.as_str().into(),
                        from,
                        name,
                    });
                }
                NamingStep::Blocked(at) => {
                    self.blocked.push(all[at].id.clone());
                    if all[at].now.is_none() {
                        let id = all[at].id.as_str().into();
                        self.wanted.attributes.retain(|attribute| attribute.id != id);
                        for variant in &mut self.wanted.variants {
                            variant.values.remove(&id);
                        }
                    }
                }
            }
        }
    }

    fn variants(&mut self) {
        let pair = |variant: &Variant| (variant.id.as_str().to_owned(), variant.name.clone());
        let all =
            named(self.current.variants.iter().map(pair), self.wanted.variants.iter().map(pair));
        let mut edited = Vec::new();
        for step in naming_steps(&namings(&all), temporary) {
            match step {
                NamingStep::Create(at) => {
                    if let Some(variant) = self.wanted.variant(&all[at].id) {
                        let Variant { id, name, values, .. } = variant.clone();
                        self.steps.push(Step::CreateVariant { id, name, values });
                    }
                }
                NamingStep::Rename(at, name) => {
                    let is_final = all[at].then.as_ref() == Some(&name);
                    let values = is_final.then(|| self.changed_values(&all[at].id)).flatten();
                    edited.extend(is_final.then(|| all[at].id.clone()));
                    self.steps.push(Step::EditVariant {
                        id: all[at].id.as_str().into(),
                        known_as: all[at].now.clone().unwrap_or_default(),
                        name: Some(name),
                        values,
                    });
                }
                NamingStep::Blocked(at) => {
                    self.blocked.push(all[at].id.clone());
                    self.wanted.variants.retain(|variant| {
                        all[at].now.is_some() || variant.id.as_str() != all[at].id
                    });
                }
            }
        }
        for named in &all {
            let is_left = named.then.is_some() && !edited.contains(&named.id);
            if let (true, Some(values)) = (is_left, self.changed_values(&named.id)) {
                self.steps.push(Step::EditVariant {
                    id: named.id.as_str().into(),
                    known_as: named.now.clone().unwrap_or_default(),
                    name: None,
                    values: Some(values),
                });
            }
        }
        self.default();
    }

    /// All values a variant is to have, if any differs from what it has.
    fn changed_values(
        &self,
        id: &str,
    ) -> Option<std::collections::BTreeMap<model::AttributeId, String>> {
        let (now, then) = (self.current.variant(id)?, self.wanted.variant(id)?);
        let differs = self.wanted.attributes.iter().any(|attribute| {
            let id = &attribute.id;
            now.value(id) != then.value(id)
        });
        let known = |id: &model::AttributeId| {
            self.wanted.attributes.iter().any(|attribute| attribute.id == *id)
        };
        let values = then.values.iter().filter(|(id, _)| known(id));
        differs.then(|| values.map(|(id, value)| (id.clone(), value.clone())).collect())
    }

    fn default(&mut self) {
        let default = |variants: &[Variant]| {
            variants.iter().find(|variant| variant.is_default).map(|variant| variant.id.clone())
        };
        // The first variant that is made where there was none becomes the default of itself.
        let first_made = self.steps.iter().find_map(|step| match step {
            Step::CreateVariant { id, .. } => Some(id.clone()),
            _ => None,
        });
        let now = if self.current.variants.is_empty() {
            first_made
        } else {
            default(&self.current.variants)
        };
        let then = default(&self.wanted.variants);
        if let Some(id) = then.filter(|then| now.as_ref() != Some(then)) {
            let name = self.wanted.variant(id.as_str()).map(|variant| variant.name.clone());
            self.steps.push(Step::SetDefaultVariant { id, name: name.unwrap_or_default() });
        }
    }

    fn topics(&mut self) {
        let pair = |topic: &Topic| (topic.id.as_str().to_owned(), topic.name.clone());
        let all = named(self.current.topics.iter().map(pair), self.wanted.topics.iter().map(pair));
        let mut edited = Vec::new();
        for step in naming_steps(&namings(&all), temporary) {
            match step {
                NamingStep::Create(at) => {
                    if let Some(topic) = self.wanted.topic(&all[at].id).cloned() {
                        create_topic(topic, &mut self.steps);
                    }
                }
                NamingStep::Rename(at, name) => {
                    let is_final = all[at].then.as_ref() == Some(&name);
                    edited.extend(is_final.then(|| all[at].id.clone()));
                    let edit = if is_final { self.edit(&all[at].id) } else { TopicEdit::default() };
                    self.steps.push(Step::EditTopic {
                        id: all[at].id.as_str().into(),
                        known_as: all[at].now.clone().unwrap_or_default(),
                        edit: TopicEdit { name: Some(name), ..edit },
                    });
                }
                NamingStep::Blocked(at) => self.blocked.push(all[at].id.clone()),
            }
        }
        for named in &all {
            let is_left =
                named.then.is_some() && named.now.is_some() && !edited.contains(&named.id);
            // A name that is blocked stays as it is.
            let edit = TopicEdit { name: None, ..self.edit(&named.id) };
            if is_left && !edit.is_empty() {
                let known_as = named.now.clone().unwrap_or_default();
                self.steps.push(Step::EditTopic { id: named.id.as_str().into(), known_as, edit });
            }
        }
    }

    fn edit(&self, id: &str) -> TopicEdit {
        match (self.current.topic(id), self.wanted.topic(id)) {
            (Some(now), Some(then)) => TopicEdit::between(now, then),
            _ => TopicEdit::default(),
        }
    }

    fn deletions(&mut self) {
        for topic in &self.current.topics {
            if self.wanted.topic(topic.id.as_str()).is_none() {
                let (id, name) = (topic.id.clone(), topic.name.clone());
                self.steps.push(Step::DeleteTopic { id, name });
            }
        }
        let gone = |variant: &&Variant| self.wanted.variant(variant.id.as_str()).is_none();
        let variants: Vec<&Variant> = self.current.variants.iter().filter(gone).collect();
        for variant in sorted(variants, |a, b| a.is_default.cmp(&b.is_default)) {
            let (id, name) = (variant.id.clone(), variant.name.clone());
            self.steps.push(Step::DeleteVariant { id, name });
        }
        for attribute in &self.current.attributes {
            if self.wanted.attributes.iter().all(|wanted| wanted.id != attribute.id) {
                let (id, name) = (attribute.id.clone(), attribute.name.clone());
                self.steps.push(Step::DeleteAttribute { id, name });
            }
        }
    }
}

/// A new topic may not start empty, but may be emptied (contract §0.1 row 18).
fn create_topic(topic: Topic, steps: &mut Vec<Step>) {
    if !topic.content.is_empty() {
        steps.push(Step::CreateTopic { topic });
        return;
    }
    let (id, known_as) = (topic.id.clone(), topic.name.clone());
    let edit = TopicEdit { content: Some(String::new()), ..TopicEdit::default() };
    let topic = Topic { content: topic.name.clone(), ..topic };
    steps.push(Step::CreateTopic { topic });
    steps.push(Step::EditTopic { id, known_as, edit });
}

/// The refusal for something that cannot have its name.
fn refusal(comparison: &Comparison, id: &str) -> Option<Unsupported> {
    let concerns = |change: &&crate::Change| {
        let item = &comparison.items[change.item];
        let is_item = [&item.old, &item.new].into_iter().flatten().any(|side| side.id == id);
        let is_axis = comparison.field_of(change).is_some_and(|field| match &field.content {
            Content::Grid(grid) => grid.rows.iter().chain(&grid.columns).any(|axis| {
                (axis.old_id == id || axis.new_id == id)
                    && axis.changes.clone().any(|at| comparison.changes[at].id == change.id)
            }),
            _ => false,
        });
        let names = matches!(change.kind, ChangeKind::Removed | ChangeKind::Renamed);
        names && (is_item || is_axis)
    };
    let change = comparison.changes.iter().find(concerns)?;
    Some(Unsupported {
        change: change.id.clone(),
        section: change.section,
        what: comparison.describe(change),
        reason: NAME_TAKEN,
    })
}
