//! The server of a story: the real one, on a port of its own.

use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Mutex;

use axum::middleware::from_fn_with_state;
use client::{Client, Connection};
use model::AccountId;
use server::{Api, Options, Store};
use tests::InProcess;
use tokio::runtime::Runtime;

use super::driver::setting;
use super::line::{Line, pass};

/// The key that the server wants, and that the page it serves is told.
pub(crate) const KEY: &str = "a-key-that-nobody-may-find";

/// A workspace, the server that has it, and the line to it.
pub(crate) struct Studio {
    /// What may go wrong between browser and server.
    pub(crate) line: Line,
    store: Store,
    options: Options,
    port: u16,
    running: Mutex<Option<Runtime>>,
}

impl Studio {
    /// The sample workspace.
    pub(crate) fn sample(api: Api) -> Self {
        let store = Self::store();
        server::fill_with_sample(&store, api).unwrap();
        Self::of(store, api)
    }

    /// A workspace without any agent.
    pub(crate) fn empty(api: Api) -> Self {
        Self::of(Self::store(), api)
    }

    /// A workspace with one agent, whose versions are these projections.
    pub(crate) fn imported(agent: &str, projections: &[String]) -> Self {
        let store = Self::store();
        let file = |(at, text): (usize, &String)| (format!("{}.json", at + 1), text.clone());
        let files: Vec<_> = projections.iter().enumerate().map(file).collect();
        server::import(&store, agent, "ada@example.com", &files).unwrap();
        Self::of(store, Api::V1_0_3)
    }

    fn store() -> Store {
        Store::memory().unwrap()
    }

    fn of(store: Store, api: Api) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let options = Options {
            api,
            key: Some(KEY.to_owned()),
            user: Some("me@example.com".to_owned()),
            page: Some(PathBuf::from(setting("STUDIO_DIST"))),
            port: Some(port),
            ..Options::default()
        };
        let studio = Self { line: Line::new(), store, options, port, running: Mutex::default() };
        studio.serve(listener);
        studio
    }

    /// Where the page and the API are.
    pub(crate) fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Stops the server as if it was killed: no request is answered any more, those under way
    /// neither. What is stored stays.
    pub(crate) fn stop(&self) {
        let running = self.running.lock().unwrap().take();
        // A runtime may not be waited for on a thread of another one.
        let ended = std::thread::spawn(move || drop(running)).join();
        ended.unwrap();
    }

    /// Starts it again, at the same address.
    pub(crate) fn start(&self) {
        self.serve(TcpListener::bind(("127.0.0.1", self.port)).unwrap());
    }

    /// Somebody else at work in the same workspace, by the same API.
    pub(crate) fn colleague(&self) -> Client<InProcess> {
        let options = Options {
            user: Some("colleague@example.com".to_owned()),
            port: None,
            ..self.options.clone()
        };
        let router = server::router(self.store.clone(), options).unwrap();
        let account = AccountId::new(self.store.account().unwrap());
        let key = Some(KEY.to_owned());
        let connection = Connection { base: String::new(), account: Some(account), key };
        Client::new(InProcess::new(router), connection)
    }

    fn serve(&self, listener: TcpListener) {
        listener.set_nonblocking(true).unwrap();
        let router = server::router(self.store.clone(), self.options.clone()).unwrap();
        let router = router.layer(from_fn_with_state(self.line.clone(), pass));
        let runtime = Runtime::new().unwrap();
        runtime.spawn(async move {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            axum::serve(listener, router).await.unwrap();
        });
        *self.running.lock().unwrap() = Some(runtime);
    }
}
