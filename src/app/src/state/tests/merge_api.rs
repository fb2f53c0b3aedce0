//! The part of the API in memory that merges: a branch into `main`, and `main` into a branch.

use client::Response;
use model::{Answers, Choice, MergeConflict, Snapshot};
use serde_json::{Value, json};

use super::api::{Content, FakeApi, ok, refusal};

impl FakeApi {
    /// Makes a branch of `main`.
    pub(super) fn branch_off(&mut self, name: &str) {
        let main = self.branches["main"].clone();
        self.fork = Some(main.clone());
        self.branches.insert(name.to_owned(), main);
    }

    /// Merges a branch into `main`, or `main` into a branch; or answers with the conflicts.
    pub(super) fn merge(&mut self, branch: &str, is_sync: bool, body: &Value) -> Response {
        let Some(theirs) = self.branches.get(branch) else {
            return refusal(404, "BRANCH_NOT_FOUND");
        };
        let main = &self.branches["main"];
        let changed = if is_sync { theirs } else { main };
        let base = self.fork.as_ref().unwrap_or(changed);
        let [base, ours, theirs] = [base, main, theirs].map(Content::snapshot);
        let answers = body["conflictResolutions"].as_array().into_iter().flatten().map(|answer| {
            let path = answer["path"].as_array().into_iter().flatten();
            let choice = match (answer.get("value"), answer["strategy"].as_str()) {
                (Some(value), _) => Choice::Value(value.clone()),
                (None, Some("ours")) => Choice::Ours,
                (None, Some("base")) => Choice::Base,
                _ => Choice::Theirs,
            };
            (path.map(|key| key.as_str().unwrap().to_owned()).collect(), choice)
        });
        let answers: Answers = answers.collect();
        let noise = ["voices", "updatedAt"].map(str::to_owned).to_vec();
        let noise = (self.has_noise && !answers.contains_key(&noise)).then(|| MergeConflict {
            path: noise,
            base: None,
            ours: None,
            theirs: None,
        });
        let [base, ours, theirs] = [&base, &ours, &theirs].map(Snapshot::projection);
        let mut found = model::merge(base, ours, theirs, &answers);
        found.conflicts.extend(noise);
        if !found.conflicts.is_empty() {
            let conflict = |one: &MergeConflict| {
                json!({
                    "path": one.path, "baseValue": one.base, "oursValue": one.ours,
                    "theirsValue": one.theirs, "type": "modify",
                })
            };
            let conflicts: Vec<_> = found.conflicts.iter().map(conflict).collect();
            if is_sync {
                return ok(json!({ "outcome": "conflicts", "conflicts": conflicts }));
            }
            let body = json!({ "hasConflicts": true, "conflicts": conflicts });
            return Response { status: 409, ..ok(body) };
        }
        let merged = Snapshot::from_projection(found.merged);
        let merged = Content {
            behavior: merged.behavior().to_owned(),
            topics: merged.topics(),
            attributes: merged.attributes(),
            variants: merged.variants(),
        };
        if is_sync {
            self.fork = Some(self.branches["main"].clone());
            self.branches.insert(branch.to_owned(), merged);
            self.writes.push(format!("POST {branch}/sync"));
            return ok(json!({ "sequence": "2", "snapshotKey": "s" }));
        }
        *self.main() = merged;
        self.branches.remove(branch);
        self.writes.push(format!("POST {branch}/merge"));
        ok(json!({ "sequence": "2", "message": "Branch merged to main", "testRunIds": [] }))
    }
}
