#: description = "Finds the account and says whether the caller may discuss it."
#: parameters.postcode = ["string", "Postcode with the house number, such as 12 LS8 4QT"]
#: parameters.account_number = ["string", "Eight digits, if the caller has it"]
#: parameters.date_of_birth = ["string", "YYYY-MM-DD, if there is no account number"]
#: delays = ["Let me find your account."]


def identify_account(conv: Conversation, postcode: str, account_number: str = "", date_of_birth: str = ""):
    if not account_number and not date_of_birth:
        return "Ask for the account number or the date of birth."
    found = conv.utils.billing.find(postcode=postcode, account=account_number, born=date_of_birth)
    if not found:
        return "No match. Do not say which part was wrong. Try once more, then transfer."
    conv.state.account_id = found["id"]
    conv.state.payment_method = found["payment_method"]
    conv.state.may_discuss_debt = found["relation"] == "holder"
    return f"Identified as {found['relation']}. Pays by {found['payment_method']}."
