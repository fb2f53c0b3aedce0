//! Ways to people: handoffs and text messages.

use serde_json::{Value, json};

use super::context::{Desk, collection};
use crate::sample::content::Method;
use crate::sample::links::{Place, Target};

pub(super) fn handoffs(desk: &Desk<'_>) -> Value {
    collection(desk.content.handoffs.iter().map(|(key, handoff)| {
        let path = format!("handoffs/{key}");
        let id = desk.id("HANDOFF-", &path);
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
        let references = desk.links.to(
            Target::Handoff,
            &id,
            &[("topics", Some(Place::Topics)), ("flowSteps", Some(Place::FlowSteps))],
        );
        let item = json!({
            "id": id,
            "name": key,
            "description": handoff.description,
            "sipConfig": {"config": sip},
            "sipHeaders": {"headers": headers.collect::<Vec<_>>()},
            "active": true,
            "isDefault": handoff.default,
            "references": references
        });
        (id, desk.dated(&path, item))
    }))
}

pub(super) fn sms(desk: &Desk<'_>) -> Value {
    collection(desk.content.sms.iter().map(|(key, sms)| {
        let path = format!("sms/{key}");
        let id = desk.id("SMS_TEMPLATE-", &path);
        let used = desk.links.to(
            Target::Sms,
            &id,
            &[("topics", Some(Place::Topics)), ("flowSteps", Some(Place::FlowSteps))],
        );
        let uses = desk.links.of(
            Place::Sms,
            &id,
            &[("variables", Some(Target::Variables)), ("translations", None)],
        );
        let item = json!({
            "id": id,
            "name": key,
            "text": desk.text(&format!("{path}/text")),
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
        (id, desk.dated(&path, item))
    }))
}
