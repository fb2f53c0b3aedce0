//! Ways to people: handoffs and text messages.

use serde_json::{Value, json};

use super::context::{RenderContext, collection};
use crate::sample::content::Method;
use crate::sample::links::{Place, Target};

pub(super) fn handoffs(context: &RenderContext<'_>) -> Value {
    collection(context.content.handoffs.iter().map(|(key, handoff)| {
        let path = format!("handoffs/{key}");
        let id = context.id("HANDOFF-", &path);
        let sip = match handoff.method {
            Method::Bye => json!({"$case": "bye", "value": {}}),
            Method::Refer => json!({"$case": "refer", "value": {"phoneNumber": handoff.number}}),
            Method::Invite => json!({"$case": "invite", "value": {
                "phoneNumber": handoff.number,
                "outboundEndpoint": handoff.endpoint,
                "outboundEncryption": handoff.encryption
            }}),
        };
        let headers =
            handoff.headers.iter().map(|(key, value)| json!({"key": key, "value": value}));
        let references = context.links.to(
            Target::Handoff,
            &id,
            &[("topics", Some(Place::Topics)), ("flowSteps", Some(Place::FlowSteps))],
        );
        let item = json!({
            "id": id,
            "name": if handoff.name.is_empty() { key } else { &handoff.name },
            "description": handoff.description,
            "sipConfig": {"config": sip},
            "sipHeaders": {"headers": headers.collect::<Vec<_>>()},
            "active": true,
            "isDefault": handoff.default,
            "references": references
        });
        (id, context.dated(&path, item))
    }))
}

pub(super) fn sms(context: &RenderContext<'_>) -> Value {
    collection(context.content.sms.iter().map(|(key, sms)| {
        let path = format!("sms/{key}");
        let id = context.id("SMS_TEMPLATE-", &path);
        let used = context.links.to(
            Target::Sms,
            &id,
            &[("topics", Some(Place::Topics)), ("flowSteps", Some(Place::FlowSteps))],
        );
        let uses = context.links.of(
            Place::Sms,
            &id,
            &[("variables", Some(Target::Variables)), ("translations", None)],
        );
        let item = json!({
            "id": id,
            "name": key,
            "text": context.text(&format!("{path}/text")),
            "envPhoneNumbers": {
                "sandbox": sms.from.sandbox,
                "preRelease": sms.from.pre_release,
                "live": sms.from.live
            },
            "active": true,
            "references": {
                "topics": used["topics"], "flowSteps": used["flowSteps"],
                "variables": uses["variables"], "translations": {}
            }
        });
        (id, context.dated(&path, item))
    }))
}
