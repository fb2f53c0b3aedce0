//! The editor of one topic.

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{Topic, TopicId, TopicProblem};

use super::queries::Queries;
use crate::browser::text::look_alike;
use crate::browser::{focus, keyboard, overlay};
use crate::dialogs::conflict::{EditConflict, saved_together};
use crate::parts::editor::Editor;
use crate::parts::handler::{effect, handler};
use crate::parts::icon::{Glyph, Icon};
use crate::parts::loaded::{Empty, Skeleton};
use crate::parts::menu::{Entry, Menu};
use crate::parts::save_bar::{SaveBar, SaveFailure, SaveStatus};
use crate::remote::Remote;
use crate::route::{Page, Route, TopicPlace};
use crate::state::branch::{BranchState, use_branch};
use crate::state::drafts::TopicDraft;
use crate::state::save::topic::SavedTopic;
use crate::state::save::{self, Saving};
use crate::state::topics::{create, delete, open};
use crate::text::as_message;

/// Edits one topic; an empty identifier is a new one. Nothing is sent until it is saved.
#[component]
pub(super) fn TopicEditor(id: TopicId) -> impl IntoView {
    let state = use_branch();
    let is_new = id.as_str().is_empty();
    let id = StoredValue::new(id);
    let saved = Memo::new(move |_| {
        id.with_value(|id| {
            state
                .resources
                .topics
                .with(|topics| topics.iter().find(|topic| topic.id == *id).cloned())
                .flatten()
        })
    });
    let draft = Memo::new(move |_| id.with_value(|id| state.drafts.topics.read().get(id).cloned()));
    let shown = Memo::new(move |_| match draft.get() {
        Some(draft) => Some(draft.mine),
        None if is_new => Some(Topic { is_active: true, ..Topic::default() }),
        None => saved.get(),
    });
    // The form is redrawn only when this changes, and not at every key.
    let is_there = Memo::new(move |_| shown.with(Option::is_some));
    let is_loading = Memo::new(move |_| {
        state.resources.topics.remote().with(|remote| matches!(remote, Remote::Loading))
    });
    view! {
        {move || match (is_there.get(), is_loading.get()) {
            (true, _) => view! { <TopicForm id=id saved=saved draft=draft shown=shown is_new=is_new /> }.into_any(),
            (false, true) => view! { <Skeleton lines=10 /> }.into_any(),
            (false, false) => view! {
                <Empty
                    glyph=Glyph::Knowledge
                    title="This topic is not on this branch"
                    text="It may have been deleted, or it is only on another branch."
                >
                    <button
                        type="button"
                        class="button"
                        on:click=handler(move |_| open(state, TopicPlace::List))
                    >
                        "All topics"
                    </button>
                </Empty>
            }
            .into_any(),
        }}
    }
}

/// The fields of one topic.
#[component]
fn TopicForm(
    id: StoredValue<TopicId>,
    saved: Memo<Option<Topic>>,
    draft: Memo<Option<TopicDraft>>,
    shown: Memo<Option<Topic>>,
    is_new: bool,
) -> impl IntoView {
    let state = use_branch();
    if is_new {
        overlay::after_drawing(|| {
            focus::focus("#topic-name");
        });
    }
    let saving = RwSignal::new(Saving::Idle);
    let is_tried = RwSignal::new(false);
    let status = Memo::new(move |_| {
        let is_changed = draft.with(Option::is_some);
        match saving.with(|saving| SaveStatus::of(saving.is_busy(), saving.is_failed(), is_changed))
        {
            SaveStatus::Saved if is_new => SaveStatus::Empty,
            status => status,
        }
    });
    let field = move |read: fn(&Topic) -> String| {
        Memo::new(move |_| shown.with(|topic| topic.as_ref().map(read).unwrap_or_default()))
    };
    let (name, content) = (field(|topic| topic.name.clone()), field(|topic| topic.content.clone()));
    let actions = field(|topic| topic.actions.clone());
    let is_active =
        Memo::new(move |_| shown.with(|topic| topic.as_ref().is_some_and(|one| one.is_active)));
    let edit = move |change: &dyn Fn(&mut Topic)| {
        let Some(mut mine) = shown.get_untracked() else { return };
        change(&mut mine);
        let base = match draft.get_untracked() {
            Some(draft) => draft.base,
            None => saved.get_untracked(),
        };
        let next = TopicDraft { base, mine };
        state.drafts.topics.update(|drafts| {
            if next.is_changed() {
                drafts.insert(id.get_value(), next);
            } else {
                drafts.remove(&id.get_value());
            }
        });
        if saving.with_untracked(Saving::is_failed) {
            saving.set(Saving::Idle);
        }
    };
    let problems = Memo::new(move |_| {
        shown
            .with(|topic| {
                let topic = topic.as_ref()?;
                state.resources.topics.with(|topics| topic.problems(topics.iter()))
            })
            .unwrap_or_default()
    });
    let alike = Memo::new(move |_| {
        let topic = shown.get()?;
        if saved.with(|saved| saved.as_ref().is_some_and(|saved| saved.name == topic.name)) {
            return None;
        }
        state.resources.topics.with(|topics| {
            let others = topics.iter().filter(|other| other.id != topic.id);
            look_alike(&topic.name, others.map(|other| other.name.as_str()))
        })?
    });
    let save = move || {
        is_tried.set(true);
        let is_possible =
            problems.read_untracked().is_empty() && !saving.with_untracked(Saving::is_busy);
        match draft.get_untracked().filter(|_| is_possible && !state.asks_for_branch()) {
            Some(TopicDraft { base: None, mine }) => spawn_local(create(state, saving, mine)),
            Some(_) => {
                let topic = SavedTopic(id.get_value());
                spawn_local(save::save(state, topic, saving));
            }
            None => {}
        }
    };
    let revert = move || {
        let dropped = draft.get_untracked();
        state.drafts.topics.update(|drafts| {
            drafts.remove(&id.get_value());
        });
        saving.set(Saving::Idle);
        if is_new {
            open(state, TopicPlace::List);
        }
        state.studio.notices.done_with("Your edit is reverted", "Undo", move || {
            if let Some(dropped) = dropped.clone() {
                let id = dropped.mine.id.clone();
                state.drafts.topics.try_update(|drafts| drafts.insert(id.clone(), dropped));
                open(state, if is_new { TopicPlace::New } else { TopicPlace::Open(id) });
            }
        });
    };
    keyboard::on_key(move |event| {
        if keyboard::has_command(event) && event.key().eq_ignore_ascii_case("s") {
            event.prevent_default();
            save();
        }
    });
    let field_problem = move |wanted: TopicProblem, api_field: &'static str| {
        let own = problems.read().contains(&wanted)
            && (is_tried.get() || wanted == TopicProblem::NameTaken);
        let refused = saving.with(|saving| match saving {
            Saving::Failed(error) => error.field(api_field).map(as_message),
            _ => None,
        });
        if own { Some(words_of(wanted).to_owned()) } else { refused }
    };
    let open_page = move |page: Page| state.studio.go(&Route::Agent(state.at(), page));
    let set_queries = Callback::new(move |queries: Vec<String>| {
        edit(&|topic| topic.example_queries.clone_from(&queries));
    });
    // It stands above the text, which may be scrolled to its end.
    effect(move || {
        if matches!(saving.get(), Saving::Failed(_) | Saving::Deleted) {
            overlay::after_drawing(|| focus::reveal(".problem-box"));
        }
    });
    view! {
        <div class="topic">
            <div class="topic__head">
                <button
                    type="button"
                    class="button button--quiet button--icon topic__back"
                    aria-label="All topics"
                    on:click=handler(move |_| open(state, TopicPlace::List))
                >
                    <Icon glyph=Glyph::ArrowLeft />
                </button>
                <label class="switch">
                    <input
                        type="checkbox"
                        role="switch"
                        prop:checked=is_active
                        on:change:target=move |event| {
                            let on = event.target().checked();
                            edit(&|topic| topic.is_active = on);
                        }
                    />
                    <span>{move || if is_active.get() { "Active" } else { "Inactive" }}</span>
                </label>
                <span class="bar__space"></span>
                <SaveBar
                    is_stored=state.drafts.is_stored
                    status=status
                    is_protected=Signal::derive(move || state.is_protected())
                    verb=if is_new { "Create topic" } else { "Save" }
                    revert_verb=if is_new { "Discard" } else { "Revert" }
                    on_save=move |()| save()
                    on_revert=move |()| revert()
                />
                {(!is_new).then(|| view! { <TopicMenu saved=saved shown=shown /> })}
            </div>
            {saved_together::<SavedTopic>(saving)}
            {move || match saving.get() {
                Saving::Failed(error) if !error.is_read_only() => view! {
                    <SaveFailure error=error on_retry=move |()| save() />
                }
                .into_any(),
                Saving::Deleted => view! { <DeletedMeanwhile state=state saving=saving draft=draft /> }.into_any(),
                _ => ().into_any(),
            }}
            <div class="field">
                <label class="field__label" for="topic-name">"Name"</label>
                <input
                    class="input input--title"
                    id="topic-name"
                    autocomplete="off"
                    autofocus=is_new
                    aria-describedby="topic-name-problem topic-name-warning"
                    aria-invalid=move || {
                        field_problem(TopicProblem::NameMissing, "name").is_some().to_string()
                    }
                    prop:value=name
                    on:input:target=move |event| {
                        let value = event.target().value();
                        edit(&|topic| topic.name.clone_from(&value));
                    }
                />
                <p class="field__problem" id="topic-name-problem" role="alert">
                    {move || {
                        field_problem(TopicProblem::NameMissing, "name")
                            .or_else(|| field_problem(TopicProblem::NameTaken, "name"))
                    }}
                </p>
                <p class="field__warning" id="topic-name-warning" role="status">{alike}</p>
            </div>
            <div class="field">
                <span class="field__label">"Content"</span>
                <Editor
                    label="Content"
                    id="topic-content"
                    value=content
                    names=state.names
                    is_page=false
                    open=open_page
                    placeholder="What the agent may say about this."
                    described_by="topic-content-problem"
                    on_input=move |value: String| edit(&|topic| topic.content.clone_from(&value))
                />
                <p class="field__problem" id="topic-content-problem" role="alert">
                    {move || field_problem(TopicProblem::ContentMissing, "content")}
                </p>
            </div>
            <div class="field">
                <span class="field__label">"Actions"</span>
                <Editor
                    label="Actions"
                    id="topic-actions"
                    value=actions
                    names=state.names
                    is_page=false
                    open=open_page
                    placeholder="What the agent may do: {{fn:…}}, {{ho:…}}, {{twilio_sms:…}}"
                    on_input=move |value: String| edit(&|topic| topic.actions.clone_from(&value))
                />
            </div>
            <Queries
                queries=Signal::derive(move || {
                    shown.with(|topic| topic.as_ref().map(|one| one.example_queries.clone()).unwrap_or_default())
                })
                on_change=set_queries
                problem=Signal::derive(move || field_problem(TopicProblem::TooManyQueries, "exampleQueries.queries"))
            />
        </div>
        <EditConflict
            state=state
            what=id.with_value(|id| SavedTopic(id.clone()))
            saving=saving
            title="Somebody else changed this topic"
            on_save=move |()| save()
        />
    }
}

/// Duplicating and deleting.
#[component]
fn TopicMenu(saved: Memo<Option<Topic>>, shown: Memo<Option<Topic>>) -> impl IntoView {
    let state = use_branch();
    let duplicate = move || {
        let Some(topic) = shown.get_untracked() else { return };
        let name = state
            .resources
            .topics
            .with_untracked(|topics| topic.copy_name(topics.iter().map(|one| one.name.as_str())))
            .unwrap_or_default();
        let copy = Topic { id: TopicId::default(), name, ..topic };
        let is_free = !state.drafts.topics.read_untracked().contains_key(&TopicId::default());
        if is_free {
            state.drafts.topics.update(|drafts| {
                drafts.insert(TopicId::default(), TopicDraft { base: None, mine: copy });
            });
        } else {
            state
                .studio
                .notices
                .info("There is an unsaved new topic already; save or discard it first.");
        }
        open(state, TopicPlace::New);
    };
    let delete = move || {
        if let Some(topic) = saved.get_untracked() {
            spawn_local(delete(state, saved, topic));
        }
    };
    let entries = move || {
        vec![
            Entry::action(Glyph::Copy, "Duplicate", duplicate),
            Entry::Separator,
            Entry::action(Glyph::Trash, "Delete", delete)
                .dangerous()
                .blocked_by(untrack(|| state.is_protected()).then_some("main is protected")),
        ]
    };
    view! { <Menu label="Actions for this topic" entries=entries /> }
}

/// Somebody else deleted the topic while it was being edited.
#[component]
fn DeletedMeanwhile(
    state: BranchState,
    saving: RwSignal<Saving<Topic>>,
    draft: Memo<Option<TopicDraft>>,
) -> impl IntoView {
    let create = move |_| {
        if let Some(draft) = draft.get_untracked() {
            spawn_local(create(state, saving, draft.mine));
        }
    };
    view! {
        <div class="problem-box" role="alert">
            <Icon glyph=Glyph::Alert />
            <div>
                <p class="problem-box__title">"Somebody else deleted this topic"</p>
                <p>"Your text is still here. Create the topic again, or revert to drop your text."</p>
            </div>
            <button type="button" class="button button--small" on:click=handler(create)>"Create it again"</button>
        </div>
    }
}

fn words_of(problem: TopicProblem) -> &'static str {
    match problem {
        TopicProblem::NameMissing => "Give the topic a name.",
        TopicProblem::NameTaken => "Another topic of this branch has this name.",
        TopicProblem::ContentMissing => "A new topic needs content.",
        TopicProblem::TooManyQueries => "A topic has at most 100 example queries.",
    }
}
