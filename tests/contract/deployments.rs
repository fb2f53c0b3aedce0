//! Deployments (contract §1.7, §0.1 rows 4, 8, 12 and 16).

use client::ErrorKind;
use model::{Deployment, DeploymentKind, Environment};
use tests::{Api, Options, Studio};

use crate::{BOTH, a_moment};

/// Changes the agent and releases the change to sandbox, as each API does it.
async fn release(studio: &Studio, api: Api, message: &str) -> Deployment {
    let (client, agent) = (&studio.client, &studio.agent);
    match api {
        Api::V1_0_3 => {
            studio.topic(&studio.main(), message, "Something new.").await;
            client.publish(agent, message).await.unwrap().deployment
        }
        Api::V1_0_11 => {
            let at = studio.branch(message).await;
            studio.topic(&at, message, "Something new.").await;
            client.merge(&at, message, &[]).await.unwrap();
            client.active(agent).await.unwrap().sandbox.unwrap()
        }
    }
}

#[tokio::test]
async fn a_release_is_the_active_deployment_of_sandbox() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        let made = release(&studio, api, "Summer menu").await;
        assert_eq!((made.environment, made.kind), (Environment::Sandbox, DeploymentKind::Publish));
        assert_eq!((made.title(), made.created_by.as_str()), ("Summer menu", "ada@example.com"));
        assert!(made.created_at.is_some());
        let active = studio.client.active(&studio.agent).await.unwrap();
        assert_eq!(active.sandbox.as_ref(), Some(&made));
        assert_eq!((active.pre_release, active.live), (None, None));
        let list = studio.client.deployments(&studio.agent, Environment::Sandbox, None).await;
        assert_eq!(list.unwrap()[0], made, "newest first");
    }
}

#[tokio::test]
async fn what_is_already_published_is_not_published_again() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        release(&studio, api, "Summer menu").await;
        let error = studio.client.publish(&studio.agent, "Again").await.unwrap_err();
        assert!(error.is_conflict(), "{error:?}");
        assert_eq!(error.code(), "DEPLOYMENTS_ALREADY_PUBLISHED");
    }
}

#[tokio::test]
async fn a_promoted_version_has_the_same_hash_in_every_environment() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        let (client, agent) = (&studio.client, &studio.agent);
        let made = release(&studio, api, "Summer menu").await;
        let staged =
            client.promote(agent, &made.id, Environment::PreRelease, "Check").await.unwrap();
        let live = client
            .promote(agent, &staged.deployment.id, Environment::Live, "Go")
            .await
            .unwrap()
            .deployment;
        assert_eq!((live.environment, live.kind), (Environment::Live, DeploymentKind::Promotion));
        assert_eq!((live.title(), &live.version), ("Go", &made.version));
        let active = client.active(agent).await.unwrap();
        let everywhere: Vec<_> = active.environments_of(&made.version).collect();
        assert_eq!(everywhere, Environment::ALL);
    }
}

#[tokio::test]
async fn an_environment_may_be_skipped_unless_the_platform_forbids_it() {
    let studio = Studio::new(Api::V1_0_3).await;
    let made = release(&studio, Api::V1_0_3, "Summer menu").await;
    studio.client.promote(&studio.agent, &made.id, Environment::Live, "").await.unwrap();

    let strict = Studio::with(Options { strict_order: true, ..Options::default() }).await;
    let made = release(&strict, Api::V1_0_3, "Summer menu").await;
    let error =
        strict.client.promote(&strict.agent, &made.id, Environment::Live, "").await.unwrap_err();
    assert!(error.is_conflict(), "{error:?}");
    assert_eq!(error.code(), "ErrPreReleaseNotReady");
}

#[tokio::test]
async fn a_promotion_goes_forward_only() {
    let studio = Studio::new(Api::V1_0_3).await;
    let (client, agent) = (&studio.client, &studio.agent);
    let made = release(&studio, Api::V1_0_3, "Summer menu").await;
    let live = client.promote(agent, &made.id, Environment::Live, "").await.unwrap().deployment;
    let back = client.promote(agent, &live.id, Environment::PreRelease, "").await.unwrap_err();
    assert_eq!(back.kind(), Some(ErrorKind::Invalid), "{back:?}");
    let unknown = client.promote(agent, &"none".into(), Environment::Live, "").await.unwrap_err();
    assert!(unknown.is_not_found(), "{unknown:?}");
}

#[tokio::test]
async fn a_rollback_is_a_new_deployment_of_the_old_version() {
    for api in BOTH {
        let studio = Studio::new(api).await;
        let (client, agent) = (&studio.client, &studio.agent);
        let first = release(&studio, api, "First").await;
        let second = release(&studio, api, "Second").await;
        let back = client.rollback(agent, &first, "Too early").await.unwrap().deployment;
        assert_eq!((&back.version, back.environment), (&first.version, Environment::Sandbox));
        assert!(back.id != first.id && back.version != second.version);

        let list = client.deployments(agent, Environment::Sandbox, None).await.unwrap();
        assert_eq!(list[0].id, back.id);
        assert_eq!(list[0].kind, DeploymentKind::Rollback);
        assert_eq!(list[0].title(), "First", "the message of a rollback is the target's");
        assert!(list.iter().any(|one| one.id == second.id), "nothing newer is deleted");
        assert_eq!(client.active(agent).await.unwrap().sandbox.unwrap().id, back.id);
    }
}

#[tokio::test]
async fn a_list_stops_at_its_limit() {
    let studio = Studio::new(Api::V1_0_3).await;
    release(&studio, Api::V1_0_3, "First").await;
    release(&studio, Api::V1_0_3, "Second").await;
    let list = studio.client.deployments(&studio.agent, Environment::Sandbox, Some(1)).await;
    let titles: Vec<_> = list.unwrap().iter().map(|one| one.title().to_owned()).collect();
    assert_eq!(titles, ["Second"]);
}

#[tokio::test]
async fn the_timeline_has_the_deployments_of_all_environments() {
    let studio = Studio::new(Api::V1_0_3).await;
    let made = release(&studio, Api::V1_0_3, "Summer menu").await;
    a_moment().await;
    studio.client.promote(&studio.agent, &made.id, Environment::Live, "Go").await.unwrap();
    let timeline = studio.client.timeline(&studio.agent).await.unwrap();
    let rows: Vec<_> =
        timeline.deployments().iter().map(|one| (one.environment, one.title())).collect();
    assert_eq!(rows[..2], [(Environment::Live, "Go"), (Environment::Sandbox, "Summer menu")]);
    assert_eq!(rows.len(), 3, "the agent's first deployment is the oldest");
    assert_eq!(timeline.active().live.as_ref().unwrap().version, made.version);
}
