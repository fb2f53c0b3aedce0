//! Long work: how far it is, and what of it failed.

use leptos::prelude::*;

/// A bar with its numbers, and the steps that failed.
#[component]
pub(crate) fn ProgressBar(
    /// How many steps are over, failed ones included.
    #[prop(into)]
    done: Signal<usize>,
    /// How many steps there are.
    #[prop(into)]
    total: Signal<usize>,
    /// What failed, and why.
    #[prop(into)]
    failed: Signal<Vec<(String, String)>>,
    /// What the steps are: "topics".
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! {
        <div class="progress">
            <progress
                class="progress__bar"
                aria-label=label.clone()
                max=move || total.get().max(1)
                prop:value=move || done.get() as f64
            ></progress>
            <p class="progress__text" role="status">
                {move || format!("{} of {} {label}", done.get(), total.get())}
            </p>
            {move || {
                let failed = failed.get();
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
