#: description = "The caller asks about an existing booking and has not been verified yet."


def start_verification(conv: Conversation):
    if conv.state.caller_verified:
        return "Already verified. Go on."
    conv.goto_flow("Verify the caller")
