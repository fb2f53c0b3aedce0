//! Phone numbers of an agent.

use crate::deployment::Environment;
use crate::id::{AgentId, ConnectorId};

/// One number people can call (contract §2.9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhoneNumber {
    /// E.164: a plus and the digits.
    pub number: String,
    /// The agent that answers.
    pub agent: AgentId,
    /// The environment whose version answers; `None` if this studio does not know it.
    pub environment: Option<Environment>,
    /// The connector that answers it, if the API named it.
    pub connector: Option<ConnectorId>,
}

/// The result of deleting many numbers, each of which is deleted on its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumbersDeleted {
    /// The deleted numbers.
    pub deleted: Vec<String>,
    /// The numbers that were not deleted.
    pub failed: Vec<NumberError>,
}

/// A number that could not be deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberError {
    /// E.164.
    pub number: String,
    /// The reason that the API gave.
    pub reason: String,
}
