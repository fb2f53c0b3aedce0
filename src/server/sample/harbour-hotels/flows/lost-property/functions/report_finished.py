#: description = "Files the report with the hotel."
#: parameters.by_post = ["boolean", "True if the caller wants it posted"]
#: parameters.callback_number = ["string", "Number to ring, with country code"]


def report_finished(conv: Conversation, flow: Flow, by_post: bool, callback_number: str = ""):
    report = conv.functions.hotel_api(
        "POST",
        "/lost-property",
        {
            "hotel": conv.state.hotel_name,
            "item": conv.state.lost_item,
            "mark": conv.state.lost_item_mark,
            "where": conv.state.lost_where,
            "day": conv.state.lost_when,
            "post": by_post,
            "callback": callback_number or conv.state.caller_number,
        },
    )
    conv.state.report_number = report["number"]
    conv.exit_flow()
    return f"Report {report['number']} is filed. Say that the hotel rings by six this evening."
