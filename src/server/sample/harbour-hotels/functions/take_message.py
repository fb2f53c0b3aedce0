#: description = "Leaves a message for a team, who will call or write back."
#: parameters.addressed_to = ["string", "The team as named in the topic, for instance: front desk, accounts, weddings"]
#: parameters.message = ["string", "What it is about, in the caller's words"]
#: parameters.callback_number = ["string", "Number to ring, with country code"]
#: parameters.urgent = ["boolean", "True if it cannot wait until tomorrow"]

import re


def take_message(conv: Conversation, addressed_to: str, message: str, callback_number: str = "", urgent: bool = False):
    number = re.sub(r"[^\d+]", "", callback_number) or conv.state.caller_number
    if not number:
        return "Ask for a number on which the caller can be reached."
    ticket = conv.functions.hotel_api(
        "POST",
        "/tickets",
        {
            "team": addressed_to.lower(),
            "hotel": conv.state.hotel_name,
            "text": message[:600],
            "callback": number,
            "booking": conv.state.booking_reference,
            "urgent": urgent,
        },
    )
    conv.state.callback_ticket = ticket["id"]
    conv.state.outcome = "message taken"
    return f"Noted. They will answer {ticket['promise']}. Repeat the number once and say when."
