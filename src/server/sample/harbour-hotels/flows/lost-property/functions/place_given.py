#: description = "Place and day are known."
#: parameters.place = ["string", "Room number or place in the hotel"]
#: parameters.day = ["string", "YYYY-MM-DD"]


def place_given(conv: Conversation, flow: Flow, place: str, day: str):
    conv.state.lost_where = place
    conv.state.lost_when = day
    flow.goto_step("How it comes back", "place known")
