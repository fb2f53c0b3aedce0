#: description = "The caller wants to give a reading and has been identified."


def start_meter_reading(conv: Conversation):
    if not conv.state.account_id:
        return "Identify the account first."
    conv.goto_flow("Meter reading")
