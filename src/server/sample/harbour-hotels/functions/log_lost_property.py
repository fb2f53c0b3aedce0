#: description = "The caller has lost something in a hotel."


def log_lost_property(conv: Conversation):
    conv.state.outcome = "lost property"
    conv.goto_flow("Lost property")
