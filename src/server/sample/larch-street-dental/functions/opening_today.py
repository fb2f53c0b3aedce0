#: description = "Says whether the practice is open now, and when it opens next."

from datetime import datetime

HOURS = {0: (8.5, 17.5), 1: (8.5, 19), 2: (8.5, 17.5), 3: (8.5, 19), 4: (8.5, 16)}


def opening_today(conv: Conversation):
    now = datetime.now()
    opens, closes = HOURS.get(now.weekday(), (None, None))
    if opens is None:
        return "Closed today. Opens on Monday at half past eight."
    hour = now.hour + now.minute / 60
    conv.state.is_open = opens <= hour < closes
    return "Open now." if conv.state.is_open else "Closed now. Opens at half past eight on the next working day."
