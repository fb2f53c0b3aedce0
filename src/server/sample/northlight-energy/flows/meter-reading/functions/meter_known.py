#: description = "It is known which meter is read."
#: parameters.fuel = ["string", "electricity or gas"]


def meter_known(conv: Conversation, flow: Flow, fuel: str):
    conv.state.reading_fuel = fuel
    flow.goto_step("Read it out", fuel)
