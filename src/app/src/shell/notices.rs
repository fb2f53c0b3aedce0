//! The messages that float above the page.

use crate::parts::each::each;
use leptos::prelude::*;

use crate::browser::{clipboard, focus, overlay};
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::state::notices::{Notice, Notices, Tone};
use crate::state::requests::{OngoingRequests, WaitsFor};
use crate::text::{count, isolated_names};

/// How long a message stays that needs nothing of the person.
const STAY: std::time::Duration = std::time::Duration::from_secs(6);
/// How long it stays when there is something to undo.
const STAY_WITH_ACTION: std::time::Duration = std::time::Duration::from_secs(12);

/// Shows all messages, and reads them out.
#[component]
pub(crate) fn NoticeArea(notices: Notices, requests: OngoingRequests) -> impl IntoView {
    view! {
            <section class="notices" aria-label="Messages" aria-live="polite">
                {each(
    move || notices.list().get(),
    |notice| notice.id,
    move |notice| view! {
                    <NoticeCard notice=notice notices=notices />
                }.into_any(),
    )}
                {move || requests.waits_for().map(|what| view! {
                    <WaitingCard what=what on_stop=move |()| requests.stop_waiting() />
                })}
            </section>
        }
}

/// Says what the page waits for, for as long as it does.
#[component]
fn WaitingCard(what: WaitsFor, #[prop(into)] on_stop: Callback<()>) -> impl IntoView {
    let (text, advice, can_stop) = match what {
        WaitsFor::Network { writes, reads } => {
            ("This device is offline.", Some(waiting_text(writes, reads)), true)
        }
        WaitsFor::Api { can_stop } => ("The API is slow to answer.", None, can_stop),
    };
    view! {
        <div class="notice">
            <Icon glyph=Glyph::Info />
            <div class="notice__words">
                <p class="notice__text">{text}</p>
                {advice.map(|advice| view! { <p class="notice__advice">{advice}</p> })}
            </div>
            {can_stop.then(|| view! {
                <button
                    type="button"
                    class="button button--small"
                    on:click=handler(move |_| on_stop.run(()))
                >
                    "Cancel"
                </button>
            })}
        </div>
    }
}

/// What goes on when the network is back.
fn waiting_text(writes: usize, reads: usize) -> String {
    let what = match (writes, reads) {
        (0, reads) => count(reads, "request"),
        (writes, 0) => count(writes, "change"),
        (writes, reads) => format!("{} and {}", count(writes, "change"), count(reads, "request")),
    };
    let verb = if writes + reads == 1 { "waits and goes" } else { "wait and go" };
    format!("{what} {verb} on when the network is back. What you type is stored here.")
}

/// One notice. The button that caused it may no longer exist, so the focus is set if it was lost.
#[component]
fn NoticeCard(notice: Notice, notices: Notices) -> impl IntoView {
    overlay::after_drawing(focus::rescue);
    let id = notice.id;
    let is_held = RwSignal::new(false);
    if notice.tone != Tone::Failed && !notice.is_lasting {
        let stay = if notice.action.is_some() { STAY_WITH_ACTION } else { STAY };
        leave_after(stay, id, notices, is_held);
    }
    let glyph = match notice.tone {
        Tone::Done => Glyph::Check,
        Tone::Info => Glyph::Info,
        Tone::Failed => Glyph::Alert,
    };
    let correlation_id = StoredValue::new(notice.correlation_id.clone().unwrap_or_default());
    view! {
        <div
            class="notice"
            class:notice--failed=notice.tone == Tone::Failed
            class:notice--done=notice.tone == Tone::Done
            on:mouseenter=handler(move |_| is_held.set(true))
            on:mouseleave=handler(move |_| is_held.set(false))
            on:focusin=handler(move |_| is_held.set(true))
            on:focusout=handler(move |_| is_held.set(false))
        >
            <Icon glyph=glyph />
            <div class="notice__words">
                <p class="notice__text">{isolated_names(&notice.text).into_owned()}</p>
                {notice.advice.map(|advice| view! { <p class="notice__advice">{advice}</p> })}
                {notice.correlation_id.is_some().then(|| view! {
                    <button
                        type="button"
                        class="link notice__details"
                        title="Copy the identifier by which support finds this request"
                        on:click=handler(move |_| {
                            leptos::task::spawn_local(async move {
                                clipboard::copy(&correlation_id.get_value()).await;
                            });
                        })
                    >
                        "Request " {correlation_id.get_value()}
                    </button>
                })}
            </div>
            {notice.action.map(|(text, run)| view! {
                <button
                    type="button"
                    class="button button--small"
                    on:click=handler(move |_| {
                        notices.dismiss(id);
                        run();
                    })
                >
                    {text}
                </button>
            })}
            <button
                type="button"
                class="button button--quiet button--icon button--small"
                aria-label="Dismiss"
                on:click=handler(move |_| notices.dismiss(id))
            >
                <Icon glyph=Glyph::Close />
            </button>
        </div>
    }
}

/// Takes a message away after a time in which nobody points at it.
fn leave_after(time: std::time::Duration, id: u64, notices: Notices, is_held: RwSignal<bool>) {
    set_timeout(
        move || {
            if is_held.try_get_untracked() == Some(true) {
                leave_after(std::time::Duration::from_secs(2), id, notices, is_held);
            } else {
                notices.dismiss(id);
            }
        },
        time,
    );
}
