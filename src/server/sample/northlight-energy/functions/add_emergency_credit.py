#: description = "Adds ten pounds of credit to a prepayment meter, once in fourteen days."


def add_emergency_credit(conv: Conversation):
    result = conv.utils.prepay.emergency_credit(conv.state.account_id, pounds=10)
    if result["refused"] == "recent":
        return "Already used this fortnight. Transfer to payment support, who can do more."
    conv.state.credit_code = result["code"]
    return f"Added. If the meter does not show it in five minutes, key in {result['code']}."
