#: description = "Finds an existing booking. Needed before anything about it is said or changed."
#: parameters.booking_reference = ["string", "Six characters, letters and digits; empty if the caller has none"]
#: parameters.surname = ["string", "Surname of the lead guest"]
#: parameters.arrival_date = ["string", "YYYY-MM-DD, if there is no reference"]
#: parameters.phone_last_four = ["string", "Last four digits of the telephone number on the booking"]
#: delays = ["Just a moment while I find that."]


def find_booking(
    conv: Conversation,
    booking_reference: str = "",
    surname: str = "",
    arrival_date: str = "",
    phone_last_four: str = "",
):
    conv.state.lookup_attempts = (conv.state.lookup_attempts or 0) + 1
    if booking_reference:
        found = conv.functions.hotel_api("GET", f"/bookings/{booking_reference.upper()}")
    elif surname and arrival_date and phone_last_four:
        query = f"surname={surname}&arrival={arrival_date}&phone={phone_last_four}"
        found = conv.functions.hotel_api("GET", f"/bookings?{query}")
    else:
        return "Ask for the reference. Without one: surname, arrival date and last four digits of the phone number."

    if not found:
        if conv.state.lookup_attempts >= 3:
            return "Not found three times. Transfer to the reservations team."
        return "Not found. Read the reference back with the spelling alphabet and try once more."

    conv.state.booking_reference = found["reference"]
    conv.state.guest_name = found["leadGuest"]
    return (
        f"Found: {found['leadGuest']}, {found['hotel']}, {found['arrival']} to {found['departure']}, "
        f"{found['rooms']} room(s), {found['rateName']}. Confirm the hotel and the arrival date only."
    )
