#: description = "Cancels the booking that was found. Only after a clear yes from the caller."
#: parameters.reason = ["string", "The caller's reason in a few words"]


def cancel_booking(conv: Conversation, reason: str = ""):
    if not conv.state.booking_reference:
        return "Find the booking first."
    result = conv.functions.hotel_api(
        "POST", f"/bookings/{conv.state.booking_reference}/cancel", {"reason": reason[:120]}
    )
    conv.state.cancellation_number = result["number"]
    conv.state.refund_amount = result["refund"]
    conv.state.outcome = "booking cancelled"
    if result["refund"] == 0:
        return f"Cancelled, number {result['number']}. Nothing is refunded."
    return f"Cancelled, number {result['number']}. {result['refund']} {result['currency']} go back to the card."
