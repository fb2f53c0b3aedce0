#: description = "Runs once when a call is connected."

from datetime import datetime
from zoneinfo import ZoneInfo


def start_function(conv: Conversation):
    now = datetime.now(ZoneInfo("Europe/London"))
    conv.state.brand_name = conv.variant.name if conv.variant else "Northlight Energy"
    conv.state.after_hours = now.weekday() == 6 or not 8 <= now.hour < 20
    conv.state.caller_number = conv.caller_number
