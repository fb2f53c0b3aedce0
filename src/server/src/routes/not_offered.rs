//! Paths of the platform that the local server leaves out: they say so, where an unknown path would
//! look like a typing error.

use axum::Router;
use axum::routing::any;

use crate::app::App;
use crate::refusal::Refusal;

pub(super) fn router() -> Router<App> {
    let project = "/adk/v1/accounts/{account}/projects/{project}";
    let places = [
        ("/v1/agents/{agent}/audio-cache".to_owned(), "the audio cache"),
        ("/v1/agents/{agent}/telephony/outbound-calls".to_owned(), "outbound calls"),
        ("/v1/accounts/{account}/voice-library".to_owned(), "the voice library"),
        (format!("{project}/experiments"), "A/B tests"),
        (format!("{project}/custom-metrics"), "custom metrics"),
        ("/adk/v1/template-projects".to_owned(), "project templates"),
    ];
    places.into_iter().fold(Router::new(), |router, (path, what)| {
        let refuse = move || async move { Refusal::NotOffered(what) };
        router.route(&path, any(refuse)).route(&format!("{path}/{{*rest}}"), any(refuse))
    })
}
