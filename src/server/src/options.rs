//! The options of a server.

use std::num::NonZeroU32;
use std::path::PathBuf;

/// Which of the two documented APIs the server behaves as (contract §0.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Api {
    /// `main` is the draft and can be written; a publish saves it; conflicts are 409.
    #[default]
    V1_0_3,
    /// `main` is protected; a merge publishes to sandbox; conflicts are 400.
    V1_0_11,
}

/// How a router answers.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Which API.
    pub api: Api,
    /// The key that `x-api-key` must hold; the data file's own when `None`.
    pub key: Option<String>,
    /// Who acts when a request has no `X-PolyAI-Email`; `local@localhost` when `None`.
    pub user: Option<String>,
    /// Refuses to skip an environment with 412 (contract §0.1 row 8).
    pub strict_order: bool,
    /// The folder of the built page; no page is served when `None`.
    pub page: Option<PathBuf>,
    /// The port that a `Host` header must name; any when `None`, as in tests without a socket.
    pub port: Option<u16>,
    /// Further hosts to answer to, beside the loopback names: a name, or a name with a port.
    pub allow_hosts: Vec<String>,
    /// Origins whose pages may call the API.
    pub allow_origins: Vec<String>,
    /// Hosts that webhooks are delivered to, beside the loopback addresses.
    pub deliver_to: Vec<String>,
    /// How many times faster than documented alert rules are evaluated and webhooks tried again, for
    /// tests: as documented when `None`.
    pub hurry: Option<NonZeroU32>,
    /// Refuses changes of alert rules with 502, as when what is behind the API does not take them.
    pub monitoring_down: bool,
}
