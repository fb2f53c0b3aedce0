#: description = "Runs once when a call is connected."

from datetime import datetime
from zoneinfo import ZoneInfo

OFFICE_OPENS = {"weekday": 8, "weekend": 9}
OFFICE_CLOSES = {"weekday": 20, "weekend": 18}


def start_function(conv: Conversation):
    hotel = conv.variant
    zone = "Europe/Dublin" if conv.variant_attributes.get("currency") == "EUR" else "Europe/London"
    now = datetime.now(ZoneInfo(zone))
    kind = "weekend" if now.weekday() >= 5 else "weekday"

    conv.state.hotel_name = hotel.name if hotel else "Harbour Hotels"
    conv.state.local_time = now.strftime("%A %d %B, %H:%M")
    conv.state.after_hours = not OFFICE_OPENS[kind] <= now.hour < OFFICE_CLOSES[kind]
    conv.state.caller_number = conv.caller_number
    conv.state.lookup_attempts = 0
    conv.log.info(f"call for {conv.state.hotel_name}, after hours: {conv.state.after_hours}")
