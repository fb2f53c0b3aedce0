#: description = "Utility module: the reservation system. Do not call this."
#: parameters.method = ["string", "HTTP method"]
#: parameters.path = ["string", "Path below the API's root"]

import requests

TIMEOUT_SECONDS = 20


class HotelApiError(Exception):
    """The reservation system refused, or did not answer in time."""


def hotel_api(conv: Conversation, method: str, path: str, body: dict | None = None):
    root = conv.utils.get_secret("PMS_ROOT")
    response = requests.request(
        method,
        f"{root}/v3{path}",
        json=body,
        headers={"authorization": f"Bearer {conv.utils.get_secret('PMS_TOKEN')}"},
        timeout=TIMEOUT_SECONDS,
    )
    if response.status_code == 404:
        return None
    if response.status_code >= 400:
        raise HotelApiError(response.text)
    return response.json()
