//! Long work: how far it is, and what of it failed.

use leptos::prelude::*;

/// How far a piece of work is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Progress {
    /// How many steps there are.
    pub(crate) total: usize,
    /// How many are over, failed ones included.
    pub(crate) done: usize,
    /// What failed, and why.
    pub(crate) failed: Vec<(String, String)>,
}

impl Progress {
    pub(crate) fn of(total: usize) -> Self {
        Self { total, ..Self::default() }
    }

    pub(crate) fn is_over(&self) -> bool {
        self.done >= self.total
    }
}

/// A bar with its numbers, and the steps that failed.
#[component]
pub(crate) fn ProgressBar(
    #[prop(into)] progress: Signal<Progress>,
    /// What the steps are: "topics".
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! {
        <div class="progress">
            <progress
                class="progress__bar"
                aria-label=label.clone()
                max=move || progress.read().total.max(1)
                prop:value=move || progress.read().done as f64
            ></progress>
            <p class="progress__text" role="status">
                {move || progress.with(|at| format!("{} of {} {label}", at.done, at.total))}
            </p>
            {move || {
                let failed = progress.read().failed.clone();
                (!failed.is_empty()).then(|| view! {
                    <ul class="progress__failed">
                        {failed
                            .into_iter()
                            .map(|(what, why)| view! { <li><strong>{what}</strong> ": " {why}</li> })
                            .collect_view()}
                    </ul>
                })
            }}
        </div>
    }
}
