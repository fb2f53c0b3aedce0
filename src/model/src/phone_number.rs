//! Phone numbers of an agent.

use crate::{AgentId, ConnectorId, Environment};

/// One number people can call (contract §2.9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhoneNumber {
    /// E.164: a plus and the digits.
    pub number: String,
    /// The agent that answers.
    pub agent: AgentId,
    /// Whose version answers; `None` for an environment this studio does not know.
    pub environment: Option<Environment>,
    /// What takes its calls, if the API said.
    pub connector: Option<ConnectorId>,
}

/// What became of deleting many numbers: those that could be deleted are gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumbersDeleted {
    /// Gone.
    pub deleted: Vec<String>,
    /// Not deleted.
    pub failed: Vec<NumberError>,
}

/// A number that something could not be done with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberError {
    /// E.164.
    pub number: String,
    /// Why, in the words of the API.
    pub reason: String,
}
