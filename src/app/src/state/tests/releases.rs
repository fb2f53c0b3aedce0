//! The part of the API in memory that releases content: publishing, promoting, rolling back, merging,
//! syncing and deleting a branch.

use client::{Method, Response};
use serde_json::{Value, json};

use super::api::{AGENT, Content, FakeApi, Release, ok, refusal};

/// A version that is in sandbox from the beginning.
pub(super) fn first() -> Release {
    Release {
        environment: "sandbox".to_owned(),
        version: "v0".to_owned(),
        message: "First".to_owned(),
    }
}

impl FakeApi {
    /// Answers what releases content; `None` for everything else.
    pub(super) fn answer_release(
        &mut self,
        method: Method,
        path: &[&str],
        body: &Value,
    ) -> Option<Response> {
        let message = || body["deploymentMessage"].as_str().unwrap_or_default().to_owned();
        let agent = ["v1", "agents", AGENT];
        match (method, path.strip_prefix(&agent).unwrap_or(path)) {
            (Method::Get, ["deployments", "active"]) if !self.releases.is_empty() => {
                let active = |at: &str| {
                    let is_there = |(_, one): &(usize, &Release)| one.environment == at;
                    self.releases.iter().enumerate().rfind(is_there).map(|(n, one)| to_json(n, one))
                };
                Some(ok(json!({ "activeDeployments": {
                    "sandbox": active("sandbox"), "pre-release": active("pre-release"), "live": null,
                } })))
            }
            (Method::Post, ["deployments", "publish"]) => {
                let version = format!("v{}", self.releases.len());
                Some(self.release("publish", "sandbox", version, message()))
            }
            (Method::Post, ["deployments", id, act @ ("promote" | "rollback")]) => {
                let of = self.releases.get(id.strip_prefix("R-")?.parse::<usize>().ok()?)?.clone();
                let target = body["targetEnvironment"].as_str().unwrap_or(&of.environment);
                Some(self.release(act, target, of.version, message()))
            }
            (Method::Post, ["branches", branch, "merge"]) => Some(self.merge(branch, false, body)),
            (Method::Delete, ["branches", branch]) => {
                if self.branches.remove(*branch).is_none() {
                    return Some(refusal(404, "BRANCH_NOT_FOUND"));
                }
                self.writes.push(format!("DELETE {branch}"));
                Some(Response { status: 204, ..Response::default() })
            }
            (Method::Post, ["adk", .., "branches", branch, "sync"]) => {
                Some(self.merge(branch, true, body))
            }
            (Method::Get, ["branches"]) => {
                let branch = |(name, content): (&String, &Content)| {
                    let is_diverged =
                        self.fork.as_ref().unwrap_or(content) != &self.branches["main"];
                    json!({
                        "branchId": name, "name": name, "isDiverged": is_diverged,
                        "parentSequence": self.fork.is_some().then_some("1"),
                    })
                };
                let all: Vec<Value> = self.branches.iter().map(branch).collect();
                Some(ok(json!({ "branches": all })))
            }
            _ => None,
        }
    }

    fn release(&mut self, act: &str, target: &str, version: String, message: String) -> Response {
        let made = Release { environment: target.to_owned(), version, message };
        let answer = json!({ "deployment": to_json(self.releases.len(), &made), "testRunIds": [] });
        self.releases.push(made);
        self.writes.push(format!("POST {act}"));
        ok(answer)
    }
}

fn to_json(number: usize, release: &Release) -> Value {
    json!({
        "id": format!("R-{number}"), "accountId": "ws", "agentId": AGENT,
        "environment": release.environment, "artifactVersion": "1", "version": release.version,
        "createdBy": "Ann", "createdAt": "2026-01-01T00:00:00Z",
        "metadata": { "deployment_message": release.message },
    })
}
