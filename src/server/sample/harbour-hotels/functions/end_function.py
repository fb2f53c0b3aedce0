#: description = "Runs once when a call has ended."


def end_function(conv: Conversation):
    conv.write_metric("CALL_OUTCOME", conv.state.outcome or "answered")
    conv.write_metric("BOOKING_FOUND", bool(conv.state.booking_reference))
    conv.write_metric("LOOKUP_ATTEMPTS", conv.state.lookup_attempts or 0)
    if conv.env == "live" and conv.state.callback_ticket:
        conv.functions.hotel_api("POST", "/tickets/close-call", {"ticket": conv.state.callback_ticket})
