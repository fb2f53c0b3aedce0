//! The whole studio: the session with an API, the agents of its workspace, and the messages.

use std::collections::HashMap;
use std::sync::Arc;

use client::{ApiError, Client, Connection};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{AccountId, Active, Agent, AgentId, BranchRef, DeploymentId, Sequence, Snapshot};

use crate::browser::{fetch, history::Location, storage};
use crate::remote::{LoadError, Remote};
use crate::route::{Route, href, query_value};
use crate::state::device::Device;
use crate::state::loader::Loader;
use crate::state::notices::Notices;
use crate::state::place::Places;
use crate::state::preset::{Choice, Preset, Presets};
use crate::state::requests::OngoingRequests;
use crate::state::standing::KnownStandings;
use crate::state::transport::AnyTransport;

/// The API as the screens use it.
pub(crate) type Api = Client<AnyTransport>;

/// A large agent takes some megabytes.
const MOST_CONTENTS: usize = 12;

const CHOICE_KEY: &str = "studio.connection";

/// Whether `main` takes direct changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MainAccess {
    /// Nobody has asked.
    Unknown,
    /// It was asked, and the answer did not say it or has not arrived.
    Asked,
    /// It takes them.
    Open,
    /// It refuses them: changes are made on a branch.
    Protected,
}

/// Content that never changes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Fixed {
    /// What a deployment brought.
    Deployment(DeploymentId),
    /// What a branch contained in one of its states.
    Branch(BranchRef, Sequence),
}

/// Whether the studio is connected to an API.
#[derive(Clone)]
pub(crate) enum Session {
    /// The page has just been opened and looks for a preset.
    Starting,
    /// Somebody has to say where the API is.
    Closed,
    /// Connected.
    Open(Api),
}

/// An export that was dropped on the page.
struct StoredFile {
    name: String,
    /// The same for files of the same bytes: contents are too large to be compared.
    digest: u64,
    content: Arc<Snapshot>,
}

/// Shared by all screens through context.
#[derive(Clone, Copy)]
pub(crate) struct Studio {
    pub(crate) session: RwSignal<Session>,
    pub(crate) presets: RwSignal<Vec<Preset>>,
    pub(crate) agents: Loader<Vec<Agent>>,
    /// What runs where, by agent.
    pub(crate) active: RwSignal<HashMap<AgentId, Remote<Active>>>,
    /// The requests that are under way.
    pub(crate) requests: OngoingRequests,
    /// Whether `main` takes direct changes on this server.
    pub(crate) main_access: RwSignal<MainAccess>,
    pub(crate) notices: Notices,
    /// Contents that never change; the oldest leave first.
    contents: StoredValue<Vec<(Fixed, Arc<Snapshot>)>>,
    /// Exports that were dropped on the page, by name.
    files: StoredValue<Vec<StoredFile>>,
    /// Where the page is.
    pub(crate) location: Location,
    pub(crate) places: Places,
    /// How branches stood when somebody looked.
    pub(crate) standings: KnownStandings,
    /// A branch that was just created for what was typed: its edits are saved when it opens.
    pub(crate) saves_on_arrival: StoredValue<Option<BranchRef>>,
    /// Notified when the stored drafts of a branch change that may be open.
    pub(crate) stored_drafts: Trigger,
    /// The machine the page runs on.
    pub(crate) device: &'static dyn Device,
}

impl Studio {
    pub(crate) fn new(location: Location, device: &'static dyn Device) -> Self {
        Self {
            session: RwSignal::new(Session::Starting),
            presets: RwSignal::new(Vec::new()),
            agents: Loader::new(),
            active: RwSignal::new(HashMap::new()),
            requests: OngoingRequests::new(device),
            main_access: RwSignal::new(MainAccess::Unknown),
            notices: Notices::new(),
            contents: StoredValue::new(Vec::new()),
            files: StoredValue::new(Vec::new()),
            location,
            places: Places::new(),
            standings: KnownStandings::new(),
            saves_on_arrival: StoredValue::new(None),
            stored_drafts: Trigger::new(),
            device,
        }
    }

    /// Goes to another place of the app.
    pub(crate) fn go(self, route: &Route) {
        self.go_to(route.path());
    }

    /// What the address says under a name after its question mark, tracked.
    pub(crate) fn query_value(self, name: &str) -> Option<String> {
        query_value(&self.location.query(), name)
    }

    /// Goes to an address of the app, with its question mark and what follows.
    pub(crate) fn go_to(self, path: String) {
        self.device.go(self.location, &href(&path));
    }

    /// Reads the host's presets and connects where one needs nothing typed.
    pub(crate) fn start(self) {
        spawn_local(async move {
            let path = format!("{}/studio.json", fetch::base_path());
            let file = fetch::own_file(&path).await.unwrap_or_default();
            let presets = Presets::read(&file, &fetch::own_origin());
            for problem in presets.problems {
                self.notices.problem(problem, "Whoever hosts this page can correct the file.");
            }
            let ready = presets.connections.iter().find(|preset| preset.is_complete()).cloned();
            self.presets.set(presets.connections);
            match ready {
                Some(preset) => self.open(preset.connection()),
                None => self.session.set(Session::Closed),
            }
        });
    }

    /// Checks a connection by fetching the agents, and opens it if that works.
    pub(crate) async fn connect(self, connection: Connection) -> Result<(), ApiError> {
        let agents = self.requests.trial_client(connection.clone()).agents().await?;
        self.open(connection);
        self.agents.set(agents);
        Ok(())
    }

    /// Takes another key for the same API, without leaving the screen. What waits for it goes on.
    pub(crate) async fn replace_key(self, key: String) -> Result<(), ApiError> {
        let Some(old) = self.api() else { return Ok(()) };
        let connection = Connection { key: Some(key), ..old.connection().clone() };
        self.requests.trial_client(connection.clone()).agents().await?;
        self.session.set(Session::Open(self.requests.replace_key(connection)));
        Ok(())
    }

    /// Forgets the API and its key.
    pub(crate) fn disconnect(self) {
        self.session.set(Session::Closed);
        self.requests.decline_key();
        self.agents.clear();
        self.active.set(HashMap::new());
    }

    /// The API, if connected.
    pub(crate) fn api(self) -> Option<Api> {
        self.session.try_with_untracked(|session| match session {
            Session::Open(api) => Some(api.clone()),
            _ => None,
        })?
    }

    /// Fetches the agents again.
    pub(crate) fn reload_agents(self) {
        let Some(api) = self.api() else { return };
        let request = async move { api.agents().await.inspect(|_| self.is_fresh("The list")) };
        self.agents.fetch(request, move |error| self.report_stale("The list", &error));
    }

    /// Fetches which versions of an agent are active.
    pub(crate) fn load_active(self, agent: AgentId) {
        let Some(api) = self.api() else { return };
        spawn_local(async move {
            let answer = match api.active(&agent).await {
                Ok(active) => Remote::Ready(active),
                Err(error) => Remote::Failed(error.into()),
            };
            self.active.try_update(|all| all.insert(agent, answer));
        });
    }

    /// A content that never changes, if it was read before.
    pub(crate) fn content(self, name: &Fixed) -> Option<Arc<Snapshot>> {
        self.contents.with_value(|all| {
            all.iter().find(|(known, _)| known == name).map(|(_, content)| Arc::clone(content))
        })
    }

    /// Stores a content that never changes.
    pub(crate) fn store_content(self, name: Fixed, content: Arc<Snapshot>) {
        self.contents.try_update_value(|all| {
            if all.len() >= MOST_CONTENTS {
                all.remove(0);
            }
            all.push((name, content));
        });
    }

    /// The content of an export that was dropped on the page.
    pub(crate) fn file(self, name: &str) -> Option<Arc<Snapshot>> {
        self.stored_file(name, |file| Arc::clone(&file.content))
    }

    fn stored_file<T>(self, name: &str, read: impl Fn(&StoredFile) -> T) -> Option<T> {
        self.files.with_value(|files| files.iter().find(|file| file.name == name).map(read))
    }

    /// The names of the exports that were dropped on the page.
    pub(crate) fn file_names(self) -> Vec<String> {
        self.files.with_value(|files| files.iter().map(|file| file.name.clone()).collect())
    }

    /// Stores the content of an export until the page is closed, and gives its name: another one
    /// where a file with another digest has that name.
    pub(crate) fn store_file(self, name: &str, content: Snapshot, digest: u64) -> String {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let dot = if ending.is_empty() { "" } else { "." };
        let mut free = name.to_owned();
        // Numbered as browsers number files of the same name.
        let mut number = 0;
        while let Some(stored) = self.stored_file(&free, |file| file.digest) {
            if stored == digest {
                return free;
            }
            number += 1;
            free = format!("{stem} ({number}){dot}{ending}");
        }
        let file = StoredFile { name: free.clone(), digest, content: Arc::new(content) };
        self.files.try_update_value(|files| files.push(file));
        free
    }

    /// The name of an agent, as the list knows it, tracked.
    pub(crate) fn agent_name(self, id: &AgentId) -> String {
        let name = |agents: &Vec<Agent>| {
            agents.iter().find(|one| one.id == *id).map(|one| one.name.clone())
        };
        self.agents.with(name).flatten().unwrap_or_else(|| id.to_string())
    }

    /// The account of an agent: as the list says, else that of the connection.
    pub(crate) fn account_of(self, agent: &AgentId) -> Option<AccountId> {
        let listed = self.agents.with_untracked(|agents| account_in(agents, agent));
        listed.flatten().or_else(|| self.api()?.connection().account.clone())
    }

    /// The account of an agent; fetches the agents where none is known yet. An agent that is not
    /// listed has none, rather than that of another agent.
    pub(crate) async fn account_for(
        self,
        api: &Api,
        agent: &AgentId,
    ) -> Result<AccountId, ApiError> {
        match self.account_of(agent) {
            Some(account) => Ok(account),
            None => Ok(account_in(&api.agents().await?, agent).unwrap_or_default()),
        }
    }

    /// Reports a failure, and offers to enter another key if the key was the reason.
    pub(crate) fn report(self, what: &str, error: &ApiError) {
        if error.is_unauthorized() {
            let text = format!("{what}: {error}");
            self.notices.problem_with(text, "Enter another key", move || {
                self.requests.asks_for_key.try_set(true);
            });
        } else {
            self.notices.failed(what, error, error.advice());
        }
    }

    /// To be called when something was fetched: that it may be out of date is no longer true.
    pub(crate) fn is_fresh(self, what: &str) {
        self.notices.recovered(&stale_text(what));
    }

    /// Reports that something on the page may be out of date.
    pub(crate) fn report_stale(self, what: &str, error: &LoadError) {
        let text = stale_text(what);
        match error {
            LoadError::Api(error) if error.is_unauthorized() => self.report(what, error),
            LoadError::Api(error) => self.notices.failed(&text, error, error.advice_on_reading()),
            LoadError::NotFound(_) | LoadError::Page => {
                self.notices.problem(format!("{text}: {}", error.message()), error.advice());
            }
        }
    }

    pub(crate) fn open(self, connection: Connection) {
        let api = self.requests.connect(connection);
        self.agents.clear();
        self.active.set(HashMap::new());
        self.contents.set_value(Vec::new());
        self.standings.clear();
        self.main_access.set(MainAccess::Unknown);
        self.session.set(Session::Open(api));
    }
}

fn stale_text(what: &str) -> String {
    format!("{what} could not be refreshed")
}

/// The account that an agent of the list belongs to: a key can see those of several.
fn account_in(agents: &[Agent], agent: &AgentId) -> Option<AccountId> {
    agents.iter().find(|one| one.id == *agent).map(|one| one.account.clone())
}

/// The studio of the calling component.
pub(crate) fn use_studio() -> Studio {
    expect_context::<Studio>()
}

/// What a person chose last on this device.
pub(crate) fn last_choice() -> Option<Choice> {
    serde_json::from_str(&storage::read(CHOICE_KEY)?).ok()
}

/// Stores a choice on this device, without any key.
pub(crate) fn store_choice(choice: &Choice) {
    if let Ok(text) = serde_json::to_string(choice) {
        storage::write(CHOICE_KEY, &text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agent_has_its_own_account_and_never_that_of_another_one() {
        let agent = |id: &str, account: &str| Agent {
            id: id.into(),
            account: account.into(),
            name: String::new(),
            created_at: None,
            updated_at: None,
            branch_count: 1,
        };
        let agents = [agent("harbour", "ws-1"), agent("larch", "ws-2")];
        assert_eq!(account_in(&agents, &"larch".into()), Some("ws-2".into()));
        assert_eq!(account_in(&agents, &"new".into()), None);
    }
}
