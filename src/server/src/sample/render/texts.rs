//! All texts, with ids in their tokens, and what they refer to.

use std::collections::HashMap;

use crate::sample::content::{Content, Function};
use crate::sample::ids::Ids;
use crate::sample::links::{Links, Place, Target};
use crate::sample::tokens::{TextLocation, Tokens};

/// The owner of the behavior prompt, in the maps of references.
pub(super) const BEHAVIOR: &str = "BEHAVIOUR";
/// The owner of the personality and the role.
pub(super) const AGENT: &str = "AGENT";
/// Functions that run by themselves.
pub(super) const SPECIAL: [(&str, Place); 2] =
    [("start_function", Place::StartFunctions), ("end_function", Place::EndFunctions)];

/// Resolved texts by path.
#[derive(Debug, Default)]
pub(super) struct Texts(HashMap<String, String>);

impl Texts {
    /// The text of a path; empty when none was resolved there.
    pub(super) fn get(&self, path: &str) -> &str {
        self.0.get(path).map_or("", String::as_str)
    }
}

/// Resolves all texts, or names the path and the reference that cannot be resolved.
pub(super) fn resolve(ids: &Ids, content: &Content) -> Result<(Texts, Links), String> {
    let mut all = TextResolver {
        tokens: Tokens { ids, content },
        texts: Texts::default(),
        links: Links::default(),
    };
    let settings = &content.settings;
    all.text("behavior", &content.behavior, whole(Place::Behaviours, BEHAVIOR))?;
    for (language, greeting) in &settings.greetings {
        let path = format!("settings/greetings/{language}");
        all.text(&path, greeting, whole(Place::Greetings, language))?;
    }
    for (language, behavior) in &settings.language_behaviors {
        let path = format!("settings/language_behaviors/{language}");
        all.text(&path, behavior, whole(Place::Behaviours, language))?;
    }
    all.text("settings/role/info", &settings.role.info, whole(Place::Roles, AGENT))?;
    let custom = &settings.personality.custom;
    all.text("settings/personality/custom", custom, whole(Place::Personalities, AGENT))?;
    for (key, topic) in &content.topics {
        let path = format!("topics/{key}");
        let holder = ids.id("TOPIC-", &path);
        for (field, text) in [("content", &topic.content), ("actions", &topic.actions)] {
            all.text(&format!("{path}/{field}"), text, whole(Place::Topics, &holder))?;
        }
    }
    for (key, sms) in &content.sms {
        let path = format!("sms/{key}");
        let holder = ids.id("SMS_TEMPLATE-", &path);
        all.text(&format!("{path}/text"), &sms.text, whole(Place::Sms, &holder))?;
    }
    for (key, function) in &content.functions {
        let special = SPECIAL.iter().find(|(name, _)| name == key);
        let place = special.map_or(Place::Functions, |(_, place)| *place);
        all.function(&format!("functions/{key}"), function, place, None)?;
    }
    for (key, flow) in &content.flows {
        for (step, text) in &flow.steps {
            let path = format!("flows/{key}/steps/{step}");
            let holder = ids.id("STEP-", &path);
            let location =
                TextLocation { place: Place::FlowSteps, holder: &holder, flow: Some(key) };
            all.text(&format!("{path}/prompt"), &text.prompt, location)?;
        }
        for (name, function) in &flow.functions {
            let path = format!("flows/{key}/functions/{name}");
            all.function(&path, function, Place::FlowFunctions, Some(key))?;
        }
    }
    all.stop_keywords()?;
    Ok((all.texts, all.links))
}

struct TextResolver<'a> {
    tokens: Tokens<'a>,
    texts: Texts,
    links: Links,
}

impl TextResolver<'_> {
    fn text(&mut self, path: &str, text: &str, location: TextLocation<'_>) -> Result<(), String> {
        let resolved = self.tokens.resolve(text, location, &mut self.links);
        let resolved =
            resolved.map_err(|token| format!("{path} refers to {token}, which is not there"))?;
        self.texts.0.insert(path.to_owned(), resolved);
        Ok(())
    }

    fn function(
        &mut self,
        path: &str,
        function: &Function,
        place: Place,
        flow: Option<&str>,
    ) -> Result<(), String> {
        let holder = self.tokens.ids.id("FUNCTION-", path);
        let location = TextLocation { place, holder: &holder, flow };
        self.tokens.note_code(&function.code, location, &mut self.links);
        for (number, delay) in (1..).zip(&function.delays) {
            let holder = format!("{holder}-DELAY-{number}");
            let location = TextLocation { place: Place::DelayResponses, holder: &holder, flow };
            self.text(&format!("{path}/delays/{number}"), delay, location)?;
        }
        if let Some((key, flow)) = flow.and_then(|key| self.tokens.content.flows.get_key_value(key))
        {
            for (step, _) in
                flow.steps.iter().filter(|(_, step)| goes_to(&function.code, &step.name))
            {
                let step = self.tokens.ids.id("STEP-", &format!("flows/{key}/steps/{step}"));
                self.links.add((place, &holder), Target::FlowSteps, step);
            }
        }
        Ok(())
    }

    fn stop_keywords(&mut self) -> Result<(), String> {
        let content = self.tokens.content;
        for (key, stop) in &content.stop_keywords {
            let Some(function) = &stop.function else { continue };
            if !content.functions.contains_key(function) {
                return Err(format!("stop_keywords/{key} calls {function}, which is not there"));
            }
            let holder = self.tokens.ids.id("STOP_KEYWORD-", &format!("stop_keywords/{key}"));
            let function = self.tokens.ids.id("FUNCTION-", &format!("functions/{function}"));
            self.links.add((Place::StopKeywords, &holder), Target::GlobalFunctions, function);
        }
        Ok(())
    }
}

fn whole(place: Place, holder: &str) -> TextLocation<'_> {
    TextLocation { place, holder, flow: None }
}

fn goes_to(code: &str, step: &str) -> bool {
    code.contains(&format!("goto_step(\"{step}\""))
}
