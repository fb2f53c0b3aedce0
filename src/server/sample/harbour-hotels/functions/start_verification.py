#: description = "The caller asks about an existing booking and has not been verified yet."


def start_verification(conv: Conversation):
    conv.goto_flow("Verify the caller")
