#: description = "Asks a team to ring back on the next working day."
#: parameters.team = ["string", "payment support, metering, moves or complaints"]
#: parameters.about = ["string", "What it is about, in a few words"]


def log_callback(conv: Conversation, team: str, about: str):
    ticket = conv.utils.tickets.create(team=team, about=about[:200], number=conv.state.caller_number)
    conv.state.ticket = ticket["id"]
    return f"Noted for {team}. They ring {ticket['when']}."
