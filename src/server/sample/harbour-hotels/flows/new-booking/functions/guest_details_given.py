#: description = "Name and number of the lead guest are known."
#: parameters.name = ["string", "Full name as spelt"]
#: parameters.mobile = ["string", "With country code"]
#: parameters.arrival_time = ["string", "HH:MM if they come after 22:00"]
#: parameters.wishes = ["string", "Cot, dog, step-free access and so on"]


def guest_details_given(
    conv: Conversation, flow: Flow, name: str, mobile: str = "", arrival_time: str = "", wishes: str = ""
):
    if len(name.split()) < 2:
        return "Ask for the first name as well."
    conv.state.guest_name = name
    conv.state.guest_mobile = mobile or conv.state.caller_number
    if not conv.state.guest_mobile:
        return "Ask for a mobile number; the confirmation goes there."
    conv.state.guest_wishes = "; ".join(filter(None, [arrival_time and f"arrives {arrival_time}", wishes]))
    flow.goto_step("Confirm and send the link", "details complete")
