#: description = "The caller wants to hear about other dates, or a lower price."
#: parameters.wish = ["string", "What they said: a day earlier, any Tuesday, cheaper"]


def other_dates(conv: Conversation, flow: Flow, wish: str):
    conv.state.quoted_offers = None
    flow.goto_step("Hotel, dates and guests", wish[:60])
    return f"The caller asks for: {wish}. Suggest one concrete alternative and check it."
