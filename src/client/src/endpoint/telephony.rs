//! Paths of connectors, phone numbers and real-time configs, which belong to an agent, not to a
//! branch.

use model::{AgentId, ConnectorId, Environment};

use super::path::{of_agent, with_query};

pub(crate) fn connectors(agent: &AgentId) -> String {
    of_agent(agent, &["telephony", "connectors"])
}

pub(crate) fn connector(agent: &AgentId, connector: &ConnectorId) -> String {
    of_agent(agent, &["telephony", "connectors", connector.as_str()])
}

pub(crate) fn connectors_batch(agent: &AgentId) -> String {
    of_agent(agent, &["telephony", "connectors", "batch"])
}

pub(crate) fn connectors_lookup(agent: &AgentId) -> String {
    of_agent(agent, &["telephony", "connectors", "lookup"])
}

pub(crate) fn phone_numbers(agent: &AgentId, connector: Option<&ConnectorId>) -> String {
    let query = [("connectorId", connector.map(ConnectorId::as_str))];
    with_query(of_agent(agent, &["telephony", "phone-numbers"]), &query)
}

pub(crate) fn phone_numbers_batch(agent: &AgentId) -> String {
    of_agent(agent, &["telephony", "phone-numbers", "batch"])
}

pub(crate) fn phone_number(agent: &AgentId, number: &str) -> String {
    of_agent(agent, &["telephony", "phone-numbers", number])
}

pub(crate) fn config_pages(agent: &AgentId) -> String {
    of_agent(agent, &["real-time-configs"])
}

pub(crate) fn config_page(agent: &AgentId, environment: Environment) -> String {
    of_agent(agent, &["real-time-configs", environment.key()])
}

pub(crate) fn config_schema(agent: &AgentId, environment: Environment) -> String {
    of_agent(agent, &["real-time-configs", environment.key(), "schema"])
}

pub(crate) fn config_variables(agent: &AgentId, environment: Environment) -> String {
    of_agent(agent, &["real-time-configs", environment.key(), "variables"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plus_of_a_number_is_encoded() {
        assert_eq!(
            phone_number(&"a".into(), "+441134960000"),
            "/v1/agents/a/telephony/phone-numbers/%2B441134960000"
        );
    }

    #[test]
    fn numbers_can_be_limited_to_one_connector() {
        let agent = "a".into();
        assert_eq!(phone_numbers(&agent, None), "/v1/agents/a/telephony/phone-numbers");
        assert_eq!(
            phone_numbers(&agent, Some(&"c&d".into())),
            "/v1/agents/a/telephony/phone-numbers?connectorId=c%26d"
        );
    }
}
