//! The server of a story: the real one, on a port of its own.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex};

use axum::middleware::from_fn_with_state;
use client::{Client, Connection};
use model::AccountId;
use server::{Api, Options, Store};
use tests::InProcess;
use tokio::runtime::Runtime;

use super::driver::setting;
use super::line::{Line, pass};

/// The key that the server requires, and that the page it serves gets.
pub(crate) const KEY: &str = "a-key-that-nobody-may-find";

/// A workspace, the server that has it, and the line to it.
pub(crate) struct Studio {
    /// What may go wrong between browser and server.
    pub(crate) line: Line,
    store: Store,
    options: Options,
    port: u16,
    running: Mutex<Option<Runtime>>,
    /// Where the workspace is, if not in memory.
    file: Option<PathBuf>,
}

impl Studio {
    /// The sample workspace. It is written once, and each story has a copy of its own.
    pub(crate) fn sample(api: Api) -> Self {
        static NEWEST: AtomicUsize = AtomicUsize::new(0);
        let number = NEWEST.fetch_add(1, Ordering::Relaxed);
        let file = data_file(&format!("copy-{number}"));
        fs::copy(filled(api), &file).unwrap();
        let mut studio = Self::of(Store::open(&file).unwrap(), api);
        studio.file = Some(file);
        studio
    }

    /// A workspace without any agent.
    pub(crate) fn empty(api: Api) -> Self {
        Self::of(Store::memory().unwrap(), api)
    }

    /// A workspace with one agent, whose versions are these projections.
    pub(crate) fn imported(agent: &str, projections: &[String]) -> Self {
        let store = Store::memory().unwrap();
        let file = |(at, text): (usize, &String)| (format!("{}.json", at + 1), text.clone());
        let files: Vec<_> = projections.iter().enumerate().map(file).collect();
        server::import(&store, agent, "ada@example.com", &files).unwrap();
        Self::of(store, Api::V1_0_3)
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
        let (line, running) = (Line::new(), Mutex::default());
        let studio = Self { line, store, options, port, running, file: None };
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

impl Drop for Studio {
    fn drop(&mut self) {
        self.stop();
        if let Some(file) = &self.file {
            remove(file);
        }
    }
}

/// The data file of a sample workspace that nobody has worked in yet.
fn filled(api: Api) -> &'static Path {
    static OLDER: LazyLock<PathBuf> = LazyLock::new(|| fill("sample-1.0.3", Api::V1_0_3));
    static NEWER: LazyLock<PathBuf> = LazyLock::new(|| fill("sample-1.0.11", Api::V1_0_11));
    match api {
        Api::V1_0_3 => &OLDER,
        Api::V1_0_11 => &NEWER,
    }
}

fn fill(name: &str, api: Api) -> PathBuf {
    let file = data_file(name);
    server::fill_with_sample(&Store::open(&file).unwrap(), api).unwrap();
    file
}

/// A place for a data file, where none is yet.
fn data_file(name: &str) -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.sqlite"));
    remove(&file);
    file
}

/// Deletes a data file and the two files that SQLite writes beside it.
fn remove(file: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{ending}", file.display()));
    }
}
