#: description = "The digits have been read out."
#: parameters.reading = ["string", "Digits as spoken"]


def digits_read(conv: Conversation, flow: Flow, reading: str):
    answer = conv.functions.submit_reading(conv.state.reading_fuel, reading)
    if answer.startswith("Stored"):
        conv.exit_flow()
    return answer
