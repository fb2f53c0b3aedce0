//! How the agent speaks and listens: pronunciations, phrases, and what it must not say.

use serde_json::{Value, json};

use super::context::{RenderContext, collection};
use crate::sample::links::{Place, Target};

pub(super) fn pronunciations(context: &RenderContext<'_>) -> Value {
    collection((0..).zip(&context.content.pronunciations).map(|(position, (key, one))| {
        let path = format!("pronunciations/{key}");
        let id = context.id("PRONUNCIATION-", &path);
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
        (id, context.dated(&path, item))
    }))
}

pub(super) fn keyphrases(context: &RenderContext<'_>) -> Value {
    collection(context.content.keyphrases.iter().map(|(phrase, level)| {
        let path = format!("keyphrases/{phrase}");
        let id = context.id("KEYPHRASE-", &path);
        let item = json!({"id": id, "keyphrase": phrase, "level": level});
        (id, context.dated(&path, item))
    }))
}

pub(super) fn stop_keywords(context: &RenderContext<'_>) -> Value {
    collection(context.content.stop_keywords.iter().map(|(key, stop)| {
        let path = format!("stop_keywords/{key}");
        let id = context.id("STOP_KEYWORD-", &path);
        let maps = [("globalFunctions", Some(Target::GlobalFunctions))];
        let item = json!({
            "id": id,
            "title": key,
            "description": stop.description,
            "regularExpressions": stop.expressions,
            "sayPhrase": stop.say,
            "languageCode": "",
            "references": context.links.of(Place::StopKeywords, &id, &maps)
        });
        (id, context.dated(&path, item))
    }))
}

pub(super) fn corrections(context: &RenderContext<'_>) -> Value {
    collection(context.content.corrections.iter().map(|(key, correction)| {
        let path = format!("corrections/{key}");
        let id = context.id("TRANSCRIPT-CORRECTION-", &path);
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
        (id, context.dated(&path, item))
    }))
}
