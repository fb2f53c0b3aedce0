//! Reading a file as one side, with its progress.

use leptos::prelude::*;
use model::Snapshot;

use super::file::{self, megabytes};
use crate::browser::files::{self, File};
use crate::state::studio::Studio;

/// Below this size it cannot be felt that a file is read.
const SLOW_FILE: f64 = 2.0 * 1024.0 * 1024.0;

/// The reading of files.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    studio: Studio,
    /// The large file that is read now.
    pub(super) current: RwSignal<Option<Current>>,
    /// How many percent of it are read.
    pub(super) percent: RwSignal<u32>,
}

/// A large file that is read.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Current {
    pub(super) name: String,
    pub(super) size: String,
}

impl Reading {
    pub(super) fn new(studio: Studio) -> Self {
        Self { studio, current: RwSignal::new(None), percent: RwSignal::new(0) }
    }

    /// Reads and stores a file, and gives the name it has then.
    pub(super) async fn read(self, file: &File, is_late: &dyn Fn() -> bool) -> Option<String> {
        let studio = self.studio;
        let (name, size) = (file.name(), file.size());
        self.percent.set(0);
        if size > SLOW_FILE {
            self.current.set(Some(Current { name: name.clone(), size: megabytes(size) }));
        }
        let progress = |done: f64| {
            let percent = (done * 100.0) as u32;
            if self.percent.try_get_untracked().is_some_and(|shown| shown != percent) {
                self.percent.try_set(percent);
            }
        };
        let part = async |from, to| files::part(file, from, to).await;
        match file::read(studio.device, size, part, progress, is_late).await {
            Ok(content) => {
                let content = content?;
                if let Some((text, details)) = file::remark(&name, &content) {
                    studio.notices.problem(text, details);
                }
                let snapshot = Snapshot::from_projection(content.projection);
                Some(studio.store_file(&name, snapshot, content.digest))
            }
            Err(reason) => {
                let (problem, hint) = file::refusal(&name, &reason);
                studio.notices.problem(problem, hint);
                None
            }
        }
    }
}
