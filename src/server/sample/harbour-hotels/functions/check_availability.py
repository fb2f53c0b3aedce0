#: description = "Looks up prices and free rooms at one hotel. Changes nothing."
#: parameters.arrival_date = ["string", "First night, as YYYY-MM-DD"]
#: parameters.nights = ["integer", "Number of nights, 1 to 90"]
#: parameters.adults = ["integer", "Guests of twelve years and older"]
#: parameters.children = ["integer", "Guests under twelve"]
#: parameters.room_type = ["string", "cosy, classic, harbour, family, suite, accessible or dog-friendly; empty for any"]
#: parameters.rate_code = ["string", "Company or wedding code, as spoken, without spaces"]
#: delays = ["Let me see what we have."]

from datetime import date, timedelta

MOST_MONTHS_AHEAD = 18


def check_availability(
    conv: Conversation,
    arrival_date: str,
    nights: int,
    adults: int,
    children: int = 0,
    room_type: str = "",
    rate_code: str = "",
):
    arrival = date.fromisoformat(arrival_date)
    if arrival < date.today():
        return "The date is in the past. Ask the caller for the date again, with the month."
    if (arrival - date.today()).days > MOST_MONTHS_AHEAD * 31:
        return "Bookings open eighteen months ahead. Offer to take a message."

    offers = conv.functions.hotel_api(
        "POST",
        "/availability",
        {
            "hotel": conv.state.hotel_name,
            "from": arrival.isoformat(),
            "to": (arrival + timedelta(days=nights)).isoformat(),
            "adults": adults,
            "children": children,
            "roomType": room_type or None,
            "rateCode": rate_code.upper().replace(" ", "") or None,
        },
    )
    if not offers or not offers["rates"]:
        return "Nothing is free. Offer the night before or after, then the nearest sister hotel."

    flexible = min((r for r in offers["rates"] if r["flexible"]), key=lambda r: r["total"], default=None)
    prepaid = min((r for r in offers["rates"] if not r["flexible"]), key=lambda r: r["total"], default=None)
    conv.state.quoted_offers = {"flexible": flexible, "prepaid": prepaid}
    lines = [f"{kind}: {rate['roomType']}, {rate['total']} {rate['currency']} in total"
             for kind, rate in (("flexible", flexible), ("prepaid", prepaid)) if rate]
    return "Offer these and nothing else: " + "; ".join(lines)
