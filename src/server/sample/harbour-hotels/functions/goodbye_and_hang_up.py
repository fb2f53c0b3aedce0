#: description = "Ends the call after the goodbye has been spoken."


def goodbye_and_hang_up(conv: Conversation):
    return {"utterance": "Thank you for calling Harbour Hotels. Goodbye!", "hangup": True}
