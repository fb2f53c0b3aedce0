//! The content of an agent as a projection (projection-shape).

use serde_json::{Value, json};

use super::content::Content;
use super::ids::Ids;
use super::ledger::Ledger;
use context::{Desk, collection};

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
pub(super) fn projection(ids: &Ids, content: &Content, ledger: &Ledger) -> Result<Value, String> {
    let (texts, links) = texts::resolve(ids, content)?;
    let desk = &Desk { ids, content, ledger, texts, links };
    let settings = &content.settings;
    let empty = || collection([]);
    Ok(json!({
        "knowledgeBase": {
            "topics": topics::topics(desk),
            "embeddingModel": settings.embedding_model,
            "uninstantiatedTopics": empty()
        },
        "sms": {"templates": people::sms(desk)},
        "handoff": {"handoffs": people::handoffs(desk)},
        "flows": {"flows": flows::flows(desk)},
        "variantManagement": variants::variants(desk),
        "stopKeywords": {"filters": speech::stop_keywords(desk)},
        "llmSettings": settings::model(desk, &settings.model),
        "asrSettings": settings::asr(desk),
        "languages": settings::languages(desk),
        "contentFilterSettings": settings::filters(desk),
        "functions": {"functions": code::functions(desk)},
        "guardrails": settings::guardrails(desk),
        "testing": {"testCases": empty()},
        "transcriptCorrections": {"transcriptCorrections": speech::corrections(desk)},
        "agentSettings": settings::agent(desk),
        "multilingualAgentSettings": settings::multilingual(desk),
        "experimentalConfig": {"experimentalConfigs": settings::experiments(desk)},
        "pronunciations": {"pronunciations": speech::pronunciations(desk)},
        "keyphraseBoosting": {"keyphraseBoosting": speech::keyphrases(desk)},
        "entities": {"entities": empty()},
        "voices": settings::voices(desk),
        "specialFunctions": code::special(desk),
        "apiIntegrations": {"apiIntegrations": empty()},
        "variables": {"variables": code::variables(desk)},
        "translations": {"translations": empty()},
        "channels": settings::channels(desk),
        "csat": settings::csat(desk),
        "integrations": empty(),
        "mcpConfig": {"servers": empty(), "savedProfiles": empty()}
    }))
}
