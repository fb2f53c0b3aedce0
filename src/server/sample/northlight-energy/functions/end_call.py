#: description = "Ends the call."


def end_call(conv: Conversation):
    return {"hangup": True}
