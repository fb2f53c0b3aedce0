#: description = "Changes dates, room type, arrival time or extras of the booking that was found."
#: parameters.preview = ["boolean", "True to learn the new price without changing anything"]
#: parameters.arrival_date = ["string", "New arrival, YYYY-MM-DD, if it changes"]
#: parameters.departure_date = ["string", "New departure, YYYY-MM-DD, if it changes"]
#: parameters.room_type = ["string", "New room type, if it changes"]
#: parameters.arrival_time = ["string", "Expected time of arrival, HH:MM"]
#: parameters.extras = ["string", "What to add, in the caller's words: cot, breakfast, wedge pillow, allergy"]


def amend_booking(
    conv: Conversation,
    preview: bool = False,
    arrival_date: str = "",
    departure_date: str = "",
    room_type: str = "",
    arrival_time: str = "",
    extras: str = "",
):
    if not conv.state.booking_reference:
        return "Find the booking first."
    changes = {
        "arrival": arrival_date,
        "departure": departure_date,
        "roomType": room_type,
        "arrivalTime": arrival_time,
        "note": extras,
    }
    changes = {key: value for key, value in changes.items() if value}

    path = f"/bookings/{conv.state.booking_reference}/amendments"
    result = conv.functions.hotel_api("POST", path, {"preview": preview, **changes})
    conv.state.new_total = result["total"]
    if preview:
        return f"New total {result['total']}, difference {result['difference']}, fee {result['fee']}. Ask for a clear yes."
    conv.state.outcome = "booking changed"
    return "Changed. Send the summary by text."
