//! The keys of the resolver. They work while the focus is in it, and letters never in a text field.

use leptos::prelude::*;
use model::Party;

use crate::browser::focus;
use crate::browser::keyboard::Key;
use crate::parts::small::Keys;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Command {
    Next,
    Previous,
    NextOpen,
    Take(Party),
    /// The whole section of the question.
    TakeSection(Party),
    Both,
    Edit,
    Undo,
}

/// The keys with what they do, as they are listed.
const KEYS: [(&str, &str); 8] = [
    ("↑ ↓", "previous, next"),
    ("N", "next open"),
    ("M", "main"),
    ("B", "branch"),
    ("O", "before both"),
    ("T", "both together"),
    ("E", "edit"),
    ("U", "undo"),
];

/// The command of a key. In a text field there are two only: Enter in a single line and Ctrl+Enter
/// anywhere end the typing and go on.
pub(super) fn command(event: &Key) -> Option<Command> {
    if event.alt_key() {
        return None;
    }
    let has_control = event.ctrl_key() || event.meta_key();
    of_key(&event.key(), has_control, event.shift_key(), focus::is_typing())
}

fn of_key(key: &str, has_control: bool, has_shift: bool, is_typing: bool) -> Option<Command> {
    let party = |key: &str| match key {
        "m" => Some(Party::Target),
        "b" => Some(Party::Branch),
        _ => None,
    };
    match (key, has_control) {
        ("Enter", true) => Some(Command::NextOpen),
        _ if is_typing => None,
        ("z" | "Z", true) if !has_shift => Some(Command::Undo),
        (_, true) => None,
        ("ArrowDown" | "j", _) => Some(Command::Next),
        ("ArrowUp" | "k", _) => Some(Command::Previous),
        ("n", _) => Some(Command::NextOpen),
        ("o", _) => Some(Command::Take(Party::Before)),
        ("t", _) => Some(Command::Both),
        ("e", _) => Some(Command::Edit),
        ("u", _) => Some(Command::Undo),
        (key, _) if has_shift => party(&key.to_lowercase()).map(Command::TakeSection),
        (key, _) => party(key).map(Command::Take),
    }
}

/// The keys, for people to read.
pub(super) fn legend() -> AnyView {
    let keys = KEYS.map(|(keys, does)| view! { <li><Keys keys=keys />" "{does}</li> });
    view! {
        <details class="resolver__keys">
            <summary>"Keys"</summary>
            <ul>
                {keys.into_iter().collect_view()}
                <li><Keys keys="Shift M" />" "<Keys keys="Shift B" />" the whole section"</li>
                <li><Keys keys="Mod Enter" />" ends typing"</li>
            </ul>
        </details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_commands_only_where_nobody_types() {
        assert_eq!(of_key("m", false, false, false), Some(Command::Take(Party::Target)));
        assert_eq!(of_key("M", false, true, false), Some(Command::TakeSection(Party::Target)));
        for key in ["m", "M", "b", "ArrowDown", "n", "u", "e", "t", "o"] {
            assert_eq!(of_key(key, false, false, true), None, "{key}");
        }
        assert_eq!(of_key("Enter", true, false, true), Some(Command::NextOpen));
        assert_eq!(of_key("z", true, false, true), None, "the text field undoes its own typing");
        assert_eq!(of_key("z", true, false, false), Some(Command::Undo));
    }

    #[test]
    fn every_listed_letter_is_a_command() {
        for (keys, _) in KEYS.iter().filter(|(keys, _)| keys.len() == 1) {
            assert!(of_key(&keys.to_lowercase(), false, false, false).is_some(), "{keys}");
        }
    }
}
