//! Handlers of events, all of one type for each event, and effects, all of one type.

use leptos::prelude::*;

use crate::browser::keyboard::Key;

/// Boxes what happens at an event. The code that attaches a handler to an element is then in the
/// page once for each event, and not once for each handler.
///
/// An event can arrive after its component was removed: a menu reports that it closed, a field that
/// it lost the focus. The signals it would change are disposed by then, so that it is ignored.
pub(crate) fn handler<Event>(mut handle: impl FnMut(Event) + 'static) -> Box<dyn FnMut(Event)> {
    let place = StoredValue::new(());
    Box::new(move |event| {
        if !place.is_disposed() {
            handle(event);
        }
    })
}

/// Boxes what happens at a key, unless it belongs to an input method.
pub(crate) fn keys(
    mut handle: impl FnMut(Key) + 'static,
) -> Box<dyn FnMut(leptos::ev::KeyboardEvent)> {
    handler(move |event| {
        if let Some(key) = Key::of(event) {
            handle(key);
        }
    })
}

/// Runs something now and whenever what it reads has changed. The code of an effect is in the page
/// once, and not once for each.
pub(crate) fn effect(run: impl FnMut() + 'static) {
    let mut run: Box<dyn FnMut()> = Box::new(run);
    Effect::new(move |_| run());
}
