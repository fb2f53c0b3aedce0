//! Handlers of events, all of one type for each event.

/// Boxes what happens at an event. The code that attaches a handler to an element is then in the
/// page once for each event, and not once for each handler.
pub(crate) fn handler<Event>(handle: impl FnMut(Event) + 'static) -> Box<dyn FnMut(Event)> {
    Box::new(handle)
}
