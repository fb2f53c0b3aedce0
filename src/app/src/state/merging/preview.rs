//! What a merge will do, read and worked out before it is asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use diff::{Comparison, SideNames};
use model::{
    Answers, BranchId, BranchRef, Connector, Coverage, Matter, MergeConflict, MergeWarning,
    MergedText, Names, Question, Snapshot, ThreeWay, merge, merge_warnings, questions,
};

use super::direction::Direction;
use crate::remote::LoadError;
use crate::state::studio::{Api, Studio};
use crate::state::{comparison, merged_texts};

/// The contents that a merge is about.
#[derive(Clone)]
pub(crate) struct Contents {
    /// The branch that the other one was made from.
    pub(crate) parent: BranchId,
    /// What both began with. `None` where the API does not say, or the key may not read it: then
    /// nothing can be foreseen.
    pub(crate) base: Option<Arc<Snapshot>>,
    /// What the parent contains.
    pub(crate) target: Arc<Snapshot>,
    /// What the branch contains.
    pub(crate) branch: Arc<Snapshot>,
    /// What answers the calls; `None` where the key may not read it.
    connectors: Option<Vec<Connector>>,
}

/// What a merge will do.
#[derive(Clone)]
pub(crate) struct Preview {
    pub(crate) contents: Contents,
    /// What the side that is changed gets: what the other one changed since both were the same.
    pub(crate) gets: Arc<Comparison>,
    /// What it gained itself since then, which stays; `None` where that is not known.
    pub(crate) gained: Option<Arc<Comparison>>,
    pub(crate) warnings: Vec<MergeWarning>,
    /// Whether the warnings about numbers are missing.
    pub(crate) numbers_are_unknown: bool,
    /// All conflicts, also those in timestamps, which nobody is asked about.
    pub(crate) conflicts: Vec<MergeConflict>,
    pub(crate) questions: Vec<Question>,
    /// What is settled of the texts in question, by the question's key.
    pub(crate) texts: BTreeMap<Vec<String>, MergedText>,
    /// What is there after the merge, with the parent's value where nothing is decided; `None` where
    /// that cannot be foreseen.
    pub(crate) merged: Option<Arc<Snapshot>>,
    /// What the texts of both sides refer to, the parent's first.
    pub(crate) names: Arc<SideNames>,
    /// What texts can refer to once both are merged.
    pub(crate) names_after: Arc<Names>,
}

impl Contents {
    /// Reads both branches as they are now, and what both began with.
    pub(crate) async fn read(studio: Studio, api: &Api, at: &BranchRef) -> Result<Self, LoadError> {
        let account = studio.account_for(api, &at.agent).await?;
        let branches = api.branches(&at.agent).await?;
        let Some(branch) = branches.into_iter().find(|one| one.id == at.branch) else {
            return Err(LoadError::NotFound("This branch is no longer there."));
        };
        let parent = BranchRef { agent: at.agent.clone(), branch: branch.parent.clone() };
        let base = async {
            match &branch.parent_sequence {
                Some(sequence) => api.branch_snapshot_at(&account, &parent, sequence).await.ok(),
                None => None,
            }
        };
        let (base, target, mine, connectors) = futures_util::join!(
            base,
            api.branch_snapshot(&account, &parent),
            api.branch_snapshot(&account, at),
            api.connectors(&at.agent),
        );
        let (target, mine) = (target?, mine?);
        let is_whole = |side: &Snapshot| side.coverage() == Coverage::Whole;
        let base = base.filter(|_| is_whole(&target) && is_whole(&mine));
        Ok(Self {
            parent: branch.parent,
            base: base.map(Arc::new),
            target: Arc::new(target),
            branch: Arc::new(mine),
            connectors: connectors.ok(),
        })
    }

    /// Whether a merge of these does the same.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.target == other.target && self.branch == other.branch && self.base == other.base
    }

    /// What the merge makes of these, with some answers; `None` where that cannot be foreseen.
    pub(crate) fn merged(&self, answers: &Answers) -> Option<ThreeWay> {
        let base = self.base.as_ref()?;
        let [ours, theirs] = [&self.target, &self.branch].map(|side| side.projection());
        Some(merge(base.projection(), ours, theirs, answers))
    }

    /// The side that is changed, and the one whose changes it gets.
    pub(crate) fn sides(&self, direction: Direction) -> [&Arc<Snapshot>; 2] {
        match direction {
            Direction::Merge => [&self.target, &self.branch],
            Direction::Update => [&self.branch, &self.target],
        }
    }

    /// What a merge makes of the side that it changes, and nobody may have meant.
    pub(crate) fn warnings(&self, direction: Direction, merged: &Snapshot) -> Vec<MergeWarning> {
        let sides = self.sides(direction).map(Arc::as_ref);
        merge_warnings(sides, merged, self.connectors.as_deref().unwrap_or_default())
    }

    /// What is asked about conflicts, with the names that the contents have.
    pub(crate) fn ask(&self, conflicts: &[MergeConflict]) -> Vec<Question> {
        let sides = [Some(&self.target), Some(&self.branch), self.base.as_ref()];
        let contents: Vec<_> = sides.into_iter().flatten().map(|side| side.projection()).collect();
        questions(conflicts, &contents)
    }
}

impl Preview {
    /// Works out what a merge of these contents does.
    pub(crate) async fn new(studio: Studio, contents: Contents, direction: Direction) -> Self {
        let compare = async |old: &Snapshot, new: &Snapshot| {
            Arc::new(comparison::compare(studio.device, old, new).await)
        };
        let [changed, other] = contents.sides(direction);
        let gets = compare(contents.base.as_ref().unwrap_or(changed), other).await;
        let gained = match &contents.base {
            Some(base) => Some(compare(base, changed).await),
            None => None,
        };
        let foreseen = contents.merged(&Answers::new());
        let conflicts = foreseen.as_ref().map(|all| all.conflicts.clone()).unwrap_or_default();
        let merged = foreseen.map(|foreseen| Snapshot::from_projection(foreseen.merged));
        let warnings = merged.as_ref().map(|merged| contents.warnings(direction, merged));
        let questions = contents.ask(&conflicts);
        Self {
            gets,
            gained,
            warnings: warnings.unwrap_or_default(),
            numbers_are_unknown: contents.connectors.is_none(),
            texts: texts(&questions),
            questions,
            conflicts,
            names: Arc::new(SideNames::of(&contents.target, &contents.branch)),
            names_after: Arc::new(Names::of(merged.as_ref().unwrap_or(&contents.branch))),
            merged: merged.map(Arc::new),
            contents,
        }
    }

    /// The same with more conflicts: those that the API or a decision raised. They take the place of
    /// older ones about the same.
    pub(crate) fn asking(mut self, more: Vec<MergeConflict>) -> Self {
        self.conflicts.retain(|one| more.iter().all(|new| new.path != one.path));
        self.conflicts.extend(more);
        self.questions = self.contents.ask(&self.conflicts);
        self.texts = texts(&self.questions);
        self
    }
}

/// What is settled of the texts in question. The branch's text is "mine".
fn texts(questions: &[Question]) -> BTreeMap<Vec<String>, MergedText> {
    let mut all = BTreeMap::new();
    for question in questions {
        if let Matter::Text([base, target, branch]) = &question.matter {
            let sides = [base, branch, target].map(Clone::clone);
            all.insert(question.key().to_vec(), merged_texts::merge(sides));
        }
    }
    all
}
