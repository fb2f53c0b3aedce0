#: description = "The caller wants to book a room. Call it before asking for dates."


def start_new_booking(conv: Conversation):
    if conv.state.hotel_name == "Harbour Hotels":
        return "Ask which hotel or town the caller has in mind, then call this function again."
    conv.state.outcome = "booking started"
    conv.goto_flow("New booking")
