#: description = "Books a table for up to eight, or reports the nearest free times."
#: parameters.date = ["string", "YYYY-MM-DD"]
#: parameters.time = ["string", "HH:MM, 24 hours"]
#: parameters.guests = ["integer", "Number of people, 1 to 8"]
#: parameters.name = ["string", "Name for the table"]
#: parameters.occasion = ["string", "dinner, lunch, afternoon tea or sunday lunch"]
#: parameters.area = ["string", "restaurant, bar or terrace"]
#: parameters.notes = ["string", "Notes"]
#: delays = ["Let me look at the restaurant's book."]

LARGEST_PARTY = 8


def book_table(
    conv: Conversation,
    date: str,
    time: str,
    guests: int,
    name: str,
    occasion: str = "dinner",
    area: str = "restaurant",
    notes: str = "",
):
    if guests > LARGEST_PARTY and area != "bar":
        return "Too many for this function. Transfer to events."
    request = {
        "hotel": conv.state.hotel_name,
        "at": f"{date}T{time}",
        "covers": guests,
        "name": name,
        "occasion": occasion,
        "area": area,
        "notes": notes,
        "phone": conv.state.caller_number,
    }
    result = conv.functions.hotel_api("POST", "/tables", request)
    if result["status"] == "full":
        times = ", ".join(slot[11:16] for slot in result["alternatives"][:2])
        return f"Full at {time}. Offer: {times or 'another day'}."
    conv.state.table_time = result["at"]
    conv.state.table_guests = guests
    deposit = f" A deposit of {result['deposit']} is due by link." if result.get("deposit") else ""
    return f"Booked for {guests} at {result['at'][11:16]}.{deposit}"
