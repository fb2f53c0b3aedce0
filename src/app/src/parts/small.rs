//! Small things that stand in many places.

use leptos::prelude::*;
use model::Timestamp;

use crate::browser::{clock, keyboard};

/// A time, relative, with the exact one on hover.
#[component]
pub(crate) fn Time(#[prop(into)] at: Option<Timestamp>) -> impl IntoView {
    match at {
        None => view! { <span class="time">"at an unknown time"</span> }.into_any(),
        Some(at) => view! {
            <time class="time" datetime=clock::iso(at) title=clock::exact(at)>
                {at.relative_to(clock::now())}
            </time>
        }
        .into_any(),
    }
}

/// A count with its noun in the right number.
pub(crate) fn count(number: usize, noun: &str) -> String {
    if number == 1 {
        return format!("1 {noun}");
    }
    match noun.strip_suffix('y') {
        Some(stem) if !noun.ends_with("ay") && !noun.ends_with("ey") => {
            format!("{number} {stem}ies")
        }
        _ if noun.ends_with("ch") => format!("{number} {noun}es"),
        _ => format!("{number} {noun}s"),
    }
}

/// Keys as a person presses them: `Mod` is ⌘ or Ctrl.
#[component]
pub(crate) fn Keys(
    /// Keys with spaces between them, such as `Mod S`.
    keys: &'static str,
) -> impl IntoView {
    let names = keys.split(' ').map(|key| {
        let name = match key {
            "Mod" if keyboard::is_mac() => "⌘",
            "Mod" => "Ctrl",
            other => other,
        };
        view! { <kbd class="key">{name}</kbd> }
    });
    view! { <span class="keys">{names.collect_view()}</span> }
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn counts_agree_with_their_nouns() {
        assert_eq!(count(1, "change"), "1 change");
        assert_eq!(count(2, "change"), "2 changes");
        assert_eq!(count(0, "query"), "0 queries");
        assert_eq!(count(3, "branch"), "3 branches");
        assert_eq!(count(3, "day"), "3 days");
    }
}
