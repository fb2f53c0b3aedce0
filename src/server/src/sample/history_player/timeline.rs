//! The steps of an agent and of its branches, put into one order.

use jiff::{SignedDuration, Timestamp};

use super::pause::before;
use crate::clock::Act;
use crate::options::Api;
use crate::sample::calendar::Calendar;
use crate::sample::files::Source;
use crate::sample::history::{Step, StepAction};
use crate::sample::ids::Ids;
use crate::sample::sample_error::SampleError;

/// The branch for unpublished edits where `main` is protected.
const DRAFT: &str = "draft-week-10";
/// The files write minutes.
const MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// Something that is to happen.
#[derive(Debug, Clone, Copy)]
pub(super) enum Entry<'a> {
    /// A branch of that name begins.
    Begin(&'a str),
    /// A step, on a branch or on `main`.
    Step(Option<&'a str>, &'a Step),
}

/// Everything that is to happen after the agent was made, in order.
pub(super) fn timeline<'a>(
    source: &'a Source,
    clock: &Clock<'_>,
    api: Api,
) -> Result<Vec<(Act, Entry<'a>)>, SampleError> {
    let mut timeline = Vec::new();
    for step in &source.steps {
        let is_draft = api == Api::V1_0_11 && matches!(step.action, StepAction::Draft);
        let act = clock.act(&step.at, &step.who)?;
        timeline.push((act, Entry::Step(is_draft.then_some(DRAFT), step)));
    }
    timeline.sort_by_key(|(act, _)| act.at);
    let first_draft = timeline.iter().find_map(|(act, entry)| match entry {
        Entry::Step(Some(_), step) => {
            Some(Act { at: before(act, step.edits.len() + 1), ..act.clone() })
        }
        _ => None,
    });
    timeline.extend(first_draft.map(|act| (act, Entry::Begin(DRAFT))));
    for branch in &source.branches {
        timeline.push((clock.act(&branch.created, &branch.who)?, Entry::Begin(&branch.name)));
        for step in &branch.steps {
            let act = clock.act(&step.at, &step.who)?;
            timeline.push((act, Entry::Step(Some(&branch.name), step)));
        }
    }
    timeline.sort_by_key(|(act, _)| act.at);
    Ok(timeline)
}

/// Turns the texts of the files into people and moments.
pub(super) struct Clock<'a> {
    source: &'a Source,
    ids: Ids,
    calendar: Calendar,
}

impl<'a> Clock<'a> {
    pub(super) fn of(source: &'a Source, now: Timestamp) -> Self {
        let ids = Ids::of(&source.about.id);
        Self { source, ids, calendar: Calendar::ending_before(now) }
    }

    pub(super) fn act(&self, at: &str, who: &str) -> Result<Act, SampleError> {
        let error = |problem| SampleError::new(&self.source.about.id, problem);
        let moment = self.calendar.moment(at);
        let moment = moment.ok_or_else(|| error(format!("{at} is no moment")))?;
        let by = self.source.about.people.get(who);
        let by = by.ok_or_else(|| error(format!("there is no person {who}")))?;
        Ok(Act { by: by.clone(), at: moment + self.ids.time(at, MINUTE) })
    }
}
