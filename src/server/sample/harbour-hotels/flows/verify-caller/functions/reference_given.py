#: description = "The caller has read out the reference, or has none."
#: parameters.reference = ["string", "Six characters, or empty"]


def reference_given(conv: Conversation, flow: Flow, reference: str = ""):
    cleaned = "".join(ch for ch in reference.upper() if ch.isalnum())
    if len(cleaned) != 6:
        return "Ask for the reference again, letter by letter."
    answer = conv.functions.find_booking(booking_reference=cleaned)
    if conv.state.booking_reference == cleaned:
        conv.state.caller_verified = True
        conv.exit_flow()
    return answer
