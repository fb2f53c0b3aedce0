//! How the agent speaks and listens: pronunciations, phrases, and what it must not say.

use serde_json::{Value, json};

use super::context::{Desk, collection};
use crate::sample::links::{Place, Target};

pub(super) fn pronunciations(desk: &Desk<'_>) -> Value {
    collection((0..).zip(&desk.content.pronunciations).map(|(position, (key, one))| {
        let path = format!("pronunciations/{key}");
        let id = desk.id("PRONUNCIATION-", &path);
        let item = json!({
            "id": id,
            "regex": one.regex,
            "replacement": one.say,
            "caseSensitive": one.case,
            "languageCode": "",
            "description": one.note,
            "position": position,
            "name": ""
        });
        (id, desk.dated(&path, item))
    }))
}

pub(super) fn keyphrases(desk: &Desk<'_>) -> Value {
    collection(desk.content.keyphrases.iter().map(|(phrase, level)| {
        let path = format!("keyphrases/{phrase}");
        let id = desk.id("KEYPHRASE-", &path);
        let item = json!({"id": id, "keyphrase": phrase, "level": level});
        (id, desk.dated(&path, item))
    }))
}

pub(super) fn stop_keywords(desk: &Desk<'_>) -> Value {
    collection(desk.content.stop_keywords.iter().map(|(key, stop)| {
        let path = format!("stop_keywords/{key}");
        let id = desk.id("STOP_KEYWORD-", &path);
        let maps = [("globalFunctions", Some(Target::GlobalFunctions))];
        let item = json!({
            "id": id,
            "title": key,
            "description": stop.description,
            "regularExpressions": stop.expressions,
            "sayPhrase": stop.say,
            "languageCode": "",
            "references": desk.links.of(Place::StopKeywords, &id, &maps)
        });
        (id, desk.dated(&path, item))
    }))
}

pub(super) fn corrections(desk: &Desk<'_>) -> Value {
    collection(desk.content.corrections.iter().map(|(key, correction)| {
        let path = format!("corrections/{key}");
        let id = desk.id("TRANSCRIPT-CORRECTION-", &path);
        let expressions = (1..).zip(&correction.replace).map(|(number, (heard, meant))| {
            json!({
                "id": format!("{id}-REGEX-{number}"),
                "regularExpression": heard,
                "replacement": meant,
                "replacementType": "partial"
            })
        });
        let item = json!({
            "id": id,
            "name": key,
            "description": correction.description,
            "regularExpressions": expressions.collect::<Vec<_>>()
        });
        (id, desk.dated(&path, item))
    }))
}
