#: description = "Sends a request for an appointment to reception."
#: parameters.name = ["string", "Full name"]
#: parameters.phone = ["string", "Telephone number"]
#: parameters.known_patient = ["boolean", "True if they have been here before"]
#: parameters.times = ["string", "Two times that would suit"]
#: parameters.note = ["string", "What it is about, in their words; no medical history"]


def request_appointment(
    conv: Conversation, name: str, phone: str, known_patient: bool, times: str, note: str = ""
):
    conv.state.patient_name = name
    request = conv.utils.inbox.create(
        subject=f"{'Patient' if known_patient else 'New patient'}: {name}",
        body=f"{phone}\n{times}\n{note[:300]}",
    )
    conv.state.request_number = request["number"]
    return "Sent. Reception confirms by text before 6 pm today, or tomorrow morning if it is later than 5 pm."
