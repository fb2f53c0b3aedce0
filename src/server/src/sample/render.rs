//! The content of an agent as a projection (projection-shape).

use serde_json::{Value, json};

use super::change_log::ChangeLog;
use super::content::Content;
use super::ids::Ids;
use context::{RenderContext, collection};

mod code;
mod context;
mod flows;
mod people;
mod settings;
mod speech;
mod texts;
mod topics;
mod variants;

/// The projection.
///
/// # Errors
///
/// A sentence that names a reference to nothing.
pub(super) fn projection(
    ids: &Ids,
    content: &Content,
    change_log: &ChangeLog,
) -> Result<Value, String> {
    let (texts, links) = texts::resolve(ids, content)?;
    let context = &RenderContext { ids, content, change_log, texts, links };
    let settings = &content.settings;
    let empty = || collection([]);
    Ok(json!({
        "knowledgeBase": {
            "topics": topics::topics(context),
            "embeddingModel": settings.embedding_model,
            "uninstantiatedTopics": empty()
        },
        "sms": {"templates": people::sms(context)},
        "handoff": {"handoffs": people::handoffs(context)},
        "flows": {"flows": flows::flows(context)},
        "variantManagement": variants::variants(context),
        "stopKeywords": {"filters": speech::stop_keywords(context)},
        "llmSettings": settings::model(context, &settings.model),
        "asrSettings": settings::asr(context),
        "languages": settings::languages(context),
        "contentFilterSettings": settings::filters(context),
        "functions": {"functions": code::functions(context)},
        "guardrails": settings::guardrails(context),
        "testing": {"testCases": empty()},
        "transcriptCorrections": {"transcriptCorrections": speech::corrections(context)},
        "agentSettings": settings::agent(context),
        "multilingualAgentSettings": settings::multilingual(context),
        "experimentalConfig": {"experimentalConfigs": settings::experiments(context)},
        "pronunciations": {"pronunciations": speech::pronunciations(context)},
        "keyphraseBoosting": {"keyphraseBoosting": speech::keyphrases(context)},
        "entities": {"entities": empty()},
        "voices": settings::voices(context),
        "specialFunctions": code::special(context),
        "apiIntegrations": {"apiIntegrations": empty()},
        "variables": {"variables": code::variables(context)},
        "translations": {"translations": empty()},
        "channels": settings::channels(context),
        "csat": settings::csat(context),
        "integrations": empty(),
        "mcpConfig": {"servers": empty(), "savedProfiles": empty()}
    }))
}
