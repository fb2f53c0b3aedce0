//! Knowledge-base topics: `knowledgeBase.topics`.

use serde_json::{Value, json};
use wire::{ExampleQueries, Topic, TopicCreate, TopicPatch};

use super::document::Projection;
use super::{bookkeeping, collection, references};
use crate::clock::Act;
use crate::id;
use crate::refusal::Refusal;

const TOPICS: [&str; 2] = ["knowledgeBase", "topics"];

/// The topics in their order.
pub(crate) fn list(projection: &Projection) -> Vec<Topic> {
    let items = collection::items(projection.at(&TOPICS));
    items.into_iter().map(|(key, item)| topic(key, item)).collect()
}

/// One topic.
pub(crate) fn get(projection: &Projection, id: &str) -> Result<Topic, Refusal> {
    find(projection, id).map(|(key, item)| topic(key, item))
}

/// Adds a topic at the end.
pub(crate) fn create(
    projection: &mut Projection,
    new: TopicCreate,
    act: &Act,
) -> Result<Topic, Refusal> {
    check_name(projection, &new.name, None)?;
    let actions = new.actions.unwrap_or_default();
    references::check(projection, "", &new.content)?;
    references::check(projection, "", &actions)?;
    let key = id::hex("TOPIC-");
    let mut item = json!({
        "id": key,
        "name": new.name,
        "content": new.content,
        "actions": actions,
        "exampleQueries": queries(&new.example_queries.unwrap_or_default()),
        "references": references::derive(projection, &[&new.content, &actions], &Value::Null),
        "isActive": new.is_active.unwrap_or(true),
    });
    bookkeeping::created(&mut item, act);
    let created = topic(&key, &item);
    references::link_back(projection, &key, &Value::Null, &item["references"]);
    collection::add(projection.edit_at(&TOPICS), &key, item);
    Ok(created)
}

/// Changes what the patch names. A patch that changes nothing leaves no trace.
pub(crate) fn patch(
    projection: &mut Projection,
    id: &str,
    patch: TopicPatch,
    act: &Act,
) -> Result<(), Refusal> {
    let (key, old) = find(projection, id)?;
    let key = key.to_owned();
    let mut item = old.clone();
    if let Some(name) = patch.name {
        check_name(projection, &name, Some(&key))?;
        item["name"] = json!(name);
    }
    for (field, text) in [("content", patch.content), ("actions", patch.actions)] {
        if let Some(text) = text {
            references::check(projection, old[field].as_str().unwrap_or_default(), &text)?;
            item[field] = json!(text);
        }
    }
    if let Some(examples) = patch.example_queries {
        item["exampleQueries"] = queries(&examples);
    }
    if let Some(is_active) = patch.is_active {
        item["isActive"] = json!(is_active);
    }
    if item == *old {
        return Ok(());
    }
    if item["content"] != old["content"] || item["actions"] != old["actions"] {
        let texts = [text(&item, "content"), text(&item, "actions")];
        let before = old["references"].clone();
        item["references"] = references::derive(projection, &[&texts[0], &texts[1]], &before);
        references::link_back(projection, &key, &before, &item["references"]);
    }
    bookkeeping::updated(&mut item, act);
    if let Some(place) = collection::item_mut(projection.edit_at(&TOPICS), &key) {
        *place = item;
    }
    Ok(())
}

/// Deletes a topic.
pub(crate) fn delete(projection: &mut Projection, id: &str) -> Result<(), Refusal> {
    let (key, item) = find(projection, id)?;
    let (key, references) = (key.to_owned(), item["references"].clone());
    references::link_back(projection, &key, &references, &Value::Null);
    collection::remove(projection.edit_at(&TOPICS), &key);
    Ok(())
}

/// Derives the references of a topic again, after a merge combined its texts.
pub(crate) fn refresh(projection: &mut Projection, key: &str) {
    let Some((_, item)) = collection::find(projection.at(&TOPICS), key) else { return };
    let texts = [text(item, "content"), text(item, "actions")];
    let references = references::derive(projection, &[&texts[0], &texts[1]], &item["references"]);
    if let Some(item) = collection::item_mut(projection.edit_at(&TOPICS), key) {
        item["references"] = references;
    }
}

fn find<'a>(projection: &'a Projection, id: &str) -> Result<(&'a str, &'a Value), Refusal> {
    collection::find(projection.at(&TOPICS), id).ok_or_else(|| Refusal::NoTopic(id.to_owned()))
}

fn check_name(projection: &Projection, name: &str, own: Option<&str>) -> Result<(), Refusal> {
    let items = collection::items(projection.at(&TOPICS));
    let taken = items.iter().any(|(key, item)| Some(*key) != own && item["name"] == *name);
    if taken { Err(Refusal::TopicExists(name.to_owned())) } else { Ok(()) }
}

fn topic(key: &str, item: &Value) -> Topic {
    let queries = item["exampleQueries"].as_array().map(Vec::as_slice).unwrap_or_default();
    Topic {
        id: key.to_owned(),
        name: text(item, "name"),
        content: text(item, "content"),
        actions: text(item, "actions"),
        example_queries: ExampleQueries {
            queries: queries.iter().map(|example| text(example, "query")).collect(),
        },
        is_active: item["isActive"].as_bool().unwrap_or(true),
    }
}

fn queries(examples: &ExampleQueries) -> Value {
    examples.queries.iter().map(|query| json!({"query": query})).collect()
}

fn text(item: &Value, key: &str) -> String {
    item[key].as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::projection::testing::{act, check_unchanged_but, projection};

    #[test]
    fn a_topic_reads_as_the_public_object() {
        let topics = list(&projection());
        let names: Vec<_> = topics.iter().map(|topic| topic.name.as_str()).collect();
        assert_eq!(names, ["Parking", "Breakfast"]);
        assert_eq!(topics[0].example_queries.queries, ["Where do I park?"]);
        assert_eq!(get(&projection(), "T2").unwrap(), topics[1]);
    }

    #[test]
    fn a_patch_changes_only_what_it_names() {
        let mut edited = projection();
        let change = TopicPatch { actions: Some("{{fn:F1}}".into()), ..TopicPatch::default() };
        patch(&mut edited, "T1", change, &act()).unwrap();
        check_unchanged_but(
            &edited,
            &[
                "knowledgeBase.topics.entities.T1.actions",
                "knowledgeBase.topics.entities.T1.references.globalFunctions.F1",
                "knowledgeBase.topics.entities.T1.updatedAt",
                "knowledgeBase.topics.entities.T1.updatedBy",
            ],
        );
    }

    #[test]
    fn a_patch_of_nothing_new_is_no_edit() {
        let mut edited = projection();
        patch(&mut edited, "T1", TopicPatch::default(), &act()).unwrap();
        let same = TopicPatch { name: Some("Parking".into()), ..TopicPatch::default() };
        patch(&mut edited, "T1", same, &act()).unwrap();
        check_unchanged_but(&edited, &[]);
    }

    #[test]
    fn deleting_a_created_topic_restores_the_projection() {
        let mut edited = projection();
        let new =
            TopicCreate { name: "Pool".into(), content: "Open".into(), ..TopicCreate::default() };
        let created = create(&mut edited, new, &act()).unwrap();
        assert!(created.is_active && created.actions.is_empty());
        assert_eq!(list(&edited).last(), Some(&created));
        delete(&mut edited, &created.id).unwrap();
        check_unchanged_but(&edited, &[]);
    }

    #[test]
    fn names_are_unique() {
        let mut edited = projection();
        let new =
            TopicCreate { name: "Parking".into(), content: "x".into(), ..TopicCreate::default() };
        assert!(matches!(create(&mut edited, new, &act()), Err(Refusal::TopicExists(_))));
        let change = TopicPatch { name: Some("Parking".into()), ..TopicPatch::default() };
        let refused = patch(&mut edited, "T2", change, &act());
        assert!(matches!(refused, Err(Refusal::TopicExists(_))));
    }
}
