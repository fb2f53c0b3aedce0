#: description = "Surname, arrival date and last four digits are known."
#: parameters.surname = ["string", "As spelt"]
#: parameters.arrival_date = ["string", "YYYY-MM-DD"]
#: parameters.phone_last_four = ["string", "Four digits"]


def facts_given(conv: Conversation, flow: Flow, surname: str, arrival_date: str, phone_last_four: str):
    answer = conv.functions.find_booking("", surname, arrival_date, phone_last_four)
    conv.state.caller_verified = bool(conv.state.booking_reference)
    if conv.state.caller_verified:
        conv.exit_flow()
    return answer
