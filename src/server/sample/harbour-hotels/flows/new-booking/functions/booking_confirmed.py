#: description = "The caller has said yes to the summary."
#: delays = ["I'm just putting that through.", "Nearly there."]


def booking_confirmed(conv: Conversation, flow: Flow):
    booking = conv.functions.hotel_api(
        "POST",
        "/bookings",
        {
            "offer": conv.state.chosen_offer["id"],
            "leadGuest": conv.state.guest_name,
            "mobile": conv.state.guest_mobile,
            "note": conv.state.guest_wishes,
        },
    )
    conv.state.booking_reference = booking["reference"]
    conv.state.payment_url = booking["paymentUrl"]
    conv.state.outcome = "booked"
    conv.exit_flow()
    return f"Booked. Reference {booking['reference']}. Send the text and read the reference out once."
