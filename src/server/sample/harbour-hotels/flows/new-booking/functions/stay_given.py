#: description = "Dates, nights and guests are known."
#: parameters.arrival_date = ["string", "YYYY-MM-DD"]
#: parameters.nights = ["integer", "1 to 90"]
#: parameters.adults = ["integer", "Guests of twelve years and older"]
#: parameters.children = ["integer", "Guests under twelve"]
#: delays = ["Let me look at those nights for you."]


def stay_given(conv: Conversation, flow: Flow, arrival_date: str, nights: int, adults: int, children: int = 0):
    answer = conv.functions.check_availability(arrival_date, nights, adults, children)
    conv.state.stay = f"{arrival_date}, {nights} nights, {adults} adults, {children} children"
    if conv.state.quoted_offers:
        flow.goto_step("Choose a rate", "offers found")
    return answer
