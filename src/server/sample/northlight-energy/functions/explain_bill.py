#: description = "Compares the latest bill with the one before and says what made the difference."
#: delays = ["I'm putting the two bills next to each other."]


def explain_bill(conv: Conversation):
    if not conv.state.account_id:
        return "Identify the account first."
    new, old = conv.utils.billing.last_bills(conv.state.account_id, 2)
    causes = []
    if new["estimated"]:
        causes.append("the reading was estimated")
    if new["days"] > old["days"] + 3:
        causes.append(f"it covers {new['days']} days and not {old['days']}")
    if new["unit_price"] != old["unit_price"]:
        causes.append("the unit price changed")
    used = new["units"] / new["days"] - old["units"] / old["days"]
    if abs(used) > 1:
        causes.append(f"about {abs(used):.0f} units a day {'more' if used > 0 else 'fewer'}")
    conv.state.bill_total = new["total"]
    return f"Bill of {new['total']} pounds. Reasons: " + ("; ".join(causes) or "none that stands out")
