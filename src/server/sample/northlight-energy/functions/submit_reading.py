#: description = "Stores a meter reading."
#: parameters.fuel = ["string", "electricity or gas"]
#: parameters.reading = ["string", "The digits before the decimal point, leading zeros included"]


def submit_reading(conv: Conversation, fuel: str, reading: str):
    digits = "".join(ch for ch in reading if ch.isdigit())
    if not 4 <= len(digits) <= 6:
        return "Ask for the numbers again, from left to right, without the red ones."
    result = conv.utils.billing.reading(conv.state.account_id, fuel, int(digits))
    if result["implausible"]:
        return f"That is {result['difference']} units more than last time. Read it back and ask to check."
    return "Stored. A new bill follows within three days."
