#: description = "The item and a mark of it are known."
#: parameters.item = ["string", "What it is, colour, make"]
#: parameters.mark = ["string", "Something only the owner knows; empty for everyday things"]

NEEDS_A_MARK = ("ring", "necklace", "watch", "phone", "laptop", "tablet", "camera", "bag", "wallet")


def item_described(conv: Conversation, flow: Flow, item: str, mark: str = ""):
    if any(word in item.lower() for word in NEEDS_A_MARK) and not mark:
        return "Ask for one detail that only the owner would know."
    conv.state.lost_item = item
    conv.state.lost_item_mark = mark
    flow.goto_step("Where and when", "item described")
