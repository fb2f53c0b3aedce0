//! Any transport behind one type, so that the state can run over the browser's `fetch` in the page
//! and over a store in memory in tests.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use client::{Request, Response, Transport, TransportError};

/// What a request answers, later.
type Answer<'a> = Pin<Box<dyn Future<Output = Result<Response, TransportError>> + 'a>>;

/// A transport of a type that is known only where it is made.
#[derive(Clone)]
pub(crate) struct AnyTransport(Arc<dyn Boxed>);

impl AnyTransport {
    pub(crate) fn new(transport: impl Transport + Send + Sync + 'static) -> Self {
        Self(Arc::new(transport))
    }
}

impl Transport for AnyTransport {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        self.0.send_boxed(request).await
    }
}

/// A transport as an object: its answers are boxed.
trait Boxed: Send + Sync {
    fn send_boxed(&self, request: Request) -> Answer<'_>;
}

impl<T: Transport + Send + Sync> Boxed for T {
    fn send_boxed(&self, request: Request) -> Answer<'_> {
        Box::pin(self.send(request))
    }
}
