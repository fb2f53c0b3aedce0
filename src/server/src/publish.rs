//! Publishing: `main` becomes a version, once the real-time config fits its schemas.

use wire::DeploymentMade;

use crate::clock::Act;
use crate::environment::Environment;
use crate::real_time_config::first_invalid_page;
use crate::refusal::Refusal;
use crate::store::{Store, config_pages, deployments};

/// Saves `main` as a version, straight into an environment. The config pages are checked outside the
/// transaction, and again if one is saved meanwhile.
pub(crate) fn publish(
    store: &Store,
    agent: &str,
    environment: Environment,
    message: &str,
    act: &Act,
) -> Result<DeploymentMade, Refusal> {
    loop {
        let pages = store.read(|tx| config_pages::list(tx, agent))?;
        let invalid = first_invalid_page(&pages)?;
        let made = store.write(|tx| {
            deployments::check_unpublished(tx, agent, environment)?;
            let dates = config_pages::all_last_updated(tx, agent)?;
            if !dates.iter().eq(pages.iter().map(|page| &page.last_updated)) {
                return Ok(None);
            }
            if let Some(page) = invalid {
                return Err(Refusal::ConfigBlocksPublish(page.client_env.clone()));
            }
            deployments::publish_always(tx, agent, environment, message, act).map(Some)
        })?;
        if let Some(made) = made {
            return Ok(made);
        }
    }
}
