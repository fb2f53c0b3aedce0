//! Webhook endpoints of the account.

use model::{WebhookEndpoint, WebhookEndpointId, WebhookEvent, WebhookTerms};

use crate::client::Client;
use crate::endpoint;
use crate::error::ApiError;
use crate::transport::{Method, Transport};

impl<T: Transport> Client<T> {
    /// All endpoints, in the order of the API. Where the API or the key has no webhooks, the error
    /// [is withheld](ApiError::is_withheld).
    pub async fn webhook_endpoints(&self) -> Result<Vec<WebhookEndpoint>, ApiError> {
        let answer: wire::WebhookEndpointList = self.get(endpoint::webhook_endpoints()).await?;
        Ok(answer.data.into_iter().map(to_model).collect())
    }

    /// One endpoint as it is saved now.
    pub async fn webhook_endpoint(
        &self,
        id: &WebhookEndpointId,
    ) -> Result<WebhookEndpoint, ApiError> {
        self.get(endpoint::webhook_endpoint(id)).await.map(to_model)
    }

    /// Makes an endpoint, and gives its signing secret, which nobody gets again. An account has at
    /// most [`model::MAX_WEBHOOK_ENDPOINTS`].
    pub async fn create_webhook_endpoint(
        &self,
        terms: &WebhookTerms,
    ) -> Result<(WebhookEndpoint, String), ApiError> {
        let body = wire::WebhookEndpointCreate {
            name: terms.name.clone(),
            url: terms.url.clone(),
            event_types: keys(&terms.events),
            headers: terms.headers.iter().cloned().collect(),
            timeout_ms: terms.timeout,
            enabled: terms.enabled,
        };
        let made: wire::WebhookEndpointCreated =
            self.post(endpoint::webhook_endpoints(), &body).await?;
        let endpoint = wire::WebhookEndpoint {
            id: made.id,
            name: made.name,
            url: made.url,
            enabled: made.enabled,
            event_types: made.event_types,
            headers: made.headers,
            timeout_ms: made.timeout_ms,
            created_at: made.created_at,
            updated_at: made.updated_at,
        };
        Ok((to_model(endpoint), made.signing_secret))
    }

    /// Saves what `new` says differently than `old`.
    pub async fn edit_webhook_endpoint(
        &self,
        id: &WebhookEndpointId,
        old: &WebhookTerms,
        new: &WebhookTerms,
    ) -> Result<WebhookEndpoint, ApiError> {
        let body = wire::WebhookEndpointPatch {
            name: (old.name != new.name).then(|| new.name.clone()),
            url: (old.url != new.url).then(|| new.url.clone()),
            event_types: (old.events != new.events).then(|| keys(&new.events)),
            headers: (old.headers != new.headers).then(|| new.headers.iter().cloned().collect()),
            timeout_ms: (old.timeout != new.timeout).then_some(new.timeout),
            enabled: (old.enabled != new.enabled).then_some(new.enabled),
        };
        self.patch(endpoint::webhook_endpoint(id), &body).await.map(to_model)
    }

    /// Deletes an endpoint; what was still to be sent to it is not.
    pub async fn delete_webhook_endpoint(&self, id: &WebhookEndpointId) -> Result<(), ApiError> {
        self.send(Method::Delete, endpoint::webhook_endpoint(id), None).await.map(|_| ())
    }

    /// Gives an endpoint another signing secret; the former one is dead at once.
    pub async fn rotate_webhook_secret(&self, id: &WebhookEndpointId) -> Result<String, ApiError> {
        let response = self.send(Method::Post, endpoint::rotate_secret(id), None).await?;
        crate::client::read::<wire::SigningSecret>(&response).map(|answer| answer.signing_secret)
    }
}

fn keys(events: &[WebhookEvent]) -> Vec<String> {
    events.iter().map(|event| event.key().to_owned()).collect()
}

fn to_model(endpoint: wire::WebhookEndpoint) -> WebhookEndpoint {
    WebhookEndpoint {
        id: WebhookEndpointId::new(endpoint.id),
        terms: WebhookTerms {
            name: endpoint.name,
            url: endpoint.url,
            events: endpoint.event_types.iter().map(|key| WebhookEvent::from_key(key)).collect(),
            headers: endpoint.headers.into_iter().collect(),
            timeout: endpoint.timeout_ms,
            enabled: endpoint.enabled,
        },
    }
}
