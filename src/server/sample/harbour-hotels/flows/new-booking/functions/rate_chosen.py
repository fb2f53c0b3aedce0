#: description = "The caller has chosen one of the two offers."
#: parameters.kind = ["string", "flexible or prepaid"]


def rate_chosen(conv: Conversation, flow: Flow, kind: str):
    offer = (conv.state.quoted_offers or {}).get(kind)
    if not offer:
        return "That rate is not on offer. Name the one that is."
    conv.state.chosen_offer = offer
    flow.goto_step("Guest details", f"{kind} rate chosen")
