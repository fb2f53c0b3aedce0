//! A server in memory with a client, and the data that tests start with.

use client::{Client, Connection, Request};
use model::{AccountId, AgentId, BranchId, BranchRef, NewAgent, Topic};
use server::Store;
pub use server::{Api, Options};

use crate::{Fault, InProcess, Line};

/// The key that the server expects.
pub const KEY: &str = "test-key";

/// The name of the agent that every studio has.
pub const AGENT: &str = "Harbour Hotels";

/// A fresh server with one agent, and a client of it.
pub struct Studio {
    /// A client of the server.
    pub client: Client<InProcess>,
    /// The workspace.
    pub account: AccountId,
    /// The agent.
    pub agent: AgentId,
    server: InProcess,
    store: Store,
    options: Options,
}

impl Studio {
    /// A server of one of the two APIs.
    pub async fn new(api: Api) -> Self {
        Self::with(Options { api, ..Options::default() }).await
    }

    /// A server with other options.
    pub async fn with(options: Options) -> Self {
        Self::over(Store::memory().unwrap(), options).await
    }

    /// A server of 1.0.11 with an agent that has the content of this projection, published once.
    pub async fn of_projection(projection: &str) -> Self {
        let store = Store::memory().unwrap();
        let files = [("projection.json".to_owned(), projection.to_owned())];
        let agent = server::import(&store, "Imported", "ada@example.com", &files).unwrap();
        let options = Options { api: Api::V1_0_11, ..Options::default() };
        Self { agent: AgentId::new(agent), ..Self::over(store, options).await }
    }

    /// A server with the sample workspace, beside the agent that every studio has.
    pub async fn of_sample(api: Api) -> Self {
        let store = Store::memory().unwrap();
        server::fill_with_sample(&store, api).unwrap();
        Self::over(store, Options { api, ..Options::default() }).await
    }

    async fn over(store: Store, options: Options) -> Self {
        let account = AccountId::new(store.account().unwrap());
        let key = Some(KEY.to_owned());
        let user = Some("ada@example.com".to_owned());
        let options = Options { key: key.clone(), user, ..options };
        let server = InProcess::new(server::router(store.clone(), options.clone()).unwrap());
        let connection = Connection { base: String::new(), account: Some(account.clone()), key };
        let client = Client::new(server.clone(), connection);
        let agent = client.create_agent(&new_agent(AGENT)).await.unwrap().id;
        Self { client, account, agent, server, store, options }
    }

    /// Evaluates alert rules and delivers to webhook endpoints, as the program does, until the test
    /// ends.
    pub fn watch_alerts(&self) {
        let (store, options) = (self.store.clone(), self.options.clone());
        tokio::spawn(async move { server::watch(store, options).await.unwrap() });
    }

    /// `main` of the agent.
    pub fn main(&self) -> BranchRef {
        BranchRef { agent: self.agent.clone(), branch: BranchId::main() }
    }

    /// A new branch of the agent.
    pub async fn branch(&self, name: &str) -> BranchRef {
        let branch = self.client.create_branch(&self.agent, name).await.unwrap();
        BranchRef { agent: self.agent.clone(), branch }
    }

    /// A new topic of a branch.
    pub async fn topic(&self, at: &BranchRef, name: &str, content: &str) -> Topic {
        self.client.create_topic(at, &topic(name, content)).await.unwrap()
    }

    /// A client of the same server that connects in another way.
    pub fn client_with(&self, change: impl FnOnce(&mut Connection)) -> Client<InProcess> {
        let mut connection = self.client.connection().clone();
        change(&mut connection);
        Client::new(self.server.clone(), connection)
    }

    /// A client of the same server, and the connection between the two.
    pub fn on_line(
        &self,
        rule: impl Fn(&Request) -> Fault + Send + Sync + 'static,
    ) -> (Client<Line>, Line) {
        let line = Line::new(self.server.clone(), rule);
        (Client::new(line.clone(), self.client.connection().clone()), line)
    }
}

/// An agent to be created.
pub fn new_agent(name: &str) -> NewAgent {
    NewAgent {
        name: name.to_owned(),
        greeting: "Good morning.".to_owned(),
        language: "en-GB".to_owned(),
        voice: None,
    }
}

/// A topic to be created.
pub fn topic(name: &str, content: &str) -> Topic {
    Topic {
        name: name.to_owned(),
        content: content.to_owned(),
        is_active: true,
        ..Topic::default()
    }
}
