#: description = "Logs a request for housekeeping."
#: parameters.room = ["string", "Room number"]
#: parameters.request = ["string", "What is needed, one to three words"]
#: parameters.time = ["string", "HH:MM, if it is wanted at a certain time"]
#: parameters.urgent = ["boolean", "True for medicine, babies and anything wet"]


def request_housekeeping(conv: Conversation, room: str, request: str, time: str = "", urgent: bool = False):
    if not room.strip().isdigit():
        return "Ask for the room number; it is on the little folder with the key card."
    ticket = conv.functions.hotel_api(
        "POST",
        "/tasks",
        {"hotel": conv.state.hotel_name, "room": room.strip(), "what": request, "at": time or None, "urgent": urgent},
    )
    conv.state.outcome = "request logged"
    return f"Logged. Somebody will be there by {ticket['eta'][11:16]}. Say that time."
