//! Choosing what is compared.

use leptos::prelude::*;
use model::{AgentId, Environment, Timestamp};

use super::context::CompareContext;
use super::opening::{Opening, OpeningBar};
use crate::browser::{clock, files};
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::picker::{Choice, Picker};
use crate::state::side::Side;

/// Both sides with their pickers, and the button between them.
#[component]
pub(super) fn SideBar(context: CompareContext) -> impl IntoView {
    let opening = Opening::new(context);
    // The side a dragged file would go to.
    let aim = RwSignal::new(None::<bool>);
    let (over, drop) = (
        window_event_listener(leptos::ev::dragover, move |event| {
            if files::is_file_drag(&event) {
                let is_taken = event.default_prevented();
                event.prevent_default();
                // The picker below the pointer has said so itself.
                if !is_taken {
                    aim.set(Some(is_for_old(context, &event)));
                }
            }
        }),
        window_event_listener(leptos::ev::drop, move |event| {
            if files::is_file_drag(&event) {
                event.prevent_default();
                let is_old = aim.get_untracked().unwrap_or_else(|| is_for_old(context, &event));
                aim.set(None);
                opening.open(files::dropped(&event), is_old);
            }
        }),
    );
    let leave = window_event_listener(leptos::ev::dragleave, move |_| aim.set(None));
    on_cleanup(move || {
        over.remove();
        drop.remove();
        leave.remove();
    });
    view! {
        <div class="sides" role="group" aria-label="What is compared">
            <SidePicker context=context opening=opening is_old=true aim=aim />
            <button
                type="button"
                class="button button--icon"
                aria-label="Swap the sides"
                title="Swap the sides (s)"
                on:click=handler(move |_| context.address.swap())
            >
                <Icon glyph=Glyph::Swap />
            </button>
            <SidePicker context=context opening=opening is_old=false aim=aim />
        </div>
        <OpeningBar opening=opening />
    }
}

/// What one of the two sides is, and its menu.
#[component]
fn SidePicker(
    context: CompareContext,
    opening: Opening,
    is_old: bool,
    aim: RwSignal<Option<bool>>,
) -> impl IntoView {
    let side = if is_old { context.address.old } else { context.address.new };
    let current = Signal::derive(move || context.title(&side.get()));
    let pick = move |key: String| {
        if let Some(picked) = Side::parse(&key) {
            let other =
                if is_old { context.address.new } else { context.address.old }.get_untracked();
            let (old, new) = if is_old { (&picked, &other) } else { (&other, &picked) };
            context.address.go(old, new);
        }
    };
    let footer = move || {
        view! {
            <label class="picker-panel__foot">
                <Icon glyph=Glyph::Upload />
                "Open a JSON export…"
                <input
                    class="hidden"
                    type="file"
                    accept=".json,application/json"
                    on:change=handler(move |event: leptos::ev::Event| opening.open(files::chosen(event.target()), is_old))
                />
            </label>
        }
    };
    let label = if is_old { "Old side" } else { "New side" };
    view! {
        <div
            class="sides__side"
            class:sides__side--aim=move || aim.get() == Some(is_old)
            on:dragover=handler(move |event: leptos::ev::DragEvent| if files::is_file_drag(&event) {
                event.prevent_default();
                aim.set(Some(is_old));
            })
        >
            <span class="sides__label">{if is_old { "Old" } else { "New" }}</span>
            <Picker
                label=label
                current=current
                choices=move || choices(context, &side.get_untracked())
                on_pick=pick
                class="picker picker--field"
                footer=footer
                on_open=move |()| context.branch.resources.load_branches()
            />
            <p class="sides__facts">
                {move || facts(context, &side.get())}
                {is_old.then(|| view! { <Against context=context /> })}
            </p>
        </div>
    }
}

/// A branch is compared with where it begins, or with its parent as it is now: the way to the other.
#[component]
fn Against(context: CompareContext) -> impl IntoView {
    let other = move || {
        let (old, new) = (context.address.old.get(), context.address.new.get());
        let Side::Branch(id) = &new else { return None };
        let (begins, parent) = context.branch.resources.begin_of(id)?;
        if old == begins {
            let name = context.branch.resources.name_of_branch(&parent);
            Some((format!("Against {name} now"), Side::Branch(parent)))
        } else {
            (old == Side::Branch(parent)).then(|| ("Only its own changes".to_owned(), begins))
        }
    };
    move || {
        other().map(|(text, side)| {
            let go = move |_| {
                context.address.go(&side, &context.address.new.get_untracked());
            };
            view! { " " <button type="button" class="link" on:click=handler(go)>{text}</button> }
        })
    }
}

/// Who made a version, when, and what they wrote.
fn facts(context: CompareContext, side: &Side) -> String {
    context
        .branch
        .resources
        .timeline
        .with(|timeline| {
            let deployment = side.deployment(timeline)?;
            let origin = timeline.origin_of(&deployment.version).unwrap_or(deployment);
            Some(format!("{} · {} · {}", origin.title(), origin.created_by, ago(origin.created_at)))
        })
        .flatten()
        .unwrap_or_else(|| match side {
            Side::Branch(id) if id.is_main() => "What is saved on main now".to_owned(),
            Side::Branch(_) => "What is saved on this branch now".to_owned(),
            Side::BranchAt(..) => state_facts(context, side),
            Side::File(_) => "A file on this device".to_owned(),
            Side::Nothing => "An agent without content".to_owned(),
            Side::Agent(_) => "Another agent of this workspace".to_owned(),
            _ => String::new(),
        })
}

/// What an earlier state of a branch is, where it is known: the one in which a branch begins.
fn state_facts(context: CompareContext, side: &Side) -> String {
    let branch = match context.address.new.get() {
        Side::Branch(id) => id,
        _ => context.branch.at().branch,
    };
    match context.branch.resources.begin_of(&branch) {
        Some((begins, _)) if begins == *side => {
            let name = context.branch.resources.name_of_branch(&branch);
            format!("Where “{name}” begins, or was last updated")
        }
        _ => "An earlier state of this branch".to_owned(),
    }
}

/// Everything that can stand on a side.
fn choices(context: CompareContext, current: &Side) -> Vec<Choice> {
    let mut all = Vec::new();
    let mut add = |side: Side, text: String, hint: String, group: &str| {
        all.push(Choice {
            is_current: side == *current,
            key: side.key(),
            text,
            hint,
            group: group.to_owned(),
        });
    };
    for branch in context.branch.resources.branches.with_untracked(Clone::clone).unwrap_or_default()
    {
        let name =
            if branch.id.is_main() { "main (draft)".to_owned() } else { branch.name.clone() };
        let begins = Side::fork_of(&branch).filter(|_| branch.id == context.branch.at().branch);
        if let Some(begins) = begins {
            let parent = context.branch.resources.name_of_branch(&branch.parent);
            let text = format!("{parent}, where {name} begins");
            add(begins, text, "changes of the branch alone".to_owned(), "Branches");
        }
        add(Side::Branch(branch.id), name, ago(branch.updated_at), "Branches");
    }
    for name in context.branch.studio.file_names() {
        add(Side::File(name.clone()), name, "open on this page".to_owned(), "Files");
    }
    let timeline =
        context.branch.resources.timeline.with_untracked(Clone::clone).unwrap_or_default();
    for at in Environment::ALL {
        if let Some(active) = timeline.active().get(at) {
            let hint = format!(
                "{} · {} · {}",
                active.version.short(),
                ago(active.created_at),
                timeline.origin_of(&active.version).unwrap_or(active).created_by
            );
            add(
                Side::Active(at),
                format!("What runs in {}", at.label().to_lowercase()),
                hint,
                "Environments",
            );
        }
    }
    let mut seen = Vec::new();
    for deployment in timeline.deployments() {
        if seen.contains(&&deployment.version) {
            continue;
        }
        seen.push(&deployment.version);
        let origin = timeline.origin_of(&deployment.version).unwrap_or(deployment);
        let text = format!("{} {}", origin.version.short(), origin.title());
        let hint = format!("{} · {}", ago(origin.created_at), origin.created_by);
        add(Side::Version(origin.version.clone()), text, hint, "Versions");
    }
    let own = context.branch.at().agent;
    for agent in context.branch.studio.agents.with_untracked(Clone::clone).unwrap_or_default() {
        if agent.id != own {
            add(
                Side::Agent(AgentId::new(agent.id.as_str())),
                agent.name,
                "main".to_owned(),
                "Other agents",
            );
        }
    }
    add(Side::Nothing, "Nothing".to_owned(), "an empty agent".to_owned(), "Other");
    all
}

/// Whether a file that is dropped here becomes the old side: a side whose own file is missing waits
/// for it, and else the half of the window decides.
fn is_for_old(context: CompareContext, event: &leptos::ev::DragEvent) -> bool {
    let is_missing = |is_old| {
        let side = if is_old { context.address.old } else { context.address.new };
        let file = side.with_untracked(|side| match side {
            Side::File(name) => Some(context.branch.studio.file(name)),
            _ => None,
        });
        matches!(file, Some(None))
    };
    match (is_missing(true), is_missing(false)) {
        (true, false) => true,
        (false, true) => false,
        _ => files::is_at_left(event),
    }
}

fn ago(at: Option<Timestamp>) -> String {
    at.map(|at| at.relative_to(clock::now())).unwrap_or_default()
}
