#: description = "Sends a confirmation or an invoice again, by e-mail and text."
#: parameters.document = ["string", "confirmation or invoice"]
#: parameters.email = ["string", "Another address, only if the one on file is wrong"]
#: parameters.club = ["boolean", "Add the link for joining the Anchor Club"]


def resend_confirmation(conv: Conversation, document: str = "confirmation", email: str = "", club: bool = False):
    if not conv.state.booking_reference:
        return "Find the booking first."
    conv.functions.hotel_api(
        "POST",
        f"/bookings/{conv.state.booking_reference}/documents",
        {"kind": document, "email": email or None, "clubLink": club},
    )
    return f"The {document} is on its way; it takes up to five minutes."
