//! The private part of the API in memory: states of branches, their names, tags and archive.

use std::collections::BTreeMap;

use client::{Method, Request, Response};
use serde_json::{Value, json};

use super::api::{AGENT, Content, FakeApi, Private, Record, ok, refusal};

impl Private {
    /// Begins a new state of each branch that was changed.
    pub(super) fn record(&mut self, branches: &BTreeMap<String, Content>) {
        for (name, content) in branches {
            let states = self.states.entry(name.clone()).or_default();
            if states.last() != Some(content) {
                states.push(content.clone());
            }
        }
    }

    fn state(&self, branch: &str) -> usize {
        self.states.get(branch).map_or(0, Vec::len)
    }

    /// A branch as a list has it.
    fn branch(&self, id: &str) -> Value {
        match self.records.get(id) {
            None => json!({ "branchId": id, "name": id }),
            Some(record) => json!({
                "branchId": id, "name": record.name, "createdBy": "Ann", "tag": record.tag,
                "parentBranchId": record.parent, "parentSequence": record.parent_state.to_string(),
                "isDiverged": self.state(&record.parent) > record.parent_state,
            }),
        }
    }
}

impl FakeApi {
    /// Creates a branch.
    pub(super) fn create(&mut self, name: &str, parent: &str) -> Response {
        self.private.record(&self.branches);
        let content = self.branches[parent].clone();
        self.branches.insert(name.to_owned(), content);
        self.private.states.remove(name);
        let record = Record {
            name: name.to_owned(),
            parent: parent.to_owned(),
            parent_state: self.private.state(parent),
            tag: None,
        };
        self.private.records.insert(name.to_owned(), record);
        ok(json!({ "branchId": name, "sequenceId": "1" }))
    }

    /// Deletes a branch.
    pub(super) fn archive(&mut self, branch: &str) -> Response {
        let Some(content) = self.branches.remove(branch) else {
            return refusal(404, "BRANCH_NOT_FOUND");
        };
        self.private.archive.insert(branch.to_owned(), content);
        ok(json!({ "sequence": "1", "message": "Branch deleted" }))
    }

    /// Answers what only the private part knows, and what it knows more of; `None` for everything else.
    pub(super) fn answer_privately(
        &mut self,
        request: &Request,
        path: &[&str],
        body: &Value,
    ) -> Option<Response> {
        match (request.method, path) {
            (method, ["adk", "v1", "accounts", "ws", "projects", AGENT, "branches", rest @ ..]) => {
                Some(self.answer_about_branches(method, rest, &request.url, body))
            }
            (Method::Get, ["v1", "agents", AGENT, "branches"]) => {
                let branch = |name: &String| self.private.branch(name);
                let all: Vec<Value> = self.branches.keys().map(branch).collect();
                Some(ok(json!({ "branches": all })))
            }
            (Method::Delete, ["v1", "agents", AGENT, "branches", branch]) => {
                Some(self.archive(branch))
            }
            _ => None,
        }
    }

    fn answer_about_branches(
        &mut self,
        method: Method,
        rest: &[&str],
        url: &str,
        body: &Value,
    ) -> Response {
        match (method, rest) {
            (Method::Get, ["archive"]) => {
                let archived = |id: &String| {
                    let mut branch = self.private.branch(id);
                    branch["daysLeft"] = json!(30);
                    branch
                };
                let all: Vec<Value> = self.private.archive.keys().map(archived).collect();
                ok(json!({ "branches": all }))
            }
            (Method::Post, []) => {
                let name = body["branchName"].as_str().unwrap().to_owned();
                let source = body["sourceBranchId"].as_str().unwrap().to_owned();
                self.create(&name, &source)
            }
            (Method::Post, [id, "restore"]) => match self.private.archive.remove(*id) {
                Some(content) => {
                    self.branches.insert((*id).to_owned(), content);
                    ok(self.private.branch(id))
                }
                None => refusal(404, "BRANCH_NOT_FOUND"),
            },
            (_, [id, ..]) if !self.branches.contains_key(*id) => refusal(404, "BRANCH_NOT_FOUND"),
            (Method::Get, [id, "sequence"]) => {
                ok(json!({ "lastKnownSequence": self.private.state(id).to_string() }))
            }
            (Method::Get, [id, "projection"]) => {
                let state = url
                    .split_once("atSequence=")
                    .map_or(self.private.state(id), |(_, at)| at.parse().unwrap());
                match self.private.states[*id].get(state.wrapping_sub(1)) {
                    Some(content) => ok(json!({
                        "lastKnownSequence": state.to_string(),
                        "projection": content.snapshot().projection(),
                    })),
                    None => refusal(404, "BRANCH_SEQUENCE_NOT_FOUND"),
                }
            }
            (Method::Post, [id, "sync"]) => self.sync(id),
            (method, [id, rest @ ..]) => {
                let Some(record) = self.private.records.get_mut(*id) else {
                    return refusal(400, "MAIN_BRANCH");
                };
                match (method, rest) {
                    (Method::Patch, []) => {
                        record.name = body["name"].as_str().unwrap().to_owned();
                    }
                    (Method::Put, ["tag"]) => record.tag = body["tag"].as_str().map(str::to_owned),
                    (Method::Delete, ["tag"]) => record.tag = None,
                    _ => return refusal(404, "NOT_FOUND"),
                }
                ok(self.private.branch(id))
            }
            _ => refusal(404, "NOT_FOUND"),
        }
    }

    /// Merges the parent into a branch: its behavior, and topics that only the parent has.
    fn sync(&mut self, id: &str) -> Response {
        let record = self.private.records[id].clone();
        let base = self.private.states[&record.parent][record.parent_state - 1].clone();
        let parent = self.branches[&record.parent].clone();
        let now = self.private.state(&record.parent);
        let own = self.branches.get_mut(id).unwrap();
        if parent.behavior != base.behavior {
            if own.behavior != base.behavior {
                let conflict = json!({
                    "path": ["agentSettings", "rules", "behaviour"], "baseValue": base.behavior,
                    "oursValue": parent.behavior, "theirsValue": own.behavior, "type": "modify",
                });
                return ok(
                    json!({ "outcome": "conflicts", "conflicts": [conflict], "errors": [] }),
                );
            }
            own.behavior.clone_from(&parent.behavior);
        }
        let is_new = |id: &model::TopicId| base.topics.iter().all(|one| one.id != *id);
        own.topics.extend(parent.topics.into_iter().filter(|one| is_new(&one.id)));
        self.private.record(&self.branches);
        self.private.records.get_mut(id).unwrap().parent_state = now;
        ok(json!({ "sequence": self.private.state(id).to_string(), "snapshotKey": "s" }))
    }
}
