//! What a release changes: a summary by section, each part of which opens.

use diff::{ChangeKind, Comparison, Content, FieldDiff, ItemDiff};
use leptos::prelude::*;

use crate::parts::icon::{Glyph, Icon};
use crate::parts::loaded::{Failure, Skeleton};
use crate::parts::small::count;
use crate::parts::text_diff::TextDiffView;
use crate::state::loader::{Loader, Remote};
use crate::state::unpublished::Pending;

/// The difference between two contents, for dialogs.
#[component]
pub(crate) fn Changes(
    pending: Loader<Pending>,
    #[prop(into)] title: String,
    /// Reads both sides again.
    #[prop(optional, into)]
    on_retry: Option<Callback<()>>,
) -> impl IntoView {
    let title = StoredValue::new(title);
    view! {
        <section class="changes" aria-label=title.get_value()>
            {move || match pending.remote().get() {
                Remote::Loading => view! {
                    <h3 class="changes__title">{title.get_value()}</h3>
                    <Skeleton lines=4 />
                }
                .into_any(),
                Remote::Failed(error) => view! {
                    <Failure
                        what="What changes could not be read"
                        error=error
                        on_retry=move |()| if let Some(on_retry) = on_retry { on_retry.run(()) }
                    />
                }
                .into_any(),
                Remote::Ready(pending) => view! {
                    <h3 class="changes__title">
                        {title.get_value()}
                        <span class="changes__count">
                            {count(pending.comparison.totals().changes(), "change")}
                        </span>
                    </h3>
                    {sections(&pending.comparison)}
                }
                .into_any(),
            }}
        </section>
    }
}

fn sections(comparison: &Comparison) -> AnyView {
    if comparison.is_same() {
        return view! { <p class="quiet">"Both sides have the same content."</p> }.into_any();
    }
    comparison
        .sections
        .iter()
        .map(|section| {
            let totals = comparison.totals_of(section.changes.clone());
            let items: Vec<AnyView> = section
                .items
                .clone()
                .map(|index| &comparison.items[index])
                .map(item_view)
                .collect();
            view! {
                <details class="changes__section" open=comparison.sections.len() == 1>
                    <summary class="changes__summary">
                        <Icon glyph=Glyph::ChevronRight />
                        <span class="changes__name">{section.section.label()}</span>
                        <span class="changes__numbers">
                            {ChangeKind::ALL
                                .into_iter()
                                .filter(|kind| totals.of(*kind) > 0)
                                .map(|kind| {
                                    let class = format!("count count--{}", kind.label());
                                    view! { <span class=class>{totals.of(kind)} " " {kind.label()}</span> }
                                })
                                .collect_view()}
                        </span>
                    </summary>
                    {items}
                </details>
            }
        })
        .collect_view()
        .into_any()
}

fn item_view(item: &ItemDiff) -> AnyView {
    let kind = item.kind().label();
    view! {
        <div class="changes__item">
            <p class="changes__item-name">
                <span class=format!("count count--{kind}")>{kind}</span>
                {item.name().to_owned()}
            </p>
            {item
                .fields
                .iter()
                .filter(|field| !field.changes.is_empty())
                .map(field_view)
                .collect_view()}
        </div>
    }
    .into_any()
}

fn field_view(field: &FieldDiff) -> AnyView {
    let label = field.label.clone();
    let content = match &field.content {
        Content::Text(diff) | Content::Json(diff) => view! {
            <TextDiffView
                old=diff.old_lines().text().to_string()
                new=diff.new_lines().text().to_string()
                old_label="Before"
                new_label="After"
            />
        }
        .into_any(),
        Content::Value(value) => view! {
            <p class="changes__value">
                <del>{value.old_text.clone()}</del>
                " → "
                <ins>{value.new_text.clone()}</ins>
            </p>
        }
        .into_any(),
        Content::List(_) | Content::Grid(_) => {
            view! { <p class="quiet">{count(field.changes.len(), "change")}</p> }.into_any()
        }
    };
    view! {
        <div class="changes__field">
            <p class="changes__label">{label}</p>
            {content}
        </div>
    }
    .into_any()
}
