#: description = "Works out a monthly plan and sends it by text. Binds nobody."
#: parameters.monthly_amount = ["number", "What the caller can afford, in pounds"]


def set_up_plan(conv: Conversation, monthly_amount: float):
    if not conv.state.may_discuss_debt:
        return "Only the account holder can do this."
    plan = conv.utils.billing.plan(conv.state.account_id, monthly_amount)
    if plan["months"] > 24:
        return "That would take longer than two years. Transfer to payment support, without calling it a problem."
    conv.state.plan_amount = plan["amount"]
    return f"{plan['amount']} pounds a month for {plan['months']} months. Send the text."
